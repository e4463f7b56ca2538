import {
  appendAudit,
  findLedgerDraft,
  getEnterprise,
  getLedgerSettings,
  insertLedgerRevisions,
  type LedgerRevision,
  latestOf,
  listLedgerRevisions,
  listMeters,
  listProducts,
  lockLedger,
} from '@hengneng/database';
import { addMonths, type CheckedLedger, DomainError, isAccountedKind } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RowProblem } from '../imports/csv-table.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { XLSX_TYPE, xlsxStream } from '../tables/xlsx-writer.ts';
import { keepDraft } from './keep-draft.ts';
import { actorOf, checkDrafts, enterpriseForMonths, isOwnStaff } from './ledger-context.ts';
import { findingSchema, ledgerParamsSchema, monthSchema } from './ledger-schemas.ts';
import { templateSheets } from './ledger-template.ts';
import {
  type ReadLedgerMonth,
  type ReadLedgerTable,
  readLedgerTable,
} from './read-ledger-table.ts';

const UPLOAD_BYTES_MAX = 4 * 1_048_576;
const MONTHS_MAX = 120;
/** Problems named in one answer; a broken file has the same one in every row. */
const PROBLEMS_MAX = 500;
const METERS_MAX = 1_000;
const CSV_TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'];

const problemSchema = z.object({
  row: z.int(),
  sheet: z.string().optional(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
});
const tableBody = {
  consumes: ['text/csv', XLSX_TYPE],
  body: z.unknown().meta({ type: 'string', description: 'CSV (UTF-8 or GB18030), or XLSX.' }),
};

const getTemplateRoute = {
  config: { permission: 'ledger.read', readAction: 'ledger-template.download' },
  schema: {
    tags: ['ledger'],
    summary: 'Excel form of a month: kinds, products and opening stock filled in',
    params: enterpriseParamsSchema,
    querystring: z.object({ month: monthSchema }),
    produces: [XLSX_TYPE],
  },
} as const;

const postUploadRoute = {
  bodyLimit: UPLOAD_BYTES_MAX,
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary: 'Take a filled-in form as the draft of its month',
    params: ledgerParamsSchema,
    querystring: z.object({
      version: z.coerce.number().int().min(0).describe('Of the draft it takes the place of.'),
    }),
    ...tableBody,
    response: { 200: z.object({ version: z.int(), findings: z.array(findingSchema) }) },
  },
} as const;

const postImportRoute = {
  bodyLimit: UPLOAD_BYTES_MAX,
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary: 'Many months at once, such as a baseline year: all are submitted, or none',
    params: enterpriseParamsSchema,
    querystring: z.object({
      dryRun: z
        .stringbool()
        .default(false)
        .describe('Only look: nothing is saved, problems are answered with 200.'),
      reason: z.string().trim().max(1_000).default('').describe('For months that were returned.'),
    }),
    ...tableBody,
    response: {
      200: z.object({
        dryRun: z.boolean(),
        rows: z.int(),
        months: z.array(z.string()).describe('Months that were submitted, or that would be.'),
        errors: z.array(problemSchema),
        warnings: z.array(problemSchema),
      }),
    },
  },
} as const;

