import { rangeShardId } from '@hengneng/contracts';
import type { ForwardingLog, ForwardingRange, Journal } from '@hengneng/journal';
import { shardOfTopic } from '@hengneng/queue';

import { NORMALIZE_PATIENCE_MS } from './range-book.ts';

interface Rerun {
  readonly id: string;
  readonly range: ForwardingRange;
  /** The wishes it fulfils, as they stand in Redis. */
  readonly sequences: Set<string>;
  addedAtMs: number | null;
}

interface Sources {
  readonly gateway: number;
  readonly journal: Pick<Journal, 'record'>;
  readonly log: Pick<ForwardingLog, 'rangeHolding'>;
}

/**
 * Ranges that are to be run once more, because one of their readings lost its place to an earlier
 * one. The wish stays in Redis until the run is reported, so nothing here needs to outlive a crash.
 */
export class Reruns {
  readonly #reruns = new Map<string, Rerun>();
  readonly #known = new Set<string>();

  /** Takes note of wishes (journal sequences as text); returns those that cannot be fulfilled. */
  async wish(sequences: readonly string[], sources: Sources): Promise<string[]> {
    const impossible: string[] = [];
    for (const sequence of sequences) {
      if (this.#known.has(sequence)) continue;
      const range = sources.log.rangeHolding(Number(sequence));
      const record = range && (await sources.journal.record(Number(sequence)));
      if (range === undefined || record === undefined) {
        impossible.push(sequence);
        continue;
      }
      const shard = shardOfTopic(record.topic);
      const id = rangeShardId({ gateway: sources.gateway, from: range.from, to: range.to, shard });
      const rerun = this.#reruns.get(id) ?? { id, range, sequences: new Set(), addedAtMs: null };
      // A wish that comes after the job was added may be about something the job did not see.
      rerun.addedAtMs = null;
      rerun.sequences.add(sequence);
      this.#reruns.set(id, rerun);
      this.#known.add(sequence);
    }
    return impossible;
  }

  nextToAdd(): Rerun | null {
    for (const rerun of this.#reruns.values()) if (rerun.addedAtMs === null) return rerun;
    return null;
  }

  added(id: string, nowMs: number): void {
    const rerun = this.#reruns.get(id);
    if (rerun !== undefined) rerun.addedAtMs = nowMs;
  }

  /** The wishes that these reports of normalized ranges fulfil. */
  fulfilled(rangeShardIds: readonly string[]): string[] {
    const sequences: string[] = [];
    for (const id of rangeShardIds) {
      const rerun = this.#reruns.get(id);
      if (rerun === undefined || rerun.addedAtMs === null) continue;
      this.#reruns.delete(id);
      for (const sequence of rerun.sequences) {
        sequences.push(sequence);
        this.#known.delete(sequence);
      }
    }
    return sequences;
  }

  /** Redis may have lost jobs: gives all to it again. */
  addAgain(): void {
    for (const rerun of this.#reruns.values()) rerun.addedAtMs = null;
  }

  addStale(nowMs: number): void {
    for (const rerun of this.#reruns.values()) {
      const { addedAtMs } = rerun;
      if (addedAtMs !== null && nowMs - addedAtMs > NORMALIZE_PATIENCE_MS) rerun.addedAtMs = null;
    }
  }
}
