import type { MeterInstants } from '@hengneng/domain';

/** A stretch of time that holds wanted instants, and whose they are. */
export interface InstantCluster {
  /** Both ends included, milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly meterIds: readonly string[];
}

/**
 * Instants further apart than this are looked up by queries of their own; what lies between nearer
 * ones is read along. At a reading a second that is 3 600 readings for nothing, read in 3 ms.
 */
const GAP_MS_MAX = 3_600_000;
/** A query names at most this many meters. */
const METERS_PER_QUERY_MAX = 250;

/**
 * Groups wanted instants into few stretches to read whole: a range read answers 1.2 million
 * readings a second, a look-up of single instants 53 000.
 */
export function clusterInstants(wanted: readonly MeterInstants[]): InstantCluster[] {
  const points: { readonly atMs: number; readonly meterId: string }[] = [];
  for (const { meterId, readAtMs } of wanted) {
    for (const atMs of readAtMs) points.push({ atMs, meterId });
  }
  points.sort((left, right) => left.atMs - right.atMs);

  const clusters: InstantCluster[] = [];
  let fromMs = Number.NaN;
  let toMs = Number.NaN;
  let meterIds = new Set<string>();
  const finish = () => {
    const ids = [...meterIds];
    for (let at = 0; at < ids.length; at += METERS_PER_QUERY_MAX) {
      clusters.push({ fromMs, toMs, meterIds: ids.slice(at, at + METERS_PER_QUERY_MAX) });
    }
  };
  for (const { atMs, meterId } of points) {
    if (!(atMs - toMs <= GAP_MS_MAX)) {
      finish();
      fromMs = atMs;
      meterIds = new Set();
    }
    toMs = atMs;
    meterIds.add(meterId);
  }
  finish();
  return clusters;
}
