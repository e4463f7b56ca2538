import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findFreePort, identityOf } from '@hengneng/local';

import { ROOT } from '../tidy/repository.ts';

/** The whole system on free ports, started as a user starts it. */
export interface Stack {
  readonly apiUrl: string;
  readonly mqtt: { readonly host: string; readonly port: number };
  readonly influx: { readonly url: string; readonly database: string };
  readonly redisUrl: string;
  readonly adminPassword: string;
  readonly dataDirectory: string;
  /** What the launcher printed so far. */
  output(): string;
  /** Process id of a part by the launcher's name; null while it is down. */
  pidOf(name: string): number | null;
  /** Environment of a running part. */
  environmentOf(name: string): Readonly<Record<string, string>>;
  isReady(): Promise<boolean>;
  /** The answer of `/readyz`, for people. */
  readiness(): Promise<string>;
  /** Ctrl-C; resolves with the launcher's exit code and how long it took, milliseconds. */
  stop(): Promise<{ readonly code: number | null; readonly elapsedMs: number }>;
}

const START_LIMIT_MS = 90_000;
const START_ATTEMPTS = 3;
const PORT_TAKEN = /EADDRINUSE|Port \d+ for .* is taken/;
const ADMIN_PASSWORD = 'correct-horse-battery-staple';

interface StackOptions {
  readonly dataDirectory?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the launcher without the demo on a data folder of its own, and waits until it is ready. Between the
 * choice of a port and its use another stack may take it: then all of it is started once more.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDirectory = options.dataDirectory ?? temporaryDataFolder();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(dataDirectory, options);
    } catch (error) {
      if (attempt === START_ATTEMPTS || !PORT_TAKEN.test(String(error))) {
        throw error;
      }
    }
  }
}

async function startOnce(dataDirectory: string, options: StackOptions): Promise<Stack> {
  const ports = [await findFreePort(), await findFreePort(), await findFreePort()] as const;
  const [httpPort, mqttPort, mqttsPort] = ports;
  const launcher = spawn(
    // The launcher hears Ctrl-C also when the test that started it is killed: nothing stays behind.
    'setpriv',
    [
      ...['--pdeathsig', 'INT', process.execPath],
      join(ROOT, 'deploy/local/src/main.ts'),
      ...['--data-dir', dataDirectory, '--no-demo'],
      ...['--http-port', String(httpPort), '--mqtt-port', String(mqttPort)],
      ...['--mqtts-port', String(mqttsPort)],
    ],
    {
      cwd: ROOT,
      env: { ...process.env, HENGNENG_ADMIN_PASSWORD: ADMIN_PASSWORD, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const apiUrl = `http://127.0.0.1:${httpPort}`;
  const readyz = async () => {
    const response = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return { ok: response.ok, text: await response.text() };
  };
  const isReady = () =>
    readyz().then(
      ({ ok }) => ok,
      () => false,
    );
  await untilReady(launcher, isReady, () => output);
  // The addresses of the private servers are told to the services alone.
  const environment = environmentOf(dataDirectory, 'normalizer');
  return {
    apiUrl,
    mqtt: { host: '127.0.0.1', port: mqttPort },
    influx: {
      url: environment.INFLUX_URL ?? '',
      database: environment.INFLUX_DATABASE ?? 'hengneng',
    },
    redisUrl: environment.REDIS_URL ?? '',
    adminPassword: ADMIN_PASSWORD,
    dataDirectory,
    output: () => output,
    pidOf: (name) => runningPid(dataDirectory, name),
    environmentOf: (name) => environmentOf(dataDirectory, name),
    isReady,
    readiness: () => readyz().then(({ text }) => text, String),
    stop: async () => {
      const result = await stopLauncher(launcher);
      if (options.dataDirectory === undefined) {
        rmSync(dataDirectory, { recursive: true, force: true });
      }
      return result;
    },
  };
}

/** A new folder that others may pass through: PostgreSQL runs as another user than root. */
function temporaryDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hengneng-stack-'));
  chmodSync(folder, 0o711);
  return folder;
}

async function untilReady(
  launcher: ChildProcess,
  isReady: () => Promise<boolean>,
  output: () => string,
): Promise<void> {
  const startedAtMs = performance.now();
  while (!(await isReady())) {
    if (launcher.exitCode !== null) throw new Error(`The launcher ended:\n${output()}`);
    if (performance.now() - startedAtMs > START_LIMIT_MS) {
      await stopLauncher(launcher);
      throw new Error(`Not ready within ${START_LIMIT_MS} ms:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function stopLauncher(
  launcher: ChildProcess,
): Promise<{ readonly code: number | null; readonly elapsedMs: number }> {
  const startedAtMs = performance.now();
  if (launcher.exitCode === null) {
    const ended = new Promise((resolve) => launcher.once('exit', resolve));
    launcher.kill('SIGINT');
    await ended;
  }
  return { code: launcher.exitCode, elapsedMs: performance.now() - startedAtMs };
}

/** The pid that the launcher has on record for a part, if that very process is still alive. */
function runningPid(dataDirectory: string, name: string): number | null {
  try {
    const record = JSON.parse(
      readFileSync(join(dataDirectory, 'run', `${name}.process.json`), 'utf8'),
    ) as {
      pid: number;
    };
    return identityOf(record.pid) === undefined ? null : record.pid;
  } catch {
    return null;
  }
}

function environmentOf(dataDirectory: string, name: string): Record<string, string> {
  const pid = runningPid(dataDirectory, name);
  if (pid === null) throw new Error(`${name} is not running.`);
  const text = readFileSync(`/proc/${pid}/environ`, 'utf8');
  return Object.fromEntries(
    text.split('\0').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
