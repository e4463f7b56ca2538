import type { FindingAction, FindingState } from '@hengneng/domain';
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound } from './failures.ts';
import { auditFinding, auditSample, workingPaper } from './schema/audit-work.ts';
import { engagement } from './schema/identity.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** What a sample's population is made of. */
export const SAMPLE_UNITS = ['meter', 'day', 'month', 'meter-day', 'meter-month'] as const;
export type SampleUnit = (typeof SAMPLE_UNITS)[number];

/** A random sample, with all it takes to draw it again. */
export interface AuditSample {
  readonly id: string;
  readonly enterpriseId: string;
  readonly purpose: string;
  readonly unit: SampleUnit;
  readonly method: string;
  readonly seed: string;
  readonly population: readonly string[];
  readonly populationSha256: string;
  readonly picked: readonly string[];
  readonly drawnAtMs: number;
  readonly drawnBy: string;
}

/** A figure that a paper rests on. */
export interface FigureReference {
  /** Address of the query, such as `/enterprises/…/consumption?…`. */
  readonly query: string;
  /** What it answered. */
  readonly figure: unknown;
  /** SHA-256 (hex) of the figure's canonical JSON. */
  readonly sha256: string;
}

/** A working paper (审计底稿) in one revision. */
export interface WorkingPaper {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly text: string;
  readonly figures: readonly FigureReference[];
  readonly attachmentIds: readonly string[];
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A finding after one step. */
export interface FindingStep {
  readonly id: string;
  readonly no: number;
  readonly engagementId: string;
  readonly enterpriseId: string;
  readonly action: FindingAction;
  readonly state: FindingState;
  readonly severity: number;
  readonly title: string;
  readonly description: string;
  readonly evidence: string;
  readonly recommendation: string;
  readonly note: string;
  readonly atMs: number;
  readonly by: string;
}

// The caller of everything below has looked whether the engagement is the auditor's.

/** Puts a sample on record and answers its id. */
export async function insertSample(
  tx: Executor,
  engagementId: string,
  { drawnAtMs, ...item }: Omit<AuditSample, 'id'>,
): Promise<string> {
  const [row] = await tx
    .insert(auditSample)
    .values({ ...item, engagementId, drawnAt: drawnAtMs })
    .returning({ id: auditSample.id });
  if (row === undefined) throw new Error('PostgreSQL returned no row for a sample.');
  return row.id;
}

/** Samples of an engagement, oldest first; one of them where an id is given. */
export async function listSamples(
  executor: Executor,
  engagementId: string,
  id?: string,
): Promise<AuditSample[]> {
  const rows = await executor
    .select()
    .from(auditSample)
    .where(
      and(
        eq(auditSample.engagementId, engagementId),
        id === undefined ? undefined : eq(auditSample.id, id),
      ),
    )
    .orderBy(asc(auditSample.drawnAt), asc(auditSample.id));
  return rows.map(({ engagementId: _, drawnAt, ...row }) => ({
    ...row,
    unit: row.unit as SampleUnit,
    population: row.population as string[],
    picked: row.picked as string[],
    drawnAtMs: drawnAt,
  }));
}

/** Adds a revision to a paper, or makes a new one; answers the revision. */
export async function insertPaper(
  tx: Executor,
  engagementId: string,
  { recordedAtMs, ...item }: Omit<WorkingPaper, 'revision'>,
): Promise<number> {
  const [row] = await tx
    .insert(workingPaper)
    .values({
      ...item,
      engagementId,
      recordedAt: recordedAtMs,
      revision: sql<number>`(select count(*) + 1 from working_paper where id = ${item.id})`,
    })
    .returning({ revision: workingPaper.revision });
  if (row === undefined) throw new Error('PostgreSQL returned no row for a working paper.');
  return row.revision;
}

/** Papers of an engagement in their last revision; every revision of one where an id is given. */
export async function listPapers(
  executor: Executor,
  engagementId: string,
  id?: string,
): Promise<WorkingPaper[]> {
  const rows = await executor
    .select()
    .from(workingPaper)
    .where(
      and(
        eq(workingPaper.engagementId, engagementId),
        id === undefined ? undefined : eq(workingPaper.id, id),
      ),
    )
    .orderBy(asc(workingPaper.id), desc(workingPaper.revision));
  const shown = id === undefined ? firstOfEach(rows) : rows.reverse();
  return shown.map(({ engagementId: _, recordedAt, ...row }) => ({
    ...row,
    figures: row.figures as FigureReference[],
    attachmentIds: row.attachmentIds as string[],
    recordedAtMs: recordedAt,
  }));
}

/** Adds a step to a finding, or its first. */
export async function insertFindingStep(
  tx: Executor,
  { atMs, no: _, ...step }: FindingStep,
): Promise<void> {
  await tx.insert(auditFinding).values({
    ...step,
    at: atMs,
    no: sql<number>`(select count(*) + 1 from audit_finding where id = ${step.id})`,
  });
}

/** Findings of an engagement as they are now, or every step of one of them. */
export async function listEngagementFindings(
  executor: Executor,
  engagementId: string,
  id?: string,
): Promise<FindingStep[]> {
  const rows = await executor
    .select()
    .from(auditFinding)
    .where(
      and(
        eq(auditFinding.engagementId, engagementId),
        id === undefined ? undefined : eq(auditFinding.id, id),
      ),
    )
    .orderBy(asc(auditFinding.id), desc(auditFinding.no));
  const shown = id === undefined ? firstOfEach(rows) : rows.reverse();
  return shown.map(toStep);
}

/**
 * Findings about an enterprise of the scope that were issued, as they are now. `commissionerType`
 * leaves out those of engagements that somebody else commissioned.
 */
export async function listIssuedFindings(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly commissionerType?: 'authority' | undefined;
    readonly id?: string | undefined;
  },
): Promise<FindingStep[]> {
  const rows = await executor
    .select({ step: auditFinding })
    .from(auditFinding)
    .innerJoin(engagement, eq(engagement.id, auditFinding.engagementId))
    .where(
      and(
        eq(auditFinding.enterpriseId, query.enterpriseId),
        ownedInScope(scope, auditFinding.enterpriseId),
        query.id === undefined ? undefined : eq(auditFinding.id, query.id),
        query.commissionerType === undefined
          ? undefined
          : eq(engagement.commissionerType, query.commissionerType),
        gt(auditFinding.no, 1),
      ),
    )
    .orderBy(asc(auditFinding.id), desc(auditFinding.no));
  return firstOfEach(rows.map(({ step }) => step))
    .filter(({ state }) => state !== 'draft')
    .map(toStep);
}

/** The issued finding about an enterprise of the scope, or NOT_FOUND. */
export async function getIssuedFinding(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly id: string },
): Promise<FindingStep> {
  const [found] = await listIssuedFindings(executor, scope, query);
  if (found === undefined) throw notFound('finding');
  return found;
}

function toStep({ at, ...row }: typeof auditFinding.$inferSelect): FindingStep {
  const { action, state } = row as unknown as Pick<FindingStep, 'action' | 'state'>;
  return { ...row, action, state, atMs: at };
}

function firstOfEach<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return rows.filter((row, index) => rows[index - 1]?.id !== row.id);
}
