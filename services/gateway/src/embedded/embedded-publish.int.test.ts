import { createHash } from 'node:crypto';

import { MESSAGE_BYTES_MAX, receiptSchema } from '@hengneng/contracts';
import { afterEach, describe, expect, it } from 'vitest';

import {
  DEVICE,
  type EmbeddedHarness,
  ENTERPRISE,
  PASSWORD,
  READINGS,
  startEmbedded,
  USERNAME,
} from '../testing/embedded-harness.ts';
import { pauseMs, until } from '../testing/until.ts';

const PREFIX = `energy/v1/${ENTERPRISE}/${DEVICE}`;

let harness: EmbeddedHarness;
afterEach(() => harness.close());

/** What the journal holds, without what is the same in every test. */
function journalled() {
  return harness.journal.records.map(({ topic, refusal }) => ({ topic, refusal }));
}

describe('PUBLISH to the embedded door', () => {
  it('is acknowledged after the sync, and not before', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    harness.journal.held = true;
    let acknowledged = false;
    const published = client.publishAsync(READINGS, '{}', { qos: 1 }).then(() => {
      acknowledged = true;
    });
    await until(() => harness.journal.records.length === 1, 'the message is appended');
    await pauseMs(50);
    expect(acknowledged).toBe(false);
    harness.journal.held = false;
    harness.journal.sync();
    await published;
    expect(harness.journal.records[0]).toMatchObject({ source: `mqtt:${USERNAME}` });
  });

  it('is never acknowledged once the journal has failed', async () => {
    harness = await startEmbedded();
    const raw = await harness.raw('connected');
    harness.journal.failure = new Error('disk gone');
    const publish = { cmd: 'publish', qos: 1, dup: false, retain: false } as const;
    raw.send({ ...publish, topic: READINGS, payload: '{}', messageId: 1 });
    await until(() => harness.happened.includes('fatal disk gone'), 'the failure is noticed');
    await pauseMs(50);
    expect(raw.received).toEqual([]);
  });

  it.each([
    {
      name: 'another enterprise',
      topic: 'energy/v1/OTHER/edge-1/readings',
      refusal: 'wrong-enterprise',
    },
    {
      name: '__proto__',
      topic: 'energy/v1/__proto__/edge-1/readings',
      refusal: 'wrong-enterprise',
    },
    {
      name: 'another device',
      topic: `energy/v1/${ENTERPRISE}/edge-2/readings`,
      refusal: 'unknown-device',
    },
    { name: 'a downlink', topic: `${PREFIX}/receipts`, refusal: 'malformed' },
    { name: 'another scheme', topic: 'factory/1', refusal: 'malformed' },
    { name: 'our own $SYS', topic: '$SYS/broker/uptime', refusal: 'malformed' },
    { name: 'a topic of 200 levels', topic: 'a/'.repeat(200), refusal: 'malformed' },
  ])(
    'to $name is acknowledged and quarantined, and holds nothing up',
    async ({ topic, refusal }) => {
      harness = await startEmbedded();
      const client = await harness.connect();
      await client.publishAsync(topic, '{}', { qos: 1 });
      await client.publishAsync(READINGS, '{}', { qos: 1 });
      expect(journalled()).toEqual([
        { topic, refusal },
        { topic: READINGS, refusal: null },
      ]);
    },
  );

  it('keeps at most 1 024 characters of a topic', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.publishAsync(`${PREFIX}/${'x'.repeat(60_000)}`, '{}', { qos: 1 });
    expect(harness.journal.records[0]?.topic).toHaveLength(1_024);
  });

  it('with the retain flag is quarantined and never sent to a later subscriber', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.publishAsync(READINGS, '{}', { qos: 1, retain: true });
    expect(journalled()).toEqual([{ topic: READINGS, refusal: 'retained' }]);
  });

  it('at QoS 0 is journalled', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.publishAsync(READINGS, '{}', { qos: 0 });
    await until(() => harness.journal.records.length === 1, 'the message is journalled');
  });

  it('at QoS 2 ends its handshake and is journalled once', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.publishAsync(READINGS, '{"a":1}', { qos: 2 });
    await client.publishAsync(READINGS, '{"a":2}', { qos: 2 });
    expect(harness.journal.records).toHaveLength(2);
  });

  it('at QoS 2, sent again before its release, is journalled once', async () => {
    harness = await startEmbedded();
    const raw = await harness.raw('connected');
    const publish = {
      cmd: 'publish',
      topic: READINGS,
      payload: '{}',
      qos: 2,
      retain: false,
    } as const;
    raw.send({ ...publish, messageId: 5, dup: false });
    raw.send({ ...publish, messageId: 5, dup: true });
    await raw.next('pubrec');
    raw.send({ ...publish, messageId: 5, dup: true });
    await raw.next('pubrec');
    raw.send({ cmd: 'pubrel', messageId: 5 });
    await raw.next('pubcomp');
    expect(harness.journal.records).toHaveLength(1);
    raw.send({ ...publish, messageId: 5, dup: false });
    await until(() => harness.journal.records.length === 2, 'the id may be used again');
  });

  it('of 300 KiB is acknowledged and kept as hash, length and first KiB', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    const payload = Buffer.alloc(300 * 1_024, 'x');
    await client.publishAsync(READINGS, payload, { qos: 1 });
    await client.publishAsync(READINGS, Buffer.alloc(MESSAGE_BYTES_MAX, 'y'), { qos: 1 });
    expect(journalled().map(({ refusal }) => refusal)).toEqual(['too-large', null]);
    expect(JSON.parse(String(harness.journal.records[0]?.payload))).toEqual({
      sha256: createHash('sha256').update(payload).digest('hex'),
      bytes: payload.length,
      head: payload.toString('base64', 0, 1_024),
    });
  });

  it.each([
    { qos: 1 as const, answer: 'puback' as const },
    { qos: 2 as const, answer: 'pubrec' as const },
  ])('of 60 MB at QoS $qos is recorded by its beginning, answered and cut off', async (given) => {
    harness = await startEmbedded();
    harness.directory.register(ENTERPRISE, 'edge-2', { password: PASSWORD });
    const bystander = await harness.connect({ username: `${ENTERPRISE}.edge-2` });
    const raw = await harness.raw('connected');
    const before = process.memoryUsage.rss();
    const payload = Buffer.alloc(60_000_000, 'z');
    const publish = { cmd: 'publish', dup: false, retain: false, messageId: 9 } as const;
    raw.send({ ...publish, qos: given.qos, topic: READINGS, payload });
    expect(await raw.next(given.answer)).toMatchObject({ messageId: 9 });
    await raw.ended();
    const record = harness.journal.records[0];
    expect(record?.refusal).toBe('too-large');
    expect(JSON.parse(String(record?.payload))).toEqual({
      sha256: null,
      bytes: 60_000_000,
      head: payload.toString('base64', 0, 1_024),
    });
    // The sender's own 60 MB are in this process too; a second copy would show.
    expect(process.memoryUsage.rss() - before).toBeLessThan(180_000_000);
    expect(bystander.connected).toBe(true);
  });
});

