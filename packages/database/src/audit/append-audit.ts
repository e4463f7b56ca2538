import { createHash } from 'node:crypto';
import {
  AUDIT_GENESIS_SHA256,
  type AuditRow,
  auditRowText,
  canonicalJson,
  type PlainJson,
  toPlainJson,
  toPlainText,
} from '@hengneng/contracts';
import { desc, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { auditLog } from '../schema/audit.ts';

/** Any fixed number will do; it must only be nobody else's. */
const AUDIT_LOCK = 7_204_314;
/** Details longer than this, as canonical JSON, are kept as their length and SHA-256 alone. */
const DETAILS_CHARACTERS_MAX = 65_536;
/** Names and ids longer than this are cut; an index of PostgreSQL takes 2 700 bytes. */
const NAME_CHARACTERS_MAX = 200;

/** Something that was done, to be put on record. */
export interface AuditEntry {
  /** When, milliseconds since the epoch. */
  readonly atMs: number;
  /** Who; without a user id for names that are no account and for the platform itself. */
  readonly actor: { readonly userId: string | null; readonly username: string };
  /** `noun.verb` in kebab case, such as `meter-epoch.create`. */
  readonly action: string;
  /** Whose data it was about; null for what belongs to no enterprise. */
  readonly enterpriseId: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  /** Anything JSON can say, bounded by the caller; never secrets. */
  readonly details?: unknown;
}

/** An end of the audit log: its last row. */
export interface AuditHead {
  /** 0 for an empty log. */
  readonly sequence: number;
  readonly sha256: string;
}

/**
 * Puts acts on record in the transaction of the act, and answers the log's new end.
 *
 * Call it **last** in the transaction: from here to the end of the transaction nobody else can put
 * anything on record (one advisory lock for the whole log), so what runs after it holds up everybody,
 * and locks taken after it can deadlock. The transaction must be READ COMMITTED, which is the default.
 */
export async function appendAudit(
  tx: Executor,
  entries: AuditEntry | readonly AuditEntry[],
): Promise<AuditHead> {
  const list: readonly AuditEntry[] = isList(entries) ? entries : [entries];
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
  // A statement of its own: it must see what the last holder of the lock committed.
  let head = await auditHead(tx);
  const rows = list.map((entry) => {
    const row = chained(entry, head);
    head = { sequence: row.sequence, sha256: row.sha256 };
    return row;
  });
  for (const part of chunks(rows)) await tx.insert(auditLog).values(part.map(columnsOf));
  return head;
}

/** The end of the log as of now. */
export async function auditHead(executor: Executor): Promise<AuditHead> {
  const [last] = await executor
    .select({ sequence: auditLog.sequence, sha256: auditLog.sha256 })
    .from(auditLog)
    .orderBy(desc(auditLog.sequence))
    .limit(1);
  return last ?? { sequence: 0, sha256: AUDIT_GENESIS_SHA256 };
}

/** SHA-256 (hex) of a text in UTF-8. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function chained(entry: AuditEntry, before: AuditHead): AuditRow {
  const row = {
    sequence: before.sequence + 1,
    at: new Date(entry.atMs).toISOString(),
    actor: { userId: entry.actor.userId, username: nameText(entry.actor.username) },
    action: entry.action,
    enterpriseId: entry.enterpriseId === null ? null : nameText(entry.enterpriseId),
    subject: { type: nameText(entry.subject.type), id: nameText(entry.subject.id) },
    details: boundedDetails(entry.details) as AuditRow['details'],
    previousSha256: before.sha256,
  };
  return { ...row, sha256: sha256Hex(auditRowText(row)) };
}

/** What comes from strangers fits. */
function nameText(text: string): string {
  return toPlainText(text.slice(0, NAME_CHARACTERS_MAX));
}

/** An act must not fail because there is too much to say about it. */
function boundedDetails(details: unknown): PlainJson {
  const plain = toPlainJson(details ?? {});
  const text = canonicalJson(plain);
  if (text.length <= DETAILS_CHARACTERS_MAX) return plain;
  return { omitted: { characters: text.length, sha256: sha256Hex(text) } };
}

function columnsOf(row: AuditRow): typeof auditLog.$inferInsert {
  return {
    sequence: row.sequence,
    at: Date.parse(row.at),
    actorUserId: row.actor.userId,
    actorUsername: row.actor.username,
    action: row.action,
    enterpriseId: row.enterpriseId,
    subjectType: row.subject.type,
    subjectId: row.subject.id,
    details: row.details,
    previousSha256: row.previousSha256,
    sha256: row.sha256,
  };
}

function isList(entries: AuditEntry | readonly AuditEntry[]): entries is readonly AuditEntry[] {
  return Array.isArray(entries);
}
