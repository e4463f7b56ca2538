import { findUserByName, insertUser } from '@hengneng/database';

import type { Passwords } from '../auth/passwords.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Name of the account of the first start. */
const ADMIN = 'admin';

/** Where the password of the first start comes from; a generated one has to be changed. */
export type PasswordOrigin = 'operator' | 'generated';

/**
 * Makes the account `admin` with the roles `admin` and `security`, so that there is somebody to sign
 * in at all. Where the account exists nothing happens: its password is its owner's. Safe to call from
 * several processes at once.
 */
export async function ensureFirstAdmin(
  dependencies: Pick<ApiDependencies, 'database' | 'logger'>,
  passwords: Passwords,
  given: { readonly password: string; readonly origin: PasswordOrigin } | null,
): Promise<void> {
  const { database, logger } = dependencies;
  if ((await findUserByName(database.executor, ADMIN)) !== null) return;
  if (given === null) {
    logger.warn('There is no account yet and no API_ADMIN_PASSWORD_FILE: nobody can sign in.');
    return;
  }
  const passwordHash = await passwords.hash(given.password);
  try {
    await database.transaction((tx) =>
      insertUser(tx, {
        username: ADMIN,
        name: 'Administrator',
        passwordHash,
        mustChangePassword: given.origin === 'generated',
        roles: [
          { role: 'admin', scope: { type: 'all' } },
          { role: 'security', scope: { type: 'all' } },
        ],
      }),
    );
  } catch (error) {
    // Another process made it in between; its password counts.
    if ((await findUserByName(database.executor, ADMIN)) === null) throw error;
    return;
  }
  logger.info({ username: ADMIN }, 'First account created.');
}
