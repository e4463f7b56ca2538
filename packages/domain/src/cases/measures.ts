import { DomainError } from '../errors.ts';

/** What an authority may do about a verified alert: branches, not a ladder. */
export const CASE_MEASURES = [
  /** 提醒函 */
  'reminder',
  /** 预警通知, asks for a 情况说明 */
  'explanation',
  /** 约谈 */
  'talk',
  /** 通报 */
  'circular',
  /** 督办 */
  'supervision',
  /** 能源审计 */
  'energy-audit',
  /** 节能监察, on paper or on site */
  'inspection',
  /** 节能监察建议书 */
  'inspection-advice',
  /** 限期整改通知书 */
  'rectification-order',
] as const;
export type CaseMeasure = (typeof CASE_MEASURES)[number];

/** What a rule allows, and what it is a breach of where it is one. */
export interface RuleMeasures {
  readonly measures: readonly CaseMeasure[];
  /**
   * What an order to rectify rests on; null where nothing is breached. Overuse of a budget is no
   * offence, so none of its rules has one.
   */
  readonly breach: 'mandatory-limit' | 'obsolete-equipment' | 'reporting' | 'metering' | null;
  /** Severity from which the breach is there: one month over a yearly limit is only a warning. */
  readonly breachSeverityMin: 1 | 2 | 3;
}

const BUDGET: RuleMeasures = {
  measures: [
    'reminder',
    'explanation',
    'talk',
    'circular',
    'energy-audit',
    'inspection',
    'inspection-advice',
  ],
  breach: null,
  breachSeverityMin: 3,
};
const LEAD: RuleMeasures = {
  ...BUDGET,
  measures: ['reminder', 'explanation', 'talk', 'inspection-advice'],
};
const SERIOUS: readonly CaseMeasure[] = CASE_MEASURES.filter(
  (each) => each !== 'rectification-order',
);

/**
 * Measures by rule (DOMAIN 4.2, 4.3). A rule that is not here allows what burdens nobody: reminder and
 * explanation.
 */
export const CASE_MEASURES_BY_RULE: Readonly<Record<string, RuleMeasures>> = {
  progress: BUDGET,
  exhausted: BUDGET,
  forecast: BUDGET,
  'remaining-budget': LEAD,
  trend: LEAD,
  'unit-product-limit': {
    measures: CASE_MEASURES,
    breach: 'mandatory-limit',
    breachSeverityMin: 2,
  },
  'benchmark-level': { ...BUDGET, measures: SERIOUS },
  'approved-project': { ...BUDGET, measures: SERIOUS },
  measure: {
    ...BUDGET,
    measures: ['reminder', 'explanation', 'talk', 'supervision', 'inspection-advice'],
  },
  // A breach of the law, but none of those that an order to rectify is for.
  'energy-manager': {
    ...BUDGET,
    measures: ['reminder', 'explanation', 'talk', 'supervision', 'inspection', 'inspection-advice'],
  },
  'obsolete-equipment': {
    measures: CASE_MEASURES,
    breach: 'obsolete-equipment',
    breachSeverityMin: 2,
  },
  'data-duty': {
    measures: [
      'reminder',
      'explanation',
      'talk',
      'supervision',
      'inspection',
      'inspection-advice',
      'rectification-order',
    ],
    breach: 'metering',
    breachSeverityMin: 1,
  },
  'duty-due': {
    measures: [
      'reminder',
      'explanation',
      'talk',
      'circular',
      'supervision',
      'inspection',
      'inspection-advice',
      'rectification-order',
    ],
    breach: 'reporting',
    breachSeverityMin: 2,
  },
  suspicion: { ...BUDGET, measures: ['explanation', 'inspection', 'inspection-advice'] },
};

const UNKNOWN_RULE: RuleMeasures = { ...BUDGET, measures: ['reminder', 'explanation'] };

/** An alert as far as it decides what may be done. */
export interface AlertGround {
  readonly rule: string;
  readonly severity: 1 | 2 | 3;
}

/** Measures that one alert permits. */
export function measuresOf({ rule, severity }: AlertGround): readonly CaseMeasure[] {
  const known = Object.hasOwn(CASE_MEASURES_BY_RULE, rule)
    ? CASE_MEASURES_BY_RULE[rule]
    : undefined;
  const { measures, breach, breachSeverityMin } = known ?? UNKNOWN_RULE;
  const isBreach = breach !== null && severity >= breachSeverityMin;
  return measures.filter((each) => each !== 'rectification-order' || isBreach);
}

/** Measures that a case permits: what any of its alerts does, in the order of {@link CASE_MEASURES}. */
export function permittedMeasures(alerts: readonly AlertGround[]): readonly CaseMeasure[] {
  const all = new Set(alerts.flatMap(measuresOf));
  return CASE_MEASURES.filter((each) => all.has(each));
}

/**
 * Refuses a measure that none of the alerts permits, and an order to rectify before the unit was heard.
 *
 * @throws DomainError MEASURE_NOT_PERMITTED
 */
export function assertPermitted(
  measure: CaseMeasure,
  alerts: readonly AlertGround[],
  facts: { readonly unitWasHeard: boolean },
): void {
  const permitted = permittedMeasures(alerts);
  if (!permitted.includes(measure)) {
    const rules = [...new Set(alerts.map(({ rule }) => rule))].join(', ');
    const message = `The rules of this case (${rules}) do not permit ${measure}.`;
    throw new DomainError('MEASURE_NOT_PERMITTED', message, { details: { permitted } });
  }
  if (measure === 'rectification-order' && !facts.unitWasHeard) {
    const message = 'The unit is heard (陈述申辩) before it is ordered to rectify.';
    throw new DomainError('MEASURE_NOT_PERMITTED', message, { details: { permitted } });
  }
}
