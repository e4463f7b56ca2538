import type { Judgement, RuleContext } from '@hengneng/domain';

import { instantOf, type Scenario } from './support/scenario.ts';
import {
  askSuspicion,
  type GivenMeter,
  MARCH,
  measured,
  type SuspectGiven,
} from './support/suspect.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TENTH_MS = instantOf('2025-03-10T00:00');
const AFTERWARDS = '2025-04-02';

/** What is looked at, and which meter, product (`product:`) or `uploads` it is about. */
interface Given extends SuspectGiven {
  readonly about: string;
}

/** Asks the rule. */
export function ask(given: Given, _whens: readonly object[], context: RuleContext): Judgement {
  return askSuspicion(given, given.about, context);
}

/** An enterprise with one meter. */
function one(hour: GivenMeter['hour'], meter: Partial<GivenMeter> = {}): Given {
  return { about: 'E01', meters: [{ id: 'E01', kind: 'interval', ...meter, hour }] };
}

const hourOfTenth = (atMs: number) => Math.floor((atMs - TENTH_MS) / HOUR_MS);
const isWithin = (hours: number, atMs: number) =>
  hourOfTenth(atMs) >= 0 && hourOfTenth(atMs) < hours;
const isMarch = (atMs: number) => atMs >= MARCH.startMs && atMs < MARCH.endMs;

/** The tenth of March begins with so many hours of one value. */
const frozenFor = (hours: number) =>
  one((atMs) => (isWithin(hours, atMs) ? 412.5 : measured(atMs)));

/** The display stands still for so many hours, then tells all of them at once. */
const standingFor = (hours: number) =>
  one(
    (atMs) => {
      if (isWithin(hours, atMs)) return 0;
      if (hourOfTenth(atMs) !== hours) return measured(atMs);
      let caughtUp = 0;
      for (let at = TENTH_MS; at <= atMs; at += HOUR_MS) caughtUp += measured(at);
      return caughtUp;
    },
    { kind: 'register' },
  );

/** The tenth repeats the third; its last hour by a factor. */
const repeated = (lastHourTimes: number) =>
  one((atMs) => {
    if (!isWithin(24, atMs)) return measured(atMs);
    return measured(atMs - 7 * DAY_MS) * (hourOfTenth(atMs) === 23 ? lastHourTimes : 1);
  });

/** So many of twenty hours of March are told in whole kWh. */
const rounded = (ofTwenty: number) =>
  one((atMs) => {
    const isRound = isMarch(atMs) && ((atMs - MARCH.startMs) / HOUR_MS) % 20 < ofTwenty;
    return isRound ? Math.round(measured(atMs)) : measured(atMs);
  });

/** Two sub-meters that together count so many times their master. */
const subMeters = (times: number): Given => ({
  about: 'E01',
  meters: [
    { id: 'E01', kind: 'interval', hour: measured },
    ...[0.6, times - 0.6].map(
      (share, index): GivenMeter => ({
        ...{ id: `E0${index + 2}`, kind: 'interval', masterMeterId: 'E01' },
        hour: (atMs) => Math.round(100 * share * measured(atMs)) / 100,
      }),
    ),
  ],
});

/** A register that counts this share of what the power meter beside it shows. */
const registerOf = (share: number): Given => ({
  about: 'E01',
  meters: [
    { id: 'E01', kind: 'register', ratedPowerKw: 800, hour: () => 400 * share },
    { id: 'E02', kind: 'power', masterMeterId: 'E01', ratedPowerKw: 800, hour: () => 400 },
  ],
});

/** Score of so many conflicts in March. */
const conflicting = (count: number) => (count / 744 - 0.001) / 0.049;

/** So many times the output that March's energy made until then. */
const inflated = (times: number): Given => ({
  ...one(measured),
  about: 'product:cement-clinker',
  tonnes: (kwh, isInMarch) => (kwh / 500) * (isInMarch ? times : 1),
});

