import type { WorkCalendar } from '../duty/work-calendar.ts';
import { daysInMonth, type YearOfMonths } from '../policy/month-shape.ts';
import { monthPeriod, type TargetPeriod } from '../policy/target-period.ts';
import type { BudgetFacts } from './budget-rules.ts';
import {
  type ForecastRequest,
  forecastPeriod,
  type Interval,
  type KnownAmount,
} from './forecast.ts';
import { knownMonths, type MonthFigure, settledMonths } from './settled-months.ts';
import { type PolicyThresholds, settlingOf } from './thresholds.ts';

/** What the two forecasts of a budget are made from. */
export interface BudgetForecastRequest {
  readonly period: TargetPeriod;
  readonly months: readonly MonthFigure[];
  readonly history: readonly YearOfMonths[];
  readonly before?: readonly KnownAmount[];
  readonly calendar: WorkCalendar;
  readonly offDayRatio?: number;
  readonly timeZone: string;
  readonly dataThroughMs: number;
  readonly thresholds?: PolicyThresholds | undefined;
}

/**
 * The forecast from the settled months and the one from all that is known, the running month as the part
 * of it that the data reach. Null each where none of the months of the period are.
 */
export function budgetForecasts(
  request: BudgetForecastRequest,
): Pick<BudgetFacts, 'settledForecast' | 'runningForecast'> {
  const { period, months } = request;
  const { settled } = settledMonths(period.months, months, settlingOf(request.thresholds));
  const known = knownMonths(period.months, months);
  const forecast = (some: readonly MonthFigure[]) =>
    some.length === 0 ? null : forecastPeriod(forecastRequest(request, some));
  const settledForecast = forecast(settled);
  const isSame = known.length === settled.length;
  return { settledForecast, runningForecast: isSame ? settledForecast : forecast(known) };
}

/**
 * The sum since the start of the period by the end of each month that is not over, from all that is
 * known: the band of a chart. Empty where nothing is known.
 */
export function forecastCurve(
  request: BudgetForecastRequest,
): (Interval & { readonly month: string })[] {
  const { period, months } = request;
  const known = knownMonths(period.months, months);
  if (known.length === 0) return [];
  const closedCount = known.filter(({ isClosed }) => isClosed).length;
  return period.months.slice(closedCount).flatMap((month, index) => {
    const upTo = { ...period, months: period.months.slice(0, closedCount + index + 1) };
    const forecast = forecastPeriod({ ...forecastRequest(request, known), period: upTo });
    return forecast === null ? [] : [{ month, ...forecast.end }];
  });
}

function forecastRequest(
  request: BudgetForecastRequest,
  months: readonly MonthFigure[],
): ForecastRequest {
  const { period, history, calendar, before, offDayRatio } = request;
  return {
    ...{ period, history, calendar },
    ...(before === undefined ? {} : { before }),
    ...(offDayRatio === undefined ? {} : { offDayRatio }),
    known: months.map(({ month, value, isClosed }) => ({
      month,
      amount: value ?? 0,
      days: daysInMonth(month) * (isClosed ? 1 : reached(month, request)),
    })),
  };
}

/** Part of a month that the data reach, 0 to 1. */
function reached(month: string, { timeZone, dataThroughMs }: BudgetForecastRequest): number {
  const { startMs, endMs } = monthPeriod(month, timeZone);
  return Math.min(1, Math.max(0, (dataThroughMs - startMs) / (endMs - startMs)));
}
