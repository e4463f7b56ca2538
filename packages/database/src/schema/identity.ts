import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

/** People and programs that sign in. Nothing is deleted: an account is disabled. */
export const userAccount = pgTable(
  'user_account',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    username: text('username').notNull(),
    name: text('name').notNull(),
    /** Argon2id, in PHC text form. */
    passwordHash: text('password_hash').notNull(),
    /** Set for generated passwords alone: one that a person chose is not asked for again. */
    mustChangePassword: boolean('must_change_password').notNull(),
    passwordChangedAt: instant('password_changed_at').notNull().default(sql`now()`),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('user_account_username_key').on(sql`lower(${table.username})`),
    check('user_account_username_shape', sql`${table.username} ~ '^[A-Za-z0-9_.@-]{1,64}$'`),
  ],
);

/** A role of a user and what it covers: everything, a region by code prefix, a park, an enterprise. */
export const userRole = pgTable(
  'user_role',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    role: text('role').notNull(),
    scopeType: text('scope_type').notNull(),
    /** Region code prefix, park code or enterprise id; empty for `all` and `engagement`. */
    scopeValue: text('scope_value').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.role, table.scopeType, table.scopeValue] }),
    check(
      'user_role_scope_type',
      sql`${table.scopeType} in ('all', 'region', 'park', 'enterprise', 'engagement')`,
    ),
    check(
      'user_role_scope_value',
      sql`(${table.scopeValue} = '') = (${table.scopeType} in ('all', 'engagement'))`,
    ),
  ],
);

/**
 * A commission of energy auditors (审计委托): some enterprises, a period of their data, until a date.
 * Its history is in `engagement_event`.
 */
export const engagement = pgTable(
  'engagement',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    title: text('title').notNull().default(''),
    /** Who commissioned it; the authority of the region, or the enterprise itself. */
    commissionerType: text('commissioner_type').notNull().default('authority'),
    /** Name of the authority, or id of the enterprise. */
    commissioner: text('commissioner').notNull().default(''),
    /** Number of the document or contract. */
    documentNo: text('document_no').notNull().default(''),
    /** First and last day of the data the auditors may see. */
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    /** From this instant on the engagement gives access to nothing. */
    expiresAt: instant('expires_at').notNull(),
    /** Frozen state: what was received and recorded by this instant; null for the state of today. */
    dataAsOf: instant('data_as_of'),
    state: text('state').notNull().default('active'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    check('engagement_period', sql`${table.periodFrom} <= ${table.periodTo}`),
    check('engagement_state', sql`${table.state} in ('active', 'closed', 'revoked')`),
    check('engagement_commissioner', sql`${table.commissionerType} in ('authority', 'enterprise')`),
  ],
);

/** Auditors of an engagement; somebody who was taken off it keeps the row, with its end. */
export const engagementAuditor = pgTable(
  'engagement_auditor',
  {
    engagementId: uuid('engagement_id')
      .notNull()
      .references(() => engagement.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.engagementId, table.userId] }),
    index('engagement_auditor_user').on(table.userId),
  ],
);

/** What happened to an engagement. Only grows. */
export const engagementEvent = pgTable(
  'engagement_event',
  {
    engagementId: uuid('engagement_id')
      .notNull()
      .references(() => engagement.id),
    no: integer('no').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    action: text('action').notNull(),
    reason: text('reason').notNull().default(''),
    details: jsonb('details').notNull(),
  },
  (table) => [primaryKey({ columns: [table.engagementId, table.no] })],
);

export const engagementEnterprise = pgTable(
  'engagement_enterprise',
  {
    engagementId: uuid('engagement_id').notNull(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
  },
  (table) => [
    primaryKey({ columns: [table.engagementId, table.enterpriseId] }),
    foreignKey({ columns: [table.engagementId], foreignColumns: [engagement.id] }),
  ],
);

/** A sign-in. The token itself is nowhere: only its SHA-256. */
export const session = pgTable(
  'session',
  {
    tokenSha256: text('token_sha256').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** The end whatever the person does; the idle end follows from `last_seen_at`. */
    expiresAt: instant('expires_at').notNull(),
    address: text('address').notNull(),
  },
  (table) => [
    index('session_user').on(table.userId),
    index('session_expires_at').on(table.expiresAt),
  ],
);

/** Failed sign-ins by account and address, for the back-off; a success removes the row. */
export const loginAttempt = pgTable(
  'login_attempt',
  {
    /** Lower case, as typed: also of accounts that do not exist, so that both look alike. */
    username: text('username').notNull(),
    address: text('address').notNull(),
    failureCount: integer('failure_count').notNull(),
    lastFailedAt: instant('last_failed_at').notNull(),
    blockedUntil: instant('blocked_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.username, table.address] }),
    index('login_attempt_last_failed_at').on(table.lastFailedAt),
  ],
);
