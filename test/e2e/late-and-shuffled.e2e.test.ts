import { buildTopic } from '@hengneng/contracts';
import { createFleet, type FleetReading } from '@hengneng/fleet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { seededRandom } from '../chaos/seeded-random.ts';
import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { eventually, figuresOf } from '../support/energy.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const DAYS = 62;
const FROM_MS = Date.UTC(2026, 7, 31, 16);
const TO_MS = FROM_MS + DAYS * DAY_MS;
const READINGS_PER_MESSAGE = 200;
const COUNTED_WITHIN_MS = 120_000;

/** Meters of each kind: a rolling register, intervals, power averages. */
const fleet = createFleet({ seed: 3, enterprisesCount: 10, metersPerEnterpriseMax: 8 });
const model = fleet.enterprises.find(
  ({ meters }) => new Set(meters.map(({ kind }) => kind)).size === 3,
);

describe('two months of readings, in order and half of them a month late and shuffled', () => {
  let stack: Stack;
  let api: Api;
  beforeAll(async () => {
    stack = await startStack();
    api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
  });
  afterAll(async () => {
    await stack?.stop();
  });

  it('give the same hours, quarter hours and days, to the bit', async () => {
    const inOrder = await register(api, 31);
    const shuffled = await register(api, 32);
    const readings = allReadings();
    await send(stack, inOrder, readings);

    const random = seededRandom(20_261_121);
    const late: FleetReading[] = [];
    const prompt = readings.filter((reading) => {
      const isLate = random() < 0.5;
      if (isLate) late.push(reading);
      return !isLate;
    });
    await send(stack, shuffled, prompt);
    await waitUntilProcessed(api, 60_000);
    // What is counted now is not yet right; it must not stay.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    for (let last = late.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      const [a, b] = [late[last], late[other]];
      if (a !== undefined && b !== undefined) [late[last], late[other]] = [b, a];
    }
    await send(stack, shuffled, late);
    await waitUntilProcessed(api, 60_000);

    for (const { id, kind } of model?.meters ?? []) {
      for (const measurement of ['interval_energy', 'interval_demand', 'daily_energy'] as const) {
        const hasDemand =
          (model?.meters.find((meter) => meter.id === id)?.energyKind ?? '') === 'electricity';
        if (measurement === 'interval_demand' && !hasDemand) continue;
        const ask = async () => ({
          expected: await figuresOf(stack, measurement, inOrder.enterpriseId, id),
          found: await figuresOf(stack, measurement, shuffled.enterpriseId, id),
        });
        const { expected, found } = await eventually(
          ask,
          (answer) =>
            answer.expected.length >= rowsOf(measurement) &&
            JSON.stringify(answer.expected) === JSON.stringify(answer.found),
          COUNTED_WITHIN_MS,
        );
        expect(expected.length, `${id} ${kind} ${measurement}`).toBeGreaterThanOrEqual(
          rowsOf(measurement),
        );
        expect(found, `${id} ${kind} ${measurement}`).toEqual(expected);
      }
    }
  });
});

/** Rows that a meter has at least when everything is counted. */
function rowsOf(measurement: 'interval_energy' | 'interval_demand' | 'daily_energy'): number {
  if (measurement === 'daily_energy') return DAYS;
  return measurement === 'interval_energy' ? DAYS * 24 : DAYS * 96;
}

async function register(
  api: Api,
  number: number,
): Promise<DeviceCredential & { readonly enterpriseId: string }> {
  const enterpriseId = await registerEnterprise(api, number);
  for (const meter of model?.meters ?? []) {
    const { enterpriseId: _, loads: __, initialHundredths: ___, ...registration } = meter;
    await api.call('POST', `/enterprises/${enterpriseId}/meters`, registration);
  }
  const device = await api.call<DeviceCredential>('POST', `/enterprises/${enterpriseId}/devices`, {
    id: 'edge-1',
  });
  return { ...device, enterpriseId };
}

/** Every quarter hour of every meter, in order of time. */
function allReadings(): FleetReading[] {
  const readings: FleetReading[] = [];
  for (let atMs = FROM_MS; atMs <= TO_MS; atMs += QUARTER_MS) {
    for (const meter of model?.meters ?? []) readings.push(fleet.readingAt(meter, atMs));
  }
  return readings;
}

async function send(
  stack: Stack,
  device: DeviceCredential & { readonly enterpriseId: string },
  readings: readonly FleetReading[],
): Promise<void> {
  const topic = buildTopic(device.enterpriseId, 'edge-1', 'readings');
  const publishes = [];
  for (let from = 0; from < readings.length; from += READINGS_PER_MESSAGE) {
    const part = readings.slice(from, from + READINGS_PER_MESSAGE);
    const list = part.map(({ meterId, readAtMs, value }) => ({ meterId, readAt: readAtMs, value }));
    publishes.push({ topic, payload: JSON.stringify({ readings: list }) });
  }
  await publishAll(stack.mqtt, device, publishes);
}
