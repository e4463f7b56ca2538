import { lastIndexWhere } from './region-index.ts';
import type { ForwardingRange } from './types.ts';

/** Complete ranges that are remembered, so that a re-run of a record finds its range. */
const COMPLETE_KEPT_MAX = 4_096;

/** A range and whether it is complete. */
export interface TrackedRange extends ForwardingRange {
  readonly isComplete: boolean;
}

/** Contiguous planned ranges in memory: which are complete, and up to where all are. */
export class ForwardingRanges {
  /** In order, each starting where the one before ends. */
  #ranges: { from: number; to: number; bytes: number; isComplete: boolean }[] = [];
  /** How many at the front of `#ranges` are complete. */
  #completeCount = 0;
  #completedThrough: number;
  #plannedThrough: number;
  #uncompletedBytes = 0;

  /** Starts behind `completedThrough`: all before it is complete. */
  constructor(completedThrough: number) {
    this.#completedThrough = completedThrough;
    this.#plannedThrough = completedThrough;
  }

  get plannedThrough(): number {
    return this.#plannedThrough;
  }

  get completedThrough(): number {
    return this.#completedThrough;
  }

  get uncompletedBytes(): number {
    return this.#uncompletedBytes;
  }

  /** Adds the next range; the caller has checked that it follows. */
  plan(range: ForwardingRange): void {
    this.#ranges.push({ ...range, isComplete: false });
    this.#plannedThrough = range.to;
    this.#uncompletedBytes += range.bytes;
  }

  /** Marks the range that starts at `from`; false when there is none or it is complete already. */
  complete(from: number): boolean {
    const range = this.#ranges[lastIndexWhere(this.#ranges, (each) => each.from <= from)];
    if (range === undefined || range.from !== from || range.isComplete) return false;
    range.isComplete = true;
    this.#uncompletedBytes -= range.bytes;
    this.#advance();
    return true;
  }

  /** Ranges that are not complete, in order. */
  uncompleted(): ForwardingRange[] {
    return this.#ranges
      .slice(this.#completeCount)
      .filter((range) => !range.isComplete)
      .map(({ from, to, bytes }) => ({ from, to, bytes }));
  }

  /** The range that holds a record; undefined when it is forgotten or not planned. */
  holding(sequence: number): ForwardingRange | undefined {
    const range = this.#ranges[lastIndexWhere(this.#ranges, (each) => each.from <= sequence)];
    if (range === undefined || range.to < sequence) return undefined;
    return { from: range.from, to: range.to, bytes: range.bytes };
  }

  /** All that is remembered, in order. */
  kept(): readonly TrackedRange[] {
    return this.#ranges.slice(Math.max(0, this.#completeCount - COMPLETE_KEPT_MAX));
  }

  #advance(): void {
    for (let next = this.#ranges[this.#completeCount]; next?.isComplete === true; ) {
      this.#completedThrough = next.to;
      this.#completeCount += 1;
      next = this.#ranges[this.#completeCount];
    }
    if (this.#completeCount > 2 * COMPLETE_KEPT_MAX) {
      const forgotten = this.#completeCount - COMPLETE_KEPT_MAX;
      this.#ranges = this.#ranges.slice(forgotten);
      this.#completeCount -= forgotten;
    }
  }
}
