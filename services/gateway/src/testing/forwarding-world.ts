import { type NormalizeMessagesJob, rangeShardId } from '@hengneng/contracts';
import type { ForwardingRange } from '@hengneng/journal';

import { Forwarder, type ForwardingQueue } from '../forwarding/forwarder.ts';
import { MemoryForwardingLog, MemoryJournal } from './memory-journal.ts';

/** The connection broke: the caller cannot know whether the command was carried out. */
export class OutcomeUnknown extends Error {}
/** The process died at this point; what it had only in memory is gone. */
export class Crash extends Error {}

export type Mishap =
  | 'lost-before'
  | 'lost-half-way'
  | 'lost-after'
  | 'crash-before'
  | 'crash-after';
type ReportKind = 'normalized' | 'recorded' | 'rerun';

/**
 * A gateway's forwarding with everything around it in memory: journal, log on "disk", Redis, a
 * normalizer and a fact recorder. Each next command of the forwarder can be made to go wrong.
 */
export class ForwardingWorld {
  readonly journal = new MemoryJournal();
  log = new MemoryForwardingLog();
  forwarder: Forwarder;
  nowMs = 0;
  /** What goes wrong with the commands to come; empty: nothing. */
  readonly mishaps: Mishap[] = [];
  /** How often each job ran, by id, and what it held. */
  readonly runs = new Map<string, NormalizeMessagesJob[]>();
  readonly recorded = new Set<string>();
  readonly impossible: string[] = [];
  outstandingBytesSeenMax = 0;
  readonly #outstandingBytesMax: number;
  /** Completions a crash forgets: the log writes them late. */
  #durable = this.log.snapshot();
  #jobs = new Map<string, NormalizeMessagesJob>();
  #reports: Record<ReportKind, Set<string>> = emptyReports();
  #epoch: string | null = null;
  #epochCount = 0;

  constructor(outstandingBytesMax: number) {
    this.#outstandingBytesMax = outstandingBytesMax;
    this.forwarder = this.#newForwarder();
  }

  append(enterprise: string, payload = '{}'): void {
    void this.journal.append({
      source: 'mqtt:x',
      topic: `energy/v1/${enterprise}/d/readings`,
      refusal: null,
      payload: Buffer.from(payload),
    });
    this.journal.sync();
  }

  /** Runs one step of the forwarder; a crash begins a new one from what is on disk. */
  async step(step: (forwarder: Forwarder) => Promise<unknown>): Promise<void> {
    try {
      await step(this.forwarder);
    } catch (error) {
      if (error instanceof Crash) this.crash();
      else if (!(error instanceof OutcomeUnknown)) throw error;
    }
    this.outstandingBytesSeenMax = Math.max(
      this.outstandingBytesSeenMax,
      this.forwarder.outstandingBytes,
    );
  }

  crash(): void {
    this.log = new MemoryForwardingLog(this.#durable);
    this.forwarder = this.#newForwarder();
  }

  /** The log writes what it had put off. */
  syncLog(): void {
    this.#durable = this.log.snapshot();
  }

  /** Redis is emptied. */
  flushRedis(): void {
    this.#jobs = new Map();
    this.#reports = emptyReports();
    this.#epoch = null;
  }

  /** Redis forgets its last job, as after a power cut. */
  forgetLastJob(): void {
    const last = [...this.#jobs.keys()].at(-1);
    if (last !== undefined) this.#jobs.delete(last);
  }

  get pendingJobs(): number {
    return this.#jobs.size;
  }

  /** The normalizer runs the oldest job. */
  normalizeOne(): void {
    const [id, job] = [...this.#jobs][0] ?? [];
    if (id === undefined || job === undefined) return;
    this.#jobs.delete(id);
    this.runs.set(id, [...(this.runs.get(id) ?? []), job]);
    this.#reports.normalized.add(id);
  }

  /** The recorder stores the facts of everything that was normalized. */
  recordAll(): void {
    for (const id of this.runs.keys()) {
      if (!this.recorded.has(id)) this.#reports.recorded.add(id);
      this.recorded.add(id);
    }
  }

  /** What a normalizer does that puts a reading in the place of a later one. */
  wishRerun(sequence: number): void {
    this.#reports.rerun.add(String(sequence));
  }

  get openWishes(): number {
    return this.#reports.rerun.size;
  }

  #newForwarder(): Forwarder {
    return new Forwarder({
      gateway: 1,
      journal: this.journal,
      log: this.#crashingLog(),
      queue: this.#queue(),
      events: {
        added: () => {},
        completed: () => {},
        redisEmptied: () => {},
        rerunImpossible: (sequence) => this.impossible.push(sequence),
      },
      outstandingBytesMax: this.#outstandingBytesMax,
      now: () => this.nowMs,
    });
  }

  /** The log of now, whose plans are on disk when they resolve and may end in a crash. */
  #crashingLog(): MemoryForwardingLog {
    const { log } = this;
    const plan = log.plan.bind(log);
    log.plan = (range: ForwardingRange) =>
      this.#perform(async () => {
        await plan(range);
        this.#durable = { ...this.#durable, ranges: log.snapshot().ranges };
      }, true);
    return log;
  }

  #queue(): ForwardingQueue {
    return {
      ready: true,
      add: (jobs) =>
        this.#perform(async (isHalf) => {
          const added = isHalf ? jobs.slice(0, Math.ceil(jobs.length / 2)) : jobs;
          for (const job of added) {
            const id = rangeShardId(job);
            if (!this.#jobs.has(id)) this.#jobs.set(id, structuredClone(job));
          }
        }),
      readEpoch: () => this.#perform(async () => this.#epoch),
      ensureEpoch: () =>
        this.#perform(async () => {
          if (this.#epoch === null) {
            this.#epochCount += 1;
            this.#epoch = `epoch ${this.#epochCount}`;
          }
          return this.#epoch;
        }),
      peek: (kind, limit) => this.#perform(async () => [...this.#reports[kind]].slice(0, limit)),
      remove: (kind, members) =>
        this.#perform(async () => {
          for (const member of members) this.#reports[kind].delete(member);
        }),
    };
  }

  /** Carries a command out, unless something goes wrong before, in the middle of or after it. */
  async #perform<T>(command: (isHalf: boolean) => Promise<T>, isLocal = false): Promise<T> {
    const mishap = this.mishaps.shift();
    if (mishap === 'crash-before') throw new Crash();
    if (mishap === 'lost-before' && !isLocal) throw new OutcomeUnknown();
    const result = await command(mishap === 'lost-half-way');
    if (mishap === 'crash-after') throw new Crash();
    if (mishap?.startsWith('lost') && !isLocal) throw new OutcomeUnknown();
    return result;
  }
}

function emptyReports(): Record<ReportKind, Set<string>> {
  return { normalized: new Set(), recorded: new Set(), rerun: new Set() };
}
