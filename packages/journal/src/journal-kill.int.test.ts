import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openJournal } from './journal.ts';
import { loadOrCreateSigningKey } from './keys.ts';
import { verifyJournal } from './verify.ts';

const ROUNDS = 6;
const writerPath = path.join(import.meta.dirname, 'testing', 'kill-writer.ts');

let directory: string;

beforeEach(async () => {
  directory = await fs.mkdtemp(path.join(os.tmpdir(), 'hengneng-journal-kill-'));
});

afterEach(async () => {
  await fs.rm(directory, { recursive: true });
});

/** Lets a writer run and kills it; answers the last sequence that it said was acknowledged. */
async function writeAndKill(lifeMs: number): Promise<number> {
  const child = spawn(process.execPath, [writerPath, directory]);
  let acknowledged = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    acknowledged = Number(line);
  });
  const started = new Promise((resolve) => lines.once('line', resolve));
  const closed = new Promise((resolve) => lines.once('close', resolve));
  await Promise.race([started, closed]);
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  child.kill('SIGKILL');
  await closed;
  return acknowledged;
}

describe('a journal whose process is killed', () => {
  it('has every acknowledged record, in both copies, after each kill', async () => {
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged = await writeAndKill(100 + round * 70);
      expect(acknowledged).toBeGreaterThan(0);
    }
    const signingKey = await loadOrCreateSigningKey(path.join(directory, 'key.pem'));
    const journal = await openJournal({
      directory: path.join(directory, 'primary'),
      mirrorDirectory: path.join(directory, 'mirror'),
      gatewayNumber: 1,
      signingKey,
      clock: Date.now,
    });
    expect(journal.syncedThrough).toBeGreaterThanOrEqual(acknowledged);
    let next = 1;
    while (next <= journal.syncedThrough) {
      const records = await journal.read({ fromSequence: next, countMax: 1_000, bytesMax: 1e6 });
      for (const record of records) {
        expect([record.sequence, record.payload.toString()]).toEqual([next, `payload ${next}`]);
        next += 1;
      }
    }
    await journal.close();
    for (const copy of ['primary', 'mirror']) {
      const report = await verifyJournal({
        directory: path.join(directory, copy),
        publicKeys: [createPublicKey(signingKey)],
      });
      expect(report).toMatchObject({ ok: true, records: journal.syncedThrough });
    }
  });
});
