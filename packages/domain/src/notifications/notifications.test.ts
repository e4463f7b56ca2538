import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type BookContext, EMPTY_BOOK, type NotificationBook, stepBook, takeIn } from './book.ts';
import { stepBreaker } from './breaker.ts';
import { quietUntilMs } from './quiet-hours.ts';
import { afterAttempt, pauseMs, retryDelayMs, SEND_ATTEMPTS_MAX } from './retry.ts';
import type { NotificationDestination, NotificationEvent } from './types.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Noon of a day in Shanghai. */
const START_MS = Date.parse('2026-11-21T12:00:00+08:00');
const TIMES = { waitMs: 30_000, intervalMs: 300_000, repeatMs: 24 * HOUR_MS };

const DESTINATION: NotificationDestination = {
  id: 'd',
  side: 'authority',
  severityMin: 1,
  quietHours: null,
  repeatMs: null,
};

let sequence = 0;
function event(item: Partial<NotificationEvent> = {}): NotificationEvent {
  sequence += 1;
  return {
    id: `n${sequence}`,
    sequence,
    enterpriseId: 'e',
    subjectId: 'a1',
    event: 'firing',
    word: 'warning',
    severity: 2,
    rule: 'over-budget',
    labels: {},
    audience: 'everyone',
    messageKey: 'x',
    params: {},
    atMs: START_MS,
    ...item,
  };
}

function context(nowMs: number, more: Partial<BookContext> = {}): BookContext {
  return {
    nowMs,
    timeZone: 'Asia/Shanghai',
    destinations: [DESTINATION],
    times: TIMES,
    silences: [],
    stops: [],
    isBreakerOpen: false,
    ...more,
  };
}

/** A book with what it said, so that a test reads as a story. */
function story(more: Partial<BookContext> = {}) {
  let book: NotificationBook = EMPTY_BOOK;
  let wakeAtMs: number | null = null;
  return {
    at: (nowMs: number, events: NotificationEvent[] = [], now: Partial<BookContext> = {}) => {
      const step = stepBook(takeIn(book, events), context(nowMs, { ...more, ...now }));
      book = step.book;
      wakeAtMs = step.wakeAtMs;
      return {
        reasons: step.sends.map(({ reason }) => reason),
        kept: step.decisions.map(({ reason }) => reason),
        sends: step.sends,
      };
    },
    wakeAtMs: () => wakeAtMs,
    memberCount: () => book.members.length,
  };
}

describe('a group', () => {
  it('waits 30 s for what belongs together, then says it in one message', () => {
    const it = story();
    expect(it.at(START_MS, [event()]).reasons).toEqual([]);
    expect(it.at(START_MS + 10 * SECOND_MS, [event({ subjectId: 'a2' })]).reasons).toEqual([]);
    expect(it.wakeAtMs()).toBe(START_MS + 30 * SECOND_MS);
    expect(it.at(START_MS + 30 * SECOND_MS - 1).reasons).toEqual([]);
    const { sends } = it.at(START_MS + 30 * SECOND_MS);
    expect(sends.map(({ reason, firing }) => [reason, firing.length])).toEqual([['first', 2]]);
  });

  it('says what is new no sooner than five minutes later, then resolved, then all resolved', () => {
    const it = story();
    const sentMs = START_MS + 30 * SECOND_MS;
    it.at(START_MS, [event()]);
    it.at(sentMs);
    it.at(sentMs + MINUTE_MS, [event({ subjectId: 'a2' })]);
    expect(it.wakeAtMs()).toBe(sentMs + 5 * MINUTE_MS);
    expect(it.at(sentMs + 5 * MINUTE_MS - 1).reasons).toEqual([]);
    expect(it.at(sentMs + 5 * MINUTE_MS).reasons).toEqual(['new-in-group']);
    const one = event({ event: 'resolved' });
    expect(it.at(sentMs + HOUR_MS, [one]).reasons).toEqual([]);
    expect(it.at(sentMs + 2 * HOUR_MS).reasons).toEqual(['resolved']);
    it.at(sentMs + 3 * HOUR_MS, [event({ subjectId: 'a2', event: 'resolved' })]);
    expect(it.at(sentMs + 4 * HOUR_MS).reasons).toEqual(['all-resolved']);
    expect(it.memberCount()).toBe(0);
    expect(it.wakeAtMs()).toBeNull();
  });

  it('reminds once a day while it fires, and says nothing of what began and ended unheard', () => {
    const it = story();
    it.at(START_MS, [event()]);
    const sentMs = START_MS + MINUTE_MS;
    expect(it.at(sentMs).reasons).toEqual(['first']);
    expect(it.wakeAtMs()).toBe(sentMs + TIMES.repeatMs);
    expect(it.at(sentMs + TIMES.repeatMs).reasons).toEqual(['repeat']);
    it.at(sentMs + 2 * TIMES.repeatMs - 1, [
      event({ subjectId: 'a2' }),
      event({ subjectId: 'a2', event: 'resolved' }),
    ]);
    expect(it.at(sentMs + 2 * TIMES.repeatMs).reasons).toEqual(['repeat']);
  });

  it('tells a graver severity at once in its own group, and the lesser one says no end', () => {
    const it = story();
    it.at(START_MS, [event()]);
    it.at(START_MS + MINUTE_MS);
    it.at(START_MS + 2 * MINUTE_MS, [event({ severity: 3 })]);
    const { sends } = it.at(START_MS + 2 * MINUTE_MS + 30 * SECOND_MS);
    expect(sends.map(({ severity, reason }) => [severity, reason])).toEqual([[3, 'first']]);
    expect(it.at(START_MS + 10 * MINUTE_MS).reasons).toEqual([]);
  });
});

