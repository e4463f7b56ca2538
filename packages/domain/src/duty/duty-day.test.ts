import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { periodNamed } from '../time/borders.ts';
import { accountDutyDay, type DeclaredStop, expectedReadings, stopsInEffect } from './duty-day.ts';
import { CHINA_WORK_CALENDAR } from './work-calendar.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}+08:00`);

function dayOf(date: string, zone = ZONE) {
  const period = periodNamed(date, zone);
  if (period === null) throw new Error(date);
  return period;
}

function stop(changes: Partial<DeclaredStop> = {}): DeclaredStop {
  return {
    id: 's',
    kind: 'stop',
    fromMs: at('2026-11-16T00:00:00'),
    toMs: null,
    meterIds: [],
    declaredAtMs: at('2026-11-16T00:00:00'),
    ...changes,
  };
}

const METER = { meterId: 'E01', intervalSeconds: 900, dutyFromMs: 0 };

function account(changes: Partial<Parameters<typeof accountDutyDay>[0]> = {}) {
  const [found] = accountDutyDay({
    period: dayOf('2026-11-18'),
    meters: [METER],
    counts: new Map([['E01', 90]]),
    stops: [],
    ...changes,
  });
  return found;
}

describe('expectedReadings', () => {
  it.each([
    { name: 'an ordinary day', date: '2026-11-18', zone: ZONE, seconds: 900, due: 96 },
    {
      name: 'the short day of Berlin',
      date: '2026-03-29',
      zone: 'Europe/Berlin',
      seconds: 900,
      due: 92,
    },
    {
      name: 'the long day of Berlin',
      date: '2026-10-25',
      zone: 'Europe/Berlin',
      seconds: 900,
      due: 100,
    },
    {
      name: 'hours on the short day',
      date: '2026-03-29',
      zone: 'Europe/Berlin',
      seconds: 3_600,
      due: 23,
    },
    {
      name: 'one reading a day',
      date: '2026-03-29',
      zone: 'Europe/Berlin',
      seconds: 86_400,
      due: 1,
    },
    { name: 'one reading a week', date: '2026-11-18', zone: ZONE, seconds: 604_800, due: 0 },
  ])('counts $due on $name', ({ date, zone, seconds, due }) => {
    const { startMs, endMs } = dayOf(date, zone);
    expect(expectedReadings(endMs - startMs, seconds)).toBe(due);
  });
});

describe('accountDutyDay', () => {
  it('asks for nothing before the duty began, unless readings are there', () => {
    const meters = [{ ...METER, dutyFromMs: at('2026-11-19T00:00:00') }];
    expect(account({ meters, counts: new Map() })).toMatchObject({ expectedCount: 0 });
    expect(account({ meters })).toMatchObject({ expectedCount: 96, receivedCount: 90 });
  });

  it('lifts what is declared, hours of a day too', () => {
    const half = stop({
      fromMs: at('2026-11-18T06:00:00'),
      toMs: at('2026-11-18T18:00:00'),
    });
    expect(account({ stops: [half] })).toMatchObject({ expectedCount: 48, declaredCount: 48 });
    expect(account({ stops: [stop()] })).toMatchObject({ expectedCount: 0, declaredCount: 96 });
    const other = stop({ meterIds: ['E02'] });
    expect(account({ stops: [other] })).toMatchObject({ expectedCount: 96, declaredCount: 0 });
  });

  it('never lifts more than was due, however stops overlap', () => {
    const hour = fc.integer({ min: 0, max: 24 });
    const stops = fc.array(
      fc.tuple(hour, hour).map(([from, to]) =>
        stop({
          fromMs: at('2026-11-18T00:00:00') + from * 3_600_000,
          toMs: at('2026-11-18T00:00:00') + to * 3_600_000,
        }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(stops, (declared) => {
        const covered = Array.from({ length: 24 }, (_, index) => {
          const startMs = at('2026-11-18T00:00:00') + index * 3_600_000;
          return declared.some(
            ({ fromMs, toMs }) => fromMs <= startMs && startMs < (toMs ?? Number.POSITIVE_INFINITY),
          );
        }).filter(Boolean).length;
        const found = account({ stops: declared });
        expect(found).toMatchObject({
          expectedCount: 96 - covered * 4,
          declaredCount: covered * 4,
        });
      }),
    );
  });
});

describe('stopsInEffect', () => {
  const effect = (changes: Partial<DeclaredStop>) =>
    stopsInEffect([stop(changes)], ZONE, CHINA_WORK_CALENDAR)[0]?.fromMs;

  it.each([
    { name: 'before it began', declared: '2026-11-10T09:00:00', from: '2026-11-16T00:00:00' },
    {
      name: 'on its third working day',
      declared: '2026-11-18T23:59:00',
      from: '2026-11-16T00:00:00',
    },
    {
      name: 'on its fourth working day',
      declared: '2026-11-19T08:00:00',
      from: '2026-11-19T08:00:00',
    },
  ])('counts a stop declared $name from $from', ({ declared, from }) => {
    expect(effect({ declaredAtMs: at(declared) })).toBe(at(from));
  });

  it('lets weekends and holidays pass without counting them', () => {
    const fromMs = at('2026-09-30T00:00:00');
    // 30 September, then 8 and 9 October: the three working days.
    expect(effect({ fromMs, declaredAtMs: at('2026-10-09T12:00:00') })).toBe(fromMs);
    expect(effect({ fromMs, declaredAtMs: at('2026-10-10T12:00:00') })).not.toBe(fromMs);
  });

  it('gives nothing for a stop that was over when it was declared late', () => {
    const over = { toMs: at('2026-11-19T00:00:00'), declaredAtMs: at('2026-11-30T00:00:00') };
    expect(effect(over)).toBeUndefined();
  });
});
