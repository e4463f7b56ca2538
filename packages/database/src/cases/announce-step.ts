import type { CaseAct, NotificationAudience } from '@hengneng/domain';
import { namedIn } from '../alerts/announce.ts';
import type { Executor } from '../connection.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import type { CaseFile } from './case-row.ts';

/** Whom a step is told; what is not here is told nobody. */
const AUDIENCES: Partial<Record<CaseAct | 'open', NotificationAudience>> = {
  serve: 'enterprise',
  'serve-order': 'enterprise',
  inform: 'enterprise',
  'decide-remedy': 'enterprise',
  issue: 'authority',
  reply: 'authority',
  'reply-order': 'authority',
  'file-remedy': 'authority',
  escalate: 'authority',
  'propose-closing': 'authority',
  assign: 'authority',
  'set-deputy': 'authority',
};

/** Hands a step of a case to those who send messages, in the transaction that takes it. */
export async function announceStep(
  tx: Executor,
  file: CaseFile,
  step: {
    readonly act: CaseAct | 'open';
    readonly atMs: number;
    /** Account of who took it. */
    readonly by: string;
    readonly details: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { act, atMs, by, details } = step;
  const audience = AUDIENCES[act];
  if (audience === undefined) return;
  const isHandedOn = act === 'assign' || act === 'set-deputy';
  const to = isHandedOn ? details.to : null;
  // Who took a case over knows, and nobody is told that there is no deputy any more.
  if (isHandedOn && (typeof to !== 'string' || to === by)) return;
  const shown = Object.entries(details).filter(
    (entry): entry is [string, string | number] =>
      ['number', 'dueOn', 'level', 'type', 'outcome'].includes(entry[0]) &&
      (typeof entry[1] === 'string' || typeof entry[1] === 'number'),
  );
  await enqueueNotification(
    tx,
    {
      dedupKey: `case/${file.id}/${file.lastNo}`,
      enterpriseId: file.enterpriseId,
      subjectId: file.id,
      event: 'notice',
      word: 'case',
      severity: act === 'escalate' ? 3 : 2,
      rule: `case-${act}`,
      labels: { caseId: file.id },
      audience,
      messageKey: `case.${act}`,
      params: {
        ...{ title: file.title, ...Object.fromEntries(shown) },
        ...(typeof to === 'string' ? { to } : {}),
        ...namedIn({ told: isHandedOn ? [to] : details.told }),
      },
      atMs,
    },
    atMs,
  );
}
