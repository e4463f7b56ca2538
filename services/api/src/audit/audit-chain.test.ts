import { AUDIT_GENESIS_SHA256, type AuditRow } from '@hengneng/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AuditChain, auditRowSha256, type KnownHead } from './audit-chain.ts';

type Content = Omit<AuditRow, 'sha256' | 'previousSha256' | 'sequence'>;

/** Rows that continue each other, from one on. */
function chain(contents: readonly Content[], before?: AuditRow): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const content of contents) {
    const last = rows.at(-1) ?? before;
    const row = {
      ...content,
      sequence: (last?.sequence ?? 0) + 1,
      previousSha256: last?.sha256 ?? AUDIT_GENESIS_SHA256,
    };
    rows.push({ ...row, sha256: auditRowSha256(row) });
  }
  return rows;
}

function content(id: string): Content {
  return {
    at: '2026-11-21T04:00:00.000Z',
    actor: { userId: null, username: 'li' },
    action: 'meter.create',
    enterpriseId: null,
    subject: { type: 'meter', id },
    details: { name: '总表' },
  };
}

const ROWS = chain(Array.from({ length: 10 }, (_, index) => content(`E${index + 1}`)));
const at = (sequence: number): AuditRow => {
  const row = ROWS[sequence - 1];
  if (row === undefined) throw new Error('There are ten rows.');
  return row;
};
const signed = (sequence: number): KnownHead => ({
  sequence,
  sha256: at(sequence).sha256,
  source: `the root of row ${sequence}`,
});

function check(rows: readonly AuditRow[], heads: readonly KnownHead[] = []) {
  const audit = new AuditChain(heads);
  for (const row of rows) audit.add(row);
  const { findings, ...report } = audit.report();
  return { ...report, findings: findings.map(({ sequence, kind }) => `${kind} ${sequence}`) };
}

const withRow = (sequence: number, change: Partial<AuditRow>) =>
  ROWS.map((row) => (row.sequence === sequence ? { ...row, ...change } : row));
const rehashed = (row: AuditRow): AuditRow => ({ ...row, sha256: auditRowSha256(row) });

describe('AuditChain', () => {
  it('finds nothing in what nobody touched', () => {
    expect(check(ROWS, [signed(4), signed(10)])).toMatchObject({
      ok: true,
      rows: 10,
      lastSequence: 10,
      headsConfirmed: 2,
      findings: [],
    });
    expect(check([])).toMatchObject({ ok: true, rows: 0, lastSequence: 0 });
  });

  it.each<[string, Partial<AuditRow>]>([
    ['time', { at: '2026-11-21T04:00:00.000001Z' }],
    ['actor', { actor: { userId: null, username: 'wang' } }],
    ['action', { action: 'meter.update' }],
    ['enterprise', { enterpriseId: 'x' }],
    ['subject', { subject: { type: 'meter', id: 'E99' } }],
    ['details', { details: { name: '总表 ' } }],
    ['previous hash', { previousSha256: 'f'.repeat(64) }],
    ['hash', { sha256: 'f'.repeat(64) }],
  ])('names the row of which the %s was altered, and no other', (_name, change) => {
    for (const sequence of [1, 5, 10]) {
      expect(check(withRow(sequence, change)).findings).toEqual([`content ${sequence}`]);
    }
  });

  it('names a row that was altered and hashed anew', () => {
    const forged = rehashed({ ...at(5), details: {} });
    expect(check(withRow(5, forged)).findings).toEqual(['link 5']);
  });

  it('names rows that are missing in the middle and at the beginning', () => {
    expect(check(ROWS.filter(({ sequence }) => sequence !== 5)).findings).toEqual(['gap 5']);
    expect(check(ROWS.slice(3)).findings).toEqual(['gap 1']);
  });

  it('names a missing row when those behind it were numbered anew', () => {
    const closed = ROWS.filter(({ sequence }) => sequence !== 5).map((row, index) => ({
      ...row,
      sequence: index + 1,
    }));
    expect(check(closed).findings).toEqual(['gap 5']);
  });

  it('names a row that was put in, whether or not it was hashed', () => {
    const [chained] = chain([content('X')], at(4));
    if (chained === undefined) throw new Error('One row was asked for.');
    for (const forged of [chained, { ...chained, sha256: 'f'.repeat(64) }]) {
      const moved = ROWS.slice(4).map((row) => ({ ...row, sequence: row.sequence + 1 }));
      expect(check([...ROWS.slice(0, 4), forged, ...moved]).findings).toEqual(['inserted 5']);
    }
    expect(check([...ROWS.slice(0, 5), at(5), ...ROWS.slice(5)]).findings).toEqual(['inserted 5']);
  });

  it('names the first row of a tail that is gone, as far as a head was kept elsewhere', () => {
    expect(check(ROWS.slice(0, 7)).findings).toEqual([]);
    expect(check(ROWS.slice(0, 7), [signed(3), signed(9)]).findings).toEqual(['tail 8']);
    expect(check([], [signed(9)]).findings).toEqual(['tail 1']);
  });

  it('names the stretch that was written anew with all its hashes', () => {
    const anew = chain([{ ...content('X') }, ...ROWS.slice(6)], at(5));
    const forged = [...ROWS.slice(0, 5), ...anew];
    expect(check(forged).findings).toEqual([]);
    expect(check(forged, [signed(4), signed(8), signed(10)]).findings).toEqual(['rewritten 5']);
  });

  it('goes on behind the first finding', () => {
    const rows = withRow(2, { details: {} }).filter(({ sequence }) => sequence !== 6);
    expect(check(rows, [signed(10)])).toMatchObject({
      ok: false,
      headsConfirmed: 1,
      findings: ['content 2', 'gap 6'],
    });
  });

  it('never passes a log of which one field of one row was altered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('at', 'action', 'enterpriseId', 'previousSha256', 'sha256'),
        fc.string(),
        (sequence, field, text) => {
          fc.pre((at(sequence) as Record<string, unknown>)[field] !== text);
          const [first] = check(withRow(sequence, { [field]: text })).findings;
          expect(first).toBe(`content ${sequence}`);
        },
      ),
    );
  });
});
