import {
  countAll,
  createHourTotals,
  createTimeline,
  type EnergyStore,
  localDate,
  type MeterEnergy,
  type MeterRange,
  periodAt,
  periodsFromHours,
} from '@hengneng/domain';
import type { FleetMeter, PlantedCounty, PlantedEnterprise, SentReading } from '@hengneng/fleet';
import type { MeterDay } from '@hengneng/judging';

import { unitFactor } from '../support/county-truth.ts';

const DAY_MS = 86_400_000;

/** The energy of one enterprise as the platform would have it at an instant. */
export interface MeasuredEnterprise {
  /** Stored hours and days of what had been sent by then. */
  storeAt(nowMs: number): Pick<EnergyStore, 'hours' | 'days'>;
  /** How the readings came in, by month. */
  readonly meterDays: ReadonlyMap<string, readonly MeterDay[]>;
  /** Readings sent again with another value, by month and meter. */
  readonly conflicts: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Counts what every meter of an enterprise sent with the counter engine: hours, and days from them. The
 * days of the year before are the truth, as if somebody had entered them.
 *
 * @param stretch the hours that are simulated
 */
export function measureEnterprise(
  county: PlantedCounty,
  enterprise: PlantedEnterprise,
  stretch: { readonly fromMs: number; readonly toMs: number; readonly earlierFromMs: number },
): MeasuredEnterprise {
  const { timeZone } = enterprise;
  const meterDays: MeterDay[] = [];
  const conflicts = new Map<string, Map<string, number>>();
  const hours = new Map<string, readonly MeterEnergy[]>();
  const days = new Map<string, readonly MeterEnergy[]>();
  for (const meter of enterprise.meters) {
    const sent = county.sent(enterprise, meter, stretch.fromMs, stretch.toMs);
    const totals = createHourTotals(timeZone);
    for (const segment of countAll(timelineOf(meter), sent).segments) totals.add(segment);
    const { id: meterId } = meter;
    const counted = totals.hours();
    const ofMeter = <T extends object>(some: readonly T[]) =>
      some.map((each) => ({ ...each, meterId }));
    for (const day of daysSent(sent, timeZone)) {
      const { conflictCount, ...meterDay } = day;
      meterDays.push(meterDay);
      const month = day.date.slice(0, 7);
      const ofMonth = conflicts.get(month) ?? new Map<string, number>();
      ofMonth.set(meterId, (ofMonth.get(meterId) ?? 0) + conflictCount);
      conflicts.set(month, ofMonth);
    }
    hours.set(meterId, ofMeter(counted));
    days.set(meterId, [
      ...earlierDays(county, enterprise, meter, stretch),
      ...ofMeter(periodsFromHours(counted, 'day', timeZone)),
    ]);
  }
  const held = enterprise.planted.filter(({ sentAtMs }) => sentAtMs !== null);
  const storeAt = (nowMs: number) => {
    const isThere = ({ startMs }: MeterEnergy) =>
      startMs < nowMs &&
      !held.some(
        ({ fromMs, toMs, sentAtMs }) =>
          startMs >= fromMs && startMs < toMs && (sentAtMs ?? 0) > nowMs,
      );
    const within = (of: ReadonlyMap<string, readonly MeterEnergy[]>, range: MeterRange) =>
      (range.meterIds ?? [...of.keys()]).flatMap((meterId) =>
        (of.get(meterId) ?? []).filter(
          (each) => each.startMs >= range.fromMs && each.startMs < range.toMs && isThere(each),
        ),
      );
    return {
      hours: async (range: MeterRange) => within(hours, range),
      days: async (range: MeterRange) => within(days, range),
    };
  };
  const byMonth = Map.groupBy(meterDays, ({ date }) => date.slice(0, 7));
  return { storeAt, meterDays: byMonth, conflicts };
}

/** Readings by the day they end, with the shortest time from reading to sending. */
function daysSent(sent: readonly SentReading[], timeZone: string) {
  const days: (MeterDay & { readonly conflictCount: number })[] = [];
  let index = 0;
  while (index < sent.length) {
    const first = sent[index];
    if (first === undefined) break;
    const { endMs } = periodAt(first.readAtMs - 1, 'day', timeZone);
    let delayMinMs = Number.POSITIVE_INFINITY;
    let [count, conflictCount] = [0, 0];
    for (; (sent[index]?.readAtMs ?? Number.POSITIVE_INFINITY) <= endMs; index += 1) {
      const { readAtMs, sentAtMs, isConflicting } = sent[index] ?? first;
      delayMinMs = Math.min(delayMinMs, sentAtMs - readAtMs);
      count += 1;
      if (isConflicting) conflictCount += 1;
    }
    const date = localDate(first.readAtMs - 1, timeZone);
    days.push({ meterId: first.meterId, date, count, delayMinMs, conflictCount });
  }
  return days;
}

function timelineOf(meter: FleetMeter) {
  return createTimeline({
    epochs: [
      {
        ...{ fromMs: 0, kind: meter.kind, unit: meter.unit, multiplier: meter.multiplier },
        registerMax: meter.registerMax ?? null,
        ratedPowerKw: meter.ratedPowerKw ?? null,
        intervalSeconds: meter.intervalSeconds ?? 3_600,
      },
    ],
    exchanges: [],
  });
}

function earlierDays(
  county: PlantedCounty,
  enterprise: PlantedEnterprise,
  meter: FleetMeter,
  { earlierFromMs, fromMs }: { readonly earlierFromMs: number; readonly fromMs: number },
): MeterEnergy[] {
  const days: MeterEnergy[] = [];
  // Only what enters accounts is asked for so far back.
  if (meter.masterMeterId !== undefined) return days;
  for (let startMs = earlierFromMs; startMs < fromMs; startMs += DAY_MS) {
    days.push({
      meterId: meter.id,
      startMs,
      quantity: county.trueEnergy(enterprise, meter, startMs, startMs + DAY_MS) * unitFactor(meter),
      ...{ estimatedQuantity: 0, coveredMs: DAY_MS },
    });
  }
  return days;
}
