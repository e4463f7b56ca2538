/** PostgreSQL takes 65 535 parameters a statement; our widest row has 17 columns. */
const ROWS_PER_STATEMENT = 2_000;

/** Parts of a list that fit into one statement each, in order. */
export function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    yield items.slice(start, start + ROWS_PER_STATEMENT);
  }
}