describe('what is kept back', () => {
  const NIGHT_MS = Date.parse('2026-11-21T23:00:00+08:00');
  const quiet = { ...DESTINATION, quietHours: { from: '22:00', to: '07:00' } };

  it('waits for the end of the quiet hours; severity 3 goes through', () => {
    const it = story({ destinations: [quiet] });
    const night = it.at(NIGHT_MS, [event(), event({ subjectId: 'a3', severity: 3 })]);
    expect(night.kept).toEqual(['quiet-hours']);
    const { sends } = it.at(NIGHT_MS + MINUTE_MS);
    expect(sends.map(({ severity }) => severity)).toEqual([3]);
    const morningMs = Date.parse('2026-11-22T07:00:00+08:00');
    expect(it.wakeAtMs()).toBe(morningMs);
    expect(it.at(morningMs).sends.map(({ severity }) => severity)).toEqual([2]);
  });

  it('is said when a silence ends, and each reason is on record once', () => {
    const silence = {
      id: 's',
      side: 'authority' as const,
      matchers: [{ field: 'rule', values: ['over-budget'] }],
      fromMs: START_MS,
      toMs: START_MS + HOUR_MS,
    };
    const it = story({ silences: [silence] });
    expect(it.at(START_MS, [event()]).kept).toEqual(['silence:s']);
    expect(it.at(START_MS + MINUTE_MS).kept).toEqual([]);
    expect(it.wakeAtMs()).toBe(START_MS + HOUR_MS);
    it.at(START_MS + HOUR_MS);
    expect(it.at(START_MS + HOUR_MS + 30 * SECOND_MS).reasons).toEqual(['first']);
  });

  it('by an enterprise’s silence is still said to the authority', () => {
    const matchers = [{ field: 'rule', values: ['over-budget'] }];
    const span = { fromMs: START_MS, toMs: START_MS + HOUR_MS };
    const silence = { id: 's', side: 'enterprise' as const, matchers, ...span };
    const own = { ...DESTINATION, id: 'own', side: 'enterprise' as const };
    const it = story({ silences: [silence], destinations: [DESTINATION, own] });
    it.at(START_MS, [event()]);
    const { sends } = it.at(START_MS + MINUTE_MS);
    expect(sends.map(({ destinationId }) => destinationId)).toEqual(['d']);
  });

  it.each([
    ['a device that is offline', { deviceId: 'g1' }, {}, ['first'], 'inhibited:off'],
    ['a declared stop', { meterId: 'E01' }, { fromMs: 0, toMs: null, meterIds: ['E01'] }, [], ''],
  ])('because of %s says nothing of its meters', (_, labels, stop, said, reason) => {
    const stops = 'fromMs' in stop ? [stop] : [];
    const offline = event({ subjectId: 'off', rule: 'device-offline', word: 'alarm', labels });
    const noData = event({ subjectId: 'nd', rule: 'no-data', word: 'alarm', labels });
    const it = story({ stops });
    const first = it.at(START_MS, stops.length === 0 ? [offline, noData] : [noData]);
    expect(first.kept).toEqual([reason === '' ? 'declared-stop' : reason]);
    const { sends, reasons } = it.at(START_MS + MINUTE_MS);
    expect(reasons).toEqual(said);
    expect(sends.flatMap(({ firing }) => firing).some(({ rule }) => rule === 'no-data')).toBe(
      false,
    );
  });

  it('by the breaker are alarms, not warnings', () => {
    const it = story({ isBreakerOpen: true });
    const both = [event(), event({ subjectId: 'x', word: 'alarm', rule: 'no-data' })];
    expect(it.at(START_MS, both).kept).toEqual(['breaker']);
    const { sends } = it.at(START_MS + MINUTE_MS);
    expect(sends.flatMap(({ firing }) => firing.map(({ word }) => word))).toEqual(['warning']);
  });
});

