import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { type Enterprise, enterpriseColumnsAt } from './enterprises.ts';
import { notFound } from './failures.ts';
import { enterprise, park, region } from './schema/registry.ts';
import { enterpriseInScope, type TenantScope } from './tenant-scope.ts';

/** Which enterprises a regional figure is about. */
export interface AreaQuery {
  /** Covers every code that it prefixes. */
  readonly regionCode?: string | undefined;
  readonly parkCode?: string | undefined;
  /** GB/T 4754; covers every code that it prefixes. */
  readonly industryCode?: string | undefined;
}

/** A region or park with what the caller sees of it. */
export interface Area {
  readonly code: string;
  readonly name: string | null;
  readonly enterpriseCount: number;
}

/**
 * All enterprises of an area that the scope covers, by id, at most `limit`.
 *
 * @throws DomainError NOT_FOUND when there is none: nobody can tell an area without enterprises from
 * one that others look after
 */
export async function listAreaEnterprises(
  executor: Executor,
  scope: TenantScope,
  area: AreaQuery,
  { atMs, limit }: { readonly atMs: number; readonly limit: number },
): Promise<Enterprise[]> {
  const { regionCode, parkCode, industryCode } = area;
  const inArea = and(
    enterpriseInScope(scope),
    regionCode === undefined
      ? undefined
      : sql`starts_with(${enterprise.regionCode}, ${regionCode})`,
    parkCode === undefined ? undefined : eq(enterprise.parkCode, parkCode),
  );
  const [any] = await executor
    .select({ id: enterprise.id })
    .from(enterprise)
    .where(inArea)
    .limit(1);
  if (any === undefined) throw notFound('area');
  return await executor
    .select(enterpriseColumnsAt(atMs))
    .from(enterprise)
    .where(
      and(
        inArea,
        industryCode === undefined
          ? undefined
          : sql`starts_with(${enterprise.industryCode}, ${industryCode})`,
      ),
    )
    .orderBy(asc(enterprise.id))
    .limit(limit);
}

/** Regions in which the scope covers enterprises, by code; a code counts those that it names itself. */
export async function listRegions(executor: Executor, scope: TenantScope): Promise<Area[]> {
  return await executor
    .select({ code: region.code, name: region.name, enterpriseCount: COUNT })
    .from(region)
    .innerJoin(enterprise, eq(enterprise.regionCode, region.code))
    .where(enterpriseInScope(scope))
    .groupBy(region.code, region.name)
    .orderBy(asc(region.code));
}

/** Parks in which the scope covers enterprises, by code. */
export async function listParks(executor: Executor, scope: TenantScope): Promise<Area[]> {
  return await executor
    .select({ code: park.code, name: park.name, enterpriseCount: COUNT })
    .from(park)
    .innerJoin(enterprise, eq(enterprise.parkCode, park.code))
    .where(enterpriseInScope(scope))
    .groupBy(park.code, park.name)
    .orderBy(asc(park.code));
}

const COUNT = sql<number>`count(*)::int`;

/** Gives a region its name, whether it is known already or not. */
export async function nameRegion(tx: Executor, code: string, name: string): Promise<void> {
  await tx
    .insert(region)
    .values({ code, name })
    .onConflictDoUpdate({ target: region.code, set: { name } });
}

/** Gives a park its name and, where one is given, the region it lies in. */
export async function namePark(
  tx: Executor,
  code: string,
  { name, regionCode }: { readonly name: string; readonly regionCode?: string | undefined },
): Promise<void> {
  if (regionCode !== undefined) {
    await tx.insert(region).values({ code: regionCode }).onConflictDoNothing();
  }
  const lies = regionCode === undefined ? {} : { regionCode };
  await tx
    .insert(park)
    .values({ code, name, ...lies })
    .onConflictDoUpdate({ target: park.code, set: { name, ...lies } });
}
