import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The environment with the addresses of the installation that runs on a data folder of this machine,
 * for commands beside it; what the environment names already stays.
 *
 * @throws Error with what to do, when nothing runs there
 */
export function withLocalAddresses(
  env: Readonly<Record<string, string | undefined>>,
  dataDirectory: string,
): Readonly<Record<string, string | undefined>> {
  const file = join(dataDirectory, 'run', 'addresses.json');
  let addresses: Record<string, string>;
  try {
    addresses = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(
      `Nothing runs on ${dataDirectory}. Start it with "npm start", or name REDIS_URL, INFLUX_URL and DATABASE_URL.`,
    );
  }
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  return { ...addresses, ...Object.fromEntries(given) };
}
