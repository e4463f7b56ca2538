import { canonicalJson, type PlainJson, toPlainJson } from '@hengneng/contracts';
import { and, eq } from 'drizzle-orm';
import type { AlertCondition, AlertSeverity } from '../alerts/alert-row.ts';
import { RULES_ACTOR } from '../alerts/raise-alerts.ts';
import { sha256Hex } from '../audit/append-audit.ts';
import type { Executor } from '../connection.ts';
import { areaAlert } from '../schema/area-alerts.ts';
import type { AreaKey } from './area.ts';
import {
  AREA_ALERT_COLUMNS,
  type AreaAlert,
  type AreaAlertTransitionType,
  lockAreaAlert,
  type PendingAreaTransition,
  recordAreaTransitions,
  updateAreaAlert,
} from './area-alert-row.ts';

/** What a rule found about one target of an area. */
export interface AreaFinding extends AreaKey {
  readonly rule: string;
  readonly targetId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly condition: AlertCondition;
  readonly severity: AlertSeverity;
  readonly evidence: unknown;
  readonly ruleVersion: string;
  /** When it was judged. */
  readonly atMs: number;
  /** On record alone: a flapping alert. */
  readonly isUntold: boolean;
}

/**
 * Opens alerts of one area or moves those there are, idempotently, as `raiseOrUpdateAlerts` does for
 * enterprises: the same finding again changes nothing, a stale one is ignored. **Last in the transaction**,
 * once; the caller holds the area's lock.
 */
export async function raiseAreaAlerts(
  tx: Executor,
  findings: readonly AreaFinding[],
): Promise<void> {
  const pending: PendingAreaTransition[] = [];
  for (const finding of findings) pending.push(...(await moveOne(tx, finding)));
  await recordAreaTransitions(tx, pending);
}

async function moveOne(tx: Executor, finding: AreaFinding): Promise<PendingAreaTransition[]> {
  if (finding.condition === 'firing') {
    const opened = await tryOpen(tx, finding);
    if (opened !== null) return [pendingOf(opened, finding, 'opened')];
  }
  const before = await lockAreaAlert(tx, identityOf(finding));
  const type = before === null ? null : transitionOf(before, finding);
  if (before === null || type === null) return [];
  // What got worse after somebody dealt with it has to be dealt with again.
  const isWorse = type === 're-fired' || type === 'severity-raised';
  const after = await updateAreaAlert(tx, before.id, {
    condition: finding.condition,
    severity: finding.condition === 'firing' ? finding.severity : before.severity,
    handling: isWorse ? 'new' : before.handling,
    judgedAt: finding.atMs,
  });
  return [pendingOf(after, finding, type)];
}

async function tryOpen(tx: Executor, finding: AreaFinding): Promise<AreaAlert | null> {
  const { atMs, evidence, isUntold: _untold, ...columns } = finding;
  const state = { handling: 'new', openedAt: atMs, judgedAt: atMs, lastNo: 1 } as const;
  const { areaType, areaCode, rule, targetId, periodFrom } = areaAlert;
  const [row] = await tx
    .insert(areaAlert)
    .values({ ...columns, ...state, evidence: toPlainJson(evidence) })
    .onConflictDoNothing({ target: [areaType, areaCode, rule, targetId, periodFrom] })
    .returning(AREA_ALERT_COLUMNS);
  return row ?? null;
}

function transitionOf(before: AreaAlert, finding: AreaFinding): AreaAlertTransitionType | null {
  if (finding.atMs < before.judgedAtMs) return null;
  if (finding.condition === 'resolved') return before.condition === 'firing' ? 'resolved' : null;
  if (before.condition === 'resolved') return 're-fired';
  if (finding.severity === before.severity) return null;
  return finding.severity > before.severity ? 'severity-raised' : 'severity-lowered';
}

function pendingOf(
  after: AreaAlert,
  finding: AreaFinding,
  type: AreaAlertTransitionType,
): PendingAreaTransition {
  const { areaType, areaCode, rule, targetId, periodFrom, periodTo, ruleVersion, atMs } = finding;
  const evidence: PlainJson = toPlainJson(finding.evidence);
  const { severity, condition, handling } = after;
  return {
    alert: after,
    isUntold: finding.isUntold,
    transition: {
      ...{ alertId: after.id, no: after.lastNo, type, atMs, note: '' },
      ...{ byUserId: RULES_ACTOR.userId, by: RULES_ACTOR.username },
      ...{ severity, condition, handling, details: { evidence, periodTo, ruleVersion } },
    },
    audit: {
      ...{ atMs, actor: RULES_ACTOR, action: `area-alert.${type}`, enterpriseId: null },
      subject: { type: 'area-alert', id: after.id },
      details: {
        ...{ areaType, areaCode, rule, targetId, periodFrom, periodTo, severity, ruleVersion },
        evidenceSha256: sha256Hex(canonicalJson(evidence)),
      },
    },
  };
}

function identityOf({ areaType, areaCode, rule, targetId, periodFrom }: AreaFinding) {
  return and(
    eq(areaAlert.areaType, areaType),
    eq(areaAlert.areaCode, areaCode),
    eq(areaAlert.rule, rule),
    eq(areaAlert.targetId, targetId),
    eq(areaAlert.periodFrom, periodFrom),
  );
}