describe('downlinks of the embedded door', () => {
  it('sends the receipt to a device that subscribed to it', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await client.subscribeAsync(`${PREFIX}/receipts`, { qos: 1 });
    const received = new Promise<Buffer>((resolve) =>
      client.once('message', (_topic, payload) => resolve(payload)),
    );
    const payload = '{"sequence": 42, "values":{}}';
    await client.publishAsync(READINGS, payload, { qos: 1 });
    const receipt = receiptSchema.parse(JSON.parse(String(await received)));
    expect(receipt).toMatchObject({
      sha256: createHash('sha256').update(payload).digest('hex'),
      position: '1/1/1',
      sequence: 42,
    });
  });

  it.each([
    '#',
    'energy/v1/+/+/receipts',
    `energy/v1/${ENTERPRISE}/#`,
    '$SYS/#',
    `${PREFIX}/readings`,
  ])('refuses the filter %s', async (filter) => {
    harness = await startEmbedded();
    const client = await harness.connect();
    await expect(client.subscribeAsync(filter)).rejects.toThrow();
    expect(client.connected).toBe(true);
  });

  it('delivers to the device it is for, to all of the enterprise, and to nobody else', async () => {
    harness = await startEmbedded();
    const heard: string[] = [];
    for (const [enterprise, device] of [
      [ENTERPRISE, 'a'],
      [ENTERPRISE, 'b'],
      ['OTHER', 'a'],
    ] as const) {
      harness.directory.register(enterprise, device, { password: PASSWORD });
      const client = await harness.connect({ username: `${enterprise}.${device}` });
      await client.subscribeAsync(`energy/v1/${enterprise}/${device}/#`);
      client.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
    }
    const downlink = { enterpriseId: ENTERPRISE, kind: 'rejections' as const };
    harness.source.deliver({ ...downlink, deviceId: 'a', payload: '1' });
    harness.source.deliver({ ...downlink, deviceId: '', payload: '2' });
    await until(() => heard.length === 3, 'three downlinks have come');
    await pauseMs(50);
    expect(heard.sort()).toEqual([
      `energy/v1/${ENTERPRISE}/a/rejections 1`,
      `energy/v1/${ENTERPRISE}/a/rejections 2`,
      `energy/v1/${ENTERPRISE}/b/rejections 2`,
    ]);
  });

  it('stops after UNSUBSCRIBE', async () => {
    harness = await startEmbedded();
    const client = await harness.connect();
    const heard: string[] = [];
    client.on('message', (topic) => heard.push(topic));
    await client.subscribeAsync(`${PREFIX}/receipts`);
    await client.unsubscribeAsync(`${PREFIX}/receipts`);
    await client.publishAsync(READINGS, '{}', { qos: 1 });
    await pauseMs(50);
    expect(heard).toEqual([]);
  });
});

