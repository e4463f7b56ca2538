/*
 * Inflate (RFC 1951) that keeps what it has when it meets an error.
 *
 * `node:zlib` throws away the output of the call that fails, and fed byte by byte its stream may
 * never answer once altered bytes decode as an early end. Used for damaged blocks only, so plain
 * bit-by-bit decoding is fast enough.
 */

const BITS_MAX = 15;
const LENGTH_BASES = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const LENGTH_EXTRA_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The data cannot be decoded any further. */
class InflateStop extends Error {}

interface HuffmanCode {
  /** How many codes there are of each length. */
  readonly counts: Uint16Array;
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

/** What comes out of raw deflate data before the first place that cannot be decoded. */
export function inflatePrefix(packed: Buffer, rawBytesMax: number): Buffer {
  const inflater = new Inflater(packed, rawBytesMax);
  try {
    inflater.run();
  } catch (error) {
    if (!(error instanceof InflateStop)) throw error;
  }
  return inflater.output.subarray(0, inflater.outputBytes);
}

class Inflater {
  readonly output: Buffer;
  outputBytes = 0;
  readonly #input: Buffer;
  #inputBit = 0;

  constructor(input: Buffer, outputBytesMax: number) {
    this.#input = input;
    this.output = Buffer.alloc(outputBytesMax);
  }

  run(): void {
    for (let isLast = false; !isLast; ) {
      isLast = this.#bits(1) === 1;
      const kind = this.#bits(2);
      if (kind === 0) this.#copyStored();
      else if (kind === 1) this.#decode(FIXED_LENGTHS, FIXED_DISTANCES);
      else if (kind === 2) this.#decodeDynamic();
      else throw new InflateStop('There is no such kind of block.');
    }
  }

  #bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const byte = this.#input[this.#inputBit >> 3];
      if (byte === undefined) throw new InflateStop('The data ends early.');
      value |= ((byte >> (this.#inputBit & 7)) & 1) << index;
      this.#inputBit += 1;
    }
    return value;
  }

  #put(byte: number): void {
    if (this.outputBytes >= this.output.length) throw new InflateStop('More than there was.');
    this.output[this.outputBytes] = byte;
    this.outputBytes += 1;
  }

  #copyStored(): void {
    this.#inputBit = (this.#inputBit + 7) & ~7;
    const length = this.#bits(16);
    if (length !== (~this.#bits(16) & 0xffff)) throw new InflateStop('The length is altered.');
    for (let index = 0; index < length; index += 1) this.#put(this.#bits(8));
  }

  #symbol(code: HuffmanCode): number {
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= BITS_MAX; length += 1) {
      value |= this.#bits(1);
      const count = code.counts[length] ?? 0;
      if (value - count < first) return code.symbols[index + value - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    throw new InflateStop('There is no such code.');
  }

  #decode(lengths: HuffmanCode, distances: HuffmanCode): void {
    for (;;) {
      const symbol = this.#symbol(lengths);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.#put(symbol);
        continue;
      }
      const length = this.#extended(symbol - 257, LENGTH_BASES, LENGTH_EXTRA_BITS);
      const distance = this.#extended(this.#symbol(distances), DISTANCE_BASES, DISTANCE_EXTRA_BITS);
      if (distance > this.outputBytes) throw new InflateStop('It refers to before the start.');
      for (let index = 0; index < length; index += 1) {
        this.#put(this.output[this.outputBytes - distance] ?? 0);
      }
    }
  }

  #extended(symbol: number, bases: readonly number[], extraBits: readonly number[]): number {
    const base = bases[symbol];
    if (base === undefined) throw new InflateStop('There is no such symbol.');
    return base + this.#bits(extraBits[symbol] ?? 0);
  }

  #decodeDynamic(): void {
    const lengthCount = this.#bits(5) + 257;
    const distanceCount = this.#bits(5) + 1;
    const codeCount = this.#bits(4) + 4;
    const codeLengths = new Uint8Array(CODE_LENGTH_ORDER.length);
    for (const symbol of CODE_LENGTH_ORDER.slice(0, codeCount)) codeLengths[symbol] = this.#bits(3);
    const code = huffmanCode(codeLengths);
    const lengths = new Uint8Array(lengthCount + distanceCount);
    for (let index = 0; index < lengths.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[index] = symbol;
        index += 1;
        continue;
      }
      const repeated = symbol === 16 ? lengths[index - 1] : 0;
      if (repeated === undefined) throw new InflateStop('Nothing to repeat.');
      const [base, extra] = symbol === 16 ? [3, 2] : symbol === 17 ? [3, 3] : [11, 7];
      const end = index + base + this.#bits(extra);
      if (end > lengths.length) throw new InflateStop('Too many lengths.');
      lengths.fill(repeated, index, end);
      index = end;
    }
    this.#decode(
      huffmanCode(lengths.subarray(0, lengthCount)),
      huffmanCode(lengths.subarray(lengthCount)),
    );
  }
}

function huffmanCode(lengths: Uint8Array): HuffmanCode {
  const counts = new Uint16Array(BITS_MAX + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(BITS_MAX + 2);
  for (let length = 1; length <= BITS_MAX; length += 1) {
    offsets[length + 1] = (offsets[length] ?? 0) + (counts[length] ?? 0);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const offset = offsets[length] ?? 0;
    symbols[offset] = symbol;
    offsets[length] = offset + 1;
  });
  return { counts, symbols };
}

const FIXED_LENGTHS = huffmanCode(
  Uint8Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  ),
);
const FIXED_DISTANCES = huffmanCode(new Uint8Array(30).fill(5));
