import type { CalibrationRecord } from '@hengneng/domain';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { withMeanings } from './failures.ts';
import { meterCalibration } from './schema/metering.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A certificate with its meter, and who entered it. */
export interface MeterCalibration extends CalibrationRecord {
  readonly meterId: string;
  readonly attachmentId: string | null;
  readonly recordedBy: string;
}

/** What is entered of a certificate. */
export type NewCalibration = Omit<MeterCalibration, 'revision' | 'recordedAtMs' | 'recordedBy'>;

/**
 * Certificates of an enterprise of the scope, by meter and in the order they were recorded; of one
 * meter where one is named, and only those recorded by an instant where one is given.
 */
export async function listCalibrations(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly meterId?: string | undefined;
    readonly asOfMs?: number | undefined;
  },
): Promise<MeterCalibration[]> {
  const rows = await executor
    .select()
    .from(meterCalibration)
    .where(
      and(
        eq(meterCalibration.enterpriseId, query.enterpriseId),
        query.meterId === undefined ? undefined : eq(meterCalibration.meterId, query.meterId),
        query.asOfMs === undefined ? undefined : lte(meterCalibration.recordedAt, query.asOfMs),
        ownedInScope(scope, meterCalibration.enterpriseId),
      ),
    )
    .orderBy(asc(meterCalibration.meterId), asc(meterCalibration.revision));
  // The lists are closed by the api's schemas and by checks of the table.
  return rows.map(({ enterpriseId: _, recordedAt, ...row }) => ({
    ...(row as Omit<MeterCalibration, 'recordedAtMs'>),
    recordedAtMs: recordedAt,
  }));
}

/**
 * Puts certificates on record, in their order. The caller has locked the enterprise, so that two do
 * not take the same revision.
 *
 * @throws DomainError NOT_FOUND for a meter that is not registered, or nothing to replace
 */
export async function insertCalibrations(
  tx: Executor,
  enterpriseId: string,
  items: readonly NewCalibration[],
  recorded: { readonly atMs: number; readonly by: string },
): Promise<void> {
  const rows = await tx
    .select({
      meterId: meterCalibration.meterId,
      last: sql<number>`max(${meterCalibration.revision})::int`,
    })
    .from(meterCalibration)
    .where(eq(meterCalibration.enterpriseId, enterpriseId))
    .groupBy(meterCalibration.meterId);
  const lastRevision = new Map(rows.map(({ meterId, last }) => [meterId, last]));
  const numbered = items.map((item) => {
    const revision = (lastRevision.get(item.meterId) ?? 0) + 1;
    lastRevision.set(item.meterId, revision);
    return { ...item, enterpriseId, revision, recordedAt: recorded.atMs, recordedBy: recorded.by };
  });
  await withMeanings(
    {
      meter_calibration_enterprise_id_meter_id_meter_enterprise_id_id_fk: [
        'NOT_FOUND',
        'There is no such meter.',
      ],
      meter_calibration_replaces_fk: ['NOT_FOUND', 'There is no such certificate to replace.'],
      meter_calibration_replaces: ['NOT_FOUND', 'There is no such certificate to replace.'],
    },
    async () => {
      for (const part of chunks(numbered)) await tx.insert(meterCalibration).values(part);
    },
  );
}
