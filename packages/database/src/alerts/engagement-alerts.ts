import type { AlertHandling } from '@hengneng/domain';
import { and, asc, gt, gte, inArray, lte, or, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { type Page, pageOf } from '../failures.ts';
import { alert, alertTransition } from '../schema/alerts.ts';
import { caseFile } from '../schema/cases.ts';
import {
  ALERT_COLUMNS,
  type Alert,
  type AlertCondition,
  type AlertSeverity,
  type AlertTransition,
  type AlertTransitionType,
} from './alert-row.ts';

/** What an engagement lets be seen. */
export interface EngagementView {
  readonly enterpriseIds: readonly string[];
  /** First and last day, `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodTo: string;
  /** The state that is shown, milliseconds since the epoch; that of now unless it is frozen. */
  readonly asOfMs: number;
}

/** An alert as it stood, with what had happened to it by then. */
export interface PastAlert {
  readonly alert: Alert;
  readonly transitions: readonly AlertTransition[];
}

/**
 * Alerts about an engagement's enterprises and period as they stood at its state, by id. What was
 * hidden from the enterprise then is not shown: an auditor may be the enterprise's own.
 */
export async function listEngagementAlerts(
  executor: Executor,
  view: EngagementView,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<PastAlert>> {
  const { enterpriseIds, periodFrom, periodTo, asOfMs } = view;
  if (enterpriseIds.length === 0) return { items: [] };
  const at = new Date(asOfMs).toISOString();
  const rows = await executor
    .select(ALERT_COLUMNS)
    .from(alert)
    .where(
      and(
        inArray(alert.enterpriseId, [...enterpriseIds]),
        lte(alert.periodFrom, periodTo),
        gte(alert.periodTo, periodFrom),
        lte(alert.openedAt, asOfMs),
        or(
          sql`${alert.rule} <> 'suspicion' and not ${alert.hidden}`,
          // Whether it was shown by then follows from what had happened by then.
          sql`exists (select 1 from ${alertTransition} where ${alertTransition.alertId} = ${alert.id}
            and ${alertTransition.type} = 'verified' and ${alertTransition.at} <= ${at}::timestamptz
            and ${alertTransition.handling} = 'verified')`,
        ),
        page.after === undefined ? undefined : gt(alert.id, page.after),
      ),
    )
    .orderBy(asc(alert.id))
    .limit(page.limit + 1);
  const found = pageOf(rows, page.limit, ({ id }) => id);
  const histories = await historiesUntil(
    executor,
    found.items.map(({ id }) => id),
    asOfMs,
  );
  const items = found.items.map((item) => {
    const transitions = histories.get(item.id) ?? [];
    return { alert: asOf(item, transitions), transitions };
  });
  return { ...found, items };
}

/** The alert as its last transition left it. */
function asOf(item: Alert, transitions: readonly AlertTransition[]): Alert {
  const last = transitions.at(-1);
  if (last === undefined) return item;
  const named = (type: AlertTransitionType, field: string) => {
    const found = transitions.findLast((each) => each.type === type)?.details[field];
    return typeof found === 'string' ? found : null;
  };
  const { severity, condition, handling } = last;
  return {
    ...item,
    ...{ severity, condition, handling, hidden: false, lastNo: last.no, judgedAtMs: last.atMs },
    assignee: named('assigned', 'assignee'),
    assigneeUserId: null,
    deputy: named('assigned', 'deputy'),
    deputyUserId: null,
    mergedIntoId: named('merged', 'intoAlertId'),
    caseId: transitions.some(({ type }) => type === 'case-opened') ? item.caseId : null,
  };
}

async function historiesUntil(executor: Executor, ids: readonly string[], asOfMs: number) {
  if (ids.length === 0) return new Map<string, AlertTransition[]>();
  const rows = await executor
    .select()
    .from(alertTransition)
    .where(and(inArray(alertTransition.alertId, [...ids]), lte(alertTransition.at, asOfMs)))
    .orderBy(asc(alertTransition.no));
  const transitions = rows.map(({ at, ...row }) => ({
    ...row,
    atMs: at,
    type: row.type as AlertTransitionType,
    severity: row.severity as AlertSeverity,
    condition: row.condition as AlertCondition,
    handling: row.handling as AlertHandling,
    details: row.details as Record<string, unknown>,
  }));
  return Map.groupBy(transitions, ({ alertId }) => alertId);
}

/** Cases of an engagement: opened by its state, about an alert of its period. */
export async function listEngagementCases(
  executor: Executor,
  view: EngagementView,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<{ readonly id: string; readonly enterpriseId: string; readonly title: string }>> {
  const { enterpriseIds, periodFrom, periodTo, asOfMs } = view;
  if (enterpriseIds.length === 0) return { items: [] };
  const rows = await executor
    .select({ id: caseFile.id, enterpriseId: caseFile.enterpriseId, title: caseFile.title })
    .from(caseFile)
    .where(
      and(
        inArray(caseFile.enterpriseId, [...enterpriseIds]),
        lte(caseFile.openedAt, asOfMs),
        sql`exists (select 1 from ${alert} where ${alert.caseId} = ${caseFile.id}
          and ${alert.periodFrom} <= ${periodTo}::date and ${alert.periodTo} >= ${periodFrom}::date)`,
        page.after === undefined ? undefined : gt(caseFile.id, page.after),
      ),
    )
    .orderBy(asc(caseFile.id))
    .limit(page.limit + 1);
  return pageOf(rows, page.limit, ({ id }) => id);
}
