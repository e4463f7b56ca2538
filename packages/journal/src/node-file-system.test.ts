import { execFile, spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openForwardingLog } from './forwarding-log.ts';
import { openJournal } from './journal.ts';
import { loadOrCreateSigningKey, publicKeyPath } from './keys.ts';
import { takeLock } from './lock.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { sealedSegmentName } from './segment-header.ts';
import { readAll, TEST_KEY, textOf } from './testing/crash-scenario.ts';
import { appendRecords } from './testing/small-journal.ts';
import { verifyJournal } from './verify.ts';

const run = promisify(execFile);
const cliPath = path.join(import.meta.dirname, 'verify-cli.ts');

let directory: string;

beforeEach(async () => {
  directory = await fs.mkdtemp(path.join(os.tmpdir(), 'hengneng-journal-'));
});

afterEach(async () => {
  await fs.rm(directory, { recursive: true });
});

describe('the journal on a real disk', () => {
  it('keeps records over restarts, mirrored, in several segments', async () => {
    const options = {
      directory: path.join(directory, 'a', 'primary'),
      mirrorDirectory: path.join(directory, 'mirror'),
      gatewayNumber: 3,
      signingKey: TEST_KEY,
      clock: Date.now,
      segmentBytesMax: 50_000,
    };
    const texts: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const journal = await openJournal(options);
      expect((await readAll(journal)).map(textOf)).toEqual(texts);
      for (let batch = 0; batch < 3; batch += 1) {
        const from = journal.headSequence + 1;
        await appendRecords(journal, from, from + 99);
      }
      texts.splice(0, texts.length, ...(await readAll(journal)).map(textOf));
      await journal.close();
    }
    expect(texts).toHaveLength(900);
    for (const each of [options.directory, options.mirrorDirectory]) {
      const report = await verifyJournal({
        directory: each,
        publicKeys: [createPublicKey(TEST_KEY)],
      });
      expect(report).toMatchObject({ ok: true, records: 900 });
      expect(report.segments).toBeGreaterThanOrEqual(6);
    }
    const log = await openForwardingLog({ directory });
    await log.plan({ from: 1, to: 900, bytes: 1 });
    await log.close();
    expect((await openForwardingLog({ directory })).plannedThrough).toBe(900);
  });

  it('answers errors with their codes and reads short at the end', async () => {
    const file = await nodeFileSystem.open(path.join(directory, 'f'), 'create');
    await file.write(3, Buffer.from('abc'));
    expect(await file.read(4, 10)).toEqual(Buffer.from('bc'));
    expect(await file.read(99, 10)).toHaveLength(0);
    await file.truncate(4);
    expect(await file.size()).toBe(4);
    await file.datasync();
    await file.close();
    const open = (name: string, mode: 'read' | 'create') =>
      nodeFileSystem.open(path.join(directory, name), mode);
    await expect(open('f', 'create')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(open('g', 'read')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the verify command', () => {
  it('says what is wrong and exits with 1, or 0 when all is well', async () => {
    const keyPath = path.join(directory, 'keys', 'journal.pem');
    const signingKey = await loadOrCreateSigningKey(keyPath);
    const options = { directory, gatewayNumber: 1, signingKey, clock: Date.now };
    const journal = await openJournal(options);
    await appendRecords(journal, 1, 50);
    await journal.close();
    const args = [cliPath, '--dir', directory, '--public-key', publicKeyPath(keyPath)];
    const { stdout } = await run(process.execPath, args);
    expect(stdout).toContain('1 segments, 50 records, 1 to 50');
    expect(stdout).toContain('INTACT');

    const file = path.join(directory, sealedSegmentName(1));
    const content = await fs.readFile(file);
    content[200] = (content[200] ?? 0) ^ 1;
    await fs.writeFile(file, content);
    const failed = await run(process.execPath, args).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1 });
    expect((failed as { stdout: string }).stdout).toContain('segment 1, block 0, record 2');
    const usage = await run(process.execPath, [cliPath]).catch((error: unknown) => error);
    expect(usage).toMatchObject({ code: 2 });
  });
});

describe('takeLock', () => {
  it('refuses a living holder, in this process and another, and takes over a dead one', async () => {
    const lockPath = path.join(directory, 'journal.lock');
    const release = await takeLock(lockPath);
    await expect(takeLock(lockPath)).rejects.toMatchObject({ code: 'JOURNAL_LOCKED' });
    await release();

    const lockUrl = new URL('./lock.ts', import.meta.url).href;
    const script = `import { takeLock } from '${lockUrl}';
      await takeLock('${lockPath}'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await expect(takeLock(lockPath)).rejects.toThrow(`process ${child.pid}`);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
    await (await takeLock(lockPath))();
    await expect(fs.access(lockPath)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('respects a lock of another machine as long as that is touched', async () => {
    const lockPath = path.join(directory, 'journal.lock');
    await fs.writeFile(lockPath, '1 boot:1 another-host\n');
    await expect(takeLock(lockPath)).rejects.toThrow('process 1 on another-host');
    const longAgo = new Date(Date.now() - 31_000);
    await fs.utimes(lockPath, longAgo, longAgo);
    await (await takeLock(lockPath))();
  });

  it('is not fooled by a pid that another process has now, or by an empty file', async () => {
    const lockPath = path.join(directory, 'journal.lock');
    for (const content of [`${process.pid} another-boot:1\n`, '']) {
      await fs.writeFile(lockPath, content);
      await (await takeLock(lockPath))();
    }
  });
});

describe('loadOrCreateSigningKey', () => {
  it('makes a key only its owner can read, and gives the same one again', async () => {
    const keyPath = path.join(directory, 'journal.pem');
    const key = await loadOrCreateSigningKey(keyPath);
    expect((await fs.stat(keyPath)).mode & 0o777).toBe(0o600);
    expect((await loadOrCreateSigningKey(keyPath)).equals(key)).toBe(true);
    const publicPem = await fs.readFile(path.join(directory, 'journal.pub.pem'));
    expect(createPublicKey(publicPem).equals(createPublicKey(key))).toBe(true);
  });

  it('refuses a key that others can read, and one of another kind', async () => {
    const keyPath = path.join(directory, 'journal.pem');
    await loadOrCreateSigningKey(keyPath);
    await fs.chmod(keyPath, 0o644);
    await expect(loadOrCreateSigningKey(keyPath)).rejects.toThrow('chmod 600');
    await fs.rm(keyPath);
    await fs.writeFile(keyPath, 'no key', { mode: 0o600 });
    await expect(loadOrCreateSigningKey(keyPath)).rejects.toThrow();
  });
});
