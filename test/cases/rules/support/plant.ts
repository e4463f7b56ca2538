import {
  type AccountRequest,
  accountEnergy,
  type LedgerLine,
  type MonthFigure,
  monthPeriod,
  REFERENCE_FACTOR_SET,
} from '@hengneng/domain';

import { instantOf, ZONE } from './scenario.ts';

const DAY_MS = 86_400_000;
/** kgce per kWh at calorific value (GB/T 2589-2020). */
export const KGCE_PER_KWH = 0.1229;
/** kgce per kg of raw coal (GB/T 2589-2020). */
export const KGCE_PER_KG_COAL = 0.7143;

/** Raw coal of one month in tonnes of standard coal, as a ledger says it. */
export interface CoalMonth {
  readonly opening: number;
  readonly purchased: number;
  readonly closing: number;
}

/** What really happens at the plant in 2026, and when it is known. */
export interface Plant {
  /** Electricity by month from January on, tce, below zero where more is given back; then `thereafter`. */
  readonly electricity: readonly number[];
  readonly thereafter?: number;
  /** Share of a month's electricity that its first half used; half of it by default. */
  readonly firstHalf?: Readonly<Record<string, number>>;
  /** Approved corrections: from that day on another amount of electricity is known, tce. */
  readonly corrected?: readonly {
    readonly on: string;
    readonly month: string;
    readonly electricity: number;
  }[];
  /** Coal by ledger, by month `YYYY-MM`; a month without a line burned none. */
  readonly coal?: Readonly<Record<string, CoalMonth>>;
  /** Days on which ledgers of months came in; the day after the month's end where not said. */
  readonly ledgerIn?: Readonly<Record<string, string>>;
  /** Share of a month's readings that are there; all by default. */
  readonly completeness?: Readonly<Record<string, number>>;
  /** Share of a month's energy that is estimated; none by default. */
  readonly estimated?: Readonly<Record<string, number>>;
  /** Units of product by month, for ratios; null: not reported. */
  readonly output?: readonly (number | null)[];
  /** Last day of which data came; until then as it happens. */
  readonly silentAfter?: string;
}

/** Electricity of a month as it is known on a day, tce. */
export function electricityOf(plant: Plant, month: string, nowMs: number): number {
  const found = (plant.corrected ?? []).findLast(
    (each) => each.month === month && instantOf(`${each.on}T00:00`) <= nowMs,
  );
  const planned = plant.electricity[Number(month.slice(5)) - 1] ?? plant.thereafter ?? 0;
  return found?.electricity ?? planned;
}

/** Whether the plant gives more energy back than it takes in any month: it has a meter for that. */
export function givesBack({ electricity, thereafter = 0 }: Plant): boolean {
  return [...electricity, thereafter].some((tce) => tce < 0);
}

/** Instant that the plant's data reach on a day. */
export function dataThrough(plant: Plant, nowMs: number): number {
  if (plant.silentAfter === undefined) return nowMs;
  return Math.min(nowMs, instantOf(`${plant.silentAfter}T00:00`) + DAY_MS);
}

/** The months of a year as the platform knows them at an instant: meters and ledgers accounted. */
export function monthsAt(plant: Plant, names: readonly string[], nowMs: number): MonthFigure[] {
  const throughMs = dataThrough(plant, nowMs);
  return names.flatMap((month) => {
    const { startMs, endMs } = monthPeriod(month, ZONE);
    if (throughMs <= startMs) return [];
    const index = Number(month.slice(5)) - 1;
    const passed = Math.min(1, (throughMs - startMs) / (endMs - startMs));
    const isOver = nowMs >= endMs + DAY_MS;
    const completeness = (plant.completeness?.[month] ?? 1) * passed;
    const ledger = ledgerState(plant, month, endMs, nowMs);
    const tce = electricityOf(plant, month, nowMs) * usedShare(plant, month, passed);
    const total = accountEnergy(request(plant, month, tce, passed, ledger)).total;
    return [
      {
        month,
        value: total.tceCalorific,
        output: plant.output === undefined ? undefined : (plant.output[index] ?? null),
        estimatedShare: total.estimatedShare,
        completeness: isOver ? completeness : (plant.completeness?.[month] ?? 1),
        isClosed: isOver,
        ledger,
      },
    ];
  });
}

/** Part of a month's electricity that the part of its time has used. */
export function usedShare(plant: Plant, month: string, passed: number): number {
  const first = plant.firstHalf?.[month] ?? 0.5;
  return passed <= 0.5 ? 2 * first * passed : first + (1 - first) * (2 * passed - 1);
}

function ledgerState(
  plant: Plant,
  month: string,
  endMs: number,
  nowMs: number,
): MonthFigure['ledger'] {
  if (plant.coal === undefined) return 'not-owed';
  const on = plant.ledgerIn?.[month];
  const inMs = on === undefined ? endMs + DAY_MS : instantOf(`${on}T00:00`);
  return nowMs >= inMs ? 'in' : 'awaiting';
}

function request(
  plant: Plant,
  month: string,
  tce: number,
  passed: number,
  ledger: MonthFigure['ledger'],
): AccountRequest {
  const { startMs, endMs } = monthPeriod(month, ZONE);
  const periodMs = endMs - startMs;
  const net = (tce * 1_000) / KGCE_PER_KWH;
  const meter = (meterId: string, flow: 'purchased' | 'supplied-out', quantity: number) => ({
    ...{ meterId, energyKind: 'electricity' as const, flow, masterMeterId: null },
    level: 1 as const,
    ...{ unit: 'kWh' as const, quantity, periodMs, coveredMs: periodMs * passed },
    estimatedQuantity: quantity * (plant.estimated?.[month] ?? 0),
  });
  return {
    account: 'comprehensive',
    metered: [
      meter('E01', 'purchased', Math.max(0, net)),
      ...(givesBack(plant) ? [meter('E02', 'supplied-out', Math.max(0, -net))] : []),
    ],
    ...(plant.coal === undefined ? {} : { ledgerKinds: ['raw-coal'] }),
    ...(plant.coal === undefined
      ? {}
      : { ledger: ledger === 'in' ? coalLines(plant, month) : null }),
    factors: REFERENCE_FACTOR_SET,
    ...{ periodMs, date: `${month}-01`, regionCode: null, enterpriseId: null },
  };
}

function coalLines(plant: Plant, month: string): LedgerLine[] {
  const coal = plant.coal?.[month] ?? { opening: 0, purchased: 0, closing: 0 };
  const tonnes = (tce: number) => tce / KGCE_PER_KG_COAL;
  return [
    {
      ...{ energyKind: 'raw-coal', unit: 't' },
      opening: tonnes(coal.opening),
      purchased: tonnes(coal.purchased),
      closing: tonnes(coal.closing),
      consumed: tonnes(coal.opening + coal.purchased - coal.closing),
    },
  ];
}
