import { DomainError, type RegisteredRule, type RuleQuery, ruleInForce } from '@hengneng/domain';
import { asc, eq, lte } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { withMeanings } from '../failures.ts';
import { assessedRule } from '../schema/accounts.ts';
import { park } from '../schema/registry.ts';
import type { Recording } from './factor-sets.ts';

/** A rule with the document it stands in. */
export interface RecordedRule extends RegisteredRule {
  readonly issuer: string;
  readonly documentNo: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** A rule to be recorded; `supersedes` is the id of the rule whose place it takes. */
export interface NewRule
  extends Omit<RecordedRule, 'no' | 'supersedes' | 'recordedAtMs' | 'recordedBy'> {
  readonly supersedes: string | null;
}

/** All rules that were recorded by an instant, in the order of recording. */
export async function listAssessedRules(
  executor: Executor,
  asOfMs: number,
): Promise<RecordedRule[]> {
  const rows = await executor
    .select()
    .from(assessedRule)
    .where(lte(assessedRule.recordedAt, asOfMs))
    .orderBy(asc(assessedRule.no));
  return rows.map(({ recordedAt, ...row }) => ({
    ...row,
    recordedAtMs: recordedAt,
  })) as RecordedRule[];
}

/** The rule that counts for an enterprise on a day, as recorded by an instant; null: none. */
export async function readRuleInForce(
  executor: Executor,
  query: RuleQuery & { readonly asOfMs: number },
): Promise<RecordedRule | null> {
  const rules = await listAssessedRules(executor, query.asOfMs);
  const { no } = ruleInForce(rules, query) ?? {};
  return rules.find((rule) => rule.no === no) ?? null;
}

/** Region of a park; null when the park is not registered or its region is not known. */
export async function parkRegionCode(executor: Executor, parkCode: string): Promise<string | null> {
  const [row] = await executor
    .select({ regionCode: park.regionCode })
    .from(park)
    .where(eq(park.code, parkCode));
  return row?.regionCode ?? null;
}

/**
 * Records a rule. `allow` judges whether who asks may issue for the scope of the rule, and
 * of the one that is superseded.
 *
 * @throws DomainError ASSESSED_RULE_EXISTS, ASSESSED_RULE_NOT_FOUND, ASSESSED_RULE_SUPERSEDED
 */
export async function insertAssessedRule(
  tx: Executor,
  rule: NewRule,
  { by, atMs }: Recording,
  allow: (scope: Pick<RegisteredRule, 'scopeType' | 'scopeValue'>) => Promise<void>,
): Promise<RecordedRule> {
  await allow(rule);
  const replaced = rule.supersedes === null ? null : await ruleById(tx, rule.supersedes);
  if (replaced !== null) await allow(replaced as unknown as RegisteredRule);
  const supersedes = replaced?.no ?? null;
  const deductions = [...rule.deductions];
  const recorded = { recordedAt: atMs, recordedBy: by };
  const [row] = await withMeanings(MEANINGS, () =>
    tx
      .insert(assessedRule)
      .values({ ...rule, deductions, supersedes, ...recorded })
      .returning({ no: assessedRule.no }),
  );
  return { ...rule, no: row?.no ?? 0, supersedes, recordedAtMs: atMs, recordedBy: by };
}

const MEANINGS = {
  assessed_rule_id_key: ['ASSESSED_RULE_EXISTS', 'A rule with this id is recorded.'],
  assessed_rule_supersedes_key: [
    'ASSESSED_RULE_SUPERSEDED',
    'Another rule has taken the place of that one already.',
  ],
} as const;

async function ruleById(tx: Executor, id: string) {
  const [row] = await tx.select().from(assessedRule).where(eq(assessedRule.id, id));
  if (row !== undefined) return row;
  throw new DomainError('ASSESSED_RULE_NOT_FOUND', `There is no rule ${id} to supersede.`);
}
