import { DomainError } from '@hengneng/domain';
import { and, asc, desc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm';
import type { ActingPerson } from '../alerts/alert-actions.ts';
import type { AlertCondition, AlertSeverity } from '../alerts/alert-row.ts';
import type { Executor } from '../connection.ts';
import { notFound, type Page, pageOf } from '../failures.ts';
import { areaAlert, areaAlertTransition } from '../schema/area-alerts.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { type AreaKey, areaInScope } from './area.ts';
import {
  AREA_ALERT_COLUMNS,
  type AreaAlert,
  type AreaAlertHandling,
  type AreaAlertTransition,
  type AreaAlertTransitionType,
  lockAreaAlert,
  recordAreaTransitions,
  updateAreaAlert,
} from './area-alert-row.ts';

/** What alerts of areas are looked for; everything that is given has to hold. */
export interface AreaAlertFilter {
  readonly area?: AreaKey | undefined;
  readonly severityMin?: AlertSeverity | undefined;
  readonly condition?: AlertCondition | undefined;
  readonly handlings?: readonly AreaAlertHandling[] | undefined;
}

/** One page of alerts of areas that the scope covers, newest first; `after` is `next` of the page before. */
export async function listAreaAlerts(
  executor: Executor,
  scope: TenantScope,
  query: AreaAlertFilter & { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<AreaAlert>> {
  const { area, severityMin, condition, handlings, limit, after } = query;
  const optional = <T>(value: T | undefined, is: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : is(value);
  const rows = await executor
    .select(AREA_ALERT_COLUMNS)
    .from(areaAlert)
    .where(
      and(
        inScope(scope),
        optional(area, ({ areaType, areaCode }) =>
          and(eq(areaAlert.areaType, areaType), eq(areaAlert.areaCode, areaCode)),
        ),
        optional(severityMin, (value) => gte(areaAlert.severity, value)),
        optional(condition, (value) => eq(areaAlert.condition, value)),
        optional(handlings, (value) => inArray(areaAlert.handling, [...value])),
        isAfter(after),
      ),
    )
    .orderBy(desc(areaAlert.openedAt), desc(areaAlert.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => `${row.openedAtMs}~${row.id}`);
}

/** An alert of an area that the scope covers, or NOT_FOUND. */
export async function getAreaAlert(
  executor: Executor,
  scope: TenantScope,
  id: string,
): Promise<AreaAlert> {
  const [row] = await executor
    .select(AREA_ALERT_COLUMNS)
    .from(areaAlert)
    .where(and(eq(areaAlert.id, id), inScope(scope)));
  if (row === undefined) throw notFound('alert');
  return row;
}

/** Its transitions, oldest first; the caller has looked whether it may be seen. */
export async function listAreaAlertTransitions(
  executor: Executor,
  alertId: string,
): Promise<AreaAlertTransition[]> {
  const rows = await executor
    .select()
    .from(areaAlertTransition)
    .where(eq(areaAlertTransition.alertId, alertId))
    .orderBy(asc(areaAlertTransition.no));
  return rows.map(({ at, ...row }) => ({
    ...row,
    atMs: at,
    type: row.type as AreaAlertTransitionType,
    severity: row.severity as AlertSeverity,
    condition: row.condition as AlertCondition,
    handling: row.handling as AreaAlertHandling,
    details: row.details as Record<string, unknown>,
  }));
}

/** What the authority does about it. */
export interface AreaAlertAct {
  readonly action: 'acknowledge' | 'close';
  /** What was found and is done about it; why it is closed. */
  readonly note: string;
}

/**
 * Acknowledges an alert of an area, or closes it; in the caller's transaction and as its last act. What is
 * closed and gets worse is new again.
 *
 * @throws DomainError NOT_FOUND, ALERT_ACTION_REFUSED
 */
export async function actOnAreaAlert(
  tx: Executor,
  scope: TenantScope,
  request: { readonly alertId: string; readonly act: AreaAlertAct; readonly by: ActingPerson },
): Promise<void> {
  const { alertId, act, by } = request;
  const before = await lockAreaAlert(tx, and(eq(areaAlert.id, alertId), inScope(scope)));
  if (before === null) throw notFound('alert');
  const type = act.action === 'close' ? 'closed' : 'acknowledged';
  const isPossible =
    act.action === 'close' ? before.handling !== 'closed' : before.handling === 'new';
  if (!isPossible) {
    throw new DomainError('ALERT_ACTION_REFUSED', `This alert is ${before.handling} already.`);
  }
  const after = await updateAreaAlert(tx, alertId, { handling: type });
  const { severity, condition, handling, areaType, areaCode, rule } = after;
  await recordAreaTransitions(tx, [
    {
      alert: after,
      isUntold: false,
      transition: {
        ...{ alertId, no: after.lastNo, type, atMs: by.atMs, byUserId: by.userId, by: by.username },
        ...{ note: act.note, severity, condition, handling, details: {} },
      },
      audit: {
        ...{ atMs: by.atMs, actor: { userId: by.userId, username: by.username } },
        ...{ action: `area-alert.${type}`, enterpriseId: null },
        subject: { type: 'area-alert', id: alertId },
        details: { areaType, areaCode, rule, handling, note: act.note, ...by.origin },
      },
    },
  ]);
}

function inScope(scope: TenantScope): SQL {
  return areaInScope(scope, areaAlert.areaType, areaAlert.areaCode);
}

function isAfter(after: string | undefined): SQL | undefined {
  const [, atMs, id] = /^(-?\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? '') ?? [];
  if (id === undefined) return undefined;
  const at = new Date(Number(atMs)).toISOString();
  return sql`(${areaAlert.openedAt}, ${areaAlert.id}) < (${at}, ${id}::uuid)`;
}
