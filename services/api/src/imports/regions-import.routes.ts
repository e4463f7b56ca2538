import { appendAudit, nameRegion } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importAct,
  importAnswer,
  importSchema,
  problemsOf,
  refuseProblems,
  tableOf,
} from './import-request.ts';
import { readRegionRows } from './read-rows.ts';

const postImportsRegionsRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: {
    tags: ['imports'],
    summary: 'Names of regions from a CSV table; a name that is there is replaced',
    ...importSchema,
  },
} as const;

/** A table of regions with their names: all rows are saved, or none. */
export const regionsImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  addCsvParser(app);

  app.post('/imports/regions', postImportsRegionsRoute, async (request) => {
    const read = readRegionRows(tableOf(request.body));
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'code', 'INVALID_REQUEST', (item, seen) =>
        firstOf(seen, item.code) ? null : 'This code stands in the file twice.',
      ),
    ];
    if (request.query.dryRun) return importAnswer(read, problems, true);
    refuseProblems(problems);
    await database.transaction(async (tx) => {
      for (const { item } of read.rows) await nameRegion(tx, item.code, item.name);
      const act = importAct(request, 'region-import.run', read, []);
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    return importAnswer(read, [], false);
  });
};
