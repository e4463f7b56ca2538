import { LOG_LEVELS, parseConfig } from '@hengneng/telemetry';
import { z } from 'zod';

const configSchema = z.object({
  /** `production` refuses an InfluxDB that lets anybody in. */
  NODE_ENV: z.string().default('development'),
  /** Redis with an append-only file and without eviction. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** InfluxDB 1.x or 2.x. */
  INFLUX_URL: z.url({ protocol: /^https?$/ }),
  /** Database of the readings; on 2.x the one that a DBRP mapping names. */
  INFLUX_DATABASE: z.string().min(1).default('hengneng'),
  /** Token of InfluxDB 2.x. */
  INFLUX_TOKEN: z.string().min(1).optional(),
  /** User of InfluxDB 1.x. */
  INFLUX_USERNAME: z.string().min(1).optional(),
  INFLUX_PASSWORD: z.string().optional(),
  /** Time one request to InfluxDB may take, in milliseconds. */
  INFLUX_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
  /** Folder of the last registry copies; without it they live in memory alone. */
  NORMALIZER_DATA_DIR: z.string().min(1).optional(),
  /**
   * Journal of a gateway, its mirror or a copy, to check stored readings against; with it go the number
   * of the gateway and PostgreSQL, which has what messages were judged by. Without: no checks here.
   */
  NORMALIZER_JOURNAL_DIR: z.string().min(1).optional(),
  NORMALIZER_JOURNAL_GATEWAY: z.coerce.number().int().min(1).default(1),
  DATABASE_URL: z.url().optional(),
  /** Ranges processed at once; more shards wait, and so do ranges of more than 4 MiB together. */
  NORMALIZER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  /** Name of this instance among several. */
  NORMALIZER_INSTANCE: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/)
    .default('1'),
  /** Address and port of health page and metrics; port 0 takes a free one. */
  NORMALIZER_HTTP_HOST: z.string().default('127.0.0.1'),
  NORMALIZER_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(9_102),
  /** Time the running jobs get at a stop, in milliseconds. */
  NORMALIZER_SHUTDOWN_DEADLINE_MS: z.coerce.number().int().min(100).default(8_000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Settings of the normalizer. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads the settings from environment variables, or throws one error that names every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return parseConfig(configSchema, env, ['NORMALIZER_']);
}
