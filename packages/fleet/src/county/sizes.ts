import type { RandomStream } from '../random.ts';

/** Tail exponent of the small enterprises: the smaller, the more goes to the few largest. */
const TAIL_EXPONENT = 1.25;
/** Largest size of an enterprise that is not placed by hand, tce: below the county's audit line. */
export const UNPLACED_TCE_MAX = 2_700;

/**
 * Splits a total into heavy-tailed (Pareto) parts that add up to it exactly.
 *
 * Parts and total are whole hundredths of a tonne, so that the sum is exact. No part is larger
 * than `partMax` as long as the total allows it; the largest come first.
 */
export function heavyTailedParts(
  total: number,
  count: number,
  partMax: number,
  random: RandomStream,
): number[] {
  if (count === 0) {
    if (total !== 0) throw new RangeError(`Nobody is left to take ${total} hundredths.`);
    return [];
  }
  if (partMax * count < total) throw new RangeError('The parts cannot hold the total.');
  const weights = Array.from(
    { length: count },
    () => Math.min(60, (1 - random.uniform()) ** (-1 / TAIL_EXPONENT)) * random.between(0.8, 1),
  ).sort((a, b) => b - a);
  return wholeParts(total, clippedShares(total, weights, partMax), partMax);
}

/** Shares in proportion to the weights; what the limit cuts off goes to the others. */
function clippedShares(total: number, weights: readonly number[], partMax: number): number[] {
  const shares = new Array<number>(weights.length).fill(0);
  let open = weights.map((_, index) => index);
  let left = total;
  while (open.length > 0) {
    const weightSum = open.reduce((sum, index) => sum + (weights[index] ?? 0), 0);
    const clipped = open.filter((index) => ((weights[index] ?? 0) / weightSum) * left > partMax);
    if (clipped.length === 0) {
      for (const index of open) shares[index] = ((weights[index] ?? 0) / weightSum) * left;
      break;
    }
    for (const index of clipped) shares[index] = partMax;
    left -= partMax * clipped.length;
    open = open.filter((index) => !clipped.includes(index));
  }
  return shares;
}

/** Rounds shares down and hands the missing hundredths to the first parts that have room. */
function wholeParts(total: number, shares: readonly number[], partMax: number): number[] {
  const parts = shares.map((share) => Math.floor(share));
  let missing = total - parts.reduce((sum, part) => sum + part, 0);
  for (let index = 0; missing > 0; index = (index + 1) % parts.length) {
    const part = parts[index] ?? 0;
    if (part >= partMax) continue;
    parts[index] = part + 1;
    missing -= 1;
  }
  return parts;
}
