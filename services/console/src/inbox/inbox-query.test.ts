import { describe, expect, it } from 'vitest';

import {
  alertFilter,
  FIRST_QUERY,
  type InboxQuery,
  readInboxQuery,
  writeInboxQuery,
} from './inbox-query.ts';

const NOW_MS = Date.parse('2026-11-21T08:15:00Z');
const read = (text: string) => readInboxQuery(new URLSearchParams(text));

describe('the question of the inbox', () => {
  it('comes back from its address', () => {
    const query: InboxQuery = {
      ...FIRST_QUERY,
      ...{ state: 'verified', severity: 2, rules: ['progress', 'trend'], category: 'warning' },
      ...{
        enterpriseId: 'E1',
        regionCode: '4306',
        parkCode: 'PJ-1',
        isMine: true,
        sort: 'severity',
        age: 'week',
      },
      opened: { from: '2026-11-14T13:00:00.001Z', to: null },
      groupBy: 'rule',
    };
    expect(readInboxQuery(writeInboxQuery(query))).toEqual(query);
    expect(writeInboxQuery(FIRST_QUERY).size).toBe(0);
  });

  it('is as the inbox opens where the address is nonsense', () => {
    expect(
      read('state=x&severity=9&rules=constructor,x&region=ab&age=x&mine=1&group=toString&from=x'),
    ).toEqual(FIRST_QUERY);
  });

  it.each([
    { name: 'what is not finished', text: '', asked: { handling: 'new,verified,in-case' } },
    { name: 'everything', text: 'state=all', asked: {} },
    {
      name: 'the last day',
      text: 'state=all&age=day',
      asked: { openedFrom: '2026-11-20T08:00:00.000Z' },
    },
    {
      name: 'what is older than a week, mine, grave',
      text: 'state=new&age=older&mine=yes&severity=3',
      asked: {
        ...{ handling: 'new', openedTo: '2026-11-14T08:00:00.000Z' },
        ...{ assignedTo: 'me', severityMin: 3, severityMax: 3 },
      },
    },
    {
      name: 'what another page counted between two instants, in a park',
      text: 'state=all&severity=1&park=PJ-1&from=2026-11-14T13:00:00.001Z&to=2026-11-20T13:00:00Z',
      asked: {
        ...{ severityMin: 1, severityMax: 1, parkCode: 'PJ-1' },
        ...{ openedFrom: '2026-11-14T13:00:00.001Z', openedTo: '2026-11-20T13:00:00Z' },
      },
    },
  ])('asks for $name', ({ text, asked }) => {
    expect(alertFilter(read(text), NOW_MS)).toEqual(asked);
  });
});
