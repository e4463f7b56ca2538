import {
  alertCategoryOf,
  CHINA_WORK_CALENDAR,
  localDate,
  type NotificationAudience,
  type NotificationEventKind,
  verifyBy,
} from '@hengneng/domain';
import type { Executor } from '../connection.ts';
import { enterpriseZones } from '../enterprises.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import type { Alert, PendingTransition } from './alert-row.ts';

/** Rules about something with a date: 到期提醒, whatever else they count as. */
const DUTY_RULES: readonly string[] = ['measure', 'duty-due', 'obsolete-equipment'];
/** Figures that a message carries at most. */
const FIGURES_MAX = 8;

/**
 * Hands transitions to those who send messages, in the transaction that makes them: the one place that
 * every transition of every alert passes.
 */
export async function announceTransitions(
  tx: Executor,
  transitions: readonly PendingTransition[],
): Promise<void> {
  for (const item of transitions) {
    if (item.transition.type === 'assigned') await announceAssignment(tx, item);
  }
  const told = transitions.flatMap((item) => {
    const how = item.isUntold === true ? null : toldOf(item);
    return how === null ? [] : [{ ...item, how }];
  });
  const ids = [...new Set(told.map(({ alert }) => alert.enterpriseId))];
  const zones = await enterpriseZones(tx, ids, told[0]?.transition.atMs ?? 0);
  for (const { alert, transition, how } of told) {
    const { enterpriseId, rule, targetId, periodFrom, periodTo } = alert;
    const evidence = transition.details.evidence ?? alert.evidence;
    const { kind, labels } = subjectOf(alert);
    if (transition.type === 'escalated') {
      await announceEscalation(tx, { alert, transition });
      continue;
    }
    await enqueueNotification(
      tx,
      {
        dedupKey: `alert/${alert.id}/${transition.no}`,
        enterpriseId,
        subjectId: alert.id,
        ...how,
        word: DUTY_RULES.includes(rule) ? 'duty' : alertCategoryOf(rule),
        severity: transition.severity,
        rule: kind,
        labels,
        messageKey: `alert.${kind}`,
        params: {
          periodFrom,
          periodTo,
          ...(targetId === null ? {} : { targetId }),
          ...labels,
          ...messageOf(evidence),
          ...verifyByOf(alert, transition, zones.get(enterpriseId)),
          ...figuresOf(evidence),
        },
        atMs: transition.atMs,
      },
      transition.atMs,
    );
  }
}

/** That nobody verified an alert in time, so gravely that those of the next level hear it. */
async function announceEscalation(
  tx: Executor,
  { alert, transition }: Pick<PendingTransition, 'alert' | 'transition'>,
): Promise<void> {
  const { id, enterpriseId, rule } = alert;
  const { atMs, details, no } = transition;
  const level = Number(details.level);
  const lastDay = String(details.verifyBy);
  await enqueueNotification(
    tx,
    {
      dedupKey: `alert/${id}/${no}`,
      ...{ enterpriseId, subjectId: id, event: 'notice', word: 'case', audience: 'authority' },
      severity: level >= 2 || transition.severity === 3 ? 3 : 2,
      ...{ rule: 'alert-unverified', labels: { alertId: id }, messageKey: 'alert.unverified' },
      params: { alertRule: rule, verifyBy: lastDay, level, ...namedIn(details) },
      atMs,
    },
    atMs,
  );
}

/** That somebody else has an alert to work, or stands in for who does. */
async function announceAssignment(
  tx: Executor,
  { alert, transition }: Pick<PendingTransition, 'alert' | 'transition'>,
): Promise<void> {
  const { id, enterpriseId, rule, assignee, deputy } = alert;
  const { atMs, details, no, severity, by } = transition;
  const told = [
    ...(assignee === details.assigneeBefore ? [] : [assignee]),
    ...(deputy === details.deputyBefore ? [] : [deputy]),
  ].filter((name) => name !== null && name !== by);
  // Who took it over knows, and nobody is told that there is no deputy any more.
  if (told.length === 0) return;
  await enqueueNotification(
    tx,
    {
      dedupKey: `alert/${id}/${no}`,
      ...{ enterpriseId, subjectId: id, event: 'notice', word: 'case', audience: 'authority' },
      ...{ severity, rule: 'alert-assigned', labels: { alertId: id } },
      messageKey: 'alert.assigned',
      params: {
        ...{ alertRule: rule, by, ...namedIn({ told }) },
        officers: [assignee, deputy].filter((name) => name !== null).join('、'),
      },
      atMs,
    },
    atMs,
  );
}

