import type { NotificationEventKind } from '@hengneng/domain';
import { parkRegionCode } from '../accounts/assessed-rules.ts';
import type { Executor } from '../connection.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import { areaText } from './area.ts';
import type { AreaAlertTransitionType, PendingAreaTransition } from './area-alert-row.ts';

/** What a transition is to those who are told; who acted knows already. */
const TOLD: Readonly<Partial<Record<AreaAlertTransitionType, NotificationEventKind>>> = {
  opened: 'firing',
  're-fired': 'firing',
  'severity-raised': 'firing',
  'severity-lowered': 'firing',
  resolved: 'resolved',
  // Nobody is reminded of what the authority settled for its part.
  closed: 'resolved',
};

/** Hands transitions to those who send messages: to the authority's side of the area alone. */
export async function announceAreaTransitions(
  tx: Executor,
  pending: readonly Pick<PendingAreaTransition, 'alert' | 'transition'>[],
): Promise<void> {
  for (const { alert, transition } of pending) {
    const event = TOLD[transition.type];
    if (event === undefined) continue;
    const { areaType, areaCode, rule, targetId, periodFrom, periodTo } = alert;
    const regionCode =
      areaType === 'region' ? areaCode : ((await parkRegionCode(tx, areaCode)) ?? '');
    const { message } = (transition.details.evidence ?? alert.evidence ?? {}) as {
      readonly message?: { readonly zh?: unknown; readonly en?: unknown };
    };
    await enqueueNotification(
      tx,
      {
        dedupKey: `area-alert/${alert.id}/${transition.no}`,
        ...{ enterpriseId: null, bookId: areaText(alert), subjectId: alert.id, event },
        ...{ word: 'warning', severity: transition.severity, rule, audience: 'authority' },
        labels: { rule, targetId, areaType, areaCode, regionCode },
        messageKey: `alert.${rule}`,
        params: {
          ...{ targetId, periodFrom, periodTo },
          ...(typeof message?.zh === 'string' ? { messageZh: message.zh } : {}),
          ...(typeof message?.en === 'string' ? { messageEn: message.en } : {}),
        },
        atMs: transition.atMs,
      },
      transition.atMs,
    );
  }
}
