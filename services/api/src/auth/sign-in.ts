import { randomBytes } from 'node:crypto';
import {
  appendAudit,
  clearLoginAttempts,
  countLoginAttempt,
  findUserByName,
  insertSession,
  loginBlockedUntilMs,
  type UserWithPassword,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { tokenSha256 } from '../access/access.plugin.ts';
import { requestDetails } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Passwords } from './passwords.ts';
import type { SignInLog } from './sign-in-log.ts';

/** Failures of one account from one address that cost nothing: people mistype. */
const FREE_FAILURES = 4;
/** Failures from one address over all accounts that cost nothing: an office shares an address. */
const FREE_FAILURES_OF_ADDRESS = 40;
const BLOCK_MS_MAX = 15 * 60_000;
/** Row that counts an address over all accounts; no account can have this name. */
const ANY_ACCOUNT = '*';

/** How long the next try has to wait after this many failures, in milliseconds: doubling, capped. */
export function blockMsAfter(failureCount: number, freeFailures: number): number {
  if (failureCount <= freeFailures) return 0;
  return Math.min(1_000 * 2 ** Math.min(failureCount - freeFailures - 1, 30), BLOCK_MS_MAX);
}

/**
 * Checks a password, slowing down who fails: by account and address, and by address over all accounts.
 * Every attempt is counted before the password is looked at, so that attempts side by side cannot slip
 * through; a success forgets the failures. Answers what `verify` does: null for a wrong password, which
 * is the caller's to put on record.
 *
 * @throws DomainError LOGIN_THROTTLED
 */
export async function verifyThrottled<T>(
  {
    database,
    clock,
    signInLog,
  }: Pick<ApiDependencies, 'database' | 'clock'> & { readonly signInLog: SignInLog },
  attempt: { readonly username: string; readonly address: string },
  verify: () => Promise<T | null>,
): Promise<T | null> {
  const { username, address } = attempt;
  const { executor } = database;
  const atMs = clock();
  const keys = [username, ANY_ACCOUNT];
  const blocks = await Promise.all(keys.map((key) => loginBlockedUntilMs(executor, key, address)));
  const waitMs = Math.max(...blocks) - atMs;
  if (waitMs > 0) {
    signInLog.throttled();
    throw new DomainError('LOGIN_THROTTLED', 'Too many wrong passwords; wait and try again.', {
      details: { retryAfterSeconds: Math.ceil(waitMs / 1_000) },
    });
  }
  await countLoginAttempt(executor, { username, address, atMs }, (count) =>
    blockMsAfter(count, FREE_FAILURES),
  );
  await countLoginAttempt(executor, { username: ANY_ACCOUNT, address, atMs }, (count) =>
    blockMsAfter(count, FREE_FAILURES_OF_ADDRESS),
  );
  const found = await verify();
  if (found !== null) {
    for (const key of keys) await clearLoginAttempts(executor, key, address);
  }
  return found;
}

/** What a sign-in needs. */
export type SignInDependencies = Pick<ApiDependencies, 'database' | 'clock' | 'settings'> & {
  readonly passwords: Passwords;
  readonly signInLog: SignInLog;
};

/** One try to sign in. */
export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
}

/**
 * Signs in: the same message and the same time for an unknown name, a wrong password and a disabled
 * account. Either way it is on record before it is answered.
 *
 * @throws DomainError LOGIN_FAILED, LOGIN_THROTTLED
 */
export async function signIn(
  dependencies: SignInDependencies,
  attempt: SignInAttempt,
): Promise<{ readonly token: string; readonly user: UserWithPassword }> {
  const { database, passwords, clock, settings, signInLog } = dependencies;
  const { username, password, address, requestId } = attempt;
  let account: { readonly userId: string; readonly username: string } | null = null;
  const user = await verifyThrottled(dependencies, { username, address }, async () => {
    const found = await findUserByName(database.executor, username);
    account = found === null ? null : { userId: found.id, username: found.username };
    const fits = await passwords.verify(password, found?.passwordHash ?? null);
    return fits && found?.disabledAtMs === null ? found : null;
  });
  if (user === null) {
    await signInLog.refused({ action: 'session.refuse', account, address, requestId });
    throw new DomainError('LOGIN_FAILED', 'User name or password is not right.');
  }

  const atMs = clock();
  const token = randomBytes(32).toString('base64url');
  await database.transaction(async (tx) => {
    await insertSession(tx, {
      tokenSha256: tokenSha256(token),
      userId: user.id,
      atMs,
      expiresAtMs: atMs + settings.sessionLifetimeMs,
      address,
    });
    await appendAudit(tx, {
      atMs,
      actor: { userId: user.id, username: user.username },
      action: 'session.create',
      enterpriseId: null,
      subject: { type: 'user', id: user.id },
      details: requestDetails({ id: requestId, ip: address }, {}),
    });
  });
  return { token, user };
}
