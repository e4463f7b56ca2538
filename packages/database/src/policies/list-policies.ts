import { and, asc, desc, eq, gt, isNull, not, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { type Page, pageOf } from '../failures.ts';
import { policyDraft, policyStep, policyVersion } from '../schema/policies.ts';
import { enterprise } from '../schema/registry.ts';
import { enterpriseInScope, type TenantScope } from '../tenant-scope.ts';
import type { PolicyPart } from './policy-drafts.ts';

/** What an enterprise's policy of a year can lack: signed targets, a signed plan, a plan that was filed. */
export const POLICY_GAPS = ['targets', 'plan', 'filing'] as const;
export type PolicyGap = (typeof POLICY_GAPS)[number];

/** The newest signed version of a part that was not withdrawn. */
export interface NewestPart {
  readonly version: number;
  readonly documentNo: string;
  /** First day it counts; it may be still to come. */
  readonly effectiveOn: string;
  readonly effectiveAtMs: number;
  readonly signedAtMs: number;
  /** Targets of the authority's part, measures of the plan. */
  readonly itemsCount: number;
}

/** Where the policy of an enterprise stands in a year. */
export interface PolicyStanding {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly regionCode: string;
  readonly parkCode: string | null;
  readonly class: string | null;
  readonly authority: NewestPart | null;
  readonly plan: NewestPart | null;
  readonly isFiled: boolean;
  readonly isAcknowledged: boolean;
  /** Parts with a draft that nobody signed yet. */
  readonly drafts: readonly PolicyPart[];
}

/** Enterprises whose policies are looked at. */
export interface PolicyFilter {
  readonly year: number;
  /** Covers what it prefixes. */
  readonly regionCode?: string | undefined;
  readonly parkCode?: string | undefined;
  /** Part of the name. */
  readonly search?: string | undefined;
  readonly missing?: PolicyGap | undefined;
}

/** How many enterprises there are, and how many lack something. */
export interface PolicyCounts {
  readonly enterprises: number;
  readonly withoutTargets: number;
  readonly withoutPlan: number;
  /** With a signed plan that was not filed (备案). */
  readonly notFiled: number;
}

/** Where the policies of a year stand, for every enterprise of the scope, by id. */
export async function listPolicyStandings(
  executor: Executor,
  scope: TenantScope,
  query: PolicyFilter & { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<PolicyStanding>> {
  const { year, limit, after, missing } = query;
  const { authority, plan, filed, acknowledged } = partsOf(executor, year);
  const hasDraft = (part: PolicyPart) => sql<boolean>`exists (select 1 from ${policyDraft} d
    where d.enterprise_id = ${enterprise.id} and d.year = ${year} and d.part = ${part} and d.open)`;
  const rows = await executor
    .select({
      ...{ enterpriseId: enterprise.id, enterpriseName: enterprise.name },
      ...{ regionCode: enterprise.regionCode, parkCode: enterprise.parkCode },
      class: enterprise.class,
      authority: fieldsOf(authority),
      plan: fieldsOf(plan),
      ...{ isFiled: filed, isAcknowledged: acknowledged },
      ...{ draftsAuthority: hasDraft('authority'), draftsPlan: hasDraft('plan') },
    })
    .from(enterprise)
    .leftJoinLateral(authority, sql`true`)
    .leftJoinLateral(plan, sql`true`)
    .where(
      and(
        ...within(scope, query),
        after === undefined ? undefined : gt(enterprise.id, after),
        missing === 'targets' ? isNull(authority.version) : undefined,
        missing === 'plan' ? isNull(plan.version) : undefined,
        missing === 'filing' ? not(filed) : undefined,
      ),
    )
    .orderBy(asc(enterprise.id))
    .limit(limit + 1);
  const standings = rows.map(({ draftsAuthority, draftsPlan, ...row }): PolicyStanding => {
    const drafts: PolicyPart[] = [];
    if (draftsAuthority) drafts.push('authority');
    if (draftsPlan) drafts.push('plan');
    return { ...row, authority: joined(row.authority), plan: joined(row.plan), drafts };
  });
  return pageOf(standings, limit, ({ enterpriseId }) => enterpriseId);
}

/** How many of these enterprises lack what, whichever gap is looked at. */
export async function countPolicyGaps(
  executor: Executor,
  scope: TenantScope,
  query: PolicyFilter,
): Promise<PolicyCounts> {
  const { authority, plan, filed } = partsOf(executor, query.year);
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const [counts] = await executor
    .select({
      enterprises: count(sql`true`),
      withoutTargets: count(isNull(authority.version)),
      withoutPlan: count(isNull(plan.version)),
      notFiled: count(sql`${plan.version} is not null and not ${filed}`),
    })
    .from(enterprise)
    .leftJoinLateral(authority, sql`true`)
    .leftJoinLateral(plan, sql`true`)
    .where(and(...within(scope, query)));
  return counts ?? { enterprises: 0, withoutTargets: 0, withoutPlan: 0, notFiled: 0 };
}

function within(scope: TenantScope, { regionCode, parkCode, search }: PolicyFilter) {
  return [
    enterpriseInScope(scope),
    regionCode === undefined
      ? undefined
      : sql`starts_with(${enterprise.regionCode}, ${regionCode})`,
    parkCode === undefined ? undefined : eq(enterprise.parkCode, parkCode),
    search === undefined
      ? undefined
      : sql`position(lower(${search}) in lower(${enterprise.name})) > 0`,
  ];
}

/** The newest versions of both parts of each enterprise, and what was done with that of the plan. */
function partsOf(executor: Executor, year: number) {
  const authority = newestPart(executor, year, 'authority', 'targets');
  const plan = newestPart(executor, year, 'plan', 'measures');
  const done = (action: 'file' | 'acknowledge') => sql<boolean>`exists (select 1
    from ${policyStep} s where s.enterprise_id = ${enterprise.id} and s.year = ${year}
    and s.part = 'plan' and s.version = ${plan.version} and s.action = ${action})`;
  return { authority, plan, filed: done('file'), acknowledged: done('acknowledge') };
}

function newestPart(executor: Executor, year: number, part: PolicyPart, items: string) {
  return executor
    .select({
      version: policyVersion.version,
      documentNo: policyVersion.documentNo,
      effectiveOn: policyVersion.effectiveOn,
      effectiveAtMs: policyVersion.effectiveAt,
      signedAtMs: policyVersion.recordedAt,
      itemsCount:
        sql<number>`coalesce(jsonb_array_length(${policyVersion.document} -> ${items}), 0)`.as(
          `${part}_items`,
        ),
    })
    .from(policyVersion)
    .where(
      and(
        eq(policyVersion.enterpriseId, enterprise.id),
        eq(policyVersion.year, year),
        eq(policyVersion.part, part),
        sql`not exists (select 1 from ${policyStep} s where s.action = 'withdraw'
          and s.enterprise_id = ${policyVersion.enterpriseId} and s.year = ${policyVersion.year}
          and s.part = ${policyVersion.part} and s.version = ${policyVersion.version})`,
      ),
    )
    .orderBy(desc(policyVersion.version))
    .limit(1)
    .as(part);
}

/** A part as a left join answers it: nothing but nulls where there is none. */
function joined(
  part: { readonly [Field in keyof NewestPart]: NewestPart[Field] | null } | null,
): NewestPart | null {
  return part === null || part.version === null ? null : (part as NewestPart);
}

function fieldsOf(part: ReturnType<typeof newestPart>) {
  const { version, documentNo, effectiveOn, effectiveAtMs, signedAtMs, itemsCount } = part;
  return { version, documentNo, effectiveOn, effectiveAtMs, signedAtMs, itemsCount };
}
