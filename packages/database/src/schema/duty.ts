import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

/**
 * Declared faults and stops (停产检修). Only grows: of one id the last revision counts; a later one may
 * end it earlier or withdraw it, never widen it.
 */
export const declaredStop = pgTable(
  'declared_stop',
  {
    id: uuid('id').notNull(),
    revision: integer('revision').notNull(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    kind: text('kind').notNull(),
    from: instant('from').notNull(),
    /** First instant after it; null while it lasts. */
    to: instant('to'),
    /** Meters it silences; none: all of the enterprise. */
    meterIds: jsonb('meter_ids').notNull(),
    reason: text('reason').notNull(),
    withdrawn: boolean('withdrawn').notNull().default(false),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.revision] }),
    index('declared_stop_enterprise').on(table.enterpriseId, table.from),
    check('declared_stop_kind', sql`${table.kind} in ('fault', 'stop')`),
    check('declared_stop_order', sql`${table.from} < ${table.to}`),
  ],
);

/** How often a meter is due to be read, where an authority allowed something else. Only grows. */
export const reportingInterval = pgTable(
  'reporting_interval',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    /** Empty: every register of the enterprise. */
    meterId: text('meter_id').notNull(),
    revision: integer('revision').notNull(),
    intervalSeconds: integer('interval_seconds').notNull(),
    validFrom: date('valid_from').notNull(),
    documentNo: text('document_no').notNull(),
    reason: text('reason').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.meterId, table.revision] }),
    check('reporting_interval_seconds', sql`${table.intervalSeconds} > 0`),
  ],
);

/** Local days that readings were written to since they were counted. */
export const dataDutyTouch = pgTable(
  'data_duty_touch',
  {
    enterpriseId: text('enterprise_id').notNull(),
    date: date('date').notNull(),
    /** Rises with every write; who counted removes the row only if it has not risen since. */
    version: integer('version').notNull(),
    since: instant('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.enterpriseId, table.date] })],
);

/** One day of one enterprise: what was counted and what it came to. Follows from other facts. */
export const dataDutyDay = pgTable(
  'data_duty_day',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    date: date('date').notNull(),
    timeZone: text('time_zone').notNull(),
    /** Readings by meter; meters without any are absent. */
    counts: jsonb('counts').notNull(),
    /** How they came in; null until the day is closed. */
    arrivals: jsonb('arrivals'),
    expectedCount: integer('expected_count').notNull(),
    receivedCount: integer('received_count').notNull(),
    declaredCount: integer('declared_count').notNull(),
    verdicts: jsonb('verdicts').notNull(),
    silences: jsonb('silences').notNull(),
    result: text('result').notNull(),
    countedAt: instant('counted_at').notNull(),
    judgedAt: instant('judged_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.date] }),
    index('data_duty_day_date').on(table.date),
    check(
      'data_duty_day_result',
      sql`${table.result} in ('met', 'not-met', 'exempt', 'not-judged')`,
    ),
  ],
);

/** How far an enterprise's days are counted, and when to look again. */
export const dataDutyState = pgTable(
  'data_duty_state',
  {
    enterpriseId: text('enterprise_id')
      .primaryKey()
      .references(() => enterprise.id),
    /** Every day up to this one is counted. */
    through: date('through').notNull(),
    dueAt: instant('due_at').notNull(),
    /** First day to be judged again, after a declaration or another interval. */
    rejudgeFrom: date('rejudge_from'),
    /** Rises with every request to judge again; see the version of a touch. */
    rejudgeVersion: integer('rejudge_version').notNull().default(0),
  },
  (table) => [index('data_duty_state_due').on(table.dueAt)],
);
