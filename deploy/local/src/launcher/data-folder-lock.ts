import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identityOf, isAlive } from '../servers/proc.ts';
import { bootId } from './process-records.ts';

const holderSchema = z.object({
  pid: z.int().positive(),
  startTicks: z.string(),
  bootId: z.string(),
  startedAt: z.string(),
  stopping: z.boolean(),
});

const POLL_MS = 100;
const STOPPING_PATIENCE_MS = 20_000;
const UNCERTAIN_PATIENCE_MS = 1_000;

/** Holds a data folder for this process until `release`, or until the process ends. */
export interface DataFolderLock {
  /** Tells others that it will soon be free, so that they wait instead of giving up. */
  announceEnd(): void;
  release(): Promise<void>;
}

/**
 * Takes the data folder (a real path) for this process; throws one sentence if another one has it.
 * One that is just stopping is waited for, up to 20 s.
 *
 * The file names the holder; a holder that no longer lives is taken over. Two starts that find a
 * stale file at the same moment are kept apart by a socket name that the kernel gives to one process
 * at a time and takes back when it dies.
 */
export async function lockDataFolder(
  directory: string,
  startedAt: Date,
  say: (line: string) => void,
): Promise<DataFolderLock> {
  const folder = join(directory, 'run');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'launcher.json');
  const socket = await takeName(directory, file, say);
  const self = { ...identityOf(process.pid), bootId: bootId(), startedAt: startedAt.toISOString() };
  writeHolder(file, { ...self, stopping: false });
  return {
    announceEnd: () => writeHolder(file, { ...self, stopping: true }),
    release: async () => {
      rmSync(file, { force: true });
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

async function takeName(
  directory: string,
  file: string,
  say: (line: string) => void,
): Promise<Server> {
  const digest = createHash('sha256').update(directory).digest('hex');
  const startedAtMs = performance.now();
  let said = false;
  for (;;) {
    const socket = await listenOnName(`hengneng-${digest.slice(0, 32)}`);
    const holder = readHolder(file);
    const isHeld = holder !== undefined && holder.bootId === bootId() && isAlive(holder);
    if (socket !== undefined && (!isHeld || holder.pid === process.pid)) return socket;
    socket?.close();

    // Stopping is announced in a file; who was told to stop a moment ago may not have written it.
    const patienceMs = holder?.stopping === true ? STOPPING_PATIENCE_MS : UNCERTAIN_PATIENCE_MS;
    if (performance.now() - startedAtMs > patienceMs) {
      const who = holder === undefined ? '' : ` (process ${holder.pid}, since ${holder.startedAt})`;
      throw new Error(
        `Hengneng already runs on ${directory}${who}. Stop it first, or give another --data-dir.`,
      );
    }
    if (holder?.stopping === true && !said) say(`Waiting for process ${holder.pid} to stop …`);
    said ||= holder?.stopping === true;
    await sleep(POLL_MS);
  }
}

function writeHolder(file: string, holder: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o644 });
  renameSync(`${file}.new`, file);
}

function readHolder(file: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Undefined if another process has the name. */
function listenOnName(name: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    // A leading zero byte: Linux's abstract names, which leave no file behind.
    server.listen(`\0${name}`, () => resolve(server));
    server.unref();
  });
}
