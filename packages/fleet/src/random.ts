/**
 * Seeded randomness. Everything in the simulated county is a pure function of the seed and of
 * names and instants, never of the order in which it is asked for.
 */

/** Mixes 32-bit integers into one well-spread 32-bit unsigned integer (murmur3 finaliser). */
export function hashIntegers(a: number, b = 0, c = 0): number {
  let h = a | 0;
  h = Math.imul(h ^ (b | 0), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h + (c | 0), 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit unsigned number for a seed and a text (FNV-1a, mixed): the seed of one thing. */
export function seedFor(seed: number, text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  }
  return hashIntegers(seed, h, text.length);
}

/** Uniform in [0, 1), the same for the same three integers. */
export function uniformAt(seed: number, b: number, c = 0): number {
  return hashIntegers(seed, b, c) / 2 ** 32;
}

/** A stream of draws that depends on its seed alone. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number in [low, high], both ends included. */
  integer(low: number, high: number): number;
  /** One of the items; throws RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
}

/** Creates the stream of draws of one seed (mulberry32). */
export function createRandomStream(seed: number): RandomStream {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    between: (low, high) => low + uniform() * (high - low),
    integer,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('Nothing to pick from an empty list.');
      return items[integer(0, items.length - 1)] as (typeof items)[number];
    },
    chance: (probability) => uniform() < probability,
  };
}

/** The items in a seeded random order; the list itself is left alone. */
export function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}
