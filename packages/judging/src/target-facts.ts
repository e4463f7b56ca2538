import { isRatioTarget, type RuleContext, type Target } from '@hengneng/domain';

import type { EnterpriseRecord, MonthAccounts, PolicyYear } from './enterprise-record.ts';
import { hasExpiredMeter } from './month-figures.ts';

/** What every rule about one target starts from. */
export interface TargetFacts {
  readonly accounts: MonthAccounts;
  readonly context: RuleContext;
}

/**
 * The accounts that a target counts, by the factors it pins. Budgets are of the assessed account where
 * they name none; CO2 is the same in every account.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function targetFacts(
  record: EnterpriseRecord,
  { version }: PolicyYear,
  target: Target,
): Promise<TargetFacts> {
  const isLine = isRatioTarget(target) && target.line !== undefined;
  const accounts = await record.accounts({
    account: target.account ?? 'assessed',
    factorSet: target.factorSet,
    ...(isLine ? { siteId: target.line } : {}),
  });
  return {
    accounts,
    context: {
      nowMs: record.nowMs,
      dataThroughMs: await record.dataThroughMs(),
      timeZone: record.enterprise.timeZone,
      policyVersion: version,
      factorSet: accounts.factorSetId,
      hasExpiredMeter: hasExpiredMeter(record, accounts),
    },
  };
}

/** The context of what is about the enterprise, not about a target. */
export async function recordContext(record: EnterpriseRecord): Promise<RuleContext> {
  return {
    nowMs: record.nowMs,
    dataThroughMs: await record.dataThroughMs(),
    timeZone: record.enterprise.timeZone,
    policyVersion: record.policies.at(-1)?.version ?? null,
    factorSet: record.sources.factors.id,
    hasExpiredMeter: false,
  };
}
