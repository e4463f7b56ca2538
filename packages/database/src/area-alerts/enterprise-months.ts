import type { AreaMember, MemberMonth } from '@hengneng/domain';
import { and, asc, eq, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { enterpriseMonths } from '../schema/area-alerts.ts';
import { enterprise } from '../schema/registry.ts';
import { type AreaKey, enterpriseInArea } from './area.ts';

/** Energy per unit of a product that an enterprise is held to this year, as far as its months are settled. */
export interface MemberRatio {
  readonly product: string;
  /** Null for all lines of the product. */
  readonly line: string | null;
  readonly year: number;
  /** In the unit of the product's limit; null while it is not known. */
  readonly actual: number | null;
}

/** What is kept of an enterprise for those who add up its areas. */
export interface StoredMonths {
  readonly enterpriseId: string;
  readonly months: readonly MemberMonth[];
  /** The month that runs, as far as the data reach; null where nothing is known of it. */
  readonly running?: MemberMonth | null;
  readonly ratios: readonly MemberRatio[];
  readonly throughMs: number;
  readonly factorSet: string;
}

/** A member of an area with what is kept of it. */
export interface StoredMember extends AreaMember {
  readonly ratios: readonly MemberRatio[];
  /** Null where nothing is kept of it yet. */
  readonly factorSet: string | null;
}

/** Keeps months in the place of those there are; the same again writes nothing. */
export async function saveEnterpriseMonths(
  tx: Executor,
  items: readonly StoredMonths[],
): Promise<void> {
  // In one order, so that two who keep several cannot wait for each other.
  const ordered = [...items].sort((one, other) => (one.enterpriseId < other.enterpriseId ? -1 : 1));
  for (const part of chunks(ordered)) {
    await tx
      .insert(enterpriseMonths)
      .values(part.map(({ throughMs, ...rest }) => ({ ...rest, throughAt: throughMs })))
      .onConflictDoUpdate({
        target: enterpriseMonths.enterpriseId,
        set: {
          months: sql`excluded.months`,
          running: sql`excluded.running`,
          ratios: sql`excluded.ratios`,
          throughAt: sql`excluded.through_at`,
          factorSet: sql`excluded.factor_set`,
        },
        setWhere: sql`(${enterpriseMonths.months}, ${enterpriseMonths.running}, ${enterpriseMonths.ratios}, ${enterpriseMonths.throughAt}, ${enterpriseMonths.factorSet})
          is distinct from (excluded.months, excluded.running, excluded.ratios, excluded.through_at, excluded.factor_set)`,
      });
  }
}

/** Enterprises of an area with what is kept of them, by id; one of which nothing is kept has no months. */
export async function listAreaMembers(
  executor: Executor,
  area: AreaKey,
): Promise<(StoredMember & { readonly industryCode: string })[]> {
  const rows = await executor
    .select({
      enterpriseId: enterprise.id,
      name: enterprise.name,
      industryCode: enterprise.industryCode,
      months: enterpriseMonths.months,
      running: enterpriseMonths.running,
      ratios: enterpriseMonths.ratios,
      throughMs: enterpriseMonths.throughAt,
      factorSet: enterpriseMonths.factorSet,
    })
    .from(enterprise)
    .leftJoin(enterpriseMonths, eq(enterpriseMonths.enterpriseId, enterprise.id))
    .where(and(enterpriseInArea(area)))
    .orderBy(asc(enterprise.id));
  return rows.map(({ months, running, ratios, throughMs, ...rest }) => ({
    ...rest,
    running: running as MemberMonth | null,
    months: (months ?? []) as MemberMonth[],
    ratios: (ratios ?? []) as MemberRatio[],
    throughMs: throughMs ?? 0,
  }));
}
