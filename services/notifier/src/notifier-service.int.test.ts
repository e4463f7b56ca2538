import { randomUUID } from 'node:crypto';
import { insertChannel, type NewChannel } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { webhookSignature } from './channels/webhook.ts';
import { type Listener, startListener } from './testing/listener.ts';
import { ENTERPRISE, type NotifierWorld, startNotifierWorld } from './testing/notifier-world.ts';

let world: NotifierWorld;
let listener: Listener;

beforeAll(async () => {
  world = await startNotifierWorld();
  listener = await startListener();
});
afterAll(async () => {
  await listener.close();
  await world.dispose();
});

async function addChannel(item: Partial<NewChannel>): Promise<string> {
  const id = randomUUID();
  await insertChannel(
    world.database.executor,
    {
      id,
      scopeType: 'enterprise',
      scopeId: ENTERPRISE,
      kind: 'webhook',
      name: 'x',
      address: `http://127.0.0.1:${listener.port}/hook`,
      secret: 'key',
      ...item,
    },
    { atMs: Date.now(), by: 'tester' },
  );
  return id;
}

describe('startNotifier', () => {
  it('delivers a row of the outbox as a signed webhook, once', async () => {
    await addChannel({});
    const service = await world.start({ NOTIFIER_WEBHOOK_HOSTS: `127.0.0.1:${listener.port}` });
    await world.enqueue();
    await world.enqueue();
    await vi.waitFor(() => expect(listener.heard).toHaveLength(1), 5_000);
    const [request] = listener.heard;
    const timestamp = String(request?.headers['x-hengneng-timestamp']);
    const signature = `v1=${webhookSignature('key', timestamp, request?.body ?? '')}`;
    expect(request?.headers['x-hengneng-signature']).toBe(signature);
    const body = JSON.parse(request?.body ?? '');
    expect(body.reason).toBe('first');
    expect(body.title).toBe('【橙色用能预警】平江水泥有限公司');
    await service.stop();
    expect(listener.heard).toHaveLength(1);
  });
});
