import { or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { enterprise } from './schema/registry.ts';

declare const scopeBrand: unique symbol;

/**
 * Which enterprises a caller may see. Every repository that reads or changes an enterprise's data
 * demands one, so that nobody can forget it; an enterprise outside it is simply not found.
 */
export interface TenantScope {
  readonly [scopeBrand]: true;
  /** Everything, also facts that belong to no enterprise we know. */
  readonly all: boolean;
  /** Region codes; each covers every code that it prefixes. */
  readonly regionCodes: readonly string[];
  readonly parkCodes: readonly string[];
  readonly enterpriseIds: readonly string[];
}

/** Builds a scope from what a session's roles cover. */
export function createTenantScope(
  covered: Partial<Omit<TenantScope, typeof scopeBrand>>,
): TenantScope {
  const scope = {
    all: covered.all ?? false,
    regionCodes: [...new Set(covered.regionCodes)].filter((code) => code !== ''),
    parkCodes: [...new Set(covered.parkCodes)].filter((code) => code !== ''),
    enterpriseIds: [...new Set(covered.enterpriseIds)].filter((id) => id !== ''),
  };
  return Object.freeze(scope) as unknown as TenantScope;
}

/** The scope of our own background work: everything. Never for a request. */
export const SYSTEM_SCOPE = createTenantScope({ all: true });

/** Condition on the table `enterprise` itself. */
export function enterpriseInScope(scope: TenantScope): SQL {
  if (scope.all) return sql`true`;
  const parts = [
    ...scope.regionCodes.map((code) => sql`starts_with(${enterprise.regionCode}, ${code})`),
    ...scope.parkCodes.map((code) => sql`${enterprise.parkCode} = ${code}`),
    ...scope.enterpriseIds.map((id) => sql`${enterprise.id} = ${id}`),
  ];
  return or(...parts) ?? sql`false`;
}

/** Condition on the column of another table that holds the enterprise's id. */
export function ownedInScope(scope: TenantScope, enterpriseId: PgColumn): SQL {
  if (scope.all) return sql`true`;
  return sql`exists (select 1 from ${enterprise} where ${enterprise.id} = ${enterpriseId} and ${enterpriseInScope(scope)})`;
}
