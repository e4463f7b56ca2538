import { type MeterExchange, READING_CORRECTION_TYPES } from '@hengneng/domain';
import { and, asc, desc, eq, gte, inArray, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { correction, correctionApproval, correctionItem } from '../schema/corrections.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** The approved correction that counts for one meter and instant. */
export interface CorrectionInForce {
  readonly meterId: string;
  readonly readAtMs: number;
  /** Null: the reading does not count. */
  readonly value: number | null;
  readonly correctionNo: number;
  readonly correctionId: string;
  readonly type: string;
  readonly reason: string;
  /** User name of who asked for it. */
  readonly by: string;
  readonly recordedAtMs: number;
}

const FIELDS = {
  meterId: sql<string>`${correctionItem.meterId}`,
  readAtMs: correctionItem.at,
  value: correctionItem.value,
  correctionNo: correctionApproval.no,
  correctionId: correction.id,
  type: correction.type,
  reason: correction.reason,
  by: correction.requestedBy,
  recordedAtMs: correctionApproval.recordedAt,
};

/** Corrections of a meter's readings in [fromMs, toMs), of each instant the highest; ascending. */
export async function listCorrectionsInForce(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly meterId: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly limit: number;
    /** As of this instant: what was approved later is not seen. */
    readonly asOfMs?: number | undefined;
  },
): Promise<CorrectionInForce[]> {
  return await executor
    .selectDistinctOn([correctionItem.at], FIELDS)
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correctionItem.enterpriseId, query.enterpriseId),
        ownedInScope(scope, correctionItem.enterpriseId),
        eq(correctionItem.meterId, query.meterId),
        gte(correctionItem.at, query.fromMs),
        lt(correctionItem.at, query.toMs),
        inArray(correction.type, READING_CORRECTION_TYPES),
        recordedBy(query.asOfMs),
      ),
    )
    .orderBy(asc(correctionItem.at), desc(correctionApproval.no))
    .limit(query.limit);
}

/** Instants in [fromMs, toMs) at which an approved correction gives a meter a value, or takes it. */
export async function correctedInstants(
  executor: Executor,
  query: {
    readonly enterpriseId: string;
    readonly meterIds: readonly string[];
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<{ meterId: string; readAtMs: number; value: number | null }[]> {
  return await executor
    .selectDistinctOn([correctionItem.meterId, correctionItem.at], {
      meterId: sql<string>`${correctionItem.meterId}`,
      readAtMs: correctionItem.at,
      value: correctionItem.value,
    })
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correctionItem.enterpriseId, query.enterpriseId),
        inArray(correctionItem.meterId, [...query.meterIds]),
        gte(correctionItem.at, query.fromMs),
        lt(correctionItem.at, query.toMs),
        inArray(correction.type, READING_CORRECTION_TYPES),
      ),
    )
    .orderBy(asc(correctionItem.meterId), asc(correctionItem.at), desc(correctionApproval.no));
}

/** Approved decisions about how meters count, by `{enterprise} {meter}`. */
export interface MeterDecisions {
  readonly exchanges: MeterExchange[];
  readonly rejectedStepsAtMs: number[];
}

/** Approved exchanges and rejected steps of the enterprises that nobody has revoked, ascending. */
export async function readMeterDecisions(
  executor: Executor,
  enterpriseIds: readonly string[],
  asOfMs?: number,
): Promise<Map<string, MeterDecisions>> {
  const rows = await executor
    .selectDistinctOn(
      [correctionItem.enterpriseId, correctionItem.meterId, correction.type, correctionItem.at],
      {
        enterpriseId: correctionItem.enterpriseId,
        meterId: correctionItem.meterId,
        type: correction.type,
        atMs: correctionItem.at,
        finalValue: correctionItem.value,
        initialValue: correctionItem.initialValue,
      },
    )
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        inArray(correctionItem.enterpriseId, [...enterpriseIds]),
        inArray(correction.type, ['meter-exchange', 'reject-step']),
        isNotNull(correctionItem.meterId),
        recordedBy(asOfMs),
        isNotRevoked(asOfMs),
      ),
    )
    .orderBy(
      asc(correctionItem.enterpriseId),
      asc(correctionItem.meterId),
      asc(correction.type),
      asc(correctionItem.at),
      desc(correctionApproval.no),
    );
  const decisions = new Map<string, MeterDecisions>();
  for (const row of rows) {
    const key = `${row.enterpriseId} ${row.meterId}`;
    const own = decisions.get(key) ?? { exchanges: [], rejectedStepsAtMs: [] };
    decisions.set(key, own);
    const { atMs, finalValue, initialValue } = row;
    if (row.type === 'reject-step') own.rejectedStepsAtMs.push(atMs);
    else if (finalValue !== null && initialValue !== null) {
      own.exchanges.push({ atMs, finalValue, initialValue });
    }
  }
  return decisions;
}

/** Which of these numbers an approved revocation has taken back. */
export async function revokedNumbers(
  executor: Executor,
  numbers: readonly number[],
): Promise<Set<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await executor
    .selectDistinct({ no: correctionItem.revokesNo })
    .from(correctionItem)
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correctionItem.correctionId))
    .where(inArray(correctionItem.revokesNo, [...numbers]));
  return new Set(rows.flatMap(({ no }) => (no === null ? [] : [no])));
}

/** Condition on `correction_approval`: approved by an instant. */
export function recordedBy(asOfMs: number | undefined): SQL | undefined {
  return asOfMs === undefined ? undefined : lte(correctionApproval.recordedAt, asOfMs);
}

/** Condition on `correction_approval`: no approved revocation names its number. */
export function isNotRevoked(asOfMs?: number): SQL {
  const until =
    asOfMs === undefined ? sql`true` : sql`given.recorded_at <= ${new Date(asOfMs).toISOString()}`;
  return sql`not exists (select 1 from correction_item as taken
    join correction_approval as given on given.correction_id = taken.correction_id
    where taken.revokes_no = ${correctionApproval.no} and ${until})`;
}
