import type { AccountedKind } from '../energy/factors.ts';
import type { LedgerMonth, LedgerSettings } from './ledger-month.ts';
import { addMonths, monthsBetween } from './months.ts';
import type { LedgerState } from './workflow.ts';

/** A month that is not judged, because its ledger or a kind of it is not in (待报). */
export interface AwaitingMonth {
  readonly month: string;
  /** Last day for it, `YYYY-MM-DD`, in the enterprise's zone. */
  readonly dueOn: string;
  readonly overdue: boolean;
  /** Kinds that are not in; empty where nobody knows yet which are owed. */
  readonly kinds: readonly AccountedKind[];
  /** Where the newest revision stands; null where there is none. */
  readonly state: LedgerState | null;
}

/** What is known of one month. */
export interface KnownMonth {
  readonly month: string;
  /** State of the newest revision. */
  readonly state: LedgerState;
  /** The figures that count; null while none do. */
  readonly counting: LedgerMonth | null;
}

/**
 * The day until whose end the ledger of a month is due.
 *
 * @example ledgerDueOn('2026-10', 10) // '2026-11-10'
 */
export function ledgerDueOn(month: string, dueDay: number): string {
  return `${addMonths(month, 1)}-${String(dueDay).padStart(2, '0')}`;
}

/**
 * The months whose ledger is awaited, oldest first: from the first one owed up to the last one that is
 * over. Owed are the kinds of the settings, or else those of the last month before it that counts.
 *
 * @param today in the enterprise's zone, `YYYY-MM-DD`
 */
export function awaitingMonths(
  known: readonly KnownMonth[],
  settings: LedgerSettings,
  today: string,
): AwaitingMonth[] {
  const byMonth = new Map(known.map((entry) => [entry.month, entry]));
  const first = settings.firstMonth ?? [...byMonth.keys()].sort()[0];
  if (first === undefined) return [];
  let owed: readonly AccountedKind[] = settings.kinds;
  return monthsBetween(first, addMonths(today.slice(0, 7), -1)).flatMap((month) => {
    const entry = byMonth.get(month);
    const present = entry?.counting?.lines.map((line) => line.kind) ?? null;
    const kinds =
      present === null ? owed : settings.kinds.filter((kind) => !present.includes(kind));
    if (present !== null && settings.kinds.length === 0) owed = present;
    if (present !== null && kinds.length === 0) return [];
    const dueOn = ledgerDueOn(month, settings.dueDay);
    return [{ month, dueOn, overdue: today > dueOn, kinds, state: entry?.state ?? null }];
  });
}
