import { createPublicKey, generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { type InclusionProof, proveInclusion, verifyInclusion } from './inclusion.ts';
import { openJournal } from './journal.ts';
import { PRIMARY, TEST_PUBLIC_KEY } from './testing/crash-scenario.ts';
import {
  appendRecords,
  createSmallJournal,
  payloadOf,
  smallJournalOptions,
} from './testing/small-journal.ts';

const RECORDS_EACH = 230;

describe('a proof of inclusion', () => {
  it('holds for every record, from plain JSON and the public key alone', async () => {
    const disk = await createSmallJournal(2, RECORDS_EACH);
    for (const sequence of [1, 2, 100, RECORDS_EACH, RECORDS_EACH + 1, 2 * RECORDS_EACH]) {
      const made = await proveInclusion({ directory: PRIMARY, sequence, fileSystem: disk });
      const proof: InclusionProof = JSON.parse(JSON.stringify(made));
      const result = verifyInclusion(proof, [TEST_PUBLIC_KEY]);
      expect(result).toMatchObject({ isProven: true, record: { gateway: 7, sequence } });
      if (result.isProven) expect(result.record.payload).toEqual(payloadOf(sequence));
    }
  });

  it('fails when any part of it is altered', async () => {
    const disk = await createSmallJournal(1, RECORDS_EACH);
    const proof = await proveInclusion({ directory: PRIMARY, sequence: 77, fileSystem: disk });
    if (proof === undefined) throw new Error('There is no proof.');
    const flipped = (base64: string) => {
      const bytes = Buffer.from(base64, 'base64');
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    const altered: Partial<InclusionProof>[] = [
      { body: flipped(proof.body) },
      { signature: flipped(proof.signature) },
      { signedMessage: flipped(proof.signedMessage) },
      { index: 78 },
      { path: proof.path.slice(1) },
      { previousChainHash: '00'.repeat(32) },
      { sequence: 78 },
      { gateway: 8 },
    ];
    for (const change of altered) {
      const result = verifyInclusion({ ...proof, ...change }, [TEST_PUBLIC_KEY]);
      expect(result.isProven, JSON.stringify(Object.keys(change))).toBe(false);
    }
    const other = createPublicKey(generateKeyPairSync('ed25519').privateKey);
    expect(verifyInclusion(proof, [other])).toMatchObject({ isProven: false });
  });

  it('is not made for records that are not sealed yet', async () => {
    const disk = await createSmallJournal(1, 5);
    const journal = await openJournal(smallJournalOptions(disk));
    await appendRecords(journal, 6, 6);
    const prove = (sequence: number) =>
      proveInclusion({ directory: PRIMARY, sequence, fileSystem: disk });
    expect(await prove(5)).toBeDefined();
    expect(await prove(6)).toBeUndefined();
    expect(await prove(99)).toBeUndefined();
    await journal.close();
  });
});
