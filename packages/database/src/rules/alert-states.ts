import type { AlertState, RuleId } from '@hengneng/domain';
import { asc, inArray, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { alertState } from '../schema/rules.ts';

/** Class of the advisory locks that keep judgements of one enterprise in a row. */
const RULES_LOCK = 7_204_316;

/** What the rules keep of one alert, with the days that name its period. */
export interface StoredAlertState {
  readonly enterpriseId: string;
  readonly rule: RuleId;
  readonly targetId: string | null;
  /** First and last day of the period, `YYYY-MM-DD`, in the enterprise's zone. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly state: AlertState;
}

/**
 * Lets one judgement at a time change the alerts of each of these enterprises, until the transaction
 * ends. Taken before any fact is read, so that the later judgement is the one with the newer facts.
 */
export async function lockAlertStates(
  tx: Executor,
  enterpriseIds: readonly string[],
): Promise<void> {
  // In one order, so that two who hold several cannot wait for each other.
  await tx.execute(sql`
    select pg_advisory_xact_lock(${RULES_LOCK}, held.key) from (
      select distinct hashtext(id) as key from unnest(${sql.param([...enterpriseIds])}::text[]) as id
      order by key) as held`);
}

/** What is kept of the alerts of some enterprises, by enterprise, rule, target and period. */
export async function listAlertStates(
  executor: Executor,
  enterpriseIds: readonly string[],
): Promise<StoredAlertState[]> {
  const states: StoredAlertState[] = [];
  for (const ids of chunks(enterpriseIds)) {
    const rows = await executor
      .select()
      .from(alertState)
      .where(inArray(alertState.enterpriseId, [...ids]))
      .orderBy(
        asc(alertState.enterpriseId),
        asc(alertState.rule),
        asc(alertState.targetId),
        asc(alertState.periodFrom),
      );
    for (const row of rows) {
      const { rule, state, ...rest } = row;
      states.push({ ...rest, rule: rule as RuleId, state: state as AlertState });
    }
  }
  return states;
}

/** Keeps states in the place of those there are. The caller holds {@link lockAlertStates}. */
export async function saveAlertStates(
  tx: Executor,
  states: readonly StoredAlertState[],
): Promise<void> {
  for (const part of chunks(states)) {
    await tx
      .insert(alertState)
      .values([...part])
      .onConflictDoUpdate({
        target: [
          alertState.enterpriseId,
          alertState.rule,
          alertState.targetId,
          alertState.periodFrom,
        ],
        set: { periodTo: sql`excluded.period_to`, state: sql`excluded.state` },
      });
  }
}
