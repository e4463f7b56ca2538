import { DomainError } from '@hengneng/domain';
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { withMeanings } from './failures.ts';
import { meterRetirement } from './schema/meter-retirement.ts';
import { meter, meterEpoch } from './schema/registry.ts';

/** A decision that a meter is out of use from an instant on, or is not any more. */
export interface MeterRetirement {
  /** Milliseconds since the epoch; null: it is in use. */
  readonly retiredAtMs: number | null;
  readonly reason: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

const IN_USE = ['METER_IN_USE', 'Other records name this meter; retire it instead.'] as const;
const DELETE_MEANINGS = {
  meter_epoch_master_fk: ['METER_IN_USE', 'It is the master of other meters; change those first.'],
  meter_retirement_meter_fk: IN_USE,
  // PostgreSQL cuts names at 63 characters.
  meter_calibration_enterprise_id_meter_id_meter_enterprise_id_id: IN_USE,
  metering_point_meter_fk: IN_USE,
  generation_setting_meter_fk: IN_USE,
} as const;

/** Which meters of the enterprises are retired, and from when, by `enterprise/meter`. */
export async function retirementsInForce(
  executor: Executor,
  enterpriseIds: readonly string[],
  recordedUntilMs?: number | undefined,
): Promise<Map<string, number>> {
  const rows = await executor
    .selectDistinctOn([meterRetirement.enterpriseId, meterRetirement.meterId])
    .from(meterRetirement)
    .where(
      and(
        inArray(meterRetirement.enterpriseId, [...enterpriseIds]),
        recordedUntilMs === undefined
          ? undefined
          : lte(meterRetirement.recordedAt, recordedUntilMs),
      ),
    )
    .orderBy(
      asc(meterRetirement.enterpriseId),
      asc(meterRetirement.meterId),
      desc(meterRetirement.revision),
    );
  return new Map(
    rows.flatMap(({ enterpriseId, meterId, retiredAt }) =>
      retiredAt === null ? [] : [[`${enterpriseId}/${meterId}`, retiredAt] as const],
    ),
  );
}

/** Every decision about one meter, in the order they were recorded. */
export async function listRetirements(
  executor: Executor,
  enterpriseId: string,
  meterId: string,
): Promise<MeterRetirement[]> {
  return await executor
    .select({
      retiredAtMs: meterRetirement.retiredAt,
      reason: meterRetirement.reason,
      recordedAtMs: meterRetirement.recordedAt,
      recordedBy: meterRetirement.recordedBy,
    })
    .from(meterRetirement)
    .where(
      and(eq(meterRetirement.enterpriseId, enterpriseId), eq(meterRetirement.meterId, meterId)),
    )
    .orderBy(asc(meterRetirement.revision));
}

/** Adds a decision about a meter of an enterprise that the caller has locked through `changeRegistry`. */
export async function insertRetirement(
  tx: Executor,
  enterpriseId: string,
  meterId: string,
  { retiredAtMs, reason, recordedAtMs, recordedBy }: MeterRetirement,
): Promise<void> {
  await tx.insert(meterRetirement).values({
    ...{ enterpriseId, meterId, retiredAt: retiredAtMs, reason },
    ...{ recordedAt: recordedAtMs, recordedBy },
    revision: sql<number>`(select count(*) + 1 from meter_retirement
      where enterprise_id = ${enterpriseId} and meter_id = ${meterId})`,
  });
}

/**
 * Takes a meter off the registry that no reading was ever stored of, which the caller has made sure
 * of, in the transaction of `changeRegistry`. The audit log keeps what it was.
 *
 * @throws DomainError METER_IN_USE where a sub-meter, a certificate or another record names it
 */
export async function deleteMeter(
  tx: Executor,
  enterpriseId: string,
  meterId: string,
): Promise<void> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`select
    exists (select from correction_item
      where enterprise_id = ${enterpriseId} and meter_id = ${meterId})
    or exists (select from reported_event
      where enterprise_id = ${enterpriseId} and meter_id = ${meterId})
    or exists (select from reporting_interval
      where enterprise_id = ${enterpriseId} and meter_id = ${meterId})
    or exists (select from virtual_meter_formula
      where enterprise_id = ${enterpriseId} and strpos(formula, ${meterId}) > 0) as found`);
  if (rows[0]?.found !== false) throw new DomainError(...IN_USE);
  await withMeanings(DELETE_MEANINGS, async () => {
    await tx
      .delete(meterEpoch)
      .where(and(eq(meterEpoch.enterpriseId, enterpriseId), eq(meterEpoch.meterId, meterId)));
    await tx.delete(meter).where(and(eq(meter.enterpriseId, enterpriseId), eq(meter.id, meterId)));
  });
}
