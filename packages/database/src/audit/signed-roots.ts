import type { SignedRoot } from '@hengneng/contracts';
import { asc, desc, gt, gte, lt, sql } from 'drizzle-orm';
import type { Database, Executor } from '../connection.ts';
import { notFound, type Page, pageOf } from '../failures.ts';
import { signedRoot } from '../schema/signed-roots.ts';
import { type AuditEntry, type AuditHead, appendAudit, auditHead } from './append-audit.ts';

/** Any fixed number will do; it must only be nobody else's. */
const ROOT_LOCK = 7_204_315;

/** A signed root with the public key (PEM) it was signed with. */
export interface StoredRoot {
  readonly root: SignedRoot;
  readonly publicKeyPem: string;
}

/**
 * Adds the next root: `sign` makes it from the root before and the end of the audit log, or answers
 * null where there is nothing to do (any more). One caller at a time; the audit log's row of it is in
 * the same transaction.
 */
export async function addSignedRoot(
  database: Database,
  sign: (before: {
    readonly root: SignedRoot | null;
    readonly auditLog: AuditHead;
  }) => StoredRoot | null,
  auditOf: (root: SignedRoot) => AuditEntry,
): Promise<SignedRoot | null> {
  return await database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ROOT_LOCK})`);
    const latest = await latestSignedRoot(tx);
    const made = sign({ root: latest?.root ?? null, auditLog: await auditHead(tx) });
    if (made === null) return null;
    const { root, publicKeyPem } = made;
    const { document, sha256, signature } = root;
    const { number, date } = document;
    await tx.insert(signedRoot).values({ number, date, document, sha256, signature, publicKeyPem });
    await appendAudit(tx, auditOf(root));
    return root;
  });
}

/** The newest root, null before the first. */
export async function latestSignedRoot(executor: Executor): Promise<StoredRoot | null> {
  const rows = await executor.select().from(signedRoot).orderBy(desc(signedRoot.number)).limit(1);
  return rows.map(toStoredRoot)[0] ?? null;
}

/** Roots, newest first, a page at a time. */
export async function listSignedRoots(
  executor: Executor,
  query: { readonly limit: number; readonly beforeNumber?: number | undefined },
): Promise<Page<StoredRoot>> {
  const { beforeNumber } = query;
  const rows = await executor
    .select()
    .from(signedRoot)
    .where(beforeNumber === undefined ? undefined : lt(signedRoot.number, beforeNumber))
    .orderBy(desc(signedRoot.number))
    .limit(query.limit + 1);
  return pageOf(rows.map(toStoredRoot), query.limit, ({ root }) => String(root.document.number));
}

/** Roots from a number on, oldest first, for a check of all of them. */
export async function signedRootsAfter(
  executor: Executor,
  number: number,
  limit: number,
): Promise<StoredRoot[]> {
  const rows = await executor
    .select()
    .from(signedRoot)
    .where(gt(signedRoot.number, number))
    .orderBy(asc(signedRoot.number))
    .limit(limit);
  return rows.map(toStoredRoot);
}

/** The root that closes a day, which may also close days before it; or NOT_FOUND. */
export async function getSignedRoot(executor: Executor, date: string): Promise<StoredRoot> {
  const [row] = await executor
    .select()
    .from(signedRoot)
    .where(gte(signedRoot.date, date))
    .orderBy(asc(signedRoot.date))
    .limit(1);
  const stored = row === undefined ? undefined : toStoredRoot(row);
  if (stored === undefined || stored.root.document.from > date) throw notFound('signed root');
  return stored;
}

/** Every public key that a root was signed with: PEM, the newest last. */
export async function signingPublicKeys(executor: Executor): Promise<string[]> {
  const rows = await executor
    .select({ publicKeyPem: signedRoot.publicKeyPem })
    .from(signedRoot)
    .groupBy(signedRoot.publicKeyPem)
    .orderBy(sql`max(${signedRoot.number})`);
  return rows.map((row) => row.publicKeyPem);
}

function toStoredRoot(row: typeof signedRoot.$inferSelect): StoredRoot {
  const { sha256, signature, publicKeyPem } = row;
  const document = row.document as SignedRoot['document'];
  return { root: { document, sha256, signature }, publicKeyPem };
}
