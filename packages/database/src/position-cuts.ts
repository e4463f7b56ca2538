import { and, asc, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { rangeOutcome, readingConflict } from './schema/facts.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** The last message of one gateway that had been received by an instant. */
export interface PositionCut {
  readonly gateway: number;
  readonly sequence: number;
  /** When the last of its ranges ended, milliseconds since the epoch. */
  readonly receivedToMs: number;
}

/**
 * Up to where each gateway's journal had been received by an instant, as far as the messages of one
 * shard go. Ranges that end later are left out whole.
 */
export async function listPositionCuts(
  executor: Executor,
  query: { readonly shard: number; readonly asOfMs: number },
): Promise<PositionCut[]> {
  return await executor
    .select({
      gateway: rangeOutcome.gateway,
      sequence: sql<number>`max(${rangeOutcome.toSequence})`.mapWith(Number),
      receivedToMs: sql<number>`max(${rangeOutcome.receivedTo})`.mapWith(rangeOutcome.receivedTo),
    })
    .from(rangeOutcome)
    .where(and(eq(rangeOutcome.shard, query.shard), lte(rangeOutcome.receivedTo, query.asOfMs)))
    .groupBy(rangeOutcome.gateway)
    .orderBy(asc(rangeOutcome.gateway));
}

/** A reading that was refused because another message of the same meter and instant counted. */
export interface RefusedValue {
  readonly readAtMs: number;
  readonly value: number;
  readonly position: number;
}

/** Readings of a meter of the scope in [fromMs, toMs) that lost to another one, by instant. */
export async function listRefusedValues(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly meterId: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly limit: number;
  },
): Promise<RefusedValue[]> {
  return await executor
    .select({
      readAtMs: readingConflict.readAt,
      value: readingConflict.refusedValue,
      position: readingConflict.refusedPosition,
    })
    .from(readingConflict)
    .where(
      and(
        eq(readingConflict.enterpriseId, query.enterpriseId),
        ownedInScope(scope, readingConflict.enterpriseId),
        eq(readingConflict.meterId, query.meterId),
        gte(readingConflict.readAt, query.fromMs),
        lt(readingConflict.readAt, query.toMs),
      ),
    )
    .orderBy(asc(readingConflict.readAt), asc(readingConflict.refusedPosition))
    .limit(query.limit);
}
