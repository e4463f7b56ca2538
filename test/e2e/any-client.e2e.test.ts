import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildTopic } from '@hengneng/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type Api,
  accounts,
  type DeviceCredential,
  registerEnterprise,
  registerPowerMeter,
  signIn,
  waitUntilProcessed,
} from '../support/api.ts';
import { publishAll } from '../support/publish-all.ts';
import { type Stack, startStack } from '../support/stack.ts';

const run = promisify(execFile);
/** The time from publish until a reading is in the api's answer, at most. */
const VISIBLE_WITHIN_MS = 2_000;

/** What a client of another make does: publish one reading at QoS 1 and leave. */
const PAHO = `
import sys, paho.mqtt.client as mqtt
host, port, user, password, topic, payload = sys.argv[1:]
client = mqtt.Client(client_id=user, clean_session=True, protocol=mqtt.MQTTv311)
client.username_pw_set(user, password)
client.connect(host, int(port))
client.loop_start()
info = client.publish(topic, payload, qos=1)
info.wait_for_publish(10)
client.loop_stop()
client.disconnect()
sys.exit(0 if info.is_published() else 1)
`;

describe('the running system', () => {
  let stack: Stack;
  let api: Api;
  let enterpriseId: string;
  let device: DeviceCredential;
  let topic: string;

  beforeAll(async () => {
    stack = await startStack();
    api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    enterpriseId = await registerEnterprise(api, 77);
    await registerPowerMeter(api, enterpriseId, 'E01');
    device = await api.call('POST', `/enterprises/${enterpriseId}/devices`, {
      id: 'edge-1',
      name: '能耗网关',
    });
    topic = buildTopic(enterpriseId, 'edge-1', 'readings');
  });
  afterAll(async () => {
    await stack?.stop();
  });

  /** Waits until the api answers with a reading of this instant; returns its value. */
  async function visible(readAtMs: number): Promise<number> {
    const from = encodeURIComponent(new Date(readAtMs).toISOString());
    const to = encodeURIComponent(new Date(readAtMs + 1).toISOString());
    const startedAtMs = performance.now();
    while (performance.now() - startedAtMs < VISIBLE_WITHIN_MS) {
      const { items } = await api.call<{ items: { value: number }[] }>(
        'GET',
        `/enterprises/${enterpriseId}/readings?meterId=E01&from=${from}&to=${to}`,
      );
      if (items[0] !== undefined) return items[0].value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`Not visible within ${VISIBLE_WITHIN_MS} ms.`);
  }

  it('answers the console at its address, and the documentation at /api/docs', async () => {
    const console = await fetch(stack.apiUrl);
    expect(console.status).toBe(200);
    expect(await console.text()).toContain('<div id="root">');
    const documentation = await fetch(`${stack.apiUrl}/api/docs`);
    expect(documentation.status).toBe(200);
    expect(await documentation.text()).toContain('swagger-ui');
  });

  it('takes a reading from mosquitto_pub and shows it within two seconds', async () => {
    const readAtMs = Date.UTC(2026, 0, 1);
    const payload = JSON.stringify({ readAt: '2026-01-01T08:00:00+08:00', values: { E01: 12.5 } });
    await run('mosquitto_pub', [
      ...['-V', 'mqttv311', '-h', stack.mqtt.host, '-p', String(stack.mqtt.port), '-q', '1'],
      ...['-u', device.username, '-P', device.password, '-i', device.username],
      ...['-t', topic, '-m', payload],
    ]);
    expect(await visible(readAtMs)).toBe(12.5);
  });

  it('takes a reading from Paho for Python', async () => {
    const readAtMs = Date.UTC(2026, 0, 2);
    const payload = JSON.stringify({
      readings: [{ meterId: 'E01', readAt: readAtMs, value: '7.25' }],
    });
    await run('/usr/bin/python3', [
      ...['-c', PAHO, stack.mqtt.host, String(stack.mqtt.port)],
      ...[device.username, device.password, topic, payload],
    ]);
    expect(await visible(readAtMs)).toBe(7.25);
  });

  it('refuses what is wrong with its reason and keeps the good readings beside it', async () => {
    const before = (await accounts(api)).byEnterprise.get(enterpriseId);
    const readAt = Date.UTC(2026, 0, 3);
    const tenYearsAhead = Date.now() + 10 * 365 * 86_400_000;
    const good = (day: number) =>
      `{"meterId":"E01","readAt":${readAt + day * 1_000},"value":${day}}`;
    await publishAll(stack.mqtt, device, [
      { topic, payload: '{"readAt":1,' },
      { topic, payload: `{"readAt":${readAt},"values":{"E01":NaN}}` },
      {
        topic,
        payload: `{"readings":[${good(1)},{"meterId":"E01","readAt":${readAt},"value":1e400}]}`,
      },
      {
        topic,
        payload: `{"readings":[${good(2)},{"meterId":"E99","readAt":${readAt},"value":1}]}`,
      },
      {
        topic,
        payload: `{"readings":[${good(3)},{"meterId":"E01","readAt":"2026-01-03T08:00:00","value":1}]}`,
      },
      {
        topic,
        payload: `{"readings":[${good(4)},{"meterId":"E01","readAt":${tenYearsAhead},"value":1}]}`,
      },
      { topic, payload: `{"readAt":${readAt + 5_000},"values":{"E01":5,"__proto__":1}}` },
      { topic, payload: Buffer.alloc(300 * 1_024, 0x20) },
      { topic: topic.replace(enterpriseId, '91110000600037341L'), payload: '{}' },
      { topic, payload: `{"readings":[${good(6)}]}`, retain: true },
      { topic, payload: `{"readings":[${good(7)}]}`, qos: 2 },
    ]);
    await waitUntilProcessed(api, 20_000);
    const after = (await accounts(api)).byEnterprise.get(enterpriseId);
    expect(after?.balanced).toBe(true);
    expect((after?.stored ?? 0) - (before?.stored ?? 0)).toBe(6);
    expect(after?.quarantined).toEqual({
      malformed: 2,
      'not-a-number': 1,
      'unknown-meter': 2,
      'bad-time': 1,
      'future-time': 1,
      'too-large': 1,
      'wrong-enterprise': 1,
      retained: 1,
    });
    const { items } = await api.call<{ items: { reason: string }[] }>(
      'GET',
      `/quarantine?enterpriseId=${enterpriseId}&limit=50`,
    );
    expect(items.length).toBe(10);
  });
});
