import { and, count, inArray, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { alert } from '../schema/alerts.ts';
import type { AlertSeverity } from './alert-row.ts';
import { type AlertViewer, isWantedAlert } from './list-alerts.ts';

/** Ages of open alerts are counted up to these days; older ones together. */
export const ALERT_AGE_DAYS = [1, 7, 30] as const;
const MS_PER_DAY = 86_400_000;

/** The instants between which alerts of an age were opened, both included. */
export interface AlertAgeBounds {
  readonly underDays: (typeof ALERT_AGE_DAYS)[number] | null;
  /** Null: however long ago. */
  readonly openedFromMs: number | null;
  readonly openedToMs: number;
}

/** The ages as a list of alerts takes them, so that it shows exactly what was counted. */
export function alertAgeBounds(nowMs: number): AlertAgeBounds[] {
  const startMs = (days: number) => nowMs - days * MS_PER_DAY;
  return [...ALERT_AGE_DAYS, null].map((underDays, at) => {
    const before = ALERT_AGE_DAYS[at - 1];
    return {
      underDays,
      // An alert of exactly so many days is of the next age; instants are whole milliseconds.
      openedFromMs: underDays === null ? null : startMs(underDays) + 1,
      openedToMs: before === undefined ? nowMs : startMs(before),
    };
  });
}

/** Open alerts of one severity, age and state of verification. */
export interface AlertAgeCount {
  readonly severity: AlertSeverity;
  /** Days since it was opened, less than this many; null: older than all of them. */
  readonly underDays: (typeof ALERT_AGE_DAYS)[number] | null;
  /** Nobody has verified it yet. */
  readonly isUnverified: boolean;
  readonly count: number;
}

/** How many alerts of some enterprises fire, by severity and age. */
export async function countAlertAges(
  executor: Executor,
  viewer: AlertViewer,
  query: { readonly enterpriseIds: readonly string[]; readonly nowMs: number },
): Promise<AlertAgeCount[]> {
  const { enterpriseIds, nowMs } = query;
  if (enterpriseIds.length === 0) return [];
  const [day, week, month] = ALERT_AGE_DAYS.map((days) =>
    new Date(nowMs - days * MS_PER_DAY).toISOString(),
  );
  const underDays = sql<(typeof ALERT_AGE_DAYS)[number] | null>`case
    when ${alert.openedAt} > ${day}::timestamptz then 1
    when ${alert.openedAt} > ${week}::timestamptz then 7
    when ${alert.openedAt} > ${month}::timestamptz then 30 end`;
  const isUnverified = sql<boolean>`${alert.handling} = 'new'`;
  const severity = sql<AlertSeverity>`${alert.severity}`;
  return await executor
    .select({ severity, underDays, isUnverified, count: count() })
    .from(alert)
    .where(
      and(
        isWantedAlert(viewer, { condition: 'firing' }),
        inArray(alert.enterpriseId, [...enterpriseIds]),
      ),
    )
    // By position: the same expression with other parameters is another one to PostgreSQL.
    .groupBy(sql`1, 2, 3`);
}
