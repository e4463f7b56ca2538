import { randomUUID } from 'node:crypto';
import {
  createSecretBox,
  holdDeviceWatch,
  insertChannel,
  insertEnterprises,
  insertSilence,
  keepDeviceWatch,
  listDeliveries,
  type NewChannel,
  type NewNotification,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { NotifierService } from './notifier-service.ts';
import { type Listener, startListener } from './testing/listener.ts';
import {
  enterpriseNamed,
  type NotifierWorld,
  SECRETS_KEY,
  startNotifierWorld,
} from './testing/notifier-world.ts';

const UNTIL = { timeout: 30_000, interval: 20 };
const HOUR_MS = 3_600_000;

let world: NotifierWorld;
let listener: Listener;
let service: NotifierService;
let made = 0;
beforeAll(async () => {
  world = await startNotifierWorld();
  listener = await startListener();
  service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
});
afterAll(async () => {
  await service.stop();
  await listener.close();
  await world.dispose();
});

/** An enterprise of its own with one channel. */
async function enterprise(channel: Partial<NewChannel> = {}): Promise<string> {
  made += 1;
  const id = `91430626MA0000${String(made).padStart(4, '0')}`;
  await world.database.transaction(async (tx) => {
    await insertEnterprises(tx, [enterpriseNamed(id)], 'tester');
    const item = {
      ...{ id: randomUUID(), scopeType: 'enterprise' as const, scopeId: id, name: 'x' },
      ...{ kind: 'webhook' as const, address: `http://127.0.0.1:${listener.port}/${id}` },
      ...channel,
    };
    const recorded = { atMs: Date.now(), by: 'tester' };
    await insertChannel(tx, item, recorded, createSecretBox(SECRETS_KEY));
  });
  return id;
}

async function tell(enterpriseId: string, item: Partial<NewNotification>): Promise<void> {
  const subjectId = `${enterpriseId}/${item.subjectId ?? item.rule ?? 'x'}`;
  await world.enqueue({ ...item, enterpriseId, subjectId });
}

async function log(enterpriseId: string): Promise<string[]> {
  const query = { enterpriseId, limit: 100 };
  const entries = await listDeliveries(world.database.executor, SYSTEM_SCOPE, query);
  return entries.flatMap(({ kind, outcome, reason }) =>
    kind === 'console' || kind === 'mqtt' ? [] : [`${outcome} ${reason.replace(/:.*/, '')}`],
  );
}

/** What the channel of an enterprise was sent, as text. */
function heard(enterpriseId: string): string {
  return listener.heard
    .filter(({ url }) => url.pathname === `/${enterpriseId}`)
    .map(({ body }) => JSON.parse(body).text)
    .join('\n');
}

const waitForLog = (id: string, line: string) =>
  vi.waitFor(async () => expect(await log(id)).toContain(line), UNTIL);
const waitUntilHeard = (id: string, words: string) =>
  vi.waitFor(() => expect(heard(id)).toContain(words), UNTIL);

describe('the running notifier', () => {
  it('says nothing of what somebody silenced, and keeps who and why', async () => {
    const id = await enterprise();
    await insertSilence(
      world.database.executor,
      {
        ...{ id: randomUUID(), scopeType: 'enterprise', scopeId: id, reason: '通讯改造' },
        matchers: [{ field: 'rule', values: ['trend'] }],
        ...{ fromMs: Date.now() - HOUR_MS, toMs: Date.now() + HOUR_MS },
      },
      { atMs: Date.now(), by: 'li' },
    );
    await tell(id, { rule: 'trend' });
    await waitForLog(id, 'suppressed silence');
    await tell(id, { rule: 'progress' });
    await waitUntilHeard(id, '超时序进度');
    expect(heard(id)).not.toContain('同比');
  });

  it('lets only the gravest through in quiet hours', async () => {
    const id = await enterprise({ quietHours: { from: '00:00', to: '23:59' } });
    await tell(id, { rule: 'trend', severity: 2 });
    await waitForLog(id, 'suppressed quiet-hours');
    await tell(id, { rule: 'unit-product-limit', severity: 3 });
    await waitUntilHeard(id, '超限额用能');
    expect(heard(id)).not.toContain('同比');
  });

  it('does not tell of missing data of a meter whose device is known to be silent', async () => {
    const id = await enterprise();
    const labels = { deviceId: 'edge-1' };
    await tell(id, { rule: 'device-offline', word: 'alarm', labels, messageKey: 'x' });
    await tell(id, {
      ...{ rule: 'no-data', word: 'alarm', messageKey: 'x' },
      labels: { ...labels, meterId: 'E01' },
    });
    await waitUntilHeard(id, '设备离线');
    await waitForLog(id, 'suppressed inhibited');
    expect(heard(id)).not.toContain('数据中断');
  });

  it('holds alarms back while half the devices are silent, and tells what is left afterwards', async () => {
    const id = await enterprise();
    const trip = (atMs: number | null) =>
      world.database.transaction(async (tx) => {
        await holdDeviceWatch(tx, Date.now());
        await keepDeviceWatch(tx, atMs, Date.now());
      });
    await trip(Date.now());
    await tell(id, { rule: 'device-offline', word: 'alarm', labels: { deviceId: 'd' } });
    await waitForLog(id, 'suppressed breaker');
    await tell(id, { rule: 'progress' });
    await waitUntilHeard(id, '超时序进度');
    expect(heard(id)).not.toContain('设备离线');
    await trip(null);
    // The book is looked at again with the next news, or within half a minute.
    await tell(id, { rule: 'trend' });
    await waitUntilHeard(id, '设备离线');
  });

  it('goes on with the others while one side does not answer', async () => {
    const [away, here] = [await enterprise(), await enterprise()];
    listener.answerWith(({ url }) =>
      url.pathname === `/${away}` ? { status: 503, text: 'no' } : { status: 200, text: 'ok' },
    );
    await tell(away, { rule: 'trend' });
    await waitForLog(away, 'failed first');
    await tell(here, { rule: 'trend' });
    await waitUntilHeard(here, '同比');
    listener.answerWith(() => ({ status: 200, text: 'ok' }));
    await waitForLog(away, 'delivered first');
  });
});
