import type { RecentRecords } from './recent-records.ts';
import { readBody } from './record-format.ts';
import { lastIndexWhere } from './region-index.ts';
import { receivedAtOfBody, type SegmentStore } from './segment-store.ts';
import type { JournalRecord, ReadRange } from './types.ts';

/** Reads synced records from memory where they are there, else from disk. */
export interface JournalReader {
  /** As `Journal.read`; the range must lie within what is kept and synced. */
  read(range: Required<ReadRange>): Promise<JournalRecord[]>;
  /** As `Journal.firstSequenceAt`. */
  firstSequenceAt(atMs: number, syncedThrough: number): Promise<number>;
}

/** Builds the reader of a running journal. */
export function createReader(
  store: SegmentStore,
  recent: RecentRecords,
  gateway: number,
): JournalReader {
  return {
    read: (range) => read(store, recent, gateway, range),
    firstSequenceAt: (atMs, syncedThrough) => firstSequenceAt(store, recent, atMs, syncedThrough),
  };
}

async function read(
  store: SegmentStore,
  recent: RecentRecords,
  gateway: number,
  range: Required<ReadRange>,
): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  let next = range.fromSequence;
  let bytes = 0;
  const take = (record: JournalRecord): boolean => {
    bytes += record.payload.length;
    if (records.length > 0 && bytes > range.bytesMax) return false;
    records.push(record);
    next = record.sequence + 1;
    return next <= range.toSequence && records.length < range.countMax;
  };
  let isWanting = next <= range.toSequence && range.countMax > 0;
  while (isWanting) {
    if (next >= recent.firstSequence) {
      recent.walk(next, take);
      return records;
    }
    const group = await store.groupHolding(next);
    const place = { gateway, segment: group.segment };
    const before = next;
    for (const body of group.bodies.slice(next - group.firstSequence)) {
      isWanting = take(readBody(body, place));
      if (!isWanting) break;
    }
    if (isWanting && next === before) throw new Error(`Record ${next} is not in its segment.`);
  }
  return records;
}

async function firstSequenceAt(
  store: SegmentStore,
  recent: RecentRecords,
  atMs: number,
  syncedThrough: number,
): Promise<number> {
  if (recent.firstReceivedAtMs < atMs) {
    return recent.firstSequenceAt(atMs) ?? syncedThrough + 1;
  }
  const group = await store.groupBefore(atMs);
  const before = lastIndexWhere(group.bodies, (body) => receivedAtOfBody(body) < atMs);
  // The group starts before `atMs` and the next one does not: its first record is the answer then.
  return Math.min(group.firstSequence + before + 1, syncedThrough + 1);
}
