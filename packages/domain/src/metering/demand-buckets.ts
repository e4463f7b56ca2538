import { QUARTER_MS, type QuarterDemand } from './demand.ts';

/** Neighbouring quarter hours of one meter drawn together: what a chart can show of years. */
export interface DemandBucket {
  readonly meterId: string;
  /** Start, milliseconds since the epoch. */
  readonly startMs: number;
  readonly minKw: number;
  readonly maxKw: number;
  /** Mean over the quarter hours that are known. */
  readonly meanKw: number;
  /** Quarter hours that are known; fewer than the bucket is long: the rest is missing. */
  readonly quarterCount: number;
  /** Those of them that are estimated. */
  readonly estimatedCount: number;
}

/** Half-open range in buckets of one length, the first at its start. */
export interface BucketFrame {
  readonly fromMs: number;
  readonly toMs: number;
  /** A multiple of a quarter hour. */
  readonly bucketMs: number;
}

/** The shortest buckets, in whole quarter hours, of which a range has at most `countMax`. */
export function bucketFrame(fromMs: number, toMs: number, countMax: number): BucketFrame {
  const quarters = Math.max(1, Math.ceil((toMs - fromMs) / countMax / QUARTER_MS));
  return { fromMs, toMs, bucketMs: quarters * QUARTER_MS };
}

/**
 * Draws quarter hours together, by meter and then by time; nothing known, no bucket. Highs and lows
 * survive, which a mean alone would hide.
 */
export function bucketDemands(
  demands: Iterable<QuarterDemand & { readonly meterId: string }>,
  { fromMs, toMs, bucketMs }: BucketFrame,
): DemandBucket[] {
  const byMeter = new Map<string, Map<number, Sums>>();
  for (const { meterId, startMs, kw, estimated } of demands) {
    if (startMs < fromMs || startMs >= toMs) continue;
    const buckets = byMeter.get(meterId) ?? new Map<number, Sums>();
    byMeter.set(meterId, buckets);
    const index = Math.floor((startMs - fromMs) / bucketMs);
    const sums = buckets.get(index) ?? { minKw: kw, maxKw: kw, sumKw: 0, count: 0, estimated: 0 };
    buckets.set(index, sums);
    sums.minKw = Math.min(sums.minKw, kw);
    sums.maxKw = Math.max(sums.maxKw, kw);
    sums.sumKw += kw;
    sums.count += 1;
    if (estimated) sums.estimated += 1;
  }
  return [...byMeter]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([meterId, buckets]) =>
      [...buckets]
        .sort(([left], [right]) => left - right)
        .map(([index, { minKw, maxKw, sumKw, count, estimated }]) => ({
          ...{ meterId, startMs: fromMs + index * bucketMs, minKw, maxKw },
          ...{ meanKw: sumKw / count, quarterCount: count, estimatedCount: estimated },
        })),
    );
}

interface Sums {
  minKw: number;
  maxKw: number;
  sumKw: number;
  count: number;
  estimated: number;
}