describe('audiences', () => {
  it('keep from the enterprise what is for the authority', () => {
    const own = { ...DESTINATION, id: 'own', side: 'enterprise' as const };
    const it = story({ destinations: [DESTINATION, own] });
    it.at(START_MS, [event({ audience: 'authority', rule: 'suspected-data' })]);
    const { sends } = it.at(START_MS + MINUTE_MS);
    expect(sends.map(({ destinationId }) => destinationId)).toEqual(['d']);
  });
});

describe('who is off duty', () => {
  it('is told of what names them, and of nothing else', () => {
    const deputy = { ...DESTINATION, id: 'zhao', username: 'zhao', isOnlyNamed: true };
    const officer = { ...DESTINATION, id: 'li', username: 'li', isOnlyNamed: true };
    const it = story({ destinations: [DESTINATION, deputy, officer] });
    const notice = { event: 'notice', word: 'case', audience: 'authority' } as const;
    it.at(START_MS, [
      event({ ...notice, subjectId: 'a2', params: { named: 'wang,zhao' } }),
      event({ ...notice, subjectId: 'a3' }),
      event({ audience: 'authority' }),
    ]);
    const { sends } = it.at(START_MS + MINUTE_MS);
    const said = sends.map(({ destinationId, firing, notices }) => [
      destinationId,
      [...firing, ...notices].map(({ subjectId }) => subjectId),
    ]);
    expect(said).toEqual([
      ['d', ['a1', 'a2', 'a3']],
      ['zhao', ['a2']],
    ]);
  });
});

describe('quietUntilMs', () => {
  const at = (text: string) => Date.parse(`2026-11-21T${text}:00+08:00`);
  it.each([
    ['before they begin', '21:59', null],
    ['as they begin', '22:00', '2026-11-22T07:00:00+08:00'],
    ['after midnight', '06:59', '2026-11-21T07:00:00+08:00'],
    ['as they end', '07:00', null],
  ])('%s', (_, time, end) => {
    const hours = { from: '22:00', to: '07:00' };
    expect(quietUntilMs(hours, 'Asia/Shanghai', at(time))).toBe(
      end === null ? null : Date.parse(end),
    );
  });

  it('ends by the clock of the morning where clocks change in the night', () => {
    const nowMs = Date.parse('2026-10-24T23:00:00+02:00');
    const hours = { from: '22:00', to: '07:00' };
    expect(quietUntilMs(hours, 'Europe/Berlin', nowMs)).toBe(
      Date.parse('2026-10-25T07:00:00+01:00'),
    );
  });
});

