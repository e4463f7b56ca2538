import { LOG_LEVELS, parseConfig } from '@hengneng/telemetry';
import { z } from 'zod';

const configSchema = z.object({
  /** `production` refuses an InfluxDB that lets anybody in. */
  NODE_ENV: z.string().default('development'),
  /** PostgreSQL: policies, ledgers, registers; alerts and what is kept of them. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Redis: whose figures have changed. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** InfluxDB 1.x or 2.x. */
  INFLUX_URL: z.url({ protocol: /^https?$/ }),
  /** Database of the figures; on 2.x the one that a DBRP mapping names. */
  INFLUX_DATABASE: z.string().min(1).default('hengneng'),
  /** Token of InfluxDB 2.x. */
  INFLUX_TOKEN: z.string().min(1).optional(),
  /** User of InfluxDB 1.x. */
  INFLUX_USERNAME: z.string().min(1).optional(),
  INFLUX_PASSWORD: z.string().optional(),
  /** Time one request to InfluxDB may take, in milliseconds. */
  INFLUX_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
  /** Enterprises judged at once because their readings changed. */
  RULES_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  /** How often is looked for enterprises whose time has come, in milliseconds. */
  RULES_SWEEP_MS: z.coerce.number().int().min(20).default(1_000),
  /** Enterprises taken at once by such a look. */
  RULES_BATCH: z.coerce.number().int().min(1).max(5_000).default(100),
  /** After this time somebody else takes enterprises whose judge is gone, in milliseconds. */
  RULES_HOLD_MS: z.coerce.number().int().min(1_000).default(300_000),
  /** From a change of a member to the judgement of its region and park, in milliseconds. */
  RULES_AREA_WAIT_MS: z.coerce.number().int().min(0).default(10_000),
  /** How often is looked for silent devices, in milliseconds. */
  RULES_SILENCE_WATCH_MS: z.coerce.number().int().min(20).default(30_000),
  /**
   * For tests: a file with the instant (ISO 8601) that is judged for in place of the clock. What is on record
   * counts whatever its time. Refused in production.
   */
  RULES_CLOCK_FILE: z.string().min(1).optional(),
  /** After a start nobody is called silent for this time, in milliseconds. */
  RULES_SILENCE_START_DELAY_MS: z.coerce.number().int().min(0).default(900_000),
  /** Name of this instance among several. */
  RULES_INSTANCE: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/)
    .default('1'),
  /** Address and port of health page and metrics; port 0 takes a free one. */
  RULES_HTTP_HOST: z.string().default('127.0.0.1'),
  RULES_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(9_104),
  /** Time the running judgements get at a stop, in milliseconds. */
  RULES_SHUTDOWN_DEADLINE_MS: z.coerce.number().int().min(100).default(8_000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Settings of the rules. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads the settings from environment variables, or throws one error that names every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return parseConfig(configSchema, env, ['RULES_']);
}
