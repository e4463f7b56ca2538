import type { RegistrySnapshot } from '@hengneng/domain';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { rangeOutcome } from './schema/facts.ts';
import { registrySnapshot } from './schema/registry.ts';

/** One shard's share of a journal range, and what its messages were judged by. */
export interface JudgedRange {
  readonly fromSequence: number;
  readonly toSequence: number;
  /** Version of each enterprise's registry; enterprises nobody knew are absent. */
  readonly registryVersions: Readonly<Record<string, number>>;
}

/**
 * Ranges of one gateway and shard that end at or after a sequence, ascending. With the snapshots they
 * make it possible to judge every journalled message again exactly as it was judged.
 */
export async function listJudgedRanges(
  executor: Executor,
  query: {
    readonly gateway: number;
    readonly shard: number;
    readonly fromSequence: number;
    readonly limit: number;
  },
): Promise<JudgedRange[]> {
  return await executor
    .select({
      fromSequence: rangeOutcome.fromSequence,
      toSequence: rangeOutcome.toSequence,
      registryVersions: sql<Record<string, number>>`${rangeOutcome.registryVersions}`,
    })
    .from(rangeOutcome)
    .where(
      and(
        eq(rangeOutcome.gateway, query.gateway),
        eq(rangeOutcome.shard, query.shard),
        gte(rangeOutcome.toSequence, query.fromSequence),
      ),
    )
    .orderBy(asc(rangeOutcome.fromSequence))
    .limit(query.limit);
}

/**
 * Which messages of a gateway and shard can hold readings of an instant or later: from the first
 * range that was received to the end at `receivedFromMs` or later. Null where there are none.
 */
export async function judgedSpan(
  executor: Executor,
  query: { readonly gateway: number; readonly shard: number; readonly receivedFromMs: number },
): Promise<{ readonly fromSequence: number; readonly toSequence: number } | null> {
  const [row] = await executor
    .select({
      fromSequence: sql<number | null>`min(${rangeOutcome.fromSequence})::float8`,
      toSequence: sql<number | null>`max(${rangeOutcome.toSequence})::float8`,
    })
    .from(rangeOutcome)
    .where(
      and(
        eq(rangeOutcome.gateway, query.gateway),
        eq(rangeOutcome.shard, query.shard),
        gte(rangeOutcome.receivedTo, query.receivedFromMs),
      ),
    );
  if (row === undefined || row.fromSequence === null || row.toSequence === null) return null;
  return { fromSequence: row.fromSequence, toSequence: row.toSequence };
}

/** One version of an enterprise's registry as it was published; null when there is no such one. */
export async function findSnapshot(
  executor: Executor,
  enterpriseId: string,
  version: number,
): Promise<RegistrySnapshot | null> {
  const [row] = await executor
    .select({ document: registrySnapshot.document })
    .from(registrySnapshot)
    .where(
      and(eq(registrySnapshot.enterpriseId, enterpriseId), eq(registrySnapshot.version, version)),
    );
  return row === undefined ? null : (row.document as RegistrySnapshot);
}