/** The accounts that have to act, as those who send messages look for them. */
export function namedIn({ told }: { readonly told?: unknown }): { readonly named?: string } {
  const names = Array.isArray(told) ? told.filter((each) => typeof each === 'string') : [];
  return names.length === 0 ? {} : { named: names.join(',') };
}

/** Silence of one device or meter is an alert of the data duty, and has a name and labels of its own. */
function subjectOf({ rule, targetId }: Pick<Alert, 'rule' | 'targetId'>): {
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
} {
  const target: Record<string, string> = targetId === null ? {} : { targetId };
  const [, what, id] = /^(device|meter):(.+)$/.exec(targetId ?? '') ?? [];
  if (rule !== 'data-duty' || id === undefined) return { kind: rule, labels: { rule, ...target } };
  return what === 'device'
    ? { kind: 'device-offline', labels: { rule, ...target, deviceId: id } }
    : { kind: 'no-data', labels: { rule, ...target, meterId: id } };
}

/** Until when it is to be verified, where somebody has to. */
function verifyByOf(
  { handling, condition }: Alert,
  { atMs, severity }: PendingTransition['transition'],
  timeZone: string | undefined,
): Record<string, string> {
  if (handling !== 'new' || condition !== 'firing' || timeZone === undefined) return {};
  return { verifyBy: verifyBy(localDate(atMs, timeZone), severity, CHINA_WORK_CALENDAR) };
}

/** What the rule says in words, and what a message about a silence names. */
function messageOf(evidence: unknown): Record<string, string> {
  const { message, lastSeenAt } = (evidence ?? {}) as {
    readonly message?: { readonly zh?: unknown; readonly en?: unknown };
    readonly lastSeenAt?: unknown;
  };
  return {
    ...(typeof message?.zh === 'string' ? { messageZh: message.zh } : {}),
    ...(typeof message?.en === 'string' ? { messageEn: message.en } : {}),
    ...(typeof lastSeenAt === 'string' ? { lastSeenAt } : {}),
  };
}

/** Whom a transition is told, and as what; null for what is nobody's message. */
function toldOf({ alert, transition }: Pick<PendingTransition, 'alert' | 'transition'>): {
  readonly event: NotificationEventKind;
  readonly audience: NotificationAudience;
} | null {
  const audience = alert.hidden ? 'authority' : 'everyone';
  const isFiring = alert.condition === 'firing';
  switch (transition.type) {
    case 'opened':
    case 'severity-raised':
    case 'severity-lowered':
    case 're-fired':
    case 'confirmed':
      return { event: 'firing', audience };
    case 'resolved':
      return { event: 'resolved', audience };
    case 'verified':
      if (!isFiring) return null;
      // Nobody is reminded of what a person found to be none.
      if (alert.handling !== 'verified') return { event: 'resolved', audience };
      // Only now the enterprise may learn of a suspicion.
      return alert.rule === 'suspicion' ? { event: 'firing', audience: 'everyone' } : null;
    case 'escalated':
      return { event: 'notice', audience: 'authority' };
    default:
      return null;
  }
}

function figuresOf(evidence: unknown): Record<string, number> {
  const figures = (evidence as { figures?: unknown } | null)?.figures;
  if (!Array.isArray(figures)) return {};
  const named = figures.flatMap((each: { name?: unknown; value?: unknown } | null) =>
    typeof each?.name === 'string' && typeof each.value === 'number'
      ? [[each.name, each.value] as const]
      : [],
  );
  return Object.fromEntries(named.slice(0, FIGURES_MAX));
}
