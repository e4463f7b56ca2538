import { appendAudit, type Executor } from '@hengneng/database';
import type { FastifyRequest } from 'fastify';

import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RowProblem } from './csv-table.ts';
import { importAct, importAnswer, refuseProblems } from './import-request.ts';
import type { ReadRows } from './read-rows.ts';

/**
 * Looks at a table, or saves it: all of its rows and one row of the audit log in one transaction, or
 * nothing. The answer names every problem; what is imported is in force once the caller has published it.
 *
 * @throws DomainError IMPORT_INVALID where something is wrong and it is not a look
 */
export async function takeTable(
  request: FastifyRequest,
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  table: {
    readonly dryRun: boolean;
    readonly read: ReadRows<unknown>;
    /** All that is wrong with it, that of the reading among it. */
    readonly problems: readonly RowProblem[];
    /** `noun.verb` of the audit log. */
    readonly action: string;
    /** Enterprises that it is about; none for lists that belong to no enterprise. */
    readonly enterpriseIds?: readonly string[];
    /** What else the audit log has to know. */
    readonly details?: Readonly<Record<string, unknown>>;
    /** Saves the rows; the same instant stands in the audit log. */
    save(tx: Executor, atMs: number): Promise<void>;
  },
): Promise<ReturnType<typeof importAnswer>> {
  const { dryRun, read, problems, action, enterpriseIds = [], details = {} } = table;
  if (dryRun) return importAnswer(read, problems, true);
  refuseProblems(problems);
  const atMs = clock();
  await database.transaction(async (tx) => {
    await table.save(tx, atMs);
    const act = importAct(request, action, read, enterpriseIds);
    const entry = { ...act, details: { ...act.details, ...details } };
    await appendAudit(tx, requestAct(request, atMs, entry));
  });
  return importAnswer(read, [], false);
}
