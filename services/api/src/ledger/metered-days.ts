import {
  isAccountedMeter,
  type MeterPiece,
  type PiecedMeter,
  pieceMeter,
  readFigures,
} from '@hengneng/accounting';
import { listMeterMeanings, type TenantScope } from '@hengneng/database';
import {
  type AccountedKind,
  convertQuantity,
  type EnergyStore,
  localDate,
  type MeteredDay,
  type MeterUnit,
  periodsBetween,
  type StorageUnit,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';

/** What the purchase meters of one kind counted, by local day. */
export interface MeteredKind {
  readonly kind: AccountedKind;
  readonly unit: MeterUnit;
  readonly days: readonly MeteredDay[];
}

interface MutableDay {
  day: string;
  quantity: number;
  estimatedQuantity: number;
  coveredMs: number;
  expectedMs: number;
}

/**
 * What came into an enterprise by its meters, by kind and local day: meters of purchases that no other
 * purchase meter of the kind stands before. Days that are not over expect nothing yet.
 */
export async function readMeteredDays(
  {
    database,
    energyStore,
    clock,
  }: Pick<ApiDependencies, 'database' | 'clock'> & {
    readonly energyStore: Pick<EnergyStore, 'hours' | 'days'>;
  },
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly timeZone: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly recordedUntilMs?: number | undefined;
  },
): Promise<MeteredKind[]> {
  const { enterpriseId, timeZone, fromMs, recordedUntilMs } = query;
  const periods = periodsBetween(fromMs, query.toMs, 'day', timeZone).filter(
    (period) => period.endMs <= clock(),
  );
  const toMs = periods.at(-1)?.endMs ?? fromMs;
  if (toMs <= fromMs) return [];
  const meanings = await listMeterMeanings(database.executor, scope, {
    enterpriseIds: [enterpriseId],
    recordedUntilMs,
  });
  const all = meanings.filter(isAccountedMeter).map((meaning) => pieceMeter(meaning, fromMs, toMs));
  const byId = new Map(all.map((meter) => [meter.meterId, meter]));
  const meters = all.filter((meter) => meter.pieces.some((piece) => counts(piece, byId)));
  const figures = await readFigures(energyStore, {
    ...{ enterpriseId, meters, timeZone, interval: 'day' },
    frame: { fromMs, toMs, periods: [] },
  });
  const kinds = new Map<AccountedKind, { unit: StorageUnit; days: Map<string, MutableDay> }>();
  const dayOf = (meter: PiecedMeter, kind: AccountedKind, startMs: number): MutableDay => {
    const own = kinds.get(kind) ?? { unit: meter.storageUnit, days: new Map() };
    kinds.set(kind, own);
    const day = localDate(startMs, timeZone);
    const entry = own.days.get(day) ?? emptyDay(day);
    own.days.set(day, entry);
    return entry;
  };
  for (const meter of meters) {
    for (const piece of meter.pieces.filter((one) => counts(one, byId))) {
      for (const { startMs, endMs } of periods) {
        const expectedFromMs = Math.max(startMs, piece.fromMs, meter.expectedFromMs);
        const expectedMs = Math.min(endMs, piece.toMs, meter.expectedToMs) - expectedFromMs;
        if (expectedMs > 0) dayOf(meter, piece.energyKind, startMs).expectedMs += expectedMs;
      }
    }
  }
  for (const { meterId, startMs, quantity, estimatedQuantity, coveredMs } of figures) {
    const meter = byId.get(meterId);
    const piece = meter?.pieces.find((one) => one.fromMs <= startMs && startMs < one.toMs);
    if (meter === undefined || piece === undefined || !counts(piece, byId)) continue;
    const entry = dayOf(meter, piece.energyKind, startMs);
    const unit = kinds.get(piece.energyKind)?.unit ?? meter.storageUnit;
    // A kind in two dimensions has no sum; what cannot be added shows as missing.
    const share = convertQuantity(1, meter.storageUnit, unit);
    if (share === null) continue;
    entry.quantity += quantity * share;
    entry.estimatedQuantity += estimatedQuantity * share;
    entry.coveredMs += coveredMs;
  }
  return [...kinds].map(([kind, { unit, days }]) => ({ kind, unit, days: [...days.values()] }));
}

/** Purchases that no master of the same flow and kind counts already. */
function counts(piece: MeterPiece, meters: ReadonlyMap<string, PiecedMeter>): boolean {
  if (piece.flow !== 'purchased') return false;
  const seen = new Set<string>();
  let masterId = piece.masterMeterId;
  while (masterId !== null && !seen.has(masterId)) {
    seen.add(masterId);
    const master: MeterPiece | undefined = meters
      .get(masterId)
      ?.pieces.find((other) => other.fromMs < piece.toMs && piece.fromMs < other.toMs);
    if (master?.flow === 'purchased' && master.energyKind === piece.energyKind) return false;
    masterId = master?.masterMeterId ?? null;
  }
  return true;
}

function emptyDay(day: string): MutableDay {
  return { day, quantity: 0, estimatedQuantity: 0, coveredMs: 0, expectedMs: 0 };
}
