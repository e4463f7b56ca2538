import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type ChildOptions, type ChildSpec, spawnChild } from './child.ts';
import { listensOn, processesWorkingIn } from './proc.ts';

const READY_POLL_MS = 40;
const CONNECT_LIMIT_MS = 1_000;
const LEFTOVER_WAIT_MS = 2_000;
const START_TIMEOUT_MS = 60_000;
const FAILED_START_DEADLINE_MS = 2_000;

/** Options that every private server takes. */
export interface ServerOptions extends ChildOptions {
  /** Folder of its data; made if absent. One server at a time may work in it. */
  readonly directory: string;
  /** TCP port; a free one if absent. */
  readonly port?: number;
  /** Address to listen on, `127.0.0.1` unless given. */
  readonly host?: string;
  /** Where its output goes (appended); `<directory>/server.log` unless given. */
  readonly logFile?: string;
  /** How long the server may take until it answers, in milliseconds; 60 s unless given. */
  readonly startTimeoutMs?: number;
}

/** A server that answered at least once. */
export interface RunningServer extends Child {
  /** Address with user and password where the server wants them. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Folder that really holds the data. */
  readonly directory: string;
  readonly logFile: string;
}

/** What `startServerProcess` needs to know about one kind of server. */
export interface ServerSpec extends ChildSpec {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly directory: string;
  readonly startTimeoutMs?: number;
  /** Resolves true once the server answers; false or a rejection means not yet. */
  isReady(): Promise<boolean>;
}

/** The options of a server that go to its process as they are. */
export function childOptions(options: ChildOptions): ChildOptions {
  const { tieToParent, onSpawn, signal } = options;
  return {
    ...(tieToParent === undefined ? {} : { tieToParent }),
    ...(onSpawn === undefined ? {} : { onSpawn }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/**
 * Waits until nothing works in `directory` any more, since a killed server takes a moment to go.
 * Throws with the pids if they stay, because two servers on one folder destroy it.
 */
export async function waitUntilUnused(directory: string, waitMs = LEFTOVER_WAIT_MS): Promise<void> {
  const giveUpAtMs = performance.now() + waitMs;
  for (;;) {
    const pids = processesWorkingIn(directory);
    if (pids.length === 0) return;
    if (performance.now() > giveUpAtMs) {
      throw new Error(`${directory} is in use by process ${pids.join(', ')}.`);
    }
    await sleep(READY_POLL_MS);
  }
}

/** Starts the process in a group of its own and waits until it answers; throws with its last words. */
export async function startServerProcess(spec: ServerSpec): Promise<RunningServer> {
  spec.signal?.throwIfAborted();
  const logOffset = existsSync(spec.logFile) ? statSync(spec.logFile).size : 0;
  const child = spawnChild(spec);
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  // An answer alone may come from a stranger who listened on this port before us. Asking the kernel who
  // listens takes it ten milliseconds, so that is asked where somebody does.
  const isReady = async () =>
    (await takesConnections(spec.host, spec.port)) &&
    listensOn(child.pid, spec.port) &&
    (await spec.isReady().catch(() => false));
  const giveUpAtMs = performance.now() + (spec.startTimeoutMs ?? START_TIMEOUT_MS);
  while (!(await isReady())) {
    if (ended || spec.signal?.aborted || performance.now() > giveUpAtMs) {
      await child.stop(FAILED_START_DEADLINE_MS);
      spec.signal?.throwIfAborted();
      const { code, signal } = await child.exited;
      throw new Error(
        `${spec.name} did not become ready (${signal ?? `exit ${code}`}); ${spec.logFile} ends:\n` +
          lastWords(spec.logFile, logOffset),
      );
    }
    await Promise.race([sleep(READY_POLL_MS), child.exited]);
  }
  const { url, host, port, directory, logFile } = spec;
  return { ...child, url, host, port, directory, logFile };
}

function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_LIMIT_MS });
    socket.once('error', () => resolve(false));
    socket.once('timeout', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Tries `start` with other ports while the one we chose was taken between choosing and using it. */
export async function withChosenPort<T>(
  port: number | undefined,
  choose: () => Promise<number>,
  start: (port: number) => Promise<T>,
): Promise<T> {
  if (port !== undefined) return await start(port);
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await choose());
    } catch (error) {
      if (attempt === 3 || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

/** The last dozen lines that were appended to a log after `fromOffset`. */
export function lastWords(logFile: string, fromOffset: number): string {
  try {
    const text = readFileSync(logFile).subarray(fromOffset).toString('utf8');
    return text.trimEnd().split('\n').slice(-12).join('\n');
  } catch {
    return '(no log)';
  }
}
