import { periodsBetween } from '../time/borders.ts';
import { QUARTER_MS, type QuarterDemand } from './demand.ts';
import { type DemandSummary, joinSummaries, withQuarter } from './demand-summary.ts';

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

/** Half-open range in buckets that follow one another. */
export interface BucketFrame {
  /** Start of each bucket, ascending; the first is the start of the range. */
  readonly startsMs: readonly number[];
  /** End of the last bucket and of the range. */
  readonly toMs: number;
  /** Usual length: the first and last may be cut, and days differ where clocks change. */
  readonly bucketMs: number;
}

/** A range in buckets of one length, the last perhaps cut. */
export interface EvenBuckets {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
}

const DAY_MS = 86_400_000;

/** The range in buckets of one length. */
export function evenFrame({ fromMs, toMs, bucketMs }: EvenBuckets): BucketFrame {
  const count = Math.max(0, Math.ceil((toMs - fromMs) / bucketMs));
  const startsMs = Array.from({ length: count }, (_, index) => fromMs + index * bucketMs);
  return { startsMs, toMs, bucketMs };
}

/** The shortest buckets, in whole quarter hours, of which a range has at most `countMax`. */
export function bucketFrame(fromMs: number, toMs: number, countMax: number): BucketFrame {
  const quarters = Math.max(1, Math.ceil((toMs - fromMs) / countMax / QUARTER_MS));
  return evenFrame({ fromMs, toMs, bucketMs: quarters * QUARTER_MS });
}

/** The shortest buckets, in whole days of a zone, of which a range has at most `countMax`. */
export function dayFrame(
  fromMs: number,
  toMs: number,
  countMax: number,
  timeZone: string,
): BucketFrame {
  const days = periodsBetween(fromMs, toMs, 'day', timeZone);
  const length = Math.max(1, Math.ceil(days.length / countMax));
  const startsMs = days
    .filter((_, index) => index % length === 0)
    .map(({ startMs }) => Math.max(startMs, fromMs));
  return { startsMs, toMs, bucketMs: length * DAY_MS };
}

/** A frame as few stretches of even buckets, for a store that knows no others. */
export function evenStretches({ startsMs, toMs }: BucketFrame): EvenBuckets[] {
  const stretches: EvenBuckets[] = [];
  for (const [index, startMs] of startsMs.entries()) {
    const endMs = startsMs[index + 1] ?? toMs;
    const last = stretches.at(-1);
    const fits =
      last !== undefined &&
      (startMs - last.fromMs) % last.bucketMs === 0 &&
      endMs - startMs <= last.bucketMs;
    if (last !== undefined && fits) stretches[stretches.length - 1] = { ...last, toMs: endMs };
    else stretches.push({ fromMs: startMs, toMs: endMs, bucketMs: endMs - startMs });
  }
  return stretches;
}

/**
 * Draws quarter hours together, by meter and then by time; nothing known, no bucket. Highs and lows
 * survive, which a mean alone would hide. The quarter hours of a meter come in order of time.
 */
export function bucketDemands(
  demands: Iterable<QuarterDemand & { readonly meterId: string }>,
  frame: BucketFrame,
): DemandBucket[] {
  return bucketDays([], demands, frame);
}

/**
 * The same of whole days, whose quarter hours were drawn together before, and of the quarter hours of
 * days that the range cuts.
 */
export function bucketDays(
  days: Iterable<{
    readonly meterId: string;
    readonly startMs: number;
    readonly demand: DemandSummary | null;
  }>,
  demands: Iterable<QuarterDemand & { readonly meterId: string }>,
  frame: BucketFrame,
): DemandBucket[] {
  const byMeter = new Map<string, (DemandSummary | null)[]>();
  const change = (
    meterId: string,
    startMs: number,
    next: (summary: DemandSummary | null) => DemandSummary,
  ) => {
    const index = indexOf(startMs, frame);
    if (index === null) return;
    let summaries = byMeter.get(meterId);
    if (summaries === undefined) {
      summaries = [];
      byMeter.set(meterId, summaries);
    }
    summaries[index] = next(summaries[index] ?? null);
  };
  for (const { meterId, startMs, demand } of days) {
    if (demand !== null) change(meterId, startMs, (summary) => joinSummaries(summary, demand));
  }
  for (const demand of demands) {
    change(demand.meterId, demand.startMs, (summary) => withQuarter(summary, demand));
  }
  return [...byMeter]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([meterId, summaries]) =>
      frame.startsMs.flatMap((startMs, index) => {
        const summary = summaries[index] ?? null;
        if (summary === null) return [];
        const { sumKw, ...rest } = summary;
        return [{ meterId, startMs, ...rest, meanKw: sumKw / rest.quarterCount }];
      }),
    );
}

/** The bucket that holds an instant; null outside the range. */
function indexOf(atMs: number, { startsMs, toMs }: BucketFrame): number | null {
  if (atMs >= toMs || atMs < (startsMs[0] ?? toMs)) return null;
  let [low, high] = [0, startsMs.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((startsMs[middle] ?? toMs) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
