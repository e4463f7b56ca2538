import type { MeterLevel } from '@hengneng/domain';
import { and, asc, desc, inArray, lte } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { retirementsInForce } from './meter-retirements.ts';
import type { MeterEpoch, MeterMeaning } from './meters.ts';
import { meter, meterEpoch } from './schema/registry.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A meter with everything that its readings meant and mean, by date. */
export interface MeterMeanings {
  readonly enterpriseId: string;
  readonly meterId: string;
  readonly name: string;
  readonly level: MeterLevel;
  readonly siteId: string | null;
  /** Ascending by `validFromMs`, of each date the last one recorded; the first holds before it too. */
  readonly epochs: readonly MeterEpoch[];
  /** From when on it is out of use and owes no readings; null while it is in use. */
  readonly retiredAtMs: number | null;
}

/**
 * Meters of the enterprises of the scope with their epochs, by enterprise and id. With
 * `recordedUntilMs` only what was on record by then: meters without an epoch then are absent.
 */
export async function listMeterMeanings(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseIds: readonly string[];
    readonly recordedUntilMs?: number | undefined;
  },
): Promise<MeterMeanings[]> {
  const found: MeterMeanings[] = [];
  for (const ids of chunks(query.enterpriseIds)) {
    const meters = await executor
      .select()
      .from(meter)
      .where(and(inArray(meter.enterpriseId, ids), ownedInScope(scope, meter.enterpriseId)))
      .orderBy(asc(meter.enterpriseId), asc(meter.id));
    const epochs = await selectEpochs(executor, scope, ids, query.recordedUntilMs);
    const retirements = await retirementsInForce(executor, ids, query.recordedUntilMs);
    const epochsOf = Map.groupBy(epochs, (row) => `${row.enterpriseId}/${row.meterId}`);
    for (const { enterpriseId, id, name, level, siteId } of meters) {
      const own = epochsOf.get(`${enterpriseId}/${id}`);
      if (own === undefined) continue;
      found.push({
        ...{ enterpriseId, meterId: id, name, level: level as MeterLevel, siteId },
        epochs: own.map(toEpoch),
        retiredAtMs: retirements.get(`${enterpriseId}/${id}`) ?? null,
      });
    }
  }
  return found;
}

function selectEpochs(
  executor: Executor,
  scope: TenantScope,
  enterpriseIds: readonly string[],
  recordedUntilMs: number | undefined,
) {
  return executor
    .selectDistinctOn([meterEpoch.enterpriseId, meterEpoch.meterId, meterEpoch.validFrom])
    .from(meterEpoch)
    .where(
      and(
        inArray(meterEpoch.enterpriseId, [...enterpriseIds]),
        ownedInScope(scope, meterEpoch.enterpriseId),
        recordedUntilMs === undefined ? undefined : lte(meterEpoch.recordedAt, recordedUntilMs),
      ),
    )
    .orderBy(
      asc(meterEpoch.enterpriseId),
      asc(meterEpoch.meterId),
      asc(meterEpoch.validFrom),
      desc(meterEpoch.revision),
    );
}

function toEpoch(row: typeof meterEpoch.$inferSelect): MeterEpoch {
  const { enterpriseId: _, meterId: __, validFrom, recordedAt, ...rest } = row;
  // The lists are closed by the api's schemas; the database holds what passed them.
  const meaning = rest as typeof rest & MeterMeaning;
  return { ...meaning, validFromMs: validFrom, recordedAtMs: recordedAt };
}
