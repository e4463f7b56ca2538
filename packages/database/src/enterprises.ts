import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { notFound, type Page, pageOf, withMeanings } from './failures.ts';
import {
  enterprise,
  enterpriseEpoch,
  enterprisePredecessor,
  park,
  region,
} from './schema/registry.ts';
import { enterpriseInScope, ownedInScope, type TenantScope } from './tenant-scope.ts';

/** An enterprise as it is now. */
export interface Enterprise {
  /** Unified social credit code. */
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly industryCode: string;
  /** IANA zone in force at the instant asked for. */
  readonly timeZone: string;
  readonly parkCode: string | null;
  readonly class: string | null;
  readonly registryVersion: number;
  readonly publishedVersion: number;
}

/** What is needed to register an enterprise. */
export type NewEnterprise = Omit<Enterprise, 'registryVersion' | 'publishedVersion'>;

/** Instant from which the first epoch of anything counts: readings of any accepted age have one. */
export const FIRST_EPOCH_MS = Date.UTC(2000, 0, 1);

function timeZoneAt(atMs: number): SQL<string> {
  return sql<string>`(select ${enterpriseEpoch.timeZone} from ${enterpriseEpoch}
    where ${enterpriseEpoch.enterpriseId} = ${enterprise.id}
      and ${enterpriseEpoch.validFrom} <= ${new Date(atMs).toISOString()}
    order by ${enterpriseEpoch.validFrom} desc, ${enterpriseEpoch.revision} desc limit 1)`;
}

/** Columns of an enterprise, with the zone in force at an instant. */
export function enterpriseColumnsAt(atMs: number) {
  return {
    id: enterprise.id,
    name: enterprise.name,
    regionCode: enterprise.regionCode,
    industryCode: enterprise.industryCode,
    timeZone: timeZoneAt(atMs),
    parkCode: enterprise.parkCode,
    class: enterprise.class,
    registryVersion: enterprise.registryVersion,
    publishedVersion: enterprise.publishedVersion,
  };
}

/** Zones in force at an instant, by enterprise. */
export async function enterpriseZones(
  executor: Executor,
  ids: readonly string[],
  atMs: number,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .select({ id: enterprise.id, timeZone: timeZoneAt(atMs) })
    .from(enterprise)
    .where(inArray(enterprise.id, [...ids]));
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
}

/** Where an enterprise is, for whoever has to tell in whose scope it is; null for an unknown one. */
export async function enterprisePlace(
  executor: Executor,
  id: string,
): Promise<{ readonly regionCode: string; readonly parkCode: string | null } | null> {
  const [row] = await executor
    .select({ regionCode: enterprise.regionCode, parkCode: enterprise.parkCode })
    .from(enterprise)
    .where(eq(enterprise.id, id));
  return row ?? null;
}

/** The enterprise, or NOT_FOUND when there is none in the scope. */
export async function getEnterprise(
  executor: Executor,
  scope: TenantScope,
  id: string,
  atMs: number,
): Promise<Enterprise> {
  const [row] = await executor
    .select(enterpriseColumnsAt(atMs))
    .from(enterprise)
    .where(and(eq(enterprise.id, id), enterpriseInScope(scope)));
  if (row === undefined) throw notFound('enterprise');
  return row;
}

