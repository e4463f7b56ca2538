import type { InfluxOptions } from './influx-http.ts';

/** Database of the integration tests. */
export const TEST_DATABASE = 'hengneng_test';

/**
 * The server that integration tests shall run against instead of a private one: `INFLUX_URL`, and
 * where it asks for them `INFLUX_DATABASE`, `INFLUX_TOKEN` or `INFLUX_USERNAME` and
 * `INFLUX_PASSWORD`; null when none is named.
 */
export function serverFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): InfluxOptions | null {
  const { INFLUX_URL, INFLUX_DATABASE, INFLUX_TOKEN, INFLUX_USERNAME, INFLUX_PASSWORD } = env;
  if (INFLUX_URL === undefined) return null;
  return {
    url: INFLUX_URL,
    database: INFLUX_DATABASE ?? TEST_DATABASE,
    ...(INFLUX_TOKEN === undefined ? {} : { token: INFLUX_TOKEN }),
    ...(INFLUX_USERNAME === undefined ? {} : { username: INFLUX_USERNAME }),
    ...(INFLUX_PASSWORD === undefined ? {} : { password: INFLUX_PASSWORD }),
  };
}
