import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
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

// All but `ledger_draft` only grow: triggers refuse every change of a row.

const monthShape = (column: unknown) => sql`${column} ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'`;

/** What an authority sets for an enterprise's ledger; the highest revision is in force. */
export const ledgerSetting = pgTable(
  'ledger_setting',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    revision: integer('revision').notNull(),
    document: jsonb('document').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.enterpriseId, table.revision] })],
);

/**
 * What somebody is still filling in: a working paper, no fact. It closes when it is submitted, and
 * opens again for a new revision; its version goes on rising.
 */
export const ledgerDraft = pgTable(
  'ledger_draft',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    month: text('month').notNull(),
    version: integer('version').notNull(),
    open: boolean('open').notNull(),
    /** Where its figures came in by, as of its last save. */
    source: text('source').notNull().default('form'),
    document: jsonb('document').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.month] }),
    check('ledger_draft_month', monthShape(table.month)),
  ],
);

/** A month as it was submitted (能源台账); a change is a further revision. */
export const ledgerRevision = pgTable(
  'ledger_revision',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    month: text('month').notNull(),
    revision: integer('revision').notNull(),
    document: jsonb('document').notNull(),
    /** Where the figures came in by: the form, the Excel template, a table of earlier years. */
    source: text('source').notNull(),
    /** Why it was changed; empty for the first. */
    reason: text('reason').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.month, table.revision] }),
    index('ledger_revision_recorded_at').on(table.recordedAt),
    check('ledger_revision_month', monthShape(table.month)),
    check('ledger_revision_source', sql`${table.source} in ('form', 'template', 'import')`),
    check('ledger_revision_reason', sql`${table.revision} = 1 or ${table.reason} <> ''`),
  ],
);

/** What was done to a revision; the state after the last step is its state. */
export const ledgerStep = pgTable(
  'ledger_step',
  {
    enterpriseId: text('enterprise_id').notNull(),
    month: text('month').notNull(),
    revision: integer('revision').notNull(),
    step: integer('step').notNull(),
    action: text('action').notNull(),
    state: text('state').notNull(),
    note: text('note').notNull(),
    /** Warnings that stood when it was submitted. */
    findings: jsonb('findings').notNull(),
    byUserId: uuid('by_user_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.month, table.revision, table.step] }),
    foreignKey({
      name: 'ledger_step_revision_fk',
      columns: [table.enterpriseId, table.month, table.revision],
      foreignColumns: [ledgerRevision.enterpriseId, ledgerRevision.month, ledgerRevision.revision],
    }),
    check('ledger_step_action', sql`${table.action} in ('submit', 'check', 'accept', 'return')`),
    check(
      'ledger_step_state',
      sql`${table.state} in ('submitted', 'checked', 'accepted', 'returned')`,
    ),
  ],
);

/** The day of the month on which a supplier reads the meter of a kind (抄表例日). */
export const billReadingDay = pgTable(
  'bill_reading_day',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    kind: text('kind').notNull(),
    revision: integer('revision').notNull(),
    /** 1 to 28, or 31 for the last day of the month. */
    day: integer('day').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.kind, table.revision] }),
    check('bill_reading_day_day', sql`${table.day} between 1 and 28 or ${table.day} = 31`),
  ],
);

/** A supplier's bill; one that replaces another stands in its place, without a quantity it voids it. */
export const energyBill = pgTable(
  'energy_bill',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    /** 1, 2, 3 … within the enterprise. */
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    /** First and last day it is for, as on the paper. */
    firstDay: date('first_day').notNull(),
    lastDay: date('last_day').notNull(),
    quantity: doublePrecision('quantity'),
    unit: text('unit').notNull(),
    amountCny: doublePrecision('amount_cny'),
    /** Quantity by time of use (尖峰平谷), where the bill tells it. */
    split: jsonb('split'),
    note: text('note').notNull(),
    replaces: integer('replaces'),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.number] }),
    foreignKey({
      name: 'energy_bill_replaces_fk',
      columns: [table.enterpriseId, table.replaces],
      foreignColumns: [table.enterpriseId, table.number],
    }),
    uniqueIndex('energy_bill_replaces_key').on(table.enterpriseId, table.replaces),
    index('energy_bill_days').on(table.enterpriseId, table.kind, table.firstDay),
    check('energy_bill_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('energy_bill_void', sql`${table.quantity} is not null or ${table.replaces} is not null`),
  ],
);
