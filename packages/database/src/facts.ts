import type { QuarantinedMessage, VerificationReport } from '@hengneng/contracts';
import type { QuarantineReason } from '@hengneng/domain';
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { AccountSums } from './accounting-sums.ts';
import type { Executor } from './connection.ts';
import { notFound, type Page, pageOf } from './failures.ts';
import {
  accountingDay,
  journalDay,
  journalVerification,
  processedDay,
  quarantine,
  rangeOutcome,
  readingConflict,
} from './schema/facts.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A message in quarantine (待处理数据). */
export interface QuarantineEntry {
  /** `{gateway}-{sequence}`. */
  readonly id: string;
  readonly gateway: number;
  readonly sequence: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly topic: string;
  readonly enterpriseId: string;
  readonly deviceId: string;
  readonly reason: QuarantineReason;
  readonly message: string;
  readonly payloadBytes: number;
  readonly rejected: QuarantinedMessage['rejected'];
  readonly state: 'open' | 'replayed';
  readonly replayedAtMs: number | null;
  readonly replayedBy: string | null;
  readonly replayPosition: string | null;
}

const QUARANTINE_COLUMNS = {
  id: quarantine.id,
  gateway: quarantine.gateway,
  sequence: quarantine.sequence,
  receivedAtMs: quarantine.receivedAt,
  source: quarantine.source,
  topic: quarantine.topic,
  enterpriseId: quarantine.enterpriseId,
  deviceId: quarantine.deviceId,
  reason: sql<QuarantineReason>`${quarantine.reason}`,
  message: quarantine.message,
  payloadBytes: quarantine.payloadBytes,
  rejected: sql<QuarantinedMessage['rejected']>`${quarantine.rejected}`,
  state: sql<'open' | 'replayed'>`${quarantine.state}`,
  replayedAtMs: quarantine.replayedAt,
  replayedBy: quarantine.replayedBy,
  replayPosition: quarantine.replayPosition,
};

