import { hash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MerkleBuilder, merklePath, merkleRoot, nodeHash, rootFromPath } from './merkle.ts';

const leafOf = (text: string) => hash('sha256', `\0${text}`, 'buffer');
const leaves = fc
  .array(fc.string(), { minLength: 1, maxLength: 70 })
  .map((each) => each.map(leafOf));

/** The definition of RFC 9162, 2.1.1, word for word. */
function definition(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return hash('sha256', '', 'buffer');
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(definition(hashes.slice(0, split)), definition(hashes.slice(split)));
}

describe('the Merkle tree', () => {
  it('has the root that RFC 9162 defines', () => {
    fc.assert(fc.property(leaves, (each) => merkleRoot(each).equals(definition(each))));
    expect(new MerkleBuilder().root()).toEqual(definition([]));
  });

  it('proves every leaf in its place and no other', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), (each, oneSeed, otherSeed) => {
        const count = each.length;
        const index = oneSeed % count;
        const other = otherSeed % count;
        const path = merklePath(each, index);
        const leaf = each[index] ?? leafOf('');
        const root = merkleRoot(each);
        expect(rootFromPath(leaf, { index, count }, path)?.equals(root)).toBe(true);
        const forged = rootFromPath(leafOf('another'), { index, count }, path);
        expect(forged?.equals(root)).toBe(false);
        const isSame = other === index || leaf.equals(each[other] ?? leaf);
        const moved = rootFromPath(leaf, { index: other, count }, path);
        if (!isSame) expect(moved?.equals(root) ?? false).toBe(false);
      }),
    );
  });

  it('refuses places outside the tree', () => {
    expect(rootFromPath(leafOf('a'), { index: 1, count: 1 }, [])).toBeUndefined();
    expect(rootFromPath(leafOf('a'), { index: 0, count: 1 }, [leafOf('b')])).toBeUndefined();
    expect(rootFromPath(leafOf('a'), { index: 0, count: 4 }, [leafOf('b')])).toBeUndefined();
  });
});
