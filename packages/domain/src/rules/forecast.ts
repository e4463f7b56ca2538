import { isWorkingDay, type WorkCalendar } from '../duty/work-calendar.ts';
import { daysInMonth, monthShape, type YearOfMonths } from '../policy/month-shape.ts';
import type { TargetPeriod } from '../policy/target-period.ts';
import { figureText } from './messages.ts';

/** A guess with the bounds between which the truth should lie, four times of five by default. */
export interface Interval {
  readonly low: number;
  readonly point: number;
  readonly high: number;
}

/** What a period will come to. */
export interface PeriodForecast {
  /** What is still to come. */
  readonly rest: Interval;
  /** What is known plus what is to come. */
  readonly end: Interval;
  readonly method: 'earlier-years' | 'calendar';
  readonly arithmetic: readonly string[];
}

/** A month of the period that is known, or a part of it. */
export interface KnownAmount {
  readonly month: string;
  readonly amount: number;
  /** Days of the month that the amount is of; all of them for a whole month. */
  readonly days: number;
}

/** What a forecast is made from. */
export interface ForecastRequest {
  readonly period: TargetPeriod;
  /** From the period's first month on, without a gap; only the last may be a part of a month. */
  readonly known: readonly KnownAmount[];
  /** Whole months right before the period, oldest first: they say the level at its start. */
  readonly before?: readonly KnownAmount[];
  /** Earlier years of the same quantity, for the season. */
  readonly history: readonly YearOfMonths[];
  readonly calendar: WorkCalendar;
  /** Energy of a day off as a share of a working day's; 1 where nobody measured it. */
  readonly offDayRatio?: number;
  readonly settings?: Partial<typeof FORECAST_DEFAULTS>;
}

/** How a forecast weighs what it knows. */
export const FORECAST_DEFAULTS = {
  /** After so many months a month counts half for the level. */
  halfLifeMonths: 3,
  /** Change of the level from month to month that is taken for granted, as a share of it. */
  priorChangeRatio: 0.15,
  /** Changes that the prior counts as. */
  priorWeight: 3,
  /** Half width in standard deviations: 1.28 for four times of five. */
  deviations: 1.28,
} as const;

/**
 * What a period comes to by its end. The season of earlier years, or the calendar's working days, says
 * how much of the period each day is worth; the recent months say the level of one such day; the rest
 * is level × days to come. The interval follows from how much the level has moved from month to month:
 * it widens with the square root of the months to come.
 *
 * Null while nothing of the period and nothing before it is known. Amounts below 0 count as they are.
 */
export function forecastPeriod(request: ForecastRequest): PeriodForecast | null {
  const settings = { ...FORECAST_DEFAULTS, ...request.settings };
  const weights = weightsOf(request);
  const levels = [...(request.before ?? []), ...request.known].flatMap((known) => {
    const weight = weights.of(known.month) * shareKnown(known, request);
    return weight > 0 ? [{ level: known.amount / weight, share: shareKnown(known, request) }] : [];
  });
  if (levels.length === 0) return null;
  const level = recentLevel(levels, settings.halfLifeMonths);
  const done = request.known.reduce((sum, { amount }) => sum + amount, 0);
  const restWeight = request.period.months.reduce((sum, month) => {
    const known = request.known.find((each) => each.month === month);
    const share = known === undefined ? 0 : shareKnown(known, request);
    return sum + weights.of(month) * (1 - share);
  }, 0);
  const monthWeight = request.period.months.reduce((sum, month) => sum + weights.of(month), 0);
  const monthsLeft = (restWeight / monthWeight) * request.period.months.length;
  const deviation = changeOf(levels, level, settings) * Math.sqrt(spread(monthsLeft));
  const point = level * restWeight;
  const half = Math.abs(point) * deviation * settings.deviations;
  // What is used cannot become unused: only a plant that has been below 0 may be so again.
  const floor = levels.some((each) => each.level < 0) ? Number.NEGATIVE_INFINITY : 0;
  const rest = { low: Math.max(floor, point - half), point, high: point + half };
  return {
    rest,
    end: { low: done + rest.low, point: done + point, high: done + rest.high },
    method: weights.method,
    arithmetic: [
      `${weights.text}; ${figureText(monthsLeft)} months to come`,
      `rest = ${figureText(point)} ± ${figureText(half)}`,
      `end = ${figureText(done)} + ${figureText(point)} = ${figureText(done + point)}`,
    ],
  };
}

