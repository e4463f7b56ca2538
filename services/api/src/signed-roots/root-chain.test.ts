import { generateKeyPairSync } from 'node:crypto';
import { ROOT_GENESIS_SHA256, type RootDocument, type SignedRoot } from '@hengneng/contracts';
import { describe, expect, it } from 'vitest';

import { publicKeyId, RootChain, signRoot } from './root-chain.ts';

const KEYS = generateKeyPairSync('ed25519');
const OTHER_KEYS = generateKeyPairSync('ed25519');

function roots(count: number, key = KEYS.privateKey): SignedRoot[] {
  const made: SignedRoot[] = [];
  for (let number = 1; number <= count; number += 1) {
    const date = `2026-11-${String(number).padStart(2, '0')}`;
    const document: RootDocument = {
      format: 'hengneng-signed-root-1',
      number,
      from: date,
      date,
      createdAt: `${date}T16:00:05.000Z`,
      gateways: [
        { gateway: 1, head: { sequence: number, chainHash: 'a'.repeat(64) }, failure: null },
      ],
      auditLog: { sequence: number * 10, sha256: 'b'.repeat(64) },
      previousSha256: made.at(-1)?.sha256 ?? ROOT_GENESIS_SHA256,
      publicKeyId: publicKeyId(key),
    };
    made.push(signRoot(document, key));
  }
  return made;
}

function check(chain: readonly SignedRoot[], keys = [KEYS.publicKey]) {
  const checked = new RootChain(keys);
  for (const root of chain) checked.add(root);
  const { findings, ...report } = checked.report();
  return { ...report, findings: findings.map(({ number, kind }) => `${kind} ${number}`) };
}

const ROOTS = roots(5);
const altered = (number: number, change: (root: SignedRoot) => SignedRoot) =>
  ROOTS.map((root) => (root.document.number === number ? change(root) : root));

describe('RootChain', () => {
  it('passes roots that nobody touched, all or some of them', () => {
    expect(check(ROOTS)).toEqual({
      ok: true,
      roots: 5,
      from: '2026-11-01',
      date: '2026-11-05',
      findings: [],
    });
    expect(check(ROOTS.slice(3)).ok).toBe(true);
    expect(check([])).toMatchObject({ ok: true, roots: 0, date: null });
  });

  it('names a root of which anything was altered', () => {
    const later = { createdAt: '2026-11-03T16:00:06.000Z' };
    const change = ({ document, ...rest }: SignedRoot) => {
      return { ...rest, document: { ...document, ...later } };
    };
    expect(check(altered(3, change)).findings).toEqual(['content 3']);
    const resigned = (root: SignedRoot) => signRoot(change(root).document, OTHER_KEYS.privateKey);
    expect(check(altered(3, resigned)).findings).toEqual(['signature 3', 'link 4']);
    const signature = Buffer.alloc(64).toString('base64');
    expect(check(altered(3, (root) => ({ ...root, signature }))).findings).toEqual(['signature 3']);
  });

  it('names roots that are missing, exchanged, or of a chain of another key', () => {
    expect(check(ROOTS.filter(({ document }) => document.number !== 3)).findings).toEqual([
      'gap 3',
    ]);
    const foreign = roots(5, OTHER_KEYS.privateKey);
    expect(check(foreign).findings).toContain('unknown-key 1');
    const mixed = [...ROOTS.slice(0, 3), ...foreign.slice(3)];
    const both = [KEYS.publicKey, OTHER_KEYS.publicKey];
    expect(check(mixed, both).findings).toEqual(['link 4']);
    expect(check([...ROOTS.slice(0, 2), ...ROOTS.slice(1)]).findings).toEqual(['link 2']);
  });

  it('knows a chain that does not begin with nothing', () => {
    const [first] = ROOTS;
    if (first === undefined) throw new Error('There are five roots.');
    const document = { ...first.document, previousSha256: 'c'.repeat(64) };
    expect(check([signRoot(document, KEYS.privateKey)]).findings).toEqual(['link 1']);
  });
});
