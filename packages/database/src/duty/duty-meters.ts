import type { MeterKind } from '@hengneng/domain';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { retirementsInForce } from '../meter-retirements.ts';
import { enterprise, enterpriseEpoch, meter, meterEpoch } from '../schema/registry.ts';

/** A meter as far as its readings are due: since when it is registered, and how it was read when. */
export interface RegisteredDutyMeter {
  readonly meterId: string;
  readonly registeredAtMs: number;
  /** From when on it is out of use; null while it is in use. */
  readonly retiredAtMs: number | null;
  /** In the order in which they count: by beginning, of one instant the later recorded last. */
  readonly epochs: readonly {
    readonly validFromMs: number;
    readonly kind: MeterKind;
    readonly intervalSeconds: number | null;
  }[];
}

/** Meters of an enterprise for the duty to report, by id. */
export async function listDutyMeters(
  executor: Executor,
  enterpriseId: string,
): Promise<RegisteredDutyMeter[]> {
  const rows = await executor
    .select({
      meterId: meter.id,
      registeredAtMs: meter.createdAt,
      validFromMs: meterEpoch.validFrom,
      kind: meterEpoch.kind,
      intervalSeconds: meterEpoch.intervalSeconds,
    })
    .from(meter)
    .innerJoin(
      meterEpoch,
      and(eq(meterEpoch.enterpriseId, meter.enterpriseId), eq(meterEpoch.meterId, meter.id)),
    )
    .where(eq(meter.enterpriseId, enterpriseId))
    .orderBy(asc(meter.id), asc(meterEpoch.validFrom), asc(meterEpoch.revision));
  const retirements = await retirementsInForce(executor, [enterpriseId]);
  return [...Map.groupBy(rows, (row) => row.meterId)].map(([meterId, epochs]) => ({
    meterId,
    registeredAtMs: epochs[0]?.registeredAtMs ?? 0,
    retiredAtMs: retirements.get(`${enterpriseId}/${meterId}`) ?? null,
    epochs: epochs.map(({ validFromMs, kind, intervalSeconds }) => ({
      validFromMs,
      intervalSeconds,
      kind: kind as MeterKind,
    })),
  }));
}

/** When an enterprise was registered, milliseconds since the epoch, and its zone at an instant. */
export async function findDutyEnterprise(
  executor: Executor,
  enterpriseId: string,
  atMs: number,
): Promise<{ readonly registeredAtMs: number; readonly timeZone: string } | null> {
  const rows = await executor
    .select({ registeredAtMs: enterprise.createdAt, timeZone: enterpriseEpoch.timeZone })
    .from(enterprise)
    .innerJoin(enterpriseEpoch, eq(enterpriseEpoch.enterpriseId, enterprise.id))
    .where(and(eq(enterprise.id, enterpriseId), lte(enterpriseEpoch.validFrom, atMs)))
    .orderBy(asc(enterpriseEpoch.validFrom), asc(enterpriseEpoch.revision));
  // The zone in force last counts for the whole history: a change of zone corrects a wrong one.
  return rows.at(-1) ?? null;
}
