import { CLOCK_OFFSET_MAX_MS, type MeterArrivals } from './arrivals.ts';
import { type DutyMeterDay, UNDECLARED_WORKING_DAYS_MAX } from './duty-day.ts';
import { isWorkingDay, type WorkCalendar, workingDaysBetween } from './work-calendar.ts';

/** Share of the readings due that must be there (notice of 2019-12). */
export const COMPLETENESS_MIN_RATIO = 0.9;
/** Daily figures and the monthly one may differ by this share (notice of 2019-12). */
export const CONSISTENCY_MAX_RATIO = 0.05;

/** Rules of the duty to report (数据报送). */
export const DUTY_RULES = [
  'completeness',
  'fault-declared',
  'clock-offset',
  'timeliness',
  'monthly-consistency',
] as const;
export type DutyRule = (typeof DUTY_RULES)[number];

/** What a rule came to; `not-judged` where the facts it needs are not there. */
export const DUTY_RESULTS = ['met', 'not-met', 'exempt', 'not-judged'] as const;
export type DutyResult = (typeof DUTY_RESULTS)[number];

/** One rule with its reason in words. */
export interface DutyVerdict {
  readonly rule: DutyRule;
  readonly result: DutyResult;
  readonly reason: string;
}

/** A meter without data: since when, outside of declarations. */
export type Silences = Readonly<Record<string, string>>;

/** The verdict on one day. */
export interface DutyDayVerdict {
  readonly verdicts: readonly DutyVerdict[];
  readonly result: DutyResult;
  /** Meters that are silent at the end of the day, with the first silent day; input of the next. */
  readonly silences: Silences;
}

/** The one result of several: a broken rule counts, then a kept one, then an exemption. */
export function worstResult(results: readonly DutyResult[]): DutyResult {
  const order = ['not-met', 'met', 'exempt'] as const;
  return order.find((result) => results.includes(result)) ?? 'not-judged';
}

/** Judges one day of an enterprise after the day before it. */
export function judgeDutyDay(day: {
  readonly date: string;
  readonly meters: readonly DutyMeterDay[];
  readonly before: Silences;
  /** Null until the day is closed, and for readings loaded later from other systems. */
  readonly arrivals: readonly MeterArrivals[] | null;
  readonly calendar: WorkCalendar;
}): DutyDayVerdict {
  const silences = silencesAfter(day);
  const verdicts = [
    completeness(day.meters),
    faultDeclared(day, silences),
    clockOffset(day.arrivals),
    timeliness(day.meters, day.arrivals),
  ];
  return { verdicts, result: worstResult(verdicts.map(({ result }) => result)), silences };
}

/** Readings due, there, and lifted of a day; what is there counts up to what is due of each meter. */
export function dutyTotals(meters: readonly DutyMeterDay[]): {
  readonly expectedCount: number;
  readonly receivedCount: number;
  readonly declaredCount: number;
} {
  let expectedCount = 0;
  let receivedCount = 0;
  let declaredCount = 0;
  for (const meter of meters) {
    expectedCount += meter.expectedCount;
    receivedCount += Math.min(meter.receivedCount, meter.expectedCount);
    declaredCount += meter.declaredCount;
  }
  return { expectedCount, receivedCount, declaredCount };
}

/** Completeness over any stretch, from its totals. */
export function judgeCompleteness(totals: ReturnType<typeof dutyTotals>): DutyVerdict {
  const { expectedCount, receivedCount, declaredCount } = totals;
  const rule = 'completeness';
  if (expectedCount === 0) {
    return declaredCount > 0
      ? { rule, result: 'exempt', reason: `All ${declaredCount} readings due are declared off.` }
      : { rule, result: 'not-judged', reason: 'No reading was due.' };
  }
  const isMet = receivedCount >= COMPLETENESS_MIN_RATIO * expectedCount;
  const lifted = declaredCount === 0 ? '' : ` ${declaredCount} more were declared off.`;
  const reason =
    `${receivedCount} of ${expectedCount} readings due are there ` +
    `(${percent(receivedCount / expectedCount)}, at least 90 %).${lifted}`;
  return { rule, result: isMet ? 'met' : 'not-met', reason };
}

/**
 * Holds the sum of the days against the figure of the month, both in the same unit. A month without
 * its figure is not judged.
 */
export function judgeConsistency(
  dailySum: number,
  monthlyFigure: number | null,
  what: string,
): DutyVerdict {
  const rule = 'monthly-consistency';
  if (monthlyFigure === null) {
    return { rule, result: 'not-judged', reason: `${what}: the month is awaiting report.` };
  }
  const difference = Math.abs(dailySum - monthlyFigure);
  const isMet = difference <= CONSISTENCY_MAX_RATIO * Math.abs(monthlyFigure);
  const reason =
    `${what}: the days add up to ${dailySum}, the month says ${monthlyFigure} ` +
    '(they may differ by 5 %).';
  return { rule, result: isMet ? 'met' : 'not-met', reason };
}

function completeness(meters: readonly DutyMeterDay[]): DutyVerdict {
  return judgeCompleteness(dutyTotals(meters));
}