describe('a sender that is too fast', () => {
  it('is slowed, not cut, while another device is served at once', async () => {
    harness = await startEmbedded({ deviceMessagesPerSecond: 100 });
    harness.directory.register(ENTERPRISE, 'edge-2', { password: PASSWORD });
    const flooding = await harness.connect();
    const quiet = await harness.connect({ username: `${ENTERPRISE}.edge-2` });
    // 200 may come at once, the other 100 take a second.
    const startedAtMs = performance.now();
    const flood = Array.from({ length: 300 }, () =>
      flooding.publishAsync(READINGS, '{}', { qos: 1 }),
    );
    await pauseMs(100);
    const askedAtMs = performance.now();
    await quiet.publishAsync(`energy/v1/${ENTERPRISE}/edge-2/readings`, '{}', { qos: 1 });
    expect(performance.now() - askedAtMs).toBeLessThan(250);
    await Promise.all(flood);
    expect(performance.now() - startedAtMs).toBeGreaterThan(800);
    expect(flooding.connected).toBe(true);
    expect(harness.happened).toContain('throttled');
  });

  it('waits in its socket while the disk is full, and goes on by itself', async () => {
    harness = await startEmbedded();
    const client = await harness.connect({ keepalive: 1 });
    harness.journal.held = true;
    harness.journal.blocked = true;
    harness.custody.recheck();
    const published = Array.from({ length: 100 }, () =>
      client.publishAsync(READINGS, '{}', { qos: 1 }),
    );
    await pauseMs(200);
    expect(harness.custody.problem()).toBe('The disk of the journal is full.');
    expect(harness.journal.records).toEqual([]);
    harness.journal.held = false;
    harness.journal.blocked = false;
    harness.custody.recheck();
    await Promise.all(published);
    expect(harness.custody.problem()).toBeNull();
  });
});
