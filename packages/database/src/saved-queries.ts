import { and, asc, count, eq } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound } from './failures.ts';
import { savedQuery } from './schema/saved-queries.ts';

/** A question that a person keeps under a name. */
export interface SavedQuery {
  readonly id: string;
  readonly page: string;
  readonly name: string;
  readonly search: string;
  readonly savedAtMs: number;
}

const { id, page, name, search, savedAt } = savedQuery;
const COLUMNS = { id, page, name, search, savedAtMs: savedAt };

/** Everything one person keeps, by name. */
export async function listSavedQueries(executor: Executor, userId: string): Promise<SavedQuery[]> {
  return await executor
    .select(COLUMNS)
    .from(savedQuery)
    .where(eq(savedQuery.userId, userId))
    .orderBy(asc(savedQuery.page), asc(savedQuery.name));
}

/** How many questions one person keeps. */
export async function countSavedQueries(executor: Executor, userId: string): Promise<number> {
  const [row] = await executor
    .select({ count: count() })
    .from(savedQuery)
    .where(eq(savedQuery.userId, userId));
  return row?.count ?? 0;
}

/** Keeps a question; one of the same page and name is replaced. */
export async function saveQuery(
  executor: Executor,
  query: Pick<SavedQuery, 'page' | 'name' | 'search' | 'savedAtMs'> & { readonly userId: string },
): Promise<SavedQuery> {
  const { savedAtMs, ...columns } = query;
  const [row] = await executor
    .insert(savedQuery)
    .values({ ...columns, savedAt: savedAtMs })
    .onConflictDoUpdate({
      target: [savedQuery.userId, savedQuery.page, savedQuery.name],
      set: { search: query.search, savedAt: savedAtMs },
    })
    .returning(COLUMNS);
  if (row === undefined) throw notFound('saved query');
  return row;
}

/** Forgets a question of this person; throws NOT_FOUND for another's. */
export async function forgetQuery(
  executor: Executor,
  userId: string,
  queryId: string,
): Promise<SavedQuery> {
  const [row] = await executor
    .delete(savedQuery)
    .where(and(eq(savedQuery.id, queryId), eq(savedQuery.userId, userId)))
    .returning(COLUMNS);
  if (row === undefined) throw notFound('saved query');
  return row;
}
