import { describe, expect, it } from 'vitest';

import { bodyOf, valuesOf } from '../forms/field-spec.ts';
import type { Target } from './policy-types.ts';
import { targetFields, targetOf, targetValues } from './target-form.ts';

const again = (target: Target) => {
  const specs = targetFields({});
  return targetOf(bodyOf(specs, valuesOf(specs, targetValues(target))));
};

describe('the form of a target', () => {
  it.each<{ name: string; target: Target }>([
    {
      name: 'a budget with its months',
      target: {
        ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
        ...{ limit: 12, monthlyPlan: Array(12).fill(1), baseline: { year: 2025, value: 13 } },
        ...{ issuer: '示例县发改局', documentNo: '示发改〔2026〕15号', issuedOn: '2026-01-15' },
      },
    },
    {
      name: 'a limit by its standard',
      target: {
        ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', product: 'clinker' },
        ...{ period: 'year', standard: 'GB 16780-2021', level: 3, benchmark: 100 },
      },
    },
    { name: 'carbon', target: { id: 'c', metric: 'tco2', period: 'year', limit: 31_000 } },
  ])('gives back $name as it was', ({ target }) => expect(again(target)).toEqual(target));

  it('forgets what another metric asked for', () => {
    const body = bodyOf(targetFields({}), { id: 'c', metric: 'tco2', basis: 'primary', limit: 1 });
    expect(targetOf(body)).not.toHaveProperty('basis');
  });

  it('does not make a figure of what is none', () => {
    expect(targetOf({ id: 'x', monthlyPlan: ['1 000', 'many'] }).monthlyPlan).toEqual([
      1_000,
      'many',
    ]);
  });
});
