import type { Account } from '../energy/accounts/account-types.ts';
import type { AccountedKind, Basis } from '../energy/factors.ts';
import type { MeterUnit } from '../registry/lists.ts';
import type { PolicyThresholds } from '../rules/thresholds.ts';

/**
 * What a target limits. `tce` tonnes of standard coal, `tco2` tonnes of CO2, `physical` an amount of one
 * energy kind (per unit of product where the target names one), `kgce-per-unit` of a product,
 * `tce-per-output-value` tce per 10 000 CNY, `pue` of a data centre.
 */
export const TARGET_METRICS = [
  'tce',
  'tco2',
  'physical',
  'kgce-per-unit',
  'tce-per-output-value',
  'pue',
] as const;
export type TargetMetric = (typeof TARGET_METRICS)[number];

/** Length of the period that one limit is for: every month, every quarter, or the year. */
export const TARGET_PERIODS = ['month', 'quarter', 'year'] as const;
export type TargetPeriodUnit = (typeof TARGET_PERIODS)[number];

/**
 * Level of a limit standard: 3 限定值 (existing lines must), 2 准入值 (new and extended ones must), 1 先进值
 * (voluntary); `binding` is 2 or 3 by the line's commissioning date.
 */
export const TARGET_LEVELS = ['binding', 1, 2, 3] as const;
export type TargetLevel = (typeof TARGET_LEVELS)[number];

/** One target that the authority issues (用能预算, 能耗限额). */
export interface Target {
  /** Unique in the document; stays the same through its versions. */
  readonly id: string;
  readonly title?: string | undefined;
  readonly metric: TargetMetric;
  /** Needed for standard coal: the two bases are never mixed. */
  readonly basis?: Basis | undefined;
  /** 口径; of standard coal, `assessed` where absent. */
  readonly account?: Account | undefined;
  /** Needed for `physical`. */
  readonly energyKind?: AccountedKind | undefined;
  /** Unit of a `physical` amount. */
  readonly unit?: MeterUnit | undefined;
  /** Needed for `kgce-per-unit`; makes `physical` an amount per unit of the product. */
  readonly product?: string | undefined;
  /** Production line it is for; all lines of the product where absent. */
  readonly line?: string | undefined;
  readonly period: TargetPeriodUnit;
  /** In the unit of the metric; may be negative per unit of product. Absent: by `standard` and `level`. */
  readonly limit?: number | undefined;
  /** Limit document, such as `GB 16780-2021`, whose level holds where no `limit` is given. */
  readonly standard?: string | undefined;
  readonly level?: TargetLevel | undefined;
  /** Sector's benchmark (标杆) and baseline (基准) levels, in the unit of the limit. */
  readonly benchmark?: number | undefined;
  readonly baselineLevel?: number | undefined;
  /** Factor set that judgements use; one published later moves nothing. */
  readonly factorSet?: string | undefined;
  readonly issuer?: string | undefined;
  readonly documentNo?: string | undefined;
  readonly issuedOn?: string | undefined;
  /** What the limit was derived from. */
  readonly baseline?: { readonly year: number; readonly value: number } | undefined;
  /** 分月计划: one amount a month of the period; they add up to the limit. */
  readonly monthlyPlan?: readonly number[] | undefined;
}

/** The six kinds of measures of a one-enterprise-one-policy plan. */
export const MEASURE_CATEGORIES = [
  'technical-renovation',
  'equipment-upgrade',
  'process-optimisation',
  'waste-heat',
  'energy-conversion',
  'management',
] as const;
export type MeasureCategory = (typeof MEASURE_CATEGORIES)[number];

/** Where a measure stands; only `running` and `planned` ones can be late. */
export const MEASURE_STATUSES = ['planned', 'running', 'done', 'verified', 'cancelled'] as const;
export type MeasureStatus = (typeof MEASURE_STATUSES)[number];

/** A dated step; `doneOn` once it is reached. */
export interface Milestone {
  readonly due: string;
  readonly title: string;
  readonly doneOn?: string | undefined;
}

/** A stretch of works in the works schedule (施工图). */
export interface WorksStage {
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

/** One measure of the enterprise's own plan. Days are `YYYY-MM-DD` of its zone. */
export interface Measure {
  readonly id: string;
  readonly category: MeasureCategory;
  readonly title: string;
  /** 节能潜力: estimated, tce a year. */
  readonly expectedSavingTce?: number | undefined;
  readonly investmentCny?: number | undefined;
  readonly responsible?: string | undefined;
  readonly start: string;
  /** Last day of the measure. */
  readonly end: string;
  readonly doneOn?: string | undefined;
  /** Meters that show its effect. */
  readonly meters?: readonly string[] | undefined;
  readonly milestones?: readonly Milestone[] | undefined;
  readonly worksSchedule?: readonly WorksStage[] | undefined;
  readonly status: MeasureStatus;
}

/** The part that the authority owns. */
export interface AuthorityPart {
  readonly targets: readonly Target[];
  /** Thresholds of rules that differ from the defaults for this enterprise. */
  readonly thresholds?: PolicyThresholds | undefined;
}

/** The part that the enterprise owns and files (备案). */
export interface EnterprisePart {
  readonly measures: readonly Measure[];
}

/** One version of one enterprise's policy for a year. */
export interface PolicyDocument extends AuthorityPart, EnterprisePart {
  readonly enterpriseId: string;
  readonly year: number;
}

/** Whether a target is a ratio (per unit of product, per output value, PUE): months do not add up. */
export function isRatioTarget(target: Pick<Target, 'metric' | 'product'>): boolean {
  if (target.metric === 'physical') return target.product !== undefined;
  return target.metric !== 'tce' && target.metric !== 'tco2';
}

/** Unit of a target's figures, for people: `tce`, `tCO2`, `kgce/t` is written `kgce/unit`. */
export function targetUnit(target: Pick<Target, 'metric' | 'product' | 'unit'>): string {
  switch (target.metric) {
    case 'tce':
      return 'tce';
    case 'tco2':
      return 'tCO2';
    case 'physical':
      return target.product === undefined ? (target.unit ?? '') : `${target.unit ?? ''}/unit`;
    case 'kgce-per-unit':
      return 'kgce/unit';
    case 'tce-per-output-value':
      return 'tce/10000 CNY';
    case 'pue':
      return '';
  }
}
