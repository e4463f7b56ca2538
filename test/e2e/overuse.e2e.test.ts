import { buildTopic } from '@hengneng/contracts';
import { addMonths, daysInMonth, localDate, monthPeriod } from '@hengneng/domain';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Api,
  type DeviceCredential,
  registerEnterprise,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { eventually, personWith } from '../support/energy.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
/** A megawatt every hour, at calorific value. */
const TCE_PER_DAY = 24 * 0.1229;
/** The first wish of an enterprise comes with the signature, the next with its readings. */
const RAISED_WITHIN_MS = 60_000;

interface ListedAlert {
  readonly id: string;
  readonly rule: string;
  readonly targetId: string;
  readonly severity: number;
  readonly condition: string;
  readonly period: unknown;
  readonly evidence: {
    readonly months: string[];
    readonly policyVersion: string;
    readonly figures: { readonly name: string; readonly value: number }[];
  };
}

/** The last month that is over, which has been judged whatever day it is today. */
const MONTH = addMonths(localDate(Date.now(), ZONE).slice(0, 7), -1);
const { startMs, endMs } = monthPeriod(MONTH, ZONE);
const USED_TCE = daysInMonth(MONTH) * TCE_PER_DAY;

describe('an enterprise with a signed policy', () => {
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
  });
  afterAll(async () => {
    await stack?.stop();
  });

  /** Registers an enterprise with a meter and a monthly budget, and publishes the month. */
  async function useMonth(number: number, limit: number): Promise<string> {
    const enterpriseId = await registerEnterprise(admin, number);
    const path = `/enterprises/${enterpriseId}`;
    await admin.call('POST', `${path}/meters`, {
      ...{ id: 'E01', name: '进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
      ...{ flow: 'purchased', level: 1 },
    });
    const target = { id: 'total', metric: 'tce', basis: 'calorific', period: 'month', limit };
    const year = Number(MONTH.slice(0, 4));
    await authority.call('POST', `${path}/policies`, {
      ...{ year, part: 'authority', revision: 0, document: { targets: [target] } },
    });
    await authority.call('POST', `${path}/policies/${year}/authority/sign`, {
      ...{ revision: 1, documentNo: '平发改〔2026〕15号' },
    });
    const device = await admin.call<DeviceCredential>('POST', `${path}/devices`, { id: 'edge-1' });
    const last = Math.min(endMs + 3 * HOUR_MS, Date.now());
    const count = Math.floor((last - startMs) / HOUR_MS) + 1;
    const readings = Array.from({ length: count }, (_, hour) => ({
      ...{ meterId: 'E01', readAt: startMs + hour * HOUR_MS, value: 5_000 + hour * 1_000 },
    }));
    await publishAll(stack.mqtt, device, [
      {
        topic: buildTopic(enterpriseId, 'edge-1', 'readings'),
        payload: JSON.stringify({ sequence: 1, readings }),
      },
    ]);
    return enterpriseId;
  }

  const alertsOf = async (enterpriseId: string): Promise<ListedAlert[]> => {
    const answer = await inspector.call<{ items: ListedAlert[] }>(
      'GET',
      `/alerts?enterpriseId=${enterpriseId}`,
    );
    return answer.items.toSorted((one, other) => (one.rule < other.rule ? -1 : 1));
  };

  it('raises what its readings come to, once, and nothing for one that keeps its budget', async () => {
    const over = await useMonth(501, USED_TCE / 1.08);
    const under = await useMonth(502, USED_TCE * 1.02);
    const alerts = await eventually(
      () => alertsOf(over),
      (items) => items.length >= 2,
      RAISED_WITHIN_MS,
    );
    expect(alerts).toMatchObject([
      { rule: 'exhausted', targetId: 'total', severity: 3, condition: 'firing' },
      { rule: 'progress', targetId: 'total', severity: 2, condition: 'firing' },
    ]);
    const evidence = alerts[1]?.evidence;
    expect(evidence?.months).toEqual([MONTH]);
    expect(evidence?.policyVersion).toBe(`${MONTH.slice(0, 4)} authority 1`);
    const figure = (name: string) => evidence?.figures.find((each) => each.name === name)?.value;
    expect(figure('actual')).toBeCloseTo(USED_TCE, 6);
    expect(figure('progressRatio')).toBeCloseTo(1.08, 6);

    await waitUntilProcessed(admin, 30_000);
    expect(await alertsOf(under)).toEqual([]);
    expect(await toldOf(stack, [over, under])).toEqual([
      { enterprise_id: over, rule: 'exhausted', event: 'firing', severity: 3 },
      { enterprise_id: over, rule: 'progress', event: 'firing', severity: 2 },
    ]);
  });

  it('withdraws its alerts with the policy', async () => {
    const enterpriseId = await useMonth(503, USED_TCE / 1.2);
    await eventually(
      () => alertsOf(enterpriseId),
      (items) => items.length === 2,
      RAISED_WITHIN_MS,
    );
    const year = MONTH.slice(0, 4);
    await authority.call(
      'POST',
      `/enterprises/${enterpriseId}/policies/${year}/authority/versions/1/actions`,
      { action: 'withdraw', documentNo: '平发改〔2026〕20号', note: '误发' },
    );
    const after = await eventually(
      () => alertsOf(enterpriseId),
      (items) => items.every(({ condition }) => condition === 'resolved'),
      RAISED_WITHIN_MS,
    );
    expect(after.map(({ condition }) => condition)).toEqual(['resolved', 'resolved']);
  });
});

/** What people are told of these enterprises, from the outbox. */
async function toldOf(stack: Stack, enterpriseIds: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client({
    connectionString: stack.environmentOf('rules').DATABASE_URL ?? '',
  });
  await client.connect();
  const { rows } = await client.query(
    `select enterprise_id, rule, event, severity from notification
     where enterprise_id = any($1) order by enterprise_id, rule`,
    [[...enterpriseIds]],
  );
  await client.end();
  return rows;
}
