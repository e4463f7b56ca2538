import type { Role } from '@hengneng/domain';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { grantEngagements, grantedEngagements, reviseEngagements } from './engagement-grants.ts';
import { notFound, type Page, pageOf, withMeanings } from './failures.ts';
import { session, userAccount, userRole } from './schema/identity.ts';

/** What a role covers. */
export type RoleScope =
  | { readonly type: 'all' }
  | { readonly type: 'region'; readonly code: string }
  | { readonly type: 'park'; readonly code: string }
  | { readonly type: 'enterprise'; readonly id: string }
  | {
      readonly type: 'engagement';
      /** Id of the engagement; absent in a grant that is to be made. */
      readonly id?: string | undefined;
      readonly title?: string | undefined;
      /** What was received and recorded by this instant is what the auditor sees; absent: all. */
      readonly dataAsOfMs?: number | undefined;
      readonly enterpriseIds: readonly string[];
      /** First and last day of the data, `YYYY-MM-DD`. */
      readonly periodFrom: string;
      readonly periodTo: string;
      readonly expiresAtMs: number;
    };

/** A role with what it covers. */
export interface RoleGrant {
  readonly role: Role;
  readonly scope: RoleScope;
}

/** A person or program that signs in, without its password. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly disabledAtMs: number | null;
  readonly createdAtMs: number;
  readonly roles: readonly RoleGrant[];
}

/** A user with the Argon2id hash (PHC text) of the password; for signing in alone. */
export interface UserWithPassword extends User {
  readonly passwordHash: string;
}

/** Finds an account by name, whatever its case; null where there is none. */
export async function findUserByName(
  executor: Executor,
  username: string,
): Promise<UserWithPassword | null> {
  const rows = await executor
    .select()
    .from(userAccount)
    .where(eq(sql`lower(${userAccount.username})`, username.toLowerCase()));
  return (await withRoles(executor, rows))[0] ?? null;
}

/** Accounts by their names, whatever their case; names without an account are left out. */
export async function findUsersByNames(
  executor: Executor,
  usernames: readonly string[],
): Promise<User[]> {
  if (usernames.length === 0) return [];
  const wanted = usernames.map((each) => each.toLowerCase());
  const rows = await executor
    .select()
    .from(userAccount)
    .where(inArray(sql`lower(${userAccount.username})`, wanted));
  return await withRoles(executor, rows);
}

/** The account with this id, or NOT_FOUND. */
export async function getUser(executor: Executor, id: string): Promise<UserWithPassword> {
  const rows = await executor.select().from(userAccount).where(eq(userAccount.id, id));
  const [user] = await withRoles(executor, rows);
  if (user === undefined) throw notFound('user');
  return user;
}

/** All accounts by id, a page at a time. */
export async function listUsers(
  executor: Executor,
  query: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<UserWithPassword>> {
  const rows = await executor
    .select()
    .from(userAccount)
    .where(query.after === undefined ? undefined : gt(userAccount.id, query.after))
    .orderBy(asc(userAccount.id))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => row.id);
  return { ...page, items: await withRoles(executor, page.items) };
}

/** Active inspectors whose region holds an enterprise, by name. */
export async function listOfficers(
  executor: Executor,
  regionCode: string,
): Promise<{ readonly username: string; readonly name: string }[]> {
  return await executor
    .selectDistinct({ username: userAccount.username, name: userAccount.name })
    .from(userAccount)
    .innerJoin(userRole, eq(userRole.userId, userAccount.id))
    .where(
      and(
        isNull(userAccount.disabledAt),
        eq(userRole.role, 'inspector'),
        eq(userRole.scopeType, 'region'),
        sql`starts_with(${regionCode}, ${userRole.scopeValue})`,
      ),
    )
    .orderBy(asc(userAccount.username));
}

/** Adds an account with its roles and returns its id; USER_EXISTS when the name is taken. */
export async function insertUser(
  tx: Executor,
  item: {
    readonly username: string;
    readonly name: string;
    readonly passwordHash: string;
    readonly mustChangePassword: boolean;
    readonly roles: readonly RoleGrant[];
  },
): Promise<string> {
  const { roles, ...columns } = item;
  const [row] = await withMeanings(
    { user_account_username_key: ['USER_EXISTS', 'An account with this name exists.'] },
    () => tx.insert(userAccount).values(columns).returning({ id: userAccount.id }),
  );
  if (row === undefined) throw new Error('PostgreSQL returned no row for a new account.');
  await insertRoles(tx, row.id, roles);
  await grantEngagements(tx, row.id, roles);
  return row.id;
}

/**
 * Changes an account. A disabled account, other roles and another password end every session of the
 * account in the same transaction; `keepSessionSha256` spares the one that changed its own password.
 */
