import { type and, eq, sql } from 'drizzle-orm';
import type { AlertCondition, AlertSeverity } from '../alerts/alert-row.ts';
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import type { Executor } from '../connection.ts';
import { areaAlert, areaAlertTransition } from '../schema/area-alerts.ts';
import { announceAreaTransitions } from './announce-area.ts';
import type { AreaKey } from './area.ts';

/** What can happen to an alert of an area. */
export const AREA_ALERT_TRANSITIONS = [
  'opened',
  'severity-raised',
  'severity-lowered',
  'resolved',
  're-fired',
  'acknowledged',
  'closed',
] as const;
export type AreaAlertTransitionType = (typeof AREA_ALERT_TRANSITIONS)[number];

/** How far the authority is with it: not seen, being looked into, settled for its part. */
export const AREA_ALERT_HANDLINGS = ['new', 'acknowledged', 'closed'] as const;
export type AreaAlertHandling = (typeof AREA_ALERT_HANDLINGS)[number];

/** An alert of an area as it stands. */
export interface AreaAlert extends AreaKey {
  readonly id: string;
  /** As the area is called now; null where nobody named it. */
  readonly areaName: string | null;
  readonly rule: string;
  readonly targetId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly severity: AlertSeverity;
  readonly condition: AlertCondition;
  readonly handling: AreaAlertHandling;
  readonly openedAtMs: number;
  readonly judgedAtMs: number;
  readonly evidence: unknown;
  readonly ruleVersion: string;
  readonly lastNo: number;
}

/** One transition of it. */
export interface AreaAlertTransition {
  readonly alertId: string;
  readonly no: number;
  readonly type: AreaAlertTransitionType;
  readonly atMs: number;
  readonly byUserId: string | null;
  readonly by: string;
  readonly note: string;
  readonly severity: AlertSeverity;
  readonly condition: AlertCondition;
  readonly handling: AreaAlertHandling;
  readonly details: Readonly<Record<string, unknown>>;
  readonly auditSequence: number;
}

/** A transition that is to be put on record, with what the audit log says about it. */
export interface PendingAreaTransition {
  readonly alert: AreaAlert;
  readonly transition: Omit<AreaAlertTransition, 'auditSequence'>;
  readonly audit: AuditEntry;
  /** On record alone. */
  readonly isUntold: boolean;
}

/** The columns of an alert of an area, named as in {@link AreaAlert}. */
export const AREA_ALERT_COLUMNS = {
  id: areaAlert.id,
  areaType: sql<AreaKey['areaType']>`${areaAlert.areaType}`,
  areaCode: areaAlert.areaCode,
  // In full: Drizzle leaves the table out of a selected column, and the inner one would win.
  areaName: sql<string | null>`case when area_alert.area_type = 'region'
    then (select name from region where region.code = area_alert.area_code)
    else (select name from park where park.code = area_alert.area_code) end`,
  rule: areaAlert.rule,
  targetId: areaAlert.targetId,
  periodFrom: areaAlert.periodFrom,
  periodTo: areaAlert.periodTo,
  severity: sql<AlertSeverity>`${areaAlert.severity}`,
  condition: sql<AlertCondition>`${areaAlert.condition}`,
  handling: sql<AreaAlertHandling>`${areaAlert.handling}`,
  openedAtMs: areaAlert.openedAt,
  judgedAtMs: areaAlert.judgedAt,
  evidence: areaAlert.evidence,
  ruleVersion: areaAlert.ruleVersion,
  lastNo: areaAlert.lastNo,
};

/** Locks an alert of an area to the end of the transaction; null where there is none. */
export async function lockAreaAlert(
  tx: Executor,
  where: ReturnType<typeof and>,
): Promise<AreaAlert | null> {
  const [row] = await tx.select(AREA_ALERT_COLUMNS).from(areaAlert).where(where).for('update');
  return row ?? null;
}

/** Writes its present state; the caller holds its lock. */
export async function updateAreaAlert(
  tx: Executor,
  id: string,
  change: Partial<typeof areaAlert.$inferInsert>,
): Promise<AreaAlert> {
  const [row] = await tx
    .update(areaAlert)
    .set({ ...change, lastNo: sql`${areaAlert.lastNo} + 1` })
    .where(eq(areaAlert.id, id))
    .returning(AREA_ALERT_COLUMNS);
  if (row === undefined) throw new Error('PostgreSQL answered no row for an alert of an area.');
  return row;
}

/** Puts transitions on record: outbox, audit log, history. **Last in the transaction**, once. */
export async function recordAreaTransitions(
  tx: Executor,
  pending: readonly PendingAreaTransition[],
): Promise<void> {
  if (pending.length === 0) return;
  await announceAreaTransitions(
    tx,
    pending.filter(({ isUntold }) => !isUntold),
  );
  const { sequence } = await appendAudit(
    tx,
    pending.map(({ audit }) => audit),
  );
  const first = sequence - pending.length + 1;
  await tx.insert(areaAlertTransition).values(
    pending.map(({ transition: { atMs, ...rest } }, index) => ({
      ...rest,
      at: atMs,
      auditSequence: first + index,
    })),
  );
}
