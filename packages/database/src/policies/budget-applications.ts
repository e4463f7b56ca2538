import { DomainError } from '@hengneng/domain';
import { and, asc, eq } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound, withMeanings } from '../failures.ts';
import { budgetApplication, budgetDecision } from '../schema/policies.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import type { PolicyRecording } from './policy-versions.ts';

/** A figure that an application rests on. */
export interface ApplicationFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** An application for another limit (用能预算调整申请). */
export interface NewBudgetApplication {
  readonly enterpriseId: string;
  readonly year: number;
  readonly targetId: string;
  /** Version of the authority's part that it asks to change. */
  readonly version: number;
  readonly requestedLimit: number;
  readonly reason: string;
  readonly figures: readonly ApplicationFigure[];
  readonly attachmentIds: readonly string[];
}

/** How an application ended. */
export interface BudgetDecision {
  readonly decision: 'grant' | 'refuse';
  readonly documentNo: string;
  readonly note: string;
  /** Version that grants it; null for a refusal. */
  readonly version: number | null;
}

/** An application with what became of it; null while it is open. */
export interface BudgetApplication extends NewBudgetApplication {
  readonly id: string;
  readonly appliedAtMs: number;
  readonly appliedBy: string;
  readonly appliedByUserId: string;
  readonly decided: (BudgetDecision & { readonly atMs: number; readonly by: string }) | null;
}

/** Puts an application on record and answers its id. */
export async function insertBudgetApplication(
  tx: Executor,
  application: NewBudgetApplication,
  { by, byUserId, atMs }: PolicyRecording,
): Promise<string> {
  const { figures, attachmentIds, ...columns } = application;
  const [row] = await tx
    .insert(budgetApplication)
    .values({
      ...columns,
      figures: [...figures],
      attachmentIds: [...attachmentIds],
      recordedAt: atMs,
      recordedBy: by,
      recordedByUserId: byUserId,
    })
    .returning({ id: budgetApplication.id });
  if (row === undefined) throw new Error('PostgreSQL answered no row for an application.');
  return row.id;
}

/** Applications of enterprises of the scope, oldest first. */
export async function listBudgetApplications(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId?: string | undefined;
    readonly id?: string | undefined;
    readonly limit: number;
  },
): Promise<BudgetApplication[]> {
  const rows = await executor
    .select({ application: budgetApplication, decision: budgetDecision })
    .from(budgetApplication)
    .leftJoin(budgetDecision, eq(budgetDecision.applicationId, budgetApplication.id))
    .where(
      and(
        ownedInScope(scope, budgetApplication.enterpriseId),
        query.id === undefined ? undefined : eq(budgetApplication.id, query.id),
        query.enterpriseId === undefined
          ? undefined
          : eq(budgetApplication.enterpriseId, query.enterpriseId),
      ),
    )
    .orderBy(asc(budgetApplication.recordedAt), asc(budgetApplication.id))
    .limit(query.limit);
  return rows.map(({ application, decision }) => {
    const { figures, attachmentIds, recordedAt, recordedBy, recordedByUserId, ...rest } =
      application;
    return {
      ...rest,
      figures: figures as ApplicationFigure[],
      attachmentIds: attachmentIds as string[],
      appliedAtMs: recordedAt,
      appliedBy: recordedBy,
      appliedByUserId: recordedByUserId,
      decided: decision === null ? null : toDecision(decision),
    };
  });
}

/** One application of an enterprise of the scope, or NOT_FOUND. */
export async function getBudgetApplication(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly id: string },
): Promise<BudgetApplication> {
  const [found] = await listBudgetApplications(executor, scope, { ...query, limit: 1 });
  if (found === undefined) throw notFound('application');
  return found;
}

/**
 * Decides an application, once.
 *
 * @throws DomainError POLICY_STATE_WRONG when it was decided, DUTIES_NOT_SEPARATED for the applicant
 */
export async function insertBudgetDecision(
  tx: Executor,
  application: BudgetApplication,
  decision: BudgetDecision,
  { by, byUserId, atMs }: PolicyRecording,
): Promise<void> {
  if (application.appliedByUserId === byUserId) {
    throw new DomainError('DUTIES_NOT_SEPARATED', 'Another person decides what you applied for.');
  }
  const recorded = { recordedAt: atMs, recordedBy: by, recordedByUserId: byUserId };
  await withMeanings(
    { budget_decision_pkey: ['POLICY_STATE_WRONG', 'This application was decided already.'] },
    () =>
      tx.insert(budgetDecision).values({ applicationId: application.id, ...decision, ...recorded }),
  );
}

function toDecision(row: typeof budgetDecision.$inferSelect) {
  const { decision, documentNo, note, version, recordedAt, recordedBy } = row;
  const ended = { documentNo, note, version, atMs: recordedAt, by: recordedBy };
  return { ...ended, decision: decision as BudgetDecision['decision'] };
}
