import {
  existingEnterpriseIds,
  existingMeterIds,
  insertEnterprises,
  insertMeters,
  storeNextSnapshots,
  type TenantScope,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { flowRefusal, toNewMeter } from '../registry/meters.routes.ts';
import type { RegistryWriter } from '../registry/registry-writer.ts';
import type { RowProblem } from './csv-table.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from './import-request.ts';
import { readEnterpriseRows, readMeterRows } from './read-rows.ts';
import { takeTable } from './take-table.ts';

const postImportsEnterprisesRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: { tags: ['imports'], summary: 'Enterprises from a CSV table', ...importSchema },
} as const;

const postImportsMetersRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'meters.register' },
  schema: { tags: ['imports'], summary: 'Meters from a CSV table', ...importSchema },
} as const;

/** Tables of enterprises and of meters: all rows are saved, or none. */
export const importsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly registryWriter: RegistryWriter;
}> = async (app, { dependencies, registryWriter }) => {
  const { database } = dependencies;
  addCsvParser(app);

  app.post('/imports/enterprises', postImportsEnterprisesRoute, async (request) => {
    const scope = requestScope(request);
    const { username } = principalOf(request);
    const { dryRun } = request.query;
    const read = readEnterpriseRows(tableOf(request.body));
    const ids = read.rows.map(({ item }) => item.id);
    const existing = await existingEnterpriseIds(database.executor, scope, ids);
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'id', 'ENTERPRISE_EXISTS', (item, seen) => {
        if (existing.has(item.id)) return 'An enterprise with this code is registered.';
        return firstOf(seen, item.id) ? null : 'This code stands in the file twice.';
      }),
    ];
    const items = read.rows.map(({ item }) => ({
      ...item,
      parkCode: item.parkCode ?? null,
      class: item.class ?? null,
    }));
    const answer = await takeTable(request, dependencies, {
      ...{ dryRun, read, problems, enterpriseIds: ids, action: 'enterprise-import.run' },
      save: async (tx, atMs) => {
        await insertEnterprises(tx, items, username);
        await storeNextSnapshots(tx, ids, atMs);
      },
    });
    if (dryRun) return answer;
    request.log.info({ by: username, count: ids.length }, 'Enterprises imported.');
    await registryWriter.publish(ids);
    return answer;
  });

  app.post('/imports/meters', postImportsMetersRoute, async (request) => {
    const scope = requestScope(request);
    const principal = principalOf(request);
    const { username } = principal;
    const read = readMeterRows(tableOf(request.body));
    const problems = [
      ...read.problems,
      ...(await meterProblems(dependencies, scope, read.rows)),
      ...problemsOf(read.rows, 'flow', 'METER_FLOW_REFUSED', ({ flow }) =>
        flowRefusal(principal, flow),
      ),
    ];
    const { dryRun } = request.query;
    const groups = Map.groupBy(read.rows, ({ item }) => item.enterpriseId);
    const enterpriseIds = [...groups.keys()].sort();
    const answer = await takeTable(request, dependencies, {
      ...{ dryRun, read, problems, enterpriseIds, action: 'meter-import.run' },
      save: async (tx, atMs) => {
        for (const enterpriseId of enterpriseIds) {
          const meters = (groups.get(enterpriseId) ?? []).map(({ item }) => {
            const { enterpriseId: _, ...body } = item;
            return toNewMeter(body);
          });
          await insertMeters(tx, enterpriseId, meters, username);
        }
        await storeNextSnapshots(tx, enterpriseIds, atMs);
      },
    });
    if (dryRun) return answer;
    request.log.info({ by: username, count: read.rows.length }, 'Meters imported.');
    await registryWriter.publish(enterpriseIds);
    return answer;
  });
};

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
