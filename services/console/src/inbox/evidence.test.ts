import { describe, expect, it } from 'vitest';

import { chartsOfEvidence, readEvidence, readPolicyVersion } from './evidence.ts';

const FIGURES = [
  { name: 'actual', value: 10_900, unit: 'tce' },
  { name: 'planned', value: 10_000, unit: 'tce' },
  { name: 'progressRatio', value: 1.09, unit: '' },
  { name: 'output', value: null, unit: 't' },
];

describe('frozen evidence', () => {
  it('is read with what is missing left out', () => {
    const evidence = readEvidence({ figures: FIGURES, estimatedShare: 0.1, months: ['2026-01'] });
    expect(evidence).toMatchObject({ estimatedShare: 0.1, months: ['2026-01'], message: null });
    expect(evidence.figures).toEqual(FIGURES);
  });

  it.each([null, 'x', 3, [], { figures: 'x', months: [1], message: 'x' }])(
    'is empty for %j',
    (json) => {
      expect(readEvidence(json)).toMatchObject({ figures: [], months: [], message: null });
    },
  );

  it('draws figures of one unit together, and no ratio beside tonnes', () => {
    expect(chartsOfEvidence(readEvidence({ figures: FIGURES }))).toEqual([
      {
        unit: 'tce',
        figures: [
          { name: 'actual', value: 10_900 },
          { name: 'planned', value: 10_000 },
        ],
      },
    ]);
  });
});

describe('a policy version', () => {
  it('is read from its name', () => {
    const read = { year: 2026, part: 'authority', version: 12 };
    expect(readPolicyVersion('2026 authority 12')).toEqual(read);
    expect(readPolicyVersion('2026 authority 12, plan 3')).toEqual(read);
    expect([null, '', '3', '2026 other 1'].map(readPolicyVersion)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
