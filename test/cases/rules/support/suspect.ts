import {
  type ArrivedReadings,
  enterpriseSuspicions,
  type Judgement,
  judgeSuspicions,
  type MeterKind,
  monthPeriod,
  type PeriodEnergy,
  type ProductWeeks,
  type RuleContext,
  SUSPICION_LOOKBACK_DAYS,
} from '@hengneng/domain';

import { instantOf, ZONE } from './scenario.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** The month that is looked at. */
const MONTH = '2025-03';
export const MARCH = { name: MONTH, ...monthPeriod(MONTH, ZONE) };
/** What came before says what is usual. */
export const FIRST_MS = MARCH.startMs - SUSPICION_LOOKBACK_DAYS * 24 * HOUR_MS;

/** One meter, as it tells every hour. */
export interface GivenMeter {
  readonly id: string;
  readonly kind: MeterKind;
  readonly masterMeterId?: string;
  readonly ratedPowerKw?: number;
  /** kWh that it tells of the hour that begins at an instant. */
  readonly hour: (startMs: number) => number;
  /** Readings of March that were sent again with another value, from its beginning. */
  readonly conflictCount?: number;
}

/** An enterprise whose data are looked at. */
export interface SuspectGiven {
  readonly meters: readonly GivenMeter[];
  /** A declared stop (停产检修) of all meters. */
  readonly stop?: { readonly from: string; readonly to: string };
  /** Tonnes of a week by the energy that it took, kWh; absent: nothing is reported. */
  readonly tonnes?: (kwh: number, isMarch: boolean) => number;
  /** Share of March's readings that came ten days late, an hour before they were due; none by default. */
  readonly lateShare?: number;
}

/** Energy as one measures it: no two days alike, kWh to the hundredth. */
export function measured(startMs: number): number {
  const hour = startMs / HOUR_MS;
  return (40_000 + ((hour ** 2 * 31 + hour * 7_919) % 6_007) + 900 * (hour % 24)) / 100;
}

/** Whole weeks from the look-back to the end of March with their energy and output; 0 is the first of March. */
export function weeksOf({ meters, tonnes }: SuspectGiven) {
  const [incoming] = meters;
  if (tonnes === undefined || incoming === undefined) return [];
  const weeks = [];
  for (let startMs = FIRST_MS; startMs + WEEK_MS <= MARCH.endMs; startMs += WEEK_MS) {
    const week = Math.round((startMs - MARCH.startMs) / WEEK_MS);
    let energy = 0;
    for (let atMs = startMs; atMs < startMs + WEEK_MS; atMs += HOUR_MS) {
      energy += incoming.hour(atMs);
    }
    weeks.push({
      ...{ week, startMs, endMs: startMs + WEEK_MS, energy },
      output: tonnes(energy, week >= 0),
    });
  }
  return weeks;
}

/** Asks the rule about the meter, product or uploads that a scenario is about. */
export function askSuspicion(given: SuspectGiven, about: string, context: RuleContext): Judgement {
  const found = enterpriseSuspicions({
    period: {
      ...{ ...MARCH, timeZone: ZONE },
      isStopped: (_meterId, atMs) =>
        given.stop !== undefined &&
        instantOf(given.stop.from) <= atMs &&
        atMs < instantOf(given.stop.to),
    },
    meters: given.meters.map((meter) => ({
      ...{ meterId: meter.id, kind: meter.kind, masterMeterId: meter.masterMeterId ?? null },
      ...{ ratedPowerKw: meter.ratedPowerKw ?? null, stepSize: 0.01 },
      hours: hoursOf(meter, context.nowMs),
      readingCount: (MARCH.endMs - MARCH.startMs) / HOUR_MS,
      conflictCount: meter.conflictCount ?? 0,
    })),
    production: production(given),
    arrivals: arrivals(given),
    deadlineMs: MARCH.endMs,
  });
  const suspicions = found.find(({ targetId }) => targetId === about)?.suspicions ?? [];
  return judgeSuspicions({ context, targetId: about, period: MARCH, suspicions });
}

function hoursOf({ hour }: GivenMeter, nowMs: number): PeriodEnergy[] {
  const hours: PeriodEnergy[] = [];
  for (let startMs = FIRST_MS; startMs < nowMs; startMs += HOUR_MS) {
    hours.push({ startMs, quantity: hour(startMs), estimatedQuantity: 0, coveredMs: HOUR_MS });
  }
  return hours;
}

function production(given: SuspectGiven): ProductWeeks[] {
  const weeks = weeksOf(given);
  if (weeks.length === 0) return [];
  const product = 'cement-clinker';
  return [
    {
      ...{ product, earlier: weeks.filter(({ week }) => week < 0) },
      weeks: weeks.filter(({ week }) => week >= 0),
    },
  ];
}

function arrivals({ lateShare }: SuspectGiven): ArrivedReadings[] {
  if (lateShare === undefined) return [];
  const receivedAtMs = MARCH.endMs - HOUR_MS;
  const readAtMs = receivedAtMs - 10 * 24 * HOUR_MS;
  const count = 1_000 * lateShare;
  return [
    { readAtMs, receivedAtMs, count },
    { readAtMs, receivedAtMs: readAtMs, count: 1_000 - count },
  ];
}
