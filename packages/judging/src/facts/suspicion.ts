import {
  countConflicts,
  listDeclaredStops,
  listDutyDays,
  type StoredDutyDay,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  type Judgement,
  localDate,
  type MeterEnergy,
  monthPeriod,
  stopsInEffect,
} from '@hengneng/domain';

import type { EnterpriseRecord } from '../enterprise-record.ts';
import type { FactGatherer } from '../gatherer.ts';
import { judgeSuspicionsOf, type MeterDay, type SuspicionSources } from '../suspicion-facts.ts';
import { suspectMonths, suspectRange, suspicionRange } from '../suspicion-range.ts';
import { recordContext } from '../target-facts.ts';

/** Suspicion of wrong data (疑似数据异常) of this month and the last, once a day: it reads every hour. */
export const SUSPICION_FACTS: FactGatherer = {
  name: 'suspicion',
  rules: ['suspicion'],
  cadence: 'daily',
  gather: async (record) => {
    const context = await recordContext(record);
    const hours = await hoursOf(record);
    const judgements: Judgement[] = [];
    for (const month of suspectMonths(record.today.slice(0, 7))) {
      const sources = await suspicionSources(record, month, hours);
      judgements.push(...judgeSuspicionsOf(record, month, context, sources));
    }
    return judgements;
  },
};

/** Hours of all meters that any of the months looks at. */
async function hoursOf({
  enterprise,
  world,
  nowMs,
  today,
  prepared,
}: EnterpriseRecord): Promise<MeterEnergy[]> {
  const { id: enterpriseId, timeZone } = enterprise;
  if (prepared?.withHours.has(enterpriseId) === false) return [];
  const { startMs, endMs } = suspectRange(today.slice(0, 7), timeZone);
  const toMs = Math.min(endMs, nowMs);
  return await world.energyStore.hours({ enterpriseId, fromMs: startMs, toMs });
}

async function suspicionSources(
  record: EnterpriseRecord,
  month: string,
  hours: readonly MeterEnergy[],
): Promise<SuspicionSources> {
  const { enterprise, world, nowMs } = record;
  const { id: enterpriseId, timeZone } = enterprise;
  const { executor, calendar } = world;
  const { startMs, endMs } = monthPeriod(month, timeZone);
  const looked = suspicionRange(month, timeZone);
  // The last day of a month that is over, today in the running one.
  const to = localDate(Math.min(endMs, nowMs) - 1, timeZone);
  const [days, conflictCounts, stops] = await Promise.all([
    record.has('dutyDays')
      ? listDutyDays(executor, SYSTEM_SCOPE, { enterpriseId, from: `${month}-01`, to })
      : [],
    record.has('conflicts')
      ? countConflicts(executor, SYSTEM_SCOPE, { enterpriseId, fromMs: startMs, toMs: endMs })
      : new Map<string, number>(),
    record.has('declaredStops') ? listDeclaredStops(executor, SYSTEM_SCOPE, { enterpriseId }) : [],
  ]);
  return {
    hours: hours.filter((hour) => hour.startMs >= looked.startMs && hour.startMs < looked.endMs),
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
