import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, SAFE_ID_PATTERN } from './columns.ts';
import { enterprise } from './registry.ts';

/**
 * The registers that rules need. Rows are only added (triggers refuse the rest): of one register, owner
 * and key the row with the highest number counts, and what it says may be that the entry is withdrawn.
 */
export const registerEntry = pgTable(
  'register_entry',
  {
    no: bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    register: text('register').notNull(),
    /** Null for what is an area's or nobody's in particular. */
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
    /** `region` or `park` with its code; null for an enterprise's and for nobody's. */
    areaType: text('area_type'),
    areaCode: text('area_code'),
    key: text('key').notNull(),
    /** Year it is about, where it is about one. */
    year: integer('year'),
    document: jsonb('document').notNull(),
    withdrawn: boolean('withdrawn').notNull(),
    /** Why it was changed or withdrawn. */
    note: text('note').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    index('register_entry_enterprise').on(
      table.enterpriseId,
      table.register,
      table.key,
      table.no.desc(),
    ),
    index('register_entry_register').on(table.register, table.year, table.enterpriseId),
    check('register_entry_key_shape', sql`${table.key} ~ ${sql.raw(`'${SAFE_ID_PATTERN}'`)}`),
    check(
      'register_entry_owner',
      sql`(${table.areaType} is null) = (${table.areaCode} is null)
        and (${table.enterpriseId} is null or ${table.areaType} is null)
        and (${table.areaType} is null or ${table.areaType} in ('region', 'park'))`,
    ),
  ],
);
