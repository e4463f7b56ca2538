import { randomInt } from 'node:crypto';

import { type Batch, encodeBatch } from './batch.ts';
import { asError, isDiskFull, JournalClosedError, JournalFailedError } from './errors.ts';
import type { JournalFileSystem } from './file-system.ts';
import { OpenSegment } from './open-segment.ts';
import {
  bodyBytesOf,
  ChainHasher,
  FRAME_OVERHEAD_BYTES,
  type RecordContent,
} from './record-format.ts';
import type { JournalPosition } from './types.ts';

/** A batch takes no more records once it is this long: it bounds memory and the length of a sync. */
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

/** A record that waits for its sync. */
export interface PendingRecord extends RecordContent {
  readonly resolve: (position: JournalPosition) => void;
  readonly reject: (error: Error) => void;
}

/** What the writer needs. */
export interface WriterOptions {
  readonly fileSystem: JournalFileSystem;
  readonly directories: readonly string[];
  readonly gateway: number;
  readonly clock: () => number;
  readonly segmentBytesMax: number;
  readonly segmentAgeMaxMs: number;
  readonly retryDelayMs: number;
  readonly onBlocked: (error: Error) => void;
  readonly onResumed: () => void;
  readonly onFatal: (error: Error) => void;
  /** A segment is written from now on; the one before, if any, to its end. */
  readonly onSegment: (segment: OpenSegment, before: OpenSegment | undefined) => void;
  /** A batch is synced; called before its appends resolve. */
  readonly onCommitted: (batch: Batch, segment: OpenSegment) => void;
}

/** Where the writer starts. */
export interface WriterStart {
  readonly nextSegment: number;
  readonly lastSequence: number;
  readonly chainHash: Buffer;
}

/**
 * The one writer loop: all that is pending goes out in one write and one sync, then the next.
 *
 * Its state is `blocked` while the disk is full, and `failed` for ever after any other error.
 */
export class Writer {
  readonly #options: WriterOptions;
  readonly #hasher = new ChainHasher();
  #pending: PendingRecord[] = [];
  #segment: OpenSegment | undefined;
  #nextSegment: number;
  #lastSequence: number;
  #chainHash: Buffer;
  #running: Promise<void> | undefined;
  #failure: JournalFailedError | undefined;
  #isBlocked = false;
  #isClosing = false;
  #wakeUp: (() => void) | undefined;
  #outstandingBytes = 0;

  constructor(options: WriterOptions, start: WriterStart) {
    this.#options = options;
    this.#nextSegment = start.nextSegment;
    this.#lastSequence = start.lastSequence;
    this.#chainHash = start.chainHash;
  }

  get outstandingBytes(): number {
    return this.#outstandingBytes;
  }

  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  get failure(): JournalFailedError | undefined {
    return this.#failure;
  }

  /** Opens the first segment; waits while the disk is full. */
  async start(): Promise<void> {
    await this.#untilThereIsSpace(() => this.#openNext());
    this.#resumed();
  }

