import {
  DomainError,
  type EnergyKind,
  type MeterFlow,
  type MeterKind,
  type MeterLevel,
  type MeterUnit,
} from '@hengneng/domain';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { refuseVirtualIds } from './accounts/virtual-meters.ts';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { FIRST_EPOCH_MS } from './enterprises.ts';
import { notFound, type Page, pageOf, withMeanings } from './failures.ts';
import { refuseUncountable } from './histories.ts';
import { retirementsInForce } from './meter-retirements.ts';
import { meter, meterEpoch } from './schema/registry.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** What a meter's readings mean; a change of any of these is a dated epoch. */
export interface MeterMeaning {
  readonly energyKind: EnergyKind;
  readonly kind: MeterKind;
  readonly unit: MeterUnit;
  readonly flow: MeterFlow;
  readonly multiplier: number;
  /** Length of an interval or of a power average, in seconds; null for registers. */
  readonly intervalSeconds: number | null;
  /** Highest value the register can show, in the meter's unit; null when unknown. */
  readonly registerMax: number | null;
  readonly ratedPowerKw: number | null;
  readonly masterMeterId: string | null;
}

/** A meter with the meaning in force at the instant asked for. */
export interface Meter extends MeterMeaning {
  readonly id: string;
  readonly name: string;
  readonly level: MeterLevel;
  readonly siteId: string | null;
  readonly dataCode: string | null;
  /** Start of the epoch shown, milliseconds since the epoch. */
  readonly validFromMs: number;
  /** From when on it is out of use, milliseconds since the epoch; null while it is in use. */
  readonly retiredAtMs: number | null;
}

/** What is needed to register a meter; `validFromMs` is 2000-01-01 unless given. */
export interface NewMeter extends Omit<Meter, 'validFromMs' | 'retiredAtMs'> {
  readonly validFromMs?: number | undefined;
}

/** One row of a meter's history of meanings. */
export interface MeterEpoch extends MeterMeaning {
  readonly revision: number;
  readonly validFromMs: number;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

const MEANINGS = {
  meter_enterprise_id_id_pk: ['METER_EXISTS', 'A meter with this id is registered.'],
  meter_epoch_master_fk: [
    'METER_MASTER_NOT_FOUND',
    'The master meter is not registered at this enterprise.',
  ],
  meter_epoch_multiplier: ['INVALID_REQUEST', 'The multiplier of a meter is above 0.'],
  meter_epoch_not_own_master: ['METER_MASTER_CIRCULAR', 'A meter cannot be its own master.'],
  meter_enterprise_id_site_id_site_enterprise_id_id_fk: [
    'SITE_NOT_FOUND',
    'The site is not registered at this enterprise.',
  ],
} as const;

const MEANING_COLUMNS = {
  energyKind: meterEpoch.energyKind,
  kind: meterEpoch.kind,
  unit: meterEpoch.unit,
  flow: meterEpoch.flow,
  multiplier: meterEpoch.multiplier,
  intervalSeconds: meterEpoch.intervalSeconds,
  registerMax: meterEpoch.registerMax,
  ratedPowerKw: meterEpoch.ratedPowerKw,
  masterMeterId: meterEpoch.masterMeterId,
};

/**
 * For each meter of the enterprises the epoch in force at `atMs`; where none has begun yet, the one
 * that begins first, so that a meter is known from its registration on.
 */
export function epochsInForce(
  executor: Executor,
  enterpriseIds: readonly string[],
  atMs: number,
  meterIds?: readonly string[],
) {
  const at = sql`${new Date(atMs).toISOString()}::timestamptz`;
  return executor
    .selectDistinctOn([meterEpoch.enterpriseId, meterEpoch.meterId])
    .from(meterEpoch)
    .where(
      and(
        inArray(meterEpoch.enterpriseId, [...enterpriseIds]),
        meterIds === undefined ? undefined : inArray(meterEpoch.meterId, [...meterIds]),
      ),
    )
    .orderBy(
      asc(meterEpoch.enterpriseId),
      asc(meterEpoch.meterId),
      sql`case when ${meterEpoch.validFrom} <= ${at} then ${meterEpoch.validFrom} end desc nulls last`,
      asc(meterEpoch.validFrom),
      sql`${meterEpoch.revision} desc`,
    );
}

/** Meters of an enterprise of the scope, by id. */
export async function listMeters(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly limit: number;
    readonly atMs: number;
    readonly after?: string | undefined;
  },
): Promise<Page<Meter>> {
  const rows = await executor
    .select()
    .from(meter)
    .where(
      and(
        eq(meter.enterpriseId, query.enterpriseId),
        ownedInScope(scope, meter.enterpriseId),
        query.after === undefined ? undefined : gt(meter.id, query.after),
      ),
    )
    .orderBy(asc(meter.id))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => row.id);
  return { ...page, items: await withMeaning(executor, page.items, query.atMs) };
}

