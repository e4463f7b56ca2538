import { foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { meter } from './registry.ts';

/**
 * From when on a meter is out of use (停用). Rows are only added, the last one counts: a null instant
 * takes the retirement back.
 */
export const meterRetirement = pgTable(
  'meter_retirement',
  {
    enterpriseId: text('enterprise_id').notNull(),
    meterId: text('meter_id').notNull(),
    revision: integer('revision').notNull(),
    retiredAt: instant('retired_at'),
    reason: text('reason').notNull(),
    /** Given by the program, so that it compares with the clock that `asOf` comes from. */
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.meterId, table.revision] }),
    foreignKey({
      name: 'meter_retirement_meter_fk',
      columns: [table.enterpriseId, table.meterId],
      foreignColumns: [meter.enterpriseId, meter.id],
    }),
  ],
);
