import { describe, expect, it } from 'vitest';

import { checkLedger, type LedgerContext } from './check-month.ts';
import { gainOrLossOf, type LedgerDraft, type LedgerMonthLine } from './ledger-month.ts';
import { coalLine, ledgerContext } from './testing/ledgers.ts';

const month = (lines: LedgerDraft['lines'], outputs: LedgerDraft['outputs'] = []) => {
  return { month: '2026-10', lines, outputs };
};
const found = (draft: LedgerDraft, changes: Partial<LedgerContext> = {}) =>
  checkLedger(draft, ledgerContext(changes)).findings.map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );
const last = (changes: Partial<LedgerMonthLine> = {}) => {
  const line = coalLine({ openingStock: 0, purchased: 1_700, closingStock: 500, ...changes });
  return { month: '2026-09', lines: [line], outputs: [] };
};

describe('checkLedger', () => {
  it('finds nothing in a month that is right', () => {
    const output = { productId: 'clinker', unit: 't', quantity: 5_000 };
    const result = checkLedger(month([coalLine()], [output]), ledgerContext({ previous: last() }));
    expect(result.findings).toEqual([]);
    expect(result.month?.lines).toEqual([coalLine()]);
    expect(result.month?.outputs[0]).toMatchObject({ quantity: 5_000, outputValueCny: null });
  });

  const rows: { name: string; lines: LedgerDraft['lines']; finds: string[] }[] = [
    {
      name: 'consumption parts that add up to less',
      lines: [coalLine({ consumedIndustrial: 1_100 })],
      finds: ['blocking parts-do-not-add-up lines.0.consumed'],
    },
    {
      name: 'a negative amount',
      lines: [coalLine({ suppliedOut: -1 })],
      finds: ['blocking value-negative lines.0.suppliedOut'],
    },
    {
      name: 'an amount nobody can move',
      lines: [coalLine({ suppliedOut: 1e13 })],
      finds: ['blocking value-too-large lines.0.suppliedOut'],
    },
    {
      name: 'coal in kilowatt-hours',
      lines: [coalLine({ unit: 'kWh' })],
      finds: ['blocking unit-unfit lines.0.unit'],
    },
    {
      name: 'a kind twice',
      lines: [coalLine(), coalLine()],
      finds: ['blocking kind-twice lines.1.kind'],
    },
    {
      name: 'more from other provinces than bought',
      lines: [coalLine({ purchasedOtherProvince: 1_001 })],
      finds: ['blocking part-above-whole lines.0.purchasedOtherProvince'],
    },
    {
      name: 'more put into conversion than consumed',
      lines: [coalLine({ conversionInput: 1_201 })],
      finds: ['blocking part-above-whole lines.0.conversionInput'],
    },
    {
      name: 'a stock that was not filled in',
      lines: [{ kind: 'raw-coal', unit: 't', openingStock: 0, purchased: 1, consumed: 1 }],
      finds: ['blocking value-missing lines.0.closingStock'],
    },
    { name: 'no line at all', lines: [], finds: ['blocking nothing-filled-in lines'] },
    {
      name: 'a calorific value that no raw coal has',
      lines: [coalLine({ calorificBatches: [{ quantity: 100, kjPerUnit: 52_000 }] })],
      finds: ['warning calorific-value-unusual lines.0.calorificBatches.0.kjPerUnit'],
    },
    {
      name: 'more measured than there was',
      lines: [coalLine({ calorificBatches: [{ quantity: 1_501, kjPerUnit: 20_934 }] })],
      finds: ['warning batches-above-supply lines.0.calorificBatches'],
    },
  ];
  it.each(rows)('finds $name', ({ lines, finds }) => {
    expect(found(month(lines))).toEqual(finds);
  });

  // Supply is 1 500: 0.5 % is 7.5, 5 % is 75.
  it.each([
    { closingStock: 292.6, finds: [] },
    { closingStock: 292.5, finds: ['warning gain-or-loss lines.0.closingStock'] },
    { closingStock: 225.1, finds: ['warning gain-or-loss lines.0.closingStock'] },
    { closingStock: 225, finds: ['blocking gain-or-loss lines.0.closingStock'] },
    { closingStock: 375, finds: ['blocking gain-or-loss lines.0.closingStock'] },
  ])('judges a closing stock of $closingStock by the tolerances', ({ closingStock, finds }) => {
    expect(found(month([coalLine({ closingStock })]))).toEqual(finds);
  });

  it('takes a delivery for stock, not for consumption', () => {
    const line = coalLine({ purchased: 5_000, closingStock: 4_300 });
    expect(gainOrLossOf(line)).toBe(0);
    expect(found(month([line]))).toEqual([]);
  });

  it('refuses a month that is not over, whatever it holds', () => {
    const draft = { ...month([coalLine()]), month: '2026-11' };
    expect(found(draft)).toEqual(['blocking month-not-over month']);
  });

  it('counts a total without parts as industrial, and electricity without stock', () => {
    const line = { kind: 'electricity', unit: '10MWh', purchased: 96, consumed: 96 } as const;
    const result = checkLedger(month([line]), ledgerContext());
    expect(result.month?.lines[0]).toMatchObject({ consumedIndustrial: 96, closingStock: 0 });
  });

  it('says in both languages what is wrong', () => {
    const draft = month([coalLine({ openingStock: 480, closingStock: 280 })]);
    const [finding] = checkLedger(draft, ledgerContext({ previous: last() })).findings;
    expect(finding?.message).toEqual({
      zh: '原煤：期初库存 480 与上月期末库存 500 吨 不一致。',
      en: 'raw-coal: opening stock 480 is not the closing stock of 2026-09 (500 t).',
    });
  });
});

