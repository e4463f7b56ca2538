import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';

import { RateLimits } from '../access/rate-limits.ts';
import { createCustody } from '../custody/custody.ts';
import type { DoorEvents } from '../door-events.ts';
import {
  createEmbeddedSource,
  type EmbeddedOptions,
  type EmbeddedSource,
} from '../embedded/embedded-source.ts';
import { MemoryDirectory } from './memory-directory.ts';
import { MemoryJournal } from './memory-journal.ts';
import { RawClient } from './raw-mqtt.ts';

export const ENTERPRISE = '91430626MA4L0001XX';
export const DEVICE = 'edge-1';
export const PASSWORD = 'a-generated-secret';
export const USERNAME = `${ENTERPRISE}.${DEVICE}`;
export const READINGS = `energy/v1/${ENTERPRISE}/${DEVICE}/readings`;

/** An embedded door on a free port over a journal in memory. */
export interface EmbeddedHarness {
  readonly source: EmbeddedSource;
  readonly journal: MemoryJournal;
  readonly directory: MemoryDirectory;
  /** Names of the events that happened, in order. */
  readonly happened: string[];
  readonly custody: ReturnType<typeof createCustody>;
  /** Connects a device (the first one unless told otherwise). */
  connect(options?: IClientOptions): Promise<MqttClient>;
  /** Opens a bare connection; with `connected`, as the first device and past its CONNACK. */
  raw(connected?: 'connected'): Promise<RawClient>;
  close(): Promise<void>;
}

const WIDE = 1e9;

export async function startEmbedded(
  overrides: Partial<EmbeddedOptions> & { deviceMessagesPerSecond?: number } = {},
): Promise<EmbeddedHarness> {
  const { deviceMessagesPerSecond = WIDE, ...options } = overrides;
  const journal = new MemoryJournal();
  const directory = new MemoryDirectory();
  directory.register(ENTERPRISE, DEVICE, { password: PASSWORD });
  const happened: string[] = [];
  const custody = createCustody({
    journal,
    outstandingBytesMax: 16 * 1_048_576,
    onFatal: (error) => happened.push(`fatal ${error.message}`),
  });
  const source = await createEmbeddedSource({
    tcp: { host: '127.0.0.1', port: 0 },
    tls: null,
    connectionsMax: 100,
    connectTimeoutMs: 2_000,
    silenceMaxMs: 60_000,
    custodian: custody,
    directory,
    rateLimits: new RateLimits({
      deviceMessagesPerSecond,
      deviceBytesPerSecond: WIDE,
      enterpriseMessagesPerSecond: WIDE,
      enterpriseBytesPerSecond: WIDE,
    }),
    events: recordingEvents(happened),
    ...options,
  });
  await source.start();
  const clients: MqttClient[] = [];
  const connect = async (clientOptions: IClientOptions = {}) => {
    const username = clientOptions.username ?? USERNAME;
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${source.ports.tcp}`, {
      protocolVersion: 4,
      clientId: username,
      username,
      password: PASSWORD,
      reconnectPeriod: 0,
      ...clientOptions,
    });
    client.on('error', () => {});
    clients.push(client);
    return client;
  };
  const rawClients: RawClient[] = [];
  const raw = async (connected?: 'connected') => {
    const client = new RawClient(source.ports.tcp ?? 0);
    rawClients.push(client);
    if (connected !== undefined) {
      client.sendConnect(USERNAME, PASSWORD);
      await client.next('connack');
    }
    return client;
  };
  const close = async () => {
    for (const client of clients) client.end(true);
    for (const client of rawClients) client.close();
    await source.stop();
  };
  return { source, journal, directory, happened, custody, connect, raw, close };
}

function recordingEvents(happened: string[]): DoorEvents {
  const note =
    (name: string) =>
    (detail?: unknown): void => {
      happened.push(typeof detail === 'string' ? `${name} ${detail}` : name);
    };
  return {
    connectRefused: note('connect-refused'),
    violation: note('violation'),
    throttled: note('throttled'),
    willIgnored: note('will-ignored'),
    subscribeRefused: note('subscribe-refused'),
    downlinkDropped: note('downlink-dropped'),
    revoked: note('revoked'),
    recheckFailed: note('recheck-failed'),
    connectionFailed: () => happened.push('connection-failed'),
  };
}
