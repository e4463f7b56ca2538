import type { AlertHandling } from '@hengneng/domain';
import { and, eq, sql } from 'drizzle-orm';
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { alert, alertTransition } from '../schema/alerts.ts';
import { announceTransitions } from './announce.ts';

/** What can happen to an alert. */
export const ALERT_TRANSITIONS = [
  'opened',
  'severity-raised',
  'severity-lowered',
  'resolved',
  're-fired',
  // What the running month showed stands in settled figures now, at the same severity.
  'confirmed',
  'verified',
  'assigned',
  'merged',
  'case-opened',
  'case-closed',
  'escalated',
] as const;
export type AlertTransitionType = (typeof ALERT_TRANSITIONS)[number];

/** Whether what the rule looks at is violated now. */
export type AlertCondition = 'firing' | 'resolved';
/** 1 to 3; colours and labels are display. */
export type AlertSeverity = 1 | 2 | 3;

/** An alert as it stands. */
export interface Alert {
  readonly id: string;
  readonly enterpriseId: string;
  /** As the enterprise is called now. */
  readonly enterpriseName: string;
  readonly rule: string;
  readonly targetId: string | null;
  /** First and last day, `YYYY-MM-DD`, in the enterprise's zone. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly severity: AlertSeverity;
  readonly condition: AlertCondition;
  readonly handling: AlertHandling;
  readonly hidden: boolean;
  readonly openedAtMs: number;
  readonly judgedAtMs: number;
  /** As the rules had it when the alert was opened. */
  readonly evidence: unknown;
  readonly ruleVersion: string;
  readonly policyVersion: string | null;
  readonly factorVersion: string | null;
  readonly assigneeUserId: string | null;
  readonly assignee: string | null;
  /** Stands in while the officer is away. */
  readonly deputyUserId: string | null;
  readonly deputy: string | null;
  readonly mergedIntoId: string | null;
  readonly caseId: string | null;
  readonly lastNo: number;
}

/** One transition of an alert; `details` are what it is about besides. */
export interface AlertTransition {
  readonly alertId: string;
  readonly no: number;
  readonly type: AlertTransitionType;
  readonly atMs: number;
  readonly byUserId: string | null;
  /** `rules` or a username. */
  readonly by: string;
  readonly note: string;
  readonly severity: AlertSeverity;
  readonly condition: AlertCondition;
  readonly handling: AlertHandling;
  readonly details: Readonly<Record<string, unknown>>;
  /** Row of the audit log that was written with it. */
  readonly auditSequence: number;
}

/** A transition that is to be put on record, with what the audit log says about it. */
export interface PendingTransition {
  readonly alert: Alert;
  readonly transition: Omit<AlertTransition, 'auditSequence'>;
  readonly audit: AuditEntry;
  /** On record alone: a flapping alert is not told of with every turn. */
  readonly isUntold?: boolean;
}

/** The columns of an alert, named as in {@link Alert}. */
export const ALERT_COLUMNS = {
  id: alert.id,
  enterpriseId: alert.enterpriseId,
  // In full: Drizzle leaves the table out of a selected column, and the inner one would win.
  enterpriseName: sql<string>`(select name from enterprise where enterprise.id = alert.enterprise_id)`,
  rule: alert.rule,
  targetId: alert.targetId,
  periodFrom: alert.periodFrom,
  periodTo: alert.periodTo,
  severity: sql<AlertSeverity>`${alert.severity}`,
  condition: sql<AlertCondition>`${alert.condition}`,
  handling: sql<AlertHandling>`${alert.handling}`,
  hidden: alert.hidden,
  openedAtMs: alert.openedAt,
  judgedAtMs: alert.judgedAt,
  evidence: alert.evidence,
  ruleVersion: alert.ruleVersion,
  policyVersion: alert.policyVersion,
  factorVersion: alert.factorVersion,
  assigneeUserId: alert.assigneeUserId,
  assignee: alert.assignee,
  deputyUserId: alert.deputyUserId,
  deputy: alert.deputy,
  mergedIntoId: alert.mergedIntoId,
  caseId: alert.caseId,
  lastNo: alert.lastNo,
};

/** Locks an alert to the end of the transaction; null where there is none. */
export async function lockAlert(
  tx: Executor,
  where: ReturnType<typeof and>,
): Promise<Alert | null> {
  const [row] = await tx.select(ALERT_COLUMNS).from(alert).where(where).for('update');
  return row ?? null;
}

/** Writes the alert's present state and what else changed with it; the caller holds its lock. */
export async function updateAlert(
  tx: Executor,
  id: string,
  change: Partial<typeof alert.$inferInsert>,
): Promise<Alert> {
  const [row] = await tx
    .update(alert)
    .set({ ...change, lastNo: sql`${alert.lastNo} + 1` })
    .where(and(eq(alert.id, id)))
    .returning(ALERT_COLUMNS);
  if (row === undefined) throw new Error('PostgreSQL answered no row for an alert.');
  return row;
}

/**
 * Puts transitions on record: audit log, history, and word to who is told. **Last in the
 * transaction**, once, with all locks taken (see `appendAudit`). Answers them with the audit log's rows,
 * and the row of the last of the `further` entries.
 */
export async function recordTransitions(
  tx: Executor,
  pending: readonly PendingTransition[],
  further: readonly AuditEntry[] = [],
): Promise<{ readonly transitions: AlertTransition[]; readonly sequence: number }> {
  if (pending.length === 0 && further.length === 0) return { transitions: [], sequence: 0 };
  // What is announced may take locks of its own, so it comes before the log's.
  await announceTransitions(tx, pending);
  const entries = [...pending.map(({ audit }) => audit), ...further];
  const { sequence } = await appendAudit(tx, entries);
  const first = sequence - entries.length + 1;
  const transitions = pending.map(({ transition }, index) => ({
    ...transition,
    auditSequence: first + index,
  }));
  for (const part of chunks(transitions)) {
    await tx
      .insert(alertTransition)
      .values(part.map(({ atMs, ...rest }) => ({ ...rest, at: atMs })));
  }
  return { transitions, sequence };
}
