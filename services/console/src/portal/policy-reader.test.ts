import { describe, expect, it } from 'vitest';

import {
  budgetOf,
  type MeasureInForce,
  milestonesDue,
  planOf,
  targetsOf,
} from './policy-reader.ts';

const YEARLY = { id: 'total', metric: 'tce', period: 'year', limit: 12_500 } as const;

describe('the budget of a policy', () => {
  it('is the yearly one in standard coal', () => {
    const carbon = { id: 'carbon', metric: 'tco2', period: 'year', limit: 1 } as const;
    const monthly = { ...YEARLY, id: 'm', period: 'month', limit: 1_000 } as const;
    expect(budgetOf([carbon, monthly, YEARLY])?.id).toBe('total');
    expect(budgetOf([carbon])).toBeNull();
    expect(targetsOf(null)).toEqual([]);
  });

  it('plans the month by its plan and nothing without one', () => {
    const monthlyPlan = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    expect(planOf({ ...YEARLY, monthlyPlan }, 11)).toEqual({ month: 11, year: 12_500 });
    expect(planOf(YEARLY, 11)).toEqual({ month: null, year: 12_500 });
    expect(planOf({ ...YEARLY, period: 'month' }, 1)).toEqual({ month: 12_500, year: null });
  });
});

describe('milestones that are due', () => {
  const measure: MeasureInForce = {
    ...{ id: 'M1', title: 'x', category: 'waste-heat', status: 'running' },
    ...{ start: '2026-01-01', end: '2026-12-31' },
    milestones: [
      { due: '2026-11-20', title: 'late' },
      { due: '2026-06-30', title: 'reported' },
      { due: '2026-05-31', title: 'done', doneOn: '2026-05-01' },
      { due: '2027-01-01', title: 'later' },
      { due: '2026-10-01', title: 'earlier' },
    ],
  };
  const titles = (measures: readonly MeasureInForce[]) =>
    milestonesDue(measures, new Map([['M1', ['reported']]]), '2026-12-01').map(
      ({ title }) => title,
    );

  it('are those not done, not reported and due, in order', () => {
    expect(titles([measure])).toEqual(['earlier', 'late']);
  });

  it('are none of a measure that is over', () => {
    expect(titles([{ ...measure, status: 'cancelled' }])).toEqual([]);
  });
});
