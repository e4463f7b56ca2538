import { type NormalizeMessagesJob, parseRangeShardId, rangeShardId } from '@hengneng/contracts';
import type { ForwardingLog, ForwardingRange, Journal, JournalRecord } from '@hengneng/journal';

import { RangeBook } from './range-book.ts';
import { Reruns } from './reruns.ts';
import { recordBytes, shardJobs } from './shard-jobs.ts';

/** Longest range: what one job set may cost to repeat. */
const RANGE_MESSAGES_MAX = 8_000;
const RANGE_BYTES_MAX = 4 * 1_048_576;
/** Reports looked at in one go; there are never more ranges outstanding than this times eight. */
const REPORTS_PEEK_MAX = 10_000;

/** Where the work goes and what comes back. Every rejection means "outcome unknown". */
export interface ForwardingQueue {
  /** Whether Redis can be asked at all now. */
  readonly ready: boolean;
  /** Adds jobs under their deterministic ids; a job that is still there stays as it is. */
  add(jobs: readonly NormalizeMessagesJob[]): Promise<void>;
  /** The epoch of Redis in force, or null when there is none. */
  readEpoch(): Promise<string | null>;
  /** The epoch in force, begun if there was none. */
  ensureEpoch(): Promise<string>;
  peek(kind: 'normalized' | 'recorded' | 'rerun', limit: number): Promise<string[]>;
  remove(kind: 'normalized' | 'recorded' | 'rerun', members: readonly string[]): Promise<void>;
}

/** What the forwarder tells its owner. */
export interface ForwarderEvents {
  /** Redis was emptied; so many ranges are given again. */
  redisEmptied(ranges: number): void;
  /** A range was given to the queues. */
  added(range: ForwardingRange, jobs: number): void;
  completed(range: { readonly from: number }): void;
  /** A rerun was asked for of a message whose range is not known any more. */
  rerunImpossible(sequence: string): void;
}

interface Options {
  readonly gateway: number;
  readonly journal: Pick<Journal, 'syncedThrough' | 'read' | 'record'>;
  readonly log: ForwardingLog;
  readonly queue: ForwardingQueue;
  readonly events: ForwarderEvents;
  readonly outstandingBytesMax: number;
  /** Monotonic clock, ms. */
  readonly now: () => number;
}

/**
 * Moves journalled messages into the queues, each in exactly one planned range, in order, and follows
 * the ranges until they are complete.
 *
 * Every step may be cut off by a crash or a lost connection: the plan is on disk before anything is
 * added, ids are made of the plan, and a step whose outcome is unknown is simply done again.
 */
