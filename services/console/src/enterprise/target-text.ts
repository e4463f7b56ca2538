import { dayAfter } from '../history/history-query.ts';
import type { Say } from '../words/words.ts';
import type { StandingPeriod, StandingTarget } from './use-enterprise.ts';
import type { ENTERPRISE } from './words.ts';

/** Whether a target is about a ratio, such as energy per product: it has a page of its own. */
export function isRatio({ isRatio: ratio }: Pick<StandingTarget, 'isRatio'>): boolean {
  return ratio;
}

/** The period that runs; before and after the year the first or last one. */
export function currentPeriod(periods: readonly StandingPeriod[]): StandingPeriod | undefined {
  return (
    periods.find(({ state }) => state === 'running') ??
    periods.findLast(({ state }) => state === 'over') ??
    periods[0]
  );
}

/** The month that runs, `YYYY-MM`, with what its plan leaves; null where nothing is planned or known. */
export function leftOfMonth(
  { months }: Pick<StandingPeriod, 'months'>,
  today: string,
): { readonly month: string; readonly left: number } | null {
  const found = months.find(({ month }) => month === today.slice(0, 7));
  if (found === undefined || found.plan === null || found.actual === null) return null;
  return { month: found.month, left: found.plan - found.actual };
}

/** Who issued a target, when and by which document. */
export function issuedText(
  { issuer, documentNo, issuedOn }: Pick<StandingTarget, 'issuer' | 'documentNo' | 'issuedOn'>,
  say: Say<typeof ENTERPRISE>,
): string {
  const none = say('notStated');
  return say('issuedBy', {
    issuer: issuer ?? none,
    documentNo: documentNo ?? '',
    date: issuedOn ?? none,
  });
}

/** Last day of a month, `YYYY-MM-DD`. */
export function lastDayOf(month: string): string {
  for (let day = `${month}-28`; ; day = dayAfter(day)) {
    if (!dayAfter(day).startsWith(month)) return day;
  }
}

/** The last months up to and with the one of a day, newest first. */
export function recentMonths(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count }, (_none, index) => {
    const at = year * 12 + month - 1 - index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
