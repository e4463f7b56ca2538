import { and, asc, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { type Page, pageOf } from '../failures.ts';
import { listReportedOutputs, outputIdOf, type ReportedQuery } from '../reported.ts';
import { correction, correctionApproval, correctionItem } from '../schema/corrections.ts';
import { reportedOutput } from '../schema/facts.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import { isNotRevoked, recordedBy } from './in-force.ts';

/** Production of a period as it counts. */
export interface EffectiveOutput {
  /** `{gateway}-{sequence}-{index}`, or `0-{correction number}-{index}` where a person entered it. */
  readonly id: string;
  readonly product: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly quantity: number;
  readonly unit: string;
}

/** An approved correction that entered or replaced an output. */
export interface OutputCorrection extends EffectiveOutput {
  readonly correctionNo: number;
  readonly correctionId: string;
  readonly reason: string;
  readonly by: string;
  readonly recordedAtMs: number;
  /** Id of the output whose place it takes; null for a new one. */
  readonly replaces: string | null;
}

/** An output as it was first put on record, with what counts in its place. */
export interface OutputEntry extends EffectiveOutput {
  /** Null where a person entered it. */
  readonly deviceId: string | null;
  readonly receivedAtMs: number;
  /** The correction in force; null where the original counts. */
  readonly correction: OutputCorrection | null;
}

/**
 * What an enterprise of the scope has made, of periods that begin in [fromMs, toMs), with corrections
 * in place of what they replace; ascending by period and id. With `asOfMs`: as known then.
 */
export async function listEffectiveOutputs(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly asOfMs?: number | undefined;
  },
): Promise<EffectiveOutput[]> {
  const { enterpriseId, fromMs, toMs, asOfMs } = query;
  const corrections = await outputCorrections(executor, scope, enterpriseId, asOfMs);
  const reported = await executor
    .select({
      id: outputIdOf,
      product: reportedOutput.product,
      fromMs: reportedOutput.from,
      toMs: reportedOutput.to,
      quantity: reportedOutput.quantity,
      unit: reportedOutput.unit,
    })
    .from(reportedOutput)
    .where(
      and(
        eq(reportedOutput.enterpriseId, enterpriseId),
        ownedInScope(scope, reportedOutput.enterpriseId),
        gte(reportedOutput.from, fromMs),
        lt(reportedOutput.from, toMs),
        asOfMs === undefined ? undefined : lte(reportedOutput.receivedAt, asOfMs),
      ),
    );
  const replaced = new Set(corrections.map((each) => each.replaces));
  const entered = corrections
    .filter((each) => each.fromMs >= fromMs && each.fromMs < toMs)
    .map(({ id, product, quantity, unit, ...period }) => {
      return { id, product, quantity, unit, fromMs: period.fromMs, toMs: period.toMs };
    });
  return [...reported, ...entered].filter(({ id }) => !replaced.has(id)).sort(byPeriod);
}

/** Outputs as first put on record whose period begins in the range, with what counts instead. */
export async function listOutputs(
  executor: Executor,
  scope: TenantScope,
  query: ReportedQuery,
): Promise<Page<OutputEntry>> {
  const { enterpriseId, fromMs, toMs, limit, after } = query;
  const corrections = await outputCorrections(executor, scope, enterpriseId);
  const replacements = new Map(
    corrections.flatMap((each) => (each.replaces === null ? [] : [[each.replaces, each] as const])),
  );
  const reported = await listReportedOutputs(executor, scope, { ...query, limit: limit + 1 });
  const afterKey = after === undefined ? null : { fromMs: after.atMs, id: after.id };
  const entered = corrections
    .filter((each) => each.replaces === null && each.fromMs >= fromMs && each.fromMs < toMs)
    .filter((each) => afterKey === null || byPeriod(each, afterKey) > 0)
    .map((each) => {
      const { id, product, quantity, unit, recordedAtMs } = each;
      const period = { fromMs: each.fromMs, toMs: each.toMs };
      return { id, product, quantity, unit, ...period, deviceId: null, receivedAtMs: recordedAtMs };
    });
  const items = [...reported.items, ...entered].sort(byPeriod).map((item) => ({
    ...item,
    correction: lastOf(replacements, item.id),
  }));
  return pageOf(items, limit, (item) => `${item.fromMs}~${item.id}`);
}

/**
 * Approved, unrevoked outputs of an enterprise of the scope; of several that take the place of one the
 * highest number alone.
 */
export async function outputCorrections(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  asOfMs?: number,
): Promise<OutputCorrection[]> {
  const rows = await executor
    .select({
      index: correctionItem.index,
      product: sql<string>`${correctionItem.product}`,
      fromMs: correctionItem.at,
      toMs: correctionItem.to,
      quantity: sql<number>`${correctionItem.value}`,
      unit: sql<string>`${correctionItem.unit}`,
      replaces: correctionItem.replaces,
      correctionNo: correctionApproval.no,
      correctionId: correction.id,
      reason: correction.reason,
      by: correction.requestedBy,
      recordedAtMs: correctionApproval.recordedAt,
    })
    .from(correctionItem)
    .innerJoin(correction, eq(correction.id, correctionItem.correctionId))
    .innerJoin(correctionApproval, eq(correctionApproval.correctionId, correction.id))
    .where(
      and(
        eq(correctionItem.enterpriseId, enterpriseId),
        ownedInScope(scope, correctionItem.enterpriseId),
        eq(correction.type, 'production'),
        recordedBy(asOfMs),
        isNotRevoked(asOfMs),
      ),
    )
    .orderBy(asc(correctionApproval.no), asc(correctionItem.index));
  const inForce = new Map<string, OutputCorrection>();
  for (const { index, toMs, ...row } of rows) {
    const id = `0-${row.correctionNo}-${index}`;
    const place = row.replaces === null ? id : `instead of ${row.replaces}`;
    inForce.set(place, { ...row, id, toMs: toMs ?? row.fromMs });
  }
  return [...inForce.values()];
}

/** The end of the chain of replacements that begins with an output; null where nothing replaces it. */
function lastOf(
  replacements: ReadonlyMap<string, OutputCorrection>,
  id: string,
): OutputCorrection | null {
  let last = replacements.get(id) ?? null;
  // Each takes the place of an older one, so a chain ends.
  for (let next = last; next !== null; next = replacements.get(next.id) ?? null) last = next;
  return last;
}

function byPeriod(
  left: { readonly fromMs: number; readonly id: string },
  right: { readonly fromMs: number; readonly id: string },
): number {
  if (left.fromMs !== right.fromMs) return left.fromMs - right.fromMs;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
