import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkLedgerChain } from './check-chain.ts';
import { hasBlocking } from './findings.ts';
import { gainOrLossOf, type LedgerMonth } from './ledger-month.ts';
import { addMonths, monthsBetween } from './months.ts';
import { coalLine, ledgerContext } from './testing/ledgers.ts';

/** Purchases and the share of what is there that is burnt, month by month, in whole tonnes. */
const monthsArbitrary = fc.array(
  fc.record({ purchased: fc.integer({ min: 0, max: 5_000 }), burntPercent: fc.nat(100) }),
  { minLength: 2, maxLength: 24 },
);

/** A chain of months from 2020-01 on in which every stock follows. */
function chainOf(rows: readonly { purchased: number; burntPercent: number }[]): LedgerMonth[] {
  let stock = 700;
  return rows.map(({ purchased, burntPercent }, index) => {
    const openingStock = stock;
    const consumed = Math.floor(((openingStock + purchased) * burntPercent) / 100);
    stock = openingStock + purchased - consumed;
    const line = coalLine({
      openingStock,
      purchased,
      consumed,
      consumedIndustrial: consumed,
      closingStock: stock,
    });
    return { month: addMonths('2020-01', index), lines: [line], outputs: [] };
  });
}

const blockedMonths = (checked: ReturnType<typeof checkLedgerChain>) =>
  [...checked].filter(([, { findings }]) => hasBlocking(findings)).map(([month]) => month);

describe('checkLedgerChain', () => {
  it('conserves stock: what came in is what went out plus what is left, over any months', () => {
    fc.assert(
      fc.property(monthsArbitrary, (rows) => {
        const chain = chainOf(rows);
        // Shuffled on the way in: the order of rows in a file says nothing.
        const checked = checkLedgerChain(chain.toReversed(), new Map(), ledgerContext());
        expect(blockedMonths(checked)).toEqual([]);
        const lines = chain.flatMap((month) => month.lines);
        const sum = (field: 'purchased' | 'consumed') =>
          lines.reduce((total, line) => total + line[field], 0);
        expect(700 + sum('purchased') - sum('consumed')).toBe(lines.at(-1)?.closingStock);
        expect(lines.map(gainOrLossOf)).toEqual(lines.map(() => 0));
      }),
    );
  });

  it('finds the month whose opening stock was moved, wherever it is in the chain', () => {
    fc.assert(
      fc.property(monthsArbitrary, fc.nat(22), fc.integer({ min: 1, max: 9 }), (rows, at, by) => {
        const chain = chainOf(rows);
        const index = 1 + (at % (chain.length - 1));
        const moved = chain.map((month, other) => {
          if (other !== index) return month;
          const lines = month.lines.map((line) => ({
            ...line,
            openingStock: line.openingStock + by,
            closingStock: line.closingStock + by,
          }));
          return { ...month, lines };
        });
        const month = addMonths('2020-01', index);
        const checked = checkLedgerChain(moved.toReversed(), new Map(), ledgerContext());
        // The next one follows the figures as they would count: none, because this one is refused.
        expect(blockedMonths(checked)).toEqual([month]);
        expect(checked.get(month)?.findings.map(({ code }) => code)).toContain(
          'stock-does-not-follow',
        );
      }),
    );
  });

  it('checks what comes against what is on record, on both sides', () => {
    const chain = chainOf([
      { purchased: 100, burntPercent: 50 },
      { purchased: 100, burntPercent: 50 },
      { purchased: 100, burntPercent: 50 },
    ]);
    const [january, february, march] = chain as [LedgerMonth, LedgerMonth, LedgerMonth];
    const known = new Map([january, march].map((month) => [month.month, month]));
    const good = checkLedgerChain([february], known, ledgerContext());
    expect(good.get('2020-02')?.findings).toEqual([]);
    const line = coalLine({ openingStock: 401, purchased: 100, consumed: 1, closingStock: 500 });
    const wrong = { ...february, lines: [{ ...line, consumedIndustrial: 1 }] };
    const findings = checkLedgerChain([wrong], known, ledgerContext()).get('2020-02')?.findings;
    expect(findings?.map(({ code }) => code)).toEqual([
      'next-stock-differs',
      'stock-does-not-follow',
      'change-implausible',
    ]);
  });
});

describe('a month that comes again', () => {
  it('is what its neighbours are checked against, not the one on record', () => {
    const chain = chainOf([
      { purchased: 100, burntPercent: 50 },
      { purchased: 100, burntPercent: 50 },
    ]);
    const old = coalLine({ openingStock: 7, purchased: 1, consumed: 1, closingStock: 7 });
    const known = new Map([['2020-02', { month: '2020-02', lines: [old], outputs: [] }]]);
    const checked = checkLedgerChain(chain, known, ledgerContext());
    expect([...checked.values()].map(({ findings }) => findings)).toEqual([[], []]);
    const [first] = chain as [LedgerMonth];
    const alone = checkLedgerChain([first], known, ledgerContext()).get('2020-01');
    expect(alone?.findings.map(({ code }) => code)).toEqual(['next-stock-differs']);
  });
});

describe('months', () => {
  it.each([
    { month: '2026-01', count: -1, is: '2025-12' },
    { month: '2026-12', count: 1, is: '2027-01' },
    { month: '2026-10', count: -12, is: '2025-10' },
    { month: '2026-10', count: 27, is: '2029-01' },
  ])('$count after $month is $is', ({ month, count, is }) => {
    expect(addMonths(month, count)).toBe(is);
  });

  it('are none from a later to an earlier one', () => {
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });
});
