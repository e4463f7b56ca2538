import { escalationLevel, localDate, verifyBy, type WorkCalendar } from '@hengneng/domain';
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import type { CaseActor } from '../cases/case-row.ts';
import type { Executor } from '../connection.ts';
import { getEnterprise } from '../enterprises.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import { alert, alertTransition } from '../schema/alerts.ts';
import { SYSTEM_SCOPE } from '../tenant-scope.ts';
import { type Alert, lockAlert, recordTransitions, updateAlert } from './alert-row.ts';

/** What a look at one unverified alert came to. */
export type UnverifiedLook = 'escalated' | 'reminded' | null;

/** Alerts that fire and that nobody verified, opened before an instant; by id, from `afterId` on. */
export async function listUnverified(
  executor: Executor,
  query: { readonly openedBeforeMs: number; readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const rows = await executor
    .select({ id: alert.id })
    .from(alert)
    .where(
      and(
        eq(alert.condition, 'firing'),
        eq(alert.handling, 'new'),
        lt(alert.openedAt, query.openedBeforeMs),
        query.afterId === '' ? undefined : gt(alert.id, query.afterId),
      ),
    )
    .orderBy(asc(alert.id))
    .limit(query.limit);
  return rows.map(({ id }) => id);
}

/**
 * Looks at one alert that nobody verified: on the last day its region is reminded, once; after it the
 * alert goes to the next level, once each, with history, audit row and notice in one transaction. It
 * looks again under the alert's lock, so two processes, or one that was killed, do it once.
 */
export async function escalateUnverified(
  tx: Executor,
  alertId: string,
  facts: { readonly calendar: WorkCalendar; readonly by: CaseActor },
): Promise<UnverifiedLook> {
  const { calendar, by } = facts;
  const held = await lockAlert(tx, eq(alert.id, alertId));
  if (held === null || held.condition !== 'firing' || held.handling !== 'new') return null;
  const { waitingSinceMs, level: reached } = await standingOf(tx, held);
  const { timeZone } = await getEnterprise(tx, SYSTEM_SCOPE, held.enterpriseId, by.atMs);
  const today = localDate(by.atMs, timeZone);
  const lastDay = verifyBy(localDate(waitingSinceMs, timeZone), held.severity, calendar);
  if (today === lastDay) return (await remind(tx, held, lastDay, by.atMs)) ? 'reminded' : null;
  const level = escalationLevel(lastDay, today, calendar);
  if (level === 0 || level <= reached) return null;
  await escalate(tx, held, { level, lastDay, by });
  return 'escalated';
}

/** Since when an alert waits for its verification, and how far it was escalated since. */
async function standingOf(
  tx: Executor,
  { id, openedAtMs }: Alert,
): Promise<{ readonly waitingSinceMs: number; readonly level: number }> {
  const history = await tx
    .select({
      type: alertTransition.type,
      atMs: alertTransition.at,
      level: sql<number>`coalesce((${alertTransition.details} ->> 'level')::int, 0)`,
    })
    .from(alertTransition)
    .where(eq(alertTransition.alertId, id))
    .orderBy(asc(alertTransition.no));
  // What was verified and fires again or worse has to be verified again, from then on.
  const since = history.slice(history.findLastIndex(({ type }) => type === 'verified') + 1);
  const found = since.find(({ type }) => FOUND.includes(type));
  const levels = since.map(({ type, level }) => (type === 'escalated' ? level : 0));
  return { waitingSinceMs: found?.atMs ?? openedAtMs, level: Math.max(0, ...levels) };
}

const FOUND: readonly string[] = ['opened', 're-fired', 'severity-raised'];

async function escalate(
  tx: Executor,
  before: Alert,
  step: { readonly level: 1 | 2; readonly lastDay: string; readonly by: CaseActor },
): Promise<void> {
  const { level, lastDay, by } = step;
  const after = await updateAlert(tx, before.id, {});
  const told = level === 1 ? officersOf(before) : ['authority'];
  const details = { level, verifyBy: lastDay, told };
  const { severity, condition, handling } = after;
  const note = level === 1 ? '逾期未核实' : '逾期未核实，报主管部门';
  await recordTransitions(tx, [
    {
      alert: after,
      transition: {
        ...{ alertId: after.id, no: after.lastNo, type: 'escalated', atMs: by.atMs },
        ...{ byUserId: by.userId, by: by.username, note, severity, condition, handling, details },
      },
      audit: {
        atMs: by.atMs,
        actor: { userId: by.userId, username: by.username },
        action: 'alert.escalated',
        enterpriseId: after.enterpriseId,
        subject: { type: 'alert', id: after.id },
        details,
      },
    },
  ]);
}

async function remind(tx: Executor, item: Alert, lastDay: string, atMs: number): Promise<boolean> {
  const { id, enterpriseId, severity, rule } = item;
  return await enqueueNotification(
    tx,
    {
      dedupKey: `alert/${id}/verify-by/${lastDay}`,
      ...{ enterpriseId, subjectId: id, event: 'notice', word: 'case', severity },
      ...{ rule: 'alert-verify-today', labels: { alertId: id }, audience: 'authority' },
      messageKey: item.assignee === null ? 'alert.verify-today' : 'alert.verify-today-by',
      params: {
        ...{ alertRule: rule, verifyBy: lastDay },
        ...(item.assignee === null
          ? {}
          : { officers: officersOf(item).join('、'), named: officersOf(item).join(',') }),
      },
      atMs,
    },
    atMs,
  );
}

/** Who has to act: the officer and the deputy, or any inspector of the region. */
function officersOf({ assignee, deputy }: Alert): string[] {
  return [assignee ?? 'inspectors', ...(deputy === null ? [] : [deputy])];
}
