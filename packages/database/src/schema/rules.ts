import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

/** What the state machine of the rules keeps of one alert, also while nobody has been told of it. */
export const alertState = pgTable(
  'alert_state',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    rule: text('rule').notNull(),
    targetId: text('target_id'),
    /** First day of the period; the identity of an alert, as in `alert`. */
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    /** `AlertState` of the domain. */
    state: jsonb('state').notNull(),
  },
  (table) => [
    unique('alert_state_identity')
      .on(table.enterpriseId, table.rule, table.targetId, table.periodFrom)
      .nullsNotDistinct(),
  ],
);

/** When each enterprise is to be judged next, whatever its readings do. */
export const ruleEvaluation = pgTable(
  'rule_evaluation',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    dueAt: instant('due_at').notNull(),
    /** Rises with every wish, so that one which comes while a judgement runs is not lost. */
    version: integer('version').notNull().default(1),
    /** Until then somebody is at it. */
    heldUntil: instant('held_until'),
    evaluatedAt: instant('evaluated_at'),
    /** Local day that the look of the day was for. */
    evaluatedOn: date('evaluated_on'),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId] }),
    index('rule_evaluation_due').on(table.dueAt),
  ],
);

/** Something was put on record that a judgement rests on; rows of it never wait for each other. */
export const ruleEvaluationWish = pgTable('rule_evaluation_wish', {
  no: bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** Null: every enterprise. */
  enterpriseId: text('enterprise_id'),
  at: instant('at').notNull().default(sql`now()`),
});
