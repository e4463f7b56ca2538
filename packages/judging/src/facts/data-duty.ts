import { listDutyDays, type StoredDutyDay, SYSTEM_SCOPE } from '@hengneng/database';
import {
  addMonths,
  type DayMonthGap,
  type EnergyAccount,
  type Judgement,
  judgeDataDuty,
  monthPeriod,
  thresholdsOf,
  workingDaysBetween,
} from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { recordContext } from '../target-facts.ts';
import { judgeMeters, sendingMeters } from './meter-duty.ts';

/** Fewer judged days of a month say too little about it. */
const DAYS_MIN = 3;
const NO_MONTHS = { months: new Map<string, EnergyAccount>() };

/** The duty to send data (数据告警) of this month and the last, from the days that were judged. */
export const DATA_DUTY_FACTS: FactGatherer = {
  name: 'data-duty',
  rules: ['data-duty'],
  cadence: 'always',
  gather: async (record) => {
    const { enterprise, today, world } = record;
    const month = today.slice(0, 7);
    const last = addMonths(month, -1);
    const range = { enterpriseId: enterprise.id, from: `${last}-01`, to: today };
    const days = record.has('dutyDays')
      ? await listDutyDays(world.executor, SYSTEM_SCOPE, range)
      : [];
    // Without a ledger there is nothing to hold meters against.
    const { months } =
      record.ledger.size === 0 ? NO_MONTHS : await record.accounts({ account: 'comprehensive' });
    const judged = await Promise.all(
      [last, month].map((name) => {
        const ofMonth = days.filter(({ date }) => date.startsWith(name));
        return judgeMonth(record, name, ofMonth, months.get(name));
      }),
    );
    return [...judged.flat(), ...(await judgeMeters(record, days))];
  },
};

async function judgeMonth(
  record: EnterpriseRecord,
  month: string,
  days: readonly StoredDutyDay[],
  account: EnergyAccount | undefined,
): Promise<Judgement[]> {
  const { enterprise, policies, world } = record;
  const thresholds = policies.find(({ year }) => month.startsWith(String(year)))?.document
    .thresholds;
  const due = days.reduce((sum, { expectedCount }) => sum + expectedCount, 0);
  const there = days.reduce((sum, { receivedCount }) => sum + receivedCount, 0);
  const { completenessMinRatio } = thresholdsOf('data-duty', thresholds);
  const gap = account === undefined ? undefined : widestGap(account, completenessMinRatio);
  const isJudged = days.length >= DAYS_MIN && due > 0;
  return judgeDataDuty({
    context: await recordContext(record),
    period: { name: month, ...monthPeriod(month, enterprise.timeZone) },
    completeness: isJudged ? there / due : null,
    dayMonthGapRatio: gap?.ratio ?? null,
    dayMonthGap: gap,
    silentWorkingDays: days.length === 0 ? null : silentDaysOf(days, world.calendar),
    thresholds,
  });
}

/**
 * Meters against ledger: the widest gap of any kind that both tell of; undefined where none is. A kind whose
 * meters know too little of the month is left out: that is what the completeness says, and days that
 * are still to be counted are no gap.
 */
export function widestGap(
  { kinds }: Pick<EnergyAccount, 'kinds'>,
  knownMinRatio: number,
): (DayMonthGap & { readonly ratio: number }) | undefined {
  const gaps = kinds.flatMap(({ energyKind, unit, reconciliation }) => {
    if (reconciliation === null || reconciliation.ledger === 0) return [];
    const { metered: days, ledger: month, coveredMs, expectedMs } = reconciliation;
    if (expectedMs === 0 || coveredMs / expectedMs < knownMinRatio) return [];
    return [{ energyKind, days, month, unit, ratio: Math.abs(days - month) / Math.abs(month) }];
  });
  return gaps.sort((one, other) => other.ratio - one.ratio)[0];
}

/**
 * Working days of the longest silence that lasts at the end of the last judged day, where the enterprise
 * as a whole is silent; while some of its meters report, each of the others is told of by itself.
 */
function silentDaysOf(
  days: readonly StoredDutyDay[],
  calendar: EnterpriseRecord['world']['calendar'],
): number {
  const last = days.at(-1);
  if (last === undefined || sendingMeters(last).length > 0) return 0;
  const first = Object.values(last.silences).sort()[0];
  return first === undefined ? 0 : workingDaysBetween(first, last.date, calendar).count;
}
