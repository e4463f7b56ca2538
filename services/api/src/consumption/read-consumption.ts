import {
  type AccountContext,
  type ConsumptionSources,
  computeFrame,
  createConverters,
  EMPTY_ROW,
  type FigureRequest,
  type FramePeriod,
  type Row,
  rowOfAccount,
  type Tally,
  type TimeFrame,
  uniqueMissing,
} from '@hengneng/accounting';
import {
  type CalibrationState,
  calibrationStateAt,
  ENGINE_VERSION,
  localDate,
} from '@hengneng/domain';

import { toIso } from '../schemas.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { groupByMeter } from './by-meter.ts';
import type { ConsumptionQuery } from './consumption-query.ts';

/**
 * The consumption of one enterprise in a frame: rows by period, groups by kind or meter.
 *
 * @throws DomainError TIME_RANGE_TOO_WIDE, NOT_FOUND for a named meter that is not there
 */
export async function readConsumption(
  sources: ConsumptionSources,
  frame: TimeFrame,
  query: FigureRequest,
): Promise<ConsumptionAnswer> {
  const { enterprise, factors } = sources;
  const computed = await computeFrame(sources, frame, query);
  const { context, judged, accounted, meanings, virtualMeters, isShown } = computed;
  const kinds = query.kinds === undefined ? null : new Set<string>(query.kinds);
  const displayUnit = query.unit ?? null;
  const totalRow =
    accounted.total === null ? EMPTY_ROW : rowOfAccount(accounted.total, { kinds, displayUnit });
  const rows = accounted.periods.map((account) =>
    account === null ? EMPTY_ROW : rowOfAccount(account, { kinds, displayUnit }),
  );
  const byMeter = computed.byMeter
    ? groupByMeter(computed.byMeter, {
        ...{ displayUnit, virtualMeters, isShown, periodCount: frame.periods.length },
        timeZone: enterprise.timeZone,
        converters: createConverters(factors, {
          enterpriseId: enterprise.id,
          regionCode: enterprise.regionCode,
        }),
      })
    : null;
  const whole = { startMs: frame.fromMs, endMs: frame.toMs };
  const shownKinds = accounted.total?.kinds.filter((kind) => kinds?.has(kind.energyKind) ?? true);
  return {
    ...headOf(sources, frame, query, context),
    meters: metersOf(sources, meanings, judged.meters),
    virtualMeters: computed.shownVirtually.map(({ id, name, energyKind, formulas }) => ({
      ...{ meterId: id, name, energyKind },
      formulas: formulas.map(({ validFromMs, text }) => ({
        ...{ validFrom: toIso(validFromMs), formula: text },
      })),
    })),
    assumed: [...judged.assumed],
    rows: rows.map((row, index) =>
      toRow(frame.periods[index] ?? whole, row, byMeter?.periods[index]),
    ),
    total: {
      ...toRow(whole, totalRow, byMeter?.total),
      partial: frame.periods.some(({ partial }) => partial),
      missing: uniqueMissing([
        ...(shownKinds ?? []).flatMap(({ missing }) => missing),
        ...(byMeter?.missing ?? []),
      ]),
      factorIds: byMeter
        ? [...byMeter.factorIds]
        : [...new Set((shownKinds ?? []).flatMap(({ factorIds }) => factorIds))].sort(),
    },
  };
}

function headOf(
  { enterprise, factors }: ConsumptionSources,
  frame: TimeFrame,
  query: Pick<ConsumptionQuery, 'interval' | 'groupBy'>,
  context: AccountContext,
) {
  return {
    enterpriseId: enterprise.id,
    timeZone: enterprise.timeZone,
    from: toIso(frame.fromMs),
    to: toIso(frame.toMs),
    interval: query.interval,
    groupBy: query.groupBy,
    account: context.account,
    factorSet: { id: factors.id, publishedOn: factors.publishedOn },
    registryVersion: enterprise.registryVersion,
    engineVersion: ENGINE_VERSION,
  };
}

function toRow(
  period: Pick<FramePeriod, 'startMs' | 'endMs'> & { readonly partial?: boolean },
  row: Row,
  groups: Row['groups'] | undefined,
): ConsumptionAnswer['rows'][number] {
  return {
    ...{ start: toIso(period.startMs), end: toIso(period.endMs), partial: period.partial ?? false },
    ...row,
    groups: [...(groups ?? row.groups)],
  };
}

/** Meters of the answer with what they mean at its end, and why they count or not. */
function metersOf(
  { calibrations, nowMs, enterprise }: ConsumptionSources,
  tally: Tally,
  verdicts: readonly { readonly meterId: string; readonly verdict: string }[],
): ConsumptionAnswer['meters'] {
  const last = tally.parts.at(-1);
  if (last === undefined) return [];
  const verdictOf = new Map(verdicts.map(({ meterId, verdict }) => [meterId, verdict]));
  const records = Map.groupBy(calibrations, ({ meterId }) => meterId);
  const date = localDate(Math.min(nowMs, last.endMs - 1), enterprise.timeZone);
  return tally.countsOf(last).map((count) => {
    const { meterId, name, level, siteId } = count.meter;
    const { energyKind, flow, masterMeterId } = count;
    const calibration: CalibrationState = calibrationStateAt(
      records.get(meterId) ?? [],
      date,
    ).state;
    const verdict = verdictOf.get(meterId) ?? 'not-selected';
    return { meterId, name, level, siteId, energyKind, flow, masterMeterId, calibration, verdict };
  });
}