export async function updateUser(
  tx: Executor,
  id: string,
  change: {
    readonly name?: string | undefined;
    readonly disabledAtMs?: number | null | undefined;
    readonly roles?: readonly RoleGrant[] | undefined;
    readonly password?:
      | { readonly hash: string; readonly mustChange: boolean; readonly changedAtMs: number }
      | undefined;
    readonly keepSessionSha256?: string | undefined;
  },
): Promise<void> {
  const [row] = await tx
    .select({ id: userAccount.id })
    .from(userAccount)
    .where(eq(userAccount.id, id))
    .for('update');
  if (row === undefined) throw notFound('user');
  const columns = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.disabledAtMs === undefined ? {} : { disabledAt: change.disabledAtMs }),
    ...(change.password === undefined
      ? {}
      : {
          passwordHash: change.password.hash,
          mustChangePassword: change.password.mustChange,
          passwordChangedAt: change.password.changedAtMs,
        }),
  };
  if (Object.keys(columns).length > 0) {
    await tx.update(userAccount).set(columns).where(eq(userAccount.id, id));
  }
  if (change.roles !== undefined) {
    await tx.delete(userRole).where(eq(userRole.userId, id));
    await insertRoles(tx, id, change.roles);
    await reviseEngagements(tx, id, change.roles);
  }
  const harmless =
    change.roles === undefined &&
    change.password === undefined &&
    change.disabledAtMs === undefined;
  if (harmless) return;
  const spared = change.keepSessionSha256 ?? '';
  await tx
    .delete(session)
    .where(and(eq(session.userId, id), sql`${session.tokenSha256} <> ${spared}`));
}

/** Any fixed number will do; it must only be nobody else's. */
const USER_MANAGEMENT_LOCK = 7_204_313;

/**
 * Lets one change of accounts through at a time, until the transaction ends: what is checked over all
 * accounts, such as that somebody can still manage them, must hold when two people change them at once.
 */
export async function lockUserManagement(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${USER_MANAGEMENT_LOCK})`);
}

/** How many accounts that are not disabled hold a role; the last one must not lock everybody out. */
export async function countActiveHolders(executor: Executor, role: Role): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(distinct ${userAccount.id})::int` })
    .from(userAccount)
    .innerJoin(userRole, eq(userRole.userId, userAccount.id))
    .where(and(eq(userRole.role, role), sql`${userAccount.disabledAt} is null`));
  return row?.count ?? 0;
}

async function insertRoles(
  tx: Executor,
  userId: string,
  roles: readonly RoleGrant[],
): Promise<void> {
  const rows = roles.map(({ role, scope }) => ({
    userId,
    role,
    scopeType: scope.type,
    scopeValue: scopeValueOf(scope),
  }));
  if (rows.length > 0) await tx.insert(userRole).values(rows).onConflictDoNothing();
}

/** What an auditor without an engagement may see: nothing, and that has ended already. */
const NO_ENGAGEMENT: RoleScope = {
  type: 'engagement',
  enterpriseIds: [],
  periodFrom: '2000-01-01',
  periodTo: '2000-01-01',
  expiresAtMs: 0,
};

function scopeValueOf(scope: RoleScope): string {
  if (scope.type === 'region' || scope.type === 'park') return scope.code;
  return scope.type === 'enterprise' ? scope.id : '';
}

async function withRoles(
  executor: Executor,
  rows: readonly (typeof userAccount.$inferSelect)[],
): Promise<UserWithPassword[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const roles = await executor.select().from(userRole).where(inArray(userRole.userId, ids));
  const engagements = roles.some((row) => row.scopeType === 'engagement')
    ? await grantedEngagements(executor, ids)
    : [];
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    name: row.name,
    mustChangePassword: row.mustChangePassword,
    disabledAtMs: row.disabledAt,
    createdAtMs: row.createdAt,
    passwordHash: row.passwordHash,
    roles: roles
      .filter((role) => role.userId === row.id)
      .flatMap((role) => {
        const held = role.role as Role;
        if (role.scopeType !== 'engagement') return [{ role: held, scope: plainScopeOf(role) }];
        const scopes = engagements.filter((item) => item.userId === row.id);
        if (scopes.length === 0) return [{ role: held, scope: NO_ENGAGEMENT }];
        return scopes.map(({ scope }) => ({ role: held, scope }));
      }),
  }));
}

function plainScopeOf(row: { scopeType: string; scopeValue: string }): RoleScope {
  if (row.scopeType === 'region') return { type: 'region', code: row.scopeValue };
  if (row.scopeType === 'park') return { type: 'park', code: row.scopeValue };
  if (row.scopeType === 'enterprise') return { type: 'enterprise', id: row.scopeValue };
  return { type: 'all' };
}
