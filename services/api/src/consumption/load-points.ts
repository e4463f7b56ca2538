import type { TimeFrame } from '@hengneng/accounting';
import {
  type BucketFrame,
  bucketDays,
  bucketDemands,
  bucketFrame,
  type DemandBucket,
  dayFrame,
  type EnergyStore,
  evenStretches,
  type MeterDemand,
  type MeterRange,
  periodsBetween,
} from '@hengneng/domain';

/** What points are made of: quarter hours, or whole days of the enterprise's zone. */
export const CURVE_LEVELS = ['quarter-hour', 'day'] as const;
export type CurveLevel = (typeof CURVE_LEVELS)[number];

/** A range in points, and what they are made of. */
export interface CurveFrame extends BucketFrame {
  readonly level: CurveLevel;
}

/** Meters and time that curves are asked of. */
export type CurveRange = MeterRange & { readonly meterIds: readonly string[] };

type Reads = Pick<EnergyStore, 'demandBuckets' | 'demandDays' | 'demands'>;

const QUARTER_MS = 900_000;
/** Quarter hours of all meters together that are read, or drawn together, within half a second. */
const QUARTERS_MAX = 250_000;
/**
 * InfluxDB takes as long for one bucket of its own as to hand out some twenty quarter hours: 48 000
 * buckets of 96 000 took 1 055 ms of its CPU, reading them all and drawing together here 262 ms.
 */
const QUARTERS_PER_BUCKET_MIN = 24;

/**
 * The points of an answer: quarter hours drawn together as long as there are few enough of them,
 * otherwise days, which were drawn together as they were counted. It depends on the question alone, so
 * that the same question as of an earlier time has the same points.
 */
export function curveFrame(
  { fromMs, toMs }: Pick<TimeFrame, 'fromMs' | 'toMs'>,
  timeZone: string,
  meterCount: number,
  pointsMax: number,
): CurveFrame {
  if (quartersOf({ fromMs, toMs }, meterCount) <= QUARTERS_MAX) {
    return { level: 'quarter-hour', ...bucketFrame(fromMs, toMs, pointsMax) };
  }
  return { level: 'day', ...dayFrame(fromMs, toMs, pointsMax, timeZone) };
}

/**
 * Points of the stored demand, by meter, then by time. Of meters whose days were counted by an engine
 * that kept no demand of days, the quarter hours are drawn together: slow, and the same figures.
 */
export async function storedPoints(
  store: Reads,
  range: CurveRange,
  frame: CurveFrame,
  timeZone: string,
): Promise<DemandBucket[]> {
  if (frame.level === 'quarter-hour') return await fromQuarters(store, range, frame);
  const { fromMs, toMs } = range;
  const isWhole = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
    startMs >= fromMs && endMs <= toMs;
  const whole = periodsBetween(fromMs, toMs, 'day', timeZone).filter(isWhole);
  const wholeFromMs = whole[0]?.startMs ?? toMs;
  const wholeToMs = whole.at(-1)?.endMs ?? toMs;
  const [days, before, after] = await Promise.all([
    store.demandDays({ ...range, fromMs: wholeFromMs, toMs: wholeToMs }),
    demandsOf(store, { ...range, toMs: wholeFromMs }),
    demandsOf(store, { ...range, fromMs: wholeToMs }),
  ]);
  const uncounted = new Set(days.flatMap((day) => (day.isCounted ? [] : [day.meterId])));
  const isCounted = ({ meterId }: { readonly meterId: string }) => !uncounted.has(meterId);
  const counted = bucketDays(
    days.filter(isCounted),
    [...before, ...after].filter(isCounted),
    frame,
  );
  if (uncounted.size === 0) return counted;
  const slow = await fromQuarters(store, { ...range, meterIds: [...uncounted] }, frame);
  return [...counted, ...slow];
}

function quartersOf({ fromMs, toMs }: Pick<TimeFrame, 'fromMs' | 'toMs'>, meterCount: number) {
  return (meterCount * (toMs - fromMs)) / QUARTER_MS;
}

async function demandsOf(store: Reads, range: CurveRange): Promise<MeterDemand[]> {
  return range.fromMs < range.toMs ? await store.demands(range) : [];
}

/**
 * Few quarter hours in many points are read and drawn together here. Many are drawn together by
 * InfluxDB, a stretch after the other: where clocks change, that is a few more questions.
 */
async function fromQuarters(
  store: Reads,
  range: CurveRange,
  frame: BucketFrame,
): Promise<DemandBucket[]> {
  const isFew = quartersOf(range, range.meterIds.length) <= QUARTERS_MAX;
  if (isFew && frame.bucketMs < QUARTERS_PER_BUCKET_MIN * QUARTER_MS) {
    return bucketDemands(await demandsOf(store, range), frame);
  }
  const points: DemandBucket[] = [];
  for (const { fromMs, toMs, bucketMs } of evenStretches(frame)) {
    for (const point of await store.demandBuckets({ ...range, fromMs, toMs }, bucketMs)) {
      points.push(point);
    }
  }
  return points;
}
