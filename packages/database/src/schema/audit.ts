import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Audit log (操作日志): who did what, hash-chained. It only grows: triggers refuse every UPDATE,
 * DELETE and TRUNCATE, of the owner too. No foreign keys: what was done outlives what it was done to.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    /** 1, 2, 3 … without gaps: taken from the row before, never from a sequence. */
    sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    actorUserId: uuid('actor_user_id'),
    actorUsername: text('actor_username').notNull(),
    action: text('action').notNull(),
    enterpriseId: text('enterprise_id'),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    details: jsonb('details').notNull(),
    previousSha256: text('previous_sha256').notNull(),
    /** SHA-256 (hex) of the canonical JSON of all other columns. */
    sha256: text('sha256').notNull(),
  },
  (table) => [
    index('audit_log_at').on(table.at),
    index('audit_log_actor').on(table.actorUsername, table.sequence),
    index('audit_log_action').on(table.action, table.sequence),
    index('audit_log_enterprise').on(table.enterpriseId, table.sequence),
    index('audit_log_subject').on(table.subjectType, table.subjectId, table.sequence),
    check('audit_log_sequence', sql`${table.sequence} > 0`),
    check('audit_log_action', sql`${table.action} ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'`),
  ],
);
