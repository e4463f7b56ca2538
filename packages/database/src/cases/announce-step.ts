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
};

/** Hands a step of a case to those who send messages, in the transaction that takes it. */
export async function announceStep(
  tx: Executor,
  file: CaseFile,
  step: {
    readonly act: CaseAct | 'open';
    readonly atMs: number;
    readonly details: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { act, atMs, details } = step;
  const audience = AUDIENCES[act];
  if (audience === undefined) return;
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
      params: { title: file.title, ...Object.fromEntries(shown), ...namedIn(details) },
      atMs,
    },
    atMs,
  );
}
