import { DomainError, type ErrorCode } from '@hengneng/domain';
import { brokenConstraint } from './connection.ts';

/** What a broken constraint means to a person: code and sentence by constraint name. */
export type ConstraintMeanings = Readonly<Record<string, readonly [ErrorCode, string]>>;

/** Runs `work`; a constraint it breaks that has a meaning becomes that `DomainError`. */
export async function withMeanings<T>(
  meanings: ConstraintMeanings,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = brokenConstraint(error);
    const meaning = constraint === null ? undefined : meanings[constraint];
    if (meaning === undefined) throw error;
    throw new DomainError(meaning[0], meaning[1], { cause: error });
  }
}

/** The one answer for what is not there and for what is another's: nobody can tell which. */
export function notFound(what: string): DomainError {
  return new DomainError('NOT_FOUND', `There is no such ${what}.`);
}

/** One page of a list and where the next one starts; `next` is absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Makes a page of rows that were asked for with `limit + 1`. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, next: cursorOf(last) };
}
