import type { Executor } from '@hengneng/database';

/** Where drizzle keeps the name of a table. */
const TABLE_NAME = Symbol.for('drizzle:Name');
const NAMING = ['from', 'leftJoin', 'innerJoin', 'rightJoin', 'fullJoin'];

/**
 * A database that answers no rows, to queries of the tables that are expected alone: so a fact which should come
 * from memory cannot be taken for nothing because it was looked for in a register.
 *
 * @throws Error in a query of any other table, and in every other statement
 */
export function emptyDatabase(expected: readonly string[]): Executor {
  const refuse = (what: string): never => {
    throw new Error(`Nobody expected the database to be asked: ${what}.`);
  };
  const step = (called: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, property) => {
        if (property === 'then') {
          // Awaited before it says of which table: not a query that is known.
          if (called === 'start') return undefined;
          return (resolve: (rows: unknown[]) => void) => resolve([]);
        }
        const name = String(property);
        const isStart = called === 'start' && !['select', 'selectDistinctOn'].includes(name);
        return isStart ? () => refuse(name) : step(name);
      },
      apply: (_target, _self, [table]: readonly unknown[]) => {
        if (NAMING.includes(called)) {
          const name = (table as Partial<Record<symbol, unknown>>)[TABLE_NAME];
          if (typeof name !== 'string') return refuse(`${called} without a table`);
          if (!expected.includes(name)) return refuse(name);
        }
        return step(called);
      },
    });
  return step('start') as Executor;
}