const quiet = (name: string, given: Given, value?: number): Scenario<Given> => ({
  ...{ name, given },
  looks: [{ on: AFTERWARDS, shows: { alert: 'none', ...(value === undefined ? {} : { value }) } }],
});

const raised = (name: string, given: Given, kind: string, value: number): Scenario<Given> => ({
  ...{ name, given },
  looks: [
    {
      on: AFTERWARDS,
      shows: {
        ...{ alert: 1, did: ['opened'], value, hidden: true, message: /^疑似数据异常/ },
        ...{ figures: { [kind]: value }, arithmetic: new RegExp(`^${kind}: `, 'm') },
      },
    },
  ],
});

const RECEIPT = 'when a reading came in is for the platform to say: days have to pass';

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Given>[] = [
  {
    name: 'measured hours raise nothing',
    given: one(measured),
    looks: ['2025-03-20', AFTERWARDS].map((on) => ({ on, shows: { alert: 'none' } })),
  },
  {
    name: 'eighteen hours of one value are below the threshold',
    given: frozenFor(18),
    looks: [{ on: '2025-03-20', shows: { alert: 'none', value: 12 / 18 } }],
  },
  {
    name: 'nineteen are above it: an alarm about data that the enterprise does not see',
    given: frozenFor(19),
    looks: [
      {
        on: '2025-03-10T20:00',
        shows: {
          alert: 1,
          did: ['opened'],
          value: 13 / 18,
          hidden: true,
          message: /^疑似数据异常/,
          figures: { 'frozen-value': 13 / 18, longestRun: 19 },
          arithmetic: /stayed at 412\.5 for 19 hours/,
        },
      },
      { on: '2025-03-20', shows: { alert: 1 } },
      { on: AFTERWARDS, shows: { alert: 1 } },
    ],
  },
  {
    name: 'the same hours of a declared stop raise nothing',
    given: { ...frozenFor(23), stop: { from: '2025-03-09T12:00', to: '2025-03-12T00:00' } },
    looks: [{ on: '2025-03-11', shows: { alert: 'none' } }],
  },
  quiet(
    'a load that is constant by nature raises nothing',
    one(() => 4),
  ),
  quiet('a display that stands for eight hours', standingFor(8), 0.6),
  raised('a display that stands for nine', standingFor(9), 'frozen-display', 0.7),
  quiet('a day that repeats another but for its last hour', repeated(1.02), 0),
  raised('a day that repeats another', repeated(1), 'copied-days', 0.7),
  quiet('round values in six hours of twenty', rounded(6), 0.604397),
  raised('round values in seven of twenty', rounded(7), 'round-numbers', 0.708208),
  quiet('sub-meters 15 % above their master', subMeters(1.15), 0.666684),
  raised('sub-meters 16 % above it', subMeters(1.16), 'master-against-sub-meters', 0.73335),
  quiet('a register 22 % below its power meter', registerOf(0.78), 0.68),
  raised('a register 23 % below it', registerOf(0.77), 'power-against-register', 0.72),
  quiet('24 % more output of the same energy', inflated(1.24), ((1 - 1 / 1.24) / 0.03 - 3) / 5),
  raised('25 % more output', inflated(1.25), 'energy-against-production', 11 / 15),
  quiet(
    '26 readings of 744 sent with another value too',
    one(measured, { conflictCount: 26 }),
    conflicting(26),
  ),
  raised('27 of 744', one(measured, { conflictCount: 27 }), 'conflicts', conflicting(27)),
  {
    ...quiet('37 % of the readings just before they are due', {
      ...{ ...one(measured), about: 'uploads', lateShare: 0.37 },
    }),
    inProcessOnly: RECEIPT,
  },
  {
    ...raised(
      '39 % of the readings just before they are due',
      { ...one(measured), about: 'uploads', lateShare: 0.39 },
      'late-upload',
      0.725,
    ),
    inProcessOnly: RECEIPT,
  },
];
