import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertStartedByUs, startedServers } from './child.ts';
import { createInfluxDatabase, startInfluxdb } from './influxdb.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import type { RunningServer } from './server-process.ts';

/** A user that is neither we nor PostgreSQL. */
const STRANGER_UID = 54_321;

let directory = '';
let running: RunningServer[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hengneng-servers-'));
  running = [];
});

afterEach(async () => {
  for (const server of running) await server.stop();
  expect(startedServers()).toEqual([]);
  rmSync(directory, { recursive: true, force: true });
});

async function keep(server: Promise<RunningServer>): Promise<RunningServer> {
  const started = await server;
  running.push(started);
  return started;
}

async function killHard(server: RunningServer): Promise<void> {
  assertStartedByUs(server.pid);
  server.kill('SIGKILL');
  expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
}

describe('startRedis', () => {
  it('keeps its data through a clean stop and through kill -9 with fsync on each write', async () => {
    const start = () => keep(startRedis({ directory, appendfsync: 'always' }));
    let server = await start();
    await withRedis(server, async (redis) => {
      await redis.set('kept', 'yes');
      expect(await redis.config('GET', 'maxmemory-policy')).toEqual([
        'maxmemory-policy',
        'noeviction',
      ]);
    });
    await server.stop();
    server = await start();
    await withRedis(server, async (redis) => {
      expect(await redis.get('kept')).toBe('yes');
      await redis.set('kept', 'again');
    });
    await killHard(server);
    server = await start();
    await withRedis(server, async (redis) => expect(await redis.get('kept')).toBe('again'));
  });

  it('refuses a second server on the same folder', async () => {
    const server = await keep(startRedis({ directory }));
    await expect(startRedis({ directory })).rejects.toThrow(`in use by process ${server.pid}`);
  }, 20_000);

  it('says why it did not start', async () => {
    const server = await keep(startRedis({ directory: join(directory, 'one') }));
    const second = startRedis({ directory: join(directory, 'two'), port: server.port });
    await expect(second).rejects.toThrow(/address already in use/i);
  });
});

describe('startInfluxdb', () => {
  it('keeps its points through a clean stop and through kill -9', async () => {
    const start = () => keep(startInfluxdb({ directory }));
    let server = await start();
    await createInfluxDatabase(server.url, 'hengneng');
    await createInfluxDatabase(server.url, 'hengneng');
    expect(await query(server, 'SHOW RETENTION POLICIES ON hengneng')).toContain('2184h0m0s');
    await write(server, 'm v=1 1000');
    await server.stop();
    server = await start();
    await write(server, 'm v=2 2000');
    await killHard(server);
    server = await start();
    expect(await query(server, 'SELECT count(v) FROM hengneng..m')).toContain(',2]');
  });

  it('raises its limit of open files and listens on loopback alone', async () => {
    const server = await keep(startInfluxdb({ directory }));
    const limits = readFileSync(`/proc/${server.pid}/limits`, 'utf8');
    const openFiles = Number(/Max open files\s+(\d+)/.exec(limits)?.[1]);
    expect(openFiles).toBeGreaterThanOrEqual(4_096);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  });

  it('refuses a database name that could carry a statement', async () => {
    await expect(createInfluxDatabase('http://127.0.0.1:9', 'a" DROP')).rejects.toThrow('name');
  });
});

describe('startPostgres', () => {
  it('keeps its rows through a clean stop and through kill -9', async () => {
    const start = () => keep(startPostgres({ directory: join(directory, 'postgres') }));
    let server = await start();
    await withPostgres(server, (client) => client.query('CREATE TABLE t (v int)'));
    await withPostgres(server, (client) => client.query('INSERT INTO t VALUES (1)'));
    await server.stop();
    server = await start();
    await withPostgres(server, async (client) => {
      await client.query('INSERT INTO t VALUES (2)');
      // The session stays open: its helper process outlives the killed server for a moment.
      await killHard(server);
    });
    server = await start();
    await withPostgres(server, async (client) => {
      const { rows } = await client.query('SELECT v FROM t ORDER BY v');
      expect(rows).toEqual([{ v: 1 }, { v: 2 }]);
      expect((await client.query('SHOW fsync')).rows).toEqual([{ fsync: 'on' }]);
    });
  }, 60_000);

  it('refuses a session without the password', async () => {
    const server = await keep(startPostgres({ directory: join(directory, 'postgres') }));
    const url = new URL(server.url);
    url.password = 'guessed';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  }, 60_000);

  it.runIf(process.getuid?.() === 0)(
    'finds another place when its user cannot enter the folder, and finds it again',
    async () => {
      const closed = join(directory, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      chownSync(closed, STRANGER_UID, STRANGER_UID);
      const said: string[] = [];
      const options = { directory: join(closed, 'postgres'), notify: (m: string) => said.push(m) };
      const first = await keep(startPostgres(options));
      await first.stop();
      const second = await keep(startPostgres(options));
      expect(said).toHaveLength(1);
      expect(second.directory).toBe(first.directory);
      expect(second.directory).toMatch(/^\/var\/lib\/hengneng\//);
      await second.stop();
      rmSync(join(second.directory, '..'), { recursive: true });
    },
    60_000,
  );
});

async function withRedis(server: RunningServer, use: (redis: Redis) => Promise<void>) {
  const redis = new Redis(server.url);
  redis.on('error', () => {});
  try {
    await use(redis);
  } finally {
    redis.disconnect();
  }
}

async function withPostgres(server: RunningServer, use: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => {});
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function write(server: RunningServer, lines: string): Promise<void> {
  const url = `${server.url}/write?db=hengneng&precision=ms`;
  const response = await fetch(url, { method: 'POST', body: lines });
  expect(response.status).toBe(204);
}

async function query(server: RunningServer, q: string): Promise<string> {
  const response = await fetch(`${server.url}/query?${new URLSearchParams({ q })}`);
  return await response.text();
}
