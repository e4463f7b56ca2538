import { z } from 'zod';

const configSchema = z.object({
  /** Password of the first admin; generated and kept in the data folder if absent. */
  HENGNENG_ADMIN_PASSWORD: z.string().min(1).optional(),
  /** A Redis of yours (append-only file on, noeviction) in place of the built-in one. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** An InfluxDB of yours in place of the built-in one. */
  INFLUX_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Database in InfluxDB. */
  INFLUX_DATABASE: z.string().min(1).default('hengneng'),
  /** A PostgreSQL database of yours in place of the built-in one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

/** Settings that the launcher itself reads from the environment. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads the launcher's settings, or throws one error that names every bad variable. */
export function readConfig(env: Readonly<NodeJS.ProcessEnv>): Config {
  // An empty variable means "not set": shells and compose files cannot easily unset one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = configSchema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.')}: ${message}`,
  );
  throw new Error(`Invalid configuration:\n${problems.join('\n')}`);
}
