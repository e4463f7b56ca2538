import type { DeclaredStop } from '@hengneng/domain';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { declaredStop, reportingInterval } from '../schema/duty.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** A declared fault or stop (停产检修) as it stands. */
export interface RegisteredStop extends DeclaredStop {
  readonly reason: string;
  readonly declaredBy: string;
  readonly withdrawn: boolean;
  readonly revision: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

/** What is declared, or what becomes of a declaration. */
export interface StopRevision {
  readonly id: string;
  readonly enterpriseId: string;
  readonly kind: DeclaredStop['kind'];
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly meterIds: readonly string[];
  readonly reason: string;
  readonly withdrawn: boolean;
}

/** Declarations of an enterprise of the scope as they stand, withdrawn ones included, oldest first. */
export async function listDeclaredStops(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly id?: string | undefined },
): Promise<RegisteredStop[]> {
  const rows = await executor
    .select()
    .from(declaredStop)
    .where(
      and(
        eq(declaredStop.enterpriseId, query.enterpriseId),
        query.id === undefined ? undefined : eq(declaredStop.id, query.id),
        ownedInScope(scope, declaredStop.enterpriseId),
      ),
    )
    .orderBy(asc(declaredStop.id), desc(declaredStop.revision));
  const stops = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((revisions) => {
    const [last, first] = [revisions[0], revisions.at(-1)];
    if (last === undefined || first === undefined) return [];
    return [
      {
        id: last.id,
        kind: last.kind as DeclaredStop['kind'],
        fromMs: last.from,
        toMs: last.to,
        meterIds: last.meterIds as string[],
        reason: first.reason,
        // A later revision only narrows: what is left was declared at the beginning.
        declaredAtMs: first.recordedAt,
        declaredBy: first.recordedBy,
        withdrawn: last.withdrawn,
        revision: last.revision,
        changedAtMs: last.recordedAt,
        changedBy: last.recordedBy,
      },
    ];
  });
  return stops.sort((one, other) => one.fromMs - other.fromMs);
}

/** One declaration of an enterprise of the scope, or NOT_FOUND. */
export async function getDeclaredStop(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly id: string },
): Promise<RegisteredStop> {
  const [found] = await listDeclaredStops(executor, scope, query);
  if (found === undefined) throw notFound('declaration');
  return found;
}

/** Puts a declaration on record, or its next revision. The caller has locked the enterprise. */
export async function insertStopRevision(
  tx: Executor,
  { fromMs, toMs, ...item }: StopRevision,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await tx.insert(declaredStop).values({
    ...item,
    from: fromMs,
    to: toMs,
    revision: sql<number>`(select count(*) + 1 from declared_stop where id = ${item.id})`,
    recordedAt: recorded.atMs,
    recordedBy: recorded.by,
  });
}

/** A reporting interval that an authority allowed. */
export interface ReportingInterval {
  /** Null: every register of the enterprise. */
  readonly meterId: string | null;
  readonly intervalSeconds: number;
  /** First day, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly documentNo: string;
  readonly reason: string;
}

/** An interval with who put it on record. */
export interface RecordedReportingInterval extends ReportingInterval {
  readonly revision: number;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** Every interval ever allowed to an enterprise of the scope, by meter, in the order of recording. */
export async function listReportingIntervals(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<RecordedReportingInterval[]> {
  const rows = await executor
    .select()
    .from(reportingInterval)
    .where(
      and(
        eq(reportingInterval.enterpriseId, enterpriseId),
        ownedInScope(scope, reportingInterval.enterpriseId),
      ),
    )
    .orderBy(asc(reportingInterval.meterId), asc(reportingInterval.revision));
  return rows.map(({ enterpriseId: _, meterId, recordedAt, ...row }) => ({
    ...row,
    meterId: meterId === '' ? null : meterId,
    recordedAtMs: recordedAt,
  }));
}

/** Puts an allowed interval on record. The caller has locked the enterprise. */
export async function insertReportingInterval(
  tx: Executor,
  enterpriseId: string,
  item: ReportingInterval,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  const meterId = item.meterId ?? '';
  await tx.insert(reportingInterval).values({
    ...item,
    enterpriseId,
    meterId,
    revision: sql<number>`(select count(*) + 1 from reporting_interval
      where enterprise_id = ${enterpriseId} and meter_id = ${meterId})`,
    recordedAt: recorded.atMs,
    recordedBy: recorded.by,
  });
}
