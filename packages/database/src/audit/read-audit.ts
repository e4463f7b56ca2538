import type { AuditRow } from '@hengneng/contracts';
import { and, asc, desc, eq, gt, gte, lt, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { type Page, pageOf } from '../failures.ts';
import { auditLog } from '../schema/audit.ts';

/** Sequences that one step of a walk over the log asks for: bounds its memory. */
const WALK_STEP = 1_000;

/** Which rows of the log; what is absent is not asked for. */
export interface AuditFilter {
  /** Earliest instant, milliseconds since the epoch. */
  readonly fromMs?: number | undefined;
  /** First instant that is not wanted any more. */
  readonly toMs?: number | undefined;
  /** User name, as it was then. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
}

/** Rows of the log, newest first, a page at a time. */
export async function listAuditLog(
  executor: Executor,
  query: AuditFilter & {
    readonly limit: number;
    /** Only rows before this sequence: `next` of the page before. */
    readonly beforeSequence?: number | undefined;
  },
): Promise<Page<AuditRow>> {
  const rows = await executor
    .select(ROW_COLUMNS)
    .from(auditLog)
    .where(and(...conditionsOf(query), ifGiven(query.beforeSequence, lessThan)))
    .orderBy(desc(auditLog.sequence))
    .limit(query.limit + 1);
  return pageOf(rows.map(toAuditRow), query.limit, (row) => String(row.sequence));
}

/**
 * Every row up to a sequence, oldest first, exactly as it stands in the table, some thousand at a
 * time: rows that should not be there, such as two of one sequence, come too. Each step is a statement
 * of its own, so it may take as long as the reader likes.
 */
export async function* walkAuditLog(
  executor: Executor,
  range: { readonly fromSequence?: number; readonly throughSequence: number },
): AsyncGenerator<AuditRow[]> {
  let next = range.fromSequence ?? (await lowestSequence(executor, null));
  while (next !== null && next <= range.throughSequence) {
    const last = Math.min(next + WALK_STEP - 1, range.throughSequence);
    const rows = await executor
      .select(ROW_COLUMNS)
      .from(auditLog)
      .where(and(gte(auditLog.sequence, next), lte(auditLog.sequence, last)))
      .orderBy(asc(auditLog.sequence));
    if (rows.length > 0) yield rows.map(toAuditRow);
    // A gap may be wide: jump over it.
    next = rows.length > 0 ? last + 1 : await lowestSequence(executor, last);
  }
}

async function lowestSequence(executor: Executor, above: number | null): Promise<number | null> {
  const [row] = await executor
    .select({ sequence: auditLog.sequence })
    .from(auditLog)
    .where(above === null ? undefined : gt(auditLog.sequence, above))
    .orderBy(asc(auditLog.sequence))
    .limit(1);
  return row?.sequence ?? null;
}

/** `at` as text, to the microsecond: a change below the millisecond must show. */
const atText = sql<string>`to_char(${auditLog.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const ROW_COLUMNS = {
  sequence: auditLog.sequence,
  at: atText,
  actorUserId: auditLog.actorUserId,
  actorUsername: auditLog.actorUsername,
  action: auditLog.action,
  enterpriseId: auditLog.enterpriseId,
  subjectType: auditLog.subjectType,
  subjectId: auditLog.subjectId,
  details: auditLog.details,
  previousSha256: auditLog.previousSha256,
  sha256: auditLog.sha256,
};

type SelectedRow = Omit<typeof auditLog.$inferSelect, 'at'> & { readonly at: string };

function toAuditRow(row: SelectedRow): AuditRow {
  return {
    sequence: row.sequence,
    at: row.at.replace(/000Z$/, 'Z'),
    actor: { userId: row.actorUserId, username: row.actorUsername },
    action: row.action,
    enterpriseId: row.enterpriseId,
    subject: { type: row.subjectType, id: row.subjectId },
    details: row.details as AuditRow['details'],
    previousSha256: row.previousSha256,
    sha256: row.sha256,
  };
}

function conditionsOf(filter: AuditFilter) {
  return [
    ifGiven(filter.fromMs, (atMs) => gte(auditLog.at, atMs)),
    ifGiven(filter.toMs, (atMs) => lt(auditLog.at, atMs)),
    ifGiven(filter.actor, (actor) => eq(auditLog.actorUsername, actor)),
    ifGiven(filter.action, (action) => eq(auditLog.action, action)),
    ifGiven(filter.enterpriseId, (id) => eq(auditLog.enterpriseId, id)),
    ifGiven(filter.subjectType, (type) => eq(auditLog.subjectType, type)),
    ifGiven(filter.subjectId, (id) => eq(auditLog.subjectId, id)),
  ];
}

function ifGiven<T, R>(value: T | undefined, condition: (value: T) => R): R | undefined {
  return value === undefined ? undefined : condition(value);
}

function lessThan(sequence: number) {
  return lt(auditLog.sequence, sequence);
}
