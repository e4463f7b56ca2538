import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { caseFile } from './cases.ts';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

// Triggers refuse DELETE and TRUNCATE of both tables, every UPDATE of a transition, and of an alert
// every UPDATE of what it found: identity, evidence and versions are those of its opening.

/** One violation (预警, 告警): an enterprise, a rule, a target and a period, and never a second one. */
export const alert = pgTable(
  'alert',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    rule: text('rule').notNull(),
    /** Target, measure, meter or whatever else the rule looked at; null for the enterprise as such. */
    targetId: text('target_id'),
    /** First and last day of the period, in the enterprise's zone. */
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    severity: integer('severity').notNull(),
    condition: text('condition').notNull(),
    handling: text('handling').notNull(),
    /** Not for the enterprise's own people until a person found it true. */
    hidden: boolean('hidden').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** When the rules last found it otherwise than before. */
    judgedAt: instant('judged_at').notNull(),
    /** What the rules had before them when it was opened; later evidence is its transitions'. */
    evidence: jsonb('evidence').notNull(),
    ruleVersion: text('rule_version').notNull(),
    policyVersion: text('policy_version'),
    factorVersion: text('factor_version'),
    assigneeUserId: uuid('assignee_user_id'),
    assignee: text('assignee'),
    /** Stands in while the officer is away, and is told with the officer. */
    deputyUserId: uuid('deputy_user_id'),
    deputy: text('deputy'),
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => alert.id),
    caseId: uuid('case_id').references(() => caseFile.id),
    /** Number of its last transition. */
    lastNo: integer('last_no').notNull(),
  },
  (table) => [
    unique('alert_identity')
      .on(table.enterpriseId, table.rule, table.targetId, table.periodFrom)
      .nullsNotDistinct(),
    index('alert_opened').on(table.openedAt, table.id),
    index('alert_case').on(table.caseId),
    index('alert_firing').on(table.enterpriseId).where(sql`${table.condition} = 'firing'`),
    check('alert_severity', sql`${table.severity} between 1 and 3`),
    check('alert_condition', sql`${table.condition} in ('firing', 'resolved')`),
    check('alert_period', sql`${table.periodFrom} <= ${table.periodTo}`),
  ],
);

/** What happened to an alert, by the rules or by a person. */
export const alertTransition = pgTable(
  'alert_transition',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alert.id),
    no: integer('no').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    /** Null for the rules. */
    byUserId: uuid('by_user_id'),
    /** `rules` or a username. */
    by: text('by').notNull(),
    note: text('note').notNull(),
    /** As the alert stood afterwards. */
    severity: integer('severity').notNull(),
    condition: text('condition').notNull(),
    handling: text('handling').notNull(),
    /** Evidence, versions, who or what else the transition is about. */
    details: jsonb('details').notNull(),
    /** Row of the audit log that was written with it. */
    auditSequence: bigint('audit_sequence', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.alertId, table.no] }),
    index('alert_transition_at').on(table.at),
  ],
);
