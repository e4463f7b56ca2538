import { randomBytes } from 'node:crypto';
import {
  clearLoginAttempts,
  countLoginAttempt,
  findUserByName,
  insertSession,
  loginBlockedUntilMs,
  type UserWithPassword,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { tokenSha256 } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Passwords } from './passwords.ts';

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
 * through; a success forgets the failures. Answers what `verify` does: null for a wrong password.
 *
 * @throws DomainError LOGIN_THROTTLED
 */
export async function verifyThrottled<T>(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
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

/**
 * Signs in: the same message and the same time for an unknown name, a wrong password and a disabled
 * account.
 *
 * @throws DomainError LOGIN_FAILED, LOGIN_THROTTLED
 */
export async function signIn(
  dependencies: Pick<ApiDependencies, 'database' | 'clock' | 'settings'>,
  passwords: Passwords,
  attempt: { readonly username: string; readonly password: string; readonly address: string },
): Promise<{ readonly token: string; readonly user: UserWithPassword }> {
  const { database, clock, settings } = dependencies;
  const { username, password, address } = attempt;
  const user = await verifyThrottled(dependencies, { username, address }, async () => {
    const found = await findUserByName(database.executor, username);
    const fits = await passwords.verify(password, found?.passwordHash ?? null);
    return fits && found?.disabledAtMs === null ? found : null;
  });
  if (user === null) {
    throw new DomainError('LOGIN_FAILED', 'User name or password is not right.');
  }

  const atMs = clock();
  const token = randomBytes(32).toString('base64url');
  await insertSession(database.executor, {
    tokenSha256: tokenSha256(token),
    userId: user.id,
    atMs,
    expiresAtMs: atMs + settings.sessionLifetimeMs,
    address,
  });
  return { token, user };
}
