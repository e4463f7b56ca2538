import { describe, expect, it } from 'vitest';

import type { Consumption, Schemas } from '../client/api.ts';
import { chartsOf, sumsOf } from './chart-data.ts';

const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => `${day}T00:00:00.000Z`);
const NOW_MS = Date.parse('2026-11-02T12:00:00.000Z');

function answer(...rows: Partial<Schemas['ConsumptionGroup']>[][]): Consumption {
  const filled = rows.map((groups, index) => ({
    start: DAYS[index],
    groups: groups.map((group) => ({
      ...{ energyKind: 'electricity', unit: 'kWh', quantity: null, tceCalorific: null },
      ...{ estimatedShare: 0, completeness: 1, ...group },
    })),
  }));
  return { rows: filled } as unknown as Consumption;
}

describe('the chart of consumption', () => {
  it('marks what is estimated, and periods that have begun and of which nothing is known', () => {
    const [chart] = chartsOf(
      answer([{ quantity: 5, estimatedShare: 0.2 }], [{}], [{}]),
      'quantity',
      NOW_MS,
    );
    expect(chart?.unit).toBe('kWh');
    expect(chart?.series[0]?.bars).toEqual([
      { value: 5, isEstimated: true },
      { value: null, isEstimated: false },
      { value: null, isEstimated: false },
    ]);
    expect(chart?.gaps).toEqual([1]);
  });

  it('draws no two units over one axis', () => {
    const charts = chartsOf(
      answer([{ quantity: 5 }, { energyKind: 'water', unit: 'm3', quantity: 7 }]),
      'quantity',
      NOW_MS,
    );
    expect(charts.map(({ unit, series }) => [unit, series.length])).toEqual([
      ['kWh', 1],
      ['m3', 1],
    ]);
  });

  it('keeps a missing factor missing, never 0', () => {
    const charts = chartsOf(answer([{ quantity: 5, tcePrimary: null }]), 'tcePrimary', NOW_MS);
    expect(charts[0]).toMatchObject({ unit: 'tce', series: [{ bars: [{ value: null }] }] });
  });

  it('sums a compared range by unit, and makes no sum of what is missing', () => {
    const compared = answer(
      [{ quantity: 5 }, { energyKind: 'heat', unit: 'kWh', quantity: 2 }],
      [{ quantity: 5 }, { energyKind: 'heat', unit: 'kWh', quantity: null }],
      [{ energyKind: 'water', unit: 'm3', quantity: 7 }],
    );
    expect(sumsOf(compared, 'quantity', 'kWh')).toEqual([7, null, null]);
  });
});
