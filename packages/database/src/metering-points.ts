import type { FitGroup, MeterLevel } from '@hengneng/domain';
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { withMeanings } from './failures.ts';
import { meteringPoint } from './schema/metering.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A place where GB 17167 may ask for a meter. */
export interface RegisteredMeteringPoint {
  readonly id: string;
  readonly name: string;
  readonly group: FitGroup;
  readonly level: MeterLevel;
  /** In the unit of the group's threshold; null where unknown. */
  readonly size: number | null;
  readonly accuracyClassMax: number | null;
  readonly meterId: string | null;
  /** True for a point that is no longer there; it stays on record. */
  readonly removed: boolean;
}

/** Points of an enterprise of the scope, each in its last revision; those removed are left out. */
export async function listMeteringPoints(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly asOfMs?: number | undefined },
): Promise<RegisteredMeteringPoint[]> {
  const rows = await executor
    .selectDistinctOn([meteringPoint.id])
    .from(meteringPoint)
    .where(
      and(
        eq(meteringPoint.enterpriseId, query.enterpriseId),
        query.asOfMs === undefined ? undefined : lte(meteringPoint.recordedAt, query.asOfMs),
        ownedInScope(scope, meteringPoint.enterpriseId),
      ),
    )
    .orderBy(asc(meteringPoint.id), desc(meteringPoint.revision));
  return rows
    .filter(({ removed }) => !removed)
    .map(({ id, name, group, level, size, accuracyClassMax, meterId, removed }) => ({
      id,
      name,
      group: group as FitGroup,
      level: level as MeterLevel,
      size,
      accuracyClassMax,
      meterId,
      removed,
    }));
}

/**
 * Puts a point on record, or what has changed of it. The caller has locked the enterprise.
 *
 * @throws DomainError NOT_FOUND for a meter that is not registered
 */
export async function insertMeteringPoint(
  tx: Executor,
  enterpriseId: string,
  point: RegisteredMeteringPoint,
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  await withMeanings({ metering_point_meter_fk: ['NOT_FOUND', 'There is no such meter.'] }, () =>
    tx.insert(meteringPoint).values({
      ...point,
      enterpriseId,
      revision: sql<number>`(select count(*) + 1 from metering_point
        where enterprise_id = ${enterpriseId} and id = ${point.id})`,
      recordedAt: recorded.atMs,
      recordedBy: recorded.by,
    }),
  );
}
