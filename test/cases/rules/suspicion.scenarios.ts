import {
  enterpriseSuspicions,
  type Judgement,
  judgeSuspicions,
  monthPeriod,
  type PeriodEnergy,
  type RuleContext,
} from '@hengneng/domain';

import { instantOf, type Scenario, ZONE } from './support/scenario.ts';

const HOUR_MS = 3_600_000;
const MARCH = { name: '2025-03', ...monthPeriod('2025-03', ZONE) };

/** What a meter of kind `interval` does from January on. */
interface Given {
  /** Stretches in which it always says the same. */
  readonly frozen?: readonly { readonly from: string; readonly to: string }[];
  /** A declared stop (停产检修). */
  readonly stop?: { readonly from: string; readonly to: string };
  /** A load that never changes. */
  readonly constant?: number;
}

const isIn = (stretch: { from: string; to: string } | undefined, atMs: number): boolean =>
  stretch !== undefined && instantOf(stretch.from) <= atMs && atMs < instantOf(stretch.to);

/** Asks the rule. */
export function ask(given: Given, _whens: readonly object[], context: RuleContext): Judgement {
  const hours: PeriodEnergy[] = [];
  for (let atMs = instantOf('2025-01-01T00:00'); atMs < context.nowMs; atMs += HOUR_MS) {
    const hour = atMs / HOUR_MS;
    const measured =
      given.constant ??
      (40_000 + ((hour ** 2 * 31 + hour * 7_919) % 6_007) + 900 * (hour % 24)) / 100;
    const frozen = given.frozen?.find((stretch) => isIn(stretch, atMs));
    const quantity = frozen === undefined ? measured : 412.5;
    hours.push({ startMs: atMs, quantity, estimatedQuantity: 0, coveredMs: HOUR_MS });
  }
  const found = enterpriseSuspicions({
    period: {
      ...{ ...MARCH, timeZone: ZONE },
      isStopped: (_meterId, atMs) => isIn(given.stop, atMs),
    },
    meters: [
      {
        ...{ meterId: 'E01', kind: 'interval', masterMeterId: null, ratedPowerKw: 800 },
        ...{ stepSize: 0.01, hours, readingCount: null, conflictCount: null },
      },
    ],
    production: [],
    arrivals: [],
    deadlineMs: 0,
  });
  const suspicions = found[0]?.suspicions ?? [];
  return judgeSuspicions({ context, targetId: 'E01', period: MARCH, suspicions });
}

const frozenFor = (hours: number) => ({
  from: '2025-03-10T00:00',
  to: `2025-03-10T${String(hours).padStart(2, '0')}:00`,
});

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Given>[] = [
  {
    name: 'measured hours raise nothing',
    given: {},
    looks: ['2025-03-20', '2025-04-02'].map((on) => ({ on, shows: { alert: 'none' } })),
  },
  {
    name: 'eighteen hours of one value are below the threshold',
    given: { frozen: [frozenFor(18)] },
    looks: [{ on: '2025-03-20', shows: { alert: 'none', value: 12 / 18 } }],
  },
  {
    name: 'nineteen are above it: an alarm about data that the enterprise does not see',
    given: { frozen: [frozenFor(19)] },
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
      { on: '2025-04-02', shows: { alert: 1 } },
    ],
  },
  {
    name: 'the same hours of a declared stop raise nothing',
    given: {
      frozen: [frozenFor(23)],
      stop: { from: '2025-03-09T12:00', to: '2025-03-12T00:00' },
    },
    looks: [{ on: '2025-03-20', shows: { alert: 'none' } }],
  },
  {
    name: 'a load that is constant by nature raises nothing',
    given: { constant: 4 },
    looks: [{ on: '2025-03-20', shows: { alert: 'none' } }],
  },
];
