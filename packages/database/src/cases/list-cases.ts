import type { CaseAct, CaseState, Remedy, RemedyOutcome } from '@hengneng/domain';
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound, type Page, pageOf } from '../failures.ts';
import {
  caseDocument,
  caseFile,
  caseRemedy,
  caseStep,
  caseStepAttachment,
} from '../schema/cases.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import { CASE_COLUMNS, type CaseFile } from './case-row.ts';

/** Who looks: which enterprises, and whether only cases of which a document was issued are shown. */
export interface CaseViewer {
  readonly scope: TenantScope;
  readonly onlyIssued: boolean;
}

/** A case in a list: with the next day something is due, null where nothing is. */
export interface ListedCase extends CaseFile {
  readonly dueOn: string | null;
}

/** One step of a case. */
export interface CaseStep {
  readonly no: number;
  readonly act: CaseAct | 'open';
  readonly atMs: number;
  readonly by: string;
  /** Null for the platform. */
  readonly byUserId: string | null;
  readonly state: CaseState;
  readonly note: string;
  readonly documentId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly auditSequence: number;
  readonly attachmentIds: readonly string[];
}

/** A means of the enterprise against a case. */
export interface CaseRemedy {
  readonly id: string;
  readonly type: Remedy;
  readonly filedAtMs: number;
  readonly filedBy: string;
  readonly text: string;
  readonly outcome: RemedyOutcome | null;
  readonly decidedAtMs: number | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
}

// Names in full: Drizzle leaves the table out of a selected column, and the inner one would win.
const dueOn = sql<string | null>`(select min(case_document.due_on) from case_document
  where case_document.case_id = case_file.id and case_document.state = 'issued'
    and case_document.answered_at is null)`;

/** Cases of the viewer, newest first. */
export async function listCases(
  executor: Executor,
  viewer: CaseViewer,
  query: {
    readonly enterpriseId?: string | undefined;
    readonly state?: CaseState | undefined;
    readonly inspectorUserId?: string | undefined;
    /** Something is due on this day or earlier. */
    readonly dueBy?: string | undefined;
    readonly limit: number;
    readonly after?: { readonly atMs: number; readonly id: string } | undefined;
  },
): Promise<Page<ListedCase>> {
  const { enterpriseId, state, inspectorUserId, dueBy, after } = query;
  const rows = await executor
    .select({ ...CASE_COLUMNS, dueOn })
    .from(caseFile)
    .where(
      and(
        isShown(viewer),
        enterpriseId === undefined ? undefined : eq(caseFile.enterpriseId, enterpriseId),
        state === undefined ? undefined : eq(caseFile.state, state),
        inspectorUserId === undefined ? undefined : eq(caseFile.inspectorUserId, inspectorUserId),
        dueBy === undefined ? undefined : sql`${dueOn} <= ${dueBy}`,
        after === undefined
          ? undefined
          : sql`(${caseFile.openedAt}, ${caseFile.id}) < (${new Date(after.atMs).toISOString()}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(caseFile.openedAt), desc(caseFile.id))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, ({ openedAtMs, id }) => `${openedAtMs}~${id}`);
}

/** A case of the viewer, or NOT_FOUND. */
export async function getCase(
  executor: Executor,
  viewer: CaseViewer,
  id: string,
): Promise<ListedCase> {
  const [row] = await executor
    .select({ ...CASE_COLUMNS, dueOn })
    .from(caseFile)
    .where(and(eq(caseFile.id, id), isShown(viewer)));
  if (row === undefined) throw notFound('case');
  return row;
}

/** Every step of a case, oldest first. */
export async function listCaseSteps(executor: Executor, caseId: string): Promise<CaseStep[]> {
  const rows = await executor
    .select()
    .from(caseStep)
    .where(eq(caseStep.caseId, caseId))
    .orderBy(asc(caseStep.no));
  const files = await executor
    .select()
    .from(caseStepAttachment)
    .where(eq(caseStepAttachment.caseId, caseId));
  return rows.map(({ caseId: _, at, ...row }) => ({
    ...row,
    atMs: at,
    act: row.act as CaseAct | 'open',
    state: row.state as CaseState,
    details: row.details as Record<string, unknown>,
    attachmentIds: files.filter(({ no }) => no === row.no).map((each) => each.attachmentId),
  }));
}

/** Every remedy of a case, oldest first. */
export async function listRemedies(executor: Executor, caseId: string): Promise<CaseRemedy[]> {
  const rows = await executor
    .select()
    .from(caseRemedy)
    .where(eq(caseRemedy.caseId, caseId))
    .orderBy(asc(caseRemedy.filedAt));
  return rows.map(({ caseId: _, filedAt, decidedAt, ...row }) => ({
    ...row,
    type: row.type as Remedy,
    outcome: row.outcome as RemedyOutcome | null,
    filedAtMs: filedAt,
    decidedAtMs: decidedAt,
  }));
}

function isShown({ scope, onlyIssued }: CaseViewer): SQL | undefined {
  return and(
    ownedInScope(scope, caseFile.enterpriseId),
    onlyIssued
      ? sql`exists (select 1 from ${caseDocument} where ${caseDocument.caseId} = ${caseFile.id} and ${caseDocument.number} is not null)`
      : undefined,
  );
}
