import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, listensOn, type ProcessIdentity, processesWorkingIn } from './proc.ts';

const READY_POLL_MS = 40;
const LEFTOVER_WAIT_MS = 2_000;
const SETPRIV = '/usr/bin/setpriv';

/** Options that every private server takes. */
export interface ServerOptions {
  /** Folder of its data; made if absent. One server at a time may work in it. */
  readonly directory: string;
  /** TCP port; a free one if absent. */
  readonly port?: number;
  /** Address to listen on, `127.0.0.1` unless given. */
  readonly host?: string;
  /** Where its output goes (appended); `<directory>/server.log` unless given. */
  readonly logFile?: string;
  /**
   * Whether the kernel ends the server when we die in whatever way (default true, for tests). The
   * launcher passes false: it finds what it left behind by its records.
   */
  readonly tieToParent?: boolean;
  /** How long the server may take until it answers, in milliseconds; 60 s unless given. */
  readonly startTimeoutMs?: number;
}

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server that answered at least once. */
export interface RunningServer {
  readonly name: string;
  /** Address with user and password where the server wants them. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  /** Folder that really holds the data. */
  readonly directory: string;
  readonly logFile: string;
  /** Settles when the process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Ends it cleanly; after `deadlineMs` (10 s unless given) with SIGKILL. Safe to call twice. */
  stop(deadlineMs?: number): Promise<void>;
  /** Sends a signal to it, e.g. `SIGKILL`, `SIGSTOP`; await `exited` for the end. */
  kill(signal: NodeJS.Signals): void;
}

/** What `startServerProcess` needs to know about one kind of server. */
export interface ServerSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly directory: string;
  readonly logFile: string;
  readonly startTimeoutMs: number;
  readonly tieToParent: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal: NodeJS.Signals;
  /** Sent by the kernel when we die and `tieToParent` is set. */
  readonly orphanSignal: NodeJS.Signals;
  /** Resolves true once the server answers; false or a rejection means not yet. */
  isReady(): Promise<boolean>;
}

const started = new Map<number, ProcessIdentity & { readonly name: string }>();

/** The servers this process has started and that have not ended: what a test may kill. */
export function startedServers(): readonly (ProcessIdentity & { readonly name: string })[] {
  return [...started.values()];
}

/** Throws unless `pid` is a server that this process started and that still runs. */
export function assertStartedByUs(pid: number): void {
  const known = started.get(pid);
  if (known === undefined || identityOf(pid)?.startTicks !== known.startTicks) {
    throw new Error(`Process ${pid} is not a server that this process started.`);
  }
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
  const logOffset = existsSync(spec.logFile) ? statSync(spec.logFile).size : 0;
  const child = spawnInOwnGroup(spec);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('error', () => resolve({ code: -1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} cannot be started: ${spec.command}.`);
  const identity = identityOf(pid);
  started.set(pid, { name: spec.name, pid, startTicks: identity?.startTicks ?? '' });
  let ended = false;
  void exited.then(() => {
    ended = true;
    started.delete(pid);
  });

  const kill = (signal: NodeJS.Signals) => {
    if (!ended) child.kill(signal);
  };
  const stop = async (deadlineMs = 10_000) => {
    kill('SIGCONT');
    kill(spec.stopSignal);
    const timer = setTimeout(() => kill('SIGKILL'), deadlineMs);
    await exited;
    clearTimeout(timer);
  };

  const giveUpAtMs = performance.now() + spec.startTimeoutMs;
  const isReady = async () =>
    listensOn(pid, spec.port) && (await spec.isReady().catch(() => false));
  while (!(await isReady())) {
    if (ended || performance.now() > giveUpAtMs) {
      await stop();
      const { code, signal } = await exited;
      const words = lastWords(spec.logFile, logOffset);
      throw new Error(
        `${spec.name} did not become ready (${signal ?? `exit ${code}`}); ${spec.logFile} ends:\n${words}`,
      );
    }
    await Promise.race([sleep(READY_POLL_MS), exited]);
  }
  const { name, url, host, port, directory, logFile } = spec;
  return { name, url, host, port, directory, logFile, pid, exited, stop, kill };
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

function spawnInOwnGroup(spec: ServerSpec): ChildProcess {
  const log = openSync(spec.logFile, 'a', 0o640);
  const tie = spec.tieToParent && existsSync(SETPRIV);
  const command = tie ? SETPRIV : spec.command;
  const tieArgs = tie ? ['--pdeathsig', spec.orphanSignal.slice(3), spec.command] : [];
  try {
    return spawn(command, [...tieArgs, ...spec.args], {
      cwd: spec.workingDirectory,
      detached: true,
      stdio: ['ignore', log, log],
      ...(spec.env === undefined ? {} : { env: spec.env }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
    });
  } finally {
    closeSync(log);
  }
}

function lastWords(logFile: string, fromOffset: number): string {
  try {
    const text = readFileSync(logFile).subarray(fromOffset).toString('utf8');
    return text.trimEnd().split('\n').slice(-12).join('\n');
  } catch {
    return '(no log)';
  }
}
