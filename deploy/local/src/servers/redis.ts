import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
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

const REDIS_SERVER = '/usr/bin/redis-server';
const PING_TIMEOUT_MS = 1_000;

/** Options of a private Redis. */
export interface RedisOptions extends ServerOptions {
  /**
   * `everysec` (default) may lose the last two seconds of answered commands at a power cut, which
   * the journal makes good; `always` syncs before each answer.
   */
  readonly appendfsync?: 'everysec' | 'always';
  /** Memory limit in bytes, 1 GiB unless given; at the limit writes fail, nothing is evicted. */
  readonly maxmemoryBytes?: number;
}

/**
 * Starts Debian's Redis as a private child with an append-only file and without eviction.
 *
 * Its data survive kill -9: the same directory and port give the same state again.
 */
export async function startRedis(options: RedisOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  mkdirSync(options.directory, { recursive: true });
  const directory = realpathSync(options.directory);
  await waitUntilUnused(directory);
  return await withChosenPort(
    options.port,
    () => findFreePort(host),
    (port) => {
      const configFile = join(directory, 'redis.conf');
      writeFileSync(configFile, redisConfig({ ...options, directory, host, port }), {
        mode: 0o600,
      });
      return startServerProcess({
        name: 'redis',
        command: REDIS_SERVER,
        args: [configFile],
        workingDirectory: directory,
        url: `redis://${host}:${port}`,
        host,
        port,
        directory,
        logFile: options.logFile ?? join(directory, 'server.log'),
        ...(options.startTimeoutMs === undefined ? {} : { startTimeoutMs: options.startTimeoutMs }),
        ...childOptions(options),
        stopSignal: 'SIGTERM',
        orphanSignal: 'SIGKILL',
        isReady: () => answersPing(host, port),
      });
    },
  );
}

function redisConfig(options: RedisOptions & { host: string; port: number }): string {
  const settings = {
    bind: options.host,
    port: options.port,
    'protected-mode': 'yes',
    dir: JSON.stringify(options.directory),
    daemonize: 'no',
    logfile: '""',
    // Every job is in the append-only file; snapshots would only cost memory and disk.
    save: '""',
    appendonly: 'yes',
    appendfsync: options.appendfsync ?? 'everysec',
    'aof-load-truncated': 'yes',
    maxmemory: options.maxmemoryBytes ?? 1024 ** 3,
    'maxmemory-policy': 'noeviction',
    'tcp-keepalive': 60,
    databases: 16,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join('\n')}\n`;
}

/** While Redis loads its file it answers `-LOADING`, so the words of the answer matter. */
function answersPing(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PING_TIMEOUT_MS, () => done(false));
    socket.once('error', () => done(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => done(data.toString('latin1').startsWith('+PONG')));
  });
}