describe('stepBreaker', () => {
  const signs = { nowMs: 1, enterpriseCount: 90, messageCount: 0 };
  it.each([
    ['a third of the enterprises', 30, 0, true],
    ['one fewer', 29, 0, false],
    ['500 messages', 0, 500, true],
    ['one fewer', 0, 499, false],
  ])('opens at %s', (_, alarmingEnterpriseCount, messageCount, isOpen) => {
    const seen = { ...signs, alarmingEnterpriseCount, messageCount };
    expect(stepBreaker({ openedAtMs: null }, seen).openedAtMs !== null).toBe(isOpen);
  });

  it('never opens for fewer than ten enterprises, and closes below half of its limit', () => {
    const few = { ...signs, enterpriseCount: 9, alarmingEnterpriseCount: 9 };
    expect(stepBreaker({ openedAtMs: null }, few).openedAtMs).toBeNull();
    const half = { ...signs, alarmingEnterpriseCount: 15 };
    expect(stepBreaker({ openedAtMs: 1 }, half).openedAtMs).toBe(1);
    const less = { ...signs, alarmingEnterpriseCount: 14 };
    expect(stepBreaker({ openedAtMs: 1 }, less).openedAtMs).toBeNull();
  });
});

describe('afterAttempt', () => {
  it('repeats with back-off what may help, and gives up at the end', () => {
    expect(retryDelayMs(1)).toBe(5_000);
    expect(retryDelayMs(40)).toBe(900_000);
    expect(afterAttempt('unknown', 1)).toEqual({ state: 'due', delayMs: 5_000 });
    expect(afterAttempt('refused', 1).state).toBe('failed');
    expect(afterAttempt('failed', SEND_ATTEMPTS_MAX).state).toBe('failed');
    expect([pauseMs(2), pauseMs(3)]).toEqual([0, 20_000]);
  });
});

describe('any history', () => {
  const acts = fc.array(
    fc.record({
      subject: fc.constantFrom('a1', 'a2', 'a3'),
      kind: fc.constantFrom<NotificationEvent['event']>('firing', 'resolved', 'notice'),
      severity: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
      afterMs: fc.integer({ min: 0, max: 10 * MINUTE_MS }),
      isTwice: fc.boolean(),
    }),
    { maxLength: 25 },
  );

  /** Plays a history to its end and answers everything said. */
  function play(history: { readonly events: NotificationEvent[]; readonly atMs: number }[]) {
    const it = story();
    const sends = history.flatMap(({ atMs, events }) => it.at(atMs, events).sends);
    let nowMs = history.at(-1)?.atMs ?? START_MS;
    for (let round = 0; round < 10; round += 1) {
      nowMs += 10 * MINUTE_MS;
      sends.push(...it.at(nowMs).sends);
    }
    return { sends, memberCount: it.memberCount() };
  }

  it('the same row twice makes the same messages; every notice is said once; ends are told', () => {
    fc.assert(
      fc.property(acts, (list) => {
        sequence = 0;
        let atMs = START_MS;
        const once = list.map(({ subject, kind, severity, afterMs, isTwice }) => {
          atMs += afterMs;
          const one = event({ subjectId: subject, event: kind, severity, atMs });
          return { atMs, events: [one], isTwice };
        });
        const twice = once.map(({ atMs: at, events, isTwice }) => ({
          atMs: at,
          events: isTwice ? [...events, ...events] : events,
        }));
        const played = play(once);
        expect(play(twice).sends).toEqual(played.sends);
        const notices = played.sends.flatMap((send) => send.notices.map(({ id }) => id));
        const expected = once.flatMap(({ events }) =>
          events.filter((one) => one.event === 'notice').map(({ id }) => id),
        );
        expect([...notices].sort()).toEqual([...expected].sort());
        // What a destination believes at the end is what is so.
        const believed = new Set<string>();
        for (const { firing, resolved } of played.sends) {
          for (const { subjectId } of resolved) believed.delete(subjectId);
          for (const { subjectId } of firing) believed.add(subjectId);
        }
        const last = new Map(
          once
            .flatMap(({ events }) => events)
            .filter((one) => one.event !== 'notice')
            .map((one) => [one.subjectId, one.event]),
        );
        const firing = [...last].filter(([, kind]) => kind === 'firing').map(([id]) => id);
        expect([...believed].sort()).toEqual(firing.sort());
        expect(played.memberCount).toBe(firing.length);
      }),
      { numRuns: 300 },
    );
  });
});
