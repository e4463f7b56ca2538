import {
  DomainError,
  type Period,
  type PeriodUnit,
  parseInstant,
  periodAt,
  periodNamed,
  periodsBetween,
} from '@hengneng/domain';

import { assertRange } from './time-range.ts';

/** Rows of one answer: a year by the hour. */
export const ROWS_MAX = 8_800;

const MS_PER_HOUR = 3_600_000;
/** Shortest length of each unit, so that a count of rows is never guessed too low. */
const SHORTEST_MS = {
  hour: MS_PER_HOUR,
  day: 23 * MS_PER_HOUR,
  month: 28 * 24 * MS_PER_HOUR,
  year: 365 * 24 * MS_PER_HOUR,
} as const satisfies Record<PeriodUnit, number>;

/** An hour, day, month or year of an answer; `partial` where the range asked for cuts it. */
export interface FramePeriod extends Period {
  readonly partial: boolean;
}

/** The time an answer is about: whole hours, cut into periods of the enterprise's zone. */
export interface TimeFrame {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periods: readonly FramePeriod[];
}

/**
 * The instant that `from` or `to` stands for: ISO 8601 with an offset, or the start of a local year,
 * month or day (`2026`, `2026-11`, `2026-11-21`) in the enterprise's zone.
 *
 * @throws DomainError INVALID_REQUEST
 */
export function readBoundary(name: 'from' | 'to', text: string, timeZone: string): number {
  const period = periodNamed(text, timeZone);
  if (period !== null) return period.startMs;
  const parsed = parseInstant(text);
  if (typeof parsed === 'number') return parsed;
  throw new DomainError(
    'INVALID_REQUEST',
    `${name}: must be a local date (2026, 2026-11, 2026-11-21) or ISO 8601 with an offset.`,
  );
}

/**
 * Cuts [from, to) into periods of a zone. Energy is kept by the hour, so an instant inside an hour
 * is widened to the whole hour; a day, month or year that the range cuts is `partial`.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE
 */
export function timeFrame(
  fromMs: number,
  toMs: number,
  unit: PeriodUnit,
  timeZone: string,
): TimeFrame {
  assertRange(fromMs, toMs);
  if ((toMs - fromMs) / SHORTEST_MS[unit] > ROWS_MAX) {
    throw new DomainError(
      'TIME_RANGE_TOO_WIDE',
      `An answer has ${ROWS_MAX} rows at most; ask for a shorter range or a longer interval.`,
    );
  }
  const startMs = periodAt(fromMs, 'hour', timeZone).startMs;
  const endMs = periodAt(toMs - 1, 'hour', timeZone).endMs;
  const periods = periodsBetween(startMs, endMs, unit, timeZone).map((whole) => {
    const cut = {
      startMs: Math.max(whole.startMs, startMs),
      endMs: Math.min(whole.endMs, endMs),
    };
    return { ...cut, partial: cut.startMs !== whole.startMs || cut.endMs !== whole.endMs };
  });
  return { fromMs: startMs, toMs: endMs, periods };
}