/** The ledger as a table: the Excel form, filled in and taken back, and earlier years. */
export const ledgerTablesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  app.addContentTypeParser(
    [...CSV_TYPES, XLSX_TYPE, 'application/octet-stream'],
    { parseAs: 'buffer', bodyLimit: UPLOAD_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );

  app.get(
    '/enterprises/:enterpriseId/ledger/template.xlsx',
    getTemplateRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { month } = request.query;
      const scope = requestScope(request);
      const range = { enterpriseId, fromMonth: month, toMonth: month };
      await enterpriseForMonths(request, dependencies, { ...range, permission: 'ledger.read' });
      const fromMonth = addMonths(month, -1);
      const revisions = await listLedgerRevisions(executor, scope, { ...range, fromMonth });
      const latest = latestOf(revisions);
      const previous = latest.get(fromMonth) ?? null;
      const isOwn = isOwnStaff(principalOf(request));
      const draft = isOwn ? await findLedgerDraft(executor, scope, enterpriseId, month) : null;
      const { settings } = await getLedgerSettings(executor, scope, enterpriseId);
      const known = [...settings.kinds, ...(previous?.lines.map((line) => line.kind) ?? [])];
      const query = { enterpriseId, limit: METERS_MAX, atMs: clock() };
      const meters = known.length > 0 ? [] : (await listMeters(executor, scope, query)).items;
      const sheets = templateSheets({
        month,
        kinds: [
          ...new Set([
            ...known,
            ...meters.map((meter) => meter.energyKind).filter(isAccountedKind),
          ]),
        ],
        products: await listProducts(executor, scope, enterpriseId),
        previous,
        draft: draft?.open === true ? draft.document : (latest.get(month) ?? null),
      });
      return reply
        .type(XLSX_TYPE)
        .header('content-disposition', `attachment; filename="ledger-${month}.xlsx"`)
        .send(xlsxStream(sheets));
    },
  );

  app.post('/enterprises/:enterpriseId/ledger/:month/upload', postUploadRoute, async (request) => {
    const { enterpriseId, month } = request.params;
    const scope = requestScope(request);
    const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
    const read = await readLedgerTable(bodyOf(request.body), month);
    refuseProblems(read.problems);
    const document = read.months.get(month)?.draft ?? { month, lines: [], outputs: [] };
    const draft = { document, source: 'template', expectedVersion: request.query.version } as const;
    const { version, findings } = await keepDraft(request, dependencies, enterprise, draft);
    return { version, findings: [...findings] };
  });

  app.post('/enterprises/:enterpriseId/ledger/import', postImportRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { dryRun, reason } = request.query;
    const scope = requestScope(request);
    const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
    const read = await readLedgerTable(bodyOf(request.body));
    const months = [...read.months.keys()].sort();
    const [firstMonth] = months;
    if (firstMonth === undefined) {
      refuseProblems(read.problems);
      throw new DomainError('IMPORT_INVALID', 'The file has no row that is filled in.');
    }
    if (months.length > MONTHS_MAX) {
      throw new DomainError('IMPORT_INVALID', `Import at most ${MONTHS_MAX} months at a time.`);
    }
    const actor = actorOf(request, clock());
    return await database.transaction(async (tx) => {
      await lockLedger(tx, enterpriseId);
      const drafts = months.map((month) => (read.months.get(month) as ReadLedgerMonth).draft);
      const { checked, revisions } = await checkDrafts(tx, scope, enterprise, drafts, actor.atMs);
      const last = new Map(revisions.map((revision) => [revision.month, revision]));
      const { errors, warnings } = problemsOf(read, checked, last, reason);
      const answer = { dryRun, rows: read.rowCount, warnings: inOrder(warnings) };
      if (dryRun) return { ...answer, months: errors.length > 0 ? [] : months, errors };
      refuseProblems(errors);
      const items = months.flatMap((month) => {
        const result = checked.get(month);
        if (result?.month == null) return [];
        const revision = (last.get(month)?.revision ?? 0) + 1;
        const { findings } = result;
        const why = revision === 1 ? '' : reason;
        return [
          { document: result.month, revision, source: 'import' as const, reason: why, findings },
        ];
      });
      await insertLedgerRevisions(tx, enterpriseId, items, actor);
      const act = {
        action: 'ledger.import',
        enterpriseId,
        subject: { type: 'ledger', id: enterpriseId },
        details: { months, rows: read.rowCount, warnings: warnings.length, reason },
      };
      await appendAudit(tx, requestAct(request, actor.atMs, act));
      return { ...answer, months, errors: [] };
    });
  });
};

/** What is wrong with rows, and what the checks of the months say, by the rows they came from. */
function problemsOf(
  read: ReadLedgerTable,
  checked: ReadonlyMap<string, CheckedLedger>,
  last: ReadonlyMap<string, LedgerRevision>,
  reason: string,
): { readonly errors: RowProblem[]; readonly warnings: RowProblem[] } {
  // Without the rows that are wrong in themselves, sums and stocks would accuse the right ones.
  if (read.problems.length > 0) return { errors: inOrder(read.problems), warnings: [] };
  const errors: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  for (const [month, { draft, linePlaces, outputPlaces }] of read.months) {
    const first = linePlaces[0] ?? outputPlaces[0] ?? { row: 0 };
    const state = last.get(month)?.state ?? 'returned';
    if (state !== 'returned') {
      const message = `${month} is on record already; change it by a new revision.`;
      errors.push({ ...first, column: 'month', code: 'LEDGER_STEP_NOT_ALLOWED', message });
    } else if (last.has(month) && reason === '') {
      const message = `${month} was returned; give a reason with the import.`;
      errors.push({ ...first, column: 'month', code: 'LEDGER_REASON_MISSING', message });
    }
    for (const { severity, path, code, message } of checked.get(draft.month)?.findings ?? []) {
      const [part, index, field] = path.split('.');
      const places = part === 'lines' ? linePlaces : part === 'outputs' ? outputPlaces : [];
      const place = places[Number(index)] ?? first;
      const column = field ?? part ?? '';
      const text = `${message.zh} ${message.en}`;
      const list = severity === 'blocking' ? errors : warnings;
      list.push({ ...place, column, code, message: text });
    }
  }
  return { errors: inOrder(errors), warnings };
}

function bodyOf(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body)) return body;
  throw new DomainError('INVALID_REQUEST', 'Send the table as the body: text/csv or XLSX.');
}

function refuseProblems(problems: readonly RowProblem[]): void {
  if (problems.length === 0) return;
  const rows = new Set(problems.map(({ sheet, row }) => `${sheet}/${row}`)).size;
  throw new DomainError('IMPORT_INVALID', `Nothing was saved: ${rows} rows are not right.`, {
    details: { errors: inOrder(problems) },
  });
}

function inOrder(problems: readonly RowProblem[]): RowProblem[] {
  return [...problems].sort((left, right) => left.row - right.row).slice(0, PROBLEMS_MAX);
}
