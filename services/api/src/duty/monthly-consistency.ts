import { countingLedgerMonths, listMeters, type TenantScope } from '@hengneng/database';
import {
  convertQuantity,
  type DutyVerdict,
  type EnergyKind,
  judgeConsistency,
  storageUnitOf,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';
import { dutyPeriod } from './count-duty-days.ts';

const METERS_MAX = 10_000;

/**
 * Holds what the purchase meters counted on the days of a month against the purchases of the month's
 * ledger, one verdict a kind of energy that has such meters. Meters below another purchase meter are
 * left out. A month without a ledger that counts is awaited and not judged.
 */
export async function monthlyConsistency(
  { database, energyStore }: Pick<ApiDependencies, 'database' | 'energyStore'>,
  query: {
    readonly scope: TenantScope;
    readonly enterpriseId: string;
    /** `YYYY-MM`. */
    readonly month: string;
    readonly timeZone: string;
  },
): Promise<DutyVerdict[]> {
  const { scope, enterpriseId, month, timeZone } = query;
  const { startMs: fromMs, endMs: toMs } = dutyPeriod(month, timeZone);
  const months = await countingLedgerMonths(database.executor, scope, {
    enterpriseId,
    fromMonth: month,
    toMonth: month,
  });
  const lines = months.get(month)?.lines ?? null;
  const all = { enterpriseId, limit: METERS_MAX, atMs: toMs - 1 };
  const { items: meters } = await listMeters(database.executor, scope, all);
  const purchased = meters.filter(({ flow }) => flow === 'purchased');
  const ids = new Set(purchased.map(({ id }) => id));
  const top = purchased.filter(({ masterMeterId }) => !ids.has(masterMeterId ?? ''));
  const byKind = Map.groupBy(top, ({ energyKind }) => energyKind);
  if (lines === null || byKind.size === 0) {
    return [...byKind.keys()].map((kind) => judgeConsistency(0, null, kind));
  }
  const days = await energyStore.days({
    ...{ enterpriseId, fromMs, toMs },
    meterIds: top.map(({ id }) => id),
  });
  return [...byKind].map(([kind, ofKind]) => {
    const meterIds = new Set(ofKind.map(({ id }) => id));
    const sum = days
      .filter(({ meterId }) => meterIds.has(meterId))
      .reduce((total, { quantity }) => total + quantity, 0);
    const line = lines.find((each) => each.kind === kind);
    const unit = storageUnitOf(ofKind[0]?.unit ?? 'kWh');
    const figure = line === undefined ? null : convertQuantity(line.purchased, line.unit, unit);
    return judgeConsistency(sum, figure, `${nameOf(kind)}, ${unit}`);
  });
}

function nameOf(kind: EnergyKind): string {
  return kind.replaceAll('-', ' ');
}
