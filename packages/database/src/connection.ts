import { type DrizzleQueryError, sql } from 'drizzle-orm';
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';

/** What runs a query: the database itself or an open transaction. */
export type Executor = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections to PostgreSQL. */
export interface Database {
  /** For single statements; several that belong together go through {@link Database.transaction}. */
  readonly executor: Executor;
  /** Runs `work` in one transaction: commits when it resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /** Resolves when PostgreSQL answers a query; throws otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Options of {@link openDatabase}. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections kept open at most; 10 unless given. */
  readonly connectionsMax?: number;
  /** Time a statement may run, in milliseconds; 30 s unless given. */
  readonly statementTimeoutMs?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/**
 * Opens a pool. It connects with the first query, so PostgreSQL may be away: then that query throws,
 * and {@link isDatabaseUnavailable} tells it from a refused one.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'hengneng',
  });
  // Without a listener a connection that the server ends while idle would end the process.
  pool.on('error', options.onIdleError ?? (() => {}));
  // The pool listens to idle clients only: one that a transaction holds between two statements would
  // end the process too. The transaction learns of it from its next statement.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  const executor = drizzle(pool);
  return {
    executor,
    transaction: (work) => executor.transaction(work),
    ping: async () => {
      await executor.execute(sql`select 1`);
    },
    close: () => pool.end(),
  };
}

/**
 * SQLSTATE classes that mean the server is away, full or shutting down, or that two transactions got
 * in each other's way; not that the query is wrong.
 */
const UNAVAILABLE_STATES = /^(08|40|53|57P0|58)/;
const UNAVAILABLE_ERRNOS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const UNAVAILABLE_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/;

/** Whether a failed call failed because PostgreSQL is away, so that the same call may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    const code = codeOf(cause);
    if (code !== null && (UNAVAILABLE_STATES.test(code) || UNAVAILABLE_ERRNOS.has(code))) {
      return true;
    }
    if (cause instanceof Error && UNAVAILABLE_WORDS.test(cause.message)) return true;
  }
  return false;
}

/** Name of the constraint that a statement broke, or null where the failure was another one. */
export function brokenConstraint(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof pg.DatabaseError && cause.code?.startsWith('23')) {
      return cause.constraint ?? '';
    }
  }
  return null;
}

/** An error and what caused it, outermost first; Drizzle wraps every failure of the driver. */
function* causesOf(error: unknown): Generator<unknown> {
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current !== undefined && current !== null; depth += 1) {
    yield current;
    if (current instanceof AggregateError) yield* current.errors;
    current = current instanceof Error ? (current as DrizzleQueryError).cause : undefined;
  }
}

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : null;
}
