import { appendAudit, insertFactorSet } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import { principalOf } from '../access/access.plugin.ts';
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
} from '../imports/import-request.ts';
import { factorSetHeadFields } from './factor-schemas.ts';
import { readFactorRows } from './read-factor-rows.ts';

const postImportsFactorSetsRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'factors.write' },
  schema: {
    tags: ['factors'],
    summary: 'A factor set from a CSV table',
    ...importSchema,
    querystring: importSchema.querystring.extend(factorSetHeadFields),
  },
} as const;

/** A table of factors: all rows are recorded as one set, or none. */
export const factorImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  addCsvParser(app);

  app.post('/imports/factor-sets', postImportsFactorSetsRoute, async (request) => {
    const { dryRun, id, name, publishedOn, basedOn } = request.query;
    const read = readFactorRows(tableOf(request.body));
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'id', 'INVALID_REQUEST', ({ record }, seen) =>
        firstOf(seen, record.id) ? null : 'This factor stands in the file twice.',
      ),
    ];
    if (dryRun) return importAnswer(read, problems, true);
    refuseProblems(problems);
    const recording = { by: principalOf(request).username, atMs: clock() };
    await database.transaction(async (tx) => {
      const entries = read.rows.map(({ item }) => item);
      const item = { id, name, publishedOn, basedOn, entries, removedIds: [] };
      const { sha256 } = await insertFactorSet(tx, item, recording);
      const { details } = importAct(request, 'factor-set.create', read, []);
      const act = {
        action: 'factor-set.create',
        enterpriseId: null,
        subject: { type: 'factor-set', id },
        details: { name, publishedOn, basedOn, sha256, file: details.sha256, rows: read.rowCount },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
    });
    return importAnswer(read, [], false);
  });
};
