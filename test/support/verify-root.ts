import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../tidy/repository.ts';
import type { Api } from './api.ts';
import { eventually } from './energy.ts';
import type { Stack } from './stack.ts';

/** What somebody keeps outside to check with. */
export interface KeptProof {
  /** Answer of `GET /signed-roots/{date}`. */
  readonly root: string;
  /** PEM of the key that signs roots. */
  readonly publicKey: string;
  /** Answer of `GET /audit-log/export`. */
  readonly auditLog: Buffer;
}

/** `npm run verify-root` over what was kept, and the journal of the stack. */
export async function verifyRoot(
  stack: Stack,
  { root, publicKey, auditLog }: KeptProof,
): Promise<{ readonly code: number; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'hengneng-kept-'));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const args = [
    'services/api/src/signed-roots/verify-root-cli.ts',
    ...['--root', file('root.json', root), '--public-key', file('root.pem', publicKey)],
    ...['--audit-log', file('audit-log.ndjson', auditLog)],
    ...['--journal-dir', join(stack.dataDirectory, 'journal')],
    ...['--journal-key', join(stack.dataDirectory, 'pki', 'journal-signing-key.pub.pem')],
  ];
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Begins a verification of journal or audit log, and gives its result once it is finished. */
export async function verified(
  api: Api,
  route: '/journal/verification' | '/audit-log/verification',
): Promise<{ readonly state: string; readonly ok: boolean | null }> {
  await api.call('POST', route);
  const { latest } = await eventually(
    () => api.call<{ latest: { state: string; ok: boolean | null } }>('GET', route),
    (answer) => answer.latest.state === 'finished',
    30_000,
  );
  return latest;
}