/** A meter of an enterprise of the scope, or NOT_FOUND. */
export async function getMeter(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  meterId: string,
  atMs: number,
): Promise<Meter> {
  const [found] = await getMeters(executor, scope, enterpriseId, [meterId], atMs);
  if (found === undefined) throw notFound('meter');
  return found;
}

/** Several meters of an enterprise of the scope, each once, by id; NOT_FOUND where one is not there. */
export async function getMeters(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  meterIds: readonly string[],
  atMs: number,
): Promise<Meter[]> {
  const wanted = [...new Set(meterIds)];
  const rows = await executor
    .select()
    .from(meter)
    .where(
      and(
        eq(meter.enterpriseId, enterpriseId),
        inArray(meter.id, wanted),
        ownedInScope(scope, meter.enterpriseId),
      ),
    )
    .orderBy(asc(meter.id));
  if (rows.length < wanted.length) throw notFound('meter');
  return await withMeaning(executor, rows, atMs);
}

/** Every epoch of a meter of the scope, in the order they were recorded. */
export async function listMeterEpochs(
  executor: Executor,
  scope: TenantScope,
  enterpriseId: string,
  meterId: string,
): Promise<MeterEpoch[]> {
  const rows = await executor
    .select({
      ...MEANING_COLUMNS,
      revision: meterEpoch.revision,
      validFromMs: meterEpoch.validFrom,
      recordedAtMs: meterEpoch.recordedAt,
      recordedBy: meterEpoch.recordedBy,
    })
    .from(meterEpoch)
    .where(
      and(
        eq(meterEpoch.enterpriseId, enterpriseId),
        eq(meterEpoch.meterId, meterId),
        ownedInScope(scope, meterEpoch.enterpriseId),
      ),
    )
    .orderBy(asc(meterEpoch.revision));
  return rows as MeterEpoch[];
}

/** Ids of the meters of an enterprise of the scope; for imports. */
export async function existingMeterIds(
  executor: Executor,
  scope: TenantScope,
  enterpriseIds: readonly string[],
): Promise<{ enterpriseId: string; id: string }[]> {
  if (enterpriseIds.length === 0) return [];
  return await executor
    .select({ enterpriseId: meter.enterpriseId, id: meter.id })
    .from(meter)
    .where(
      and(
        sql`${meter.enterpriseId} = any(${sql.param(enterpriseIds)}::text[])`,
        ownedInScope(scope, meter.enterpriseId),
      ),
    );
}

/**
 * Registers meters of one enterprise that the caller has locked through `changeRegistry`. Masters may
 * be among the same meters.
 *
 * @throws DomainError METER_EXISTS, METER_MASTER_NOT_FOUND, METER_MASTER_CIRCULAR, SITE_NOT_FOUND
 */
export async function insertMeters(
  tx: Executor,
  enterpriseId: string,
  items: readonly NewMeter[],
  recordedBy: string,
): Promise<void> {
  await refuseVirtualIds(
    tx,
    enterpriseId,
    items.map(({ id }) => id),
  );
  await withMeanings(MEANINGS, async () => {
    for (const part of chunks(items)) {
      await tx.insert(meter).values(
        part.map(({ id, name, level, siteId, dataCode }) => {
          return { enterpriseId, id, name, level, siteId, dataCode };
        }),
      );
    }
    // Afterwards, because a master may stand behind its sub-meters.
    for (const part of chunks(items)) {
      await tx.insert(meterEpoch).values(
        part.map((item) => ({
          ...meaningOf(item),
          enterpriseId,
          meterId: item.id,
          revision: 1,
          validFrom: item.validFromMs ?? FIRST_EPOCH_MS,
          recordedBy,
        })),
      );
    }
  });
  await refuseCircles(tx, enterpriseId);
}

