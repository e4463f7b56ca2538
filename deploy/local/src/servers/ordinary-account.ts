import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A user and group of this machine that a child process is to run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** Whether a process of this user can make its way into `directory`. */
  canEnter(directory: string): boolean;
}

/**
 * The account `name` if we are root and must drop our rights; undefined when we are an ordinary user
 * and simply stay ourselves. Throws if we are root and the account does not exist.
 */
export function ordinaryAccount(name: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[0] === name);
  if (row === undefined) throw new Error(`There is no user ${name} on this machine.`);
  const [uid, gid] = [Number(row[2]), Number(row[3])];
  return {
    uid,
    gid,
    canEnter: (directory) =>
      spawnSync('/usr/bin/test', ['-x', directory], { uid, gid, cwd: '/' }).status === 0,
  };
}
