import {
  existingEnterpriseIds,
  existingMeterIds,
  insertCalibrations,
  lockEnterprise,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { toNewCalibration } from '../calibration/calibration-schemas.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from './import-request.ts';
import { readCalibrationRows } from './read-rows.ts';
import { takeTable } from './take-table.ts';

const postImportsCalibrationsRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: {
    tags: ['imports'],
    summary: 'Certificates of meters (检定/校准) from a CSV table',
    ...importSchema,
  },
} as const;

/** A table of certificates: all rows are saved, or none. */
export const calibrationsImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database } = dependencies;
  addCsvParser(app);

  app.post('/imports/calibrations', postImportsCalibrationsRoute, async (request) => {
    const scope = requestScope(request);
    const { username } = principalOf(request);
    const read = readCalibrationRows(tableOf(request.body));
    const ids = [...new Set(read.rows.map(({ item }) => item.enterpriseId))].sort();
    const known = await existingEnterpriseIds(database.executor, scope, ids);
    const meters = await existingMeterIds(database.executor, scope, ids);
    const registered = new Set(meters.map((meter) => `${meter.enterpriseId}/${meter.id}`));
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'enterpriseId', 'NOT_FOUND', (item) =>
        known.has(item.enterpriseId) ? null : 'There is no such enterprise.',
      ),
      ...problemsOf(read.rows, 'meterId', 'NOT_FOUND', (item) => {
        if (!known.has(item.enterpriseId)) return null;
        const isKnown = registered.has(`${item.enterpriseId}/${item.meterId}`);
        return isKnown ? null : 'There is no such meter at this enterprise.';
      }),
      ...problemsOf(read.rows, 'certificateNo', 'INVALID_REQUEST', (item, seen) => {
        const key = `${item.enterpriseId}/${item.meterId}/${item.kind}/${item.certificateNo}`;
        return firstOf(seen, key) ? null : 'This certificate stands in the file twice.';
      }),
    ];
    const groups = Map.groupBy(read.rows, ({ item }) => item.enterpriseId);
    return await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, problems },
      ...{ enterpriseIds: ids, action: 'calibration-import.run' },
      save: async (tx, atMs) => {
        for (const enterpriseId of ids) {
          const items = (groups.get(enterpriseId) ?? []).map(({ item }) => {
            const { enterpriseId: _, meterId, ...body } = item;
            return toNewCalibration(meterId, body);
          });
          await lockEnterprise(tx, scope, enterpriseId);
          await insertCalibrations(tx, enterpriseId, items, { atMs, by: username });
        }
      },
    });
  });
};
