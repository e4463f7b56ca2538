import type { MeterMeanings } from '@hengneng/database';
import {
  type Account,
  DomainError,
  type EnergyKind,
  type EnergyStore,
  factorChangeDates,
  localDate,
  type MeterEnergy,
  type MeterFlow,
  type MeterUnit,
  type PeriodUnit,
  periodNamed,
  type VirtualMeter,
} from '@hengneng/domain';

import {
  type AccountContext,
  type AccountedFrame,
  accountFrame,
  type JudgedFrame,
  judgeFrame,
} from './accounted.ts';
import type { RegistrySources } from './load-sources.ts';
import { type PiecedMeter, pieceMeter } from './meter-pieces.ts';
import { readFigures } from './read-figures.ts';
import { type Count, type Tally, tallyFigures } from './tally.ts';
import type { TimeFrame } from './time-frame.ts';
import { operandsOf } from './virtual-counts.ts';

/** Groups that one answer carries at most: 100 meters by day for two years and a half. */
const GROUPS_MAX = 100_000;
const MS_PER_DAY = 86_400_000;

/** What is asked for besides the range. */
export interface FigureRequest {
  readonly interval: PeriodUnit;
  readonly groupBy: 'energyKind' | 'meter';
  readonly account: Account;
  /** Kinds that are shown; all of them where absent. */
  readonly kinds?: readonly EnergyKind[] | undefined;
  /** These meters alone; their total is a `selection`. */
  readonly meterIds?: readonly string[] | undefined;
  /** Meters of this flow alone; their total is a `selection`. */
  readonly flow?: MeterFlow | undefined;
  readonly siteId?: string | undefined;
  /** A second figure in this unit, where the kind is measured in its dimension. */
  readonly unit?: MeterUnit | undefined;
}

/** Everything that the figures of one enterprise follow from. */
export interface ConsumptionSources extends RegistrySources {
  /** Stored hours and days. */
  readonly energyStore: Pick<EnergyStore, 'hours' | 'days'>;
  /** From here on nothing is expected yet. */
  readonly nowMs: number;
}

/** A frame that is added up. */
export interface ComputedFrame {
  readonly context: AccountContext;
  readonly judged: JudgedFrame;
  readonly accounted: AccountedFrame;
  /** Every selected meter, without figures: what each means, and when. */
  readonly meanings: Tally;
  /** Meters that are shown by themselves, with their operands; null where none are. */
  readonly byMeter: Tally | null;
  readonly virtualMeters: readonly VirtualMeter[];
  /** Those of them that were asked for; the others are operands. */
  readonly shownVirtually: readonly VirtualMeter[];
  readonly isShown: (count: Count) => boolean;
}

/**
 * Adds a frame up: decides which meters count, reads what those counted, and accounts for it.
 *
 * @throws DomainError TIME_RANGE_TOO_WIDE, NOT_FOUND for a named meter that is not there
 */
export async function computeFrame(
  sources: ConsumptionSources,
  frame: TimeFrame,
  query: FigureRequest,
): Promise<ComputedFrame> {
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
  return {
    ...{ context, judged, accounted, virtualMeters, shownVirtually: shown },
    meanings: tallyOf([], meters),
    byMeter: isByMeter ? tallyOf(figures, all) : null,
    isShown: (count) => isShown(count) && shownIds.has(count.meter.meterId),
  };
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
