import { appendAudit, findUserByName, insertUser, type RoleGrant } from '@hengneng/database';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Name of the account of the first start. */
const ADMIN = 'admin';

const ADMIN_ROLES: readonly RoleGrant[] = [
  { role: 'admin', scope: { type: 'all' } },
  { role: 'security', scope: { type: 'all' } },
];

/** Where the password of the first start comes from; a generated one has to be changed. */
export type PasswordOrigin = 'operator' | 'generated';

/**
 * Makes the account `admin` with the roles `admin` and `security`, so that there is somebody to sign
 * in at all. Where the account exists nothing happens: its password is its owner's. Safe to call from
 * several processes at once.
 */
export async function ensureFirstAdmin(
  dependencies: Pick<ApiDependencies, 'database' | 'logger' | 'clock'>,
  passwords: Passwords,
  given: { readonly password: string; readonly origin: PasswordOrigin } | null,
): Promise<void> {
  const { database, logger, clock } = dependencies;
  if ((await findUserByName(database.executor, ADMIN)) !== null) return;
  if (given === null) {
    logger.warn('There is no account yet and no API_ADMIN_PASSWORD_FILE: nobody can sign in.');
    return;
  }
  const passwordHash = await passwords.hash(given.password);
  try {
    await database.transaction(async (tx) => {
      const id = await insertUser(tx, {
        username: ADMIN,
        name: 'Administrator',
        passwordHash,
        mustChangePassword: given.origin === 'generated',
        roles: ADMIN_ROLES,
      });
      await appendAudit(tx, {
        atMs: clock(),
        actor: PLATFORM_ACTOR,
        action: 'user.create',
        enterpriseId: null,
        subject: { type: 'user', id },
        details: { username: ADMIN, roles: ADMIN_ROLES, passwordOrigin: given.origin },
      });
    });
  } catch (error) {
    // Another process made it in between; its password counts.
    if ((await findUserByName(database.executor, ADMIN)) === null) throw error;
    return;
  }
  logger.info({ username: ADMIN }, 'First account created.');
}