/** Enterprises by id, for our own background work; unknown ids are absent. */
export async function getEnterprises(
  executor: Executor,
  ids: readonly string[],
  atMs: number,
): Promise<Map<string, Enterprise>> {
  const rows = await executor
    .select(enterpriseColumnsAt(atMs))
    .from(enterprise)
    .where(sql`${enterprise.id} = any(${sql.param([...ids])}::text[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Enterprises of the scope by id; `regionCode` covers what it prefixes, `search` is part of a name. */
export async function listEnterprises(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly limit: number;
    readonly atMs: number;
    readonly after?: string | undefined;
    readonly regionCode?: string | undefined;
    readonly parkCode?: string | undefined;
    readonly search?: string | undefined;
  },
): Promise<Page<Enterprise>> {
  const rows = await executor
    .select(enterpriseColumnsAt(query.atMs))
    .from(enterprise)
    .where(
      and(
        enterpriseInScope(scope),
        query.after === undefined ? undefined : gt(enterprise.id, query.after),
        query.parkCode === undefined ? undefined : eq(enterprise.parkCode, query.parkCode),
        query.regionCode === undefined
          ? undefined
          : sql`starts_with(${enterprise.regionCode}, ${query.regionCode})`,
        query.search === undefined
          ? undefined
          : sql`position(lower(${query.search}) in lower(${enterprise.name})) > 0`,
      ),
    )
    .orderBy(asc(enterprise.id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => row.id);
}

/** Which of these ids exist at all, whoever may see them; for imports by people who may see all. */
export async function existingEnterpriseIds(
  executor: Executor,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await executor
    .select({ id: enterprise.id })
    .from(enterprise)
    .where(and(sql`${enterprise.id} = any(${sql.param(ids)}::text[])`, enterpriseInScope(scope)));
  return new Set(rows.map((row) => row.id));
}

/** Adds enterprises, their regions and parks; ENTERPRISE_EXISTS when one is there already. */
export async function insertEnterprises(
  tx: Executor,
  items: readonly NewEnterprise[],
  recordedBy: string,
): Promise<void> {
  await insertPlaces(tx, items);
  const inOrder = items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  for (const part of chunks(inOrder)) {
    await withMeanings(
      { enterprise_pkey: ['ENTERPRISE_EXISTS', 'An enterprise with this code is registered.'] },
      () => tx.insert(enterprise).values(part.map(({ timeZone: _, ...row }) => row)),
    );
    await tx.insert(enterpriseEpoch).values(
      part.map(({ id, timeZone }) => ({
        enterpriseId: id,
        revision: 1,
        validFrom: FIRST_EPOCH_MS,
        timeZone,
        recordedBy,
      })),
    );
  }
}

/** What of an enterprise may be changed; absent fields stay. */
export interface EnterpriseChange {
  readonly name?: string | undefined;
  readonly regionCode?: string | undefined;
  readonly industryCode?: string | undefined;
  readonly parkCode?: string | null | undefined;
  readonly class?: string | null | undefined;
  /** A new zone from an instant on; recorded as a new epoch, never over the old one. */
  readonly timeZone?: { readonly name: string; readonly validFromMs: number } | undefined;
}

/** Changes an enterprise that the caller has already locked through `changeRegistry`. */
export async function updateEnterprise(
  tx: Executor,
  id: string,
  change: EnterpriseChange,
  recordedBy: string,
): Promise<void> {
  const { timeZone, ...fields } = change;
  await insertPlaces(tx, [fields]);
  if (Object.values(fields).some((value) => value !== undefined)) {
    await tx.update(enterprise).set(fields).where(eq(enterprise.id, id));
  }
  if (timeZone === undefined) return;
  await tx.insert(enterpriseEpoch).values({
    enterpriseId: id,
    revision: sql<number>`(select count(*) + 1 from enterprise_epoch where enterprise_id = ${id})`,
    validFrom: timeZone.validFromMs,
    timeZone: timeZone.name,
    recordedBy,
  });
}

/** A code the enterprise had before. */
export interface Predecessor {
  readonly id: string;
  /** Day of the change, `YYYY-MM-DD`. */
  readonly changedOn: string;
  readonly note: string;
}

/** Former codes of an enterprise of the scope, oldest first. */
export async function listPredecessors(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<Predecessor[]> {
  return await executor
    .select({
      id: enterprisePredecessor.predecessorId,
      changedOn: enterprisePredecessor.changedOn,
      note: enterprisePredecessor.note,
    })
    .from(enterprisePredecessor)
    .where(
      and(
        eq(enterprisePredecessor.enterpriseId, enterpriseId),
        ownedInScope(scope, enterprisePredecessor.enterpriseId),
      ),
    )
    .orderBy(asc(enterprisePredecessor.changedOn));
}

/** Puts a former code on record; the same one twice keeps the first. */
export async function insertPredecessor(
  tx: Executor,
  enterpriseId: string,
  predecessor: Predecessor,
): Promise<void> {
  const { id, ...rest } = predecessor;
  await tx
    .insert(enterprisePredecessor)
    .values({ enterpriseId, predecessorId: id, ...rest })
    .onConflictDoNothing();
}

/**
 * Regions and parks come into being with the first enterprise that names them. They are inserted in
 * the order of their codes, so that two imports cannot wait for each other.
 */
async function insertPlaces(
  tx: Executor,
  items: readonly {
    readonly regionCode?: string | undefined;
    readonly parkCode?: string | null | undefined;
  }[],
): Promise<void> {
  const regions = new Set(
    items.map((item) => item.regionCode).filter((code) => code !== undefined),
  );
  const parks = new Map<string, string | null>();
  for (const { parkCode, regionCode } of items) {
    if (parkCode !== undefined && parkCode !== null) parks.set(parkCode, regionCode ?? null);
  }
  if (regions.size > 0) {
    const rows = [...regions].sort().map((code) => ({ code }));
    await tx.insert(region).values(rows).onConflictDoNothing();
  }
  if (parks.size > 0) {
    const rows = [...parks.keys()]
      .sort()
      .map((code) => ({ code, regionCode: parks.get(code) ?? null }));
    await tx.insert(park).values(rows).onConflictDoNothing();
  }
}
