import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

/**
 * What the days of an enterprise's settled months add up to, so that rules that start need not read them
 * again: a copy of what the store of energy holds, never a record. A row that is lost, old or of
 * another shape costs a reading of days and nothing else; so it refers to no enterprise, and whoever
 * writes it waits for nobody.
 */
export const enterpriseMonthSums = pgTable('enterprise_month_sums', {
  enterpriseId: text('enterprise_id').primaryKey(),
  /** The store of energy whose days they are. */
  storeId: text('store_id').notNull(),
  /** By what the days were counted and how the row is to be read; rows of another name count for nothing. */
  countedBy: text('counted_by').notNull(),
  timeZone: text('time_zone').notNull(),
  /** The months are those of [fromAt, toAt). */
  fromAt: instant('from_at').notNull(),
  toAt: instant('to_at').notNull(),
  /** When the days were read; whether they were written since is asked of the store. */
  checkedAt: instant('checked_at').notNull(),
  /** Meters, and of how many months with days each has sums. */
  meterIds: text('meter_ids').array().notNull(),
  monthCounts: integer('month_counts').array().notNull(),
  /**
   * Meter after meter, month after month: start of the month (milliseconds), quantity and estimated quantity (unit
   * of the meter), covered time (milliseconds), each as eight bytes of a float, the lowest first.
   */
  sums: bytes('sums').notNull(),
});
