import type { Schemas } from '../client/api.ts';

type Curve = Schemas['LoadCurve'];
type Series = Curve['series'][number];

/** With more meters than this the bands from low to high would hide each other. */
const BANDS_MAX = 3;
const QUARTER_MS = 900_000;

/** Whether lowest to highest is to be seen beside the mean; of a quarter hour they are the same. */
export function hasBands({ series, bucketMs }: Pick<Curve, 'series' | 'bucketMs'>): boolean {
  return series.length <= BANDS_MAX && bucketMs > QUARTER_MS;
}

/** The time that a point stands for, milliseconds since the epoch; points differ in length. */
export function spanOf(
  { startsMs, to }: Pick<Curve, 'startsMs' | 'to'>,
  index: number,
): { readonly fromMs: number; readonly toMs: number } {
  const endMs = Date.parse(to);
  return { fromMs: startsMs[index] ?? endMs, toMs: startsMs[index + 1] ?? endMs };
}

/** Points with the end of their time; where the next one is missing a null breaks the line. */
export function withGaps(
  { index }: Pick<Series, 'index'>,
  curve: Pick<Curve, 'startsMs' | 'to'>,
  values: readonly number[],
): [number, number | null][] {
  return index.flatMap((place, at) => {
    const { fromMs, toMs } = spanOf(curve, place);
    const points: [number, number | null][] = [];
    if (index[at - 1] !== place - 1) points.push([fromMs, values[at] ?? null]);
    points.push([toMs, values[at] ?? null]);
    const isLast = at < index.length - 1 && index[at + 1] !== place + 1;
    if (isLast) points.push([toMs + 1, null]);
    return points;
  });
}

/** Mean of a curve: points weigh by how much time of each is known; null when none is. */
export function meanOf(series: Series, curve: Curve, nowMs?: number): number | null {
  return weighted(series, curve, series.meanKw, nowMs);
}

/** Estimated among what is known, 0 to 1. */
export function estimatedShareOf(series: Series, curve: Curve, nowMs?: number): number {
  return weighted(series, curve, series.estimatedShare, nowMs) ?? 0;
}

/** What is known of the time of the range that has passed, 0 to 1. */
export function knownShareOf(series: Series, curve: Curve, nowMs = Date.now()): number {
  const passedMs = curve.startsMs.reduce((sum, _start, at) => sum + passed(curve, at, nowMs), 0);
  const known = knownMs(series, curve, nowMs).reduce((sum, ms) => sum + ms, 0);
  return passedMs === 0 ? 0 : Math.min(1, known / passedMs);
}

function weighted(
  series: Series,
  curve: Curve,
  values: readonly number[],
  nowMs = Date.now(),
): number | null {
  const weights = knownMs(series, curve, nowMs);
  const weight = weights.reduce((sum, ms) => sum + ms, 0);
  if (weight === 0) return null;
  return values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0) / weight;
}

function knownMs({ index, knownShare }: Series, curve: Curve, nowMs: number): number[] {
  return knownShare.map((share, at) => share * passed(curve, index[at] ?? 0, nowMs));
}

/** Time of a point that has passed; the rest of it is not missing. */
function passed(curve: Curve, index: number, nowMs: number): number {
  const { fromMs, toMs } = spanOf(curve, index);
  return Math.max(0, Math.min(toMs, nowMs) - fromMs);
}
