import { buildTopic } from '@hengneng/contracts';
import { addMonths, daysInMonth, localDate, monthPeriod } from '@hengneng/domain';
import pg from 'pg';

import { type Api, type DeviceCredential, registerEnterprise, signIn } from '../support/api.ts';
import { personWith } from '../support/energy.ts';
import { publishAll } from '../support/publish-all.ts';
import type { Stack } from '../support/stack.ts';
import { pause, percentile } from './measure.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const KWH_PER_HOUR = 1_000;
const KGCE_PER_KWH = 0.1229;
/** The last reading brings a tenth of the month at once, which crosses the budget. */
const LEAP_SHARE = 0.1;
const FIRST_NUMBER = 700;
const RAISED_WITHIN_MS = 60_000;

interface Budgeted {
  readonly enterpriseId: string;
  readonly device: DeviceCredential;
}

/**
 * From publishing the reading that crosses a signed monthly budget to the alert on record (p99, ms):
 * one enterprise after another, each with an hourly month behind it and nothing wrong with it so far.
 */
export async function alertLatency(stack: Stack, enterprises: number): Promise<number> {
  const admin = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
  const authority = await personWith(
    admin,
    (name, password) => signIn(stack.apiUrl, name, password),
    { username: 'budgets', role: 'authority', scope: { type: 'region', code: '430626' } },
  );
  const month = addMonths(localDate(Date.now(), ZONE).slice(0, 7), -1);
  const database = new pg.Client({
    connectionString: stack.environmentOf('rules').DATABASE_URL ?? '',
  });
  await database.connect();
  try {
    const budgeted: Budgeted[] = [];
    for (let index = 0; index < enterprises; index += 1) {
      budgeted.push(await withBudget({ admin, authority, month, number: FIRST_NUMBER + index }));
    }
    for (const each of budgeted) await publish(stack, each, month, 'all but the last');
    await untilJudged(database, budgeted);
    const samples: number[] = [];
    for (const each of budgeted) {
      const startedAtMs = performance.now();
      await publish(stack, each, month, 'the last');
      await untilRaised(database, each.enterpriseId);
      samples.push(performance.now() - startedAtMs);
    }
    return percentile(samples, 0.99);
  } finally {
    await database.end();
  }
}

/** An enterprise with one meter and a budget of the month that an even month keeps by 2 %. */
async function withBudget(given: {
  readonly admin: Api;
  readonly authority: Api;
  readonly month: string;
  readonly number: number;
}): Promise<Budgeted> {
  const { admin, authority, month, number } = given;
  const enterpriseId = await registerEnterprise(admin, number);
  const path = `/enterprises/${enterpriseId}`;
  await admin.call('POST', `${path}/meters`, {
    ...{ id: 'E01', name: '进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'purchased', level: 1 },
  });
  const evenTce = (daysInMonth(month) * 24 * KWH_PER_HOUR * KGCE_PER_KWH) / 1_000;
  const target = { id: 'total', metric: 'tce', basis: 'calorific', period: 'month' };
  const year = Number(month.slice(0, 4));
  await authority.call('POST', `${path}/policies`, {
    ...{ year, part: 'authority', revision: 0 },
    document: { targets: [{ ...target, limit: evenTce * 1.02 }] },
  });
  await authority.call('POST', `${path}/policies/${year}/authority/sign`, {
    ...{ revision: 1, documentNo: '平发改〔2026〕15号' },
  });
  const device = await admin.call<DeviceCredential>('POST', `${path}/devices`, { id: 'edge-1' });
  return { enterpriseId, device };
}

async function publish(
  stack: Stack,
  { enterpriseId, device }: Budgeted,
  month: string,
  part: 'all but the last' | 'the last',
): Promise<void> {
  const { startMs, endMs } = monthPeriod(month, ZONE);
  const hours = Math.round((endMs - startMs) / HOUR_MS);
  const reading = (hour: number, kwh: number) => ({
    ...{ meterId: 'E01', readAt: startMs + hour * HOUR_MS, value: 5_000 + kwh },
  });
  const even = Array.from({ length: hours }, (_, hour) => reading(hour, hour * KWH_PER_HOUR));
  const leap = reading(hours, hours * KWH_PER_HOUR * (1 + LEAP_SHARE));
  const readings = part === 'the last' ? [leap] : even;
  const topic = buildTopic(enterpriseId, 'edge-1', 'readings');
  const sequence = part === 'the last' ? 2 : 1;
  await publishAll(stack.mqtt, device, [
    { topic, payload: JSON.stringify({ sequence, readings }) },
  ]);
}

/** Until the even month was judged, which must have raised nothing. */
async function untilJudged(database: pg.Client, budgeted: readonly Budgeted[]): Promise<void> {
  const ids = budgeted.map(({ enterpriseId }) => enterpriseId);
  const deadlineMs = Date.now() + RAISED_WITHIN_MS;
  let quietSinceMs = Number.POSITIVE_INFINITY;
  let seen = '';
  while (Date.now() < deadlineMs) {
    const { rows } = await database.query(
      'select enterprise_id, evaluated_at from rule_evaluation where enterprise_id = any($1) order by 1',
      [ids],
    );
    const now = JSON.stringify(rows);
    if (now !== seen) quietSinceMs = Date.now();
    seen = now;
    // Nothing was judged for a while, so nothing waits to be.
    if (rows.length === ids.length && Date.now() - quietSinceMs > 5_000) return;
    await pause(250);
  }
  throw new Error('The enterprises with a budget were not judged in a minute.');
}

async function untilRaised(database: pg.Client, enterpriseId: string): Promise<void> {
  const deadlineMs = Date.now() + RAISED_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    const { rowCount } = await database.query(
      "select 1 from alert where enterprise_id = $1 and rule = 'exhausted' and condition = 'firing'",
      [enterpriseId],
    );
    if ((rowCount ?? 0) > 0) return;
    await pause(10);
  }
  throw new Error(`No alert of ${enterpriseId} in a minute.`);
}
