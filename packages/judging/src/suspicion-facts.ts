import type { MeterMeanings } from '@hengneng/database';
import {
  type ArrivedReadings,
  addDays,
  convertQuantity,
  type DeclaredStop,
  enterpriseSuspicions,
  type Judgement,
  judgeSuspicions,
  localDate,
  type MeterEnergy,
  type MeterUnit,
  monthPeriod,
  type Period,
  type ProductWeeks,
  periodNamed,
  REPORTED_WITHIN_MS,
  type RuleContext,
  SUSPICION_LOOKBACK_DAYS,
  type SuspectMeter,
  storageUnitOf,
} from '@hengneng/domain';

import type { EnterpriseRecord } from './enterprise-record.ts';
import { productsOf } from './month-outputs.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** Meters show hundredths of their unit unless somebody knows better. */
const LAST_DIGIT = 0.01;
/** A week of which production is on record for fewer days says nothing about energy per output. */
const OUTPUT_DAYS_MIN = 6;

/** How one meter's readings of one day came in. */
export interface MeterDay {
  readonly meterId: string;
  readonly date: string;
  readonly count: number;
  /** Shortest time from reading to receipt; null where nobody measured it. */
  readonly delayMinMs: number | null;
}

/** What suspicions rest on besides the record. */
export interface SuspicionSources {
  /** Hours of all meters, of the look-back too. */
  readonly hours: readonly MeterEnergy[];
  readonly meterDays: readonly MeterDay[];
  /** Readings of the month for which another value was sent later, by meter. */
  readonly conflictCounts: ReadonlyMap<string, number>;
  /** Declarations as they count. */
  readonly stops: readonly DeclaredStop[];
}

/** A judgement for every meter and product of an enterprise in a month (疑似数据异常). */
export function judgeSuspicionsOf(
  record: EnterpriseRecord,
  month: string,
  context: RuleContext,
  sources: SuspicionSources,
): Judgement[] {
  const { timeZone } = record.enterprise;
  const { startMs, endMs } = monthPeriod(month, timeZone);
  const isStopped = (meterId: string, atMs: number) =>
    sources.stops.some(
      ({ meterIds, fromMs, toMs }) =>
        fromMs <= atMs &&
        (toMs === null || atMs < toMs) &&
        (meterIds.length === 0 || meterIds.includes(meterId)),
    );
  const period = {
    ...{ startMs, endMs: Math.min(endMs, record.nowMs), timeZone, isStopped },
  };
  const found = enterpriseSuspicions({
    period,
    meters: suspectMeters(record, month, sources),
    arrivals: sources.meterDays
      .filter(({ date }) => date.startsWith(month))
      .flatMap((day) => arrivalsOf(day, timeZone)),
    deadlineMs: endMs + REPORTED_WITHIN_MS,
    production: productWeeks(record, { startMs, endMs: period.endMs }, sources.hours),
  });
  const thresholds = record.policies.find(({ year }) => month.startsWith(String(year)))?.document
    .thresholds;
  return found.map(({ targetId, suspicions }) =>
    judgeSuspicions({
      ...{ context, targetId, suspicions, thresholds },
      period: { name: month, startMs, endMs },
    }),
  );
}

function suspectMeters(
  { sources: { meanings }, enterprise }: EnterpriseRecord,
  month: string,
  { hours, meterDays, conflictCounts }: SuspicionSources,
): SuspectMeter[] {
  const hoursOf = Map.groupBy(hours, ({ meterId }) => meterId);
  const daysOf = Map.groupBy(
    meterDays.filter(({ date }) => date.startsWith(month)),
    ({ meterId }) => meterId,
  );
  return meanings.flatMap((meter) => {
    const meaning = meaningOf(meter, monthPeriod(month, enterprise.timeZone).endMs);
    if (meaning === undefined) return [];
    const days = daysOf.get(meter.meterId) ?? [];
    return [
      {
        meterId: meter.meterId,
        kind: meaning.kind,
        masterMeterId: meaning.masterMeterId,
        ratedPowerKw: meaning.ratedPowerKw,
        stepSize: stepOf(meaning),
        hours: hoursOf.get(meter.meterId) ?? [],
        readingCount: days.reduce((sum, { count }) => sum + count, 0),
        conflictCount: conflictCounts.get(meter.meterId) ?? 0,
      },
    ];
  });
}

