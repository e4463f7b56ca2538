import { namePark, nameRegion } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { ApiDependencies } from '../dependencies.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from './import-request.ts';
import { type ReadRows, readParkRows, readRegionRows } from './read-rows.ts';
import { takeTable } from './take-table.ts';

const postImportsRegionsRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: {
    tags: ['imports'],
    summary: 'Names of regions from a CSV table; a name that is there is replaced',
    ...importSchema,
  },
} as const;

const postImportsParksRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'imports.run' },
  schema: {
    tags: ['imports'],
    summary: 'Parks with their names and regions from a CSV table; what is there is replaced',
    ...importSchema,
  },
} as const;

/** Tables of regions and of parks with their names: all rows are saved, or none. */
export const areasImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  addCsvParser(app);

  app.post('/imports/regions', postImportsRegionsRoute, async (request) => {
    const read = readRegionRows(tableOf(request.body));
    return await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, problems: areaProblems(read) },
      action: 'region-import.run',
      save: async (tx) => {
        for (const { item } of read.rows) await nameRegion(tx, item.code, item.name);
      },
    });
  });

  app.post('/imports/parks', postImportsParksRoute, async (request) => {
    const read = readParkRows(tableOf(request.body));
    return await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, problems: areaProblems(read) },
      action: 'park-import.run',
      save: async (tx) => {
        for (const { item } of read.rows) await namePark(tx, item.code, item);
      },
    });
  });
};

function areaProblems(read: ReadRows<{ readonly code: string }>) {
  return [
    ...read.problems,
    ...problemsOf(read.rows, 'code', 'INVALID_REQUEST', (item, seen) =>
      firstOf(seen, item.code) ? null : 'This code stands in the file twice.',
    ),
  ];
}
