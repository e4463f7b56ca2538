import {
  assertInspectionForm,
  assertMayClose,
  assertReadyForCase,
  DomainError,
  type InspectionOfficer,
  type NoNoticeGround,
  type Remedy,
  type RemedyOutcome,
} from '@hengneng/domain';
import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { type ActingPerson, lockOwnAlert, pendingByPerson } from '../alerts/alert-actions.ts';
import { type Alert, type PendingTransition, updateAlert } from '../alerts/alert-row.ts';
import { listCaseAlerts } from '../alerts/list-alerts.ts';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { caseDocument, caseFile, caseRemedy } from '../schema/cases.ts';
import type { TenantScope } from '../tenant-scope.ts';
import {
  assertWorks,
  CASE_COLUMNS,
  type CaseFile,
  lockCase,
  recordStep,
  type StepFacts,
  takeStep,
} from './case-row.ts';

/** A case, the request's scope, and who acts. */
export interface CaseRequest {
  readonly scope: TenantScope;
  readonly caseId: string;
  readonly by: ActingPerson;
}

/** A person a case can be given to. */
interface Officer {
  readonly userId: string;
  readonly username: string;
}

/** What the inspector of a case does, documents aside. */
export type CaseWork = { readonly note: string; readonly attachmentIds?: readonly string[] } & (
  | { readonly act: 'assign'; readonly to: Officer }
  | { readonly act: 'set-deputy'; readonly to: Officer | null }
  | { readonly act: 'add-alert'; readonly alertId: string }
  | { readonly act: 'merge'; readonly intoCaseId: string }
  | { readonly act: 'hear'; readonly heardOn: string }
  | { readonly act: 'recheck'; readonly passed: boolean }
  | { readonly act: 'decide-remedy'; readonly remedyId: string; readonly outcome: RemedyOutcome }
  | { readonly act: 'propose-closing' }
  | { readonly act: 'archive' }
);

/**
 * Opens a case with alerts of one enterprise that a person found true; who opens it works it.
 *
 * @throws DomainError NOT_FOUND, ALERT_ACTION_REFUSED, CASE_INVALID
 */
export async function openCase(
  tx: Executor,
  scope: TenantScope,
  request: {
    readonly alertIds: readonly string[];
    readonly title: string;
    readonly note: string;
    readonly by: ActingPerson;
  },
): Promise<CaseFile> {
  const { title, note, by } = request;
  const alerts = [];
  for (const id of [...new Set(request.alertIds)].sort()) {
    alerts.push(await lockOwnAlert(tx, scope, id));
  }
  const [first] = alerts;
  if (first === undefined || alerts.some((each) => each.enterpriseId !== first.enterpriseId)) {
    throw new DomainError('CASE_INVALID', 'A case has alerts of one enterprise.');
  }
  for (const each of alerts) assertReadyForCase(each.handling);
  const [file] = await tx
    .insert(caseFile)
    .values({
      enterpriseId: first.enterpriseId,
      title,
      state: 'handling',
      openedAt: by.atMs,
      inspectorUserId: by.userId,
      inspector: by.username,
      ...deputyOf(first, by),
      lastNo: 1,
    })
    .returning(CASE_COLUMNS);
  if (file === undefined) throw new Error('PostgreSQL answered no row for a new case.');
  const pending = [];
  for (const { id } of alerts) pending.push(await takeIntoCase(tx, id, file.id, by));
  const details = { alertIds: alerts.map(({ id }) => id), title };
  await recordStep(tx, file, { act: 'open', by, note, details, alerts: pending });
  return file;
}

/** The officer of the alert goes on with it in the case, and so does the deputy. */
function deputyOf({ assigneeUserId, deputyUserId, deputy }: Alert, by: ActingPerson) {
  if (assigneeUserId === by.userId) return { deputyUserId, deputy };
  return {};
}

/**
 * Does the inspector's part of a case.
 *
 * @throws DomainError NOT_FOUND, CASE_STEP_REFUSED, CASE_INVALID
 */
export async function workCase(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  work: CaseWork,
): Promise<CaseFile> {
  const { note, attachmentIds = [] } = work;
  if (work.act === 'merge') return await mergeCase(tx, { scope, caseId, by }, work);
  const before = await lockCase(tx, scope, caseId);
  if (work.act !== 'assign') assertWorks(before, by.userId);
  const rest = await factsOf(tx, scope, before, { work, by });
  return await takeStep(tx, before, { by, note, attachmentIds, maySeeInternal: true, ...rest });
}

