import type { AssessedRule } from './account-types.ts';

/** Whom a rule is for, the narrowest first: it goes before the wider ones. */
export const RULE_SCOPES = ['enterprise', 'park', 'region', 'sector', 'nation'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];

/** A rule of the register with whom and when it is for. */
export interface RegisteredRule extends AssessedRule {
  /** Rises with every rule that is recorded. */
  readonly no: number;
  readonly scopeType: RuleScope;
  /** Credit code, park code, region code or industry code (prefixes cover); empty for the nation. */
  readonly scopeValue: string;
  /** First day it holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** First day it no longer holds; null while it does. */
  readonly validTo: string | null;
  /** `no` of the rule that this one takes the place of, for good. */
  readonly supersedes: number | null;
}

/** Whom a rule is looked up for. */
export interface RuleQuery {
  readonly enterpriseId: string;
  readonly parkCode: string | null;
  readonly regionCode: string;
  /** GB/T 4754, such as `C3011`. */
  readonly industryCode: string;
  /** Day in the enterprise's zone, `YYYY-MM-DD`. */
  readonly date: string;
}

/**
 * The rule that counts for an enterprise on a day, or null. The narrowest scope counts (enterprise,
 * park, region, sector, nation; of two regions or sectors the smaller), then the one that began later,
 * then the one recorded later. A superseded rule never counts.
 *
 * @param rules all that were recorded by the time asked for, in any order.
 */
export function ruleInForce(
  rules: readonly RegisteredRule[],
  query: RuleQuery,
): RegisteredRule | null {
  const superseded = new Set(rules.map(({ supersedes }) => supersedes));
  let best: RegisteredRule | null = null;
  for (const rule of rules) {
    if (superseded.has(rule.no) || !holds(rule, query)) continue;
    if (best === null || compare(rule, best) > 0) best = rule;
  }
  return best;
}

function holds(rule: RegisteredRule, query: RuleQuery): boolean {
  if (query.date < rule.validFrom) return false;
  if (rule.validTo !== null && query.date >= rule.validTo) return false;
  const { scopeType, scopeValue } = rule;
  if (scopeType === 'enterprise') return scopeValue === query.enterpriseId;
  if (scopeType === 'park') return scopeValue === query.parkCode;
  if (scopeType === 'region') return query.regionCode.startsWith(scopeValue);
  return scopeType === 'nation' || query.industryCode.startsWith(scopeValue);
}

/** Above zero when the left one is to be preferred. */
function compare(left: RegisteredRule, right: RegisteredRule): number {
  const byScope = RULE_SCOPES.indexOf(right.scopeType) - RULE_SCOPES.indexOf(left.scopeType);
  if (byScope !== 0) return byScope;
  const byLength = left.scopeValue.length - right.scopeValue.length;
  if (byLength !== 0) return byLength;
  if (left.validFrom !== right.validFrom) return left.validFrom > right.validFrom ? 1 : -1;
  return left.no - right.no;
}
