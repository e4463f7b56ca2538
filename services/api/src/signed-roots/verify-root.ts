import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { auditRowSchema, type SignedRoot, signedRootSchema } from '@hengneng/contracts';
import { type VerificationReport, verifyJournal } from '@hengneng/journal';
import { z } from 'zod';

import { AuditChain, type AuditReport } from '../audit/audit-chain.ts';
import { RootChain, type RootReport } from './root-chain.ts';

/** What is to be checked; everything lies in files. */
export interface VerifyRootOptions {
  /** Each holds one signed root, or a list of them as `GET /signed-roots` answers it. */
  readonly rootFiles: readonly string[];
  readonly publicKeys: readonly KeyObject[];
  /** Export of the audit log, NDJSON. */
  readonly auditLogFile?: string;
  /** Directory of one gateway's journal, or of a copy, and the keys that may have sealed it. */
  readonly journal?: {
    readonly directory: string;
    readonly publicKeys: readonly KeyObject[];
    readonly fromSegment?: number;
    readonly isSealedOnly?: boolean;
  };
}

/** What the check came to; null for what was not asked for. */
export interface VerifyRootReport {
  readonly ok: boolean;
  readonly roots: RootReport;
  /** Days whose root has no head of some gateway, and why. */
  readonly withoutHead: readonly { date: string; gateway: number; failure: string }[];
  readonly auditLog: AuditReport | null;
  readonly journal: VerificationReport | null;
}

const filedRootsSchema = z.union([
  signedRootSchema.transform((root) => [root]),
  z.object({ items: z.array(signedRootSchema) }).transform(({ items }) => items),
  z.array(signedRootSchema),
]);

/**
 * Checks signed roots and what they speak of, offline: signatures and chain of the roots, that the
 * export of the audit log is whole and contains the signed ends, and that the journal does.
 *
 * @throws Error for files that cannot be read or hold no root
 */
export async function verifyRoot(options: VerifyRootOptions): Promise<VerifyRootReport> {
  const filed = await readRoots(options.rootFiles);
  const chain = new RootChain(options.publicKeys);
  for (const root of filed) chain.add(root);
  const roots = chain.report();
  const auditLog =
    options.auditLogFile === undefined ? null : await checkExport(options.auditLogFile, filed);
  const journal = options.journal === undefined ? null : await checkJournal(options.journal, filed);
  return {
    ok: roots.ok && auditLog?.ok !== false && journal?.ok !== false,
    roots,
    withoutHead: filed.flatMap(({ document: { date, gateways } }) =>
      gateways.flatMap(({ gateway, head, failure }) =>
        head === null ? [{ date, gateway, failure: failure ?? '' }] : [],
      ),
    ),
    auditLog,
    journal,
  };
}

/** Every root in the files, by number; the same root twice counts once. */
async function readRoots(files: readonly string[]): Promise<SignedRoot[]> {
  const roots = new Map<string, SignedRoot>();
  for (const file of files) {
    const parsed = filedRootsSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (!parsed.success) throw new Error(`${file} holds no signed root: ${parsed.error.message}`);
    for (const root of parsed.data) roots.set(JSON.stringify(root), root);
  }
  if (roots.size === 0) throw new Error('There is no signed root in the files.');
  return [...roots.values()].sort((left, right) => left.document.number - right.document.number);
}

async function checkExport(file: string, roots: readonly SignedRoot[]): Promise<AuditReport> {
  const chain = new AuditChain(
    roots.map(({ document }) => ({
      ...document.auditLog,
      source: `the signed root of ${document.date}`,
    })),
  );
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line === '') continue;
    const row = readRow(line);
    if (typeof row === 'string') chain.addUnreadable(row);
    else chain.add(row);
  }
  return chain.report();
}

function readRow(line: string) {
  try {
    const parsed = auditRowSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : 'it is no row of an audit log';
  } catch {
    return 'it is no JSON';
  }
}

async function checkJournal(
  journal: NonNullable<VerifyRootOptions['journal']>,
  roots: readonly SignedRoot[],
): Promise<VerificationReport> {
  const expectedHeads = roots.flatMap(({ document }) =>
    document.gateways.flatMap(({ gateway, head }) => (head === null ? [] : [{ gateway, ...head }])),
  );
  return await verifyJournal({ ...journal, expectedHeads });
}
