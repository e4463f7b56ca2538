import { crc32 } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { JournalFailedError } from './errors.ts';
import { openJournal } from './journal.ts';
import { FRAME_OVERHEAD_BYTES } from './record-format.ts';
import { openSegmentName, SEGMENT_HEADER_BYTES, sealedSegmentName } from './segment-header.ts';
import { PRIMARY, readAll } from './testing/crash-scenario.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';
import {
  appendRecords,
  createSmallJournal,
  payloadOf,
  smallJournalOptions,
  verifyDisk,
} from './testing/small-journal.ts';

const entry = { source: 'mqtt:a', topic: 't', refusal: null, payload: Buffer.from('x') };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('append', () => {
  it('numbers records from 1 in the order of the calls and resolves in that order', async () => {
    const journal = await openJournal(smallJournalOptions(new SimulatedDisk(1)));
    const resolved: number[] = [];
    const appends = Array.from({ length: 50 }, async () => {
      const position = await journal.append(entry);
      resolved.push(position.sequence);
      expect(journal.syncedThrough).toBeGreaterThanOrEqual(position.sequence);
    });
    expect(journal.headSequence).toBe(50);
    expect(journal.outstandingBytes).toBeGreaterThan(50 * FRAME_OVERHEAD_BYTES);
    await Promise.all(appends);
    expect(resolved).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(journal).toMatchObject({ syncedThrough: 50, outstandingBytes: 0 });
    await journal.close();
  });

  it('takes all that is pending into one write and one sync', async () => {
    const disk = new SimulatedDisk(1);
    const journal = await openJournal({ ...smallJournalOptions(disk), syncedOffsetDelayMs: 1e6 });
    const before = disk.operationCount;
    await appendRecords(journal, 1, 200);
    // Write and sync of the batch, write of the synced offset.
    expect(disk.operationCount - before).toBeLessThanOrEqual(4);
    await journal.close();
  });

  it('never lets receivedAt step back, across restarts as well', async () => {
    const disk = new SimulatedDisk(1);
    const times = [5_000, 4_000, 6_000.7];
    let journal = await openJournal({
      ...smallJournalOptions(disk),
      clock: () => times.shift() ?? 5_500,
    });
    // The segment's own creation takes the first reading of the clock.
    const positions = [await journal.append(entry), await journal.append(entry)];
    await journal.close();
    journal = await openJournal({ ...smallJournalOptions(disk), clock: () => 1 });
    positions.push(await journal.append(entry));
    await journal.close();
    const received = positions.map((position) => position.receivedAtMs);
    expect(received).toEqual([...received].sort((one, other) => one - other));
    expect(received.every(Number.isInteger)).toBe(true);
  });

  it('keeps every field bit by bit, refused messages and odd texts too', async () => {
    const disk = new SimulatedDisk(1);
    const entries = [
      { source: '', topic: '', refusal: null, payload: Buffer.alloc(0) },
      {
        source: 'mqtt:91x.能',
        topic: '能源/v1/\u0000/+',
        refusal: '',
        payload: Buffer.from([0, 255]),
      },
      { source: 's', topic: 't', refusal: 'too-large', payload: Buffer.alloc(200_000, 7) },
    ];
    let journal = await openJournal(smallJournalOptions(disk));
    for (const each of entries) await journal.append(each);
    expect(await readAll(journal)).toMatchObject(entries);
    await journal.close();
    journal = await openJournal({ ...smallJournalOptions(disk), recentBytesMax: 0 });
    expect(await readAll(journal)).toMatchObject(entries);
    await journal.close();
  });

  it('refuses fields that are too long without using up a sequence', async () => {
    const journal = await openJournal(smallJournalOptions(new SimulatedDisk(1)));
    const long = 'x'.repeat(65_536);
    await expect(journal.append({ ...entry, topic: long })).rejects.toThrow(RangeError);
    await expect(journal.append({ ...entry, refusal: long })).rejects.toThrow(RangeError);
    const payload = Buffer.alloc(16 * 1024 * 1024 + 1);
    await expect(journal.append({ ...entry, payload })).rejects.toThrow(RangeError);
    expect((await journal.append(entry)).sequence).toBe(1);
    await journal.close();
    await expect(journal.append(entry)).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
  });
});

