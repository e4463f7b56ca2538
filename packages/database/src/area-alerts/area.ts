import { eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Executor } from '../connection.ts';
import { enterprise, park, region } from '../schema/registry.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** A region (covers what its code prefixes) or a park. */
export interface AreaKey {
  readonly areaType: 'region' | 'park';
  readonly areaCode: string;
}

/** An area as one word, `region:430626`. */
export function areaText({ areaType, areaCode }: AreaKey): string {
  return `${areaType}:${areaCode}`;
}

/** The area that {@link areaText} wrote; null for anything else. */
export function parseArea(text: string): AreaKey | null {
  const [, areaType, areaCode] = /^(region|park):(.+)$/.exec(text) ?? [];
  if (areaCode === undefined) return null;
  return { areaType: areaType as AreaKey['areaType'], areaCode };
}

/** An area as it is called now, and the region that it is or lies in. */
export interface AreaPlace extends AreaKey {
  /** Its code where nobody named it. */
  readonly name: string;
  /** Null of a park whose region is not registered. */
  readonly regionCode: string | null;
}

/** Where an area is. */
export async function areaPlace(executor: Executor, area: AreaKey): Promise<AreaPlace> {
  const { areaType, areaCode } = area;
  if (areaType === 'region') {
    const [row] = await executor
      .select({ name: region.name })
      .from(region)
      .where(eq(region.code, areaCode));
    return { ...area, name: row?.name ?? areaCode, regionCode: areaCode };
  }
  const [row] = await executor
    .select({ name: park.name, regionCode: park.regionCode })
    .from(park)
    .where(eq(park.code, areaCode));
  return { ...area, name: row?.name ?? areaCode, regionCode: row?.regionCode ?? null };
}

/** Condition on `enterprise`: it belongs to the area. */
export function enterpriseInArea({ areaType, areaCode }: AreaKey): SQL {
  return areaType === 'region'
    ? sql`starts_with(${enterprise.regionCode}, ${areaCode})`
    : sql`${enterprise.parkCode} = ${areaCode}`;
}

/** Condition on a column that holds a park's code: the scope covers it, as its committee or by its region. */
export function parkInScope(scope: TenantScope, parkCode: PgColumn): SQL {
  if (scope.all) return sql`true`;
  const regions = scope.regionCodes.map(
    (code) => sql`exists (select 1 from park
      where park.code = ${parkCode} and starts_with(park.region_code, ${code}))`,
  );
  const parks = scope.parkCodes.map((code) => sql`${parkCode} = ${code}`);
  return sql`(${or(...regions, ...parks) ?? sql`false`})`;
}

/**
 * Condition on columns that name an area: the scope covers all of it. Who looks after a part of a region, or
 * one enterprise of it, does not see what is said of the whole.
 */
export function areaInScope(scope: TenantScope, areaType: PgColumn, areaCode: PgColumn): SQL {
  if (scope.all) return sql`true`;
  const regions = scope.regionCodes.map(
    (code) => sql`(${areaType} = 'region' and starts_with(${areaCode}, ${code}))`,
  );
  const parks = sql`(${areaType} = 'park' and ${parkInScope(scope, areaCode)})`;
  // In brackets of its own: what stands beside it is joined with AND.
  return sql`(${or(parks, ...regions) ?? sql`false`})`;
}
