import { invariant } from '../invariant.ts';

/** Name of the method, kept with every sample so that it can be drawn again years later. */
export const SAMPLE_METHOD = 'fisher-yates/xoshiro128**/fnv-1a/1';

/**
 * Draws a simple random sample without replacement. The same seed, size and population give the same
 * sample on every machine, whatever the order of the population.
 *
 * The population is sorted by code units and freed of repetitions. FNV-1a (32 bits) of the seed's
 * UTF-16 code units followed by 0, 1, 2 and 3 gives the four words of a xoshiro128** generator; its
 * numbers choose the first `size` places of a Fisher–Yates shuffle, numbers that would favour some
 * items being thrown away. A sample of everything is the population.
 *
 * @example drawSample({ population: ['E01', 'E02', 'E03'], size: 2, seed: '2026-审计-7' })
 */
export function drawSample(request: {
  readonly population: readonly string[];
  readonly size: number;
  readonly seed: string;
}): string[] {
  const items = [...new Set(request.population)].sort();
  const size = Math.min(request.size, items.length);
  const next = randomWords(request.seed);
  for (let place = 0; place < size; place += 1) {
    const chosen = place + below(items.length - place, next);
    const [one, other] = [items[place], items[chosen]];
    invariant(one !== undefined && other !== undefined, 'a chosen place lies in the population');
    items[place] = other;
    items[chosen] = one;
  }
  return items.slice(0, size).sort();
}

/** A whole number from 0 to `limit` − 1, each as likely as the others. */
function below(limit: number, next: () => number): number {
  const WORDS = 2 ** 32;
  const fair = WORDS - (WORDS % limit);
  for (;;) {
    const word = next();
    if (word < fair) return word % limit;
  }
}

/** The generator xoshiro128** 1.1 (Blackman, Vigna; public domain): words of 32 bits. */
function randomWords(seed: string): () => number {
  let [a, b, c, d] = [fnv1a(seed, 0), fnv1a(seed, 1), fnv1a(seed, 2), fnv1a(seed, 3)];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function fnv1a(text: string, salt: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return Math.imul(hash ^ salt, 0x01000193) >>> 0;
}
