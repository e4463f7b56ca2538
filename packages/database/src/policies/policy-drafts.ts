import { type AuthorityPart, DomainError, type EnterprisePart } from '@hengneng/domain';
import { and, eq, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { policyDraft } from '../schema/policies.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** The two parts of a policy: targets of the authority, the enterprise's own plan. */
export const POLICY_PARTS = ['authority', 'plan'] as const;
export type PolicyPart = (typeof POLICY_PARTS)[number];

/** What a part is made of. */
export type PartDocument = AuthorityPart | EnterprisePart;

/** One part of the policy of an enterprise for a year. */
export interface PartKey {
  readonly enterpriseId: string;
  readonly year: number;
  readonly part: PolicyPart;
}

/** A draft as it was last saved. */
export interface PolicyDraft extends PartKey {
  readonly document: PartDocument;
  /** Rises by one with every save; whoever saves or signs names the one he read. */
  readonly revision: number;
  /** Signed version that it was built on, 0 for none; a later one is not in it. */
  readonly baseVersion: number;
  /** False once it was signed. */
  readonly open: boolean;
  readonly updatedAtMs: number;
  readonly updatedBy: string;
}

/** The draft of a part of an enterprise of the scope; null where nobody ever saved one. */
export async function findPolicyDraft(
  executor: Executor,
  scope: TenantScope,
  key: PartKey,
): Promise<PolicyDraft | null> {
  const [row] = await executor
    .select()
    .from(policyDraft)
    .where(and(isDraft(key), ownedInScope(scope, policyDraft.enterpriseId)));
  if (row === undefined) return null;
  const { document, part, updatedAt, ...rest } = row;
  return {
    ...rest,
    part: part as PolicyPart,
    document: document as PartDocument,
    updatedAtMs: updatedAt,
  };
}

/**
 * Saves a draft and answers its new revision; the caller has locked the enterprise.
 *
 * @param expectedRevision the revision the changes were made on, 0 for the very first
 * @throws DomainError POLICY_DRAFT_CHANGED when somebody saved or signed in between
 */
export async function savePolicyDraft(
  tx: Executor,
  key: PartKey,
  draft: Pick<PolicyDraft, 'document' | 'open' | 'baseVersion'>,
  expectedRevision: number,
  { by, atMs }: { readonly by: string; readonly atMs: number },
): Promise<number> {
  const revision = expectedRevision + 1;
  const values = { ...draft, revision, updatedAt: atMs, updatedBy: by };
  if (expectedRevision === 0) {
    const inserted = await tx
      .insert(policyDraft)
      .values({ ...key, ...values })
      .onConflictDoNothing()
      .returning({ revision: policyDraft.revision });
    if (inserted.length === 1) return revision;
    throw draftChanged();
  }
  const updated = await tx
    .update(policyDraft)
    .set(values)
    .where(and(isDraft(key), eq(policyDraft.revision, expectedRevision)))
    .returning({ revision: policyDraft.revision });
  if (updated.length === 1) return revision;
  throw draftChanged();
}

/**
 * Makes whoever read a draft read it again: a version was signed or withdrawn beside it. The caller has
 * locked the enterprise.
 */
export async function outdatePolicyDraft(tx: Executor, key: PartKey): Promise<void> {
  await tx
    .update(policyDraft)
    .set({ revision: sql`${policyDraft.revision} + 1` })
    .where(isDraft(key));
}

function isDraft({ enterpriseId, year, part }: PartKey) {
  return and(
    eq(policyDraft.enterpriseId, enterpriseId),
    eq(policyDraft.year, year),
    eq(policyDraft.part, part),
  );
}

function draftChanged(): DomainError {
  return new DomainError(
    'POLICY_DRAFT_CHANGED',
    'Somebody saved or signed this draft in between; read it again.',
  );
}
