/** A target of a signed policy, as far as these pages read it. */
export interface TargetInForce {
  readonly id: string;
  readonly title?: string;
  readonly metric: string;
  readonly basis?: 'calorific' | 'primary';
  readonly account?: 'comprehensive' | 'statistical' | 'assessed';
  readonly energyKind?: string;
  readonly unit?: string;
  readonly product?: string;
  readonly period: 'month' | 'quarter' | 'year';
  readonly limit?: number;
  readonly issuer?: string;
  readonly documentNo?: string;
  readonly monthlyPlan?: readonly number[];
}

/** A measure of the enterprise's own plan, as far as these pages read it. */
export interface MeasureInForce {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly status: string;
  readonly start: string;
  readonly end: string;
  readonly responsible?: string;
  readonly expectedSavingTce?: number;
  readonly milestones?: readonly { due: string; title: string; doneOn?: string }[];
}

/** Targets of a policy document as the api answers it; it has checked their shape. */
export function targetsOf(document: Record<string, unknown> | null): readonly TargetInForce[] {
  return listOf<TargetInForce>(document, 'targets');
}

/** Measures of a policy document. */
export function measuresOf(document: Record<string, unknown> | null): readonly MeasureInForce[] {
  return listOf<MeasureInForce>(document, 'measures');
}

/** The yearly budget in standard coal, or the first monthly one; null where none is signed. */
export function budgetOf(targets: readonly TargetInForce[]): TargetInForce | null {
  const coal = targets.filter(({ metric, limit }) => metric === 'tce' && limit !== undefined);
  return coal.find(({ period }) => period === 'year') ?? coal[0] ?? null;
}

/** What a budget plans for a month (1 to 12) and for the year; null where it has no such figure. */
export function planOf(
  budget: TargetInForce,
  month: number,
): { readonly month: number | null; readonly year: number | null } {
  const { period, limit, monthlyPlan } = budget;
  if (period === 'month') return { month: limit ?? null, year: null };
  return {
    month: period === 'year' ? (monthlyPlan?.[month - 1] ?? null) : null,
    year: period === 'year' ? (limit ?? null) : null,
  };
}

/** Milestones that are not reported done and due until a day, the first due first. */
export function milestonesDue(
  measures: readonly MeasureInForce[],
  reported: ReadonlyMap<string, readonly string[]>,
  until: string,
): { readonly measure: MeasureInForce; readonly title: string; readonly due: string }[] {
  return measures
    .filter(({ status }) => status === 'planned' || status === 'running')
    .flatMap((measure) =>
      (measure.milestones ?? [])
        .filter(({ doneOn, due }) => doneOn === undefined && due <= until)
        .filter(({ title }) => !(reported.get(measure.id) ?? []).includes(title))
        .map(({ title, due }) => ({ measure, title, due })),
    )
    .sort((left, right) => (left.due < right.due ? -1 : 1));
}

function listOf<T>(document: Record<string, unknown> | null, name: string): readonly T[] {
  const list = document?.[name];
  return Array.isArray(list) ? (list as T[]) : [];
}
