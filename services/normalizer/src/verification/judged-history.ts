import { rangeShardId } from '@hengneng/contracts';
import type { RegistrySnapshot } from '@hengneng/domain';
import {
  type JournalledMessage,
  type RegistryEntry,
  shardOfTopic,
  toRawMessage,
  toRegistryEntry,
} from '@hengneng/queue';

import { addressOf } from '../address.ts';
import { type Candidate, EnterpriseBatch } from '../enterprise-batch.ts';

/** What a range was judged by, as it is on record. */
export interface JudgedRange {
  readonly fromSequence: number;
  readonly toSequence: number;
  readonly registryVersions: Readonly<Record<string, number>>;
}

/** The records of how messages were judged. */
export interface JudgementRecords {
  /** Ranges of one shard that end at or after a sequence, ascending, some at a time. */
  ranges(query: {
    readonly gateway: number;
    readonly shard: number;
    readonly fromSequence: number;
  }): Promise<readonly JudgedRange[]>;
  snapshot(enterpriseId: string, version: number): Promise<RegistrySnapshot | null>;
}

/** Messages judged again: what each enterprise's readings should have become. */
export interface JudgedAgain {
  readonly enterpriseId: string;
  /** Accepted readings in journal order; the first of a meter and instant stands first. */
  readonly readings: readonly Candidate[];
}

/** Judges journalled messages a second time, by the registry that judged them first. */
export interface JudgedHistory {
  /** Takes the next messages of a journal, ascending. */
  judge(messages: readonly JournalledMessage[]): Promise<JudgedAgain[]>;
  /** Messages without an outcome on record: still on their way, or lost before they were judged. */
  readonly unrecordedCount: number;
}

const SNAPSHOTS_KEPT_MAX = 2_000;

/**
 * A judge for one gateway's journal. Judging is pure and every range says which registry it was judged
 * by, so the readings that come out are those that were accepted then, whatever was registered since.
 */
export function createJudgedHistory(
  gateway: number,
  records: JudgementRecords,
  isWanted: (enterpriseId: string) => boolean,
): JudgedHistory {
  const shards = new Map<number, RangeCursor>();
  const entries = new Map<string, RegistryEntry | null>();
  let unrecordedCount = 0;

  const entryOf = async (enterpriseId: string, version: number) => {
    const key = `${enterpriseId} ${version}`;
    const known = entries.get(key);
    if (known !== undefined) return known;
    const snapshot = await records.snapshot(enterpriseId, version);
    const entry = snapshot === null ? null : toRegistryEntry(snapshot);
    if (entries.size >= SNAPSHOTS_KEPT_MAX) entries.clear();
    entries.set(key, entry);
    return entry;
  };

  const judge: JudgedHistory['judge'] = async (messages) => {
    const batches = new Map<string, EnterpriseBatch>();
    for (const message of messages) {
      const raw = toRawMessage(message);
      const address = addressOf(raw);
      const { enterpriseId } = address;
      if (!isWanted(enterpriseId)) continue;
      const shard = shardOfTopic(message.topic);
      const cursor = shards.get(shard) ?? new RangeCursor({ gateway, shard }, records);
      shards.set(shard, cursor);
      const range = await cursor.holding(message.sequence);
      if (range === null) {
        unrecordedCount += 1;
        continue;
      }
      const version = range.registryVersions[enterpriseId];
      if (version === undefined) continue;
      const entry = await entryOf(enterpriseId, version);
      if (entry === null) {
        throw new Error(`Version ${version} of the registry of ${enterpriseId} is not on record.`);
      }
      const { fromSequence: from, toSequence: to } = range;
      const key = `${enterpriseId} ${rangeShardId({ gateway, from, to, shard })}`;
      const batch = batches.get(key) ?? new EnterpriseBatch(gateway, entry);
      batches.set(key, batch);
      batch.add(raw, address);
    }
    return [...batches.values()].map((batch) => ({
      enterpriseId: batch.entry.enterpriseId,
      readings: [...batch.meters.values()].flatMap(({ candidates }) => candidates),
    }));
  };

  return {
    judge,
    get unrecordedCount() {
      return unrecordedCount;
    },
  };
}

/** Finds the range of each message; messages come in ascending order. */
class RangeCursor {
  readonly #place: { readonly gateway: number; readonly shard: number };
  readonly #records: JudgementRecords;
  #ranges: readonly JudgedRange[] = [];
  #index = 0;
  #isAtEnd = false;

  constructor(place: { gateway: number; shard: number }, records: JudgementRecords) {
    this.#place = place;
    this.#records = records;
  }

  async holding(sequence: number): Promise<JudgedRange | null> {
    for (;;) {
      const range = this.#ranges[this.#index];
      if (range === undefined) {
        if (this.#isAtEnd) return null;
        this.#ranges = await this.#records.ranges({ ...this.#place, fromSequence: sequence });
        this.#index = 0;
        this.#isAtEnd = this.#ranges.length === 0;
        continue;
      }
      if (range.toSequence >= sequence) return range.fromSequence <= sequence ? range : null;
      this.#index += 1;
    }
  }
}
