import { ALARM_RULES, type AlertCategory, type AlertHandling } from '@hengneng/domain';
import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  lte,
  notInArray,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound, type Page, pageOf } from '../failures.ts';
import { alert, alertTransition } from '../schema/alerts.ts';
import { enterprise } from '../schema/registry.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import {
  ALERT_COLUMNS,
  type Alert,
  type AlertCondition,
  type AlertSeverity,
  type AlertTransition,
  type AlertTransitionType,
} from './alert-row.ts';

/** Who looks: which enterprises, and whether suspicions that nobody verified are shown. */
export interface AlertViewer {
  readonly scope: TenantScope;
  readonly seesHidden: boolean;
}

/** What alerts are looked for; everything that is given has to hold. */
export interface AlertFilter {
  readonly enterpriseId?: string | undefined;
  /** Region code; covers what it prefixes. */
  readonly regionCode?: string | undefined;
  readonly parkCode?: string | undefined;
  /** Any of these rules. */
  readonly rules?: readonly string[] | undefined;
  readonly category?: AlertCategory | undefined;
  readonly severityMin?: AlertSeverity | undefined;
  readonly severityMax?: AlertSeverity | undefined;
  readonly condition?: AlertCondition | undefined;
  /** Any of these. */
  readonly handlings?: readonly AlertHandling[] | undefined;
  readonly assigneeUserId?: string | undefined;
  readonly openedFromMs?: number | undefined;
  readonly openedToMs?: number | undefined;
}

/** Orders of a list of alerts. */
export const ALERT_SORTS = ['newest', 'oldest', 'severity'] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** What alerts can be counted by. */
export const ALERT_GROUPS = [
  'rule',
  'severity',
  'condition',
  'handling',
  'enterprise',
  'region',
] as const;
export type AlertGroup = (typeof ALERT_GROUPS)[number];

/** One page of alerts; `after` is `next` of the page before, of the same query. */
export async function listAlerts(
  executor: Executor,
  viewer: AlertViewer,
  query: AlertFilter & {
    readonly sort: AlertSort;
    readonly limit: number;
    readonly after?: string | undefined;
  },
): Promise<Page<Alert>> {
  const rows = await executor
    .select(ALERT_COLUMNS)
    .from(alert)
    .where(and(isWantedAlert(viewer, query), isAfter(query.sort, query.after)))
    .orderBy(...ORDERS[query.sort])
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, (row) => `${row.severity}~${row.openedAtMs}~${row.id}`);
}

/** Alerts that have something in common. */
export interface AlertCount {
  readonly key: string;
  /** What the key is called, where it has a name. */
  readonly name: string | null;
  readonly count: number;
  /** Gravest severity among them. */
  readonly severityMax: AlertSeverity;
}

/** How many alerts there are by something, most first. */
export async function countAlerts(
  executor: Executor,
  viewer: AlertViewer,
  filter: AlertFilter,
  by: AlertGroup,
): Promise<AlertCount[]> {
  const key = GROUP_KEYS[by];
  return await executor
    .select({
      key,
      name: by === 'enterprise' ? sql<string | null>`min(${enterprise.name})` : sql<null>`null`,
      count: count(),
      severityMax: sql<AlertSeverity>`max(${alert.severity})`,
    })
    .from(alert)
    .innerJoin(enterprise, eq(enterprise.id, alert.enterpriseId))
    .where(isWantedAlert(viewer, filter))
    .groupBy(key)
    .orderBy(desc(count()), key);
}

/** An alert of the viewer, or NOT_FOUND. */
export async function getAlert(
  executor: Executor,
  viewer: AlertViewer,
  id: string,
): Promise<Alert> {
  const [row] = await executor
    .select(ALERT_COLUMNS)
    .from(alert)
    .where(and(eq(alert.id, id), isWantedAlert(viewer, {})));
  if (row === undefined) throw notFound('alert');
  return row;
}

