import {
  type AlertHandling,
  DomainError,
  handlingAfterVerification,
  type VerificationOutcome,
} from '@hengneng/domain';
import { and, eq } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { alert } from '../schema/alerts.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import {
  type Alert,
  type AlertTransitionType,
  lockAlert,
  type PendingTransition,
  recordTransitions,
  updateAlert,
} from './alert-row.ts';

/** Who does it, and from where: what the audit log adds. */
export interface ActingPerson {
  readonly userId: string;
  readonly username: string;
  readonly atMs: number;
  /** Request id and address, for the audit log. */
  readonly origin: Readonly<Record<string, unknown>>;
}

/** An officer who is given an alert. */
export interface AssignedOfficer {
  readonly userId: string;
  readonly username: string;
}

/** Something a person does about one alert. */
export type AlertAction =
  | { readonly action: 'verify'; readonly outcome: VerificationOutcome; readonly note: string }
  | {
      readonly action: 'assign';
      readonly to: AssignedOfficer;
      /** Who stands in while the officer is away; null: nobody; absent: as before. */
      readonly deputy?: AssignedOfficer | null | undefined;
      readonly note: string;
    }
  | { readonly action: 'merge'; readonly intoAlertId: string; readonly note: string };

/**
 * Does something about an alert of the scope, in the caller's transaction and as its last act.
 *
 * @throws DomainError NOT_FOUND, ALERT_ACTION_REFUSED
 */
export async function actOnAlert(
  tx: Executor,
  scope: TenantScope,
  request: { readonly alertId: string; readonly action: AlertAction; readonly by: ActingPerson },
): Promise<Alert> {
  const { alertId, action, by } = request;
  if (action.action === 'merge') return await mergeAlert(tx, scope, { ...request, action });
  const before = await lockOwnAlert(tx, scope, alertId);
  const [type, change] = changeOf(before, action);
  const after = await updateAlert(tx, alertId, change);
  const details =
    action.action === 'verify'
      ? { outcome: action.outcome }
      : {
          ...{ assignee: after.assignee, deputy: after.deputy },
          ...{ assigneeBefore: before.assignee, deputyBefore: before.deputy },
        };
  await recordTransitions(tx, [pendingByPerson(after, type, by, { note: action.note, details })]);
  return after;
}

function changeOf(
  before: Alert,
  action: Exclude<AlertAction, { action: 'merge' }>,
): [AlertTransitionType, Partial<typeof alert.$inferInsert>] {
  if (action.action === 'verify') {
    const { outcome, note } = action;
    const handling = handlingAfterVerification(before.handling, outcome, note);
    // What was shown once stays visible; a suspicion is shown when a person found it true.
    return ['verified', { handling, hidden: before.hidden && outcome !== 'true' }];
  }
  if (before.handling === 'merged' || before.handling === 'closed') {
    throw refused(`An alert that is ${before.handling} is nobody's work any more.`);
  }
  return ['assigned', assignmentOf(before, action)];
}

/** A new officer takes the alert over with the deputy there is, unless that is the same person. */
function assignmentOf(
  before: Alert,
  { to, deputy }: Extract<AlertAction, { action: 'assign' }>,
): Partial<typeof alert.$inferInsert> {
  if (deputy?.userId === to.userId) throw refused('Nobody stands in for themselves.');
  const isKept = deputy === undefined && before.deputyUserId !== to.userId;
  return {
    ...{ assigneeUserId: to.userId, assignee: to.username },
    deputyUserId: isKept ? before.deputyUserId : (deputy?.userId ?? null),
    deputy: isKept ? before.deputy : (deputy?.username ?? null),
  };
}

/** Joins an alert to another one of the same enterprise and cause; the other one is worked. */
async function mergeAlert(
  tx: Executor,
  scope: TenantScope,
  request: {
    readonly alertId: string;
    readonly action: Extract<AlertAction, { action: 'merge' }>;
    readonly by: ActingPerson;
  },
): Promise<Alert> {
  const { alertId, action, by } = request;
  const { intoAlertId, note } = action;
  if (alertId === intoAlertId) throw refused('An alert is not merged into itself.');
  const locked = new Map<string, Alert>();
  // In one order, so that two merges cannot wait for each other.
  for (const id of [alertId, intoAlertId].sort()) {
    locked.set(id, await lockOwnAlert(tx, scope, id));
  }
  const from = locked.get(alertId);
  const into = locked.get(intoAlertId);
  if (from === undefined || into === undefined) throw notFound('alert');
  if (from.enterpriseId !== into.enterpriseId) {
    throw refused('Only alerts of one enterprise have one cause.');
  }
  const isTaken = (handling: AlertHandling) => handling === 'merged' || handling === 'closed';
  if (isTaken(from.handling) || isTaken(into.handling) || from.handling === 'in-case') {
    throw refused('One of the two is closed, merged or in a case already.');
  }
  if (from.hidden !== into.hidden) {
    // Otherwise the enterprise would learn of a suspicion through what it may see.
    throw refused('A suspicion that is not verified is not merged with what the enterprise sees.');
  }
  const after = await updateAlert(tx, alertId, { handling: 'merged', mergedIntoId: intoAlertId });
  const detail = { note, details: { intoAlertId } };
  await recordTransitions(tx, [pendingByPerson(after, 'merged', by, detail)]);
  return after;
}

/** Locks an alert of the scope, or NOT_FOUND. */
export async function lockOwnAlert(
  tx: Executor,
  scope: TenantScope,
  alertId: string,
): Promise<Alert> {
  const found = await lockAlert(
    tx,
    and(eq(alert.id, alertId), ownedInScope(scope, alert.enterpriseId)),
  );
  if (found === null) throw notFound('alert');
  return found;
}

/** A transition that a person makes, of an alert as it stands afterwards. */
export function pendingByPerson(
  after: Alert,
  type: AlertTransitionType,
  by: ActingPerson,
  about: { readonly note: string; readonly details: Readonly<Record<string, unknown>> },
): PendingTransition {
  const { severity, condition, handling } = after;
  return {
    alert: after,
    transition: {
      alertId: after.id,
      no: after.lastNo,
      type,
      atMs: by.atMs,
      byUserId: by.userId,
      by: by.username,
      note: about.note,
      severity,
      condition,
      handling,
      details: about.details,
    },
    audit: {
      atMs: by.atMs,
      actor: { userId: by.userId, username: by.username },
      action: `alert.${type}`,
      enterpriseId: after.enterpriseId,
      subject: { type: 'alert', id: after.id },
      details: { handling, note: about.note, ...about.details, ...by.origin },
    },
  };
}

function refused(message: string): DomainError {
  return new DomainError('ALERT_ACTION_REFUSED', message);
}
