import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SpawnedProcess } from '../servers/child.ts';
import { commandOf, isAlive } from '../servers/proc.ts';

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';
const POLL_MS = 50;

const recordSchema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  startTicks: z.string(),
  bootId: z.string(),
  stopSignal: z.string(),
  command: z.string(),
});

type ProcessRecord = z.infer<typeof recordSchema>;

/**
 * The processes of one data folder, one file each in `<data-dir>/run`, so that a start after kill -9
 * of the launcher finds those it left behind. A pid alone proves nothing: the time the process
 * started and the boot it belongs to must agree as well.
 */
export class ProcessRecords {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** Notes a process under its name, in place of an earlier one of that name. */
  write(spawned: SpawnedProcess): void {
    const { name, pid, startTicks, stopSignal } = spawned;
    const command = commandOf(pid);
    const record: ProcessRecord = { name, pid, startTicks, bootId: bootId(), stopSignal, command };
    const file = this.#fileOf(name);
    writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  /** Forgets the process of that name. */
  remove(name: string): void {
    rmSync(this.#fileOf(name), { force: true });
  }

  /** Recorded processes that are still alive; records of others are removed. */
  living(): ProcessRecord[] {
    const found: ProcessRecord[] = [];
    for (const file of readdirSync(this.#folder)) {
      if (!file.endsWith('.process.json')) continue;
      const record = readRecord(join(this.#folder, file));
      if (record !== undefined && record.bootId === bootId() && isAlive(record)) {
        found.push(record);
      } else {
        rmSync(join(this.#folder, file), { force: true });
      }
    }
    return found;
  }

  /**
   * Stops what an earlier launcher left behind, in the order of `names` and then the rest: cleanly,
   * and after `deadlineMs` each with SIGKILL.
   */
  async stopOrphans(
    names: readonly string[],
    deadlineMs: number,
    report: (line: string) => void,
  ): Promise<void> {
    const rank = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
    const orphans = this.living().sort((a, b) => rank(a.name) - rank(b.name));
    for (const orphan of orphans) {
      report(`Stopping ${orphan.name} (process ${orphan.pid}), left behind by an earlier start.`);
      await stopProcess(orphan, deadlineMs);
      this.remove(orphan.name);
    }
  }

  #fileOf(name: string): string {
    return join(this.#folder, `${name}.process.json`);
  }
}

/** Changes with each boot of the machine; empty where the kernel does not tell. */
export function bootId(): string {
  try {
    return readFileSync(BOOT_ID_FILE, 'utf8').trim();
  } catch {
    return '';
  }
}

function readRecord(file: string): ProcessRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function stopProcess(record: ProcessRecord, deadlineMs: number): Promise<void> {
  signalIfAlive(record, 'SIGCONT');
  signalIfAlive(record, record.stopSignal);
  const giveUpAtMs = performance.now() + deadlineMs;
  while (isAlive(record)) {
    if (performance.now() > giveUpAtMs) signalIfAlive(record, 'SIGKILL');
    await sleep(POLL_MS);
  }
}

function signalIfAlive(record: ProcessRecord, signal: string): void {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch {
    // It ended in between.
  }
}
