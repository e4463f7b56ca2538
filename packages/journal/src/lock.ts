import fs from 'node:fs/promises';
import os from 'node:os';

import { errorCode, JournalLockedError } from './errors.ts';

/** Time another process has to show that it took a stale lock at the same moment. */
const TAKEOVER_SETTLE_MS = 50;

/** The holder touches its lock file this often, so that other machines see that it lives. */
const TOUCH_INTERVAL_MS = 5_000;

/** A lock of another machine that was not touched for this long is that of a dead process. */
const FOREIGN_LOCK_AGE_MAX_MS = 30_000;

/** Locks held by this process, so that a second opener in it is refused as well. */
const heldPaths = new Set<string>();

/**
 * Takes the lock file for this process; it holds pid and start time, so that a reused pid is not
 * taken for the owner, and the host name: the pids of another machine or container say nothing here.
 * A lock whose owner is dead is taken over.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  if (heldPaths.has(path)) throw lockedError(path, `this process (pid ${process.pid})`);
  heldPaths.add(path);
  try {
    const mine = `${process.pid} ${await startTimeOf(process.pid)} ${os.hostname()}\n`;
    await writeLock(path, mine);
    const timer = setInterval(() => {
      const now = new Date();
      fs.utimes(path, now, now).catch(() => undefined);
    }, TOUCH_INTERVAL_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      heldPaths.delete(path);
      if ((await readLock(path)) === mine) await fs.unlink(path);
    };
  } catch (error) {
    heldPaths.delete(path);
    throw error;
  }
}

async function writeLock(path: string, mine: string): Promise<void> {
  try {
    await fs.writeFile(path, mine, { flag: 'wx' });
    return;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await refuseIfAlive(path);
  const temporary = `${path}.${process.pid}`;
  await fs.writeFile(temporary, mine);
  try {
    await refuseIfAlive(path);
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined);
    throw error;
  }
  // Two processes may have found the same dead owner: the later rename wins, the other sees it here.
  await new Promise((resolve) => setTimeout(resolve, TAKEOVER_SETTLE_MS));
  if ((await readLock(path)) !== mine) await refuseIfAlive(path);
}

async function refuseIfAlive(path: string): Promise<void> {
  const content = await readLock(path);
  const [pidText, startTime, host] = (content ?? '').trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return; // Empty or torn: its writer died while writing.
  if (host !== undefined && host !== os.hostname()) {
    const touchedAtMs = (await fs.stat(path)).mtimeMs;
    if (Math.abs(Date.now() - touchedAtMs) > FOREIGN_LOCK_AGE_MAX_MS) return;
    throw lockedError(path, `process ${pid} on ${host} (or it died less than 30 s ago)`);
  }
  if ((await startTimeOf(pid)) !== startTime || startTime === 'dead') return;
  throw lockedError(path, `process ${pid} (start time ${startTime})`);
}

function lockedError(path: string, owner: string): JournalLockedError {
  return new JournalLockedError(
    `The journal is already open: ${path} is held by ${owner}. ` +
      'Stop that process first; two writers would destroy the journal.',
  );
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Start time of a process: boot id and clock ticks since boot, from `/proc`; `alive` where there is
 * no `/proc`; `dead` when there is no such process.
 */
async function startTimeOf(pid: number): Promise<string> {
  try {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name in parentheses may hold spaces; start time is field 22, 20th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = (await fs.readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    if (fields[0] === 'Z') return 'dead';
    return `${boot}:${fields[19]}`;
  } catch {
    return isAlive(pid) ? 'alive' : 'dead';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
