import { canonicalJson, type PlainJson, toPlainJson } from '@hengneng/contracts';
import { handlingAfterWorse } from '@hengneng/domain';
import { and, eq, isNull } from 'drizzle-orm';
import { sha256Hex } from '../audit/append-audit.ts';
import type { Executor } from '../connection.ts';
import { alert } from '../schema/alerts.ts';
import {
  ALERT_COLUMNS,
  type Alert,
  type AlertCondition,
  type AlertSeverity,
  type AlertTransition,
  type AlertTransitionType,
  lockAlert,
  type PendingTransition,
  recordTransitions,
  updateAlert,
} from './alert-row.ts';

/** What a rule found about one enterprise, target and period. */
export interface AlertFinding {
  readonly enterpriseId: string;
  readonly rule: string;
  readonly targetId: string | null;
  /** First and last day of the period, `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly condition: AlertCondition;
  readonly severity: AlertSeverity;
  /** Readings range, quantities, estimated share, calibration …: anything JSON can say. */
  readonly evidence: unknown;
  readonly ruleVersion: string;
  readonly policyVersion: string | null;
  readonly factorVersion: string | null;
  /** A suspicion: not for the enterprise before a person found it true. */
  readonly hidden: boolean;
  /** When it was judged. */
  readonly atMs: number;
  /** Settled figures say what was a preview so far; its evidence belongs on record. */
  readonly isConfirmation?: boolean;
  /** On record alone, nobody is told: a flapping alert. */
  readonly isUntold?: boolean;
}

/** What came of a finding. */
export interface RaisedAlert {
  readonly alert: Alert;
  /** Null when nothing changed. */
  readonly transition: AlertTransition | null;
}

/** Name of the rules in histories and audit log. */
export const RULES_ACTOR = { userId: null, username: 'rules' } as const;

/**
 * Opens an alert or moves the one there is, idempotently: the same finding again changes nothing, a
 * finding judged before the last change is stale and ignored, and two writers of one finding end with
 * one alert and one transition. Resolved without an alert is nothing (null).
 *
 * Ends in the audit log's lock, so one call a transaction, as its last act; for several findings that
 * belong together there is {@link raiseOrUpdateAlerts}.
 */
export async function raiseOrUpdateAlert(
  tx: Executor,
  finding: AlertFinding,
): Promise<RaisedAlert | null> {
  const [raised] = await raiseOrUpdateAlerts(tx, [finding]);
  return raised ?? null;
}

/** The same for many, each alert named once; answers in the order of the findings. */
export async function raiseOrUpdateAlerts(
  tx: Executor,
  findings: readonly AlertFinding[],
): Promise<(RaisedAlert | null)[]> {
  // One order for all writers, so that two of them cannot wait for each other.
  const order = [...findings.keys()].sort((one, other) =>
    compare(keyOf(findings[one]), keyOf(findings[other])),
  );
  const moved = new Map<number, Moved>();
  for (const index of order) {
    const finding = findings[index];
    if (finding === undefined) continue;
    const result = await moveOne(tx, finding);
    if (result !== null) moved.set(index, result);
  }
  const pending = [...moved.values()].flatMap((each) => each.pending ?? []);
  const { transitions } = await recordTransitions(tx, pending);
  const byAlert = new Map(transitions.map((each) => [`${each.alertId} ${each.no}`, each]));
  return findings.map((_, index) => {
    const result = moved.get(index);
    if (result === undefined) return null;
    const key = `${result.alert.id} ${result.alert.lastNo}`;
    const transition = result.pending === null ? null : (byAlert.get(key) ?? null);
    return { alert: result.alert, transition };
  });
}

interface Moved {
  readonly alert: Alert;
  readonly pending: PendingTransition | null;
}

