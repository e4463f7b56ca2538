import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

/** One check of an enterprise's stored readings against the journals. */
export const readingVerification = pgTable(
  'reading_verification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    /** Instants of the readings that are checked: from, and up to but without. */
    from: instant('from_at').notNull(),
    to: instant('to_at').notNull(),
    requestedAt: instant('requested_at').notNull(),
    requestedBy: text('requested_by').notNull(),
    state: text('state').notNull(),
    finishedAt: instant('finished_at'),
    /** One entry per gateway: its report, or why there is none. */
    results: jsonb('results').notNull(),
  },
  (table) => [
    index('reading_verification_requested').on(table.enterpriseId, table.requestedAt),
    /** One at a time for each enterprise, however often it is asked for. */
    uniqueIndex('reading_verification_running')
      .on(table.enterpriseId)
      .where(sql`${table.state} = 'running'`),
    check('reading_verification_state', sql`${table.state} in ('running', 'finished')`),
    check('reading_verification_order', sql`${table.from} < ${table.to}`),
  ],
);
