import { describe, expect, it } from 'vitest';

import {
  comparedRange,
  consumptionParameters,
  dayAfter,
  readHistoryQuery,
  shownMeterIds,
  writeHistoryQuery,
} from './history-query.ts';

const TODAY = '2026-11-21';

describe('the address of the history page', () => {
  it('begins with this month by day', () => {
    expect(readHistoryQuery(new URLSearchParams(), TODAY)).toMatchObject({
      ...{ enterpriseId: null, from: '2026-11-01', to: TODAY, interval: 'day' },
    });
  });

  it('is read as it was written', () => {
    const search = new URLSearchParams(
      'enterprise=X&from=2026-01-01&to=2026-02-28&interval=month&groupBy=meter&account=assessed&figure=tco2&kinds=steam&meters=A,B&unit=GJ&view=load&compare=year&asOf=2026-11-01T00:00:00.000Z',
    );
    const query = readHistoryQuery(search, TODAY);
    expect(readHistoryQuery(writeHistoryQuery(query), TODAY)).toEqual(query);
    expect(query).toMatchObject({ meterIds: ['A', 'B'], unit: 'GJ', interval: 'month' });
  });

  it('shows the first electricity meter until another one is chosen', () => {
    const meters = ['D01 diesel', 'E01 electricity', 'E02 electricity'].map((text) => ({
      ...{ id: text.slice(0, 3), energyKind: text.slice(4) },
    }));
    const shown = (view: 'load' | 'readings', ...meterIds: string[]) =>
      shownMeterIds({ view, meterIds }, meters);
    expect([shown('load'), shown('load', 'D01')]).toEqual([['E01'], ['E01']]);
    expect(shown('load', 'E02', 'E01')).toEqual(['E01', 'E02']);
    expect(shown('readings', 'D01', 'E02')).toEqual(['D01']);
    expect(shownMeterIds({ view: 'load', meterIds: [] }, meters.slice(0, 1))).toEqual([]);
  });

  it('takes nonsense for what is not there', () => {
    const query = readHistoryQuery(new URLSearchParams('interval=week&from=x&unit=lb'), TODAY);
    expect(query).toMatchObject({ interval: 'day', from: '2026-11-01', unit: null });
  });

  it('holds a range against the one before it, months against months', () => {
    const before = (from: string, to: string) => comparedRange({ from, to }, 'previous');
    expect(before('2026-11-05', '2026-11-11')).toEqual({ from: '2026-10-29', to: '2026-11-04' });
    expect(before('2026-03-01', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(before('2026-01-01', '2026-06-30')).toEqual({ from: '2025-07-01', to: '2025-12-31' });
  });

  it('holds a range against the same a year earlier', () => {
    const year = (from: string, to: string) => comparedRange({ from, to }, 'year');
    expect(year('2026-11-05', '2026-11-11')).toEqual({ from: '2025-11-05', to: '2025-11-11' });
    expect(year('2028-02-01', '2028-02-29')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    expect(year('2025-02-01', '2025-02-28')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });

  it('asks the api up to the day after the last one', () => {
    const query = readHistoryQuery(new URLSearchParams('to=2026-12-31'), TODAY);
    expect(consumptionParameters(query).to).toBe('2027-01-01');
    expect(dayAfter('2028-02-28')).toBe('2028-02-29');
  });
});
