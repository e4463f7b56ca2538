import { rmSync } from 'node:fs';

import { temporaryDirectory } from '@hengneng/testkit';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  DEVICE,
  type EmbeddedHarness,
  ENTERPRISE,
  PASSWORD,
  READINGS,
  startEmbedded,
  USERNAME,
} from '../testing/embedded-harness.ts';
import { TestAuthority, type TestCertificate } from '../testing/test-certificates.ts';
import { until } from '../testing/until.ts';

let directory: string;
let authority: TestAuthority;
let server: TestCertificate;
let ours: TestCertificate;
let theirs: TestCertificate;
let selfMade: TestCertificate;
let harness: EmbeddedHarness;
const clients: MqttClient[] = [];

beforeAll(() => {
  directory = temporaryDirectory('tls');
  authority = new TestAuthority(directory, 'ca');
  server = authority.issue('localhost', 'server');
  ours = authority.issue(USERNAME, 'ours');
  theirs = authority.issue(`${ENTERPRISE}.edge-2`, 'theirs');
  selfMade = new TestAuthority(directory, 'rogue').issue(USERNAME, 'self-made');
});
afterAll(() => rmSync(directory, { recursive: true }));

beforeEach(async () => {
  const { cert, key } = server;
  const options = {
    ...{ cert, key, ca: authority.certificate },
    requestCert: true,
    rejectUnauthorized: false,
  };
  harness = await startEmbedded({ tls: { host: '127.0.0.1', port: 0, options } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await harness.close();
});

async function connect(options: IClientOptions): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtts://127.0.0.1:${harness.source.ports.tls}`, {
    protocolVersion: 4,
    clientId: USERNAME,
    ca: authority.certificate,
    reconnectPeriod: 0,
    ...options,
  });
  clients.push(client);
  return client;
}

const withCertificate = ({ cert, key }: TestCertificate) => ({ cert, key });

describe('the embedded door with TLS', () => {
  it('takes a password', async () => {
    const client = await connect({ username: USERNAME, password: PASSWORD });
    await client.publishAsync(READINGS, '{}', { qos: 1 });
    expect(harness.journal.records[0]?.source).toBe(`mqtt:${USERNAME}`);
  });

  it.each([
    { name: 'with the user name', options: { username: USERNAME } },
    { name: 'without a user name', options: {} },
  ])('takes the registered certificate instead of a password, $name', async ({ options }) => {
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: ours.sha256 });
    const client = await connect({ ...withCertificate(ours), ...options });
    await client.publishAsync(READINGS, '{}', { qos: 1 });
    expect(harness.journal.records[0]?.source).toBe(`mqtt:${USERNAME}`);
  });

  it('refuses a certificate that is not the registered one', async () => {
    const later = authority.issue(USERNAME, 'later');
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: ours.sha256 });
    await expect(connect(withCertificate(later))).rejects.toMatchObject({ code: 5 });
  });

  it('refuses the certificate of another device', async () => {
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: theirs.sha256 });
    const options = { ...withCertificate(theirs), username: USERNAME };
    await expect(connect(options)).rejects.toMatchObject({ code: 5 });
  });

  it('refuses a certificate of another CA, even with the right name and fingerprint', async () => {
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: selfMade.sha256 });
    await expect(connect(withCertificate(selfMade))).rejects.toMatchObject({ code: 5 });
  });

  it('disconnects when the certificate is replaced', async () => {
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: ours.sha256 });
    const client = await connect(withCertificate(ours));
    harness.directory.register(ENTERPRISE, DEVICE, { certificateSha256: 'ab'.repeat(32) });
    await until(() => !client.connected, 'the device is disconnected', 2_000);
  });
});
