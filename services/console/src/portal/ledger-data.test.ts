import { describe, expect, it } from 'vitest';

import {
  differenceOf,
  firstDocument,
  monthsFrom,
  newestByMonth,
  type Revision,
  withZeros,
} from './ledger-data.ts';

const NOTHING = { month: '2026-10', draft: null, revisions: [], previous: null } as const;
const COAL = { kind: 'raw-coal', unit: 't', closingStock: 300 } as const;

describe('a ledger form', () => {
  it('begins with the stock that last month ended with', () => {
    const previous = { month: '2026-09', lines: [COAL], outputs: [] };
    const kinds = ['raw-coal', 'electricity'] as const;
    const products = [{ id: 'clinker', unit: 't' }];
    expect(firstDocument({ ...NOTHING, previous, kinds, products })).toEqual({
      month: '2026-10',
      lines: [
        { kind: 'raw-coal', unit: 't', openingStock: 300 },
        { kind: 'electricity', unit: '10MWh' },
      ],
      outputs: [{ productId: 'clinker', unit: 't' }],
    });
  });

  it('goes on with the draft', () => {
    const draft = { month: '2026-10', lines: [COAL], outputs: [] };
    expect(firstDocument({ ...NOTHING, draft, kinds: [], products: [] })).toBe(draft);
  });

  it('fills the rest with 0 and nothing else', () => {
    expect(withZeros({ ...COAL, consumed: 5 })).toMatchObject({
      ...{ closingStock: 300, consumed: 5, openingStock: 0, recovered: 0 },
    });
  });

  it('adds up as opening + purchased − consumed − closing, once these are filled in', () => {
    const line = { ...COAL, openingStock: 500, purchased: 1_000 };
    expect(differenceOf(line)).toBeNull();
    expect(differenceOf({ ...line, consumed: 1_190 })).toBe(10);
  });
});

describe('months', () => {
  it.each([
    { month: '2026-01', count: -1, is: '2025-12' },
    { month: '2026-11', count: 2, is: '2027-01' },
    { month: '2026-11', count: -23, is: '2024-12' },
  ])('$month and $count', ({ month, count, is }) => expect(monthsFrom(month, count)).toBe(is));

  it('have a newest revision', () => {
    const of = (month: string, revision: number) => ({ month, revision }) as Revision;
    const newest = newestByMonth([of('2026-10', 2), of('2026-10', 1), of('2026-09', 1)]);
    expect(newest.get('2026-10')?.revision).toBe(2);
    expect(newest.size).toBe(2);
  });
});
