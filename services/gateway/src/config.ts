import { GATEWAY_NUMBER_MAX } from '@hengneng/domain';
import { LOG_LEVELS, parseConfig } from '@hengneng/telemetry';
import { z } from 'zod';

const MEBIBYTE = 1_048_576;

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const configSchema = z.object({
  /** `production` refuses brokers that let anybody in. */
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** Number of this gateway, for ever: it is part of every reading's position. */
  GATEWAY_NUMBER: z.coerce.number().int().min(1).max(GATEWAY_NUMBER_MAX).default(1),
  /** Folder of the journal and the forwarding log. */
  JOURNAL_DIR: z.string().min(1),
  /** Second copy of both, on another disk; fsynced before PUBACK. */
  JOURNAL_MIRROR_DIR: z.string().min(1).optional(),
  /** Ed25519 private key (PEM) that signs sealed segments; made at the first start. */
  JOURNAL_SIGNING_KEY_FILE: z.string().min(1),
  /** Folder of the registry's copy, for starts without Redis; no copy if absent. */
  REGISTRY_CACHE_DIR: z.string().min(1).optional(),

  /** Address that the MQTT doors listen on. */
  GATEWAY_MQTT_HOST: z.string().default('127.0.0.1'),
  /** TCP port of the MQTT server; 0 takes a free one. */
  GATEWAY_MQTT_PORT: port(1_883),
  /** TCP port of the MQTT server with TLS; not opened unless a certificate is given. */
  GATEWAY_MQTTS_PORT: port(8_883),
  /** Server certificate chain (PEM). */
  GATEWAY_TLS_CERT_FILE: z.string().min(1).optional(),
  /** Its private key (PEM). */
  GATEWAY_TLS_KEY_FILE: z.string().min(1).optional(),
  /** CA (PEM) that signs client certificates. */
  GATEWAY_TLS_CA_FILE: z.string().min(1).optional(),

  /** Address and port of HTTP ingest, health and metrics. */
  GATEWAY_HTTP_HOST: z.string().default('127.0.0.1'),
  GATEWAY_HTTP_PORT: port(8_081),

  /** A broker to subscribe to instead of opening an MQTT server; `mqtt://` or `mqtts://`. */
  GATEWAY_BROKER_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  GATEWAY_BROKER_USERNAME: z.string().min(1).optional(),
  /** File that holds the broker password. */
  GATEWAY_BROKER_PASSWORD_FILE: z.string().min(1).optional(),
  /** CA (PEM) of the broker's certificate; the system's CAs if absent. */
  GATEWAY_BROKER_CA_FILE: z.string().min(1).optional(),
  /** MQTT client id: fixed, because the broker keeps our session under it. */
  GATEWAY_BROKER_CLIENT_ID: z.string().min(1).max(64).optional(),
  /** This instance, from 0, and how many share the broker's enterprises. */
  GATEWAY_INSTANCE: z.coerce.number().int().min(0).default(0),
  GATEWAY_INSTANCES: z.coerce.number().int().min(1).max(256).default(1),

  /** Connections at once. */
  GATEWAY_CONNECTIONS_MAX: positive(10_000),
  /** Time a client has to send its CONNECT, in milliseconds. */
  GATEWAY_CONNECT_TIMEOUT_MS: positive(10_000),
  /** Silence after which a connection is taken for dead, whatever keep-alive it asked for. */
  GATEWAY_SILENCE_MAX_SECONDS: positive(3_600),
  GATEWAY_DEVICE_MESSAGES_PER_SECOND: positive(2_000),
  GATEWAY_DEVICE_BYTES_PER_SECOND: positive(8 * MEBIBYTE),
  GATEWAY_ENTERPRISE_MESSAGES_PER_SECOND: positive(10_000),
  GATEWAY_ENTERPRISE_BYTES_PER_SECOND: positive(32 * MEBIBYTE),
  /** Bytes received and not yet on disk above which the doors stop reading. */
  GATEWAY_JOURNAL_OUTSTANDING_BYTES_MAX: positive(16 * MEBIBYTE),
  /** Bytes given to the queues and not yet stored; the rest of a backlog stays in the journal. */
  GATEWAY_FORWARD_OUTSTANDING_BYTES_MAX: positive(64 * MEBIBYTE),
  /** Longest stop, in milliseconds. */
  GATEWAY_SHUTDOWN_DEADLINE_MS: positive(10_000),
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/**
 * Reads the gateway's configuration, or throws one error that names every bad variable and every
 * unknown `GATEWAY_*` one. Only `main.ts` calls it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const config = parseConfig(configSchema, env, ['GATEWAY_', 'JOURNAL_']);
  const problems: string[] = [];
  if (
    (config.GATEWAY_TLS_CERT_FILE === undefined) !==
    (config.GATEWAY_TLS_KEY_FILE === undefined)
  ) {
    problems.push(
      '  GATEWAY_TLS_CERT_FILE, GATEWAY_TLS_KEY_FILE: one does not go without the other.',
    );
  }
  if (config.GATEWAY_INSTANCE >= config.GATEWAY_INSTANCES) {
    problems.push('  GATEWAY_INSTANCE: counted from 0, below GATEWAY_INSTANCES.');
  }
  if (problems.length > 0) throw new Error(`Invalid configuration:\n${problems.join('\n')}`);
  return config;
}
