import { DomainError, documentNumber } from '@hengneng/domain';
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound, withMeanings } from '../failures.ts';
import { documentNumberGiven, issuingBody } from '../schema/cases.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** A body that issues documents (发文机关). */
export interface IssuingBody {
  /** 机关代字, such as 平发改. */
  readonly mark: string;
  readonly name: string;
  readonly regionCode: string;
  /** Where reconsideration (行政复议) of its acts is asked for. */
  readonly reviewBody: string;
}

const COLUMNS = {
  mark: issuingBody.mark,
  name: issuingBody.name,
  regionCode: issuingBody.regionCode,
  reviewBody: issuingBody.reviewBody,
};

/** Registers a body; CASE_INVALID for a mark that is taken, NOT_FOUND for a region outside the scope. */
export async function insertIssuingBody(
  tx: Executor,
  scope: TenantScope,
  body: IssuingBody & {
    readonly by: { readonly userId: string; readonly username: string; readonly atMs: number };
  },
): Promise<void> {
  const { by, ...columns } = body;
  const covers = scope.all || scope.regionCodes.some((code) => body.regionCode.startsWith(code));
  if (!covers) throw notFound('region');
  await withMeanings(
    { issuing_body_pkey: ['CASE_INVALID', 'This mark belongs to a body already.'] },
    () =>
      tx.insert(issuingBody).values({
        ...columns,
        registeredAt: by.atMs,
        registeredByUserId: by.userId,
        registeredBy: by.username,
      }),
  );
}

/** Bodies of the regions of a scope, those of the regions above them included. */
export async function listIssuingBodies(
  executor: Executor,
  scope: TenantScope,
): Promise<IssuingBody[]> {
  return await executor
    .select(COLUMNS)
    .from(issuingBody)
    .where(isOfScope(scope))
    .orderBy(asc(issuingBody.mark));
}

/** A body that an authority of this scope signs for: of its own regions, not of those above. */
export async function signingBody(
  tx: Executor,
  scope: TenantScope,
  mark: string,
): Promise<IssuingBody> {
  const own = scope.all
    ? undefined
    : (or(
        ...scope.regionCodes.map((code) => sql`starts_with(${issuingBody.regionCode}, ${code})`),
      ) ?? sql`false`);
  const [row] = await tx
    .select(COLUMNS)
    .from(issuingBody)
    .where(and(eq(issuingBody.mark, mark), own));
  if (row === undefined) {
    throw new DomainError('CASE_INVALID', `You sign for no body with the mark ${mark}.`);
  }
  return row;
}

/** Reserves the next number of a body and year; its row is locked until the transaction ends. */
export async function nextDocumentNumber(
  tx: Executor,
  mark: string,
  year: number,
): Promise<{ readonly no: number; readonly number: string }> {
  const { rows } = await tx.execute<{ no: number }>(sql`
    insert into document_counter (mark, year, last_no) values (${mark}, ${year}, 1)
    on conflict (mark, year) do update set last_no = document_counter.last_no + 1
    returning last_no as no`);
  const no = rows[0]?.no;
  if (no === undefined) throw new Error('PostgreSQL answered no document number.');
  return { no, number: documentNumber(mark, year, no) };
}

/** Notes whom a number was given to, once. */
export async function keepDocumentNumber(
  tx: Executor,
  given: typeof documentNumberGiven.$inferInsert,
): Promise<void> {
  await tx.insert(documentNumberGiven).values(given);
}

function isOfScope(scope: TenantScope): SQL | undefined {
  if (scope.all) return undefined;
  const parts = scope.regionCodes.flatMap((code) => [
    sql`starts_with(${issuingBody.regionCode}, ${code})`,
    sql`starts_with(${code}, ${issuingBody.regionCode})`,
  ]);
  return or(...parts) ?? sql`false`;
}
