import {
  type CounterCheckpoint,
  type CountingPoint,
  decodeCountingPoint,
  encodeCountingPoint,
  stateInstantMs,
} from '@hengneng/domain';
import type { DirtyStretch, MeterPoints } from '@hengneng/queue';

import type { CountedHistory } from './counted-history.ts';
import type { KnownPoint, MeterPass, Stretch } from './meter-pass.ts';

/** How a meter stands before it is counted. */
export type Standing =
  /** Never counted: the store holds nothing of it. */
  | 'new'
  /** Counted by another history, or an earlier recount of that kind did not come to its end. */
  | 'outdated'
  /** Counted by this very history. */
  | 'current';

/** Points of an earlier counting that are at hand. */
export interface TaskPoints {
  /** Ascending. */
  readonly list: readonly CountingPoint[];
  /** True when nothing was ever counted beyond the last. */
  readonly isNewest: boolean;
}

/** What is to be counted again of one meter. */
export interface MeterTask {
  readonly meterId: string;
  readonly history: CountedHistory;
  readonly standing: Standing;
  /** Changes still to be counted, ascending, apart from each other. */
  stretches: readonly Stretch[];
  points: TaskPoints;
}

/** Instant that stands for "to the last reading"; JavaScript knows no later one. */
export const END_MS = 8_640_000_000_000_000;
/** The mark of how a meter was counted last stands at this instant, long before any reading. */
export const HEAD_AT_MS = 0;
const HEAD_STATE = 'head';
/** Fingerprint of no history: the figures are being counted anew. */
const HEAD_IN_PROGRESS = 'in-progress';
/** Changes closer together are counted in one go: a pass needs about a day to find its end. */
const JOINED_GAP_MS = 2 * 86_400_000;
const POINTS_MAX = 4;
const NO_POINTS: TaskPoints = { list: [], isNewest: false };

/**
 * The record that tells by which history all figures of a meter are counted; null while they are
 * being counted anew, so that a crash, or a history that changes back meanwhile, hides nothing.
 */
export function headOf(meterId: string, sha256: string | null): CounterCheckpoint {
  const historySha256 = sha256 ?? HEAD_IN_PROGRESS;
  return { meterId, atMs: HEAD_AT_MS, state: HEAD_STATE, historySha256 };
}

/** Marks of one meter as stretches: ascending, those close to each other joined. */
export function joinStretches(marks: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const mark of marks.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && mark.fromMs - last.untilMs <= JOINED_GAP_MS) {
      joined.pop();
      joined.push({ fromMs: last.fromMs, untilMs: Math.max(last.untilMs, mark.untilMs) });
    } else joined.push({ fromMs: mark.fromMs, untilMs: mark.untilMs });
  }
  return joined;
}

/** The readable points of an earlier counting; none when it was by another history. */
export function pointsOf(kept: MeterPoints | undefined, sha256: string): TaskPoints {
  if (kept === undefined || kept.history !== sha256) return NO_POINTS;
  const list = kept.points.map(decodeCountingPoint).filter((point) => point !== null);
  return list.length === kept.points.length ? { list, isNewest: kept.isNewest } : NO_POINTS;
}

/** Points as they are kept. */
export function keptPoints(history: CountedHistory, { list, isNewest }: TaskPoints): MeterPoints {
  const points = [...new Set(list.map(encodeCountingPoint))];
  return { history: history.sha256, points, isNewest };
}

/** Instant of the last reading that a point knows of. */
export function instantOf(point: CountingPoint): number {
  return stateInstantMs(point.state);
}

/** The last point before an instant. */
export function lastBefore(
  points: readonly CountingPoint[],
  beforeMs: number,
): CountingPoint | undefined {
  return points.findLast((point) => instantOf(point) < beforeMs);
}

/** First change of a task. */
export function firstChangeMs({ stretches }: MeterTask): number {
  return stretches[0]?.fromMs ?? Number.POSITIVE_INFINITY;
}

/**
 * True when every change lies after everything that was counted: the readings are just counted on,
 * and the store holds nothing that could be wrong.
 */
export function isAppend(task: MeterTask): boolean {
  if (task.standing === 'new') return true;
  const newest = newestPoint(task);
  return (
    task.standing === 'current' && newest !== undefined && instantOf(newest) < firstChangeMs(task)
  );
}

/** The point up to which a meter was counted; undefined where that is not known. */
export function newestPoint({ points }: MeterTask): CountingPoint | undefined {
  return points.isNewest ? points.list.at(-1) : undefined;
}

/** Earlier points after an instant, those of the store and those of the task, ascending. */
export function knownPoints(
  task: MeterTask,
  checkpoints: readonly CounterCheckpoint[],
  afterMs: number,
): KnownPoint[] {
  const known = new Map<number, KnownPoint>();
  for (const stored of checkpoints) {
    const fits = task.history.sha256Until(stored.atMs) === stored.historySha256;
    const { atMs, state } = stored;
    known.set(atMs, { atMs, text: fits ? state : null, stored });
  }
  for (const point of task.points.list) {
    const atMs = instantOf(point);
    if (!known.has(atMs)) known.set(atMs, { atMs, text: encodeCountingPoint(point), stored: null });
  }
  return [...known.values()]
    .filter(({ atMs }) => atMs > afterMs)
    .sort((left, right) => left.atMs - right.atMs);
}

/**
 * The points at hand after a pass.
 *
 * @param isThrough false when the pass was interrupted where something was counted beyond
 */
export function pointsAfter(task: MeterTask, pass: MeterPass, isThrough: boolean): TaskPoints {
  const { convergedMs } = pass;
  const before = task.points.list.filter((point) => instantOf(point) < firstChangeMs(task));
  const passed = [...before, ...pass.recentPoints(), pass.point()];
  if (convergedMs === null) return { list: passed.slice(-POINTS_MAX), isNewest: isThrough };
  const after = task.points.list.filter((point) => instantOf(point) > convergedMs);
  const newest = newestPoint(task);
  const isNewest = newest !== undefined && instantOf(newest) >= convergedMs;
  return { list: [...passed, ...after].slice(-POINTS_MAX), isNewest };
}

/** What is left to count of a meter that was interrupted after this instant. */
export function restOf(meterId: string, reachedMs: number, endMs: number): DirtyStretch {
  // How far the earlier counting went is forgotten with its points, so the way goes there again.
  const fromMs = reachedMs + 1;
  return { meterId, fromMs, untilMs: Math.max(fromMs, Math.min(endMs, END_MS)) };
}
