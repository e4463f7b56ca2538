import { rmSync } from 'node:fs';
import { unifiedSocialCreditCheckCharacter } from '@hengneng/domain';
import { createMigratedDatabase, startPostgres, temporaryDirectory } from '@hengneng/testkit';

import { type Database, openDatabase } from '../connection.ts';
import { insertEnterprises, type NewEnterprise } from '../enterprises.ts';
import { migrate } from '../migrate.ts';
import { storeNextSnapshots } from '../snapshots.ts';

/** A migrated database of one test file. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  dispose(): Promise<void>;
}

/** A migrated PostgreSQL of one test file. */
export interface TestServer extends TestDatabase {
  /** Kills the server with -9 and starts it again on the same data. */
  crashAndRestart(): Promise<void>;
}

/** Creates a database on the PostgreSQL of the run; `dispose` it when the file's tests are over. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createMigratedDatabase();
  const database = openDatabase({ url });
  return {
    url,
    database,
    dispose: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Starts a PostgreSQL that may be killed, and migrates it; `dispose` it when the tests are over. */
export async function startOwnServer(): Promise<TestServer> {
  const directory = temporaryDirectory('database');
  let server = await startPostgres({ directory });
  const { url, port } = server;
  await migrate(url);
  const database = openDatabase({ url });
  return {
    url,
    database,
    crashAndRestart: async () => {
      server.kill('SIGKILL');
      await server.exited;
      server = await startPostgres({ directory, port });
    },
    dispose: async () => {
      await database.close();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A valid unified social credit code for each number. */
export function creditCode(number: number): string {
  const first17 = `91430626MA${String(number).padStart(7, '0')}`;
  return first17 + (unifiedSocialCreditCheckCharacter(first17) ?? '');
}

/** Registers an enterprise with a first snapshot and answers its id. */
export async function registerEnterprise(
  database: Database,
  number: number,
  given: Partial<NewEnterprise> = {},
): Promise<string> {
  const id = creditCode(number);
  const item = {
    id,
    name: `企业 ${number}`,
    regionCode: '430626',
    industryCode: 'C3011',
    timeZone: 'Asia/Shanghai',
    parkCode: null,
    class: null,
    ...given,
  };
  await database.transaction(async (tx) => {
    await insertEnterprises(tx, [item], 'tester');
    await storeNextSnapshots(tx, [id], Date.parse('2026-11-21T00:00:00Z'));
  });
  return id;
}
