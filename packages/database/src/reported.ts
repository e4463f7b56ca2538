import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { type Page, pageOf } from './failures.ts';
import { reportedEvent, reportedOutput } from './schema/facts.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** What a device reported as produced. */
export interface ReportedOutputEntry {
  /** `{gateway}-{sequence}-{index}`. */
  readonly id: string;
  readonly deviceId: string;
  readonly receivedAtMs: number;
  readonly product: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly quantity: number;
  readonly unit: string;
}

/** What a device reported as having happened: a proposal until somebody approves it. */
export interface ReportedEventEntry {
  /** `{gateway}-{sequence}-{index}`. */
  readonly id: string;
  readonly deviceId: string;
  readonly receivedAtMs: number;
  readonly type: string;
  readonly meterId: string;
  readonly atMs: number;
  readonly finalValue: number | null;
  readonly initialValue: number | null;
  readonly note: string;
}

/** One enterprise's reports of [fromMs, toMs), a page at a time. */
export interface ReportedQuery {
  readonly enterpriseId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly after?: { readonly atMs: number; readonly id: string } | undefined;
}

/** Id of a reported output, `{gateway}-{sequence}-{index}`: the same on every run. */
export const outputIdOf = sql<string>`(${reportedOutput.gateway} || '-' || ${reportedOutput.sequence} || '-' || ${reportedOutput.index}) collate "C"`;
const eventId = sql<string>`${reportedEvent.gateway} || '-' || ${reportedEvent.sequence} || '-' || ${reportedEvent.index}`;

/** Outputs of an enterprise of the scope whose period begins in the range, oldest first. */
export async function listReportedOutputs(
  executor: Executor,
  scope: TenantScope,
  query: ReportedQuery,
): Promise<Page<ReportedOutputEntry>> {
  const rows = await executor
    .select({
      id: outputIdOf,
      deviceId: reportedOutput.deviceId,
      receivedAtMs: reportedOutput.receivedAt,
      product: reportedOutput.product,
      fromMs: reportedOutput.from,
      toMs: reportedOutput.to,
      quantity: reportedOutput.quantity,
      unit: reportedOutput.unit,
    })
    .from(reportedOutput)
    .where(
      and(
        eq(reportedOutput.enterpriseId, query.enterpriseId),
        ownedInScope(scope, reportedOutput.enterpriseId),
        gte(reportedOutput.from, query.fromMs),
        lt(reportedOutput.from, query.toMs),
        query.after === undefined
          ? undefined
          : sql`(${reportedOutput.from}, ${outputIdOf}) > (${toTimestamp(query.after.atMs)}, ${query.after.id})`,
      ),
    )
    .orderBy(asc(reportedOutput.from), asc(outputIdOf))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => `${row.fromMs}~${row.id}`);
}

/** Events of an enterprise of the scope that happened in the range, oldest first. */
export async function listReportedEvents(
  executor: Executor,
  scope: TenantScope,
  query: ReportedQuery,
): Promise<Page<ReportedEventEntry>> {
  const rows = await executor
    .select({
      id: eventId,
      deviceId: reportedEvent.deviceId,
      receivedAtMs: reportedEvent.receivedAt,
      type: reportedEvent.type,
      meterId: reportedEvent.meterId,
      atMs: reportedEvent.at,
      finalValue: reportedEvent.finalValue,
      initialValue: reportedEvent.initialValue,
      note: reportedEvent.note,
    })
    .from(reportedEvent)
    .where(
      and(
        eq(reportedEvent.enterpriseId, query.enterpriseId),
        ownedInScope(scope, reportedEvent.enterpriseId),
        gte(reportedEvent.at, query.fromMs),
        lt(reportedEvent.at, query.toMs),
        query.after === undefined
          ? undefined
          : sql`(${reportedEvent.at}, ${eventId}) > (${toTimestamp(query.after.atMs)}, ${query.after.id})`,
      ),
    )
    .orderBy(asc(reportedEvent.at), asc(eventId))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => `${row.atMs}~${row.id}`);
}

function toTimestamp(atMs: number) {
  return sql`${new Date(atMs).toISOString()}::timestamptz`;
}
