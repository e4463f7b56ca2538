import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { identityOf, isAlive } from '../servers/proc.ts';
import { bootId } from './process-records.ts';

const holderSchema = z.object({
  pid: z.int().positive(),
  startTicks: z.string(),
  bootId: z.string(),
  startedAt: z.string(),
});

/** Holds a data folder for this process until `release`, or until the process ends. */
export interface DataFolderLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder (a real path) for this process; throws one sentence if another one has it.
 *
 * The file names the holder; a holder that no longer lives is taken over. Two starts that find a
 * stale file at the same moment are kept apart by a socket name that the kernel gives to one process
 * at a time and takes back when it dies.
 */
export async function lockDataFolder(directory: string, startedAt: Date): Promise<DataFolderLock> {
  const folder = join(directory, 'run');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'launcher.json');
  const socket = await listenOnName(
    `hengneng-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`,
  );
  const holder = readHolder(file);
  const held = holder !== undefined && holder.bootId === bootId() && isAlive(holder);
  if (socket === undefined || (held && holder.pid !== process.pid)) {
    socket?.close();
    const who = holder === undefined ? '' : ` (process ${holder.pid}, since ${holder.startedAt})`;
    throw new Error(
      `Hengneng already runs on ${directory}${who}. Stop it first, or give another --data-dir.`,
    );
  }
  const self = { ...identityOf(process.pid), bootId: bootId(), startedAt: startedAt.toISOString() };
  writeFileSync(file, `${JSON.stringify(self)}\n`, { mode: 0o644 });
  return {
    release: async () => {
      rmSync(file, { force: true });
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
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