async function moveOne(tx: Executor, finding: AlertFinding): Promise<Moved | null> {
  if (finding.condition === 'firing') {
    const opened = await tryOpen(tx, finding);
    if (opened !== null) return { alert: opened, pending: pendingOf(opened, finding, 'opened') };
  }
  const before = await lockAlert(tx, identityOf(finding));
  if (before === null) return null;
  const type = transitionOf(before, finding);
  if (type === null) return { alert: before, pending: null };
  const isWorse = type === 're-fired' || type === 'severity-raised';
  const after = await updateAlert(tx, before.id, {
    condition: finding.condition,
    severity: finding.condition === 'firing' ? finding.severity : before.severity,
    handling: isWorse ? handlingAfterWorse(before.handling) : before.handling,
    judgedAt: finding.atMs,
  });
  return { alert: after, pending: pendingOf(after, finding, type) };
}

/** Inserts the alert; null where there is one, also one that somebody inserts just now. */
async function tryOpen(tx: Executor, finding: AlertFinding): Promise<Alert | null> {
  const { atMs, evidence, isUntold: _untold, isConfirmation: _confirmation, ...columns } = finding;
  const [row] = await tx
    .insert(alert)
    .values({
      ...columns,
      evidence: toPlainJson(evidence),
      handling: 'new',
      openedAt: atMs,
      judgedAt: atMs,
      lastNo: 1,
    })
    .onConflictDoNothing({
      target: [alert.enterpriseId, alert.rule, alert.targetId, alert.periodFrom],
    })
    .returning(ALERT_COLUMNS);
  return row ?? null;
}

function transitionOf(before: Alert, finding: AlertFinding): AlertTransitionType | null {
  // Judged on older figures than what stands: a late answer must not undo a newer one.
  if (finding.atMs < before.judgedAtMs) return null;
  if (finding.condition === 'resolved') return before.condition === 'firing' ? 'resolved' : null;
  if (before.condition === 'resolved') return 're-fired';
  if (finding.severity === before.severity) {
    const isNewer = finding.atMs > before.judgedAtMs;
    return finding.isConfirmation === true && isNewer ? 'confirmed' : null;
  }
  return finding.severity > before.severity ? 'severity-raised' : 'severity-lowered';
}

function pendingOf(
  after: Alert,
  finding: AlertFinding,
  type: AlertTransitionType,
): PendingTransition {
  const { rule, targetId, periodFrom, periodTo, ruleVersion, policyVersion, factorVersion } =
    finding;
  const evidence: PlainJson = toPlainJson(finding.evidence);
  const versions = { ruleVersion, policyVersion, factorVersion };
  const { severity, condition, handling } = after;
  return {
    alert: after,
    isUntold: finding.isUntold ?? false,
    transition: {
      alertId: after.id,
      no: after.lastNo,
      type,
      atMs: finding.atMs,
      byUserId: RULES_ACTOR.userId,
      by: RULES_ACTOR.username,
      note: '',
      severity,
      condition,
      handling,
      details: { evidence, periodTo, ...versions },
    },
    audit: {
      atMs: finding.atMs,
      actor: RULES_ACTOR,
      action: `alert.${type}`,
      enterpriseId: finding.enterpriseId,
      subject: { type: 'alert', id: after.id },
      details: {
        ...{ rule, targetId, periodFrom, periodTo, severity, ...versions },
        evidenceSha256: sha256Hex(canonicalJson(evidence)),
      },
    },
  };
}

function identityOf({ enterpriseId, rule, targetId, periodFrom }: AlertFinding) {
  return and(
    eq(alert.enterpriseId, enterpriseId),
    eq(alert.rule, rule),
    targetId === null ? isNull(alert.targetId) : eq(alert.targetId, targetId),
    eq(alert.periodFrom, periodFrom),
  );
}

function keyOf(finding: AlertFinding | undefined): string {
  if (finding === undefined) return '';
  const { enterpriseId, rule, targetId, periodFrom } = finding;
  return JSON.stringify([enterpriseId, rule, targetId, periodFrom]);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
