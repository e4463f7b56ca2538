import type { RegistrySnapshot } from '@hengneng/domain';
import { and, asc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type AuditEntry, appendAudit } from './audit/append-audit.ts';
import { chunks } from './chunks.ts';
import type { Database, Executor } from './connection.ts';
import { notFound } from './failures.ts';
import { readHistories } from './histories.ts';
import { epochsInForce } from './meters.ts';
import {
  device,
  enterprise,
  enterpriseEpoch,
  meterEpoch,
  product,
  registrySnapshot,
} from './schema/registry.ts';
import { enterpriseInScope, type TenantScope } from './tenant-scope.ts';

/**
 * Changes the registry of one enterprise: locks it, runs `work`, and stores the snapshot of the new
 * version, all in one transaction. The snapshot is published afterwards, by the caller or by the
 * background publisher, whoever comes first. `auditOf` says what goes into the audit log, last in the
 * same transaction.
 *
 * @throws DomainError NOT_FOUND when there is no such enterprise in the scope, before `work` runs
 */
export async function changeRegistry<T>(
  database: Database,
  target: {
    readonly scope: TenantScope;
    readonly enterpriseId: string;
    readonly atMs: number;
    readonly auditOf?: (result: T) => AuditEntry;
  },
  work: (tx: Executor) => Promise<T>,
): Promise<T> {
  return await database.transaction(async (tx) => {
    const [locked] = await tx
      .select({ id: enterprise.id })
      .from(enterprise)
      .where(and(eq(enterprise.id, target.enterpriseId), enterpriseInScope(target.scope)))
      .for('update');
    if (locked === undefined) throw notFound('enterprise');
    const result = await work(tx);
    await storeNextSnapshots(tx, [target.enterpriseId], target.atMs);
    if (target.auditOf !== undefined) await appendAudit(tx, target.auditOf(result));
    return result;
  });
}

/**
 * Raises the registry version of each enterprise by one and stores what the data plane must know.
 * The enterprises are locked in the order of their ids, so that two callers cannot block each other.
 */
export async function storeNextSnapshots(
  tx: Executor,
  enterpriseIds: readonly string[],
  atMs: number,
): Promise<void> {
  const ids = [...new Set(enterpriseIds)].sort();
  if (ids.length === 0) return;
  await tx
    .select({ id: enterprise.id })
    .from(enterprise)
    .where(inArray(enterprise.id, ids))
    .orderBy(asc(enterprise.id))
    .for('update');
  const versions = await tx
    .update(enterprise)
    .set({ registryVersion: sql`${enterprise.registryVersion} + 1` })
    .where(inArray(enterprise.id, ids))
    .returning({ id: enterprise.id, version: enterprise.registryVersion });
  const documents = await readDocuments(tx, versions, atMs);
  for (const part of chunks(documents)) {
    await tx.insert(registrySnapshot).values(
      part.map((document) => ({
        enterpriseId: document.enterpriseId,
        version: document.version,
        document,
        asOf: atMs,
      })),
    );
  }
}

/** The newest snapshots of enterprises that Redis may not have yet, in the order of their ids. */
export async function unpublishedSnapshots(
  executor: Executor,
  limit: number,
): Promise<RegistrySnapshot[]> {
  return await newestSnapshots(executor, {
    limit,
    where: lt(enterprise.publishedVersion, enterprise.registryVersion),
  });
}

/** The newest snapshots of these enterprises; those that have none are absent. */
export async function newestSnapshotsOf(
  executor: Executor,
  enterpriseIds: readonly string[],
): Promise<RegistrySnapshot[]> {
  return await newestSnapshots(executor, {
    limit: enterpriseIds.length,
    where: inArray(enterprise.id, [...enterpriseIds]),
  });
}

/** Every enterprise's newest snapshot, a page at a time: pass the last id of the page before. */
export async function allSnapshots(
  executor: Executor,
  limit: number,
  afterId: string,
): Promise<RegistrySnapshot[]> {
  return await newestSnapshots(executor, { limit, where: gt(enterprise.id, afterId) });
}

/** Notes which versions Redis has; never backwards. */
export async function markPublished(
  executor: Executor,
  published: readonly Pick<RegistrySnapshot, 'enterpriseId' | 'version'>[],
): Promise<void> {
  if (published.length === 0) return;
  const ids = published.map((item) => item.enterpriseId);
  const versions = published.map((item) => item.version);
  await executor.execute(sql`
    update enterprise set published_version = greatest(published_version, done.version)
    from unnest(${sql.param(ids)}::text[], ${sql.param(versions)}::int[]) as done (id, version)
    where enterprise.id = done.id and enterprise.published_version < done.version`);
}

