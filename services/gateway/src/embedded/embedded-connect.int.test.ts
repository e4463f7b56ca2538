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

const OTHER = `${ENTERPRISE}.edge-2`;

let harness: EmbeddedHarness;
afterEach(() => harness.close());

describe('CONNECT to the embedded door', () => {
  it.each([
    { name: 'a wrong password', options: { password: 'guess' }, code: 5 },
    { name: 'no password', options: { password: '' }, code: 5 },
    { name: 'an unknown device', options: { username: `${ENTERPRISE}.nobody` }, code: 5 },
    { name: 'an unknown enterprise', options: { username: 'X.edge-1' }, code: 5 },
    { name: 'a name without a device', options: { username: ENTERPRISE }, code: 5 },
    { name: '__proto__ as a device', options: { username: `${ENTERPRISE}.__proto__` }, code: 5 },
    { name: 'the client id of another device', options: { clientId: OTHER }, code: 2 },
    { name: 'an empty client id', options: { clientId: '' }, code: 2 },
    { name: '__proto__ as client id', options: { clientId: '__proto__' }, code: 2 },
    { name: 'MQTT 5', options: { protocolVersion: 5 as const }, code: 1 },
  ])('refuses $name with code $code', async ({ options, code }) => {
    harness = await startEmbedded();
    await expect(harness.connect(options)).rejects.toMatchObject({ code });
  });

  it('answers "server unavailable" while the registry cannot be read', async () => {
    harness = await startEmbedded();
    harness.directory.ready = false;
    await expect(harness.connect({ username: OTHER })).rejects.toMatchObject({ code: 3 });
  });

  it('lets in by the credential that was replaced a moment ago, and not by the old one', async () => {
    harness = await startEmbedded();
    harness.directory.register(ENTERPRISE, DEVICE, { password: 'new' });
    await expect(harness.connect()).rejects.toMatchObject({ code: 5 });
    await harness.connect({ password: 'new' });
  });

  it('keeps a device whose client id somebody else tries to take', async () => {
    harness = await startEmbedded();
    harness.directory.register(ENTERPRISE, 'edge-2', { password: 'theirs' });
    const victim = await harness.connect();
    const stolen = { username: OTHER, password: 'theirs', clientId: USERNAME };
    await expect(harness.connect(stolen)).rejects.toMatchObject({ code: 2 });
    await victim.publishAsync(READINGS, '{}', { qos: 1 });
    expect(victim.connected).toBe(true);
  });

  it('closes the old connection when the same device connects again', async () => {
    harness = await startEmbedded();
    const first = await harness.connect();
    const second = await harness.connect();
    await until(() => !first.connected, 'the first connection is closed');
    await second.publishAsync(READINGS, '{}', { qos: 1 });
    expect(harness.journal.records).toHaveLength(1);
  });

  it.each([
    { name: 'revoked', change: { password: PASSWORD, revoked: true } },
    { name: 'given another password', change: { password: 'another' } },
  ])('disconnects a device within 2 s of being $name', async ({ change }) => {
    harness = await startEmbedded();
    harness.directory.register(ENTERPRISE, 'edge-2', { password: PASSWORD });
    const client = await harness.connect();
    const bystander = await harness.connect({ username: OTHER });
    harness.directory.register(ENTERPRISE, DEVICE, change);
    await until(() => !client.connected, 'the device is disconnected', 2_000);
    expect(bystander.connected).toBe(true);
    await expect(harness.connect()).rejects.toMatchObject({ code: 5 });
  });

  it('keeps no session and ignores wills, whatever the client asks for', async () => {
    harness = await startEmbedded();
    const will = { topic: READINGS, payload: Buffer.from('{}'), qos: 1 as const, retain: true };
    const client = await harness.connect({ clean: false, will });
    let sessionPresent: boolean | undefined;
    client.stream.destroy();
    const again = await harness.raw();
    again.sendConnect(USERNAME, PASSWORD, { clean: false });
    const connack = await again.next('connack');
    if (connack?.cmd === 'connack') sessionPresent = connack.sessionPresent;
    await pauseMs(50);
    expect(sessionPresent).toBe(false);
    expect(harness.journal.records).toEqual([]);
    expect(harness.happened).toContain('will-ignored');
  });
});

describe('a stranger at the embedded door', () => {
  it('is cut off when its CONNECT does not come in time', async () => {
    harness = await startEmbedded({ connectTimeoutMs: 100 });
    const raw = await harness.raw();
    raw.socket.write(Buffer.from([0x10, 0x40, 0]));
    await raw.ended();
  });

  it.each([
    {
      name: 'sends something else first',
      bytes: [0x30, 0x05, 0, 1, 0x61, 1, 1],
      why: 'not-connect',
    },
    {
      name: 'declares a CONNECT of 1 MB',
      bytes: [0x10, 0x80, 0x80, 0x40],
      why: 'connect-too-large',
    },
    {
      name: 'sends no MQTT at all',
      bytes: [...Buffer.from('GET / HTTP/1.1\r\n')],
      why: 'not-connect',
    },
    {
      name: 'sends a length of five bytes',
      bytes: [0x10, 255, 255, 255, 255, 1],
      why: 'invalid-length',
    },
  ])('is cut off when it $name', async ({ bytes, why }) => {
    harness = await startEmbedded();
    const raw = await harness.raw();
    raw.socket.write(Buffer.from(bytes));
    await raw.ended();
    expect(harness.happened).toContain(`violation ${why}`);
  });

  it('is taken for dead after the longest silence, even without a keep-alive', async () => {
    harness = await startEmbedded({ silenceMaxMs: 300 });
    const raw = await harness.raw('connected');
    await raw.ended();
    expect(harness.happened).toContain('connection-failed');
  });

  it('gets no more than the configured number of connections', async () => {
    harness = await startEmbedded({ connectionsMax: 1 });
    await harness.connect();
    const second = await harness.raw();
    await second.ended();
    expect(harness.happened).toContain('connect-refused connections');
  });

  it('is served when it sends CONNECT and messages in one go, or byte by byte', async () => {
    harness = await startEmbedded();
    const eager = await harness.raw();
    eager.socket.cork();
    eager.sendConnect(USERNAME, PASSWORD);
    const publish = { cmd: 'publish', qos: 1, dup: false, retain: false } as const;
    for (let messageId = 1; messageId <= 200; messageId += 1) {
      eager.send({ ...publish, topic: READINGS, payload: '{}', messageId });
    }
    eager.socket.uncork();
    await until(() => eager.received.length === 201, 'everything is answered');
    expect(harness.journal.records).toHaveLength(200);
  });

  it('is served when its packets come byte by byte', async () => {
    harness = await startEmbedded();
    const slow = await harness.raw('connected');
    slow.socket.setNoDelay(true);
    const { generate } = await import('mqtt-packet');
    const packet = generate({
      cmd: 'publish',
      qos: 1,
      dup: false,
      retain: false,
      topic: READINGS,
      payload: 'x'.repeat(200),
      messageId: 7,
    });
    for (const byte of packet) {
      slow.socket.write(Buffer.from([byte]));
      await pauseMs(0);
    }
    expect(await slow.next('puback')).toMatchObject({ messageId: 7 });
  });
});