describe('a full disk', () => {
  it('acknowledges nothing, says so once, and goes on by itself', async () => {
    const disk = new SimulatedDisk(1);
    const events: string[] = [];
    const journal = await openJournal({
      ...smallJournalOptions(disk),
      onBlocked: () => events.push('blocked'),
      onResumed: () => events.push('resumed'),
      onFatal: () => events.push('fatal'),
    });
    await appendRecords(journal, 1, 3);
    disk.setCapacity(disk.usedBytes + 100);
    let isAcknowledged = false;
    const appends = appendRecords(journal, 4, 9).then(() => {
      isAcknowledged = true;
    });
    await pause(15);
    expect(events).toEqual(['blocked']);
    expect(journal).toMatchObject({ blocked: true, syncedThrough: 3 });
    expect(isAcknowledged).toBe(false);
    disk.setCapacity(1e9);
    await appends;
    expect(events).toEqual(['blocked', 'resumed']);
    expect(journal).toMatchObject({ blocked: false, syncedThrough: 9 });
    await journal.close();
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, records: 9 });
  });

  it('can be closed while full: what waited is rejected, what was acknowledged stays', async () => {
    const disk = new SimulatedDisk(1);
    const journal = await openJournal(smallJournalOptions(disk));
    await appendRecords(journal, 1, 3);
    disk.setCapacity(disk.usedBytes);
    const append = journal.append(entry);
    const rejected = expect(append).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
    await pause(5);
    await journal.close();
    await rejected;
    disk.setCapacity(1e9);
    const again = await openJournal(smallJournalOptions(disk));
    expect(again.syncedThrough).toBe(3);
    await again.close();
  });

  it('waits at the start until there is space to recover', async () => {
    const disk = new SimulatedDisk(1);
    const first = await openJournal(smallJournalOptions(disk));
    await appendRecords(first, 1, 30);
    disk.killProcess();
    disk.setCapacity(disk.usedBytes + 10);
    const events: string[] = [];
    const opening = openJournal({
      ...smallJournalOptions(disk),
      onBlocked: () => events.push('blocked'),
      onResumed: () => events.push('resumed'),
    });
    await pause(10);
    expect(events).toEqual(['blocked']);
    disk.setCapacity(1e9);
    const journal = await opening;
    expect(events).toEqual(['blocked', 'resumed']);
    expect(journal.syncedThrough).toBe(30);
    await journal.close();
  });
});

describe('a failed sync', () => {
  it('is fatal once and for all: everything pending and later is rejected', async () => {
    const disk = new SimulatedDisk(1);
    const errors: Error[] = [];
    const journal = await openJournal({
      ...smallJournalOptions(disk),
      onFatal: (error) => errors.push(error),
    });
    await appendRecords(journal, 1, 3);
    await pause(5); // The synced offset is written: the next sync is that of the batch.
    disk.failSyncAfter(0);
    const failed = [journal.append(entry), journal.append(entry)];
    for (const each of failed) await expect(each).rejects.toThrow(JournalFailedError);
    await expect(journal.append(entry)).rejects.toThrow(JournalFailedError);
    expect(errors).toHaveLength(1);
    expect(journal.syncedThrough).toBe(3);
    await journal.close();
    expect(errors).toHaveLength(1);
  });
});