/** Messages in quarantine of the scope, newest first. */
export async function listQuarantine(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly limit: number;
    readonly after?: { readonly receivedAtMs: number; readonly id: string } | undefined;
    readonly enterpriseId?: string | undefined;
    readonly reason?: string | undefined;
    readonly state?: string | undefined;
  },
): Promise<Page<QuarantineEntry>> {
  const { after } = query;
  const rows = await executor
    .select(QUARANTINE_COLUMNS)
    .from(quarantine)
    .where(
      and(
        ownedInScope(scope, quarantine.enterpriseId),
        query.enterpriseId === undefined
          ? undefined
          : eq(quarantine.enterpriseId, query.enterpriseId),
        query.reason === undefined ? undefined : eq(quarantine.reason, query.reason),
        query.state === undefined ? undefined : eq(quarantine.state, query.state),
        after === undefined
          ? undefined
          : sql`(${quarantine.receivedAt}, ${quarantine.id}) < (${new Date(after.receivedAtMs).toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(quarantine.receivedAt), desc(quarantine.id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => `${row.receivedAtMs}~${row.id}`);
}

/** A message in quarantine of the scope, or NOT_FOUND. */
export async function getQuarantine(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<QuarantineEntry> {
  const [row] = await executor
    .select(QUARANTINE_COLUMNS)
    .from(quarantine)
    .where(and(eq(quarantine.id, id), ownedInScope(scope, quarantine.enterpriseId)));
  if (row === undefined) throw notFound('message in quarantine');
  return row;
}

/** Marks a message as replayed; false where somebody else was faster. */
export async function markReplayed(
  executor: Executor,
  id: string,
  replay: { readonly atMs: number; readonly by: string; readonly position: string | null },
): Promise<boolean> {
  const rows = await executor
    .update(quarantine)
    .set({
      state: 'replayed',
      replayedAt: replay.atMs,
      replayedBy: replay.by,
      replayPosition: replay.position,
    })
    .where(and(eq(quarantine.id, id), eq(quarantine.state, 'open')))
    .returning({ id: quarantine.id });
  return rows.length === 1;
}

/** Two readings that do not agree (数据冲突). */
export interface ConflictEntry {
  /** `{gateway}-{from}-{shard}-{index}`. */
  readonly id: string;
  readonly enterpriseId: string;
  readonly meterId: string;
  readonly readAtMs: number;
  readonly keptValue: number;
  readonly keptPosition: number;
  readonly refusedValue: number;
  readonly refusedPosition: number;
  readonly recordedAtMs: number;
}

/** Readings of an enterprise in [fromMs, toMs) that were sent again with another value, by meter. */
export async function countConflicts(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly fromMs: number; readonly toMs: number },
): Promise<Map<string, number>> {
  const rows = await executor
    .select({
      meterId: readingConflict.meterId,
      // Three values for one instant are one reading that nobody can trust.
      count: sql<number>`count(distinct ${readingConflict.readAt})::int`,
    })
    .from(readingConflict)
    .where(
      and(
        ownedInScope(scope, readingConflict.enterpriseId),
        eq(readingConflict.enterpriseId, query.enterpriseId),
        gte(readingConflict.readAt, query.fromMs),
        lt(readingConflict.readAt, query.toMs),
      ),
    )
    .groupBy(readingConflict.meterId);
  return new Map(rows.map(({ meterId, count }) => [meterId, count]));
}

/** Conflicts of the scope, newest position first. */
export async function listConflicts(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly limit: number;
    readonly after?: { readonly readAtMs: number; readonly id: string } | undefined;
    readonly enterpriseId?: string | undefined;
    readonly meterId?: string | undefined;
  },
): Promise<Page<ConflictEntry>> {
  const id = sql<string>`${readingConflict.gateway} || '-' || ${readingConflict.fromSequence} || '-' || ${readingConflict.shard} || '-' || ${readingConflict.index}`;
  const { after } = query;
  const rows = await executor
    .select({
      id,
      enterpriseId: readingConflict.enterpriseId,
      meterId: readingConflict.meterId,
      readAtMs: readingConflict.readAt,
      keptValue: readingConflict.keptValue,
      keptPosition: readingConflict.keptPosition,
      refusedValue: readingConflict.refusedValue,
      refusedPosition: readingConflict.refusedPosition,
      recordedAtMs: readingConflict.recordedAt,
    })
    .from(readingConflict)
    .where(
      and(
        ownedInScope(scope, readingConflict.enterpriseId),
        query.enterpriseId === undefined
          ? undefined
          : eq(readingConflict.enterpriseId, query.enterpriseId),
        query.meterId === undefined ? undefined : eq(readingConflict.meterId, query.meterId),
        after === undefined
          ? undefined
          : sql`(${readingConflict.readAt}, ${id}) < (${new Date(after.readAtMs).toISOString()}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(readingConflict.readAt), desc(id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => `${row.readAtMs}~${row.id}`);
}

/** Counts of one enterprise on one day. */
export interface AccountingRow extends AccountSums {
  readonly enterpriseId: string;
}

/** Counts of the enterprises of the scope on one day, by enterprise. */
export async function listAccounting(
  executor: Executor,
  scope: TenantScope,
  query: { readonly date: string; readonly enterpriseId?: string | undefined },
): Promise<AccountingRow[]> {
  const { date, enterpriseId } = query;
  const rows = await executor
    .select()
    .from(accountingDay)
    .where(
      and(
        eq(accountingDay.date, date),
        enterpriseId === undefined ? undefined : eq(accountingDay.enterpriseId, enterpriseId),
        ownedInScope(scope, accountingDay.enterpriseId),
      ),
    )
    .orderBy(asc(accountingDay.enterpriseId));
  return rows.map(({ date: _, quarantined, ...row }) => ({
    ...row,
    quarantined: quarantined as AccountSums['quarantined'],
  }));
}

/** Messages journalled on a day of the platform zone, by gateway, as far as reported. */
export async function listJournalDay(
  executor: Executor,
  date: string,
): Promise<{ gateway: number; journalled: number; lastSequence: number }[]> {
  return await executor
    .select({
      gateway: journalDay.gateway,
      journalled: journalDay.journalled,
      lastSequence: journalDay.lastSequence,
    })
    .from(journalDay)
    .where(eq(journalDay.date, date))
    .orderBy(asc(journalDay.gateway));
}

/** Messages whose outcome is on record, of a day of the platform zone, by gateway. */
export async function listProcessedDay(
  executor: Executor,
  date: string,
): Promise<{ gateway: number; processed: number }[]> {
  return await executor
    .select({ gateway: processedDay.gateway, processed: processedDay.processed })
    .from(processedDay)
    .where(eq(processedDay.date, date))
    .orderBy(asc(processedDay.gateway));
}

/**
 * When the messages at these places were received, milliseconds since the epoch: the start of their
 * range, which holds a tenth of a second to a few seconds of messages. Places without an outcome on
 * record are absent.
 */
export async function findReceivedAtMs(
  executor: Executor,
  shard: number,
  places: readonly { readonly gateway: number; readonly sequence: number }[],
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const gateways = places.map((place) => place.gateway);
  const sequences = places.map((place) => place.sequence);
  const result = await executor.execute<{ gateway: number; sequence: string; at_ms: string }>(sql`
    select place.gateway, place.sequence,
           (extract(epoch from found.received_from) * 1000)::bigint as at_ms
    from unnest(${sql.param(gateways)}::int[], ${sql.param(sequences)}::bigint[])
      as place (gateway, sequence)
    cross join lateral (
      select ${rangeOutcome.receivedFrom} as received_from, ${rangeOutcome.toSequence} as to_seq
      from ${rangeOutcome}
      where ${rangeOutcome.gateway} = place.gateway and ${rangeOutcome.shard} = ${shard}
        and ${rangeOutcome.fromSequence} <= place.sequence
      order by ${rangeOutcome.fromSequence} desc limit 1
    ) as found
    where found.to_seq >= place.sequence`);
  return new Map(
    result.rows.map((row) => [`${row.gateway}-${row.sequence}`, Number(row.at_ms)] as const),
  );
}

/** What a verification found at one gateway, or why it found nothing. */
export interface VerificationResult {
  readonly gateway: number;
  readonly report: VerificationReport | null;
  readonly failure: string | null;
}

/** One verification of all journals. */
export interface Verification {
  readonly id: string;
  readonly requestedAtMs: number;
  readonly requestedBy: string;
  readonly state: 'running' | 'finished';
  readonly finishedAtMs: number | null;
  readonly results: readonly VerificationResult[];
}

/** The latest verification, or null before the first. */
export async function latestVerification(executor: Executor): Promise<Verification | null> {
  const [row] = await executor
    .select()
    .from(journalVerification)
    .orderBy(desc(journalVerification.requestedAt))
    .limit(1);
  if (row === undefined) return null;
  return {
    id: row.id,
    requestedAtMs: row.requestedAt,
    requestedBy: row.requestedBy,
    state: row.state as Verification['state'],
    finishedAtMs: row.finishedAt,
    results: row.results as VerificationResult[],
  };
}

/** Puts a verification on record as running and returns its id. */
export async function insertVerification(
  executor: Executor,
  request: { readonly atMs: number; readonly by: string },
): Promise<string> {
  const [row] = await executor
    .insert(journalVerification)
    .values({ requestedAt: request.atMs, requestedBy: request.by, state: 'running', results: [] })
    .returning({ id: journalVerification.id });
  if (row === undefined) throw new Error('PostgreSQL returned no row for a verification.');
  return row.id;
}

/** Puts the outcome of a verification on record. */
export async function finishVerification(
  executor: Executor,
  id: string,
  outcome: { readonly atMs: number; readonly results: readonly VerificationResult[] },
): Promise<void> {
  await executor
    .update(journalVerification)
    .set({ state: 'finished', finishedAt: outcome.atMs, results: outcome.results })
    .where(eq(journalVerification.id, id));
}
