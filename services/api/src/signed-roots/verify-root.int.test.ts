import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Journal, openJournal } from '@hengneng/journal';
import { temporaryDirectory } from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { createDailyRoots } from './daily-roots.ts';
import { verifyRoot } from './verify-root.ts';

const CLI = fileURLToPath(new URL('./verify-root-cli.ts', import.meta.url));
const MIDNIGHT_MS = Date.parse('2026-11-20T16:00:00Z');
const JOURNAL_KEYS = generateKeyPairSync('ed25519');

let api: ApiHarness;
let folder = '';
let rootKey: KeyObject;
let journal: Journal;
const file = (name: string) => join(folder, name);

/** Two days of an installation, and what a third party took away from it: five files. */
beforeAll(async () => {
  folder = temporaryDirectory('verify-root');
  api = await startApiHarness();
  journal = await openTheJournal(file('journal'), 20);
  api.world.statuses.set(7, {
    gateway: 7,
    atMs: 0,
    headSequence: 0,
    completedThrough: 0,
    inFlightByDate: {},
    journalledByDate: {},
    blocked: false,
  });
  api.world.answer = () => ({ ok: true, value: journal.head });
  const daily = createDailyRoots(api.dependencies);
  api.world.nowMs = MIDNIGHT_MS;
  await logAuditor();
  await daily.runOnce();
  await logAuditor();
  await append(journal, 20);
  api.world.nowMs = MIDNIGHT_MS + 86_400_000;
  await daily.runOnce();
  await append(journal, 20);
  await journal.close();

  // A day has passed: the session of the first is over.
  const next = await logAuditor();
  const list = await api.request('GET', '/signed-roots', { as: next });
  writeFileSync(file('roots.json'), JSON.stringify(list.body));
  const one = await api.request('GET', '/signed-roots/2026-11-21', { as: next });
  writeFileSync(file('root.json'), JSON.stringify(one.body));
  const { payload } = await api.app.inject({
    url: '/api/v1/audit-log/export',
    headers: { authorization: `Bearer ${next}` },
  });
  writeFileSync(file('audit-log.ndjson'), payload);
  if (api.dependencies.rootSigningKey === null) throw new Error('The harness has a key.');
  rootKey = createPublicKey(api.dependencies.rootSigningKey);
  writeFileSync(file('root.pub.pem'), rootKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(
    file('journal.pub.pem'),
    JOURNAL_KEYS.publicKey.export({ type: 'spki', format: 'pem' }),
  );
});
afterAll(async () => {
  await api.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const logAuditor = () => api.signedIn([{ role: 'log-auditor', scope: ALL }]);

async function openTheJournal(directory: string, records: number): Promise<Journal> {
  mkdirSync(directory, { recursive: true });
  const options = { directory, gatewayNumber: 7, signingKey: JOURNAL_KEYS.privateKey };
  const opened = await openJournal({ ...options, clock: Date.now });
  await append(opened, records);
  return opened;
}

async function append(into: Journal, records: number) {
  for (let record = 0; record < records; record += 1) {
    const payload = Buffer.from(`{"record":${record}}`);
    await into.append({ source: 'mqtt:x', topic: 'x', refusal: null, payload });
  }
}

const check = (
  given: { roots?: string; log?: string; journalDir?: string; key?: KeyObject } = {},
) =>
  verifyRoot({
    rootFiles: [file(given.roots ?? 'roots.json')],
    publicKeys: [given.key ?? rootKey],
    auditLogFile: file(given.log ?? 'audit-log.ndjson'),
    journal: {
      directory: file(given.journalDir ?? 'journal'),
      publicKeys: [JOURNAL_KEYS.publicKey],
    },
  });

/** A copy of a file with its lines or text changed. */
function altered(name: string, change: (text: string) => string): string {
  const target = `altered-${name}`;
  writeFileSync(file(target), change(readFileSync(file(name), 'utf8')));
  return target;
}

describe('verifyRoot', () => {
  it('passes what is as it was signed', async () => {
    const report = await check();
    expect(report).toMatchObject({
      ok: true,
      roots: { roots: 2, findings: [] },
      withoutHead: [],
      auditLog: { findings: [] },
      journal: { gateway: 7, headsConfirmed: 2, findings: [] },
    });
    expect(report.auditLog?.headsConfirmed).toBe(2);
    expect((await check({ roots: 'root.json' })).ok).toBe(true);
  });

  it('names a root that was altered or signed by somebody else', async () => {
    const roots = altered('roots.json', (text) =>
      text.replace('"date":"2026-11-21"', '"date":"2026-11-22"'),
    );
    expect((await check({ roots })).roots.findings).toMatchObject([{ number: 2, kind: 'content' }]);
    const key = generateKeyPairSync('ed25519').publicKey;
    expect((await check({ key })).roots.findings).toMatchObject([
      { number: 1, kind: 'unknown-key' },
      { number: 2, kind: 'unknown-key' },
    ]);
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    [
      'altered',
      (lines) => lines.with(1, (lines[1] ?? '').replace('"at":"2', '"at":"1')),
      'content 2',
    ],
    ['unreadable', (lines) => lines.with(1, '{"sequence":2'), 'content 2'],
    ['taken out', (lines) => lines.toSpliced(1, 1), 'gap 2'],
    ['put in', (lines) => lines.toSpliced(1, 0, lines[0] ?? ''), 'inserted 1'],
    ['cut off', (lines) => lines.slice(0, 1), 'tail 2'],
  ])('names a row of the audit log that was %s', async (_what, change, found) => {
    const log = altered('audit-log.ndjson', (text) =>
      change(text.trimEnd().split('\n')).join('\n'),
    );
    const report = await check({ log });
    const [first] = report.auditLog?.findings ?? [];
    expect(`${first?.kind} ${first?.sequence}`).toBe(found);
    expect(report.ok).toBe(false);
  });

  it('names the signed end that a journal does not contain', async () => {
    const other = await openTheJournal(file('other-journal'), 60);
    await other.close();
    const rewritten = await check({ journalDir: 'other-journal' });
    expect(rewritten.journal).toMatchObject({ headsConfirmed: 0 });
    expect(rewritten.journal?.findings.map(({ record }) => record).sort()).toEqual([20, 40]);

    const short = await openTheJournal(file('short-journal'), 5);
    await short.close();
    const { journal: report } = await check({ journalDir: 'short-journal' });
    expect(report?.findings.map(({ message }) => message)).toEqual([
      'the record of the given head is not in this journal',
      'the record of the given head is not in this journal',
    ]);
  });

  it('names the record of a byte that was altered', async () => {
    mkdirSync(file('bitten'));
    for (const name of readdirSync(file('journal'))) {
      copyFileSync(file(`journal/${name}`), file(`bitten/${name}`));
    }
    const segment = readdirSync(file('bitten')).find((name) => name.endsWith('.sealed')) ?? '';
    const bytes = readFileSync(file(`bitten/${segment}`));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(file(`bitten/${segment}`), bytes);
    const report = await check({ journalDir: 'bitten' });
    expect(report.ok).toBe(false);
    expect(report.journal?.findings[0]).toMatchObject({ file: segment, segment: 1 });
  });
});

describe('npm run verify-root', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      encoding: 'utf8',
      cwd: folder,
      // Nothing of the installation: no address, no secret.
      env: { PATH: process.env.PATH },
    });
    return { status, stdout, stderr };
  };
  const keys = ['--public-key', 'root.pub.pem'];

  it('says what it checked and ends with 0, or with 1 and the findings', () => {
    const all = ['--root', 'roots.json', ...keys, '--audit-log', 'audit-log.ndjson'];
    const intact = run(...all, '--journal-dir', 'journal', '--journal-key', 'journal.pub.pem');
    expect(intact.stdout).toContain('Signed roots: 2, 2026-11-20 to 2026-11-21, 0 findings.');
    expect(intact.stdout).toMatch(/Audit log: \d+ rows, last \d+, 2 signed ends in it/);
    expect(intact.stdout).toContain('Journal of gateway 7: 60 records, 2 signed ends in it');
    expect(intact.status).toBe(0);

    const log = altered('audit-log.ndjson', (text) => text.slice(text.indexOf('\n') + 1));
    const found = run('--root', 'root.json', ...keys, '--audit-log', log);
    expect(found.stdout).toContain('- row 1: gap: row 1 is missing');
    expect(found.stdout).toContain('NOT INTACT');
    expect(found.status).toBe(1);
  });

  it('explains itself and ends with 2 when it cannot check', () => {
    expect(run().status).toBe(2);
    expect(run().stdout).toContain('--root');
    expect(run('--root', 'root.json', ...keys, '--journal-dir', 'journal').status).toBe(2);
    const missing = run('--root', 'none.json', ...keys);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('none.json');
    expect(run('--root', 'audit-log.ndjson', ...keys).status).toBe(2);
    expect(run('--help').status).toBe(0);
  });
});
