import { constants, deflateRawSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inflatePrefix } from './inflate-prefix.ts';
import { payloadOf } from './testing/small-journal.ts';

const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY];

describe('inflatePrefix', () => {
  it('undoes what deflate does, at every level and with every kind of block', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.nat(500).map(payloadOf))),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(...strategies),
        (parts, level, strategy) => {
          const raw = Buffer.concat(parts);
          const packed = deflateRawSync(raw, { level, strategy });
          expect(inflatePrefix(packed, raw.length).equals(raw)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps all that comes before the altered byte, and ends whatever the bytes are', () => {
    const raw = Buffer.concat(Array.from({ length: 20 }, (_, index) => payloadOf(index)));
    const packed = deflateRawSync(raw);
    for (let offset = 0; offset < packed.length; offset += 1) {
      const altered = Buffer.from(packed);
      altered[offset] = (altered[offset] ?? 0) ^ 0x10;
      const before = inflatePrefix(packed.subarray(0, offset), raw.length);
      const after = inflatePrefix(altered, raw.length);
      expect(after.subarray(0, before.length).equals(before)).toBe(true);
      expect(raw.subarray(0, before.length).equals(before)).toBe(true);
    }
  });
});
