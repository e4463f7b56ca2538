import { describe, expect, it } from 'vitest';

import { JournalDamagedError } from './errors.ts';
import { openJournal } from './journal.ts';
import { openSegmentName, SEGMENT_HEADER_BYTES, sealedSegmentName } from './segment-header.ts';
import { MIRROR, PRIMARY, readAll } from './testing/crash-scenario.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';
import {
  appendRecords,
  createSmallJournal,
  payloadOf,
  smallJournalOptions,
  verifyDisk,
} from './testing/small-journal.ts';
import type { JournalNotice } from './types.ts';

const entry = { source: 'mqtt:a', topic: 't', refusal: null, payload: Buffer.from('x') };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('opening', () => {
  const damaged = (place: Partial<JournalDamagedError['place']>) =>
    expect.objectContaining({ name: 'JournalDamagedError', place: expect.objectContaining(place) });

  /** A journal that was killed with 20 synced records of a batch each in its open segment. */
  async function killedJournal(mirrorDirectory?: string) {
    const disk = new SimulatedDisk(9);
    const mirror = mirrorDirectory === undefined ? {} : { mirrorDirectory };
    const options = { ...smallJournalOptions(disk), ...mirror };
    const journal = await openJournal(options);
    const starts: number[] = [];
    const file = `${PRIMARY}/${openSegmentName(1)}`;
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      starts.push(disk.content(file).length);
      await appendRecords(journal, sequence, sequence);
    }
    await pause(5);
    disk.killProcess();
    return { disk, options, file, starts, endBytes: disk.content(file).length };
  }

  it('refuses damage before the synced offset and names the record', async () => {
    const { disk, options, file, starts } = await killedJournal();
    disk.flip(file, (starts[6] ?? 0) + 60);
    await expect(openJournal(options)).rejects.toEqual(damaged({ segment: 1, record: 7 }));
    // Nothing was changed: it is refused again, and mended by putting the bit back.
    await expect(openJournal(options)).rejects.toThrow(JournalDamagedError);
    disk.flip(file, (starts[6] ?? 0) + 60);
    const journal = await openJournal(options);
    expect(journal.syncedThrough).toBe(20);
    await journal.close();
  });

  it('refuses a tail that was cut within what was synced', async () => {
    const { disk, options, file, starts } = await killedJournal();
    disk.tamper(file, disk.content(file).subarray(0, starts[15]));
    await expect(openJournal(options)).rejects.toEqual(damaged({ record: 16 }));
    disk.tamper(file, undefined);
    await expect(openJournal(options)).rejects.toThrow('records up to 20 were synced');
  });

  it('refuses damage that a later batch proves to have been synced', async () => {
    const { disk, options, file, starts } = await killedJournal();
    // Put the synced offset back to where it was before the first record.
    const fresh = new SimulatedDisk(3);
    await (await openJournal(smallJournalOptions(fresh))).close();
    disk.tamper(`${PRIMARY}/journal.synced`, fresh.content(`${PRIMARY}/journal.synced`));
    disk.flip(file, (starts[9] ?? 0) + 60);
    await expect(openJournal(options)).rejects.toThrow('later records prove it was synced');
    // The last batch alone proves nothing: it may be torn.
    disk.flip(file, (starts[9] ?? 0) + 60);
    disk.flip(file, (starts[19] ?? 0) + 60);
    const journal = await openJournal(options);
    expect(journal.syncedThrough).toBe(19);
    await journal.close();
  });

  it('is not fooled by a payload that holds the frames of a segment', async () => {
    const { disk, file, starts } = await killedJournal();
    const frames = disk.content(file).subarray(starts[5]);
    const other = new SimulatedDisk(4);
    const journal = await openJournal({ ...smallJournalOptions(other), syncedOffsetDelayMs: 1e6 });
    await journal.append({ ...entry, payload: frames });
    other.killProcess();
    other.flip(`${PRIMARY}/${openSegmentName(1)}`, SEGMENT_HEADER_BYTES);
    const freshDisk = new SimulatedDisk(3);
    await (await openJournal(smallJournalOptions(freshDisk))).close();
    other.tamper(`${PRIMARY}/journal.synced`, freshDisk.content(`${PRIMARY}/journal.synced`));
    const again = await openJournal(smallJournalOptions(other));
    expect(again.syncedThrough).toBe(0);
    await again.close();
  });

  it('takes the good copy of the mirror, in either direction', async () => {
    for (const directory of [PRIMARY, MIRROR]) {
      const { disk, options, starts } = await killedJournal(MIRROR);
      disk.flip(`${directory}/${openSegmentName(1)}`, (starts[6] ?? 0) + 60);
      const journal = await openJournal(options);
      expect(journal.syncedThrough).toBe(20);
      await journal.close();
      expect(disk.names(PRIMARY)).toEqual(disk.names(MIRROR));
      const name = sealedSegmentName(1);
      expect(disk.content(`${PRIMARY}/${name}`)).toEqual(disk.content(`${MIRROR}/${name}`));
    }
  });

  it('restores missing and damaged sealed segments from the mirror and says so', async () => {
    const disk = await createSmallJournal(4, 10, { mirrorDirectory: MIRROR });
    disk.tamper(`${PRIMARY}/${sealedSegmentName(2)}`, undefined);
    disk.flip(
      `${MIRROR}/${sealedSegmentName(3)}`,
      disk.content(`${MIRROR}/${sealedSegmentName(3)}`).length - 20,
    );
    disk.tamper(`${MIRROR}/journal.synced`, undefined);
    const notices: JournalNotice[] = [];
    const journal = await openJournal({
      ...smallJournalOptions(disk),
      mirrorDirectory: MIRROR,
      onNotice: (notice) => notices.push(notice),
    });
    expect(notices).toMatchObject([
      { kind: 'restored', segment: 2, from: MIRROR, to: PRIMARY, reason: 'missing' },
      { kind: 'restored', segment: 3, from: PRIMARY, to: MIRROR },
    ]);
    await journal.close();
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, records: 40 });
  });

  it.each([
    { name: 'a missing segment', segment: 2, alter: 'remove', reason: 'missing' },
    { name: 'a damaged footer', segment: 3, alter: 'flip', reason: 'checksum of the footer' },
  ])('refuses $name without a mirror', async ({ segment, alter, reason }) => {
    const disk = await createSmallJournal(4, 10);
    const file = `${PRIMARY}/${sealedSegmentName(segment)}`;
    if (alter === 'remove') disk.tamper(file, undefined);
    else disk.flip(file, disk.content(file).length - 30);
    await expect(openJournal(smallJournalOptions(disk))).rejects.toThrow(reason);
    await expect(openJournal(smallJournalOptions(disk))).rejects.toEqual(damaged({ segment }));
  });

  it('restores old segments beside the appends, and reads the other copy meanwhile', async () => {
    const disk = await createSmallJournal(5, 10, { mirrorDirectory: MIRROR });
    disk.wipe(PRIMARY);
    const restored: number[] = [];
    const options = { ...smallJournalOptions(disk), mirrorDirectory: MIRROR, recentBytesMax: 0 };
    const journal = await openJournal({
      ...options,
      segmentsCheckedMax: 2,
      onNotice: (notice) => {
        if (notice.kind === 'restored') restored.push(notice.segment);
      },
    });
    expect((await readAll(journal)).map((record) => record.sequence)).toHaveLength(50);
    await appendRecords(journal, 51, 51);
    while (restored.length < 5) await pause(1);
    expect(restored).toEqual([4, 5, 3, 2, 1]);
    await journal.close();
    expect(disk.names(PRIMARY)).toEqual(disk.names(MIRROR));
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, records: 51 });
  });

  it('refuses a journal without its first segments, unless they were archived', async () => {
    const disk = await createSmallJournal(4, 10);
    for (const segment of [1, 2])
      disk.tamper(`${PRIMARY}/${sealedSegmentName(segment)}`, undefined);
    await expect(openJournal(smallJournalOptions(disk))).rejects.toEqual(damaged({ segment: 1 }));
    const journal = await openJournal({ ...smallJournalOptions(disk), fromSegment: 3 });
    expect(journal).toMatchObject({ firstSequence: 21, syncedThrough: 40 });
    expect(await journal.record(20)).toBeUndefined();
    expect((await journal.record(21))?.payload).toEqual(payloadOf(21));
    await journal.close();
  });

  it('refuses two copies that both are right and differ', async () => {
    const disk = await createSmallJournal(2, 10);
    const other = await createSmallJournal(2, 10, { clock: () => 5 });
    await disk.makeDirectory(MIRROR);
    for (const name of other.names(PRIMARY)) {
      disk.tamper(`${MIRROR}/${name}`, other.content(`${PRIMARY}/${name}`));
    }
    const options = { ...smallJournalOptions(disk), mirrorDirectory: MIRROR };
    await expect(openJournal(options)).rejects.toThrow('different histories');
  });

  it('reads a damaged block from the mirror, and refuses it without one', async () => {
    const disk = await createSmallJournal(2, 10, { mirrorDirectory: MIRROR });
    disk.flip(`${PRIMARY}/${sealedSegmentName(1)}`, 600);
    const options = { ...smallJournalOptions(disk), recentBytesMax: 0 };
    const mirrored = await openJournal({ ...options, mirrorDirectory: MIRROR });
    expect((await mirrored.record(5))?.payload).toEqual(payloadOf(5));
    await mirrored.close();
    const alone = await openJournal(options);
    await expect(alone.record(5)).rejects.toEqual(damaged({ segment: 1, block: 0 }));
    expect((await alone.record(15))?.payload).toEqual(payloadOf(15));
    await alone.close();
  });

  it('restores a damaged block in a deep check, or refuses it', async () => {
    const disk = await createSmallJournal(2, 10, { mirrorDirectory: MIRROR });
    const file = `${PRIMARY}/${sealedSegmentName(1)}`;
    disk.flip(file, 600);
    const options = { ...smallJournalOptions(disk), isDeepCheck: true };
    await expect(openJournal(options)).rejects.toEqual(damaged({ segment: 1 }));
    const journal = await openJournal({ ...options, mirrorDirectory: MIRROR });
    await journal.close();
    expect(await verifyDisk(disk)).toMatchObject({ ok: true });
  });

  it('refuses a second opener, another gateway and a lost synced offset', async () => {
    const disk = await createSmallJournal(1, 5);
    const options = smallJournalOptions(disk);
    const journal = await openJournal(options);
    await expect(openJournal(options)).rejects.toMatchObject({ code: 'JOURNAL_LOCKED' });
    await journal.close();
    await expect(openJournal({ ...options, gatewayNumber: 8 })).rejects.toThrow('gateway 7, not 8');
    disk.tamper(`${PRIMARY}/journal.synced`, undefined);
    await expect(openJournal(options)).rejects.toThrow('journal.synced is missing');
  });
});
