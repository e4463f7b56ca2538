import type { ForwardingRange } from '@hengneng/journal';

/** Time after which a range that was not reported is given to the queues again. */
export const NORMALIZE_PATIENCE_MS = 60_000;
/** The same for a range that is stored but whose facts nobody has reported recorded. */
export const RECORD_PATIENCE_MS = 600_000;
/** Answered writes that a Redis with `appendfsync everysec` may still lose, with some to spare. */
const REDIS_AMNESIA_MS = 10_000;

interface Entry {
  readonly range: ForwardingRange;
  /** Shards that have messages in the range; null until it was read and given to the queues. */
  shards: ReadonlySet<number> | null;
  readonly normalized: Map<number, number>;
  readonly recorded: Set<number>;
  addedAtMs: number;
}

/**
 * What is known of the planned ranges that are not complete, and which of them to give to the queues
 * next. Holds no queue and no clock; what it forgets in a crash the log and the queues' ids make good.
 */
export class RangeBook {
  readonly #entries = new Map<number, Entry>();
  /** Starts of the ranges to be given to the queues, ascending. */
  #toAdd: number[] = [];
  #outstandingBytes = 0;
  readonly #outstandingBytesMax: number;
  readonly #onComplete: (from: number) => void;

  /** After a start every uncompleted range goes to the queues again: ids make the rest no-ops. */
  constructor(options: {
    readonly uncompleted: readonly ForwardingRange[];
    readonly outstandingBytesMax: number;
    readonly onComplete: (from: number) => void;
  }) {
    this.#outstandingBytesMax = options.outstandingBytesMax;
    this.#onComplete = options.onComplete;
    for (const range of options.uncompleted) this.planned(range);
  }

  /** Bytes given to the queues and not yet reported normalized. */
  get outstandingBytes(): number {
    return this.#outstandingBytes;
  }

  /** Ranges planned and not complete. */
  get uncompletedCount(): number {
    return this.#entries.size;
  }

  /** True when another range of so many bytes may go to the queues. One always may. */
  hasRoomFor(bytes: number): boolean {
    return (
      this.#outstandingBytes === 0 || this.#outstandingBytes + bytes <= this.#outstandingBytesMax
    );
  }

  /** True while ranges wait to be given to the queues; nothing new is planned then. */
  get hasBacklog(): boolean {
    return this.#toAdd.length > 0;
  }

  /** A range whose plan is on disk. */
  planned(range: ForwardingRange): void {
    this.#entries.set(range.from, {
      range,
      shards: null,
      normalized: new Map(),
      recorded: new Set(),
      addedAtMs: 0,
    });
    this.#toAdd.push(range.from);
  }

  /** The range to give to the queues next; null when there is none, or no room. */
  nextToAdd(): ForwardingRange | null {
    for (;;) {
      const from = this.#toAdd[0];
      if (from === undefined) return null;
      const entry = this.#entries.get(from);
      if (entry === undefined) {
        this.#toAdd.shift();
        continue;
      }
      const counted = isOutstanding(entry);
      return counted || this.hasRoomFor(entry.range.bytes) ? entry.range : null;
    }
  }

  /** Shards of a range that need no job any more, because their facts are recorded. */
  recordedShards(from: number): ReadonlySet<number> {
    return this.#entries.get(from)?.recorded ?? new Set();
  }

  /** All jobs of the range are in Redis. */
  added(from: number, shards: ReadonlySet<number>, nowMs: number): void {
    const entry = this.#entries.get(from);
    if (entry === undefined) return;
    this.#change(entry, () => {
      entry.shards = shards;
      entry.addedAtMs = nowMs;
    });
    const index = this.#toAdd.indexOf(from);
    if (index >= 0) this.#toAdd.splice(index, 1);
    this.#completeIfDone(entry);
  }

  /** A shard's share is stored and its facts are queued. */
  normalized(from: number, shard: number, nowMs: number): void {
    const entry = this.#entries.get(from);
    if (entry !== undefined) this.#change(entry, () => entry.normalized.set(shard, nowMs));
  }

  /** The facts of a shard's share are recorded. Implies that it is normalized. */
  recorded(from: number, shard: number, nowMs: number): void {
    const entry = this.#entries.get(from);
    if (entry === undefined) return;
    this.#change(entry, () => {
      entry.recorded.add(shard);
      if (!entry.normalized.has(shard)) entry.normalized.set(shard, nowMs);
    });
    this.#completeIfDone(entry);
  }

  /** Redis was emptied: everything goes to it again, in order, before anything new. */
  forgetRedis(): void {
    for (const entry of this.#entries.values()) {
      this.#change(entry, () => {
        entry.shards = null;
        for (const shard of entry.normalized.keys()) {
          if (!entry.recorded.has(shard)) entry.normalized.delete(shard);
        }
      });
    }
    this.#toAdd = [...this.#entries.keys()];
  }

  /** The connection was lost, perhaps with Redis' last seconds: gives again what may be lost. */
  reconnected(nowMs: number): void {
    for (const entry of this.#entries.values()) {
      this.#change(entry, () => {
        for (const [shard, atMs] of entry.normalized) {
          const isSafe = entry.recorded.has(shard) || nowMs - atMs > REDIS_AMNESIA_MS;
          if (!isSafe) entry.normalized.delete(shard);
        }
      });
    }
    this.#addAgain((entry) => !isNormalized(entry));
  }

  /** Gives again what was not reported in time. */
  addStale(nowMs: number): void {
    this.#addAgain((entry) => {
      if (entry.shards === null) return false;
      const patienceMs = isNormalized(entry) ? RECORD_PATIENCE_MS : NORMALIZE_PATIENCE_MS;
      return nowMs - entry.addedAtMs > patienceMs;
    });
  }

  #addAgain(isWanted: (entry: Entry) => boolean): void {
    const wanted = new Set(this.#toAdd);
    for (const [from, entry] of this.#entries) if (isWanted(entry)) wanted.add(from);
    if (wanted.size > this.#toAdd.length) this.#toAdd = [...wanted].sort((a, b) => a - b);
  }

  #change(entry: Entry, change: () => void): void {
    const before = isOutstanding(entry) ? entry.range.bytes : 0;
    change();
    this.#outstandingBytes += (isOutstanding(entry) ? entry.range.bytes : 0) - before;
  }

  #completeIfDone(entry: Entry): void {
    if (entry.shards === null) return;
    for (const shard of entry.shards) if (!entry.recorded.has(shard)) return;
    this.#change(entry, () => {
      for (const shard of entry.shards ?? []) entry.normalized.set(shard, 0);
    });
    this.#entries.delete(entry.range.from);
    this.#onComplete(entry.range.from);
  }
}

function isOutstanding(entry: Entry): boolean {
  return entry.shards !== null && !isNormalized(entry);
}

function isNormalized(entry: Entry): boolean {
  if (entry.shards === null) return false;
  for (const shard of entry.shards) if (!entry.normalized.has(shard)) return false;
  return true;
}
