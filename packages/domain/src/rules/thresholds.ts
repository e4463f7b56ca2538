/**
 * Every threshold of every rule with its default (DOMAIN 4.2; where that gives no figure, ours). Ratios
 * are shares (0.05 is 5 %). `clearRatio` is the hysteresis: a level is left only that share below it.
 * Each can be set in a policy.
 */
export const RULE_DEFAULTS = {
  progress: {
    enabled: true,
    severity1Ratio: 1,
    severity2Ratio: 1.05,
    severity3Ratio: 1.1,
    clearRatio: 0.01,
    previewMinDays: 7,
  },
  'remaining-budget': { enabled: true, clearRatio: 0.01, previewMinDays: 7, severity: 1 },
  exhausted: { enabled: true, clearRatio: 0.005, previewMinDays: 0, severity: 3 },
  /** The whole interval over the limit is `overSeverity`, its point alone `pointSeverity`. */
  forecast: {
    ...{ enabled: true, clearRatio: 0.01, previewMinDays: 7 },
    ...{ overSeverity: 2, pointSeverity: 1 },
  },
  'unit-product-limit': { enabled: true, clearRatio: 0.01, overSeverity: 3, monthSeverity: 1 },
  'benchmark-level': { enabled: true, clearRatio: 0.01, overSeverity: 2, monthSeverity: 1 },
  /** Two periods running are `repeatedSeverity`. */
  trend: { enabled: true, riseRatio: 0, clearRatio: 0.005, severity: 1, repeatedSeverity: 2 },
  'data-duty': {
    enabled: true,
    completenessMinRatio: 0.9,
    dayMonthGapMaxRatio: 0.05,
    silentWorkingDaysMax: 3,
    severity: 1,
  },
  /** A milestone that is overdue is `milestoneSeverity`, the measure itself `severity`. */
  measure: { enabled: true, milestoneSeverity: 1, severity: 2 },
  /** Due within the notice is `dueSeverity`, overdue `severity`. */
  'duty-due': { enabled: true, noticeDays: 15, dueSeverity: 1, severity: 2 },
  'approved-project': { enabled: true, clearRatio: 0.005, severity: 2 },
  'obsolete-equipment': { enabled: true, noticeDays: 90, severity: 2 },
  /** Post without anybody is 2; an appointment is to be filed within these days, then 2 as well. */
  'energy-manager': { enabled: true, filingDays: 30, severity: 2 },
  suspicion: { enabled: true, minScore: 0.7, clearScore: 0.6, severity: 1 },
} as const;

/** A rule's name, as in alerts and policies. */
export type RuleId = keyof typeof RULE_DEFAULTS;

/** All rules. */
export const RULES = Object.keys(RULE_DEFAULTS) as readonly RuleId[];

type Widened<T> = T extends boolean ? boolean : number;
/** Thresholds of one rule, all given. */
export type ThresholdsOf<R extends RuleId> = {
  readonly [K in keyof (typeof RULE_DEFAULTS)[R]]: Widened<(typeof RULE_DEFAULTS)[R][K]>;
};
/** Overrides of a policy: only what differs. */
export type PolicyThresholds = {
  readonly [R in RuleId]?:
    | { readonly [K in keyof ThresholdsOf<R>]?: ThresholdsOf<R>[K] | undefined }
    | undefined;
} & {
  readonly settling?:
    | { readonly [K in keyof SettlingThresholds]?: SettlingThresholds[K] | undefined }
    | undefined;
};

/** When figures are good enough to be judged; for all rules alike, each settable per policy. */
export const SETTLING_DEFAULTS = {
  /** Readings there of readings due, of every settled month. */
  completenessMinRatio: 0.9,
  /** Above this estimated share no severity 3. */
  estimatedMaxRatio: 0.5,
  /** How long worse figures last before an alert is opened or raised, by the clock and by the data. */
  raiseDwellMinutes: 0,
  /** How long better ones last before it is lowered or ends. */
  clearDwellMinutes: 60,
} as const;
/** Settling thresholds, all given. */
export type SettlingThresholds = { readonly [K in keyof typeof SETTLING_DEFAULTS]: number };

/** The thresholds that hold for an enterprise: its policy's where it sets them, else the defaults. */
export function thresholdsOf<R extends RuleId>(
  rule: R,
  overrides: PolicyThresholds | undefined,
): ThresholdsOf<R> {
  return { ...RULE_DEFAULTS[rule], ...given(overrides?.[rule]) } as ThresholdsOf<R>;
}

/** The settling thresholds that hold for an enterprise. */
export function settlingOf(overrides: PolicyThresholds | undefined): SettlingThresholds {
  return { ...SETTLING_DEFAULTS, ...given(overrides?.settling) };
}

/** A severity as a policy sets it, which is any number to the types. */
export function severityOf(value: number): 0 | 1 | 2 | 3 {
  if (value >= 3) return 3;
  if (value >= 2) return 2;
  return value >= 1 ? 1 : 0;
}

function given(own: Readonly<Record<string, number | boolean | undefined>> | undefined) {
  return Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined));
}
