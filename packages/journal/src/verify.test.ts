import { generateKeyPairSync, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { beforeAll, describe, expect, it } from 'vitest';

import { inflatePrefix } from './inflate-prefix.ts';
import { openJournal } from './journal.ts';
import { HASH_BYTES } from './record-format.ts';
import {
  BLOCK_HEADER_BYTES,
  decodeBlockHeader,
  decodeFooter,
  decodeTrailer,
  encodeFooter,
  encodeFooterBody,
  type SegmentFooter,
  signedMessage,
  TRAILER_BYTES,
} from './sealed-format.ts';
import { openSegmentName, SEGMENT_HEADER_BYTES, sealedSegmentName } from './segment-header.ts';
import { PRIMARY, TEST_KEY, TEST_PUBLIC_KEY } from './testing/crash-scenario.ts';
import { createRandom } from './testing/random.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';
import {
  appendRecords,
  createSmallJournal,
  smallJournalOptions,
  verifyDisk,
} from './testing/small-journal.ts';
import { verifyJournal } from './verify.ts';
import { verifyBlock } from './verify-block.ts';

const RECORDS_EACH = 450; // about 160 KB raw: three blocks a segment
const pathOf = (segment: number) => `${PRIMARY}/${sealedSegmentName(segment)}`;

/** The same journal for all tests that only alter files: put back after each. */
let original: Map<string, Buffer>;

beforeAll(async () => {
  const disk = await createSmallJournal(3, RECORDS_EACH);
  original = new Map(disk.names(PRIMARY).map((name) => [name, disk.content(`${PRIMARY}/${name}`)]));
});

async function copyOfDisk(): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(2);
  await disk.makeDirectory(PRIMARY);
  for (const [name, content] of original) disk.tamper(`${PRIMARY}/${name}`, content);
  return disk;
}

function footerOf(file: Buffer): { footer: SegmentFooter; startBytes: number } {
  const footerBytes = decodeTrailer(file.subarray(-TRAILER_BYTES));
  if (typeof footerBytes === 'string') throw new Error(footerBytes);
  const startBytes = file.length - footerBytes;
  const read = decodeFooter(file.subarray(startBytes));
  if (typeof read === 'string') throw new Error(read);
  return { footer: read.footer, startBytes };
}

/** What a flipped byte must be found as; records as the range they may be in. */
function expectedPlace(file: Buffer, offset: number) {
  const { footer, startBytes } = footerOf(file);
  if (offset < SEGMENT_HEADER_BYTES) return { block: null, parts: ['header'] };
  if (offset >= startBytes) return { block: null, parts: ['footer', 'signature'] };
  const block = footer.blocks.findLastIndex((each) => each.offsetBytes <= offset);
  const entry = footer.blocks[block];
  if (entry === undefined) throw new Error('No block there.');
  const first = entry.firstSequence;
  const last = first + entry.count - 1;
  const inBlock = offset - entry.offsetBytes;
  if (inBlock < BLOCK_HEADER_BYTES) return { block, parts: ['block-header'], first, last: first };
  const hashesEnd = BLOCK_HEADER_BYTES + entry.count * HASH_BYTES;
  if (inBlock < hashesEnd) {
    const record = first + Math.floor((inBlock - BLOCK_HEADER_BYTES) / HASH_BYTES);
    return { block, parts: ['stored-hash'], first: record, last: record };
  }
  // Records that were unpacked in full from the bytes before the flipped one cannot be the first.
  const start = entry.offsetBytes + hashesEnd;
  const unpacked = inflatePrefix(file.subarray(start, offset), 1e6);
  let whole = 0;
  for (let at = 0; at + 4 <= unpacked.length; ) {
    at += 4 + unpacked.readUInt32LE(at);
    if (at <= unpacked.length) whole += 1;
  }
  return { block, parts: ['record', 'block-body'], first: Math.min(first + whole, last), last };
}

