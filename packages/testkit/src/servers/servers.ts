import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createInfluxDatabase,
  type RunningServer,
  startInfluxdb,
  startRedis,
} from '@hengneng/local';

/** A private server of one test file, with its data in a folder of its own. */
export interface TestServer {
  readonly url: string;
  /** Kills it with -9 and waits for its end; its data stay. */
  crash(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  /** Sends a signal, e.g. SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
}

/** A Redis with an append-only file and without eviction, on a free port. */
export async function startTestRedis(): Promise<TestServer> {
  const directory = temporaryDirectory('redis');
  return await testServer(directory, (port) => startRedis({ directory, ...port }));
}

/** An InfluxDB 1.x with one empty database, on a free port. */
export async function startTestInfluxdb(database: string): Promise<TestServer> {
  const directory = temporaryDirectory('influxdb');
  const server = await testServer(directory, (port) => startInfluxdb({ directory, ...port }));
  await createInfluxDatabase(server.url, database);
  return server;
}

/** A new folder under the system's temporary folder; remove it when the test is over. */
export function temporaryDirectory(name: string): string {
  return mkdtempSync(join(tmpdir(), `hengneng-${name}-`));
}

async function testServer(
  directory: string,
  start: (port: { port?: number }) => Promise<RunningServer>,
): Promise<TestServer> {
  let server = await start({});
  const { port, url } = server;
  return {
    url,
    crash: async () => {
      server.kill('SIGKILL');
      await server.exited;
    },
    restart: async () => {
      server = await start({ port });
    },
    signal: (signal) => server.kill(signal),
    dispose: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