function meaningOf({ epochs }: MeterMeanings, untilMs: number) {
  return epochs.findLast(({ validFromMs }) => validFromMs < untilMs) ?? epochs[0];
}

/** The amount that the last digit of a meter stands for, in storage units. */
function stepOf(meaning: {
  readonly kind: string;
  readonly unit: MeterUnit;
  readonly multiplier: number;
  readonly intervalSeconds: number | null;
}): number {
  const { kind, unit, multiplier, intervalSeconds } = meaning;
  const size = unit === 'kW' ? 1 : (convertQuantity(1, unit, storageUnitOf(unit)) ?? 1);
  const hours = kind === 'power' ? (intervalSeconds ?? 900) / 3_600 : 1;
  return LAST_DIGIT * multiplier * size * hours;
}

/** A day's readings as if all had come with the first of them: the day's last reading is the youngest. */
function arrivalsOf({ date, count, delayMinMs }: MeterDay, timeZone: string): ArrivedReadings[] {
  const day = periodNamed(date, timeZone);
  if (day === null || delayMinMs === null || count === 0) return [];
  return [{ readAtMs: day.endMs, receivedAtMs: day.endMs + Math.max(0, delayMinMs), count }];
}

/**
 * Electricity of the incoming meters against the one product, by week. Energy of several products
 * says nothing about any of them.
 */
function productWeeks(
  record: EnterpriseRecord,
  period: Period,
  hours: readonly MeterEnergy[],
): ProductWeeks[] {
  const { timeZone } = record.enterprise;
  const [product, ...others] = productsOf(record);
  if (product === undefined || others.length > 0) return [];
  const incoming = new Set(
    record.sources.meanings.flatMap((meter) => {
      const meaning = meaningOf(meter, period.endMs);
      const isIncoming = meaning?.energyKind === 'electricity' && meaning.flow === 'purchased';
      return isIncoming && meaning.masterMeterId === null ? [meter.meterId] : [];
    }),
  );
  const firstDate = localDate(period.startMs, timeZone);
  const energy = new Map<number, number>();
  const output = new Map<number, { quantity: number; days: number }>();
  const weekOf = new Map<string, number>();
  const from = addDays(firstDate, -SUSPICION_LOOKBACK_DAYS);
  const until = localDate(period.endMs, timeZone);
  for (let index = 0, date = from; date < until; index += 1, date = addDays(date, 1)) {
    weekOf.set(date, Math.floor((index - SUSPICION_LOOKBACK_DAYS) / WEEK_DAYS));
  }
  for (const { meterId, startMs, quantity } of hours) {
    if (!incoming.has(meterId)) continue;
    const week = weekOf.get(localDate(startMs, timeZone));
    if (week === undefined) continue;
    energy.set(week, (energy.get(week) ?? 0) + quantity);
  }
  for (const { product: of, fromMs, toMs, quantity } of record.outputs) {
    const week = weekOf.get(localDate(fromMs, timeZone));
    if (week === undefined || of !== product) continue;
    const known = output.get(week) ?? { quantity: 0, days: 0 };
    known.quantity += quantity;
    known.days += (toMs - fromMs) / DAY_MS;
    output.set(week, known);
  }
  const weeks = [...output]
    .filter(([, { days }]) => days >= OUTPUT_DAYS_MIN)
    .map(([week, { quantity }]) => ({ week, energy: energy.get(week) ?? 0, output: quantity }));
  const both = (isNow: boolean) => weeks.filter(({ week }) => week >= 0 === isNow);
  return [{ product, earlier: both(false), weeks: both(true) }];
}
