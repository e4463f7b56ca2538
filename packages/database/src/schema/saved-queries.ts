import { sql } from 'drizzle-orm';
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { userAccount } from './identity.ts';

/** Questions that a person keeps under a name, to ask them again. Theirs alone, and they may go. */
export const savedQuery = pgTable(
  'saved_query',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    /** Page of the console that asks it, such as `history`. */
    page: text('page').notNull(),
    name: text('name').notNull(),
    /** The question as the page's address has it, without the `?`. */
    search: text('search').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [
    uniqueIndex('saved_query_name_key').on(table.userId, table.page, table.name),
    check(
      'saved_query_sizes',
      sql`length(${table.name}) <= 80 and length(${table.search}) <= 4000`,
    ),
  ],
);
