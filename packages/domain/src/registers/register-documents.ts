import type { Basis } from '../energy/factors.ts';
import type { LimitCircumstances } from '../limits/limit-types.ts';
import type { AreaThresholds } from '../rules/area/area-thresholds.ts';

/**
 * Classes of the annual list: `statutory` key units of 10 000 tce and more (重点用能单位), `designated` ones of
 * 5 000 to 10 000 tce, `local` for the local list (重点耗能企业), `none` for who was taken off the list.
 */
export const ENTERPRISE_CLASSES = ['statutory', 'designated', 'local', 'none'] as const;
export type EnterpriseClass = (typeof ENTERPRISE_CLASSES)[number];

/** What a class obliges to; which class has which duties is set by the authority. */
export const CLASS_DUTIES = [
  'annual-report',
  'energy-manager',
  'energy-audit',
  'online-monitoring',
  'monthly-ledger',
  'one-enterprise-one-policy',
] as const;
export type ClassDuty = (typeof CLASS_DUTIES)[number];

/** An enterprise's entry in the annual class list; its key is the year. */
export interface ClassListEntry {
  readonly class: EnterpriseClass;
  /** Consumption that the class was decided by, tce of that year; null where it was designated. */
  readonly decidedByTce: number | null;
  readonly basis: Basis | null;
  readonly issuer: string;
  readonly documentNo: string;
  readonly duties: readonly ClassDuty[];
}

/** A project whose energy was approved in the energy review (节能审查). */
export interface ApprovedProject {
  readonly name: string;
  /** tce a year. */
  readonly approvedTce: number;
  readonly basis: Basis;
  readonly issuer: string;
  readonly documentNo: string;
  readonly approvedOn: string;
  /** First day of operation; before it nothing is judged. Null: not yet in operation. */
  readonly operatingFrom: string | null;
  /** Meters that measure the project; none: the enterprise as a whole is held to it. */
  readonly meters: readonly string[];
}

/** Weather of a region in a month (度日数); its key is the month, `YYYY-MM`. */
export interface DegreeDaysEntry {
  /** HDD18, °C·d. */
  readonly heating: number;
  /** CDD26, °C·d. */
  readonly cooling: number;
  /** Weather station or bulletin that they are from. */
  readonly station: string;
}

/** A kind of equipment that may not be used any more (落后机电设备淘汰目录). */
export interface EliminationItem {
  readonly category: string;
  /** Models, compared without case and blanks; `*` stands for any rest. */
  readonly models: readonly string[];
  readonly document: string;
  /** First day on which its use is a breach. */
  readonly eliminatedFrom: string;
  readonly note: string;
  /** Whether models and day were compared with the published list; taken to be where absent. */
  readonly verified?: boolean | undefined;
}

/** A production line, and what the limit that binds it depends on; its key is the line. */
export interface ProductionLine {
  readonly name: string;
  readonly product: string;
  readonly commissionedOn: string | null;
  /** Day on which an extension went into operation; the stricter level holds from then on. */
  readonly extendedOn: string | null;
  /** Output that it was approved for, units of the product a year. */
  readonly capacityPerYear: number | null;
  readonly circumstances: LimitCircumstances;
}

/** Equipment of an enterprise; its key is the equipment's number. */
export interface Equipment {
  readonly name: string;
  readonly category: string;
  readonly model: string;
  readonly count: number;
  readonly ratedPowerKw: number | null;
  readonly commissionedOn: string | null;
  /** `disused` is out of use but still there, `scrapped` is gone. */
  readonly state: 'in-use' | 'disused' | 'scrapped';
}

/** Who holds the post of energy manager (能源管理负责人) or deputises; the key is the post. */
export interface EnergyManagerPost {
  readonly name: string;
  readonly position: string;
  readonly qualification: string;
  readonly phone: string;
  readonly email: string;
  readonly appointedOn: string;
  /** Day it was filed with the authority (备案); null until then. */
  readonly filedOn: string | null;
  readonly filingNo: string | null;
  /** Last day of the appointment; null: until somebody else is appointed. */
  readonly validTo: string | null;
}

/** An audit of an enterprise in the audit programme of a year. */
export interface ProgrammedAudit {
  readonly state: 'planned' | 'commissioned' | 'done' | 'cancelled';
  /** Batch it belongs to, such as `2026-2`. */
  readonly batch: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
  readonly auditor: string;
  readonly documentNo: string;
  /** Audit engagement here, where there is one. */
  readonly engagementId: string | null;
}

/** What regions and parks have targets on, besides their enterprises'. */
export const AREA_METRICS = [
  'intensity-cut',
  'total-tce',
  'total-tco2',
  'coal-share',
  'benchmark-capacity-share',
  'audit-coverage',
] as const;
export type AreaMetric = (typeof AREA_METRICS)[number];

