import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMessagePack } from './message-pack.ts';

const decode = (...bytes: number[]) => decodeMessagePack(Buffer.from(bytes));

describe('decodeMessagePack', () => {
  it.each([
    { name: 'nil', bytes: [0xc0], expected: null },
    { name: 'false', bytes: [0xc2], expected: false },
    { name: 'true', bytes: [0xc3], expected: true },
    { name: 'the largest small number', bytes: [0x7f], expected: 127 },
    { name: 'minus one', bytes: [0xff], expected: -1 },
    { name: 'the least small number', bytes: [0xe0], expected: -32 },
    { name: 'uint 8', bytes: [0xcc, 200], expected: 200 },
    { name: 'uint 16', bytes: [0xcd, 0xff, 0xfe], expected: 65_534 },
    { name: 'uint 32', bytes: [0xce, 0xff, 0xff, 0xff, 0xfe], expected: 4_294_967_294 },
    { name: 'uint 64', bytes: [0xcf, 0, 31, 255, 255, 255, 255, 255, 255], expected: 2 ** 53 - 1 },
    { name: 'int 8', bytes: [0xd0, 0x80], expected: -128 },
    { name: 'int 16', bytes: [0xd1, 0x80, 0x00], expected: -32_768 },
    { name: 'int 32', bytes: [0xd2, 0x80, 0, 0, 0], expected: -2_147_483_648 },
    { name: 'int 64', bytes: [0xd3, 0, 0, 1, 161, 251, 103, 24, 0], expected: 1_795_219_200_000 },
    { name: 'a negative int 64', bytes: [0xd3, ...Array(8).fill(0xff)], expected: -1 },
    { name: 'float 32', bytes: [0xca, 0x3f, 0xc0, 0, 0], expected: 1.5 },
    { name: 'float 64', bytes: [0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], expected: 1.5 },
    { name: 'a short text', bytes: [0xa3, 0xe8, 0xa1, 0xa1], expected: '衡' },
    { name: 'an empty array', bytes: [0x90], expected: [] },
    { name: 'a map', bytes: [0x81, 0xa1, 0x61, 0x92, 1, 0xc0], expected: { a: [1, null] } },
  ])('reads $name', ({ bytes, expected }) => {
    expect(decode(...bytes)).toEqual(expected);
  });

  it('reads what a plain encoder writes', () => {
    const scalar = fc.oneof(
      fc.double({ noNaN: true }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.boolean(),
      fc.constant(null),
    );
    const value = fc.oneof(
      scalar,
      fc.array(fc.array(scalar, { maxLength: 20 }), { maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), value), (object) => {
        const expected = { ...object };
        expect(decodeMessagePack(encode(object))).toEqual(expected);
      }),
    );
  });

  it('reads long texts, arrays and maps', () => {
    const entries = Array.from({ length: 70_000 }, (_, index) => [`k${index}`, index] as const);
    for (const value of [
      'x'.repeat(70_000),
      Array.from({ length: 70_000 }, (_, index) => index / 3),
      Object.fromEntries(entries),
      Object.fromEntries(entries.slice(0, 300)),
    ]) {
      expect(decodeMessagePack(encode(value))).toEqual(value);
    }
  });

  it('refuses an answer that is cut off anywhere', () => {
    const whole = encode({ text: 'abc'.repeat(20), rows: [[1.5, 'x', null, true]] });
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeMessagePack(whole.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => decodeMessagePack(Buffer.concat([whole, whole]))).toThrow('more than one');
    expect(() => decode(0xc7, 12, 5)).toThrow('c7 is not expected');
  });
});

/** Writes each value in a form that its length calls for; numbers always as 64-bit floats. */
function encode(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9);
    bytes[0] = 0xcb;
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([head(text.length, [0xa0, 32], [0xd9, 0xda, 0xdb]), text]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([
      head(value.length, [0x90, 16], [null, 0xdc, 0xdd]),
      ...value.map(encode),
    ]);
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return Buffer.concat([
    head(entries.length, [0x80, 16], [null, 0xde, 0xdf]),
    ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)]),
  ]);
}

type Long = readonly [number | null, number, number];

function head(length: number, [small, end]: readonly [number, number], long: Long): Buffer {
  if (length < end) return Buffer.from([small + length]);
  if (length < 2 ** 8 && long[0] !== null) return Buffer.from([long[0], length]);
  const bytes = Buffer.alloc(length < 2 ** 16 ? 3 : 5);
  bytes[0] = length < 2 ** 16 ? long[1] : long[2];
  if (length < 2 ** 16) bytes.writeUInt16BE(length, 1);
  else bytes.writeUInt32BE(length, 1);
  return bytes;
}
