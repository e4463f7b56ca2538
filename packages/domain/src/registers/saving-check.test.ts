import { describe, expect, it } from 'vitest';

import type { VerifiedSaving } from './register-documents.ts';
import { adjustedBaselineTce, checkSaving, isSignificantSaving } from './saving-check.ts';

const SAVING: VerifiedSaving = {
  ...{ measureId: 'M1', method: 'adjusted-baseline', basis: 'calorific' },
  ...{ baselineFrom: '2025-01-01', baselineTo: '2025-12-31' },
  ...{ reportingFrom: '2026-01-01', reportingTo: '2026-12-31', baselineTce: 5_000 },
  adjustments: [
    { reason: 'production', tce: 300, explanation: '产量增加 6%' },
    { reason: 'weather', tce: -50, explanation: '采暖度日数下降' },
  ],
  ...{ reportingTce: 4_800, savingTce: 450, uncertaintyTce: 90, confidence: 0.9 },
  ...{ verifiedBy: '某节能服务公司', attachmentIds: [] },
};

describe('checkSaving', () => {
  it('takes one that adds up', () => {
    expect(adjustedBaselineTce(SAVING)).toBe(5_250);
    expect(checkSaving(SAVING)).toEqual([]);
  });

  it.each<{ name: string; change: Partial<VerifiedSaving>; field: string }>([
    { name: 'a saving without its adjustments', change: { savingTce: 200 }, field: 'savingTce' },
    {
      name: 'periods that overlap',
      change: { baselineTo: '2026-01-01' },
      field: 'reportingFrom',
    },
    { name: 'a period turned round', change: { reportingTo: '2025-12-31' }, field: 'reportingTo' },
    {
      name: 'a baseline turned round',
      change: { baselineFrom: '2026-01-01' },
      field: 'baselineTo',
    },
  ])('refuses $name', ({ change, field }) => {
    expect(checkSaving({ ...SAVING, ...change }).map((problem) => problem.field)).toEqual([field]);
  });
});

describe('isSignificantSaving', () => {
  it.each([
    { uncertaintyTce: 449, is: true },
    { uncertaintyTce: 450, is: false },
  ])('compares 450 tce with $uncertaintyTce', ({ uncertaintyTce, is }) => {
    expect(isSignificantSaving({ ...SAVING, uncertaintyTce })).toBe(is);
  });
});
