import { and, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { loginAttempt, session, userAccount } from './schema/identity.ts';

/** A session's `last_seen_at` is written at most this often: one row a request would cost a write. */
const SEEN_GRANULARITY_MS = 30_000;

/** Starts a session; the token itself is only ever in the client's hands. */
export async function insertSession(
  executor: Executor,
  item: {
    /** SHA-256 (hex) of the token. */
    readonly tokenSha256: string;
    readonly userId: string;
    readonly atMs: number;
    /** The end whatever the person does. */
    readonly expiresAtMs: number;
    readonly address: string;
  },
): Promise<void> {
  await executor.insert(session).values({
    tokenSha256: item.tokenSha256,
    userId: item.userId,
    createdAt: item.atMs,
    lastSeenAt: item.atMs,
    expiresAt: item.expiresAtMs,
    address: item.address,
  });
}

/** Account of a session that is neither over nor idle for too long, or null; notes that it was seen. */
export async function touchSession(
  executor: Executor,
  tokenSha256: string,
  now: { readonly atMs: number; readonly idleMs: number },
): Promise<{ readonly userId: string; readonly expiresAtMs: number } | null> {
  const [row] = await executor
    .select()
    .from(session)
    .where(
      and(
        eq(session.tokenSha256, tokenSha256),
        gt(session.expiresAt, now.atMs),
        gt(session.lastSeenAt, now.atMs - now.idleMs),
      ),
    );
  if (row === undefined) return null;
  if (now.atMs - row.lastSeenAt > Math.min(SEEN_GRANULARITY_MS, now.idleMs / 4)) {
    await executor
      .update(session)
      .set({ lastSeenAt: now.atMs })
      .where(eq(session.tokenSha256, tokenSha256));
  }
  return { userId: row.userId, expiresAtMs: row.expiresAt };
}

/**
 * Which of these sessions are neither over nor idle for too long, of accounts that are not disabled.
 * Looking is no sign of use: it does not keep a session alive.
 */
export async function livingSessions(
  executor: Executor,
  tokenSha256s: readonly string[],
  now: { readonly atMs: number; readonly idleMs: number },
): Promise<Set<string>> {
  if (tokenSha256s.length === 0) return new Set();
  const rows = await executor
    .select({ tokenSha256: session.tokenSha256 })
    .from(session)
    .innerJoin(userAccount, eq(userAccount.id, session.userId))
    .where(
      and(
        inArray(session.tokenSha256, [...tokenSha256s]),
        gt(session.expiresAt, now.atMs),
        gt(session.lastSeenAt, now.atMs - now.idleMs),
        isNull(userAccount.disabledAt),
      ),
    );
  return new Set(rows.map(({ tokenSha256 }) => tokenSha256));
}

/** Ends a session; one that is over already changes nothing. */
export async function deleteSession(executor: Executor, tokenSha256: string): Promise<void> {
  await executor.delete(session).where(eq(session.tokenSha256, tokenSha256));
}

/** One session, for people: the token's hash stays in the table. */
export interface UserSession {
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
  readonly address: string;
  /** Whether it is the one that asks. */
  readonly isOwn: boolean;
}

/**
 * Sessions of an account that are neither over nor idle for too long, the last seen first.
 *
 * @param ownSha256 hash of the token of who asks
 */
export async function listUserSessions(
  executor: Executor,
  userId: string,
  now: { readonly atMs: number; readonly idleMs: number },
  ownSha256: string,
): Promise<UserSession[]> {
  return await executor
    .select({
      isOwn: sql<boolean>`${session.tokenSha256} = ${ownSha256}`,
      createdAtMs: session.createdAt,
      lastSeenAtMs: session.lastSeenAt,
      expiresAtMs: session.expiresAt,
      address: session.address,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, userId),
        gt(session.expiresAt, now.atMs),
        gt(session.lastSeenAt, now.atMs - now.idleMs),
      ),
    )
    .orderBy(desc(session.lastSeenAt));
}

/** Ends every session of an account, but for one that may be kept; returns how many ended. */
export async function deleteUserSessions(
  executor: Executor,
  userId: string,
  keepSha256: string | null = null,
): Promise<number> {
  const isOther = keepSha256 === null ? undefined : ne(session.tokenSha256, keepSha256);
  const gone = await executor
    .delete(session)
    .where(and(eq(session.userId, userId), isOther))
    .returning({ address: session.address });
  return gone.length;
}

/** Forgets sessions that are over and failed sign-ins older than a day. */
export async function deleteStale(
  executor: Executor,
  now: { readonly atMs: number; readonly idleMs: number },
): Promise<void> {
  await executor
    .delete(session)
    .where(or(lt(session.expiresAt, now.atMs), lt(session.lastSeenAt, now.atMs - now.idleMs)));
  await executor
    .delete(loginAttempt)
    .where(lt(loginAttempt.lastFailedAt, now.atMs - 24 * 3_600_000));
}

/** Until when an account may not be tried from an address, milliseconds since the epoch; 0 if it may. */
export async function loginBlockedUntilMs(
  executor: Executor,
  username: string,
  address: string,
): Promise<number> {
  const [row] = await executor
    .select({ blockedUntil: loginAttempt.blockedUntil })
    .from(loginAttempt)
    .where(
      and(eq(loginAttempt.username, username.toLowerCase()), eq(loginAttempt.address, address)),
    );
  return row?.blockedUntil ?? 0;
}

/**
 * Counts an attempt before the password is looked at, so that attempts side by side cannot slip
 * through, and blocks the pair for `blockMs(failures)`. Returns the number of failures with this one.
 */
export async function countLoginAttempt(
  executor: Executor,
  attempt: { readonly username: string; readonly address: string; readonly atMs: number },
  blockMs: (failureCount: number) => number,
): Promise<number> {
  const key = { username: attempt.username.toLowerCase(), address: attempt.address };
  const [row] = await executor
    .insert(loginAttempt)
    .values({
      ...key,
      failureCount: 1,
      lastFailedAt: attempt.atMs,
      blockedUntil: attempt.atMs + blockMs(1),
    })
    .onConflictDoUpdate({
      target: [loginAttempt.username, loginAttempt.address],
      set: {
        failureCount: sql`${loginAttempt.failureCount} + 1`,
        lastFailedAt: attempt.atMs,
      },
    })
    .returning({ failureCount: loginAttempt.failureCount });
  const failureCount = row?.failureCount ?? 1;
  if (failureCount > 1) {
    await executor
      .update(loginAttempt)
      .set({ blockedUntil: attempt.atMs + blockMs(failureCount) })
      .where(and(eq(loginAttempt.username, key.username), eq(loginAttempt.address, key.address)));
  }
  return failureCount;
}

/** Forgets the failures of an account at an address, after a success. */
export async function clearLoginAttempts(
  executor: Executor,
  username: string,
  address: string,
): Promise<void> {
  await executor
    .delete(loginAttempt)
    .where(
      and(eq(loginAttempt.username, username.toLowerCase()), eq(loginAttempt.address, address)),
    );
}
