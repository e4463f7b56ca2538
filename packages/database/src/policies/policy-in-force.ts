import type { AuthorityPart, EnterprisePart, PolicyDocument } from '@hengneng/domain';
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { policyVersion } from '../schema/policies.ts';

/** The version of a part that a policy in force rests on. */
export interface PartInForce {
  readonly version: number;
  readonly sha256: string;
  /** First day it counts, in the enterprise's zone. */
  readonly effectiveOn: string;
  readonly signedAtMs: number;
}

/** Both parts of a policy as they count; a part that nobody signed is empty and null. */
export interface PolicyInForce {
  readonly document: PolicyDocument;
  readonly authority: PartInForce | null;
  readonly plan: PartInForce | null;
}

/**
 * The policy that counts for an enterprise and year as of an instant: of each part the highest version
 * that was signed by then, is effective by then and was not withdrawn by then. Null where nobody has
 * signed anything. It asks for no scope: it is for rules, and for requests that have checked theirs.
 */
export async function policyInForce(
  executor: Executor,
  enterpriseId: string,
  year: number,
  asOfMs: number,
): Promise<PolicyInForce | null> {
  const found = await policiesInForce(executor, { year, asOfMs, enterpriseIds: [enterpriseId] });
  return found.get(enterpriseId) ?? null;
}

/** The same of many enterprises, by id; without `enterpriseIds` of all that have one. */
export async function policiesInForce(
  executor: Executor,
  query: {
    readonly year: number;
    readonly asOfMs: number;
    readonly enterpriseIds?: readonly string[] | undefined;
  },
): Promise<Map<string, PolicyInForce>> {
  const { year, asOfMs, enterpriseIds } = query;
  const policies = new Map<string, PolicyInForce>();
  if (enterpriseIds?.length === 0) return policies;
  const at = new Date(asOfMs).toISOString();
  const rows = await executor
    .selectDistinctOn([policyVersion.enterpriseId, policyVersion.part])
    .from(policyVersion)
    .where(
      and(
        eq(policyVersion.year, year),
        enterpriseIds === undefined
          ? undefined
          : inArray(policyVersion.enterpriseId, [...enterpriseIds]),
        lte(policyVersion.recordedAt, asOfMs),
        lte(policyVersion.effectiveAt, asOfMs),
        sql`not exists (select 1 from policy_step s where s.action = 'withdraw'
          and s.enterprise_id = ${policyVersion.enterpriseId} and s.year = ${policyVersion.year}
          and s.part = ${policyVersion.part} and s.version = ${policyVersion.version}
          and s.recorded_at <= ${at}::timestamptz)`,
      ),
    )
    .orderBy(asc(policyVersion.enterpriseId), asc(policyVersion.part), desc(policyVersion.version));
  for (const row of rows) {
    const { enterpriseId, part, version, sha256, effectiveOn, recordedAt } = row;
    const known = policies.get(enterpriseId) ?? emptyPolicy(enterpriseId, year);
    const inForce = { version, sha256, effectiveOn, signedAtMs: recordedAt };
    const fields = row.document as AuthorityPart | EnterprisePart;
    const document = { ...known.document, ...fields };
    const isPlan = part === 'plan';
    policies.set(enterpriseId, {
      document,
      authority: isPlan ? known.authority : inForce,
      plan: isPlan ? inForce : known.plan,
    });
  }
  return policies;
}

function emptyPolicy(enterpriseId: string, year: number): PolicyInForce {
  const document = { enterpriseId, year, targets: [], measures: [] };
  return { document, authority: null, plan: null };
}
