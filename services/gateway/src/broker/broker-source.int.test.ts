import { Writable } from 'node:stream';
import { createLogger } from '@hengneng/telemetry';
import { startTestMosquitto, type TestServer } from '@hengneng/testkit';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createCustody } from '../custody/custody.ts';
import type { MessageSource } from '../message-source.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import { pauseMs, until } from '../testing/until.ts';
import { type BrokerOptions, createBrokerSource } from './broker-source.ts';

const PASSWORD = 'secret';
const READINGS = 'energy/v1/E1/edge-1/readings';

let broker: TestServer;
let clientId: string;
let device: MqttClient;
let testCount = 0;
const doors: MessageSource[] = [];
const logged: string[] = [];

beforeAll(async () => {
  broker = await startTestMosquitto({ users: { gateway: PASSWORD, device: PASSWORD } });
});
afterAll(() => broker.dispose());
beforeEach(async () => {
  testCount += 1;
  clientId = `gateway-${testCount}`;
  logged.length = 0;
  device = await mqtt.connectAsync(broker.url, {
    username: 'device',
    password: PASSWORD,
    reconnectPeriod: 50,
  });
  device.on('error', () => {});
});
afterEach(async () => {
  device.end(true);
  for (const door of doors.splice(0)) await door.stop();
  // Ends the session, so that the next test does not find its messages.
  const last = await mqtt.connectAsync(broker.url, {
    clientId,
    username: 'gateway',
    password: PASSWORD,
    clean: true,
  });
  await last.endAsync();
});

async function openDoor(overrides: Partial<BrokerOptions> = {}, openWithinMs = 10_000) {
  const journal = new MemoryJournal();
  const custody = createCustody({ journal, outstandingBytesMax: 1e6, onFatal: () => {} });
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const door = createBrokerSource({
    url: broker.url,
    clientId,
    username: 'gateway',
    password: PASSWORD,
    ca: undefined,
    refuseAnonymous: true,
    expectSession: false,
    assignment: { instance: 0, instances: 1 },
    custodian: custody,
    listEnterprises: async () => ['E1', 'E2', 'E3', 'E4'],
    listDevices: () => ['edge-1', 'edge-2'],
    onDownlinkDropped: () => {},
    onFatal: (error) => logged.push(error.message),
    logger: createLogger({ service: 'test', destination }),
    ...overrides,
  });
  doors.push(door);
  await door.start();
  await until(() => door.problem() === null, 'the door is open', openWithinMs);
  return { door, journal, custody };
}

describe('the broker door', () => {
  it('leaves a message with the broker until it is on disk, through a restart of the door', async () => {
    const first = await openDoor();
    first.journal.held = true;
    await device.publishAsync(READINGS, '{"n":1}', { qos: 1 });
    await until(() => first.journal.records.length === 1, 'the message is under way');
    // Stopped without its sync: as a kill would.
    doors.length = 0;
    void first.door.stop();
    const second = await openDoor();
    await until(() => second.journal.records.length === 1, 'the broker sends it again');
    expect(String(second.journal.records[0]?.payload)).toBe('{"n":1}');
    await pauseMs(100);
    await second.door.stop();
    doors.length = 0;
    const third = await openDoor();
    await pauseMs(200);
    expect(third.journal.records).toEqual([]);
  }, 30_000);

  it('reads on while earlier messages are on their way to the disk', async () => {
    const { journal } = await openDoor();
    journal.held = true;
    for (let index = 0; index < 500; index += 1) {
      device.publish(READINGS, `{"n":${index}}`, { qos: 1 });
    }
    await until(() => journal.records.length === 500, 'all are under way at once');
    journal.held = false;
    journal.sync();
    device.publish(READINGS, '{"n":"last"}', { qos: 1 });
    await until(() => journal.records.length === 501, 'it goes on');
  });

  it('works on after kill -9 of the broker, with its session and subscriptions', async () => {
    const { journal, door } = await openDoor();
    await device.publishAsync(READINGS, '{"n":1}', { qos: 1 });
    await until(() => journal.records.length === 1, 'a message has come');
    await pauseMs(1_200);
    await broker.crash();
    await until(() => door.problem() !== null, 'the loss is noticed');
    await broker.restart();
    await until(() => door.problem() === null, 'the door is open again', 20_000);
    await until(() => device.connected, 'the device is back');
    await device.publishAsync(READINGS, '{"n":2}', { qos: 1 });
    await until(() => journal.records.length >= 2, 'messages come again');
  }, 40_000);

  it('raises an alarm when the broker has lost the session', async () => {
    await openDoor({ expectSession: true });
    expect(logged.join()).toContain('The broker has lost our session');
  });

  it('marks retained messages, keeps stubs of large ones, takes the topic as authority', async () => {
    const { journal } = await openDoor();
    await device.publishAsync(READINGS, '{"n":1}', { qos: 1, retain: true });
    await device.publishAsync(READINGS, Buffer.alloc(300_000), { qos: 1 });
    await device.publishAsync('energy/v1/E9/x/outputs', '{}', { qos: 2 });
    await device.publishAsync('somewhere/else', '{}', { qos: 1 });
    await until(() => journal.records.length === 3, 'three messages have come');
    expect(journal.records.map(({ source, refusal, topic }) => [source, refusal, topic])).toEqual([
      ['broker:', 'retained', READINGS],
      ['broker:', 'too-large', READINGS],
      ['broker:', null, 'energy/v1/E9/x/outputs'],
    ]);
    await device.publishAsync(READINGS, '', { qos: 1, retain: true });
  });

  it('sends receipts and downlinks through the broker', async () => {
    const { door } = await openDoor();
    const heard: string[] = [];
    device.on('message', (topic) => heard.push(topic));
    await device.subscribeAsync(['energy/v1/+/+/receipts', 'energy/v1/+/+/alerts'], { qos: 1 });
    await device.publishAsync(READINGS, '{}', { qos: 1 });
    door.deliver({ enterpriseId: 'E1', deviceId: '', kind: 'alerts', payload: '{}' });
    await until(() => heard.length === 3, 'three downlinks have come');
    expect(heard.sort()).toEqual([
      'energy/v1/E1/edge-1/alerts',
      'energy/v1/E1/edge-1/receipts',
      'energy/v1/E1/edge-2/alerts',
    ]);
  });

  it('shares the enterprises among instances, each message to exactly one', async () => {
    const instances = [0, 1].map((instance) =>
      openDoor({ clientId: `${clientId}-${instance}`, assignment: { instance, instances: 2 } }),
    );
    const journals = (await Promise.all(instances)).map(({ journal }) => journal);
    for (const enterprise of ['E1', 'E2', 'E3', 'E4']) {
      await device.publishAsync(`energy/v1/${enterprise}/d/readings`, '{}', { qos: 1 });
    }
    const topics = () => journals.flatMap(({ records }) => records.map(({ topic }) => topic));
    await until(() => topics().length === 4, 'all messages have come');
    await pauseMs(100);
    expect(new Set(topics()).size).toBe(4);
    expect(topics()).toHaveLength(4);
    expect(journals.every(({ records }) => records.length > 0)).toBe(true);
  });

  it('says so when the broker refuses its credentials, and goes on trying', async () => {
    await expect(openDoor({ password: 'wrong' }, 1_500)).rejects.toThrow('the door is open');
    expect(doors[0]?.problem()).toMatch(/cannot be used/);
  }, 20_000);
});
