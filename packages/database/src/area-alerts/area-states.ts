import type { AlertState, AreaRuleId } from '@hengneng/domain';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { areaAlertState } from '../schema/area-alerts.ts';
import { type AreaKey, areaText } from './area.ts';

/** Class of the advisory locks that keep judgements of one area in a row. */
const AREA_RULES_LOCK = 7_204_317;

/** What the rules keep of one alert of an area, with the days that name its period. */
export interface StoredAreaState extends AreaKey {
  readonly rule: AreaRuleId;
  readonly targetId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly state: AlertState<AreaRuleId>;
}

/** Lets one judgement at a time change the alerts of an area, until the transaction ends. */
export async function lockArea(tx: Executor, area: AreaKey): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(${AREA_RULES_LOCK}, hashtext(${areaText(area)}))`,
  );
}

/** What is kept of the alerts of an area. */
export async function listAreaStates(
  executor: Executor,
  { areaType, areaCode }: AreaKey,
): Promise<StoredAreaState[]> {
  const rows = await executor
    .select()
    .from(areaAlertState)
    .where(and(eq(areaAlertState.areaType, areaType), eq(areaAlertState.areaCode, areaCode)))
    .orderBy(
      asc(areaAlertState.rule),
      asc(areaAlertState.targetId),
      asc(areaAlertState.periodFrom),
    );
  return rows.map((row) => ({
    ...row,
    areaType: row.areaType as AreaKey['areaType'],
    rule: row.rule as AreaRuleId,
    state: row.state as AlertState<AreaRuleId>,
  }));
}

/** Keeps states in the place of those there are. The caller holds {@link lockArea}. */
export async function saveAreaStates(
  tx: Executor,
  states: readonly StoredAreaState[],
): Promise<void> {
  if (states.length === 0) return;
  const { areaType, areaCode, rule, targetId, periodFrom } = areaAlertState;
  await tx
    .insert(areaAlertState)
    .values([...states])
    .onConflictDoUpdate({
      target: [areaType, areaCode, rule, targetId, periodFrom],
      set: { periodTo: sql`excluded.period_to`, state: sql`excluded.state` },
    });
}
