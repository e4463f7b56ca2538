import type { OutcomeCount } from '@hengneng/contracts';
import type { QuarantineReason } from '@hengneng/domain';

/** Counts of one enterprise and day. */
export interface AccountSums {
  messages: number;
  parsed: number;
  stored: number;
  duplicate: number;
  conflict: number;
  quarantined: Partial<Record<QuarantineReason, number>>;
}

/** Whose counts they are. */
export interface CountKey {
  /** Day of receipt in the enterprise's zone, `YYYY-MM-DD`. */
  readonly date: string;
  readonly enterpriseId: string;
}

const COUNTS = ['messages', 'parsed', 'stored', 'duplicate', 'conflict'] as const;

/** One text per key, for maps. */
export function keyOf(key: CountKey): string {
  return `${key.date}|${key.enterpriseId}`;
}

/** Adds counts, or with `sign` −1 takes them away, in place. */
export function addCounts(
  sums: Map<string, AccountSums & CountKey>,
  counts: readonly OutcomeCount[],
  sign: 1 | -1,
): void {
  for (const count of counts) {
    const { date, enterpriseId } = count;
    const key = keyOf(count);
    const sum = sums.get(key) ?? { date, enterpriseId, ...emptySums() };
    sums.set(key, sum);
    addTo(sum, count, sign);
  }
}

/** Adds what is there already to the changes of the same key, in place: changes become totals. */
export function sumsByKey(
  changes: readonly (AccountSums & CountKey)[],
  existing: readonly (AccountSums & CountKey)[],
): void {
  const byKey = new Map(existing.map((row) => [keyOf(row), row]));
  for (const change of changes) {
    const row = byKey.get(keyOf(change));
    if (row !== undefined) addTo(change, row, 1);
    for (const [reason, count] of Object.entries(change.quarantined)) {
      if (count === 0) delete change.quarantined[reason as QuarantineReason];
    }
  }
}

/** True when the counts of readings add up: parsed = stored + duplicate + conflict + quarantined. */
export function isBalanced(sums: AccountSums): boolean {
  const quarantined = Object.values(sums.quarantined).reduce((sum, count) => sum + count, 0);
  return sums.parsed === sums.stored + sums.duplicate + sums.conflict + quarantined;
}

function emptySums(): AccountSums {
  return { messages: 0, parsed: 0, stored: 0, duplicate: 0, conflict: 0, quarantined: {} };
}

function addTo(sum: AccountSums, other: Omit<AccountSums, never>, sign: 1 | -1): void {
  for (const name of COUNTS) sum[name] += sign * other[name];
  for (const [reason, count] of Object.entries(other.quarantined)) {
    const name = reason as QuarantineReason;
    sum.quarantined[name] = (sum.quarantined[name] ?? 0) + sign * count;
  }
}
