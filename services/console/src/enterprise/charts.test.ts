import { describe, expect, it } from 'vitest';

import type { Consumption } from '../client/api.ts';
import { cumulativeOption, forecastBand, monthlyOption } from './budget-chart.ts';
import { flowLinks } from './flow-chart.ts';
import { heatMapOption, loadCells, loadDuration } from './load-chart.ts';
import { milestoneState } from './policy-parts.ts';

const month = (name: string, more: object) => ({
  ...{ month: name, state: 'settled', reason: null, actual: 10, output: null, plan: 9 },
  ...{ cumulativeActual: 10, cumulativePlan: 9, remaining: 0, forecast: null },
  ...{ estimatedShare: 0, completeness: 1 },
  ...more,
});
const months = [
  month('2026-01', {}),
  month('2026-02', { state: 'preview', actual: 5, cumulativeActual: 15 }),
  month('2026-03', {
    ...{ state: 'to-come', actual: null, cumulativeActual: null },
    forecast: { low: 20, point: 24, high: 30 },
  }),
] as never;
const NAMES = { actual: 'A', plan: 'P', limit: 'L', forecast: 'F', band: 'B' };

describe('the budget charts', () => {
  it('hatch the months that are not settled', () => {
    const { series } = monthlyOption(months, 'tce', NAMES, 'en') as never as {
      series: { data: unknown[] }[];
    };
    expect(series[0]?.data[0]).toBe(10);
    expect(series[0]?.data[1]).toMatchObject({
      value: 5,
      itemStyle: { decal: { symbol: 'rect' } },
    });
    expect(series[0]?.data[2]).toBeNull();
  });

  it('let the band of the forecast grow out of what was used', () => {
    expect(forecastBand(months)).toEqual({
      low: [null, 15, 20],
      point: [null, 15, 24],
      width: [null, 0, 10],
    });
    expect(cumulativeOption({ months, limit: null }, 'tce', NAMES, 'en')).not.toHaveProperty(
      'series.0.markLine',
    );
  });
});

describe('the load', () => {
  const items = [
    { start: '2026-11-20T16:15:00Z', kw: 10, estimated: false },
    { start: '2026-11-20T16:00:00Z', kw: 30, estimated: true },
    { start: '2026-11-19T16:00:00Z', kw: 20, estimated: false },
  ];

  it('is told by local day and quarter hour, newest day on top', () => {
    const cells = loadCells({ items, timeZone: 'Asia/Shanghai' });
    expect(cells[0]).toEqual({ day: '2026-11-21', time: '00:15', kw: 10, estimated: false });
    const { yAxis, series } = heatMapOption(cells, false, 'en') as never as {
      yAxis: { data: string[] };
      series: { data: number[][] }[];
    };
    expect(yAxis.data).toEqual(['11-20', '11-21']);
    expect(series[0]?.data).toEqual([
      [1, 1, 10],
      [0, 1, 30],
      [0, 0, 20],
    ]);
  });

  it('is in order from the highest down, the highest and the lowest included', () => {
    const cells = loadCells({ items, timeZone: 'Asia/Shanghai' });
    expect(loadDuration(cells).map(({ kw }) => kw)).toEqual([30, 20, 10]);
    const many = Array.from({ length: 3_000 }, (_none, index) => ({ ...cells[0], kw: index }));
    const points = loadDuration(many as never);
    expect([points.length, points[0]?.kw, points.at(-1)?.kw]).toEqual([200, 2_999, 0]);
    expect(loadDuration([])).toEqual([]);
  });
});

describe('the flow of energy', () => {
  const meter = (meterId: string, masterMeterId: string | null, more: object = {}) => ({
    ...{ meterId, name: meterId, level: 1, siteId: null, energyKind: 'electricity' },
    ...{ flow: 'purchased', masterMeterId, calibration: 'valid', verdict: 'counted', ...more },
  });
  const answer = {
    meters: [
      meter('E01', null),
      meter('E02', 'E01'),
      meter('E03', 'E01'),
      meter('X', null, { flow: 'supplied-out' }),
      meter('G01', null, { energyKind: 'natural-gas' }),
    ],
    rows: [
      {
        groups: [
          ['E01', 100],
          ['E02', 60],
          ['E03', 30],
          ['X', 5],
          ['G01', null],
        ].map(([meterId, tceCalorific]) => ({ meterId, tceCalorific })),
      },
    ],
  } as unknown as Consumption;
  const names = { kind: (kind: string) => kind, unmetered: () => 'rest', suppliedOut: 'out' };

  it('goes from the kind through the meters, and says what none of them sees', () => {
    expect(flowLinks(answer, names)).toEqual([
      { source: 'electricity', target: 'E01 E01', tce: 100 },
      { source: 'E01 E01', target: 'rest', tce: 10 },
      { source: 'E01 E01', target: 'E02 E02', tce: 60 },
      { source: 'E01 E01', target: 'E03 E03', tce: 30 },
      { source: 'electricity', target: 'out', tce: 5 },
    ]);
  });
});

describe('a milestone', () => {
  it.each([
    { name: 'done by the plan', milestone: { doneOn: '2026-06-01' }, is: 'done' },
    { name: 'done by what was reported', milestone: { title: 'done' }, is: 'done' },
    { name: 'late from the day after', milestone: { due: '2026-11-20' }, is: 'late' },
    { name: 'not late on its day', milestone: { due: '2026-11-21' }, is: 'due' },
  ])('is $name', ({ milestone, is }) => {
    const whole = { due: '2026-01-01', title: 'x', ...milestone };
    expect(milestoneState(whole, ['done'], '2026-11-21')).toBe(is);
  });
});
