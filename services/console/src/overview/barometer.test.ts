import { describe, expect, it } from 'vitest';

import { readAreaQuery, writeAreaQuery } from './area-query.ts';
import { barometerOf, isOveruse, rowsOf } from './barometer.ts';

const ROW = {
  ...{ enterpriseId: 'A', name: '甲', industryCode: 'C3011', parkCode: 'P1', targetId: 'total' },
  ...{ metric: 'tce', basis: 'primary', period: '2026', unit: 'tce', limit: 100, actual: 80 },
  ...{ plannedToDate: 85, progressRatio: 0.94, usedRatio: 0.8, severity: 0, forecastRatio: 0.95 },
  ...{ forecast: { low: 90, point: 95, high: 99 }, settledThrough: '2026-10', stoppedBy: null },
};
const rows = [
  ROW,
  { ...ROW, targetId: 'carbon', severity: 2 },
  { ...ROW, enterpriseId: 'B', name: '乙', forecastRatio: 1.02 },
  { ...ROW, enterpriseId: 'C', name: '丙', industryCode: 'C1439', parkCode: null, actual: null },
];
const NO_ALERTS = new Map();

describe('the barometer', () => {
  it('shows each field at its worst enterprise, and each enterprise at its worst budget', () => {
    const barometer = barometerOf(rows, NO_ALERTS);
    expect(barometer.cell('P1', 'C30')).toMatchObject({ level: 2 });
    expect(barometer.cell('P1', 'C30')?.members.map(({ level }) => level)).toEqual([2, 0]);
    expect(barometer.cell('P1', 'C14')).toBeNull();
    expect([barometer.parks, barometer.sectors]).toEqual([
      ['P1', null],
      ['C30', 'C14'],
    ]);
  });

  it('raises an enterprise to its gravest open alert, and guesses nothing without data', () => {
    const alerts = new Map([['B', { count: 1, severityMax: 3 }]]);
    expect(barometerOf(rows, alerts).cell('P1', 'C30')?.level).toBe(3);
    expect(barometerOf(rows, NO_ALERTS).cell(null, 'C14')?.level).toBeNull();
    const ofNoData = new Map([['C', { count: 1, severityMax: 1 }]]);
    expect(barometerOf(rows, ofNoData).cell(null, 'C14')?.level).toBe(1);
  });

  it.each([
    { name: 'a forecast above the limit', change: { forecastRatio: 1.001 }, is: true },
    { name: 'a forecast at the limit', change: { forecastRatio: 1 }, is: false },
    { name: 'a budget that is used up', change: { usedRatio: 1.01 }, is: true },
    { name: 'what the rules call orange', change: { severity: 2 }, is: true },
    { name: 'nothing known', change: { forecastRatio: null, usedRatio: null }, is: false },
  ])('counts $name as overuse: $is', ({ change, is }) => {
    expect(isOveruse({ ...ROW, ...change })).toBe(is);
  });
});

describe('a number of the overview', () => {
  const listed = (text: string) => {
    const query = readAreaQuery(new URLSearchParams(text));
    return rowsOf(rows, query, NO_ALERTS).map(({ enterpriseId }) => enterpriseId);
  };

  it('leads to the enterprises that it counts', () => {
    expect(listed('show=2')).toEqual(['A', 'A']);
    expect(listed('show=overuse')).toEqual(['A', 'A', 'B']);
    expect(listed('show=unknown')).toEqual(['C']);
    expect(listed('park=none')).toEqual(['C']);
    expect(listed('park=P1&sector=C30&show=0')).toEqual(['B']);
  });

  it('has an address that is read as it was written', () => {
    const text = writeAreaQuery({
      ...{ area: { type: 'park', code: 'P1' }, account: 'assessed', park: null },
      ...{ sector: 'C30', filter: '3' },
    });
    expect(text).toBe('?area=park%3AP1&account=assessed&sector=C30&show=3');
    expect(readAreaQuery(new URLSearchParams(text))).toEqual({
      ...{ area: { type: 'park', code: 'P1' }, account: 'assessed', park: null },
      ...{ sector: 'C30', filter: '3' },
    });
    expect(readAreaQuery(new URLSearchParams('area=moon:1&show=x')).area).toBeNull();
  });
});
