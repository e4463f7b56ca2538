import { readFileSync } from 'node:fs';
import type { TlsOptions } from 'node:tls';

import type { DeviceDirectory } from './access/credentials.ts';
import type { RateLimits } from './access/rate-limits.ts';
import type { Config } from './config.ts';
import type { DoorEvents } from './door-events.ts';
import { createEmbeddedSource, type EmbeddedSource } from './embedded/embedded-source.ts';
import type { Custodian } from './message-source.ts';

interface Parts {
  readonly custodian: Custodian;
  readonly directory: DeviceDirectory;
  readonly rateLimits: RateLimits;
  readonly events: DoorEvents;
}

/** The embedded door as configured. */
export function embeddedSourceOf(config: Config, parts: Parts): Promise<EmbeddedSource> {
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
