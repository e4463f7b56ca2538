import { describe, expect, it } from 'vitest';

import {
  consumptionParameters,
  dayAfter,
  readHistoryQuery,
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
      'enterprise=X&from=2026-01-01&to=2026-02-28&interval=month&groupBy=meter&account=assessed&figure=tco2&kinds=steam&meters=A,B&unit=GJ',
    );
    const query = readHistoryQuery(search, TODAY);
    expect(readHistoryQuery(writeHistoryQuery(query), TODAY)).toEqual(query);
    expect(query).toMatchObject({ meterIds: ['A', 'B'], unit: 'GJ', interval: 'month' });
  });

  it('takes nonsense for what is not there', () => {
    const query = readHistoryQuery(new URLSearchParams('interval=week&from=x&unit=lb'), TODAY);
    expect(query).toMatchObject({ interval: 'day', from: '2026-11-01', unit: null });
  });

  it('asks the api up to the day after the last one', () => {
    const query = readHistoryQuery(new URLSearchParams('to=2026-12-31'), TODAY);
    expect(consumptionParameters(query).to).toBe('2027-01-01');
    expect(dayAfter('2028-02-28')).toBe('2028-02-29');
  });
});
