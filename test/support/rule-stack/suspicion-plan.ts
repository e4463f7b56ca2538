import { localDate } from '@hengneng/domain';

import { instantOf, type Scenario, ZONE } from '../../cases/rules/support/scenario.ts';
import {
  FIRST_MS,
  type GivenMeter,
  MARCH,
  type SuspectGiven,
  weeksOf,
} from '../../cases/rules/support/suspect.ts';
import { EMPTY_PLAN, onlyRule, type SentReading, type StackPlan } from './stack-plan.ts';

const HOUR_MS = 3_600_000;
const PRODUCT = 'cement-clinker';

/**
 * Hourly readings of the meters that a scenario looks at. A stop counts from its beginning if it is declared
 * within days: such a story is told of the days before today, the others of 2025.
 */
export function suspicionPlan({ given, looks }: Scenario<SuspectGiven>): StackPlan {
  const lastLook = looks.at(-1)?.on ?? '';
  const lastDayMs = instantOf(`${lastLook.slice(0, 10)}T00:00`);
  const todayMs = instantOf(`${localDate(Date.now(), ZONE)}T00:00`);
  const { stop } = given;
  const shiftMs = stop === undefined ? 0 : todayMs - lastDayMs;
  const send = (meter: GivenMeter) =>
    readingsOf(meter, lastDayMs).map((each) => ({ ...each, readAt: each.readAt + shiftMs }));
  return {
    ...EMPTY_PLAN,
    meters: given.meters.map(bodyOf),
    thresholds: onlyRule('suspicion'),
    readings: given.meters.flatMap(send),
    resent: given.meters.flatMap(conflicting),
    products: given.tonnes === undefined ? [] : [PRODUCT],
    outputs: weeksOf(given).map(({ startMs, endMs, output }) => ({
      ...{ product: PRODUCT, from: startMs, to: endMs, quantity: output, unit: 't' },
    })),
    prepare:
      stop === undefined
        ? []
        : [
            async ({ reporter }, path) => {
              const at = (on: string) => new Date(instantOf(on) + shiftMs).toISOString();
              await reporter.call('POST', `${path}/declared-stops`, {
                ...{ kind: 'stop', from: at(stop.from), to: at(stop.to), reason: '停产检修' },
              });
            },
          ],
    // How many readings of a day there are is counted with the day.
    countsDays: given.meters.some(({ conflictCount }) => conflictCount !== undefined),
    lookAtMs: (on) => instantOf(on) + shiftMs,
  };
}

function bodyOf({ id, kind, masterMeterId, ratedPowerKw }: GivenMeter): object {
  return {
    ...{ id, name: id, energyKind: 'electricity', flow: 'purchased', kind },
    ...(kind === 'register' ? {} : { intervalSeconds: HOUR_MS / 1_000 }),
    ...(masterMeterId === undefined ? { level: 1 } : { level: 2, masterMeterId }),
    ...(ratedPowerKw === undefined ? {} : { ratedPowerKw }),
    unit: kind === 'power' ? 'kW' : 'kWh',
  };
}

/** Every hour until the day of the last look; a register shows the sum of all hours before. */
function readingsOf({ id, kind, hour }: GivenMeter, untilMs: number): SentReading[] {
  const readings: SentReading[] = [];
  let display = 0;
  if (kind === 'register') readings.push({ meterId: id, readAt: FIRST_MS, value: 0 });
  for (let startMs = FIRST_MS; startMs < untilMs; startMs += HOUR_MS) {
    const amount = hour(startMs);
    display += amount;
    const value = kind === 'register' ? Math.round(display * 100) / 100 : amount;
    readings.push({ meterId: id, readAt: startMs + HOUR_MS, value });
  }
  return readings;
}

function conflicting({ id, hour, conflictCount = 0 }: GivenMeter): SentReading[] {
  return Array.from({ length: conflictCount }, (_, index) => {
    const startMs = MARCH.startMs + index * HOUR_MS;
    return { meterId: id, readAt: startMs + HOUR_MS, value: hour(startMs) + 1 };
  });
}
