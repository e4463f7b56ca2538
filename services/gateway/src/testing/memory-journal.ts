import type {
  ForwardingLog,
  ForwardingRange,
  Journal,
  JournalEntry,
  JournalPosition,
  JournalRecord,
  ReadRange,
} from '@hengneng/journal';

/** A journal in memory whose syncs the test decides on; for unit tests. */
export class MemoryJournal implements Journal {
  readonly records: JournalRecord[] = [];
  blocked = false;
  outstandingBytes = 0;
  syncedThrough = 0;
  /** While true nothing is synced; set it to false and call {@link sync}. */
  held = false;
  /** What the next appends are rejected with. */
  failure: Error | null = null;
  readonly head = { sequence: 0, chainHash: '' };
  readonly firstSequence = 1;
  readonly #waiting: { resolve: () => void; bytes: number }[] = [];
  readonly #listeners = new Set<(syncedThrough: number) => void>();
  readonly #gateway: number;
  readonly #clock: () => number;

  constructor(options: { gateway?: number; clock?: () => number } = {}) {
    this.#gateway = options.gateway ?? 1;
    this.#clock = options.clock ?? Date.now;
  }

  get headSequence(): number {
    return this.records.length;
  }

  append(entry: JournalEntry): Promise<JournalPosition> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const sequence = this.records.length + 1;
    const position = {
      gateway: this.#gateway,
      segment: 1,
      sequence,
      receivedAtMs: this.#clock(),
    };
    this.records.push({ ...position, ...entry, payload: Buffer.from(entry.payload) });
    this.outstandingBytes += entry.payload.length;
    return new Promise((resolve) => {
      this.#waiting.push({ resolve: () => resolve(position), bytes: entry.payload.length });
      if (!this.held) queueMicrotask(() => this.sync());
    });
  }

  /** Syncs what waits. */
  sync(): void {
    if (this.held) return;
    this.syncedThrough = this.records.length;
    for (const { resolve, bytes } of this.#waiting.splice(0)) {
      this.outstandingBytes -= bytes;
      resolve();
    }
    for (const listener of this.#listeners) listener(this.syncedThrough);
  }

  onSynced(listener: (syncedThrough: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async read(range: ReadRange): Promise<JournalRecord[]> {
    const to = Math.min(range.toSequence ?? this.syncedThrough, this.syncedThrough);
    const found: JournalRecord[] = [];
    let bytes = 0;
    for (const record of this.records.slice(range.fromSequence - 1, to)) {
      bytes += record.payload.length;
      if (found.length > 0 && (found.length >= range.countMax || bytes > range.bytesMax)) break;
      found.push(record);
    }
    return found;
  }

  async record(sequence: number): Promise<JournalRecord | undefined> {
    return sequence <= this.syncedThrough ? this.records[sequence - 1] : undefined;
  }

  async firstSequenceAt(atMs: number): Promise<number> {
    const index = this.records
      .slice(0, this.syncedThrough)
      .findIndex((record) => record.receivedAtMs >= atMs);
    return index < 0 ? this.syncedThrough + 1 : index + 1;
  }

  async close(): Promise<void> {}
}

/** A forwarding log in memory. `durable` is what a crash leaves; `complete` may be forgotten by it. */
export class MemoryForwardingLog implements ForwardingLog {
  readonly #ranges: ForwardingRange[];
  readonly #completed: Set<number>;

  constructor(durable: { ranges: ForwardingRange[]; completed: number[] } | null = null) {
    this.#ranges = [...(durable?.ranges ?? [])];
    this.#completed = new Set(durable?.completed);
  }

  get plannedThrough(): number {
    return this.#ranges.at(-1)?.to ?? 0;
  }
  get completedThrough(): number {
    const open = this.#ranges.find(({ from }) => !this.#completed.has(from));
    return open === undefined ? this.plannedThrough : open.from - 1;
  }
  get uncompletedBytes(): number {
    return this.uncompleted().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async plan(range: ForwardingRange): Promise<void> {
    if (range.from !== this.plannedThrough + 1) throw new RangeError('Ranges are contiguous.');
    this.#ranges.push(range);
  }
  complete(from: number): void {
    this.#completed.add(from);
  }
  uncompleted(): ForwardingRange[] {
    return this.#ranges.filter(({ from }) => !this.#completed.has(from));
  }
  rangeHolding(sequence: number): ForwardingRange | undefined {
    return this.#ranges.find(({ from, to }) => from <= sequence && sequence <= to);
  }
  async close(): Promise<void> {}

  /** All planned ranges and what is known complete: what a disk would hold. */
  snapshot(): { ranges: ForwardingRange[]; completed: number[] } {
    return { ranges: [...this.#ranges], completed: [...this.#completed] };
  }
}
