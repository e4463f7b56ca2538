import type { ApiClient, EnterpriseAccount } from '../api-client.ts';

/** What became of readings: parsed = stored + duplicate + conflict + rejected. */
export interface ReadingsAccount {
  readonly parsed: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly conflict: number;
  /** Refused readings by reason; only reasons that happened. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** The account of an enterprise and of all messages, as the platform keeps them by day. */
export interface PlatformAccount extends ReadingsAccount {
  /** Messages of all enterprises that are journalled and not processed. */
  readonly inFlightMessages: number;
}

const NOTHING: ReadingsAccount = { parsed: 0, stored: 0, duplicate: 0, conflict: 0, rejected: {} };

/** Sum of an enterprise's accounts over some days of receipt. */
export async function accountOf(
  api: ApiClient,
  enterpriseId: string,
  dates: readonly string[],
): Promise<PlatformAccount> {
  let sum = NOTHING;
  let inFlightMessages = 0;
  for (const date of dates) {
    const day = await api.accounting(date);
    inFlightMessages += day.messages?.inFlight ?? 0;
    const own = day.enterprises.find((account) => account.enterpriseId === enterpriseId);
    if (own !== undefined) sum = combine(sum, fromAnswer(own), 1);
  }
  return { ...sum, inFlightMessages };
}

/** What happened between two accounts. */
export function accountBetween(before: ReadingsAccount, after: ReadingsAccount): ReadingsAccount {
  return combine(after, before, -1);
}

/** All readings that were refused, whatever the reason. */
export function rejectedCount({ rejected }: ReadingsAccount): number {
  return Object.values(rejected).reduce((sum, count) => sum + count, 0);
}

/** True if what was parsed is stored, duplicate, in conflict or refused, and nothing else. */
export function isBalanced(account: ReadingsAccount): boolean {
  const { parsed, stored, duplicate, conflict } = account;
  return parsed === stored + duplicate + conflict + rejectedCount(account);
}

function fromAnswer(answer: EnterpriseAccount): ReadingsAccount {
  const { parsed, stored, duplicate, conflict, quarantined } = answer;
  return { parsed, stored, duplicate, conflict, rejected: quarantined };
}

function combine(a: ReadingsAccount, b: ReadingsAccount, sign: 1 | -1): ReadingsAccount {
  const reasons = new Set([...Object.keys(a.rejected), ...Object.keys(b.rejected)]);
  const rejected: Record<string, number> = {};
  for (const reason of reasons) {
    const count = (a.rejected[reason] ?? 0) + sign * (b.rejected[reason] ?? 0);
    if (count !== 0) rejected[reason] = count;
  }
  return {
    parsed: a.parsed + sign * b.parsed,
    stored: a.stored + sign * b.stored,
    duplicate: a.duplicate + sign * b.duplicate,
    conflict: a.conflict + sign * b.conflict,
    rejected,
  };
}
