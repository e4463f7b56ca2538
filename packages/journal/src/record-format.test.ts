import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { encodeBatch } from './batch.ts';
import { scanOpenSegment } from './open-segment-scan.ts';
import {
  bodyBytesOf,
  ChainHasher,
  isBodyWellFormed,
  type RecordContent,
  readBody,
  readU64,
  writeBody,
  writeU64,
} from './record-format.ts';
import {
  encodeSegmentHeader,
  GENESIS_HASH,
  openSegmentName,
  SEGMENT_HEADER_BYTES,
} from './segment-header.ts';
import { PRIMARY } from './testing/crash-scenario.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const content: fc.Arbitrary<RecordContent> = fc
  .record({
    sequence: fc.integer({ min: 1, max: 2 ** 43 - 1 }),
    receivedAtMs: fc.integer({ min: 0, max: 2 ** 45 }),
    refusal: fc.option(text),
    source: text,
    topic: text,
    payload: fc.uint8Array({ maxLength: 200 }),
  })
  .map((each) => ({
    ...each,
    refusalBytes: each.refusal === null ? 0 : Buffer.byteLength(each.refusal),
    sourceBytes: Buffer.byteLength(each.source),
    topicBytes: Buffer.byteLength(each.topic),
  }));

describe('the body of a record', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(content, (each) => {
        const body = Buffer.alloc(bodyBytesOf(each));
        expect(writeBody(body, 0, each)).toBe(body.length);
        expect(isBodyWellFormed(body)).toBe(true);
        const { refusalBytes, sourceBytes, topicBytes, ...fields } = each;
        // What UTF-8 cannot say (half a surrogate pair) is replaced, as on every way of a text.
        const written = {
          ...fields,
          refusal: fields.refusal === null ? null : Buffer.from(fields.refusal).toString(),
          source: Buffer.from(fields.source).toString(),
          topic: Buffer.from(fields.topic).toString(),
          payload: Buffer.from(fields.payload),
        };
        expect(readBody(body, { gateway: 1, segment: 2 })).toEqual({
          ...written,
          gateway: 1,
          segment: 2,
        });
      }),
    );
  });

  it('is never read beyond its end, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const body = Buffer.from(bytes);
        if (isBodyWellFormed(body)) readBody(body, { gateway: 1, segment: 1 });
      }),
    );
  });

  it('keeps numbers up to 2^53 exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const buffer = Buffer.alloc(8);
        writeU64(buffer, value, 0);
        expect(readU64(buffer, 0)).toBe(value);
        expect(buffer.readBigUInt64LE(0)).toBe(BigInt(value));
      }),
    );
  });
});

describe('a segment that was cut or overwritten anywhere', () => {
  const header = {
    kind: 'open',
    gateway: 1,
    segment: 1,
    firstSequence: 1,
    previousChainHash: GENESIS_HASH,
    createdAtMs: 5,
    salt: 12_345,
  } as const;

  /** A segment of one batch a list of contents, and where each record ends. */
  function segmentOf(batches: readonly (readonly RecordContent[])[]) {
    const hasher = new ChainHasher();
    const parts = [encodeSegmentHeader(header)];
    const ends: number[] = [];
    let previous = GENESIS_HASH;
    let offsetBytes = SEGMENT_HEADER_BYTES;
    let sequence = 1;
    for (const contents of batches) {
      const numbered = contents.map((each) => {
        sequence += 1;
        return { ...each, sequence: sequence - 1, receivedAtMs: sequence };
      });
      const batch = encodeBatch(numbered, {
        hasher,
        previous,
        salt: 12_345,
        segment: 1,
        offsetBytes,
      });
      const starts = [...batch.starts.slice(1), batch.buffer.length];
      ends.push(...starts.map((start) => offsetBytes + start));
      parts.push(batch.buffer);
      offsetBytes += batch.buffer.length;
      previous = batch.chainHash;
    }
    return { bytes: Buffer.concat(parts), ends };
  }

  async function scan(bytes: Buffer) {
    const disk = new SimulatedDisk(1);
    await disk.makeDirectory(PRIMARY);
    disk.tamper(`${PRIMARY}/${openSegmentName(1)}`, bytes);
    const scanned = await scanOpenSegment(disk, { directory: PRIMARY, segment: 1 });
    if (typeof scanned === 'string') throw new Error(scanned);
    return scanned;
  }

  const batches = fc.array(fc.array(content, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });

  it('gives back exactly the records before', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), async (each, seed) => {
        const { bytes, ends } = segmentOf(each);
        const cut = SEGMENT_HEADER_BYTES + (seed % (bytes.length - SEGMENT_HEADER_BYTES + 1));
        const whole = ends.filter((end) => end <= cut);
        const scanned = await scan(bytes.subarray(0, cut));
        expect(scanned.lastSequence).toBe(whole.length);
        expect(scanned.endBytes).toBe(whole.at(-1) ?? SEGMENT_HEADER_BYTES);
        expect(scanned.damage?.provenSyncedBytes ?? 0).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('says that damage was synced exactly when a later batch is there', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), async (each, seed) => {
        const { bytes, ends } = segmentOf(each);
        const offset = SEGMENT_HEADER_BYTES + (seed % (bytes.length - SEGMENT_HEADER_BYTES));
        const altered = Buffer.from(bytes);
        altered[offset] = (altered[offset] ?? 0) ^ 0x40;
        const scanned = await scan(altered);
        const before = ends.filter((end) => end <= offset).length;
        expect(scanned.lastSequence).toBe(before);
        const lastBatchStart = ends.length - (each.at(-1)?.length ?? 0);
        expect((scanned.damage?.provenSyncedBytes ?? 0) > 0).toBe(before < lastBatchStart);
      }),
      { numRuns: 300 },
    );
  });
});
