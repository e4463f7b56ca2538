import {
  appendAudit,
  type Executor,
  insertRegisterEntry,
  listAreaEntries,
} from '@hengneng/database';
import { localDate } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { type ColumnNames, headerFields, parseTable } from '../imports/csv-table.ts';
import {
  addCsvParser,
  firstOf,
  IMPORT_BYTES_MAX,
  importSchema,
  problemsOf,
  tableOf,
} from '../imports/import-request.ts';
import { type ReadRows, readRows } from '../imports/read-rows.ts';
import { takeTable } from '../imports/take-table.ts';
import { regionCodeSchema } from '../schemas.ts';
import { assertCoversRegion, coversRegion } from './area-registers.routes.ts';
import {
  entryKey,
  invalid,
  registerBodySchema,
  registerEntrySchema,
  registerQuerySchema,
  toEntryAnswer,
} from './register-answers.ts';
import { REGISTER_SCHEMAS } from './register-schemas.ts';

const tags = ['registers'];
/** Months are those of China: regions here have its time. */
const ZONE = 'Asia/Shanghai';
const register = 'degree-days';
const params = z.object({ regionCode: regionCodeSchema });
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM');
const COLUMNS: ColumnNames = {
  regionCode: ['行政区划代码', '地区代码', '地区'],
  month: ['月份', '年月'],
  heating: ['采暖度日数', 'HDD18'],
  cooling: ['空调度日数', 'CDD26'],
  station: ['气象站', '来源'],
};
const rowSchema = z.strictObject({
  ...{ regionCode: regionCodeSchema, month: monthSchema },
  heating: z.coerce.number().pipe(REGISTER_SCHEMAS[register].shape.heating),
  cooling: z.coerce.number().pipe(REGISTER_SCHEMAS[register].shape.cooling),
  station: REGISTER_SCHEMAS[register].shape.station,
});
type Row = z.output<typeof rowSchema>;

const listRoute = {
  config: { permission: 'registers.read' },
  schema: {
    tags,
    summary: 'Heating and cooling degree days (度日数) of a region by month',
    ...{ params, querystring: registerQuerySchema },
    response: { 200: z.object({ items: z.array(registerEntrySchema(register)) }) },
  },
} as const;
const addRoute = {
  config: { permission: 'degree-days.write' },
  schema: {
    tags,
    summary: 'Enter the degree days of a month, or others in their place; the id is the month',
    ...{ params, body: registerBodySchema(register) },
    response: { 201: registerEntrySchema(register) },
  },
} as const;
const importRoute = {
  bodyLimit: IMPORT_BYTES_MAX,
  config: { permission: 'degree-days.write' },
  schema: { tags, summary: 'Degree days of regions and months: a CSV table', ...importSchema },
} as const;

/** Weather by region and month, which savings are adjusted by. What is corrected stays readable. */
export const degreeDaysRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  addCsvParser(app);
  const isOver = (month: string) => month < localDate(clock(), ZONE).slice(0, 7);

  app.get('/regions/:regionCode/degree-days', listRoute, async (request) => {
    // The weather of a place is nobody's secret: whoever reads registers may read it of any region.
    const { regionCode: code } = request.params;
    const { asOf, ...rest } = request.query;
    const wanted = { register, ...rest, asOfMs: asOf ?? clock() } as const;
    const area = { type: 'region', codes: [code] } as const;
    const entries = await listAreaEntries(database.executor, { ...wanted, area });
    return { items: entries.map(toEntryAnswer) };
  });

  app.post('/regions/:regionCode/degree-days', addRoute, async (request, reply) => {
    const { regionCode: code } = request.params;
    assertCoversRegion(request, 'degree-days.write', code);
    const { document, withdrawn, note, id } = request.body;
    const month = entryKey(undefined, id);
    if (!monthSchema.safeParse(month).success) throw invalid('id', 'The id is a month, YYYY-MM.');
    if (!isOver(month)) throw invalid('id', 'The month is not over.');
    const recording = { by: principalOf(request).username, atMs: clock() };
    const entry = await database.transaction(async (tx) => {
      const owner = { type: 'region', code } as const;
      const item = { register, owner, key: month, year: Number(month.slice(0, 4)) } as const;
      const checked = REGISTER_SCHEMAS[register].parse(document);
      const added = await insertRegisterEntry(
        tx,
        { ...item, document: checked, withdrawn, note },
        recording,
      );
      const act = {
        action: `${register}.${withdrawn ? 'withdraw' : 'record'}`,
        enterpriseId: null,
        subject: { type: register, id: `${code}/${month}` },
        details: { no: added.no, owner, document: checked, note },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return added;
    });
    return reply.status(201).send(toEntryAnswer(entry));
  });

  app.post('/imports/degree-days', importRoute, async (request) => {
    const read = readDegreeDays(tableOf(request.body));
    const problems = [
      ...read.problems,
      ...problemsOf(read.rows, 'regionCode', 'NOT_FOUND', ({ regionCode }) =>
        coversRegion(request, 'degree-days.write', regionCode) ? null : 'There is no such region.',
      ),
      ...problemsOf(read.rows, 'month', 'INVALID_REQUEST', ({ regionCode, month }, seen) =>
        firstOf(seen, `${regionCode}/${month}`) ? null : 'This month of it is in the file twice.',
      ),
      ...problemsOf(read.rows, 'month', 'INVALID_REQUEST', ({ month }) =>
        isOver(month) ? null : 'The month is not over.',
      ),
    ];
    const by = principalOf(request).username;
    return await takeTable(request, dependencies, {
      ...{ dryRun: request.query.dryRun, read, problems, action: 'degree-days-import.run' },
      save: async (tx, atMs) => {
        for (const { item } of read.rows) await importOne(tx, item, { by, atMs });
      },
    });
  });
};

/** Reads a table of degree days, a region and month a row. */
function readDegreeDays(bytes: Uint8Array): ReadRows<Row> {
  const table = parseTable(bytes, COLUMNS, ['regionCode', 'month', 'heating', 'cooling']);
  const read = readRows(table, (cells) => {
    // An empty cell is no zero: what was not measured must not count as mild weather.
    const blank = ['heating', 'cooling'].find((field) => cells[field] === undefined);
    if (blank === undefined) return rowSchema.safeParse(cells);
    return rowSchema.safeParse({ ...cells, [blank]: 'missing' });
  });
  return { ...read, columns: headerFields(bytes, COLUMNS) };
}

async function importOne(
  tx: Executor,
  { regionCode: code, month, ...document }: Row,
  recording: { readonly by: string; readonly atMs: number },
): Promise<void> {
  const owner = { type: 'region', code } as const;
  const item = { register, owner, key: month, year: Number(month.slice(0, 4)), document } as const;
  await insertRegisterEntry(tx, item, recording);
}
