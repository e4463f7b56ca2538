import { rmSync } from 'node:fs';
import { startPostgres, temporaryDirectory } from '@hengneng/testkit';
import type { TestProject } from 'vitest/node';

import { migrate } from '../migrate.ts';

/** Connections of two test files at once, each with services of its own. */
const CONNECTIONS_MAX = 200;

/** Vitest's global set-up: one migrated PostgreSQL for a run of the integration tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const directory = temporaryDirectory('postgres');
  const server = await startPostgres({ directory, connectionsMax: CONNECTIONS_MAX });
  await migrate(server.url);
  provide('migratedDatabaseUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
