import {
  alertCategoryOf,
  type NotificationAudience,
  type NotificationEventKind,
} from '@hengneng/domain';
import type { Executor } from '../connection.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import type { PendingTransition } from './alert-row.ts';

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
  for (const { alert, transition } of transitions) {
    const told = toldOf({ alert, transition });
    if (told === null) continue;
    const { enterpriseId, rule, targetId, periodFrom, periodTo } = alert;
    await enqueueNotification(
      tx,
      {
        dedupKey: `alert/${alert.id}/${transition.no}`,
        enterpriseId,
        subjectId: alert.id,
        ...told,
        word: alertCategoryOf(rule),
        severity: transition.severity,
        rule,
        labels: targetId === null ? { rule } : { rule, targetId },
        messageKey: `alert.${rule}`,
        params: {
          periodFrom,
          periodTo,
          ...(targetId === null ? {} : { targetId }),
          ...figuresOf(transition.details.evidence ?? alert.evidence),
        },
        atMs: transition.atMs,
      },
      transition.atMs,
    );
  }
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
      return { event: 'firing', audience };
    case 'resolved':
      return { event: 'resolved', audience };
    case 'verified':
      if (!isFiring) return null;
      // Nobody is reminded of what a person found to be none.
      if (alert.handling !== 'verified') return { event: 'resolved', audience };
      // Only now the enterprise may learn of a suspicion.
      return alert.rule === 'suspicion' ? { event: 'firing', audience: 'everyone' } : null;
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
