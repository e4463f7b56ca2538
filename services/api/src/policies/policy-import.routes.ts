import {
  type Executor,
  existingEnterpriseIds,
  findPolicyDraft,
  getEnterprise,
  lockEnterprise,
  type PolicyRecording,
  savePolicyDraft,
  type TenantScope,
} from '@hengneng/database';
import { signingFault } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RowProblem } from '../imports/csv-table.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from '../imports/import-request.ts';
import type { ReadRows } from '../imports/read-rows.ts';
import { takeTable } from '../imports/take-table.ts';
import { dateSchema } from '../schemas.ts';
import { effectiveFrom, recordingOf } from './policy-owner.ts';
import { documentNoSchema } from './policy-schemas.ts';
import { type ImportedPolicy, readPolicyLines, readPolicyTable } from './read-policy-rows.ts';
import { hidesLaterText, latestNumber, signVersion, versionsOf } from './sign-version.ts';

const LINE_TYPES = ['application/x-ndjson', 'application/jsonl'];

const importRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'targets.issue' },
  schema: {
    tags: ['policies'],
    summary: 'Targets of many enterprises: a CSV table, a target a row, or JSON Lines',
    ...importSchema,
    consumes: ['text/csv', ...LINE_TYPES],
    querystring: importSchema.querystring.extend({
      replace: z
        .stringbool()
        .default(false)
        .describe(
          'Put them in the place of open drafts and, signed, of versions; otherwise such rows are refused.',
        ),
      sign: z.stringbool().default(false).describe('Sign them at once instead of drafting them.'),
      documentNo: documentNoSchema.default('').describe('Document that signs them.'),
      effectiveFrom: dateSchema
        .optional()
        .describe('First day that what is signed counts; 1 January of its year unless given.'),
    }),
  },
} as const;

/** A table of targets: all of its enterprises get their drafts or signed versions, or none. */
export const policyImportRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  addCsvParser(app);
  app.addContentTypeParser(LINE_TYPES, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.post('/imports/policies', importRoute, async (request) => {
    const { dryRun, replace, sign, documentNo, effectiveFrom: day } = request.query;
    const scope = requestScope(request);
    const type = request.headers['content-type']?.split(';')[0]?.trim() ?? '';
    const bytes = tableOf(request.body);
    const read = LINE_TYPES.includes(type) ? readPolicyLines(bytes) : readPolicyTable(bytes);
    const found = await problemsIn(executor, scope, read, replace);
    if (sign)
      found.push(...(await signingProblems(executor, scope, read, { replace, day, clock })));
    const problems = [...read.problems, ...found];
    // By id, so that two imports that overlap wait for each other instead of dead-locking.
    const items = read.rows
      .map(({ item }) => item)
      .sort((left, right) => (left.enterpriseId < right.enterpriseId ? -1 : 1));
    return await takeTable(request, dependencies, {
      ...{ dryRun, read, problems, action: 'policy-import.run' },
      enterpriseIds: [...new Set(items.map(({ enterpriseId }) => enterpriseId))],
      details: { sign, replace, documentNo, effectiveFrom: day },
      save: async (tx, atMs) => {
        const how = { sign, documentNo, day, recording: recordingOf(request, atMs) };
        for (const item of items) {
          await importOne(tx, scope, item, { ...how, nowMs: clock() });
        }
      },
    });
  });
};

async function importOne(
  tx: Executor,
  scope: TenantScope,
  { enterpriseId, year, document }: ImportedPolicy,
  how: {
    readonly sign: boolean;
    readonly documentNo: string;
    readonly day: string | undefined;
    readonly recording: PolicyRecording;
    readonly nowMs: number;
  },
): Promise<void> {
  const { sign, documentNo, day, recording, nowMs } = how;
  await lockEnterprise(tx, scope, enterpriseId);
  const key = { enterpriseId, year, part: 'authority' } as const;
  const revision = (await findPolicyDraft(tx, scope, key))?.revision ?? 0;
  const baseVersion = latestNumber(await versionsOf(tx, scope, key, nowMs));
  await savePolicyDraft(tx, key, { document, open: !sign, baseVersion }, revision, recording);
  if (!sign) return;
  const { timeZone } = await getEnterprise(tx, scope, enterpriseId, recording.atMs);
  const effective = effectiveFrom(year, day, timeZone);
  const item = { ...key, document, ...effective, documentNo, note: '', applicationId: null };
  await signVersion(tx, scope, item, { baseVersion, recording, nowMs });
}

/** What stands in the way of signing rows: versions that would be replaced unseen or swallowed. */
async function signingProblems(
  executor: Executor,
  scope: TenantScope,
  { rows }: ReadRows<ImportedPolicy>,
  how: { readonly replace: boolean; readonly day: string | undefined; clock(): number },
): Promise<RowProblem[]> {
  const nowMs = how.clock();
  const faults = new Map<string, string>();
  for (const { item } of rows) {
    const { enterpriseId, year } = item;
    const versions = await versionsOf(executor, scope, { ...item, part: 'authority' }, nowMs);
    const newest = latestNumber(versions);
    if (newest === 0) continue;
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, nowMs);
    const { effectiveAtMs } = effectiveFrom(year, how.day, timeZone);
    const found = signingFault(versions, { effectiveAtMs, baseVersion: newest }, nowMs);
    const name = `${enterpriseId}/${year}`;
    if (found?.fault === 'hides-later') faults.set(name, hidesLaterText(found.version));
    else if (!how.replace) faults.set(name, `Version ${newest} is signed already; use replace.`);
  }
  return problemsOf(
    rows,
    'year',
    'POLICY_STATE_WRONG',
    ({ enterpriseId, year }) => faults.get(`${enterpriseId}/${year}`) ?? null,
  );
}

/** What the rows themselves cannot say: enterprises of others, doubles, drafts that are open. */
async function problemsIn(
  executor: Executor,
  scope: TenantScope,
  { rows }: ReadRows<ImportedPolicy>,
  replace: boolean,
): Promise<RowProblem[]> {
  const ids = [...new Set(rows.map(({ item }) => item.enterpriseId))];
  const known = await existingEnterpriseIds(executor, scope, ids);
  const open = new Set<string>();
  for (const { item } of replace ? [] : rows) {
    const draft = await findPolicyDraft(executor, scope, { ...item, part: 'authority' });
    if (draft?.open === true) open.add(`${item.enterpriseId}/${item.year}`);
  }
  return [
    ...problemsOf(rows, 'enterpriseId', 'NOT_FOUND', ({ enterpriseId }) =>
      known.has(enterpriseId) ? null : 'There is no such enterprise.',
    ),
    ...problemsOf(rows, 'enterpriseId', 'INVALID_REQUEST', ({ enterpriseId, year }, seen) =>
      firstOf(seen, `${enterpriseId}/${year}`) ? null : 'This year of it is in the file twice.',
    ),
    ...problemsOf(rows, 'year', 'POLICY_DRAFT_CHANGED', ({ enterpriseId, year }) =>
      open.has(`${enterpriseId}/${year}`) ? 'Somebody is working on a draft; use replace.' : null,
    ),
  ];
}
