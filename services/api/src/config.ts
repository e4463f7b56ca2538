import { LOG_LEVELS, parseConfig } from '@hengneng/telemetry';
import { z } from 'zod';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const configSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  INFLUX_URL: z.url({ protocol: /^https?$/ }),
  INFLUX_DATABASE: z.string().min(1).default('hengneng'),
  /** File that holds the token of InfluxDB 2. */
  INFLUX_TOKEN_FILE: z.string().min(1).optional(),
  INFLUX_USERNAME: z.string().min(1).optional(),
  /** File that holds the password of InfluxDB 1. */
  INFLUX_PASSWORD_FILE: z.string().min(1).optional(),
  /** Base address of the gateway's HTTP ingest; without it devices have MQTT alone. */
  GATEWAY_HTTP_URL: z.url({ protocol: /^https?$/ }).optional(),

  /** Address and port that the api listens on. */
  API_HTTP_HOST: z.string().default('127.0.0.1'),
  API_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8_080),
  /** MQTT as devices reach it, for the answers that hand out credentials. */
  API_PUBLIC_MQTT_URL: z.url({ protocol: /^mqtts?$/ }).default('mqtt://127.0.0.1:1883'),
  /** The same with TLS. */
  API_PUBLIC_MQTTS_URL: z.url({ protocol: /^mqtts$/ }).optional(),
  /** Folder with the built console; `services/console/dist` unless named. */
  API_CONSOLE_DIR: z.string().min(1).optional(),
  /** Addresses or networks (CIDR), parted by commas, whose `x-forwarded-for` is believed. */
  API_TRUSTED_PROXIES: z.string().default(''),
  /** `always` where the console is reached over TLS: the session cookie then travels nowhere else. */
  API_SECURE_COOKIES: z.enum(['always', 'never']).default('never'),
  /** A session ends after this long without a request, in seconds. */
  API_SESSION_IDLE_SECONDS: positive(1_800),
  /** A session ends after this long whatever happens, in seconds. */
  API_SESSION_LIFETIME_SECONDS: positive(28_800),

  /** File with the first admin's password; read only while there is no account `admin`. */
  API_ADMIN_PASSWORD_FILE: z.string().min(1).optional(),
  /** Who chose it: a `generated` one has to be changed at the first sign-in. */
  API_ADMIN_PASSWORD_ORIGIN: z.enum(['operator', 'generated']).default('operator'),

  /** CA certificate and key (PEM) that client certificates of devices are signed with. */
  API_PKI_CA_CERT_FILE: z.string().min(1).optional(),
  API_PKI_CA_KEY_FILE: z.string().min(1).optional(),
  /** Validity of a device's certificate, in days. */
  API_PKI_VALIDITY_DAYS: positive(730),

  /** Ed25519 key (PKCS#8, PEM) that daily roots are signed with; made with its `.pub.pem` if absent. */
  API_ROOT_SIGNING_KEY_FILE: z.string().min(1).optional(),

  /** File with the key (32 random characters or more a line, the newest first) of channel secrets. */
  API_SECRETS_KEY_FILE: z.string().min(1).optional(),

  /** Connections to PostgreSQL. */
  API_DATABASE_CONNECTIONS_MAX: positive(10),
  /** How often days that are to be counted for the duty to report are looked for, in milliseconds. */
  API_DUTY_POLL_MS: positive(30_000),
  /** Longest stop, in milliseconds. */
  API_SHUTDOWN_DEADLINE_MS: positive(10_000),
});

/** Names of every variable, for the README's test. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(configSchema.shape);

/** The api's configuration. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/**
 * Reads the configuration, or throws one error that names every bad variable and every unknown
 * `API_*` one. Only `main.ts` calls it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const config = parseConfig(configSchema, env, ['API_']);
  if ((config.API_PKI_CA_CERT_FILE === undefined) !== (config.API_PKI_CA_KEY_FILE === undefined)) {
    throw new Error(
      'Invalid configuration:\n  API_PKI_CA_CERT_FILE, API_PKI_CA_KEY_FILE: one does not go without the other.',
    );
  }
  return config;
}