/** Enterprises of which an epoch has begun since their newest snapshot was taken. */
export async function enterprisesWithDueEpochs(
  executor: Executor,
  atMs: number,
): Promise<string[]> {
  const at = new Date(atMs).toISOString();
  const result = await executor.execute<{ id: string }>(sql`
    select distinct begun.enterprise_id as id from (
      select ${meterEpoch.enterpriseId}, ${meterEpoch.validFrom} from ${meterEpoch}
      union all
      select ${enterpriseEpoch.enterpriseId}, ${enterpriseEpoch.validFrom} from ${enterpriseEpoch}
    ) as begun
    join enterprise on enterprise.id = begun.enterprise_id
    join registry_snapshot as taken on taken.enterprise_id = begun.enterprise_id
      and taken.version = enterprise.registry_version
    where begun.valid_from > taken.as_of and begun.valid_from <= ${at}`);
  return result.rows.map((row) => row.id);
}

/**
 * Enterprises whose newest snapshot is of an older version of this program, which did not write
 * histories. Reads every newest snapshot: for the start of a program, not for every look.
 */
export async function enterprisesWithoutHistories(executor: Executor): Promise<string[]> {
  const result = await executor.execute<{ id: string }>(sql`
    select enterprise.id from enterprise
    join registry_snapshot as taken on taken.enterprise_id = enterprise.id
      and taken.version = enterprise.registry_version
    where not jsonb_exists(taken.document, 'histories')`);
  return result.rows.map((row) => row.id);
}

async function newestSnapshots(
  executor: Executor,
  query: { readonly limit: number; readonly where: SQL },
): Promise<RegistrySnapshot[]> {
  const rows = await executor
    .select({ document: registrySnapshot.document })
    .from(enterprise)
    .innerJoin(
      registrySnapshot,
      and(
        eq(registrySnapshot.enterpriseId, enterprise.id),
        eq(registrySnapshot.version, enterprise.registryVersion),
      ),
    )
    .where(query.where)
    .orderBy(asc(enterprise.id))
    .limit(query.limit);
  return rows.map((row) => row.document as RegistrySnapshot);
}

async function readDocuments(
  tx: Executor,
  versions: readonly { readonly id: string; readonly version: number }[],
  atMs: number,
): Promise<RegistrySnapshot[]> {
  const ids = versions.map(({ id }) => id);
  const [devices, meters, products, zones] = [
    await tx.select().from(device).where(inArray(device.enterpriseId, ids)).orderBy(asc(device.id)),
    await epochsInForce(tx, ids, atMs),
    await tx
      .select()
      .from(product)
      .where(inArray(product.enterpriseId, ids))
      .orderBy(asc(product.id)),
    await tx
      .selectDistinctOn([enterpriseEpoch.enterpriseId])
      .from(enterpriseEpoch)
      .where(
        and(
          inArray(enterpriseEpoch.enterpriseId, ids),
          sql`${enterpriseEpoch.validFrom} <= ${new Date(atMs).toISOString()}`,
        ),
      )
      .orderBy(
        asc(enterpriseEpoch.enterpriseId),
        sql`${enterpriseEpoch.validFrom} desc`,
        sql`${enterpriseEpoch.revision} desc`,
      ),
  ];
  const histories = await readHistories(tx, ids);
  const devicesOf = groupBy(devices);
  const metersOf = groupBy(meters);
  const productsOf = groupBy(products);
  const zoneOf = new Map(zones.map((row) => [row.enterpriseId, row.timeZone]));
  return versions.map(({ id, version }) => ({
    enterpriseId: id,
    version,
    timeZone: zoneOf.get(id) ?? 'Asia/Shanghai',
    devices: (devicesOf.get(id) ?? []).map((row) => ({
      id: row.id,
      passwordSha256: row.passwordSha256,
      certificateSha256: row.certificateSha256,
      revoked: row.revokedAt !== null,
    })),
    meters: (metersOf.get(id) ?? []).map((row) => ({
      id: row.meterId,
      kind: row.kind,
      energyKind: row.energyKind,
      unit: row.unit,
      intervalSeconds: row.intervalSeconds,
      registerMax: row.registerMax,
    })) as unknown as RegistrySnapshot['meters'],
    products: (productsOf.get(id) ?? []).map((row) => row.id),
    histories: histories.get(id) ?? [],
  }));
}

function groupBy<T extends { enterpriseId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.enterpriseId);
    if (group === undefined) groups.set(row.enterpriseId, [row]);
    else group.push(row);
  }
  return groups;
}
