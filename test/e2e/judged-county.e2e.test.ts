import { buildTopic } from '@hengneng/contracts';
import { addMonths, localDate, monthPeriod } from '@hengneng/domain';
import {
  createPlantedCounty,
  type FleetMeter,
  falsificationsOf,
  type PlantedEnterprise,
} from '@hengneng/fleet';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Api, type DeviceCredential, signIn, waitUntilProcessed } from '../support/api.ts';
import { eventually, personWith } from '../support/energy.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const READINGS_PER_MESSAGE = 1_800;
const WITHIN_MS = 120_000;
/** The last month that is over, so that it settles whatever day it is today. */
const MONTH = addMonths(localDate(Date.now(), ZONE).slice(0, 7), -1);
const YEAR = Number(MONTH.slice(0, 4));
const { startMs, endMs } = monthPeriod(MONTH, ZONE);

const county = createPlantedCounty({
  ...{ seed: 31, enterprisesCount: 40, metersPerEnterpriseMax: 4, stepMs: HOUR_MS },
  ...{ monthBordersMs: [startMs, endMs], quietMonths: 0, falsifyingEvery: 4 },
  // What can be told without earlier months.
  ...{ falsificationsMax: 1, kinds: ['frozen-value', 'frozen-display'] },
});

interface ListedAlert {
  readonly enterpriseId: string;
  readonly rule: string;
  readonly targetId: string;
  readonly severity: number;
}

/** By how much an enterprise is above its budget of the month; below 0: under it. */
function excessOf(index: number): number {
  return [0.02, -0.02, 0.15, -0.2, 0.06, -0.05][index % 6] ?? 0;
}

describe('a county of 40 enterprises and a month, through the whole platform', () => {
  let stack: Stack;
  let admin: Api;
  let authority: Api;
  let inspector: Api;

  beforeAll(async () => {
    stack = await startStack();
    admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const here = (name: string, password: string) => signIn(stack.apiUrl, name, password);
    const scope = { type: 'region', code: '430626' };
    authority = await personWith(admin, here, { username: 'authority', role: 'authority', scope });
    inspector = await personWith(admin, here, { username: 'inspector', role: 'inspector', scope });
    for (const [index, enterprise] of county.enterprises.entries()) await use(enterprise, index);
    await waitUntilProcessed(admin, WITHIN_MS);
  }, 400_000);
  afterAll(async () => {
    await stack?.stop();
  });

  it('has every overuse raised once, and none that is not one', async () => {
    const over = county.enterprises
      .filter((enterprise, index) => !enterprise.isFalsifying && excessOf(index) > 0)
      .map(({ id }) => `${id} exhausted 3`)
      .sort();
    expect(over.length).toBeGreaterThanOrEqual(10);
    const seen = await eventually(
      () => alertsOf('exhausted'),
      (alerts) => alerts.length >= over.length,
      WITHIN_MS,
    );
    const texts = seen.map(
      ({ enterpriseId, rule, severity }) => `${enterpriseId} ${rule} ${severity}`,
    );
    expect(texts.sort()).toEqual(over);
  });

  it('has falsified meters suspected with the daily look, frozen displays among them', async () => {
    const planted = county.enterprises.flatMap((enterprise) => falsificationsOf(enterprise));
    const truth = new Set(planted.map(({ enterpriseId, meterId }) => `${enterpriseId} ${meterId}`));
    expect(new Set(planted.map(({ kind }) => kind)).size).toBe(2);
    await lookAsOnANewDay();
    const isRight = ({ enterpriseId, targetId }: ListedAlert) =>
      truth.has(`${enterpriseId} ${targetId}`);
    const seen = await eventually(
      () => alertsOf('suspicion'),
      (alerts) => alerts.filter(isRight).length >= truth.size,
      WITHIN_MS / 2,
    );
    const right = seen.filter(isRight);
    const wrong = seen.filter((alert) => !isRight(alert));
    expect(right.length / truth.size).toBeGreaterThanOrEqual(0.8);
    expect(right.length / seen.length, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.9);
  });

  /** Registers an enterprise with its meters and a monthly budget, and sends the month. */
  async function use(enterprise: PlantedEnterprise, index: number): Promise<void> {
    const { id, name, regionCode, industryCode, timeZone } = enterprise;
    const path = `/enterprises/${id}`;
    await admin.call('POST', '/enterprises', { id, name, regionCode, industryCode, timeZone });
    for (const meter of enterprise.meters)
      await admin.call('POST', `${path}/meters`, bodyOf(meter));
    const incoming = enterprise.meters.find((meter) => meter.id === 'E01');
    const truth =
      incoming === undefined ? 0 : county.trueEnergy(enterprise, incoming, startMs, endMs);
    // A falsifier's budget is out of reach: only its data are judged.
    const limit = enterprise.isFalsifying ? 2 * truth : truth / (1 + excessOf(index));
    const target = {
      ...{ id: 'power', metric: 'physical', energyKind: 'electricity', unit: 'kWh' },
      ...{ period: 'month', limit },
    };
    await authority.call('POST', `${path}/policies`, {
      ...{ year: YEAR, part: 'authority', revision: 0, document: { targets: [target] } },
    });
    await authority.call('POST', `${path}/policies/${YEAR}/authority/sign`, {
      ...{ revision: 1, documentNo: `平发改〔${YEAR}〕${index + 1}号` },
    });
    const device = await admin.call<DeviceCredential>('POST', `${path}/devices`, { id: 'edge-1' });
    const readings = enterprise.meters.flatMap((meter) =>
      county
        .sent(enterprise, meter, startMs - HOUR_MS, endMs + 3 * HOUR_MS)
        .map(({ meterId, readAtMs, value }) => ({ meterId, readAt: readAtMs, value })),
    );
    const topic = buildTopic(id, 'edge-1', 'readings');
    const messages = [];
    for (let from = 0; from < readings.length; from += READINGS_PER_MESSAGE) {
      const part = readings.slice(from, from + READINGS_PER_MESSAGE);
      messages.push({ topic, payload: JSON.stringify({ readings: part }) });
    }
    await publishAll(stack.mqtt, device, messages);
  }

  async function alertsOf(rule: string): Promise<ListedAlert[]> {
    const found: ListedAlert[] = [];
    for (const { id } of county.enterprises) {
      const answer = await inspector.call<{ items: ListedAlert[] }>(
        'GET',
        `/alerts?enterpriseId=${id}&rule=${rule}`,
      );
      found.push(...answer.items);
    }
    return found;
  }

  /** What is looked at once a day is due now, as it will be after midnight. */
  async function lookAsOnANewDay(): Promise<void> {
    const connectionString = stack.environmentOf('rules').DATABASE_URL ?? '';
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('update rule_evaluation set evaluated_on = null, due_at = now()');
    await client.end();
  }
});

function bodyOf(meter: FleetMeter) {
  const { id, name, energyKind, kind, unit, flow, level, multiplier } = meter;
  const { intervalSeconds, registerMax, ratedPowerKw, masterMeterId } = meter;
  return {
    ...{ id, name, energyKind, kind, unit, flow, level, multiplier },
    ...(intervalSeconds === undefined ? {} : { intervalSeconds }),
    ...(registerMax === undefined ? {} : { registerMax }),
    ...(ratedPowerKw === undefined ? {} : { ratedPowerKw }),
    ...(masterMeterId === undefined ? {} : { masterMeterId }),
  };
}
