import { countAll } from '../counter.ts';
import type { EnergySegment } from '../energy-segment.ts';
import { createTimeline, type MeterEpoch, type MeterHistory } from '../meter-history.ts';

/** 2026-11-21T00:00:00Z, a full hour in every zone of whole hours. */
export const START_MS = 1_795_219_200_000;
export const MINUTE_MS = 60_000;

/** A register of six digits and two decimals, read each quarter hour; override what a test needs. */
export function epoch(changes: Partial<MeterEpoch> = {}): MeterEpoch {
  return {
    fromMs: 0,
    kind: 'register',
    unit: 'kWh',
    multiplier: 1,
    registerMax: 999_999.99,
    ratedPowerKw: null,
    intervalSeconds: 900,
    ...changes,
  };
}

/** A history of one epoch. */
export function history(changes: Partial<MeterEpoch> = {}): MeterHistory {
  return { epochs: [epoch(changes)], exchanges: [] };
}

/** Readings at minutes after {@link START_MS}. */
export function readingsAt(pairs: readonly (readonly [minute: number, value: number])[]) {
  return pairs.map(([minute, value]) => ({ readAtMs: START_MS + minute * MINUTE_MS, value }));
}

/** Values that follow each other every quarter hour. */
export function quarterHourly(values: readonly number[]) {
  return readingsAt(values.map((value, index) => [index * 15, value] as const));
}

/** Segments of readings counted in one go, the open one included. */
export function count(
  meter: MeterHistory,
  readings: ReturnType<typeof readingsAt>,
): readonly EnergySegment[] {
  return countAll(createTimeline(meter), readings).segments;
}

/** Sum of the quantities. */
export function total(parts: Iterable<{ readonly quantity: number }>): number {
  let sum = 0;
  for (const { quantity } of parts) sum += quantity;
  return sum;
}

/** A segment as one line: minutes, quantity, quality and reason. */
export function line({ fromMs, toMs, quantity, quality, reason }: EnergySegment): string {
  const minute = (instantMs: number) => (instantMs - START_MS) / MINUTE_MS;
  return `${minute(fromMs)}-${minute(toMs)} ${quantity} ${quality} ${reason}`;
}
