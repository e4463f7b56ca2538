import { type CalorificValue, ledgerCalorificValues } from '@hengneng/domain';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { countingLedgerMonths } from '../ledger/ledger-revisions.ts';
import { enterpriseCalorificValue } from '../schema/accounts.ts';
import { ledgerRevision } from '../schema/ledger.ts';
import { ownedInScope, SYSTEM_SCOPE, type TenantScope } from '../tenant-scope.ts';
import type { Recording } from './factor-sets.ts';

/** A value with who recorded it and when. */
export interface RecordedCalorificValue extends CalorificValue {
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** Values of one enterprise as of an instant. */
interface ValueQuery {
  readonly enterpriseId: string;
  readonly asOfMs: number;
}

/** All values of an enterprise of the scope that were recorded by then, in the order of recording. */
export async function listCalorificValues(
  executor: Executor,
  scope: TenantScope,
  { enterpriseId, asOfMs }: ValueQuery,
): Promise<RecordedCalorificValue[]> {
  const rows = await executor
    .select()
    .from(enterpriseCalorificValue)
    .where(
      and(
        eq(enterpriseCalorificValue.enterpriseId, enterpriseId),
        ownedInScope(scope, enterpriseCalorificValue.enterpriseId),
        lte(enterpriseCalorificValue.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(enterpriseCalorificValue.no));
  // The lists are closed by the api's schemas; the database holds what passed them.
  return rows.map(({ recordedAt, ...row }) => ({
    ...row,
    recordedAtMs: recordedAt,
  })) as RecordedCalorificValue[];
}

/**
 * What decides an enterprise's own factors: the batches of its ledger months that count, and the values
 * recorded here, which go before them.
 */
export async function calorificValuesFor(
  executor: Executor,
  query: ValueQuery,
): Promise<CalorificValue[]> {
  const { enterpriseId, asOfMs } = query;
  const everyMonth = { fromMonth: '2000-01', toMonth: '2099-12' };
  const months = await countingLedgerMonths(executor, SYSTEM_SCOPE, {
    ...{ enterpriseId, asOfMs },
    ...everyMonth,
  });
  return [
    ...[...months.values()].flatMap((month) => ledgerCalorificValues(enterpriseId, month)),
    ...(await listCalorificValues(executor, SYSTEM_SCOPE, query)),
  ];
}

/**
 * The enterprises that may have factors of their own as of an instant, for those who compute many: all
 * others go by the set as it is. Looks through every ledger, so ask once for all of them.
 */
export async function enterprisesWithOwnFactors(
  executor: Executor,
  asOfMs: number,
): Promise<Set<string>> {
  const asOf = new Date(asOfMs).toISOString();
  const { rows } = await executor.execute<{ id: string }>(sql`
    select ${enterpriseCalorificValue.enterpriseId} as id from ${enterpriseCalorificValue}
    where ${enterpriseCalorificValue.recordedAt} <= ${asOf}
    union
    select ${ledgerRevision.enterpriseId} from ${ledgerRevision}
    where ${ledgerRevision.recordedAt} <= ${asOf}
      and jsonb_path_exists(${ledgerRevision.document}, '$.lines[*].calorificBatches[*]')`);
  return new Set(rows.map(({ id }) => id));
}

/** Records values of an enterprise that the caller has locked. */
export async function insertCalorificValues(
  tx: Executor,
  enterpriseId: string,
  values: readonly Omit<CalorificValue, 'no' | 'enterpriseId'>[],
  { by, atMs }: Recording,
): Promise<void> {
  await tx
    .insert(enterpriseCalorificValue)
    .values(values.map((value) => ({ ...value, enterpriseId, recordedAt: atMs, recordedBy: by })));
}
