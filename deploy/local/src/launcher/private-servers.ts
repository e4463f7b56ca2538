import type { ChildOptions } from '../servers/child.ts';
import { findFreePort } from '../servers/free-port.ts';
import { createInfluxDatabase, startInfluxdb } from '../servers/influxdb.ts';
import { startPostgres } from '../servers/postgres.ts';
import { startRedis } from '../servers/redis.ts';
import type { RunningServer } from '../servers/server-process.ts';
import type { Config } from './config.ts';
import type { DataFolder } from './data-folder.ts';

/** Addresses of the three stores, ours or somebody else's. */
export interface StoreUrls {
  readonly redisUrl: string;
  readonly influxUrl: string;
  readonly databaseUrl: string;
}

/** Runs one child under supervision; resolves with its first incarnation. */
export type Keep = (
  name: string,
  start: (options: ChildOptions) => Promise<RunningServer>,
) => Promise<RunningServer>;

/**
 * Starts Redis, InfluxDB and PostgreSQL, except those that the configuration names elsewhere, and
 * makes the InfluxDB database. A restart uses the same port, so the addresses stay true.
 */
export async function startStores(
  folder: DataFolder,
  config: Config,
  keep: Keep,
  say: (line: string) => void,
): Promise<StoreUrls> {
  const [redisUrl, influxUrl, databaseUrl] = await Promise.all([
    config.REDIS_URL ?? keepRedis(folder, keep),
    config.INFLUX_URL ?? keepInfluxdb(folder, keep),
    config.DATABASE_URL ?? keepPostgres(folder, keep, say),
  ]);
  try {
    await createInfluxDatabase(influxUrl, config.INFLUX_DATABASE);
  } catch (error) {
    if (config.INFLUX_URL === undefined) throw error;
    // Theirs may want credentials or be a later version: making the database is their business.
    say(`The database ${config.INFLUX_DATABASE} must exist at INFLUX_URL; it was not made by us.`);
  }
  return { redisUrl, influxUrl, databaseUrl };
}

async function keepRedis(folder: DataFolder, keep: Keep): Promise<string> {
  const port = await findFreePort();
  const directory = folder.redis;
  const logFile = folder.logFileOf('redis');
  const server = await keep('redis', (options) =>
    startRedis({ ...options, directory, port, logFile }),
  );
  return server.url;
}

async function keepInfluxdb(folder: DataFolder, keep: Keep): Promise<string> {
  const port = await findFreePort();
  const directory = folder.influxdb;
  const logFile = folder.logFileOf('influxdb');
  const server = await keep('influxdb', (options) =>
    startInfluxdb({ ...options, directory, port, logFile }),
  );
  return server.url;
}

async function keepPostgres(
  folder: DataFolder,
  keep: Keep,
  say: (line: string) => void,
): Promise<string> {
  const port = await findFreePort();
  const directory = folder.postgres;
  const logFile = folder.logFileOf('postgres');
  const server = await keep('postgres', (options) =>
    startPostgres({ ...options, directory, port, logFile, notify: say }),
  );
  return server.url;
}
