import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN_STATE = '0A';

/** What tells one process from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/<pid>/stat: clock ticks between boot and the start of the process. */
  readonly startTicks: string;
}

/** Identity of a living process, or undefined if there is none with that pid (zombies count as none). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return undefined;
    return { pid, startTicks };
  } catch {
    return undefined;
  }
}

/** Whether exactly this process, not a later one with its pid, is still alive. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startTicks === identity.startTicks;
}

/** Pids of the living processes whose working directory is `directory`, as far as we may look. */
export function processesWorkingIn(directory: string): number[] {
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readlinkSync(`/proc/${name}/cwd`) === directory) found.push(Number(name));
    } catch {
      // Gone meanwhile, or another user's.
    }
  }
  return found.filter((pid) => pid !== process.pid && identityOf(pid) !== undefined);
}

/** The command line of a process, blanks between its words; empty if there is none. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/**
 * Whether the process itself holds a listening TCP socket on `port`: an answer on a port alone may
 * come from a stranger who was there first.
 */
export function listensOn(pid: number, port: number): boolean {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['tcp', 'tcp6']) {
    for (const line of readLines(`/proc/${pid}/net/${table}`).slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      const listens = state === LISTEN_STATE && local?.endsWith(`:${hexPort}`);
      if (listens && inode !== undefined) inodes.add(`socket:[${inode}]`);
    }
  }
  return openFilesOf(pid).some((file) => inodes.has(file));
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function openFilesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((fd) => {
      try {
        return [readlinkSync(`${folder}/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
