import {
  type CounterState,
  decodeCounterState,
  EMPTY_STATE,
  encodeCounterState,
} from './counter-state.ts';
import type { DemandSummary } from './demand-summary.ts';
import type { PeriodEnergy } from './hours.ts';

/** What a quarter hour holds up to where counting stands. */
export interface OpenQuarter {
  readonly startMs: number;
  readonly kwh: number;
  readonly coveredMs: number;
  readonly estimated: boolean;
}

/** The ended quarter hours of a day up to where counting stands. */
export interface OpenDayDemand extends DemandSummary {
  /** Start of the day. */
  readonly startMs: number;
}

/** Totals of the periods in which counting stands, up to there; null where none has begun. */
export interface OpenPeriods {
  readonly hour: PeriodEnergy | null;
  /** Sum of the whole hours of the day before that hour. */
  readonly day: PeriodEnergy | null;
  /** Null for meters that have no demand. */
  readonly quarter: OpenQuarter | null;
  /** Null for such meters too, and while no quarter hour of the day has ended. */
  readonly dayDemand: OpenDayDemand | null;
}

/**
 * All that the readings up to an instant mean for the figures still to come. Counting on from here
 * gives what counting from the first reading would, to the bit. Two points of one meter and instant
 * that are equal have equal futures, the unfinished periods included.
 */
export interface CountingPoint {
  readonly state: CounterState;
  readonly open: OpenPeriods;
}

/** Before the first reading. */
export const COUNTING_START: CountingPoint = {
  state: EMPTY_STATE,
  open: { hour: null, day: null, quarter: null, dayDemand: null },
};

/** A point as text, one text for each point; {@link decodeCountingPoint} reads it. */
export function encodeCountingPoint({ state, open }: CountingPoint): string {
  const { hour, day, quarter, dayDemand } = open;
  const quarterFields =
    quarter === null
      ? null
      : [quarter.startMs, quarter.kwh, quarter.coveredMs, quarter.estimated ? 1 : 0];
  const fields = [energyFields(hour), energyFields(day), quarterFields, demandFields(dayDemand)];
  const parts = fields.map((part) => JSON.stringify(part));
  return `[${encodeCounterState(state)},${parts.join(',')}]`;
}

/** Reads a stored point; null when it is of another engine version or not a point at all. */
export function decodeCountingPoint(text: string): CountingPoint | null {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [stateParts, hour, day, quarter, dayDemand]: unknown[] = parts;
  const state = decodeCounterState(JSON.stringify(stateParts) ?? '');
  if (state === null) return null;
  const energy = { hour: periodOf(hour), day: periodOf(day) };
  const demand = { quarter: quarterOf(quarter), dayDemand: dayDemandOf(dayDemand) };
  const point = { state, open: { ...energy, ...demand } };
  // Only what encodes to the very same text was written by us.
  return encodeCountingPoint(point) === text ? point : null;
}

function energyFields(period: PeriodEnergy | null): number[] | null {
  if (period === null) return null;
  return [period.startMs, period.quantity, period.estimatedQuantity, period.coveredMs];
}

function periodOf(fields: unknown): PeriodEnergy | null {
  if (!Array.isArray(fields)) return null;
  const [startMs = 0, quantity = 0, estimatedQuantity = 0, coveredMs = 0] = fields.map(Number);
  return { startMs, quantity, estimatedQuantity, coveredMs };
}

function quarterOf(fields: unknown): OpenQuarter | null {
  if (!Array.isArray(fields)) return null;
  const [startMs = 0, kwh = 0, coveredMs = 0, estimated = 0] = fields.map(Number);
  return { startMs, kwh, coveredMs, estimated: estimated === 1 };
}

function demandFields(demand: OpenDayDemand | null): number[] | null {
  if (demand === null) return null;
  const { startMs, minKw, maxKw, sumKw, quarterCount, estimatedCount } = demand;
  return [startMs, minKw, maxKw, sumKw, quarterCount, estimatedCount];
}

function dayDemandOf(fields: unknown): OpenDayDemand | null {
  if (!Array.isArray(fields)) return null;
  const [startMs = 0, minKw = 0, maxKw = 0, sumKw = 0, ...counts] = fields.map(Number);
  const [quarterCount = 0, estimatedCount = 0] = counts;
  return { startMs, minKw, maxKw, sumKw, quarterCount, estimatedCount };
}