export class Forwarder {
  readonly #options: Options;
  readonly #book: RangeBook;
  readonly #reruns: Reruns;
  #epoch: string | null = null;
  /** Bytes of the range that found no room, so that it is not read again until there is some. */
  #nextRangeBytes = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#book = new RangeBook({
      uncompleted: options.log.uncompleted(),
      outstandingBytesMax: options.outstandingBytesMax,
      onComplete: (from) => {
        options.log.complete(from);
        options.events.completed({ from });
      },
    });
    this.#reruns = new Reruns();
  }

  get outstandingBytes(): number {
    return this.#book.outstandingBytes;
  }
  get uncompletedCount(): number {
    return this.#book.uncompletedCount;
  }
  /** Synced messages that no range holds yet. */
  get unplannedCount(): number {
    return this.#options.journal.syncedThrough - this.#options.log.plannedThrough;
  }

  /** The connection to Redis is new. */
  reconnected(): void {
    this.#book.reconnected(this.#options.now());
    this.#reruns.addAgain();
  }

  /** Looks whether Redis is still the one we know; to be called before each step that adds. */
  async checkEpoch(): Promise<void> {
    const { queue, events } = this.#options;
    const epoch = await queue.readEpoch();
    if (epoch !== null && epoch === this.#epoch) return;
    if (this.#epoch !== null) {
      this.#book.forgetRedis();
      this.#reruns.addAgain();
      events.redisEmptied(this.#book.uncompletedCount);
    }
    this.#epoch = await queue.ensureEpoch();
  }

  /** Takes note of what was normalized and recorded, and of what is to run again. */
  async absorbReports(): Promise<void> {
    const { queue, now, events } = this.#options;
    // Asked for first and looked at last: the report of a run that came before the wish is then
    // among the ones below and is not taken for the run that was wished for.
    const wishes = new Set(await queue.peek('rerun', REPORTS_PEEK_MAX));
    for (const kind of ['normalized', 'recorded'] as const) {
      const members = await queue.peek(kind, REPORTS_PEEK_MAX);
      for (const member of members) {
        const id = parseRangeShardId(member);
        if (id === null || id.gateway !== this.#options.gateway) continue;
        if (kind === 'normalized') this.#book.normalized(id.from, id.shard, now());
        else this.#book.recorded(id.from, id.shard, now());
      }
      const fulfilled = kind === 'normalized' ? this.#reruns.fulfilled(members) : [];
      await queue.remove(kind, members);
      await queue.remove('rerun', fulfilled);
      for (const sequence of fulfilled) wishes.delete(sequence);
    }
    const impossible = await this.#reruns.wish([...wishes], this.#options);
    for (const sequence of impossible) events.rerunImpossible(sequence);
    await queue.remove('rerun', impossible);
    this.#book.addStale(now());
    this.#reruns.addStale(now());
  }

  /**
   * Gives one range to the queues: one that waits for it, else (if `mayPlan`) a new one where there
   * are messages and room. False when there was nothing to do.
   */
  async addOne(mayPlan = true): Promise<boolean> {
    const waiting = this.#book.nextToAdd();
    if (waiting !== null) {
      await this.#add(waiting, await this.#read(waiting));
      return true;
    }
    if (mayPlan && !this.#book.hasBacklog && (await this.#planNext())) return true;
    return await this.#addRerun();
  }

  async #planNext(): Promise<boolean> {
    const { journal, log } = this.#options;
    const from = log.plannedThrough + 1;
    if (journal.syncedThrough < from || !this.#book.hasRoomFor(this.#nextRangeBytes)) return false;
    const records = await journal.read({
      fromSequence: from,
      toSequence: journal.syncedThrough,
      countMax: RANGE_MESSAGES_MAX,
      bytesMax: Math.min(RANGE_BYTES_MAX, this.#options.outstandingBytesMax / 2),
    });
    const last = records.at(-1);
    if (last === undefined) return false;
    const bytes = records.reduce((sum, record) => sum + recordBytes(record), 0);
    if (!this.#book.hasRoomFor(bytes)) {
      this.#nextRangeBytes = bytes;
      return false;
    }
    this.#nextRangeBytes = 0;
    const range = { from, to: last.sequence, bytes };
    await log.plan(range);
    this.#book.planned(range);
    await this.#add(range, records);
    return true;
  }

  async #add(range: ForwardingRange, records: readonly JournalRecord[]): Promise<void> {
    const { gateway, queue, events, now } = this.#options;
    const jobs = shardJobs(gateway, range, records);
    const recorded = this.#book.recordedShards(range.from);
    const wanted = jobs.filter((job) => !recorded.has(job.shard));
    if (wanted.length > 0) await queue.add(wanted);
    this.#book.added(range.from, new Set(jobs.map((job) => job.shard)), now());
    events.added(range, wanted.length);
  }

  async #addRerun(): Promise<boolean> {
    const rerun = this.#reruns.nextToAdd();
    if (rerun === null) return false;
    const { gateway, queue, now } = this.#options;
    const jobs = shardJobs(gateway, rerun.range, await this.#read(rerun.range));
    await queue.add(jobs.filter((job) => rangeShardId(job) === rerun.id));
    this.#reruns.added(rerun.id, now());
    return true;
  }

  async #read(range: ForwardingRange): Promise<JournalRecord[]> {
    const records: JournalRecord[] = [];
    for (let fromSequence = range.from; fromSequence <= range.to; ) {
      const part = await this.#options.journal.read({
        fromSequence,
        toSequence: range.to,
        countMax: RANGE_MESSAGES_MAX,
        bytesMax: 2 * RANGE_BYTES_MAX,
      });
      const last = part.at(-1);
      if (last === undefined) throw new Error(`Record ${fromSequence} is not in the journal.`);
      records.push(...part);
      fromSequence = last.sequence + 1;
    }
    return records;
  }
}
