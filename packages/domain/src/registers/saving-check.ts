import type { VerifiedSaving } from './register-documents.ts';

/** Figures of savings are typed with few decimals; a larger difference is a wrong sum. */
const SUM_TOLERANCE_TCE = 0.01;

/** Baseline with what production, weather and the rest make of it in the reporting period, tce. */
export function adjustedBaselineTce(
  saving: Pick<VerifiedSaving, 'baselineTce' | 'adjustments'>,
): number {
  return saving.adjustments.reduce((sum, { tce }) => sum + tce, saving.baselineTce);
}

/** A field of a saving that does not go with the others. */
export interface SavingProblem {
  readonly field: keyof VerifiedSaving;
  readonly message: string;
}

/** What is wrong with a saving that is to be recorded; nothing for one that adds up. */
export function checkSaving(saving: VerifiedSaving): SavingProblem[] {
  const problems: SavingProblem[] = [];
  const expectedTce = adjustedBaselineTce(saving) - saving.reportingTce;
  if (Math.abs(expectedTce - saving.savingTce) > SUM_TOLERANCE_TCE) {
    const rounded = Math.round(expectedTce * 100) / 100;
    const message = `The adjusted baseline less the reporting period is ${rounded} tce.`;
    problems.push({ field: 'savingTce', message });
  }
  if (saving.baselineFrom > saving.baselineTo) {
    problems.push({ field: 'baselineTo', message: 'The baseline period ends before it begins.' });
  }
  if (saving.reportingFrom > saving.reportingTo) {
    problems.push({ field: 'reportingTo', message: 'The reporting period ends before it begins.' });
  }
  if (saving.baselineTo >= saving.reportingFrom) {
    const message = 'The reporting period begins after the baseline period.';
    problems.push({ field: 'reportingFrom', message });
  }
  return problems;
}

/**
 * Whether a saving is more than its uncertainty: below that it is not shown to be one. A saving that
 * equals its uncertainty is not significant.
 */
export function isSignificantSaving(
  saving: Pick<VerifiedSaving, 'savingTce' | 'uncertaintyTce'>,
): boolean {
  return saving.savingTce > saving.uncertaintyTce;
}
