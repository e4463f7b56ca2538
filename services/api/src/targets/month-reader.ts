import type { Enterprise } from '@hengneng/database';
import {
  type Account,
  type AccountedMonth,
  DomainError,
  type EnergyStore,
  localDate,
  monthPeriod,
  withoutLeadingSilence,
} from '@hengneng/domain';

import type { ConsumptionAnswer } from '../consumption/answer-schemas.ts';
import {
  type Asker,
  enterpriseConsumption,
  type ReadAhead,
} from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Earlier years that plans and forecasts take their season from, as the rules do. */
export const HISTORY_YEARS = 2;
const MS_PER_DAY = 86_400_000;
/** Days are looked through this far back for the newest one. */
const HORIZON_DAYS = 366;

/** Accounts of an enterprise by month, and what they rest on. */
export interface ReadMonths {
  /** `YYYY-MM`, ascending, up to the month that runs. */
  readonly months: readonly AccountedMonth[];
  readonly factorSet: string | null;
  /** Meters that the account adds up. */
  readonly countedMeterIds: readonly string[];
  /** One of them has no valid certificate any more. */
  readonly hasExpiredMeter: boolean;
}

/**
 * Accounts of a year by month, with as many earlier years as the asker may see: an engagement covers
 * its own period alone.
 *
 * @throws DomainError TIME_RANGE_INVALID where not even the year is covered, FACTOR_SET_NOT_FOUND
 */
export async function readAccountedMonths(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: {
    readonly year: number;
    readonly account: Account;
    readonly factorSet: string | undefined;
    /** A site by itself instead of the whole enterprise. */
    readonly siteId?: string | undefined;
    readonly asOfMs: number | null;
    /** Earlier years that are wanted. */
    readonly earlierYears: number;
  },
  ahead?: ReadAhead,
): Promise<ReadMonths> {
  const { year, account, factorSet, siteId, asOfMs } = query;
  const nowMs = asOfMs ?? dependencies.clock();
  const thisMonth = localDate(nowMs, enterprise.timeZone).slice(0, 7);
  const lastMonth = thisMonth < `${year}-12` ? thisMonth : `${year}-12`;
  const { endMs } = monthPeriod(lastMonth, enterprise.timeZone);
  const to = localDate(endMs, enterprise.timeZone);
  for (let fromYear = year - query.earlierYears; ; fromYear += 1) {
    const asked = { interval: 'month', groupBy: 'energyKind', account } as const;
    const range = { from: String(fromYear), to };
    const state = asOfMs === null ? {} : { asOf: asOfMs };
    const named = { ...(factorSet ? { factorSet } : {}), ...(siteId ? { siteId } : {}) };
    const wanted = { ...asked, ...range, ...state, ...named };
    try {
      return toMonths(
        await enterpriseConsumption(dependencies, asker, enterprise, wanted, ahead),
        enterprise.timeZone,
      );
    } catch (error) {
      const isOutside = error instanceof DomainError && error.code === 'TIME_RANGE_INVALID';
      if (!isOutside || fromYear >= year) throw error;
    }
  }
}

/**
 * How far the measured energy of meters reaches, ms since the epoch: the newest day that is known, taken
 * from its beginning, as the rules take it. Null without any in the year before `nowMs`.
 */
export async function readDataHorizon(
  store: Pick<EnergyStore, 'days'>,
  query: {
    readonly enterpriseId: string;
    readonly meterIds: readonly string[];
    readonly nowMs: number;
  },
): Promise<number | null> {
  const { enterpriseId, meterIds, nowMs } = query;
  if (meterIds.length === 0) return null;
  const fromMs = nowMs - HORIZON_DAYS * MS_PER_DAY;
  const newest = newestEnd(await store.days({ enterpriseId, meterIds, fromMs, toMs: nowMs }));
  return newest === null ? null : Math.min(newest, nowMs);
}

function newestEnd(
  figures: readonly { readonly startMs: number; readonly coveredMs: number }[],
): number | null {
  return figures.reduce<number | null>((newest, { startMs, coveredMs }) => {
    const endMs = startMs + coveredMs;
    return coveredMs > 0 && (newest === null || endMs > newest) ? endMs : newest;
  }, null);
}

function toMonths(answer: ConsumptionAnswer, timeZone: string): ReadMonths {
  const counted = answer.meters.filter(({ verdict }) => verdict === 'counted');
  const months = answer.rows.map((row) => {
    const { tceCalorific, tcePrimary, tco2, groups, estimatedShare } = row;
    const isMetered = groups.some(({ source }) => source === 'metered');
    const completeness = isMetered ? row.completeness : null;
    const month = localDate(Date.parse(row.start), timeZone).slice(0, 7);
    return {
      ...{ month, tceCalorific, tcePrimary, tco2, kinds: groups, estimatedShare, completeness },
    };
  });
  return {
    months: withoutLeadingSilence(months),
    factorSet: answer.factorSet.id,
    countedMeterIds: counted.map(({ meterId }) => meterId),
    hasExpiredMeter: counted.some(({ calibration }) => calibration === 'expired'),
  };
}
