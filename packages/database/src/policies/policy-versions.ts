import { createHash } from 'node:crypto';
import { canonicalJson } from '@hengneng/contracts';
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { notFound } from '../failures.ts';
import { policyStep, policyVersion } from '../schema/policies.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import type { PartDocument, PartKey, PolicyPart } from './policy-drafts.ts';

/** What is done with a signed version: filed (备案) by the enterprise, taken up by the authority, withdrawn. */
export const POLICY_ACTIONS = ['file', 'acknowledge', 'withdraw'] as const;
export type PolicyAction = (typeof POLICY_ACTIONS)[number];

/** A signed version counts from its first day, until a later one does; or it was withdrawn. */
export const POLICY_STATES = ['signed', 'superseded', 'withdrawn'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];

/** Who did something, and when. */
export interface PolicyRecording {
  readonly by: string;
  readonly byUserId: string;
  readonly atMs: number;
}

/** What is signed. */
export interface NewPolicyVersion extends PartKey {
  readonly document: PartDocument;
  /** First day it counts, and the instant that day begins in the enterprise's zone. */
  readonly effectiveOn: string;
  readonly effectiveAtMs: number;
  readonly documentNo: string;
  readonly note: string;
  /** Application that it grants. */
  readonly applicationId: string | null;
}

/** One thing that was done with a version. */
export interface PolicyStep {
  readonly action: PolicyAction;
  readonly documentNo: string;
  readonly note: string;
  readonly atMs: number;
  readonly by: string;
}

/** A version with what became of it. */
export interface PolicyVersion extends NewPolicyVersion {
  readonly version: number;
  readonly sha256: string;
  readonly state: PolicyState;
  readonly steps: readonly PolicyStep[];
  readonly signedAtMs: number;
  /** Null while nobody withdrew it. */
  readonly withdrawnAtMs: number | null;
  readonly signedBy: string;
  readonly signedByUserId: string;
}

/** Puts a signed version on record and answers its number; the caller has locked the enterprise. */
export async function insertPolicyVersion(
  tx: Executor,
  item: NewPolicyVersion,
  { by, byUserId, atMs }: PolicyRecording,
): Promise<{ readonly version: number; readonly sha256: string }> {
  const { effectiveAtMs, ...columns } = item;
  const sha256 = createHash('sha256')
    // Through JSON first: a field that is there with undefined is not there in the column either.
    .update(canonicalJson(JSON.parse(JSON.stringify(item.document))))
    .digest('hex');
  const [last] = await tx
    .select({ version: policyVersion.version })
    .from(policyVersion)
    .where(isPart(item))
    .orderBy(desc(policyVersion.version))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  const recorded = { recordedAt: atMs, recordedBy: by, recordedByUserId: byUserId };
  await tx
    .insert(policyVersion)
    .values({ ...columns, ...recorded, version, sha256, effectiveAt: effectiveAtMs });
  return { version, sha256 };
}

/**
 * Versions of enterprises of the scope, oldest first, as recorded by an instant; their states are those
 * of that instant.
 */
export async function listPolicyVersions(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly enterpriseId: string;
    readonly year?: number | undefined;
    readonly part?: PolicyPart | undefined;
    readonly asOfMs: number;
  },
): Promise<PolicyVersion[]> {
  const { enterpriseId, year, part, asOfMs } = query;
  const rows = await executor
    .select()
    .from(policyVersion)
    .where(
      and(
        eq(policyVersion.enterpriseId, enterpriseId),
        ownedInScope(scope, policyVersion.enterpriseId),
        year === undefined ? undefined : eq(policyVersion.year, year),
        part === undefined ? undefined : eq(policyVersion.part, part),
        lte(policyVersion.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(policyVersion.year), asc(policyVersion.part), asc(policyVersion.version));
  const steps = await executor
    .select()
    .from(policyStep)
    .where(and(eq(policyStep.enterpriseId, enterpriseId), lte(policyStep.recordedAt, asOfMs)))
    .orderBy(asc(policyStep.no));
  const versions = rows.map((row) => toVersion(row, steps));
  return versions.map((item) => ({ ...item, state: stateOf(item, versions, asOfMs) }));
}

/** One version of an enterprise of the scope, or NOT_FOUND. */
export async function getPolicyVersion(
  executor: Executor,
  scope: TenantScope,
  key: PartKey & { readonly version: number; readonly asOfMs: number },
): Promise<PolicyVersion> {
  const versions = await listPolicyVersions(executor, scope, key);
  const found = versions.find(({ version }) => version === key.version);
  if (found === undefined) throw notFound('version');
  return found;
}

/** Adds what was done with a version; the caller has looked whether its state allows it. */
export async function insertPolicyStep(
  tx: Executor,
  key: PartKey & { readonly version: number },
  step: Pick<PolicyStep, 'action' | 'documentNo' | 'note'>,
  { by, byUserId, atMs }: PolicyRecording,
): Promise<void> {
  const { enterpriseId, year, part, version } = key;
  const recorded = { recordedAt: atMs, recordedBy: by, recordedByUserId: byUserId };
  await tx.insert(policyStep).values({ enterpriseId, year, part, version, ...step, ...recorded });
}

function isPart({ enterpriseId, year, part }: PartKey) {
  return and(
    eq(policyVersion.enterpriseId, enterpriseId),
    eq(policyVersion.year, year),
    eq(policyVersion.part, part),
  );
}

function toVersion(
  row: typeof policyVersion.$inferSelect,
  steps: readonly (typeof policyStep.$inferSelect)[],
): PolicyVersion {
  const { part, document, effectiveAt, recordedAt, recordedBy, recordedByUserId, ...rest } = row;
  const own = steps.filter((step) => {
    return step.year === row.year && step.part === row.part && step.version === row.version;
  });
  return {
    ...rest,
    part: part as PolicyPart,
    document: document as PartDocument,
    effectiveAtMs: effectiveAt,
    state: 'signed',
    steps: own.map((step) => ({
      action: step.action as PolicyAction,
      documentNo: step.documentNo,
      note: step.note,
      atMs: step.recordedAt,
      by: step.recordedBy,
    })),
    signedAtMs: recordedAt,
    signedBy: recordedBy,
    signedByUserId: recordedByUserId,
    withdrawnAtMs: own.find(({ action }) => action === 'withdraw')?.recordedAt ?? null,
  };
}

/** A version that is not effective yet takes nobody's place; one that was withdrawn gives it back. */
function stateOf(
  item: PolicyVersion,
  versions: readonly PolicyVersion[],
  asOfMs: number,
): PolicyState {
  if (item.withdrawnAtMs !== null) return 'withdrawn';
  const isSuperseded = versions.some(
    (other) =>
      other.year === item.year &&
      other.part === item.part &&
      other.version > item.version &&
      other.effectiveAtMs <= asOfMs &&
      other.withdrawnAtMs === null,
  );
  return isSuperseded ? 'superseded' : 'signed';
}
