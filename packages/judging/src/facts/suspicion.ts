import {
  countConflicts,
  listDeclaredStops,
  listDutyDays,
  type StoredDutyDay,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import { type Judgement, localDate, monthPeriod, stopsInEffect } from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import {
  judgeSuspicionsOf,
  type MeterDay,
  type SuspicionSources,
  suspectMonths,
  suspicionRange,
} from '../suspicion-facts.ts';
import { recordContext } from '../target-facts.ts';

/** Suspicion of wrong data (疑似数据异常) of this month and the last, once a day: it reads every hour. */
export const SUSPICION_FACTS: FactGatherer = {
  name: 'suspicion',
  rules: ['suspicion'],
  cadence: 'daily',
  gather: async (record) => {
    const context = await recordContext(record);
    const judgements: Judgement[] = [];
    for (const month of suspectMonths(record)) {
      const sources = await suspicionSources(record, month);
      judgements.push(...judgeSuspicionsOf(record, month, context, sources));
    }
    return judgements;
  },
};

async function suspicionSources(
  { enterprise, world, nowMs }: EnterpriseRecord,
  month: string,
): Promise<SuspicionSources> {
  const { id: enterpriseId, timeZone } = enterprise;
  const { executor, energyStore, calendar } = world;
  const range = suspicionRange(month, timeZone);
  const { startMs, endMs } = monthPeriod(month, timeZone);
  // The last day of a month that is over, today in the running one.
  const to = localDate(Math.min(endMs, nowMs) - 1, timeZone);
  const [hours, days, conflictCounts, stops] = await Promise.all([
    energyStore.hours({
      ...{ enterpriseId, fromMs: range.startMs, toMs: Math.min(range.endMs, nowMs) },
    }),
    listDutyDays(executor, SYSTEM_SCOPE, { enterpriseId, from: `${month}-01`, to }),
    countConflicts(executor, SYSTEM_SCOPE, { enterpriseId, fromMs: startMs, toMs: endMs }),
    listDeclaredStops(executor, SYSTEM_SCOPE, { enterpriseId }),
  ]);
  return {
    hours,
    conflictCounts,
    meterDays: days.flatMap(meterDaysOf),
    stops: stopsInEffect(
      stops.filter(({ withdrawn }) => !withdrawn),
      timeZone,
      calendar,
    ),
  };
}

function meterDaysOf({ date, counts, arrivals }: StoredDutyDay): MeterDay[] {
  const delays = new Map(arrivals?.map(({ meterId, delayMinMs }) => [meterId, delayMinMs]));
  return Object.entries(counts).map(([meterId, count]) => ({
    ...{ meterId, date, count, delayMinMs: delays.get(meterId) ?? null },
  }));
}
