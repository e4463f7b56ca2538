import { addDays, isWorkingDay, localDate, type WorkCalendar } from '@hengneng/domain';
import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { getEnterprise } from '../enterprises.ts';
import { enqueueNotification } from '../notifications/outbox.ts';
import { caseDocument, caseFile } from '../schema/cases.ts';
import { notification } from '../schema/notifications.ts';
import { SYSTEM_SCOPE } from '../tenant-scope.ts';
import { lockCase } from './case-row.ts';
import type { OverdueDocument } from './escalations.ts';

/** Working days before its end that a deadline is called to mind. */
export const REMIND_WORKING_DAYS = 2;

const ACTIVE = sql`${caseFile.state} in ('handling', 'awaiting-reply', 'rectifying', 'rechecking', 'closing')`;
const KEY = sql`'case-document/' || ${caseDocument.id} || '/remind/' || ${caseDocument.dueOn}`;

/** Documents without an answer that are due within days, of which nobody was reminded yet. */
export async function listDueSoon(
  executor: Executor,
  within: { readonly from: string; readonly to: string; readonly limit: number },
): Promise<OverdueDocument[]> {
  return await executor
    .select({ caseId: caseDocument.caseId, documentId: caseDocument.id })
    .from(caseDocument)
    .innerJoin(caseFile, eq(caseFile.id, caseDocument.caseId))
    .where(
      and(
        eq(caseDocument.state, 'issued'),
        isNull(caseDocument.answeredAt),
        gte(caseDocument.dueOn, within.from),
        lte(caseDocument.dueOn, within.to),
        ACTIVE,
        sql`not exists (select 1 from ${notification} where ${notification.dedupKey} = ${KEY})`,
      ),
    )
    .orderBy(asc(caseDocument.dueOn), asc(caseDocument.id))
    .limit(within.limit);
}

/**
 * Reminds both sides of a deadline that is near, once, and not of one that was answered meanwhile;
 * answers whether it did. The notice is the record of it.
 */
export async function remindOfDeadline(
  tx: Executor,
  { caseId, documentId }: OverdueDocument,
  facts: { readonly calendar: WorkCalendar; readonly atMs: number },
): Promise<boolean> {
  const { calendar, atMs } = facts;
  const file = await lockCase(tx, SYSTEM_SCOPE, caseId);
  const [document] = await tx.select().from(caseDocument).where(eq(caseDocument.id, documentId));
  const { dueOn = null, answeredAt = null, state } = document ?? {};
  if (dueOn === null || answeredAt !== null || state !== 'issued') return false;
  const { timeZone } = await getEnterprise(tx, SYSTEM_SCOPE, file.enterpriseId, atMs);
  const today = localDate(atMs, timeZone);
  if (today > dueOn || today < remindFrom(dueOn, calendar)) return false;
  return await enqueueNotification(
    tx,
    {
      dedupKey: `case-document/${documentId}/remind/${dueOn}`,
      ...{ enterpriseId: file.enterpriseId, subjectId: file.id, event: 'notice', word: 'case' },
      ...{ severity: 2, rule: 'case-remind', labels: { caseId: file.id }, audience: 'everyone' },
      messageKey: 'case.remind',
      params: { title: file.title, number: document?.number ?? '', dueOn },
      atMs,
    },
    atMs,
  );
}

/** First day of the reminder: so many working days before the last one. */
function remindFrom(dueOn: string, calendar: WorkCalendar): string {
  let day = dueOn;
  for (let left = REMIND_WORKING_DAYS; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}
