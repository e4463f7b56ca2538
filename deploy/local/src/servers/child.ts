import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { identityOf, type ProcessIdentity } from './proc.ts';

const SETPRIV = '/usr/bin/setpriv';
const STOP_DEADLINE_MS = 10_000;

/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that we started in a group of its own, so Ctrl-C in the terminal does not reach it. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Ends it cleanly; after `deadlineMs` (10 s unless given) with SIGKILL. Safe to call twice. */
  stop(deadlineMs?: number): Promise<void>;
  /** Sends a signal to it, e.g. `SIGKILL`, `SIGSTOP`; await `exited` for the end. */
  kill(signal: NodeJS.Signals): void;
}

/** Hooks that every starter of a child process takes. */
export interface ChildOptions {
  /**
   * Whether the kernel ends the process when we die in whatever way (default true, for tests). The
   * launcher passes false: it finds what it left behind by its records.
   */
  readonly tieToParent?: boolean;
  /** Told the process as soon as it exists, before it is ready. */
  readonly onSpawn?: (spawned: SpawnedProcess) => void;
  /** Gives up the start, and ends the process, when aborted. */
  readonly signal?: AbortSignal;
}

/** What must be known to find a process again after we have gone. */
export interface SpawnedProcess extends ProcessIdentity {
  readonly name: string;
  /** Signal that asks it to end cleanly. */
  readonly stopSignal: NodeJS.Signals;
}

/** What `spawnChild` needs to know. */
export interface ChildSpec extends ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  /** Where its output is appended. */
  readonly logFile: string;
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal: NodeJS.Signals;
  /** Sent by the kernel when we die and the child is tied to us. */
  readonly orphanSignal: NodeJS.Signals;
}

const started = new Map<number, SpawnedProcess>();

/** The processes this one has started and that have not ended: what a test may kill. */
export function startedServers(): readonly SpawnedProcess[] {
  return [...started.values()];
}

/** Throws unless `pid` is a process that this one started and that still runs. */
export function assertStartedByUs(pid: number): void {
  const known = started.get(pid);
  if (known === undefined || identityOf(pid)?.startTicks !== known.startTicks) {
    throw new Error(`Process ${pid} is not a server that this process started.`);
  }
}

/** Starts the process; throws if the program cannot be run at all. */
export function spawnChild(spec: ChildSpec): Child {
  const { name, stopSignal } = spec;
  const log = openSync(spec.logFile, 'a', 0o640);
  const tie = (spec.tieToParent ?? true) && existsSync(SETPRIV);
  const tieWords = tie ? [SETPRIV, '--pdeathsig', spec.orphanSignal.slice(3), '--'] : [];
  const [program = '', ...words] = [...tieWords, spec.command, ...spec.args];
  const child = spawn(program, words, {
    cwd: spec.workingDirectory,
    detached: true,
    stdio: ['ignore', log, log],
    ...(spec.env === undefined ? {} : { env: spec.env }),
    ...(spec.uid === undefined ? {} : { uid: spec.uid }),
    ...(spec.gid === undefined ? {} : { gid: spec.gid }),
  });
  closeSync(log);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('error', () => resolve({ code: -1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} cannot be started: ${spec.command}.`);
  const spawned = { name, stopSignal, pid, startTicks: identityOf(pid)?.startTicks ?? '' };
  started.set(pid, spawned);
  spec.onSpawn?.(spawned);
  let ended = false;
  void exited.then(() => {
    ended = true;
    started.delete(pid);
  });

  const kill = (signal: NodeJS.Signals) => {
    if (!ended) child.kill(signal);
  };
  const stop = async (deadlineMs = STOP_DEADLINE_MS) => {
    // A process that was stopped with SIGSTOP must wake up to see the other signal.
    kill('SIGCONT');
    kill(stopSignal);
    const timer = setTimeout(() => kill('SIGKILL'), deadlineMs);
    await exited;
    clearTimeout(timer);
  };
  return { name, pid, exited, stop, kill };
}
