import { describe, expect, it } from 'vitest';

import { REFERENCE_LIMIT_TABLE } from '../limits/limit-table.ts';
import type { Target } from '../policy/policy-document.ts';
import { limitByLines, type RegisteredLine } from './line-limits.ts';

const CLINKER: Target = {
  ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', product: 'cement-clinker' },
  ...{ period: 'year', standard: 'GB 16780-2021', level: 'binding' },
};
const OLD: RegisteredLine = {
  ...{ id: 'L1', name: '一线', product: 'cement-clinker', capacityPerYear: 750_000 },
  ...{ commissionedOn: '2009-05-01', extendedOn: null, circumstances: { altitudeM: 200 } },
};
const NEW: RegisteredLine = { ...OLD, id: 'L2', commissionedOn: '2024-05-01' };
const limit = (lines: readonly RegisteredLine[], target = CLINKER) =>
  limitByLines(target, lines, REFERENCE_LIMIT_TABLE, '2026-12-31');

describe('limitByLines', () => {
  it.each([
    { name: 'a line that was there before the standard', lines: [OLD], value: 117 },
    { name: 'a line that came after it', lines: [NEW], value: 107 },
    {
      name: 'an old line that was extended',
      lines: [{ ...OLD, extendedOn: '2023-01-01' }],
      value: 107,
    },
    { name: 'no line at all: nobody knows its altitude', lines: [], value: null },
    { name: 'a line of another product', lines: [{ ...OLD, product: 'lime' }], value: null },
  ])('is $value of $name', ({ lines, value }) => {
    expect(limit(lines).value).toBe(value);
  });

  it('is the least strict of several lines, and says so', () => {
    const both = limit([NEW, OLD]);
    expect(both.value).toBe(117);
    expect(both.caveats.join()).toContain('2 lines');
    expect(limit([OLD, { ...OLD, id: 'L3' }]).caveats.join()).not.toContain('lines');
  });

  it('is that of the line that the target names', () => {
    expect(limit([OLD, NEW], { ...CLINKER, line: 'L2' }).value).toBe(107);
  });

  it('is not known while a circumstance of one line is not registered', () => {
    expect(limit([OLD, { ...OLD, id: 'L3', circumstances: {} }]).value).toBeNull();
  });
});
