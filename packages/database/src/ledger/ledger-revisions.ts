import {
  isCounting,
  type LedgerFinding,
  type LedgerMonth,
  type LedgerState,
  type LedgerStep,
} from '@hengneng/domain';
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { ledgerRevision, ledgerStep } from '../schema/ledger.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** Class of the advisory locks that keep acts on one enterprise's ledger in a row. */
const LEDGER_LOCK = 7_204_315;

/** Where the figures of a revision came in by. */
export const LEDGER_SOURCES = ['form', 'template', 'import'] as const;
export type LedgerSource = (typeof LEDGER_SOURCES)[number];

/** A step of a revision as it is on record. */
export interface RecordedLedgerStep extends LedgerStep {
  readonly note: string;
  readonly findings: readonly LedgerFinding[];
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A revision of a month with what was done to it; the first step is its submission. */
export interface LedgerRevision {
  readonly month: string;
  readonly revision: number;
  readonly document: LedgerMonth;
  readonly source: LedgerSource;
  readonly reason: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
  readonly state: LedgerState;
  readonly steps: readonly RecordedLedgerStep[];
}

/** What is asked of an enterprise's ledger; months are `YYYY-MM`, both included. */
export interface LedgerQuery {
  readonly enterpriseId: string;
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Only what was on record at this instant; everything unless given. */
  readonly asOfMs?: number | undefined;
}

/** Lets one act at a time on the ledger of an enterprise, until the transaction ends. */
export async function lockLedger(tx: Executor, enterpriseId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK}, hashtext(${enterpriseId}))`);
}

/** Revisions of an enterprise of the scope, by month and revision. */
export async function listLedgerRevisions(
  executor: Executor,
  scope: TenantScope,
  query: LedgerQuery,
): Promise<LedgerRevision[]> {
  const rows = await executor
    .select()
    .from(ledgerRevision)
    .where(
      and(
        eq(ledgerRevision.enterpriseId, query.enterpriseId),
        ownedInScope(scope, ledgerRevision.enterpriseId),
        gte(ledgerRevision.month, query.fromMonth),
        lte(ledgerRevision.month, query.toMonth),
        query.asOfMs === undefined ? undefined : lte(ledgerRevision.recordedAt, query.asOfMs),
      ),
    )
    .orderBy(asc(ledgerRevision.month), asc(ledgerRevision.revision));
  if (rows.length === 0) return [];
  const steps = await stepsOf(executor, query);
  return rows.map(({ enterpriseId: _, document, source, recordedAt, ...rest }) => {
    const own = steps.get(`${rest.month}/${rest.revision}`) ?? [];
    return {
      ...rest,
      document: document as LedgerMonth,
      source: source as LedgerSource,
      recordedAtMs: recordedAt,
      state: own.at(-1)?.state ?? 'submitted',
      steps: own,
    };
  });
}

async function stepsOf(
  executor: Executor,
  query: LedgerQuery,
): Promise<Map<string, RecordedLedgerStep[]>> {
  const rows = await executor
    .select()
    .from(ledgerStep)
    .where(
      and(
        eq(ledgerStep.enterpriseId, query.enterpriseId),
        gte(ledgerStep.month, query.fromMonth),
        lte(ledgerStep.month, query.toMonth),
        query.asOfMs === undefined ? undefined : lte(ledgerStep.recordedAt, query.asOfMs),
      ),
    )
    .orderBy(asc(ledgerStep.month), asc(ledgerStep.revision), asc(ledgerStep.step));
  const steps = new Map<string, RecordedLedgerStep[]>();
  for (const row of rows) {
    const key = `${row.month}/${row.revision}`;
    const own = steps.get(key) ?? [];
    own.push({
      action: row.action as RecordedLedgerStep['action'],
      state: row.state as LedgerState,
      byUserId: row.byUserId,
      note: row.note,
      findings: row.findings as LedgerFinding[],
      recordedAtMs: row.recordedAt,
      recordedBy: row.recordedBy,
    });
    steps.set(key, own);
  }
  return steps;
}

/**
 * The figures that count, by month: of each month the newest revision that the enterprise's reviewer
 * stands for. A month without one is awaited: it is absent, and not judged.
 */
export async function countingLedgerMonths(
  executor: Executor,
  scope: TenantScope,
  query: LedgerQuery,
): Promise<Map<string, LedgerMonth>> {
  return countingOf(await listLedgerRevisions(executor, scope, query));
}

/** The figures that count among revisions in their order. */
export function countingOf(revisions: readonly LedgerRevision[]): Map<string, LedgerMonth> {
  const months = new Map<string, LedgerMonth>();
  for (const { month, state, document } of revisions) {
    if (isCounting(state)) months.set(month, document);
  }
  return months;
}

/** The newest figures by month that nobody returned: what the next month has to follow. */
export function latestOf(revisions: readonly LedgerRevision[]): Map<string, LedgerMonth> {
  const months = new Map<string, LedgerMonth>();
  for (const { month, state, document } of revisions) {
    if (state !== 'returned') months.set(month, document);
  }
  return months;
}

/** A month that somebody submits. */
export interface NewLedgerRevision {
  readonly document: LedgerMonth;
  readonly revision: number;
  readonly source: LedgerSource;
  readonly reason: string;
  readonly findings: readonly LedgerFinding[];
}

/** Who does something, and when. */
export interface LedgerActor {
  readonly atMs: number;
  readonly userId: string;
  readonly username: string;
}

/** Puts months on record as submitted; the caller has locked the ledger and checked them. */
export async function insertLedgerRevisions(
  tx: Executor,
  enterpriseId: string,
  items: readonly NewLedgerRevision[],
  actor: LedgerActor,
): Promise<void> {
  const recorded = { recordedAt: actor.atMs, recordedBy: actor.username };
  for (const part of chunks(items)) {
    await tx.insert(ledgerRevision).values(
      part.map(({ document, revision, source, reason }) => ({
        enterpriseId,
        month: document.month,
        revision,
        document,
        source,
        reason,
        ...recorded,
      })),
    );
    await tx.insert(ledgerStep).values(
      part.map(({ document, revision, findings, reason }) => ({
        enterpriseId,
        month: document.month,
        revision,
        step: 1,
        action: 'submit',
        state: 'submitted',
        note: reason,
        findings,
        byUserId: actor.userId,
        ...recorded,
      })),
    );
  }
}

/** Puts a further step of a revision on record; the caller has locked the ledger. */
export async function insertLedgerStep(
  tx: Executor,
  enterpriseId: string,
  target: Pick<LedgerRevision, 'month' | 'revision' | 'steps'>,
  step: Pick<RecordedLedgerStep, 'action' | 'state' | 'note'>,
  actor: LedgerActor,
): Promise<void> {
  await tx.insert(ledgerStep).values({
    enterpriseId,
    month: target.month,
    revision: target.revision,
    step: target.steps.length + 1,
    ...step,
    findings: [],
    byUserId: actor.userId,
    recordedAt: actor.atMs,
    recordedBy: actor.username,
  });
}
