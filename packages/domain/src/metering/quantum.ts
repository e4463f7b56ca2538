/**
 * The smallest amount that counted quantities are told apart by: 2^-20 of a unit, about a millionth.
 * Sums of such multiples are exact in any order while they stay below 2^33 units (8.6e9).
 */
export const QUANTUM = 2 ** -20;

const QUANTA_PER_UNIT = 2 ** 20;

/**
 * The multiple of 2^-20 nearest to a value, halves upward. Scaling by a power of two is exact, so the
 * only rounding is the one wanted.
 *
 * @example quantise(0.1) // 0.1000003814697265625, which is 104_858 / 2^20
 */
export function quantise(value: number): number {
  // Adding zero turns -0 into 0: states and sums must not differ by a sign nobody can see.
  return Math.round(value * QUANTA_PER_UNIT) / QUANTA_PER_UNIT + 0;
}
