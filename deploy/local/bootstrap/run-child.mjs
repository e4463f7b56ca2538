import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';

const SETPRIV = '/usr/bin/setpriv';
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** One Ctrl-C arrives here from the terminal and once more from npm; this is one wish, not two. */
const SAME_WISH_MS = 1_000;
const PARENT_POLL_MS = 100;

/**
 * Runs a program to its end and returns its exit status (128 + number for a signal).
 *
 * It gets a process group of its own, so Ctrl-C does not reach it from the terminal: it gets each
 * signal once, from here. If we are killed the kernel asks it to stop.
 */
export function runChild(command, args, { cwd, env }) {
  const tie = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'TERM', '--'] : [];
  const [program, ...words] = [...tie, command, ...args];
  const child = spawn(program, words, { cwd, env, stdio: 'inherit', detached: true });

  let forwardedAtMs = Number.NEGATIVE_INFINITY;
  const forward = (signal) => {
    const nowMs = performance.now();
    if (nowMs - forwardedAtMs < SAME_WISH_MS) return;
    forwardedAtMs = nowMs;
    child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  const watch = process.env.npm_lifecycle_event === undefined ? undefined : watchParent(forward);

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward);
      clearInterval(watch);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** npm waits for us; when it is gone (kill -9) nobody would be left to end what we run. */
function watchParent(forward) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    forward('SIGTERM');
  }, PARENT_POLL_MS);
  return timer;
}
