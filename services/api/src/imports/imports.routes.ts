import { createHash } from 'node:crypto';
import {
  appendAudit,
  existingEnterpriseIds,
  existingMeterIds,
  insertEnterprises,
  insertMeters,
  storeNextSnapshots,
  type TenantScope,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toNewMeter } from '../registry/meters.routes.ts';
import type { RegistryWriter } from '../registry/registry-writer.ts';
import type { RowProblem } from './csv-table.ts';
import { type ReadRow, type ReadRows, readEnterpriseRows, readMeterRows } from './read-rows.ts';

const IMPORT_BYTES_MAX = 8 * 1_048_576;
/** Problems named in one answer; a broken file has the same one in every row. */
const PROBLEMS_MAX = 500;
const CSV_TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'];

const optionsSchema = {
  querystring: z.object({
    dryRun: z
      .stringbool()
      .default(false)
      .describe('Only look: nothing is saved, problems are answered with 200.'),
  }),
  consumes: ['text/csv'],
  body: z.unknown().meta({ type: 'string', description: 'The table: UTF-8 or GB18030.' }),
  response: {
    200: z.object({
      dryRun: z.boolean(),
      rows: z.int().describe('Rows of data in the file.'),
      imported: z.int().describe('Rows that were saved, or that would be.'),
      errors: z.array(
        z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() }),
      ),
    }),
  },
};

const postImportsEnterprisesRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: { tags: ['imports'], summary: 'Enterprises from a CSV table', ...optionsSchema },
} as const;

const postImportsMetersRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: { tags: ['imports'], summary: 'Meters from a CSV table', ...optionsSchema },
} as const;

