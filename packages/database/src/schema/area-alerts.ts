import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

// Alerts of areas have tables of their own: nothing that asks for an enterprise's alerts can come upon
// one, and an enterprise is never null in an alert. Triggers guard them as they guard `alert`.

/**
 * The months that are over of an enterprise as its last look of the day had them, for whoever adds up an
 * area: a copy that is replaced, never a record. A trigger asks for its areas to be judged when it changes.
 */
export const enterpriseMonths = pgTable('enterprise_months', {
  enterpriseId: text('enterprise_id')
    .primaryKey()
    .references(() => enterprise.id),
  /** `MemberMonth[]` of the domain. */
  months: jsonb('months').notNull(),
  /** The month that runs, `MemberMonth`: it moves on every day, and asks for nothing. */
  running: jsonb('running'),
  /** Energy per unit of lines and products this year, `MemberRatio[]`. */
  ratios: jsonb('ratios').notNull(),
  /** How far the data reach. */
  throughAt: instant('through_at').notNull(),
  factorSet: text('factor_set').notNull(),
});

/** A missed target of a region or park: one area, rule, target and period, and never a second one. */
export const areaAlert = pgTable(
  'area_alert',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    areaType: text('area_type').notNull(),
    areaCode: text('area_code').notNull(),
    rule: text('rule').notNull(),
    /** Key of the target in the register. */
    targetId: text('target_id').notNull(),
    /** First and last day of the period. */
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    severity: integer('severity').notNull(),
    condition: text('condition').notNull(),
    handling: text('handling').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** When the rules last found it otherwise than before. */
    judgedAt: instant('judged_at').notNull(),
    /** What the rules had before them when it was opened; later evidence is its transitions'. */
    evidence: jsonb('evidence').notNull(),
    ruleVersion: text('rule_version').notNull(),
    /** Number of its last transition. */
    lastNo: integer('last_no').notNull(),
  },
  (table) => [
    unique('area_alert_identity').on(
      table.areaType,
      table.areaCode,
      table.rule,
      table.targetId,
      table.periodFrom,
    ),
    index('area_alert_opened').on(table.openedAt, table.id),
    check('area_alert_area', sql`${table.areaType} in ('region', 'park')`),
    check('area_alert_severity', sql`${table.severity} between 1 and 3`),
    check('area_alert_condition', sql`${table.condition} in ('firing', 'resolved')`),
    check('area_alert_handling', sql`${table.handling} in ('new', 'acknowledged', 'closed')`),
  ],
);

/** What happened to an alert of an area, by the rules or by a person. */
export const areaAlertTransition = pgTable(
  'area_alert_transition',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => areaAlert.id),
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
    details: jsonb('details').notNull(),
    /** Row of the audit log that was written with it. */
    auditSequence: bigint('audit_sequence', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId, table.no] })],
);

/** What the state machine of the rules keeps of one alert of an area. */
export const areaAlertState = pgTable(
  'area_alert_state',
  {
    areaType: text('area_type').notNull(),
    areaCode: text('area_code').notNull(),
    rule: text('rule').notNull(),
    targetId: text('target_id').notNull(),
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    /** `AlertState` of the domain. */
    state: jsonb('state').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.areaType, table.areaCode, table.rule, table.targetId, table.periodFrom],
    }),
  ],
);

/** When each area that has ever had a target is to be judged next. */
export const areaEvaluation = pgTable(
  'area_evaluation',
  {
    areaType: text('area_type').notNull(),
    areaCode: text('area_code').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Rises with every wish, so that one which comes while a judgement runs is not lost. */
    version: integer('version').notNull().default(1),
    /** Until then somebody is at it. */
    heldUntil: instant('held_until'),
    evaluatedAt: instant('evaluated_at'),
  },
  (table) => [primaryKey({ columns: [table.areaType, table.areaCode] })],
);

/** Something changed that an area is judged by; rows of it never wait for each other. */
export const areaEvaluationWish = pgTable('area_evaluation_wish', {
  no: bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** The areas of this enterprise; with both null, every area. */
  enterpriseId: text('enterprise_id'),
  areaType: text('area_type'),
  areaCode: text('area_code'),
});
