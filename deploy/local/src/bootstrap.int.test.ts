import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { identityOf } from './servers/proc.ts';

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../bootstrap');
const RUN_CHILD = join(FOLDER, 'run-child.mjs');

/** A parent that runs `child` through the bootstrap and exits with what it returns. */
function startParent(child: string) {
  const program = `
    const { runChild } = await import(${JSON.stringify(RUN_CHILD)});
    const args = ['-e', ${JSON.stringify(child)}];
    process.exitCode = await runChild(process.execPath, args, { cwd: '/', env: process.env });`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('runChild', () => {
  it('returns the exit status of the child', async () => {
    const [code] = await once(startParent('process.exit(7)'), 'exit');
    expect(code).toBe(7);
  });

  it('returns 128 and the number of the signal that ended the child', async () => {
    const [code] = await once(startParent('process.kill(process.pid, "SIGKILL")'), 'exit');
    expect(code).toBe(137);
  });

  it('passes on one Ctrl-C once, though npm repeats it', async () => {
    const parent = startParent(`
      let count = 0;
      process.on('SIGINT', () => {
        count += 1;
        if (count === 1) setTimeout(() => process.exit(count), 500);
      });
      setInterval(() => {}, 1_000);
      console.log('ready');`);
    await once(parent.stdout, 'data');
    parent.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    parent.kill('SIGINT');
    const [code] = await once(parent, 'exit');
    expect(code).toBe(1);
  });

  it('asks the child to stop when the parent is killed', async () => {
    const parent = startParent(`
      process.on('SIGTERM', () => { console.log('asked'); process.exit(0); });
      setInterval(() => {}, 1_000);
      console.log(process.pid);`);
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
    const pid = Number((await lines.next()).value);
    expect(identityOf(pid)).toBeDefined();
    parent.kill('SIGKILL');
    expect((await lines.next()).value).toBe('asked');
  });
});