/** A target of a region or park. Shares and cuts are between 0 and 1, totals tce or tCO2. */
export interface AreaTarget {
  readonly metric: AreaMetric;
  readonly basis: Basis | null;
  /** Sector it is for (GB/T 4754 prefix); null for all of the area. */
  readonly industryCode: string | null;
  /** Base goal (基本目标): must be reached. */
  readonly base: number;
  /** Stretch goal (激励目标); null where there is none. */
  readonly stretch: number | null;
  /** Year that a cut is measured from; null for what is no cut. */
  readonly baseYear: number | null;
  /**
   * Intensity of that year as it was published, tce per 10 000 CNY; without it the cut is measured from what
   * the enterprises themselves had on record of that year.
   */
  readonly baseIntensity?: number | null | undefined;
  readonly issuer: string;
  readonly documentNo: string;
  readonly issuedOn: string;
  /** Thresholds of its rules, where they differ from the defaults. */
  readonly thresholds?: AreaThresholds | null | undefined;
}

/** What an enterprise reports of a measure for a month; the key is `measureId.YYYY-MM`. */
export interface MeasureProgress {
  readonly measureId: string;
  readonly month: string;
  readonly status: 'planned' | 'running' | 'done' | 'cancelled';
  /** 0 to 100. */
  readonly percent: number;
  readonly spentCny: number | null;
  readonly milestonesDone: readonly string[];
  readonly note: string;
  readonly attachmentIds: readonly string[];
}

/** How a saving was computed: GB/T 28750 and GB/T 13234. */
export const SAVING_METHODS = [
  'adjusted-baseline',
  'unit-product',
  'before-after-isolation',
  'simulation',
] as const;
export type SavingMethod = (typeof SAVING_METHODS)[number];

/** What the baseline was adjusted by, tce; above 0 raises the baseline. */
export interface SavingAdjustment {
  readonly reason: 'production' | 'weather' | 'product-mix' | 'other';
  readonly tce: number;
  readonly explanation: string;
}

/** A saving of a measure, worked out against a baseline adjusted to the reporting period. */
export interface VerifiedSaving {
  readonly measureId: string;
  readonly method: SavingMethod;
  readonly basis: Basis;
  readonly baselineFrom: string;
  readonly baselineTo: string;
  readonly reportingFrom: string;
  readonly reportingTo: string;
  readonly baselineTce: number;
  readonly adjustments: readonly SavingAdjustment[];
  readonly reportingTce: number;
  /** Adjusted baseline less the reporting period. */
  readonly savingTce: number;
  /** Half width of the interval around `savingTce`, tce. */
  readonly uncertaintyTce: number;
  /** Confidence of that interval, such as 0.9. */
  readonly confidence: number;
  readonly verifiedBy: string;
  readonly attachmentIds: readonly string[];
}

/** The report on a year's energy use (能源利用状况报告) as it was handed in; its key is the year. */
export interface AnnualReport {
  readonly submittedOn: string;
  readonly documentNo: string;
  readonly attachmentIds: readonly string[];
}

/** What the authority makes of a reported saving; the key is that of the saving. */
export interface SavingReview {
  readonly agrees: boolean;
  /** tce that it recognises; null where it takes the reported figure or none. */
  readonly recognisedTce: number | null;
  readonly documentNo: string;
  readonly reason: string;
}

/** Thresholds of an area from which enterprises belong to a class, and what each class owes. */
export interface ClassSettings {
  readonly statutoryFromTce: number;
  readonly designatedFromTce: number;
  readonly localFromTce: number;
  readonly duties: Readonly<Record<EnterpriseClass, readonly ClassDuty[]>>;
}

/** The document of each register by its name. */
export interface RegisterDocuments {
  readonly 'degree-days': DegreeDaysEntry;
  readonly 'class-list': ClassListEntry;
  readonly 'approved-project': ApprovedProject;
  readonly equipment: Equipment;
  readonly 'energy-manager': EnergyManagerPost;
  readonly 'audit-programme': ProgrammedAudit;
  readonly 'measure-progress': MeasureProgress;
  readonly 'verified-saving': VerifiedSaving;
  readonly 'saving-review': SavingReview;
  readonly 'area-target': AreaTarget;
  readonly 'class-settings': ClassSettings;
  readonly 'elimination-item': EliminationItem;
  readonly 'production-line': ProductionLine;
  readonly 'annual-report': AnnualReport;
}

/** Registers that only grow: of an enterprise, of an area, or of nobody in particular. */
export type RegisterName = keyof RegisterDocuments;
