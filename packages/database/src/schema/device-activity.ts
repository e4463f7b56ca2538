import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { device } from './registry.ts';

/** When devices were heard: one row a device, written twice a minute at most. */
export const deviceActivity = pgTable(
  'device_activity',
  {
    enterpriseId: text('enterprise_id').notNull(),
    deviceId: text('device_id').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** Longest usual time between two messages; fades, so that an outage is forgotten. */
    usualGapMs: bigint('usual_gap_ms', { mode: 'number' }).notNull().default(0),
    touchCount: integer('touch_count').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.deviceId] }),
    foreignKey({
      columns: [table.enterpriseId, table.deviceId],
      foreignColumns: [device.enterpriseId, device.id],
    }),
  ],
);

/** One row: whether so many devices are silent that the fault is ours. */
export const deviceWatch = pgTable(
  'device_watch',
  {
    id: integer('id').primaryKey(),
    trippedAt: instant('tripped_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [check('device_watch_one', sql`${table.id} = 1`)],
);
