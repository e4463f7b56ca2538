import { afterEach, describe, expect, it } from 'vitest';

import { createMqttPublisher, type MqttPublisher } from './mqtt-publisher.ts';
import { startTestMqttServer, type TestMqttServer } from './testing/mqtt-server.ts';

const CREDENTIAL = { username: 'E.D', password: 'secret' };
let servers: TestMqttServer[] = [];
let publishers: MqttPublisher[] = [];

afterEach(async () => {
  await Promise.all(publishers.map((publisher) => publisher.close()));
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  publishers = [];
});

async function serve(options: Parameters<typeof startTestMqttServer>[0] = {}) {
  const server = await startTestMqttServer(options);
  servers.push(server);
  return server;
}

function publishTo(url: string, more: Partial<Parameters<typeof createMqttPublisher>[0]> = {}) {
  const publisher = createMqttPublisher({ url, ...CREDENTIAL, reconnectPeriodMs: 20, ...more });
  publishers.push(publisher);
  return publisher;
}

describe('createMqttPublisher', () => {
  it('publishes in order and counts what was acknowledged', async () => {
    const server = await serve();
    const publisher = publishTo(server.url);
    for (let number = 0; number < 500; number += 1) await publisher.offer('t', String(number));
    await publisher.drained();
    expect(publisher.sentCount).toBe(500);
    expect(publisher.acknowledgedCount).toBe(500);
    expect(server.messages.map(({ payload }) => Number(payload))).toEqual(
      Array.from({ length: 500 }, (_, number) => number),
    );
  });

  it('does not say published before the PUBACK', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await serve({ beforeAcknowledge: () => held });
    const publisher = publishTo(server.url);
    let isDone = false;
    const published = publisher.publish('t', 'x').then(() => {
      isDone = true;
    });
    await expect.poll(() => server.messages.length).toBe(1);
    expect(isDone).toBe(false);
    expect(publisher.acknowledgedCount).toBe(0);
    release();
    await published;
    expect(publisher.acknowledgedCount).toBe(1);
  });

  it('never runs further ahead than its window', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await serve({ beforeAcknowledge: () => held });
    const publisher = publishTo(server.url, { windowMessages: 5 });
    for (let number = 0; number < 5; number += 1) await publisher.offer('t', String(number));
    let isOffered = false;
    const sixth = publisher.offer('t', '5').then(() => {
      isOffered = true;
    });
    await expect.poll(() => server.messages.length).toBe(5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isOffered).toBe(false);
    expect(publisher.sentCount).toBe(5);
    release();
    await sixth;
    await publisher.drained();
    expect(server.messages).toHaveLength(6);
  });

  it('sends again after lost connections, so that nothing is missing', async () => {
    const notices: string[] = [];
    const server = await serve();
    const publisher = publishTo(server.url, {
      windowMessages: 20,
      onNotice: (text) => notices.push(text),
    });
    for (let number = 0; number < 300; number += 1) {
      await publisher.offer('t', String(number));
      if (number % 100 === 50) server.cutConnections();
    }
    await publisher.drained();
    expect(publisher.acknowledgedCount).toBe(300);
    expect(new Set(server.messages.map(({ payload }) => payload)).size).toBe(300);
    expect(notices).toContain('E.D lost its connection.');
    expect(notices).toContain('E.D is connected again.');
  });

  it('waits for a server that is not there yet', async () => {
    const first = await serve();
    const { port } = first;
    await first.close();
    servers = [];
    const publisher = publishTo(`mqtt://127.0.0.1:${port}`);
    const published = publisher.publish('t', 'x');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const server = await serve({ port });
    await published;
    expect(server.messages).toHaveLength(1);
  });

  it('gives up after wrong credentials and rejects what waits', async () => {
    const server = await serve({ password: 'other' });
    const publisher = publishTo(server.url, { refusalsMax: 3 });
    await expect(publisher.publish('t', 'x')).rejects.toThrow('refuses E.D');
    await expect(publisher.offer('t', 'x')).rejects.toThrow('refuses E.D');
    expect(publisher.acknowledgedCount).toBe(0);
  });
});