/** Every transition of an alert, oldest first; the caller has looked whether it may be seen. */
export async function listAlertTransitions(
  executor: Executor,
  alertId: string,
): Promise<AlertTransition[]> {
  const rows = await executor
    .select()
    .from(alertTransition)
    .where(eq(alertTransition.alertId, alertId))
    .orderBy(asc(alertTransition.no));
  return rows.map(({ at, ...row }) => ({
    ...row,
    atMs: at,
    type: row.type as AlertTransitionType,
    severity: row.severity as AlertSeverity,
    condition: row.condition as AlertCondition,
    handling: row.handling as AlertHandling,
    details: row.details as Record<string, unknown>,
  }));
}

/** Alerts that a case works, oldest first. */
export async function listCaseAlerts(
  executor: Executor,
  caseIds: readonly string[],
): Promise<Alert[]> {
  if (caseIds.length === 0) return [];
  return await executor
    .select(ALERT_COLUMNS)
    .from(alert)
    .where(inArray(alert.caseId, [...caseIds]))
    .orderBy(asc(alert.openedAt), asc(alert.id));
}

const ORDERS: Readonly<Record<AlertSort, readonly SQL[]>> = {
  newest: [desc(alert.openedAt), desc(alert.id)],
  oldest: [asc(alert.openedAt), asc(alert.id)],
  severity: [desc(alert.severity), desc(alert.openedAt), desc(alert.id)],
};

const GROUP_KEYS: Readonly<Record<AlertGroup, SQL<string>>> = {
  rule: sql<string>`${alert.rule}`,
  severity: sql<string>`${alert.severity}::text`,
  condition: sql<string>`${alert.condition}`,
  handling: sql<string>`${alert.handling}`,
  enterprise: sql<string>`${alert.enterpriseId}`,
  region: sql<string>`${enterprise.regionCode}`,
};

/** What a viewer may see of what is looked for, as a condition on `alert`. */
export function isWantedAlert(
  { scope, seesHidden }: AlertViewer,
  filter: AlertFilter,
): SQL | undefined {
  const { enterpriseId, regionCode, parkCode, rules, category, condition, handlings } = filter;
  const { severityMin, severityMax, assigneeUserId, openedFromMs, openedToMs } = filter;
  const optional = <T>(value: T | undefined, condition_: (value: T) => SQL): SQL | undefined =>
    value === undefined ? undefined : condition_(value);
  return and(
    ownedInScope(scope, alert.enterpriseId),
    seesHidden ? undefined : eq(alert.hidden, false),
    optional(enterpriseId, (value) => eq(alert.enterpriseId, value)),
    optional(
      regionCode,
      (value) =>
        sql`exists (select 1 from ${enterprise} where ${enterprise.id} = ${alert.enterpriseId} and starts_with(${enterprise.regionCode}, ${value}))`,
    ),
    optional(
      parkCode,
      (value) =>
        sql`exists (select 1 from ${enterprise} where ${enterprise.id} = ${alert.enterpriseId} and ${enterprise.parkCode} = ${value})`,
    ),
    optional(rules, (value) => inArray(alert.rule, [...value])),
    optional(category, (value) =>
      (value === 'alarm' ? inArray : notInArray)(alert.rule, [...ALARM_RULES]),
    ),
    optional(severityMin, (value) => gte(alert.severity, value)),
    optional(severityMax, (value) => lte(alert.severity, value)),
    optional(condition, (value) => eq(alert.condition, value)),
    optional(handlings, (value) => inArray(alert.handling, [...value])),
    // Who stands in has the work on the list as well.
    optional(
      assigneeUserId,
      (value) => sql`${value} in (${alert.assigneeUserId}, ${alert.deputyUserId})`,
    ),
    optional(openedFromMs, (value) => gte(alert.openedAt, value)),
    optional(openedToMs, (value) => lte(alert.openedAt, value)),
  );
}

function isAfter(sort: AlertSort, after: string | undefined): SQL | undefined {
  const match = /^([123])~(-?\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? '');
  if (match === null) return undefined;
  const [, severity, atMs, id] = match;
  const at = new Date(Number(atMs)).toISOString();
  if (sort === 'oldest') return sql`(${alert.openedAt}, ${alert.id}) > (${at}, ${id}::uuid)`;
  if (sort === 'newest') return sql`(${alert.openedAt}, ${alert.id}) < (${at}, ${id}::uuid)`;
  return sql`(${alert.severity}, ${alert.openedAt}, ${alert.id}) < (${Number(severity)}, ${at}, ${id}::uuid)`;
}