describe('read', () => {
  it('finds any record and any instant, in memory and on disk', async () => {
    const disk = new SimulatedDisk(1);
    const options = { ...smallJournalOptions(disk), segmentBytesMax: 20_000 };
    for (const recentBytesMax of [0, 30_000, 1e9]) {
      const journal = await openJournal({ ...options, recentBytesMax });
      const from = journal.headSequence + 1;
      for (let start = from; start < from + 300; start += 30) {
        await appendRecords(journal, start, start + 29);
      }
      const records = await readAll(journal);
      expect(records.map((record) => record.sequence)).toEqual(
        records.map((_, index) => index + 1),
      );
      for (const record of records.filter((_, index) => index % 23 === 0)) {
        expect(record.payload).toEqual(payloadOf(record.sequence));
        expect(await journal.record(record.sequence)).toEqual(record);
        expect(await journal.firstSequenceAt(record.receivedAtMs)).toBe(record.sequence);
        expect(await journal.firstSequenceAt(record.receivedAtMs + 1)).toBe(record.sequence + 1);
      }
      expect(await journal.firstSequenceAt(0)).toBe(1);
      expect(await journal.firstSequenceAt(9e15)).toBe(journal.syncedThrough + 1);
      await journal.close();
    }
  });

  it('keeps to its limits but always gives one record', async () => {
    const disk = await createSmallJournal(1, 10);
    const journal = await openJournal(smallJournalOptions(disk));
    const read = (countMax: number, bytesMax: number, toSequence = 10) =>
      journal.read({ fromSequence: 3, toSequence, countMax, bytesMax });
    const one = payloadOf(3).length;
    expect(await read(4, 1e9)).toHaveLength(4);
    expect(await read(4, 1)).toHaveLength(1);
    expect(await read(4, one + payloadOf(4).length)).toHaveLength(2);
    expect(await read(99, 1e9, 5)).toHaveLength(3);
    expect(await read(99, 1e9, 2)).toEqual([]);
    expect(await read(0, 1e9)).toEqual([]);
    expect(await journal.record(11)).toBeUndefined();
    expect(await journal.record(0)).toBeUndefined();
    await journal.close();
  });

  it('answers nothing and tells nothing in an empty journal', async () => {
    const journal = await openJournal(smallJournalOptions(new SimulatedDisk(1)));
    expect(journal).toMatchObject({ headSequence: 0, syncedThrough: 0, firstSequence: 1 });
    expect(await journal.read({ fromSequence: 1, countMax: 1, bytesMax: 1 })).toEqual([]);
    expect(await journal.firstSequenceAt(5)).toBe(1);
    const heard: number[] = [];
    const stop = journal.onSynced((syncedThrough) => heard.push(syncedThrough));
    await appendRecords(journal, 1, 2);
    stop();
    await appendRecords(journal, 3, 3);
    expect(heard).toEqual([2]);
    await journal.close();
  });
});

describe('sealing', () => {
  it('closes a segment that is old, and one that is long', async () => {
    const disk = new SimulatedDisk(1);
    let nowMs = 1_000;
    const options = { ...smallJournalOptions(disk), clock: () => nowMs, segmentAgeMaxMs: 60_000 };
    const journal = await openJournal({ ...options, segmentBytesMax: 5_000 });
    expect((await journal.append(entry)).segment).toBe(1);
    nowMs += 59_999;
    expect((await journal.append(entry)).segment).toBe(1);
    nowMs += 1;
    expect((await journal.append(entry)).segment).toBe(2);
    await appendRecords(journal, 4, 40);
    expect((await journal.append(entry)).segment).toBe(3);
    await journal.close();
    expect(disk.names(PRIMARY).filter((name) => name.endsWith('.sealed'))).toHaveLength(3);
    expect(disk.names(PRIMARY).some((name) => name.endsWith('.open'))).toBe(false);
  });

  it.each([
    { name: 'altered', isChecksumMended: false },
    { name: 'altered together with its checksum', isChecksumMended: true },
  ])('never signs a record that was $name in the open segment', async ({ isChecksumMended }) => {
    const disk = new SimulatedDisk(1);
    const errors: Error[] = [];
    const journal = await openJournal({
      ...smallJournalOptions(disk),
      onFatal: (error) => errors.push(error),
    });
    await appendRecords(journal, 1, 20);
    const file = `${PRIMARY}/${openSegmentName(1)}`;
    disk.flip(file, SEGMENT_HEADER_BYTES + 100);
    if (isChecksumMended) {
      const content = disk.content(file);
      const salt = content.readUInt32LE(72);
      const end = SEGMENT_HEADER_BYTES + FRAME_OVERHEAD_BYTES + content.readUInt32LE(100);
      const covered = content.subarray(SEGMENT_HEADER_BYTES + 4, end);
      const mended = Buffer.alloc(4);
      mended.writeUInt32LE(crc32(covered, (salt ^ SEGMENT_HEADER_BYTES) >>> 0));
      for (const [index, byte] of mended.entries()) {
        const offset = SEGMENT_HEADER_BYTES + index;
        disk.flip(file, offset, (content[offset] ?? 0) ^ byte);
      }
      expect((await verifyDisk(disk)).findings[0]?.message).toContain('chain hash');
    }
    await journal.close();
    expect(errors).toMatchObject([{ cause: { name: 'JournalDamagedError' } }]);
    expect(disk.names(PRIMARY)).not.toContain(sealedSegmentName(1));
  });
});
