import type { Enterprise, MeterMeanings } from '@hengneng/database';
import {
  DomainError,
  ENGINE_VERSION,
  type EnergyKind,
  type EnergyStore,
  type FactorSet,
  factorChangeDates,
  localDate,
  type MeterEnergy,
  periodNamed,
} from '@hengneng/domain';

import { toIso } from '../schemas.ts';
import { type AccountContext, accountFrame, countedMeterIds } from './accounted.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { groupByMeter } from './by-meter.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { createConverter } from './converter.ts';
import { EMPTY_ROW, type Row, rowOfAccount, uniqueMissing } from './figures.ts';
import { type PiecedMeter, pieceMeter } from './meter-pieces.ts';
import { readFigures } from './read-figures.ts';
import { type Count, type Tally, tallyFigures } from './tally.ts';
import type { FramePeriod, TimeFrame } from './time-frame.ts';

/** Groups that one answer carries at most: 100 meters by day for two years and a half. */
const GROUPS_MAX = 100_000;
const MS_PER_DAY = 86_400_000;

/** Everything that the figures of one enterprise follow from. */
export interface ConsumptionSources {
  readonly enterprise: Enterprise;
  readonly meanings: readonly MeterMeanings[];
  readonly factors: FactorSet;
  /** Stored hours and days. */
  readonly energyStore: Pick<EnergyStore, 'hours' | 'days'>;
  /** From here on nothing is expected yet. */
  readonly nowMs: number;
}

/**
 * The consumption of one enterprise in a frame: rows by period, groups by kind or meter.
 *
 * @throws DomainError TIME_RANGE_TOO_WIDE, NOT_FOUND for a named meter or site that is not there
 */
export async function readConsumption(
  sources: ConsumptionSources,
  frame: TimeFrame,
  query: Omit<ConsumptionQuery, 'from' | 'to'>,
): Promise<ConsumptionAnswer> {
  const { enterprise, factors } = sources;
  const { timeZone } = enterprise;
  const selected = selectMeters(sources.meanings, query);
  const meters = selected.map((each) => pieceMeter(each, frame.fromMs, frame.toMs));
  if (query.groupBy === 'meter') assertGroupCount(frame.periods.length * meters.length);
  const isSelection = query.meterIds !== undefined || query.flow !== undefined;
  const context: AccountContext = {
    ...{ factors, timeZone, enterpriseId: enterprise.id, regionCode: enterprise.regionCode },
    account: isSelection ? 'selection' : query.account,
  };
  const tallyOf = (figures: Iterable<MeterEnergy>, of: readonly PiecedMeter[]) =>
    tallyFigures({
      ...{ frame, figures, timeZone, meters: of, nowMs: sources.nowMs },
      factorChangesMs: factorChangesMs(context, frame, meters),
    });
  // A selection by flow drops meters of other flows, so that they are no masters within it.
  const isShown = ({ energyKind, flow }: Count) =>
    (query.kinds?.includes(energyKind as EnergyKind) ?? true) &&
    (query.flow === undefined || flow === query.flow);
  const accountable = (tally: Tally): Tally =>
    query.flow === undefined
      ? tally
      : { ...tally, countsOf: (part) => tally.countsOf(part).filter(isShown) };

  const counted = countedMeterIds(accountable(tallyOf([], meters)), context);
  const read =
    query.groupBy === 'meter' ? meters : meters.filter(({ meterId }) => counted.has(meterId));
  const figures = await readFigures(sources.energyStore, {
    ...{ enterpriseId: enterprise.id, meters: read, frame, timeZone },
    interval: query.interval,
  });
  const tally = tallyOf(figures, meters);
  const accounted = accountFrame(accountable(tally), context, frame.periods.length);
  const kinds = query.kinds === undefined ? null : new Set<string>(query.kinds);
  const displayUnit = query.unit ?? null;
  const totalRow =
    accounted.total === null ? EMPTY_ROW : rowOfAccount(accounted.total, { kinds, displayUnit });
  const rows = accounted.periods.map((account) =>
    account === null ? EMPTY_ROW : rowOfAccount(account, { kinds, displayUnit }),
  );
  const byMeter =
    query.groupBy === 'meter'
      ? groupByMeter(tally, {
          ...{ timeZone, displayUnit, isShown, periodCount: frame.periods.length },
          convert: createConverter(factors, {
            enterpriseId: enterprise.id,
            regionCode: enterprise.regionCode,
          }),
        })
      : null;
  const whole = { startMs: frame.fromMs, endMs: frame.toMs };
  const shownKinds = accounted.total?.kinds.filter((kind) => kinds?.has(kind.energyKind) ?? true);
  return {
    ...headOf(sources, frame, query, context),
    meters: metersOf(tally, accounted.total?.meters ?? []),
    assumed: [...(accounted.total?.assumed ?? [])],
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
  tally: Tally,
  verdicts: readonly { readonly meterId: string; readonly verdict: string }[],
): ConsumptionAnswer['meters'] {
  const last = tally.parts.at(-1);
  const verdictOf = new Map(verdicts.map(({ meterId, verdict }) => [meterId, verdict]));
  return (last === undefined ? [] : tally.countsOf(last)).map((count) => {
    const { meterId, name, level, siteId } = count.meter;
    const { energyKind, flow, masterMeterId } = count;
    const verdict = verdictOf.get(meterId) ?? 'not-selected';
    return { meterId, name, level, siteId, energyKind, flow, masterMeterId, verdict };
  });
}

function selectMeters(
  meanings: readonly MeterMeanings[],
  { meterIds, siteId }: Pick<ConsumptionQuery, 'meterIds' | 'siteId'>,
): readonly MeterMeanings[] {
  const named = meterIds === undefined ? null : new Set(meterIds);
  for (const meterId of named ?? []) {
    if (!meanings.some((meter) => meter.meterId === meterId)) {
      throw new DomainError('NOT_FOUND', 'There is no such meter.');
    }
  }
  return meanings.filter(
    (meter) =>
      (named?.has(meter.meterId) ?? true) && (siteId === undefined || meter.siteId === siteId),
  );
}

function factorChangesMs(
  { factors, timeZone, enterpriseId, regionCode }: AccountContext,
  frame: TimeFrame,
  meters: readonly PiecedMeter[],
): number[] {
  const kinds = new Set(meters.flatMap(({ pieces }) => pieces.map(({ energyKind }) => energyKind)));
  const fromDate = localDate(frame.fromMs, timeZone);
  const toDate = localDate(frame.toMs + MS_PER_DAY, timeZone);
  const wanted = { fromDate, toDate, kinds, regionCode, enterpriseId };
  return factorChangeDates(factors, wanted).flatMap((date) => {
    const day = periodNamed(date, timeZone);
    return day === null ? [] : [day.startMs];
  });
}

function assertGroupCount(count: number): void {
  if (count <= GROUPS_MAX) return;
  throw new DomainError(
    'TIME_RANGE_TOO_WIDE',
    `An answer has ${GROUPS_MAX} groups at most; ask for fewer meters, a shorter range or a longer ` +
      'interval.',
  );
}