describe('checkLedger against other months', () => {
  const follows = 'blocking stock-does-not-follow lines.0.openingStock';

  it('asks for the last closing stock, in whatever unit it was written', () => {
    const inKg = last({ unit: 'kg', purchased: 1_700_000, closingStock: 500_000, consumed: 1.2e6 });
    expect(found(month([coalLine()]), { previous: inKg })).toEqual([]);
    expect(found(month([coalLine()]), { previous: last({ closingStock: 501 }) })).toEqual([
      follows,
    ]);
  });

  it('asks for a line of what was in stock, and for no opening stock of what was not there', () => {
    const diesel = coalLine({ kind: 'diesel' });
    expect(found(month([diesel]), { previous: last() })).toEqual([
      follows,
      'blocking stock-without-line lines',
    ]);
  });

  it('points at the month after, which needs a revision too', () => {
    const next = { month: '2026-11', lines: [coalLine({ openingStock: 310 })], outputs: [] };
    expect(found(month([coalLine()]), { next })).toEqual([
      'warning next-stock-differs lines.0.closingStock',
    ]);
  });

  it.each([
    { name: 'both changed much', before: 2_600, yearAgo: 700, warns: true },
    { name: 'it is as a year ago', before: 2_600, yearAgo: 1_150, warns: false },
    { name: 'it is as last month', before: 1_300, yearAgo: 300, warns: false },
  ])('warns of a consumption only where it is odd to both: $name', (row) => {
    const previous = last({ consumed: row.before });
    const lastYear = {
      month: '2025-10',
      lines: [coalLine({ consumed: row.yearAgo })],
      outputs: [],
    };
    const warning = 'warning change-implausible lines.0.consumed';
    expect(found(month([coalLine()]), { previous, lastYear })).toEqual(row.warns ? [warning] : []);
  });

  it('asks for the kinds that are owed', () => {
    const settings = { ...ledgerContext().settings, kinds: ['diesel'] as const };
    expect(found(month([coalLine()]), { settings })).toEqual(['blocking kind-missing lines']);
  });
});

describe('outputs', () => {
  const output = { productId: 'clinker', unit: 't', quantity: 1 };
  it.each([
    { name: 'product-unknown', outputs: [{ ...output, productId: 'x' }] },
    { name: 'product-unit-differs', outputs: [{ ...output, unit: 'kg' }] },
    { name: 'product-twice', outputs: [output, output] },
    { name: 'value-missing', outputs: [{ ...output, quantity: null }] },
    { name: 'value-negative', outputs: [{ ...output, outputValueCny: -1 }] },
    { name: 'part-above-whole', outputs: [{ ...output, outputValueCny: 1, valueAddedCny: 2 }] },
  ])('are refused: $name', ({ name, outputs }) => {
    const [only, ...others] = found(month([coalLine()], outputs));
    expect(only).toContain(`blocking ${name} outputs.`);
    expect(others).toEqual([]);
  });
});
