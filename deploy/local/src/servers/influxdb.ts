import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';
import {
  childOptions,
  type RunningServer,
  type ServerOptions,
  startServerProcess,
  waitUntilUnused,
  withChosenPort,
} from './server-process.ts';

const INFLUXD = '/usr/bin/influxd';
/** Ten years of 13-week shards of one database open a few hundred files; leave room. */
const OPEN_FILES = 65_536;

/** Options of a private InfluxDB 1.x. */
export interface InfluxdbOptions extends ServerOptions {
  /** Longest time a query may run, in milliseconds; 60 s unless given. */
  readonly queryTimeoutMs?: number;
}

/**
 * Starts Debian's InfluxDB 1.6 as a private child: index on disk (tsi1), each write fsynced before
 * its 204, HTTP on `host` alone, no telemetry. It has no database yet: `createInfluxDatabase`.
 */
export async function startInfluxdb(options: InfluxdbOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  mkdirSync(options.directory, { recursive: true });
  const directory = realpathSync(options.directory);
  await waitUntilUnused(directory);
  return await withChosenPort(
    options.port,
    () => findFreePort(host),
    (port) => {
      const configFile = join(directory, 'influxdb.conf');
      const config = influxdbConfig({ ...options, directory, host, port });
      writeFileSync(configFile, config, { mode: 0o600 });
      const url = `http://${host}:${port}`;
      return startServerProcess({
        name: 'influxdb',
        command: '/bin/sh',
        // The shell raises its own limit as far as it may, then becomes influxd: same pid.
        args: ['-c', raiseOpenFiles(), INFLUXD, 'run', '-config', configFile],
        workingDirectory: directory,
        url,
        host,
        port,
        directory,
        logFile: options.logFile ?? join(directory, 'server.log'),
        ...(options.startTimeoutMs === undefined ? {} : { startTimeoutMs: options.startTimeoutMs }),
        ...childOptions(options),
        stopSignal: 'SIGTERM',
        orphanSignal: 'SIGKILL',
        isReady: () => answersPing(url),
      });
    },
  );
}

/**
 * Makes a database that keeps everything for ever in shards of 13 weeks; nothing happens if it is
 * there. Shards of a week, InfluxDB's default, cost 5 200 open files in ten years.
 */
export async function createInfluxDatabase(url: string, name: string): Promise<void> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) throw new Error(`Not a database name: ${name}`);
  const q = `CREATE DATABASE "${name}" WITH DURATION INF SHARD DURATION 13w NAME "autogen"`;
  const response = await fetch(`${url}/query`, {
    method: 'POST',
    body: new URLSearchParams({ q }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"error"')) {
    throw new Error(`InfluxDB did not create ${name} (HTTP ${response.status}): ${text}`);
  }
}

function raiseOpenFiles(): string {
  return `ulimit -n ${OPEN_FILES} 2>/dev/null || ulimit -n "$(ulimit -Hn)"; exec "$0" "$@"`;
}

async function answersPing(url: string): Promise<boolean> {
  const response = await fetch(`${url}/ping`, { signal: AbortSignal.timeout(1_000) });
  await response.body?.cancel();
  return response.status === 204;
}

function influxdbConfig(options: InfluxdbOptions & { host: string; port: number }): string {
  const folder = (name: string) => JSON.stringify(join(options.directory, name));
  return `
reporting-disabled = true
# Backup and restore service; port 0 lets the kernel choose, nobody uses it here.
bind-address = "127.0.0.1:0"
[meta]
  dir = ${folder('meta')}
[data]
  dir = ${folder('data')}
  wal-dir = ${folder('wal')}
  index-version = "tsi1"
  # Zero: each write is fsynced before it is answered.
  wal-fsync-delay = "0s"
  max-values-per-tag = 0
  max-series-per-database = 0
  query-log-enabled = false
[coordinator]
  query-timeout = "${options.queryTimeoutMs ?? 60_000}ms"
[monitor]
  store-enabled = false
[http]
  enabled = true
  bind-address = "${options.host}:${options.port}"
  auth-enabled = false
  log-enabled = false
  pprof-enabled = false
[logging]
  format = "json"
  level = "warn"
  suppress-logo = true
[subscriber]
  enabled = false
[continuous_queries]
  enabled = false
`;
}