  /** Queues a record; its sequence must follow the one queued before. */
  add(record: PendingRecord): void {
    this.#pending.push(record);
    this.#outstandingBytes += FRAME_OVERHEAD_BYTES + bodyBytesOf(record);
    if (this.#running === undefined) this.#start();
  }

  /** Writes what is pending; a full disk is tried once more, then what is pending is rejected. */
  async drain(): Promise<OpenSegment | undefined> {
    this.#isClosing = true;
    this.#wakeUp?.();
    while (this.#running !== undefined) await this.#running;
    return this.#segment;
  }

  /** Rejects everything that is and will be pending. Idempotent; the first error counts. */
  fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    const error = new JournalFailedError(
      `The journal failed and accepts nothing more: ${asError(cause).message}`,
      { cause },
    );
    this.#failure = error;
    this.#wakeUp?.();
    this.#rejectPending(error);
    this.#options.onFatal(error);
  }

  #start(): void {
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#pending.length > 0 && this.#failure === undefined) this.#start();
    });
  }

  async #run(): Promise<void> {
    // Everything that arrives in this turn of the event loop goes into the first batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0 && this.#failure === undefined) {
      const records = this.#takeBatch();
      try {
        await this.#commit(records);
      } catch (error) {
        if (isDiskFull(error)) this.#rejectBatch(records, closedWhileFull(error));
        else this.#abandon(records, error);
      }
    }
  }

  #takeBatch(): PendingRecord[] {
    let bytes = 0;
    let count = 0;
    for (const record of this.#pending) {
      bytes += FRAME_OVERHEAD_BYTES + bodyBytesOf(record);
      if (count > 0 && bytes > BATCH_BYTES_MAX) break;
      count += 1;
    }
    const records = this.#pending;
    if (count === records.length) {
      this.#pending = [];
      return records;
    }
    this.#pending = records.slice(count);
    return records.slice(0, count);
  }

  async #commit(records: readonly PendingRecord[]): Promise<void> {
    if (this.#isSegmentDone()) await this.#untilThereIsSpace(() => this.#openNext());
    const segment = this.#segment;
    if (segment === undefined) throw new Error('The journal has no open segment.');
    const batch = encodeBatch(records, {
      hasher: this.#hasher,
      previous: this.#chainHash,
      salt: segment.header.salt,
      segment: segment.header.segment,
      offsetBytes: segment.endBytes,
    });
    await this.#untilThereIsSpace(() => segment.commit(batch));
    // A failure elsewhere (sealing) may have been announced meanwhile: nothing is promised after.
    if (this.#failure !== undefined) throw this.#failure;
    this.#chainHash = batch.chainHash;
    this.#lastSequence = batch.lastSequence;
    this.#outstandingBytes -= batch.buffer.length;
    this.#options.onCommitted(batch, segment);
    for (const { sequence, receivedAtMs, resolve } of records) {
      resolve({ gateway: this.#options.gateway, segment: batch.segment, sequence, receivedAtMs });
    }
    this.#resumed();
  }

  #isSegmentDone(): boolean {
    const segment = this.#segment;
    if (segment === undefined) return true;
    if (segment.isEmpty) return false;
    const ageMs = this.#options.clock() - segment.header.createdAtMs;
    return (
      segment.endBytes >= this.#options.segmentBytesMax || ageMs >= this.#options.segmentAgeMaxMs
    );
  }

  async #openNext(): Promise<void> {
    const { fileSystem, directories, gateway, clock } = this.#options;
    const before = this.#segment;
    const segment = await OpenSegment.create(fileSystem, directories, {
      kind: 'open',
      gateway,
      segment: this.#nextSegment,
      firstSequence: this.#lastSequence + 1,
      previousChainHash: this.#chainHash,
      createdAtMs: Math.floor(clock()),
      salt: randomInt(2 ** 32),
    });
    this.#nextSegment += 1;
    this.#segment = segment;
    this.#options.onSegment(segment, before);
  }

  /** Tries until it works or fails by something else than a full disk, or the journal closes. */
  async #untilThereIsSpace(attempt: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isDiskFull(error) || this.#isClosing) throw error;
        if (!this.#isBlocked) {
          this.#isBlocked = true;
          this.#options.onBlocked(asError(error));
        }
        await this.#pause();
        if (this.#failure !== undefined) throw this.#failure;
      }
    }
  }

  #resumed(): void {
    if (!this.#isBlocked) return;
    this.#isBlocked = false;
    this.#options.onResumed();
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.retryDelayMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = undefined;
  }

  #abandon(records: readonly PendingRecord[], cause: unknown): void {
    this.fail(cause);
    const failure = this.#failure;
    if (failure !== undefined) for (const record of records) record.reject(failure);
  }

  /** The disk is still full at close: nothing of this was acknowledged. */
  #rejectBatch(records: readonly PendingRecord[], error: Error): void {
    for (const record of records) record.reject(error);
    this.#rejectPending(error);
  }

  #rejectPending(error: Error): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const record of pending) record.reject(error);
  }
}

function closedWhileFull(cause: unknown): JournalClosedError {
  return new JournalClosedError('The journal was closed while the disk was full.', { cause });
}
