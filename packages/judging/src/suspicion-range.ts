import { addMonths, monthPeriod, type Period, SUSPICION_LOOKBACK_DAYS } from '@hengneng/domain';

const DAY_MS = 86_400_000;

/** The months that suspicions look at while a month runs: the last one and this. */
export function suspectMonths(month: string): readonly [string, string] {
  return [addMonths(month, -1), month];
}

/** The stretch of hours that a month's suspicions look at. */
export function suspicionRange(month: string, timeZone: string): Period {
  const { startMs, endMs } = monthPeriod(month, timeZone);
  return { startMs: startMs - SUSPICION_LOOKBACK_DAYS * DAY_MS, endMs };
}

/** The hours of all months that are looked at while a month runs. */
export function suspectRange(month: string, timeZone: string): Period {
  const [first, last] = suspectMonths(month);
  const { startMs } = suspicionRange(first, timeZone);
  return { startMs, endMs: suspicionRange(last, timeZone).endMs };
}
