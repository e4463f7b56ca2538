import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any fixed number will do; it must only be nobody else's. */
const MIGRATION_LOCK = 7_204_311;

/**
 * Brings the schema up to date: applies the migrations that are not applied yet, each once, in one
 * transaction. Several processes may call it at once: an advisory lock lets one through at a time.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'hengneng-migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyMigrations(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    // Ending the session gives the lock back, also after a failure.
    await client.end();
  }
}
