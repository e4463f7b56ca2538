import {
  type AccountedKind,
  accountEnergy,
  monthPeriod,
  type PolicyDocument,
  type Target,
} from '@hengneng/domain';
import type { FleetMeter, PlantedCounty, PlantedEnterprise } from '@hengneng/fleet';

import { COUNTY_FACTORS } from './county-factors.ts';

/** How an enterprise stands to its budgets; the truth. */
export const BUDGET_ROLES = ['over', 'over-later', 'short-later', 'near', 'under'] as const;
export type BudgetRole = (typeof BUDGET_ROLES)[number];

/** True energy and output of an enterprise by month of the year. */
export interface TrueMonths {
  readonly months: readonly string[];
  /** Standard coal at calorific value, tce. */
  readonly tce: readonly number[];
  readonly electricityKwh: readonly number[];
  readonly outputT: readonly number[];
}

/** What is issued to one enterprise, and what is true of it. */
export interface IssuedBudget {
  readonly role: BudgetRole;
  readonly document: PolicyDocument;
  readonly truth: TrueMonths & {
    /** Standard coal of the year before by month: plans take their shape from it. */
    readonly yearBefore: readonly number[];
  };
}

/** Sums up what really flowed. */
export function trueMonths(
  county: PlantedCounty,
  enterprise: PlantedEnterprise,
  months: readonly string[],
): TrueMonths {
  const rows = months.map((month) => {
    const { startMs, endMs } = monthPeriod(month, enterprise.timeZone);
    const outputs = county.outputs(enterprise, startMs, endMs);
    return {
      tce: tceOf(county, enterprise, month),
      electricityKwh: enterprise.meters
        .filter(({ id }) => id === 'E01')
        .reduce((sum, meter) => sum + county.trueEnergy(enterprise, meter, startMs, endMs), 0),
      outputT: outputs.reduce((sum, { made }) => sum + made, 0),
    };
  });
  return {
    months,
    tce: rows.map(({ tce }) => tce),
    electricityKwh: rows.map(({ electricityKwh }) => electricityKwh),
    outputT: rows.map(({ outputT }) => outputT),
  };
}

function tceOf(county: PlantedCounty, enterprise: PlantedEnterprise, month: string): number {
  const { startMs, endMs } = monthPeriod(month, enterprise.timeZone);
  const periodMs = endMs - startMs;
  const { total } = accountEnergy({
    account: 'comprehensive',
    metered: enterprise.meters.map((meter: FleetMeter) => ({
      ...{ meterId: meter.id, energyKind: meter.energyKind as AccountedKind, flow: meter.flow },
      ...{ level: meter.level, masterMeterId: meter.masterMeterId ?? null },
      unit: meter.unit === 'kW' ? 'kWh' : meter.unit,
      quantity: county.trueEnergy(enterprise, meter, startMs, endMs),
      ...{ estimatedQuantity: 0, coveredMs: periodMs, periodMs },
    })),
    factors: COUNTY_FACTORS,
    ...{ periodMs, date: `${month}-01` },
    ...{ regionCode: enterprise.regionCode, enterpriseId: enterprise.id },
  });
  if (total.tceCalorific === null) throw new Error(`${enterprise.id} lacks a factor.`);
  return total.tceCalorific;
}

/**
 * Issues a budget of the year in tce, one of every month in kWh and a limit per tonne, so that the truth
 * is above or below them by a known share.
 *
 * @param uniform draws in [0, 1) that depend on seed and enterprise alone
 */
export function issueBudget(
  enterprise: PlantedEnterprise,
  truth: IssuedBudget['truth'],
  year: number,
  uniform: (draw: number) => number,
): IssuedBudget {
  const role = roleOf(enterprise, uniform(0));
  const between = (draw: number, low: number, high: number) => low + (high - low) * uniform(draw);
  const plan = planOf(role, truth.tce, between);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const busiest = [...truth.electricityKwh].sort((one, other) => other - one);
  const above = Math.floor(between(3, 0, 4));
  const between2 = ((busiest[above] ?? 0) + (busiest[above + 1] ?? 0)) / 2;
  const perTonne = (1_000 * sum(truth.tce)) / sum(truth.outputT);
  const targets: Target[] = [
    {
      ...{ id: 'total', metric: 'tce', basis: 'calorific', account: 'assessed' },
      ...{ period: 'year', limit: sum(plan.amounts) },
      ...(plan.isGiven ? { monthlyPlan: plan.amounts } : {}),
    },
    {
      ...{ id: 'power', metric: 'physical', energyKind: 'electricity', unit: 'kWh' },
      ...{ account: 'assessed', period: 'month', limit: between2 },
    },
    {
      ...{ id: 'product', metric: 'kgce-per-unit', basis: 'calorific', period: 'year' },
      ...{ account: 'assessed', product: enterprise.product },
      limit: perTonne / (uniform(4) < 0.4 ? between(5, 1.03, 1.12) : between(5, 0.85, 0.97)),
    },
  ];
  const document = { enterpriseId: enterprise.id, year, targets, measures: [] };
  return { role, document, truth };
}

function roleOf({ isFalsifying }: PlantedEnterprise, draw: number): BudgetRole {
  // A falsifier's meters say nothing about its true use: only its data are judged.
  if (isFalsifying) return 'under';
  const shares: readonly (readonly [BudgetRole, number])[] = [
    ...([
      ['over', 0.25],
      ['over-later', 0.5],
      ['short-later', 0.6],
      ['near', 0.8],
    ] as const),
  ];
  return shares.find(([, until]) => draw < until)?.[0] ?? 'under';
}

function planOf(
  role: BudgetRole,
  tce: readonly number[],
  between: (draw: number, low: number, high: number) => number,
): { readonly amounts: readonly number[]; readonly isGiven: boolean } {
  const over = between(1, 1.02, 1.15);
  const turn = Math.floor(between(2, 3, 10));
  switch (role) {
    case 'over':
      return { amounts: tce.map((value) => value / over), isGiven: false };
    case 'over-later':
      // On plan at first, over from some month on; the year ends over by the share drawn.
      return { amounts: laterShort(tce, turn, over, 0.99), isGiven: true };
    case 'short-later':
      // The plan allows too much early and too little late.
      return { amounts: laterShort(tce, 7, over, 0.9), isGiven: true };
    case 'near':
      return { amounts: tce.map((value) => value / between(1, 0.955, 0.985)), isGiven: false };
    case 'under':
      return { amounts: tce.map((value) => value / between(1, 0.6, 0.9)), isGiven: false };
  }
}

/** A plan that is used by `early` until a month and whose year is exceeded by `over`. */
function laterShort(tce: readonly number[], turn: number, over: number, early: number): number[] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const before = sum(tce.slice(0, turn)) / early;
  const left = Math.max(0.02 * sum(tce), sum(tce) / over - before);
  const later = sum(tce.slice(turn));
  return tce.map((value, index) => (index < turn ? value / early : (value * left) / later));
}