/** Energy of a day off as a share of a working day's, 0 to 1.5; 1 without ten days of each. */
export function offDayRatioOf(
  days: readonly { readonly date: string; readonly amount: number }[],
  calendar: WorkCalendar,
): number {
  const DAYS_MIN = 10;
  const working = days.filter(({ date }) => isWorkingDay(date, calendar));
  const off = days.filter(({ date }) => !isWorkingDay(date, calendar));
  if (working.length < DAYS_MIN || off.length < DAYS_MIN) return 1;
  const mean = (some: typeof days) =>
    some.reduce((sum, { amount }) => sum + amount, 0) / some.length;
  const ofWorking = mean(working);
  return ofWorking > 0 ? Math.min(1.5, Math.max(0, mean(off) / ofWorking)) : 1;
}

interface Weights {
  readonly of: (month: string) => number;
  readonly method: PeriodForecast['method'];
  readonly text: string;
}

function weightsOf(request: ForecastRequest): Weights {
  const year = Number(request.period.months[0]?.slice(0, 4));
  const history = request.history.filter((entry) => entry.year < year);
  const shape = monthShape(year, history);
  if (shape !== null && shape.assumedMonths.length === 0) {
    return {
      of: (month) => shape.shares[Number(month.slice(5)) - 1] ?? 0,
      method: 'earlier-years',
      text: `season of ${shape.years.join(', ')}`,
    };
  }
  const offDayRatio = request.offDayRatio ?? 1;
  const memo = new Map<string, number>();
  const of = (month: string) => {
    const found = memo.get(month) ?? fullDays(month, 1, daysInMonth(month), request);
    memo.set(month, found);
    return found;
  };
  return {
    of,
    method: 'calendar',
    text: `working days, a day off counts ${figureText(offDayRatio)}`,
  };
}

/** Which days of a month are worked: the same few months are asked for of every enterprise. */
const WORKED = new WeakMap<WorkCalendar, Map<string, readonly boolean[]>>();

function workedDays(month: string, calendar: WorkCalendar): readonly boolean[] {
  const months = WORKED.get(calendar) ?? new Map<string, readonly boolean[]>();
  WORKED.set(calendar, months);
  const found = months.get(month);
  if (found !== undefined) return found;
  const days = Array.from({ length: daysInMonth(month) }, (_, index) =>
    isWorkingDay(`${month}-${String(index + 1).padStart(2, '0')}`, calendar),
  );
  months.set(month, days);
  return days;
}

/** Days from one to another of a month, both included, counted as working days. */
function fullDays(month: string, first: number, last: number, request: ForecastRequest): number {
  const worked = workedDays(month, request.calendar);
  let sum = 0;
  for (let day = first; day <= last; day += 1) {
    // After the last day of the month nothing is worked.
    sum += worked[day - 1] === true ? 1 : (request.offDayRatio ?? 1);
  }
  return sum;
}

/** Part of a month's weight that its known days have. */
function shareKnown({ month, days }: KnownAmount, request: ForecastRequest): number {
  const whole = daysInMonth(month);
  if (days >= whole) return 1;
  const fullCount = Math.floor(days);
  const known = fullDays(month, 1, fullCount, request);
  const next = fullDays(month, fullCount + 1, fullCount + 1, request) * (days - fullCount);
  const all = fullDays(month, 1, whole, request);
  return all > 0 ? (known + next) / all : days / whole;
}

interface LevelOfMonth {
  readonly level: number;
  /** Part of the month it is of. */
  readonly share: number;
}

function recentLevel(levels: readonly LevelOfMonth[], halfLifeMonths: number): number {
  let sum = 0;
  let weights = 0;
  for (const [index, { level, share }] of levels.entries()) {
    const age = levels.length - 1 - index;
    const weight = share * 0.5 ** (age / halfLifeMonths);
    sum += weight * level;
    weights += weight;
  }
  return sum / weights;
}

/** Standard deviation of the month-to-month change, as a share of the level, drawn to the prior. */
function changeOf(
  levels: readonly LevelOfMonth[],
  level: number,
  settings: { readonly priorChangeRatio: number; readonly priorWeight: number },
): number {
  const { priorChangeRatio, priorWeight } = settings;
  const whole = levels.filter(({ share }) => share > 0.9);
  let squares = priorWeight * priorChangeRatio ** 2;
  let count: number = priorWeight;
  for (const [index, { level: now }] of whole.entries()) {
    const earlier = whole[index - 1]?.level;
    if (earlier === undefined || level === 0) continue;
    squares += ((now - earlier) / level) ** 2;
    count += 1;
  }
  return Math.sqrt(squares / count);
}

/** Variance of the mean of so many months to come, in variances of one month-to-month change. */
function spread(monthsLeft: number): number {
  if (monthsLeft <= 0) return 0;
  // A random walk of H steps has a mean with (H + 1)(2H + 1) / 6H times the variance of one step.
  const months = Math.max(1, monthsLeft);
  return ((months + 1) * (2 * months + 1)) / (6 * months);
}
