/** A measure of the plan that counts, as far as this page shows it. */
export interface Measure {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly status: string;
  readonly start: string;
  readonly end: string;
  readonly doneOn?: string;
  readonly responsible?: string;
  readonly expectedSavingTce?: number;
  readonly investmentCny?: number;
  readonly meters?: readonly string[];
  readonly milestones?: readonly Milestone[];
}

/** A dated step of a measure. */
export interface Milestone {
  readonly due: string;
  readonly title: string;
  readonly doneOn?: string;
}

/** The measures of a policy document; the api has checked their shape. */
export function measuresOf(document: Readonly<Record<string, unknown>> | null): readonly Measure[] {
  const list = document?.measures;
  return Array.isArray(list) ? (list as Measure[]) : [];
}

/** How a milestone stands on a day. */
export function milestoneState(milestone: Milestone, reported: readonly string[], today: string) {
  if (milestone.doneOn !== undefined || reported.includes(milestone.title)) return 'done' as const;
  return milestone.due < today ? ('late' as const) : ('due' as const);
}
