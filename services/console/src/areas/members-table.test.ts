import { describe, expect, it } from 'vitest';

import { readAreaEvidence } from './members-table.tsx';

describe('readAreaEvidence', () => {
  it('reads who weighs most and who is missing', () => {
    const heavy = { enterpriseId: 'E1', name: '水泥', value: 10, share: 0.5, about: ['2026-01'] };
    const json = { area: { memberCount: 2, coverage: 0.9, heaviest: [heavy], missing: [] } };
    expect(readAreaEvidence(json)).toEqual({
      ...{ memberCount: 2, coverage: 0.9, heaviest: [heavy], missing: [] },
    });
  });

  it.each([
    { name: 'nothing', json: null },
    { name: 'another shape', json: { area: { heaviest: [{ name: 'x' }, 3], coverage: 'much' } } },
  ])('is empty for $name', ({ json }) => {
    expect(readAreaEvidence(json)).toMatchObject({ coverage: null, heaviest: [], missing: [] });
  });
});