function silencesAfter(day: Parameters<typeof judgeDutyDay>[0]): Silences {
  const silences: Record<string, string> = {};
  for (const { meterId, expectedCount, declaredCount, receivedCount } of day.meters) {
    if (receivedCount > 0) continue;
    // What is read less than once a day owes nothing today: its silence goes on as it was.
    const since = Object.hasOwn(day.before, meterId) ? day.before[meterId] : undefined;
    if (expectedCount > 0) silences[meterId] = since ?? day.date;
    else if (declaredCount === 0 && since !== undefined) silences[meterId] = since;
  }
  return silences;
}

function faultDeclared(
  { date, meters, calendar }: Parameters<typeof judgeDutyDay>[0],
  silences: Silences,
): DutyVerdict {
  const rule = 'fault-declared';
  const { expectedCount, declaredCount } = dutyTotals(meters);
  const parts: string[] = [];
  for (const [meterId, since] of Object.entries(silences).sort()) {
    const days = workingDaysBetween(since, date, calendar);
    if (days.count <= UNDECLARED_WORKING_DAYS_MAX) continue;
    const caveat =
      days.unknownYears.length === 0
        ? ''
        : ` (holidays of ${days.unknownYears.join(', ')} are not announced yet)`;
    parts.push(`${meterId} since ${since}, ${days.count} working days${caveat}`);
  }
  if (parts.length === 0 && expectedCount === 0) {
    return declaredCount > 0
      ? { rule, result: 'exempt', reason: 'Every meter is declared off.' }
      : { rule, result: 'not-judged', reason: 'No reading was due.' };
  }
  if (parts.length === 0) {
    return { rule, result: 'met', reason: 'No meter is silent for more than 3 working days.' };
  }
  const last = isWorkingDay(date, calendar) ? '' : ' This day itself is not worked.';
  const reason = `Silent without a declared fault or stop: ${listed(parts)}.${last}`;
  return { rule, result: 'not-met', reason };
}

function clockOffset(arrivals: readonly MeterArrivals[] | null): DutyVerdict {
  const rule = 'clock-offset';
  const known = (arrivals ?? []).filter(
    ({ delayMinMs, phaseMs }) => delayMinMs !== null || phaseMs !== null,
  );
  if (known.length === 0) {
    return { rule, result: 'not-judged', reason: 'Nothing to measure clocks by yet.' };
  }
  const parts: string[] = [];
  for (const { meterId, delayMinMs, phaseMs } of known) {
    if (delayMinMs !== null && delayMinMs < -CLOCK_OFFSET_MAX_MS) {
      parts.push(`${meterId} is ${seconds(-delayMinMs)} ahead of the time of receipt`);
    }
    if (phaseMs !== null && Math.abs(phaseMs) > CLOCK_OFFSET_MAX_MS) {
      parts.push(`${meterId} starts its day ${seconds(phaseMs)} off midnight`);
    }
  }
  return parts.length === 0
    ? { rule, result: 'met', reason: 'Records start within one minute of midnight.' }
    : { rule, result: 'not-met', reason: `Off by more than one minute: ${listed(parts)}.` };
}

function timeliness(
  meters: readonly DutyMeterDay[],
  arrivals: readonly MeterArrivals[] | null,
): DutyVerdict {
  const rule = 'timeliness';
  const { expectedCount, declaredCount } = dutyTotals(meters);
  if (arrivals === null) {
    return { rule, result: 'not-judged', reason: 'The day may still be reported in time.' };
  }
  if (expectedCount === 0) {
    return declaredCount > 0
      ? { rule, result: 'exempt', reason: 'All readings due are declared off.' }
      : { rule, result: 'not-judged', reason: 'No reading was due.' };
  }
  const onTimeCount = onTimeTotal(meters, arrivals);
  const isMet = onTimeCount >= COMPLETENESS_MIN_RATIO * expectedCount;
  const reason =
    `${onTimeCount} of ${expectedCount} readings due came within 24 hours of the end of the day ` +
    `(${percent(onTimeCount / expectedCount)}, at least 90 %).`;
  return { rule, result: isMet ? 'met' : 'not-met', reason };
}

/** Readings in time, up to what is due of each meter. */
export function onTimeTotal(
  meters: readonly DutyMeterDay[],
  arrivals: readonly MeterArrivals[],
): number {
  const onTime = new Map(arrivals.map((each) => [each.meterId, each.onTimeCount]));
  return meters.reduce(
    (sum, { meterId, expectedCount }) => sum + Math.min(onTime.get(meterId) ?? 0, expectedCount),
    0,
  );
}

function listed(parts: readonly string[]): string {
  const NAMED_MAX = 5;
  const more = parts.length - NAMED_MAX;
  return more > 0 ? `${parts.slice(0, NAMED_MAX).join('; ')}; and ${more} more` : parts.join('; ');
}

function percent(ratio: number): string {
  // Rounded down: 89.96 % must not read as 90.0 %.
  return `${(Math.floor(ratio * 1_000) / 10).toFixed(1)} %`;
}

function seconds(durationMs: number): string {
  return `${Math.round(durationMs / 1_000)} s`;
}