/** Tables of enterprises and of meters: all rows are saved, or none. */
export const importsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database, clock } = dependencies;
  app.addContentTypeParser(
    CSV_TYPES,
    { parseAs: 'buffer', bodyLimit: IMPORT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );

  app.post('/imports/enterprises', postImportsEnterprisesRoute, async (request) => {
    const scope = requestScope(request);
    const { username } = principalOf(request);
    const { dryRun } = request.query;
    const read = readEnterpriseRows(bodyOf(request.body));
    const ids = read.rows.map(({ item }) => item.id);
    const existing = await existingEnterpriseIds(database.executor, scope, ids);
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'id', 'ENTERPRISE_EXISTS', (item, seen) => {
        if (existing.has(item.id)) return 'An enterprise with this code is registered.';
        return firstOf(seen, item.id) ? null : 'This code stands in the file twice.';
      }),
    ];
    if (dryRun) return answer(read, problems, true);
    refuseProblems(problems);
    const items = read.rows.map(({ item }) => ({
      ...item,
      parkCode: item.parkCode ?? null,
      class: item.class ?? null,
    }));
    await database.transaction(async (tx) => {
      await insertEnterprises(tx, items, username);
      await storeNextSnapshots(tx, ids, clock());
      const act = importAct(request, 'enterprise-import.run', read, ids);
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    request.log.info({ by: username, count: ids.length }, 'Enterprises imported.');
    await registryWriter.publish(ids);
    return answer(read, [], false);
  });

  app.post('/imports/meters', postImportsMetersRoute, async (request) => {
    const scope = requestScope(request);
    const { username } = principalOf(request);
    const read = readMeterRows(bodyOf(request.body));
    const problems = [...read.problems, ...(await meterProblems(dependencies, scope, read.rows))];
    if (request.query.dryRun) return answer(read, problems, true);
    refuseProblems(problems);
    const groups = Map.groupBy(read.rows, ({ item }) => item.enterpriseId);
    const enterpriseIds = [...groups.keys()].sort();
    await database.transaction(async (tx) => {
      for (const enterpriseId of enterpriseIds) {
        const meters = (groups.get(enterpriseId) ?? []).map(({ item }) => {
          const { enterpriseId: _, ...body } = item;
          return toNewMeter(body);
        });
        await insertMeters(tx, enterpriseId, meters, username);
      }
      await storeNextSnapshots(tx, enterpriseIds, clock());
      const act = importAct(request, 'meter-import.run', read, enterpriseIds);
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    request.log.info({ by: username, count: read.rows.length }, 'Meters imported.');
    await registryWriter.publish(enterpriseIds);
    return answer(read, [], false);
  });
};

/** One row for the whole table: what was in it says its SHA-256 to who has the file. */
function importAct(
  request: FastifyRequest,
  action: string,
  read: ReadRows<unknown>,
  enterpriseIds: readonly string[],
) {
  const sha256 = createHash('sha256').update(bodyOf(request.body)).digest('hex');
  const [only] = enterpriseIds;
  return {
    action,
    enterpriseId: enterpriseIds.length === 1 && only !== undefined ? only : null,
    subject: { type: 'import', id: sha256 },
    details: { rows: read.rowCount, enterprises: enterpriseIds.length, sha256 },
  };
}

type MeterRows = ReturnType<typeof readMeterRows>['rows'];

async function meterProblems(
  { database }: Pick<ApiDependencies, 'database'>,
  scope: TenantScope,
  rows: MeterRows,
): Promise<RowProblem[]> {
  const ids = [...new Set(rows.map(({ item }) => item.enterpriseId))];
  const known = await existingEnterpriseIds(database.executor, scope, ids);
  const registered = await existingMeterIds(database.executor, scope, ids);
  const existing = new Set(registered.map((meter) => `${meter.enterpriseId}/${meter.id}`));
  const inFile = new Set(rows.map(({ item }) => `${item.enterpriseId}/${item.id}`));
  return [
    ...problemsOf(rows, 'enterpriseId', 'NOT_FOUND', (item) =>
      known.has(item.enterpriseId) ? null : 'There is no such enterprise.',
    ),
    ...problemsOf(rows, 'id', 'METER_EXISTS', (item, seen) => {
      const key = `${item.enterpriseId}/${item.id}`;
      if (existing.has(key)) return 'A meter with this id is registered.';
      return firstOf(seen, key) ? null : 'This meter stands in the file twice.';
    }),
    ...problemsOf(rows, 'masterMeterId', 'METER_MASTER_NOT_FOUND', (item) => {
      if (item.masterMeterId === undefined || item.masterMeterId === null) return null;
      const key = `${item.enterpriseId}/${item.masterMeterId}`;
      const isKnown = existing.has(key) || inFile.has(key);
      return isKnown ? null : 'The master meter is neither registered nor in the file.';
    }),
  ];
}

function problemsOf<T>(
  rows: readonly ReadRow<T>[],
  column: string,
  code: string,
  judge: (item: T, seen: Set<string>) => string | null,
): RowProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ row, item }) => {
    const message = judge(item, seen);
    return message === null ? [] : [{ row, column, code, message }];
  });
}

function firstOf(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function bodyOf(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body)) return body;
  const message = 'Send the table as the body, with content-type text/csv.';
  throw new DomainError('INVALID_REQUEST', message);
}

function refuseProblems(problems: readonly RowProblem[]): void {
  if (problems.length === 0) return;
  const rows = new Set(problems.map((problem) => problem.row)).size;
  throw new DomainError('IMPORT_INVALID', `Nothing was saved: ${rows} rows are not right.`, {
    details: { errors: inOrder(problems) },
  });
}

function answer(read: ReadRows<unknown>, problems: readonly RowProblem[], dryRun: boolean) {
  const imported = problems.length === 0 ? read.rowCount : 0;
  return { dryRun, rows: read.rowCount, imported, errors: inOrder(problems) };
}

function inOrder(problems: readonly RowProblem[]): RowProblem[] {
  return [...problems].sort((left, right) => left.row - right.row).slice(0, PROBLEMS_MAX);
}
