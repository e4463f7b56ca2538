import type { MeterMeanings } from '@hengneng/database';
import {
  type CalibrationState,
  calibrationStateAt,
  DomainError,
  ENGINE_VERSION,
  type EnergyKind,
  type EnergyStore,
  factorChangeDates,
  localDate,
  type MeterEnergy,
  periodNamed,
  type VirtualMeter,
} from '@hengneng/domain';

import { toIso } from '../schemas.ts';
import { type AccountContext, accountFrame, judgeFrame } from './accounted.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { groupByMeter } from './by-meter.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { createConverters } from './converter.ts';
import { EMPTY_ROW, type Row, rowOfAccount, uniqueMissing } from './figures.ts';
import type { RegistrySources } from './load-sources.ts';
import { type PiecedMeter, pieceMeter } from './meter-pieces.ts';
import { readFigures } from './read-figures.ts';
import { type Count, type Tally, tallyFigures } from './tally.ts';
import type { FramePeriod, TimeFrame } from './time-frame.ts';
import { operandsOf } from './virtual-counts.ts';

/** Groups that one answer carries at most: 100 meters by day for two years and a half. */
const GROUPS_MAX = 100_000;
const MS_PER_DAY = 86_400_000;

/** What is asked for besides the range. */
export type FigureRequest = Omit<ConsumptionQuery, 'from' | 'to' | 'factorSet'>;

/** Everything that the figures of one enterprise follow from. */
export interface ConsumptionSources extends RegistrySources {
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
  query: FigureRequest,
): Promise<ConsumptionAnswer> {
  const { enterprise, factors, book } = sources;
  const { timeZone } = enterprise;
  const { selected, shown, virtualMeters, operands } = selectMeters(sources, query);
  const piece = (each: MeterMeanings) => pieceMeter(each, frame.fromMs, frame.toMs);
  const meters = selected.map(piece);
  const shownIds = new Set([
    ...selected.map(({ meterId }) => meterId),
    ...shown.map(({ id }) => id),
  ]);
  if (query.groupBy === 'meter') {
    assertGroupCount(frame.periods.length * (meters.length + virtualMeters.length));
  }
  const isSelection = query.meterIds !== undefined || query.flow !== undefined;
  const context: AccountContext = {
    ...{ factors, book, timeZone },
    ...{ enterpriseId: enterprise.id, regionCode: enterprise.regionCode },
    account: isSelection ? 'selection' : query.account,
  };
  const tallyOf = (figures: Iterable<MeterEnergy>, of: readonly PiecedMeter[]) =>
    tallyFigures({
      ...{ frame, figures, timeZone, meters: of, nowMs: sources.nowMs },
      changesMs: changesMs(context, frame, [...of, ...virtualMeters]),
      isMonthly: book.hasLedger && (query.interval === 'month' || query.interval === 'year'),
    });
  // A selection by flow drops meters of other flows, so that they are no masters within it.
  const isShown = ({ energyKind, flow }: Count) =>
    (query.kinds?.includes(energyKind as EnergyKind) ?? true) &&
    (query.flow === undefined || flow === query.flow);
  const accountable = (tally: Tally): Tally =>
    query.flow === undefined
      ? tally
      : { ...tally, countsOf: (part) => tally.countsOf(part).filter(isShown) };

  const judged = judgeFrame(accountable(tallyOf([], meters)), context);
  const decisive = meters.filter(({ meterId }) => judged.decisive.has(meterId));
  const isByMeter = query.groupBy === 'meter';
  const all = isByMeter ? [...meters, ...operands.map(piece)] : meters;
  const figures = await readFigures(sources.energyStore, {
    meters: isByMeter ? all : decisive,
    ...{ enterpriseId: enterprise.id, frame, timeZone, interval: query.interval },
  });
  const accounted = accountFrame(
    accountable(tallyOf(figures, decisive)),
    context,
    frame.periods.length,
  );
  const kinds = query.kinds === undefined ? null : new Set<string>(query.kinds);
  const displayUnit = query.unit ?? null;
  const totalRow =
    accounted.total === null ? EMPTY_ROW : rowOfAccount(accounted.total, { kinds, displayUnit });
  const rows = accounted.periods.map((account) =>
    account === null ? EMPTY_ROW : rowOfAccount(account, { kinds, displayUnit }),
  );
  const byMeter = isByMeter
    ? groupByMeter(tallyOf(figures, all), {
        ...{ timeZone, displayUnit, virtualMeters, periodCount: frame.periods.length },
        isShown: (count) => isShown(count) && shownIds.has(count.meter.meterId),
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
    meters: metersOf(sources, tallyOf([], meters), judged.meters),
    virtualMeters: shown.map(({ id, name, energyKind, formulas }) => ({
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

/** Meters that were asked for, virtual ones, and what those need besides. */
function selectMeters(
  { meanings, virtualMeters }: ConsumptionSources,
  { meterIds, siteId, groupBy, flow }: FigureRequest,
) {
  const named = meterIds === undefined ? null : new Set(meterIds);
  const known = new Set([
    ...meanings.map(({ meterId }) => meterId),
    ...virtualMeters.map(({ id }) => id),
  ]);
  for (const meterId of named ?? []) {
    if (!known.has(meterId)) throw new DomainError('NOT_FOUND', 'There is no such meter.');
  }
  const selected = meanings.filter(
    (meter) =>
      (named?.has(meter.meterId) ?? true) && (siteId === undefined || meter.siteId === siteId),
  );
  // Virtual meters stand at no site and have no flow; they are shown by themselves alone.
  const isShownVirtually = groupBy === 'meter' && siteId === undefined && flow === undefined;
  const shown = isShownVirtually ? virtualMeters.filter(({ id }) => named?.has(id) ?? true) : [];
  const needed = operandsOf(shown, virtualMeters);
  const operands = meanings.filter(
    (meter) => needed.has(meter.meterId) && !selected.includes(meter),
  );
  // Inner ones are counted too, because formulas name them.
  const inner = virtualMeters.filter(
    ({ id }) => needed.has(id) && !shown.some((one) => one.id === id),
  );
  return { selected, shown, operands, virtualMeters: [...shown, ...inner] };
}

/** Instants at which anything but a meter's meaning changes what a quantity amounts to. */
function changesMs(
  { factors, book, timeZone, enterpriseId, regionCode }: AccountContext,
  frame: TimeFrame,
  meters: readonly (PiecedMeter | VirtualMeter)[],
): number[] {
  const kinds = new Set(
    meters.flatMap((meter) =>
      'pieces' in meter ? meter.pieces.map(({ energyKind }) => energyKind) : [meter.energyKind],
    ),
  );
  const fromDate = localDate(frame.fromMs, timeZone);
  const toDate = localDate(frame.toMs + MS_PER_DAY, timeZone);
  const wanted = { fromDate, toDate, kinds, regionCode, enterpriseId };
  const dates = [...factorChangeDates(factors, wanted), ...book.changeDates];
  const formulas = meters.flatMap((meter) =>
    'formulas' in meter ? meter.formulas.map(({ validFromMs }) => validFromMs) : [],
  );
  const starts = dates.flatMap((date) => periodNamed(date, timeZone)?.startMs ?? []);
  return [...starts, ...formulas];
}

function assertGroupCount(count: number): void {
  if (count <= GROUPS_MAX) return;
  throw new DomainError(
    'TIME_RANGE_TOO_WIDE',
    `An answer has ${GROUPS_MAX} groups at most; ask for fewer meters, a shorter range or a longer ` +
      'interval.',
  );
}