describe('verifyJournal', () => {
  it('finds nothing in an intact journal', async () => {
    const report = await verifyDisk(await copyOfDisk());
    expect(report).toMatchObject({
      ok: true,
      gateway: 7,
      segments: 3,
      records: 3 * RECORDS_EACH,
      firstSequence: 1,
      lastSequence: 3 * RECORDS_EACH,
      findings: [],
    });
  });

  it('names segment, block and record for a flipped byte anywhere in a sealed segment', async () => {
    const name = sealedSegmentName(2);
    const file = original.get(name) ?? Buffer.alloc(0);
    const random = createRandom(4);
    const { footer, startBytes } = footerOf(file);
    expect(footer.blocks.length).toBeGreaterThan(2);
    const offsets = [0, 95, 96, startBytes - 1, startBytes, file.length - 1];
    for (let count = 0; count < 200; count += 1) offsets.push(random.integer(0, file.length - 1));
    for (const offset of offsets) {
      const disk = await copyOfDisk();
      disk.flip(pathOf(2), offset, 1 << random.integer(0, 7));
      const { findings } = await verifyDisk(disk);
      const finding = findings[0];
      const expected = expectedPlace(file, offset);
      const context = `byte ${offset}: ${JSON.stringify(finding)}`;
      expect(finding, context).toMatchObject({ file: name, segment: 2, block: expected.block });
      expect(expected.parts, context).toContain(finding?.part);
      if (expected.first === undefined) continue;
      expect(finding?.record, context).toBeGreaterThanOrEqual(expected.first);
      expect(finding?.record, context).toBeLessThanOrEqual(expected.last);
    }
  });

  it('names the record for a flipped byte in the open segment, up to the synced offset', async () => {
    const disk = new SimulatedDisk(3);
    const journal = await openJournal(smallJournalOptions(disk));
    const name = openSegmentName(1);
    const starts: number[] = [];
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      starts.push(disk.content(`${PRIMARY}/${name}`).length);
      await appendRecords(journal, sequence, sequence);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, records: 20 });
    const random = createRandom(5);
    const size = disk.content(`${PRIMARY}/${name}`).length;
    for (let count = 0; count < 60; count += 1) {
      const offset = random.integer(SEGMENT_HEADER_BYTES, size - 1);
      disk.flip(`${PRIMARY}/${name}`, offset);
      const { findings } = await verifyDisk(disk);
      const record = starts.findLastIndex((start) => start <= offset) + 1;
      expect(findings[0]).toMatchObject({ file: name, segment: 1, block: null, record });
      disk.flip(`${PRIMARY}/${name}`, offset);
    }
    await journal.close();
  });

  it('names the first missing record of a segment that was cut', async () => {
    const file = original.get(sealedSegmentName(2)) ?? Buffer.alloc(0);
    const { footer, startBytes } = footerOf(file);
    for (const block of [0, 1, 2]) {
      const start = footer.blocks[block]?.offsetBytes ?? 0;
      const disk = await copyOfDisk();
      disk.tamper(pathOf(2), file.subarray(0, start + 5_000));
      const { findings } = await verifyDisk(disk);
      expect(findings[0]).toMatchObject({ segment: 2, block, part: 'file' });
      const first = footer.blocks[block]?.firstSequence ?? 0;
      expect(findings[0]?.record).toBeGreaterThanOrEqual(first);
      expect(findings[0]?.record).toBeLessThan(first + (footer.blocks[block]?.count ?? 0));
    }
    const disk = await copyOfDisk();
    disk.tamper(pathOf(2), file.subarray(0, startBytes));
    expect((await verifyDisk(disk)).findings[0]).toMatchObject({ segment: 2, part: 'footer' });
  });

  it.each([
    { name: 'the first', segment: 1, record: null },
    { name: 'a middle', segment: 2, record: RECORDS_EACH + 1 },
    { name: 'the last', segment: 3, record: 2 * RECORDS_EACH + 1 },
  ])('misses $name segment when it is removed', async ({ segment, record }) => {
    const disk = await copyOfDisk();
    disk.tamper(pathOf(segment), undefined);
    const report = await verifyDisk(disk);
    expect(report.ok).toBe(false);
    expect(report.findings[0]).toMatchObject({ segment, record });
  });

  it('finds segments that changed places, and a copy under another number', async () => {
    const swapped = await copyOfDisk();
    swapped.tamper(pathOf(2), original.get(sealedSegmentName(3)));
    swapped.tamper(pathOf(3), original.get(sealedSegmentName(2)));
    expect((await verifyDisk(swapped)).findings[0]).toMatchObject({
      segment: 2,
      part: 'header',
      record: RECORDS_EACH + 1,
    });
    const doubled = await copyOfDisk();
    doubled.tamper(pathOf(4), original.get(sealedSegmentName(3)));
    expect((await verifyDisk(doubled)).findings[0]).toMatchObject({
      segment: 4,
      record: 3 * RECORDS_EACH + 1,
    });
    const renamed = await copyOfDisk();
    renamed.tamper(`${PRIMARY}/segment-2.sealed`, original.get(sealedSegmentName(3)));
    expect((await verifyDisk(renamed)).findings[0]).toMatchObject({ file: 'segment-2.sealed' });
  });

  it('finds blocks that changed places', async () => {
    const file = Buffer.from(original.get(sealedSegmentName(2)) ?? Buffer.alloc(0));
    const [first, second, third] = footerOf(file).footer.blocks.map((each) => each.offsetBytes);
    const swapped = Buffer.concat([
      file.subarray(0, first),
      file.subarray(second, third),
      file.subarray(first, second),
      file.subarray(third),
    ]);
    const disk = await copyOfDisk();
    disk.tamper(pathOf(2), swapped);
    expect((await verifyDisk(disk)).findings[0]).toMatchObject({
      segment: 2,
      block: 0,
      part: 'block-header',
      record: RECORDS_EACH + 1,
    });
  });

  it.each([
    { name: 'Merkle root', change: { merkleRoot: Buffer.alloc(32) }, message: 'Merkle root' },
    {
      name: 'root before',
      change: { previousMerkleRoot: Buffer.alloc(32) },
      message: 'behind another',
    },
    { name: 'count', change: { recordCount: 1 }, message: 'counts other records' },
    {
      name: 'chain hash',
      change: { endChainHash: Buffer.alloc(32) },
      message: 'another chain hash',
    },
  ])('finds a signed footer with a wrong $name', async ({ change, message }) => {
    const file = original.get(sealedSegmentName(2)) ?? Buffer.alloc(0);
    const { footer, startBytes } = footerOf(file);
    const body = encodeFooterBody({ ...footer, ...change });
    const header = file.subarray(0, SEGMENT_HEADER_BYTES);
    const signature = sign(null, signedMessage(header, body), TEST_KEY);
    const disk = await copyOfDisk();
    const altered = Buffer.concat([file.subarray(0, startBytes), encodeFooter(body, signature)]);
    disk.tamper(pathOf(2), altered);
    const finding = (await verifyDisk(disk)).findings[0];
    expect(finding).toMatchObject({ segment: 2, block: null, part: 'footer' });
    expect(finding?.message).toContain(message);
  });

  it('finds a block that is right in itself but ends otherwise than the signed index says', async () => {
    const file = original.get(sealedSegmentName(2)) ?? Buffer.alloc(0);
    const entry = footerOf(file).footer.blocks[0];
    if (entry === undefined) throw new Error('There is no block.');
    const bytes = file.subarray(entry.offsetBytes, footerOf(file).footer.blocks[1]?.offsetBytes);
    const header = decodeBlockHeader(bytes);
    if (typeof header === 'string') throw new Error(header);
    const previousHash = file.subarray(32, 64);
    const right = await verifyBlock({ header, bytes, previousHash, indexed: entry });
    expect(right.fault).toBeUndefined();
    const indexed = { ...entry, lastChainHash: Buffer.alloc(32) };
    const { fault } = await verifyBlock({ header, bytes, previousHash, indexed });
    expect(fault).toMatchObject({ part: 'chain', record: RECORDS_EACH + 1 });
  });

  it('finds a segment re-written with a consistent chain and another key', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = await createSmallJournal(3, RECORDS_EACH, { signingKey: privateKey });
    const disk = await copyOfDisk();
    disk.tamper(pathOf(3), forged.content(pathOf(3)));
    const finding = (await verifyDisk(disk)).findings[0];
    expect(finding).toMatchObject({ segment: 3, part: 'signature', record: 2 * RECORDS_EACH + 1 });
    expect(finding?.message).toContain('unknown key');
  });

  it('finds a re-written segment that names the right key without having it', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = await createSmallJournal(3, RECORDS_EACH, { signingKey: privateKey });
    const file = forged.content(pathOf(3));
    const { startBytes } = footerOf(file);
    const real = original.get(sealedSegmentName(3)) ?? Buffer.alloc(0);
    const fingerprint = footerOf(real).footer.keyFingerprint;
    fingerprint.copy(file, startBytes + 152);
    file.writeUInt32LE(crc32(file.subarray(startBytes, -TRAILER_BYTES)), file.length - 12);
    const disk = await copyOfDisk();
    disk.tamper(pathOf(3), file);
    const finding = (await verifyDisk(disk)).findings[0];
    expect(finding).toMatchObject({ segment: 3, part: 'signature' });
    expect(finding?.message).toContain('signature is wrong');
  });

  it('finds another history behind the same signed beginning', async () => {
    const options = { clock: () => 1_795_000_009_999 };
    const other = await createSmallJournal(3, RECORDS_EACH, options);
    const disk = await copyOfDisk();
    disk.tamper(pathOf(2), other.content(pathOf(2)));
    expect((await verifyDisk(disk)).findings[0]).toMatchObject({
      segment: 2,
      part: 'chain',
      record: RECORDS_EACH + 1,
    });
  });

  it('finds a block that was re-written with all its checksums', async () => {
    const file = Buffer.from(original.get(sealedSegmentName(2)) ?? Buffer.alloc(0));
    const start = footerOf(file).footer.blocks[1]?.offsetBytes ?? 0;
    const header = decodeBlockHeader(file.subarray(start));
    if (typeof header === 'string') throw new Error(header);
    const contentStart = start + BLOCK_HEADER_BYTES;
    const contentEnd = contentStart + header.count * HASH_BYTES + header.compressedBytes;
    file[contentStart] = (file[contentStart] ?? 0) ^ 1;
    file.writeUInt32LE(crc32(file.subarray(contentStart, contentEnd)), start + 28);
    file.writeUInt32LE(crc32(file.subarray(start, start + 60)), start + 60);
    const disk = await copyOfDisk();
    disk.tamper(pathOf(2), file);
    expect((await verifyDisk(disk)).findings[0]).toMatchObject({
      segment: 2,
      block: 1,
      record: header.firstSequence,
    });
  });

  it('checks the sealed segments alone of a copy made while the gateway was writing', async () => {
    const disk = await copyOfDisk();
    const journal = await openJournal(smallJournalOptions(disk));
    await appendRecords(journal, 3 * RECORDS_EACH + 1, 3 * RECORDS_EACH + 5);
    await new Promise((resolve) => setTimeout(resolve, 5));
    disk.tamper(`${PRIMARY}/${openSegmentName(4)}`, Buffer.alloc(50));
    expect(await verifyDisk(disk)).toMatchObject({ ok: false });
    const publicKeys = [TEST_PUBLIC_KEY];
    const options = { directory: PRIMARY, publicKeys, fileSystem: disk, isSealedOnly: true };
    expect(await verifyJournal(options)).toMatchObject({ ok: true, segments: 3 });
    disk.killProcess();
  });

  it('does not take an empty directory for an intact journal, but a journal without records', async () => {
    const disk = new SimulatedDisk(1);
    await disk.makeDirectory(PRIMARY);
    expect((await verifyDisk(disk)).findings[0]?.message).toContain('no journal');
    const journal = await openJournal(smallJournalOptions(disk));
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, segments: 1, records: 0 });
    await journal.close();
    expect(await verifyDisk(disk)).toMatchObject({ ok: true, segments: 0, records: 0 });
  });

  it('finds a journal that lacks its synced offset, or a head that was kept elsewhere', async () => {
    const disk = await copyOfDisk();
    disk.tamper(`${PRIMARY}/journal.synced`, undefined);
    expect((await verifyDisk(disk)).findings[0]).toMatchObject({ part: 'synced-offset' });

    const whole = await copyOfDisk();
    const { chainHash, lastSequence } = await verifyDisk(whole);
    const head = { sequence: lastSequence ?? 0, chainHash: chainHash ?? '' };
    const check = (expectedHead: typeof head) =>
      verifyJournal({ directory: PRIMARY, publicKeys: [], fileSystem: whole, expectedHead });
    const unknownKeyOnly = (await check(head)).findings.map((finding) => finding.part);
    expect(new Set(unknownKeyOnly)).toEqual(new Set(['signature']));
    const other = await check({ ...head, sequence: head.sequence - 1 });
    expect(other.findings.at(-1)).toMatchObject({ part: 'chain', record: head.sequence - 1 });
  });

  it('confirms heads that were kept elsewhere, in sealed segments and in the open one', async () => {
    const disk = new SimulatedDisk(1);
    const journal = await openJournal({ ...smallJournalOptions(disk), segmentBytesMax: 1 });
    const heads = [journal.head];
    for (let record = 1; record <= 6; record += 1) {
      await appendRecords(journal, record, record);
      heads.push(journal.head);
    }
    await journal.close();
    // The next segment stays open.
    const going = await openJournal(smallJournalOptions(disk));
    for (let record = 7; record <= 9; record += 1) {
      await appendRecords(going, record, record);
      heads.push(going.head);
    }
    const check = (expectedHeads: typeof heads) =>
      verifyJournal({
        directory: PRIMARY,
        publicKeys: [TEST_PUBLIC_KEY],
        fileSystem: disk,
        expectedHeads,
      });
    // The head of the empty journal says nothing.
    expect(await check(heads)).toMatchObject({ ok: true, headsConfirmed: 9, findings: [] });
    const others = heads.map((head) => ({ ...head, gateway: 8, chainHash: 'f'.repeat(64) }));
    expect(await check(others)).toMatchObject({ ok: true, headsConfirmed: 0 });

    const wrong = heads.map((head) =>
      head.sequence === 3 || head.sequence === 8 ? { ...head, chainHash: 'f'.repeat(64) } : head,
    );
    const report = await check([...wrong, { sequence: 10, chainHash: 'f'.repeat(64) }]);
    expect(report.headsConfirmed).toBe(7);
    expect(report.findings.map(({ record }) => record)).toEqual([3, 8, 10]);
    disk.killProcess();
  });
});
