import { createHash } from 'node:crypto';
import { DomainError } from '@hengneng/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { RowProblem } from './csv-table.ts';
import type { ReadRow, ReadRows } from './read-rows.ts';

/** Largest table. */
export const IMPORT_BYTES_MAX = 8 * 1_048_576;
/** Problems named in one answer; a broken file has the same one in every row. */
const PROBLEMS_MAX = 500;
const CSV_TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'];

/** What every import takes and answers. */
export const importSchema = {
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
      columns: z
        .array(z.string().nullable())
        .optional()
        .describe('With `dryRun`: the field of each column of the file, from the left.'),
      errors: z.array(
        z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() }),
      ),
    }),
  },
};

/** Lets the routes of a plugin take tables as their body. */
export function addCsvParser(app: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  app.addContentTypeParser(
    CSV_TYPES,
    { parseAs: 'buffer', bodyLimit: IMPORT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
}

/** Judges each row; `seen` is shared by all of them. */
export function problemsOf<T>(
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

/** Whether a key is met for the first time; remembers it. */
export function firstOf(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** The table that was sent, or INVALID_REQUEST. */
export function tableOf(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body)) return body;
  const message = 'Send the table as the body, with content-type text/csv.';
  throw new DomainError('INVALID_REQUEST', message);
}

/** Refuses the whole table where anything is wrong with it. */
export function refuseProblems(problems: readonly RowProblem[]): void {
  if (problems.length === 0) return;
  const rows = new Set(problems.map((problem) => problem.row)).size;
  throw new DomainError('IMPORT_INVALID', `Nothing was saved: ${rows} rows are not right.`, {
    details: { errors: inOrder(problems) },
  });
}

/** What an import answers. */
export function importAnswer(
  read: ReadRows<unknown>,
  problems: readonly RowProblem[],
  dryRun: boolean,
) {
  const imported = problems.length === 0 ? read.rowCount : 0;
  const columns = dryRun && read.columns !== undefined ? { columns: [...read.columns] } : {};
  return { dryRun, rows: read.rowCount, imported, ...columns, errors: inOrder(problems) };
}

function inOrder(problems: readonly RowProblem[]): RowProblem[] {
  return [...problems].sort((left, right) => left.row - right.row).slice(0, PROBLEMS_MAX);
}

/** One row for the whole table: what was in it says its SHA-256 to who has the file. */
export function importAct(
  request: FastifyRequest,
  action: string,
  read: ReadRows<unknown>,
  enterpriseIds: readonly string[],
) {
  const sha256 = createHash('sha256').update(tableOf(request.body)).digest('hex');
  const [only] = enterpriseIds;
  return {
    action,
    enterpriseId: enterpriseIds.length === 1 && only !== undefined ? only : null,
    subject: { type: 'import', id: sha256 },
    details: { rows: read.rowCount, enterprises: enterpriseIds.length, sha256 },
  };
}