async function factsOf(
  tx: Executor,
  scope: TenantScope,
  before: CaseFile,
  { work, by }: { work: Exclude<CaseWork, { act: 'merge' }>; by: ActingPerson },
): Promise<Pick<StepFacts, 'act' | 'change' | 'details' | 'alerts'>> {
  switch (work.act) {
    case 'assign': {
      const { userId, username } = work.to;
      return {
        act: 'assign',
        change: { inspectorUserId: userId, inspector: username },
        details: { from: before.inspector, to: username },
      };
    }
    case 'set-deputy': {
      const change = {
        deputyUserId: work.to?.userId ?? null,
        deputy: work.to?.username ?? null,
      };
      return { act: 'set-deputy', change, details: { from: before.deputy, to: change.deputy } };
    }
    case 'add-alert': {
      const found = await lockOwnAlert(tx, scope, work.alertId);
      if (found.enterpriseId !== before.enterpriseId) {
        throw new DomainError('CASE_INVALID', 'A case has alerts of one enterprise.');
      }
      assertReadyForCase(found.handling);
      const alerts = [await takeIntoCase(tx, found.id, before.id, by)];
      return { act: 'add-alert', alerts, details: { alertId: found.id } };
    }
    case 'hear':
      return {
        act: 'hear',
        change: { heardAt: before.heardAtMs ?? by.atMs },
        details: { heardOn: work.heardOn },
      };
    case 'recheck':
      return { act: work.passed ? 'recheck-passed' : 'recheck-failed' };
    case 'decide-remedy':
      return await decideRemedy(tx, before, work, by);
    case 'propose-closing':
      return { act: 'propose-closing', change: { proposedByUserId: by.userId } };
    case 'archive':
      return { act: 'archive' };
  }
}

async function decideRemedy(
  tx: Executor,
  before: CaseFile,
  work: Extract<CaseWork, { act: 'decide-remedy' }>,
  by: ActingPerson,
): Promise<Pick<StepFacts, 'act' | 'change' | 'details'>> {
  const { remedyId, outcome, note } = work;
  const [decided] = await tx
    .update(caseRemedy)
    .set({ outcome, decidedAt: by.atMs, decidedBy: by.username, decision: note })
    .where(
      and(
        eq(caseRemedy.id, remedyId),
        eq(caseRemedy.caseId, before.id),
        isNull(caseRemedy.outcome),
      ),
    )
    .returning({ type: caseRemedy.type });
  if (decided === undefined) {
    throw new DomainError(
      'CASE_STEP_REFUSED',
      'There is no such remedy that waits for a decision.',
    );
  }
  // A statement that was considered is a hearing.
  const isHeard = decided.type === 'statement' && before.heardAtMs === null;
  const change = isHeard ? { heardAt: by.atMs } : {};
  return { act: 'decide-remedy', change, details: { remedyId, type: decided.type, outcome } };
}

/** Joins a case to another one of the same enterprise and cause, with its alerts. */
async function mergeCase(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  work: Extract<CaseWork, { act: 'merge' }>,
): Promise<CaseFile> {
  const { intoCaseId, note } = work;
  const files = new Map<string, CaseFile>();
  for (const id of [caseId, intoCaseId].sort()) files.set(id, await lockCase(tx, scope, id));
  const from = files.get(caseId);
  const into = files.get(intoCaseId);
  if (from === undefined || into === undefined) throw notFound('case');
  assertWorks(from, by.userId);
  const isSame = from.id === into.id || from.enterpriseId !== into.enterpriseId;
  if (isSame || ['closing', 'closed', 'archived', 'merged'].includes(into.state)) {
    throw new DomainError('CASE_INVALID', 'Only open cases of one enterprise are merged.');
  }
  const [issued] = await tx
    .select({ count: count() })
    .from(caseDocument)
    .where(and(eq(caseDocument.caseId, caseId), eq(caseDocument.state, 'issued')));
  if ((issued?.count ?? 0) > 0) {
    throw new DomainError('CASE_STEP_REFUSED', 'A case with issued documents stays a case.');
  }
  const alerts: PendingTransition[] = [];
  const own = (await listCaseAlerts(tx, [caseId])).map(({ id }) => id).sort();
  for (const id of own) {
    await lockOwnAlert(tx, scope, id);
    alerts.push(await takeIntoCase(tx, id, intoCaseId, by));
  }
  return await takeStep(tx, from, {
    act: 'merge',
    by,
    note,
    alerts,
    change: { mergedIntoId: intoCaseId },
    details: { intoCaseId, alertIds: own },
    maySeeInternal: true,
  });
}

