import { readFileSync } from 'node:fs';
import type { TlsOptions } from 'node:tls';

import type { DeviceDirectory } from './access/credentials.ts';
import type { RateLimits } from './access/rate-limits.ts';
import type { BrokerOptions } from './broker/broker-source.ts';
import type { Config } from './config.ts';
import type { DoorEvents } from './door-events.ts';
import { createEmbeddedSource, type EmbeddedSource } from './embedded/embedded-source.ts';
import type { Custodian, MessageSource } from './message-source.ts';

interface Parts {
  readonly custodian: Custodian;
  readonly directory: DeviceDirectory;
  readonly rateLimits: RateLimits;
  readonly events: DoorEvents;
}

/** What only the broker door needs. */
type BrokerParts = Pick<
  BrokerOptions,
  'listEnterprises' | 'listDevices' | 'expectSession' | 'onFatal' | 'logger'
>;

/** The door that the configuration asks for, and the ports it will listen on. */
export async function createSource(
  config: Config,
  parts: Parts,
  brokerParts: BrokerParts,
): Promise<{ source: MessageSource; ports: EmbeddedSource['ports'] }> {
  const url = config.GATEWAY_BROKER_URL;
  if (url !== undefined) {
    const { custodian, events } = parts;
    // Loaded only here: the embedded door has no use for an MQTT client.
    const { createBrokerSource } = await import('./broker/broker-source.ts');
    const source = createBrokerSource({
      ...brokerParts,
      ...brokerAccess(config, new URL(url)),
      custodian,
      onDownlinkDropped: events.downlinkDropped,
    });
    return { source, ports: { tcp: null, tls: null } };
  }
  const source = await embeddedSourceOf(config, parts);
  return { source, ports: source.ports };
}

/** A user name and password may stand in the address; they are taken out of it. */
function brokerAccess(config: Config, address: URL) {
  const passwordFile = config.GATEWAY_BROKER_PASSWORD_FILE;
  const caFile = config.GATEWAY_BROKER_CA_FILE;
  const { GATEWAY_INSTANCE: instance, GATEWAY_INSTANCES: instances } = config;
  const { username, password } = address;
  address.username = '';
  address.password = '';
  return {
    url: address.href,
    clientId: config.GATEWAY_BROKER_CLIENT_ID ?? `hengneng-gateway-${config.GATEWAY_NUMBER}`,
    username: config.GATEWAY_BROKER_USERNAME ?? (decodeURIComponent(username) || undefined),
    password:
      passwordFile === undefined
        ? decodeURIComponent(password) || undefined
        : readFileSync(passwordFile, 'utf8').trim(),
    ca: caFile === undefined ? undefined : readFileSync(caFile),
    refuseAnonymous: config.NODE_ENV === 'production',
    assignment: { instance, instances },
  };
}

function embeddedSourceOf(config: Config, parts: Parts): Promise<EmbeddedSource> {
  const host = config.GATEWAY_MQTT_HOST;
  const tls = tlsOptions(config);
  return createEmbeddedSource({
    ...parts,
    tcp: { host, port: config.GATEWAY_MQTT_PORT },
    tls: tls === null ? null : { host, port: config.GATEWAY_MQTTS_PORT, options: tls },
    connectionsMax: config.GATEWAY_CONNECTIONS_MAX,
    connectTimeoutMs: config.GATEWAY_CONNECT_TIMEOUT_MS,
    silenceMaxMs: config.GATEWAY_SILENCE_MAX_SECONDS * 1_000,
  });
}

/** Rates as configured. */
export function rateLimitOptionsOf(config: Config) {
  return {
    deviceMessagesPerSecond: config.GATEWAY_DEVICE_MESSAGES_PER_SECOND,
    deviceBytesPerSecond: config.GATEWAY_DEVICE_BYTES_PER_SECOND,
    enterpriseMessagesPerSecond: config.GATEWAY_ENTERPRISE_MESSAGES_PER_SECOND,
    enterpriseBytesPerSecond: config.GATEWAY_ENTERPRISE_BYTES_PER_SECOND,
  };
}

/** A client certificate is asked for and, where one comes, checked; a password will do as well. */
function tlsOptions(config: Config): TlsOptions | null {
  const { GATEWAY_TLS_CERT_FILE: cert, GATEWAY_TLS_KEY_FILE: key } = config;
  if (cert === undefined || key === undefined) return null;
  const ca = config.GATEWAY_TLS_CA_FILE;
  return {
    cert: readFileSync(cert),
    key: readFileSync(key),
    minVersion: 'TLSv1.2',
    requestCert: ca !== undefined,
    rejectUnauthorized: false,
    ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
  };
}
