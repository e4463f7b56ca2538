import { hash } from 'node:crypto';

import { HASH_BYTES } from './record-format.ts';

const NODE_INPUT_BYTES = 1 + 2 * HASH_BYTES;

/** Hash of an inner node of the tree: `SHA-256(0x01 || left || right)` (RFC 9162, 2.1.1). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  const input = Buffer.allocUnsafe(NODE_INPUT_BYTES);
  input[0] = 0x01;
  left.copy(input, 1);
  right.copy(input, 1 + HASH_BYTES);
  return hash('sha256', input, 'buffer');
}

/**
 * Builds a Merkle root (RFC 9162) from leaf hashes one by one, in memory of the tree's height.
 *
 * The leaves are the chain hashes themselves: `SHA-256(0x00 || previous || body)` is the RFC's leaf
 * hash of `previous || body`, so a proof covers the record and all that was before it.
 */
export class MerkleBuilder {
  /** Roots of complete subtrees, largest first; `sizes` are powers of two, strictly falling. */
  readonly #roots: Buffer[] = [];
  readonly #sizes: number[] = [];

  /** Adds the next leaf hash. */
  add(leafHash: Buffer): void {
    let root = leafHash;
    let size = 1;
    while (this.#sizes.at(-1) === size) {
      const left = this.#roots.pop();
      this.#sizes.pop();
      if (left === undefined) break;
      root = nodeHash(left, root);
      size *= 2;
    }
    this.#roots.push(Buffer.from(root));
    this.#sizes.push(size);
  }

  /** Root over the leaves added so far; the hash of nothing for none. */
  root(): Buffer {
    const [last, ...others] = [...this.#roots].reverse();
    if (last === undefined) return hash('sha256', '', 'buffer');
    return others.reduce((right, left) => nodeHash(left, right), last);
  }
}

/** Hashes beside the way from leaf `index` to the root of `leaves`, from the leaf up. */
export function merklePath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerOfTwoBelow(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split
    ? [...merklePath(left, index), merkleRoot(right)]
    : [...merklePath(right, index - split), merkleRoot(left)];
}

/** Root over all leaf hashes. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const builder = new MerkleBuilder();
  for (const leaf of leaves) builder.add(leaf);
  return builder.root();
}

/**
 * The root that follows from a leaf hash and its path in a tree of `count` leaves (RFC 9162,
 * 2.1.3.2); undefined when the path has the wrong length.
 */
export function rootFromPath(
  leafHash: Buffer,
  place: { readonly index: number; readonly count: number },
  path: readonly Buffer[],
): Buffer | undefined {
  if (place.index < 0 || place.index >= place.count) return undefined;
  let node = place.index;
  let last = place.count - 1;
  let result = leafHash;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      result = nodeHash(sibling, result);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      result = nodeHash(result, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? result : undefined;
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