/**
 * The second officer's part: closes the case, with its alerts, or sends it back.
 *
 * @throws DomainError NOT_FOUND, DUTIES_NOT_SEPARATED, CASE_STEP_REFUSED
 */
export async function decideClosing(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  { act, note }: { readonly act: 'close' | 'return'; readonly note: string },
): Promise<CaseFile> {
  const before = await lockCase(tx, scope, caseId);
  const openDrafts = await countWhere(tx, 'draft', caseId);
  const openRemedies = await countWhere(tx, 'remedy', caseId);
  if (before.state === 'closing') {
    const isClosing = act === 'close';
    const open = isClosing ? { openDrafts, openRemedies } : { openDrafts: 0, openRemedies: 0 };
    assertMayClose({ ...before, ...open }, by.userId);
  }
  const alerts: PendingTransition[] = [];
  if (act === 'close') {
    for (const id of (await listCaseAlerts(tx, [caseId])).map((each) => each.id).sort()) {
      await lockOwnAlert(tx, scope, id);
      const after = await updateAlert(tx, id, { handling: 'closed' });
      alerts.push(pendingByPerson(after, 'case-closed', by, { note, details: { caseId } }));
    }
  }
  const facts = { act, by, note, alerts, details: {}, maySeeInternal: true };
  return await takeStep(tx, before, facts);
}

async function countWhere(tx: Executor, what: 'draft' | 'remedy', caseId: string): Promise<number> {
  const [row] =
    what === 'draft'
      ? await tx
          .select({ count: count() })
          .from(caseDocument)
          .where(and(eq(caseDocument.caseId, caseId), eq(caseDocument.state, 'draft')))
      : await tx
          .select({ count: count() })
          .from(caseRemedy)
          .where(and(eq(caseRemedy.caseId, caseId), isNull(caseRemedy.outcome)));
  return row?.count ?? 0;
}

/** A means that the enterprise uses against the case; shown to it before. */
export async function fileRemedy(
  tx: Executor,
  { scope, caseId, by }: CaseRequest,
  remedy: {
    readonly type: Remedy;
    readonly text: string;
    readonly attachmentIds: readonly string[];
  },
): Promise<CaseFile> {
  const before = await lockCase(tx, scope, caseId);
  await assertShown(tx, caseId);
  const [row] = await tx
    .insert(caseRemedy)
    .values({
      caseId,
      type: remedy.type,
      text: remedy.text,
      filedAt: by.atMs,
      filedBy: by.username,
    })
    .returning({ id: caseRemedy.id });
  return await takeStep(tx, before, {
    act: 'file-remedy',
    by,
    note: remedy.text,
    attachmentIds: remedy.attachmentIds,
    details: { remedyId: row?.id, type: remedy.type },
    maySeeInternal: false,
  });
}

/** NOT_FOUND for a case of which the enterprise has no document yet. */
export async function assertShown(tx: Executor, caseId: string): Promise<void> {
  const [row] = await tx
    .select({ count: count() })
    .from(caseDocument)
    .where(and(eq(caseDocument.caseId, caseId), isNotNull(caseDocument.number)));
  if ((row?.count ?? 0) === 0) throw notFound('case');
}

/** Holds an inspection to its form, with what the case knows about a notice. */
export async function assertInspection(
  tx: Executor,
  caseId: string,
  inspection: {
    readonly onSite: boolean;
    readonly inspectedOn: string;
    readonly officers: readonly InspectionOfficer[];
    readonly noNoticeGround: NoNoticeGround | null;
  },
): Promise<void> {
  const [notice] = await tx
    .select({ count: count() })
    .from(caseDocument)
    .where(
      and(
        eq(caseDocument.caseId, caseId),
        eq(caseDocument.kind, 'inspection-notice'),
        eq(caseDocument.state, 'issued'),
        lt(caseDocument.servedOn, inspection.inspectedOn),
      ),
    );
  assertInspectionForm({ ...inspection, wasNoticed: (notice?.count ?? 0) > 0 });
}

async function takeIntoCase(
  tx: Executor,
  alertId: string,
  caseId: string,
  by: ActingPerson,
): Promise<PendingTransition> {
  const after = await updateAlert(tx, alertId, { handling: 'in-case', caseId });
  return pendingByPerson(after, 'case-opened', by, { note: '', details: { caseId } });
}
