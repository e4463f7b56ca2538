import type { MeterFlow, MeterLevel, MeterUnit } from '../../registry/lists.ts';
import type { AccountedKind, Basis, FactorSet } from '../factors.ts';
import type { StorageUnit } from '../units.ts';

/**
 * Accounts (口径): comprehensive energy of GB/T 2589 (综合能耗), consumption of the statistical return
 * 205-1 (综合能源消费量), and what an authority assesses. Every figure names its own.
 */
export const ACCOUNTS = ['comprehensive', 'statistical', 'assessed'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Where the figures of a kind come from. */
export const ENERGY_SOURCES = ['metered', 'ledger'] as const;
export type EnergySource = (typeof ENERGY_SOURCES)[number];

/** What a generated flow is made from: the sun and the like, or energy that is counted already. */
export const GENERATIONS = ['renewable', 'conversion'] as const;
export type Generation = (typeof GENERATIONS)[number];

/**
 * What one meter counted in a period, with the meaning its registry gave it then. A meter whose flow,
 * kind or master changed within the period has one row for each part.
 */
export interface MeteredFlow {
  readonly meterId: string;
  readonly energyKind: AccountedKind;
  readonly flow: MeterFlow;
  readonly level: MeterLevel;
  readonly masterMeterId: string | null;
  /** Unit of the quantities. */
  readonly unit: MeterUnit;
  readonly quantity: number;
  /** Part of the quantity that is estimated or questionable. */
  readonly estimatedQuantity: number;
  /** Time for which the energy is known, milliseconds. */
  readonly coveredMs: number;
  /** Length of the part of the period that this row stands for, milliseconds. */
  readonly periodMs: number;
  /** Of a generated flow, if somebody declared it. */
  readonly generation?: Generation | null;
}

/** One energy kind in the submitted ledger of one month. Null: the form was left blank. */
export interface LedgerLine {
  readonly energyKind: AccountedKind;
  /** Unit of the quantities. */
  readonly unit: MeterUnit;
  readonly opening: number | null;
  readonly purchased: number | null;
  readonly closing: number | null;
  /** All that was consumed, feedstock, conversion and non-production included. */
  readonly consumed: number | null;
  /** The rest is part of other columns; absent means none. */
  readonly suppliedOut?: number | null;
  /** Raw material for non-energy products (原料用能). */
  readonly feedstock?: number | null;
  readonly conversionInput?: number | null;
  readonly conversionOutput?: number | null;
  /** Recovered from the process and used again (回收利用). */
  readonly recovered?: number | null;
  /** Living quarters and the like (非生产). */
  readonly nonProduction?: number | null;
}

/** What an assessed rule may deduct (扣除). */
export const DEDUCTIONS = ['feedstock', 'renewables', 'green-certificates'] as const;
export type Deduction = (typeof DEDUCTIONS)[number];

/** A deduction from the total alone, or from the numerator of intensity too. */
export interface RuledDeduction {
  readonly what: Deduction;
  readonly from: 'total' | 'total-and-intensity';
}

/** What an authority counts: the base it starts from and what it deducts. */
export interface AssessedRule {
  /** Of the register, for explanations. */
  readonly id: string;
  readonly base: 'comprehensive' | 'statistical';
  readonly deductions: readonly RuledDeduction[];
}

/** Everything that decides the account of one enterprise in one period. */
export interface AccountRequest {
  readonly account: Account;
  /**
   * All meters of the enterprise that were registered in the period, silent ones too (with 0 covered):
   * a total can only leave out sub-meters whose masters it is told of.
   */
  readonly metered: readonly MeteredFlow[];
  /**
   * Lines of the month's submitted ledger; null while it is not submitted; absent when the period is
   * shorter than a month, so that a ledger can say nothing about it.
   */
  readonly ledger?: readonly LedgerLine[] | null;
  /** Kinds that this enterprise reports by ledger, so that a missing one is noticed. */
  readonly ledgerKinds?: readonly AccountedKind[];
  /**
   * Kinds that this enterprise uses as raw material, metered or not: how much is known from its ledger
   * alone, so until then their CO2 and their assessed figure are missing.
   */
  readonly feedstockKinds?: readonly AccountedKind[];
  /** The enterprise's choice by kind; otherwise see {@link accountEnergy}. */
  readonly sources?: ReadonlyMap<AccountedKind, EnergySource>;
  readonly factors: FactorSet;
  /** Null: nothing is deducted from comprehensive energy. For the assessed account alone. */
  readonly assessedRule?: AssessedRule | null;
  /** Electricity of the period covered by cancelled green certificates (绿证), kWh. */
  readonly greenCertificateKwh?: number;
  /** Length of the period, milliseconds. */
  readonly periodMs: number;
  /** Day by which factors are chosen, `YYYY-MM-DD`; the period must not cross a change of factors. */
  readonly date: string;
  readonly regionCode: string | null;
  readonly enterpriseId: string | null;
  /** Standard that asks for factors of its own, such as `T/CISA 416-2024`. */
  readonly purpose?: string | null;
}

/** The three figures of an energy; null where something is missing, never 0 for it. */
export interface EnergyFigures {
  /** Tonnes of standard coal at calorific value (当量值). */
  readonly tceCalorific: number | null;
  /** Tonnes of standard coal at primary-energy value (等价值). */
  readonly tcePrimary: number | null;
  /** Tonnes of CO2, by the parameters of carbon accounting; the same in every account. */
  readonly tco2: number | null;
}

/** Why a figure is null. */
export type MissingPart =
  | {
      readonly type: 'standard-coal-factor';
      readonly energyKind: AccountedKind;
      readonly basis: Basis;
      readonly unit: StorageUnit;
      readonly date: string;
    }
  | {
      readonly type: 'carbon-factor';
      readonly energyKind: AccountedKind;
      readonly unit: StorageUnit;
      readonly date: string;
    }
  /** Litres and kilograms of one kind without a density: the figures add up, the quantities do not. */
  | { readonly type: 'common-unit'; readonly energyKind: AccountedKind }
  /** The ledger of the month is not submitted, or lacks this kind or one of its columns. */
  | { readonly type: 'ledger'; readonly energyKind: AccountedKind }
  /** Reported by month alone; the period is shorter. */
  | { readonly type: 'monthly-only'; readonly energyKind: AccountedKind };

/** How a quantity came about, in the unit of its kind. Zero where a part does not apply. */
export interface QuantityParts {
  readonly purchased: number;
  readonly suppliedOut: number;
  /** Opening minus closing stock. */
  readonly stockDrawn: number;
  readonly nonProduction: number;
  /** Own renewable generation, counted once. */
  readonly renewables: number;
  /** Of the ledger, in the statistical account: consumption − conversion output − recovered. */
  readonly consumed: number;
  readonly conversionOutput: number;
  readonly recovered: number;
  /** What an assessed rule took off. */
  readonly deducted: number;
}

/** One energy kind in an account. */
export interface KindAccount extends EnergyFigures {
  readonly energyKind: AccountedKind;
  readonly source: EnergySource;
  /** `awaiting-report`: no ledger yet; `monthly-only`: there will be none for so short a period. */
  readonly state: 'known' | 'awaiting-report' | 'monthly-only';
  readonly unit: StorageUnit;
  readonly quantity: number | null;
  readonly parts: QuantityParts | null;
  /** The figures with only those deductions that an intensity has too. */
  readonly forIntensity: EnergyFigures;
  /** Ids of the factors used. */
  readonly factorIds: readonly string[];
  /** Part of what the counted meters counted that is estimated or questionable, 0 to 1. */
  readonly estimatedShare: number;
  /** Known time over expected time of the counted meters, 0 to 1; of a ledger 1 or 0. */
  readonly completeness: number;
  /** What the two shares are made of, so that periods can be added. */
  readonly basis: {
    readonly countedQuantity: number;
    readonly estimatedQuantity: number;
    readonly coveredMs: number;
    readonly expectedMs: number;
  };
  readonly missing: readonly MissingPart[];
  /** Meters against ledger where both tell of purchases, in the unit of the kind. */
  readonly reconciliation: MeteredAgainstLedger | null;
}

/** Purchases of one kind by its meters and by its ledger, and how much of the time the meters know. */
export interface MeteredAgainstLedger {
  readonly metered: number;
  readonly ledger: number;
  /** Known time of the meters, of `expectedMs`. */
  readonly coveredMs: number;
  readonly expectedMs: number;
}

/** Why a meter counts in a total or not. */
export type MeterVerdict =
  | 'counted'
  /** A master of the same flow and kind counts already. */
  | 'sub-meter'
  /** Use within the enterprise. */
  | 'process'
  /** Made from energy that is counted where it was bought. */
  | 'made-from-counted'
  /** The enterprise's figure of this kind comes from its ledger. */
  | 'ledger-counts'
  /** A medium, in the statistical account. */
  | 'medium';

/** The account of one enterprise in one period. */
export interface EnergyAccount {
  readonly account: Account;
  /** Kinds in the order of their names. */
  readonly kinds: readonly KindAccount[];
  readonly total: AccountTotal;
  readonly meters: readonly { readonly meterId: string; readonly verdict: MeterVerdict }[];
  /** Generated flows that nobody declared, and what they were taken for. */
  readonly assumed: readonly { readonly meterId: string; readonly generation: Generation }[];
  /** Id of the rule, in the assessed account; null where there was none. */
  readonly assessedRuleId: string | null;
  readonly factorSetId: string;
}

/** All kinds together. */
export interface AccountTotal extends EnergyFigures {
  /** The numerator of an intensity; differs from the total only where a rule says so. */
  readonly forIntensity: EnergyFigures;
  /** Sums of the kinds that are known, for previews while the rest is missing. */
  readonly knownPart: {
    readonly tceCalorific: number;
    readonly tcePrimary: number;
    readonly tco2: number;
  };
  /** Estimated part by calorific value. */
  readonly estimatedShare: number;
  readonly completeness: number;
  /** True while a ledger that belongs into it is not submitted. */
  readonly awaitingReport: boolean;
  readonly missing: readonly MissingPart[];
}
