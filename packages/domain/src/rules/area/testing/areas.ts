import { monthPeriod, type TargetPeriod, targetPeriodAt } from '../../../policy/target-period.ts';
import type { AreaTarget } from '../../../registers/register-documents.ts';
import type { RuleContext } from '../../judgement.ts';
import type { KeyedAreaTarget } from '../area-judgement.ts';
import type { AreaMember, MemberMonth } from '../area-months.ts';

/** Zone of the areas of tests. */
export const ZONE = 'Asia/Shanghai';
/** The year that they are judged for. */
export const YEAR: TargetPeriod = targetPeriodAt(Date.UTC(2026, 5, 1), 'year', ZONE);

/** A settled month with the same energy on both bases. */
export function memberMonth(
  month: string,
  tce: number,
  changes: Partial<MemberMonth> = {},
): MemberMonth {
  return {
    ...{ month, unsettledBy: null, tceCalorific: tce, tcePrimary: tce, tco2: 2 * tce },
    ...{ coalTceCalorific: 0, coalTcePrimary: 0, outputValue: null, estimatedShare: 0 },
    ...changes,
  };
}

/** A member with months of 2026 from January on. */
export function member(
  number: number,
  values: readonly number[],
  changes: Partial<MemberMonth> = {},
): AreaMember {
  const months = values.map((value, index) =>
    memberMonth(YEAR.months[index] ?? '', value, changes),
  );
  return { enterpriseId: `E${number}`, name: `企业${number}`, throughMs: 0, months };
}

/** A target of 2026. */
export function goal(changes: Partial<AreaTarget>): KeyedAreaTarget {
  const target: AreaTarget = {
    ...{ metric: 'total-tce', basis: 'primary', industryCode: null, base: 1_200, stretch: null },
    ...{ baseYear: null, issuer: '发改局', documentNo: '1', issuedOn: '2026-01-10', ...changes },
  };
  return { id: 'goal', target, period: YEAR };
}

/** The clock right after a month is over. */
export function contextAfter(month: string): RuleContext {
  const { endMs } = monthPeriod(month, ZONE);
  return {
    ...{ nowMs: endMs, dataThroughMs: endMs, timeZone: ZONE, policyVersion: null },
    ...{ factorSet: null, hasExpiredMeter: false },
  };
}
