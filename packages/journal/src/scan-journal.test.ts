import { describe, expect, it } from 'vitest';

import { openJournal } from './journal.ts';
import { scanJournal } from './scan-journal.ts';
import { sealedSegmentName } from './segment-header.ts';
import { PRIMARY } from './testing/crash-scenario.ts';
import type { SimulatedDisk } from './testing/simulated-disk.ts';
import {
  appendRecords,
  createSmallJournal,
  payloadOf,
  smallJournalOptions,
} from './testing/small-journal.ts';
import type { JournalRecord } from './types.ts';

async function scan(
  disk: SimulatedDisk,
  range: { fromSequence?: number; toSequence?: number } = {},
): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  const options = { directory: PRIMARY, fileSystem: disk, ...range };
  for await (const page of scanJournal(options)) records.push(...page);
  return records;
}

describe('scanJournal', () => {
  it('gives every record of all segments, in order and as it was written', async () => {
    const disk = await createSmallJournal(3, 450);
    const records = await scan(disk);
    expect(records.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1_350 }, (_, index) => index + 1),
    );
    expect(records.every(({ sequence, payload }) => payload.equals(payloadOf(sequence)))).toBe(
      true,
    );
    expect(records[0]).toMatchObject({ gateway: 7, source: 'mqtt:line-1', refusal: null });
  });

  it.each([
    { fromSequence: 1, toSequence: 1 },
    { fromSequence: 449, toSequence: 452 },
    { fromSequence: 900, toSequence: 900 },
    { fromSequence: 1_340, toSequence: 9_999 },
  ])('gives $fromSequence to $toSequence and nothing else', async (range) => {
    const records = await scan(await createSmallJournal(3, 450), range);
    const to = Math.min(range.toSequence, 1_350);
    expect(records.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: to - range.fromSequence + 1 }, (_, index) => range.fromSequence + index),
    );
  });

  it('reads beside the journal that is being written, what is synced', async () => {
    const disk = await createSmallJournal(1, 20);
    const journal = await openJournal(smallJournalOptions(disk));
    await appendRecords(journal, 21, 60);
    const sequences = (await scan(disk)).map(({ sequence }) => sequence);
    expect(sequences.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(sequences.at(-1)).toBeGreaterThanOrEqual(20);
    await journal.close();
    expect(await scan(disk)).toHaveLength(60);
  });

  it('stops at a record that cannot be read back', async () => {
    const disk = await createSmallJournal(2, 450);
    const file = `${PRIMARY}/${sealedSegmentName(2)}`;
    const content = Buffer.from(disk.content(file));
    content.writeUInt8(content.readUInt8(5_000) ^ 1, 5_000);
    disk.tamper(file, content);
    await expect(scan(disk)).rejects.toThrow(/checksum|told apart/);
  });
});
