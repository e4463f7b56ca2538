import type { AuditEntry } from '@hengneng/database';

import type { AuditTrail } from '../audit/audit-trail.ts';
import { PLATFORM_ACTOR } from '../audit/request-act.ts';

/** Refusals that are put on record one by one before they are only counted. */
const ROWS_AT_ONCE_MAX = 30;
/** After that one more for each of these: 14 400 rows a day at most, however many try. */
const ROW_EVERY_MS = 6_000;

/** A sign-in or password that was refused. */
export interface Refusal {
  readonly action: 'session.refuse' | 'password.refuse';
  /** The account, null where there is none with that name. */
  readonly account: { readonly userId: string; readonly username: string } | null;
  readonly address: string;
  readonly requestId: string;
}

/** Keeps refused sign-ins on record without letting anybody flood the log. */
export interface SignInLog {
  /** Puts a refusal on record, or counts it where too many come. */
  refused(refusal: Refusal): Promise<void>;
  /** Counts an attempt that was not even looked at. */
  throttled(): void;
  /** Puts the count of what has no row of its own on record, if there is any. */
  flush(): Promise<void>;
}

/**
 * The log over the audit trail. A name that is no account is not written down: people type passwords
 * there by mistake.
 */
export function createSignInLog(trail: AuditTrail, clock: () => number): SignInLog {
  let tokens = ROWS_AT_ONCE_MAX;
  let filledAtMs = clock();
  let counted = 0;

  const isRowLeft = (atMs: number): boolean => {
    const gained = Math.max(0, Math.floor((atMs - filledAtMs) / ROW_EVERY_MS));
    tokens = Math.min(ROWS_AT_ONCE_MAX, tokens + gained);
    filledAtMs += gained * ROW_EVERY_MS;
    return tokens > 0;
  };
  /** Records a row that also tells of those counted since the last; they stay counted if it fails. */
  const record = async (entry: AuditEntry) => {
    const told = counted;
    counted = 0;
    try {
      const details = { ...(entry.details as object), attemptsWithoutRow: told };
      await trail.record({ ...entry, details });
    } catch (error) {
      counted += told;
      throw error;
    }
  };

  return {
    refused: async ({ action, account, address, requestId }) => {
      const atMs = clock();
      if (!isRowLeft(atMs)) {
        counted += 1;
        return;
      }
      tokens -= 1;
      await record({
        atMs,
        actor: account ?? { userId: null, username: 'unknown' },
        action,
        enterpriseId: null,
        subject: { type: 'user', id: account?.userId ?? 'unknown' },
        details: { requestId, address },
      });
    },
    throttled: () => {
      counted += 1;
    },
    flush: async () => {
      if (counted === 0) return;
      await record({
        atMs: clock(),
        actor: PLATFORM_ACTOR,
        action: 'session.refuse',
        enterpriseId: null,
        subject: { type: 'user', id: '*' },
        details: {},
      });
    },
  };
}