/** Changes what of a meter has no date: its name, level, site and data code. */
export async function updateMeter(
  tx: Executor,
  enterpriseId: string,
  meterId: string,
  change: {
    readonly name?: string | undefined;
    readonly level?: MeterLevel | undefined;
    readonly siteId?: string | null | undefined;
    readonly dataCode?: string | null | undefined;
  },
): Promise<void> {
  if (!Object.values(change).some((value) => value !== undefined)) return;
  await withMeanings(MEANINGS, () =>
    tx
      .update(meter)
      .set(change)
      .where(and(eq(meter.enterpriseId, enterpriseId), eq(meter.id, meterId))),
  );
}

/**
 * Adds an epoch: from `validFromMs` on the meter's readings mean this.
 *
 * @throws DomainError METER_UNIT_INCOMPATIBLE, METER_MASTER_NOT_FOUND, METER_MASTER_CIRCULAR
 */
export async function insertMeterEpoch(
  tx: Executor,
  enterpriseId: string,
  meterId: string,
  epoch: MeterMeaning & { readonly validFromMs: number },
  recordedBy: string,
): Promise<void> {
  await withMeanings(MEANINGS, () =>
    tx.insert(meterEpoch).values({
      ...meaningOf(epoch),
      enterpriseId,
      meterId,
      revision: sql<number>`(select count(*) + 1 from meter_epoch
        where enterprise_id = ${enterpriseId} and meter_id = ${meterId})`,
      validFrom: epoch.validFromMs,
      recordedBy,
    }),
  );
  await refuseUncountable(tx, enterpriseId, meterId);
  await refuseCircles(tx, enterpriseId);
}

function meaningOf(item: MeterMeaning): MeterMeaning {
  return {
    energyKind: item.energyKind,
    kind: item.kind,
    unit: item.unit,
    flow: item.flow,
    multiplier: item.multiplier,
    intervalSeconds: item.intervalSeconds,
    registerMax: item.registerMax,
    ratedPowerKw: item.ratedPowerKw,
    masterMeterId: item.masterMeterId,
  };
}

async function withMeaning(
  executor: Executor,
  rows: readonly (typeof meter.$inferSelect)[],
  atMs: number,
): Promise<Meter[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const ids = rows.map((row) => row.id);
  const epochs = await epochsInForce(executor, [first.enterpriseId], atMs, ids);
  const byId = new Map(epochs.map((epoch) => [epoch.meterId, epoch]));
  const retirements = await retirementsInForce(executor, [first.enterpriseId]);
  return rows.flatMap((row) => {
    const epoch = byId.get(row.id);
    if (epoch === undefined) return [];
    // The lists are closed by the api's schemas; the database holds what passed them.
    const meaning = meaningOf(epoch as unknown as MeterMeaning);
    const { id, name, level, siteId, dataCode } = row;
    const validFromMs = epoch.validFrom;
    const retiredAtMs = retirements.get(`${row.enterpriseId}/${id}`) ?? null;
    const labels = { id, name, level: level as MeterLevel, siteId, dataCode };
    return [{ ...meaning, ...labels, validFromMs, retiredAtMs }];
  });
}

/** A meter must not be, over any number of steps, its own master in any epoch. */
async function refuseCircles(tx: Executor, enterpriseId: string): Promise<void> {
  const rows = await tx
    .selectDistinct({ id: meterEpoch.meterId, master: meterEpoch.masterMeterId })
    .from(meterEpoch)
    .where(
      and(eq(meterEpoch.enterpriseId, enterpriseId), sql`${meterEpoch.masterMeterId} is not null`),
    );
  const mastersOf = new Map<string, string[]>();
  for (const { id, master } of rows) {
    if (master !== null) mastersOf.set(id, [...(mastersOf.get(id) ?? []), master]);
  }
  const done = new Set<string>();
  const above = new Set<string>();
  const visit = (id: string): void => {
    if (above.has(id)) {
      throw new DomainError('METER_MASTER_CIRCULAR', `Meter ${id} would be its own master.`);
    }
    if (done.has(id)) return;
    above.add(id);
    for (const master of mastersOf.get(id) ?? []) visit(master);
    above.delete(id);
    done.add(id);
  };
  for (const id of mastersOf.keys()) visit(id);
}
