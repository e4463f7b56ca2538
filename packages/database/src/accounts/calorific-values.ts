import type { CalorificValue } from '@hengneng/domain';
import { and, asc, eq, lte } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, Executor } from '../connection.ts';
import { enterpriseCalorificValue } from '../schema/accounts.ts';
import type { Recording } from './factor-sets.ts';

/** A value with who recorded it and when. */
export interface RecordedCalorificValue extends CalorificValue {
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** All values of an enterprise that were recorded by an instant, in the order of recording. */
export async function listCalorificValues(
  executor: Executor,
  enterpriseId: string,
  asOfMs: number,
): Promise<RecordedCalorificValue[]> {
  const rows = await executor
    .select()
    .from(enterpriseCalorificValue)
    .where(
      and(
        eq(enterpriseCalorificValue.enterpriseId, enterpriseId),
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

/** Records values of an enterprise that the caller may write to, and the act. */
export async function insertCalorificValues(
  database: Database,
  enterpriseId: string,
  values: readonly Omit<CalorificValue, 'no' | 'enterpriseId'>[],
  { actor, atMs }: Recording,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.insert(enterpriseCalorificValue).values(
      values.map((value) => ({
        ...value,
        enterpriseId,
        recordedAt: atMs,
        recordedBy: actor.username,
      })),
    );
    await appendAudit(
      tx,
      values.map((value) => ({
        atMs,
        actor,
        action: 'calorific-value.record',
        enterpriseId,
        subject: { type: 'calorific-value', id: `${value.energyKind}/${value.validFrom}` },
        details: value,
      })),
    );
  });
}
