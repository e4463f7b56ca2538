import type { QuarantineReason } from '../registry/lists.ts';
import type { RegisteredMeter } from '../registry/snapshot.ts';

/** Clocks may run ahead of ours by this much before a reading counts as from the future. */
export const FUTURE_TOLERANCE_MS = 300_000;
/** 2000-01-01T00:00:00Z: no meter of ours is older. */
export const OLDEST_READING_MS = 946_684_800_000;
/** Above this no register, interval or power of one meter is believable, in any unit. */
export const VALUE_MAX = 1e15;
/** Readings a single message may carry. */
export const READINGS_PER_MESSAGE_MAX = 2_000;

/** What was wrong with a reading, with a sentence for the person who sent it. */
export interface ReadingProblem {
  readonly reason: QuarantineReason;
  readonly message: string;
}

/** A value as parsed: a finite number, or the problem it has. */
export type ParsedValue = number | ReadingProblem;
/** An instant in milliseconds since the epoch (UTC), or the problem it has. */
export type ParsedInstant = number | ReadingProblem;

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const ISO_WITH_OFFSET =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

const NOT_A_NUMBER: ReadingProblem = {
  reason: 'not-a-number',
  message: 'The value is not a finite number; send a number or a decimal string such as "12.5".',
};
const BAD_TIME: ReadingProblem = {
  reason: 'bad-time',
  message:
    'The time is not ISO 8601 with an offset (2026-11-21T08:15:00+08:00) nor milliseconds since 1970.',
};

/**
 * The value a meter showed, in the meter's own unit: a JSON number or a decimal string.
 *
 * @example parseValue('12.50') // 12.5
 */
export function parseValue(value: unknown): ParsedValue {
  // Adding zero turns -0 into 0: the two are equal, and only one of them has a decimal text.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : NOT_A_NUMBER;
  if (typeof value !== 'string' || value.length > 64 || !DECIMAL.test(value)) return NOT_A_NUMBER;
  const number = Number(value);
  return Number.isFinite(number) ? number + 0 : NOT_A_NUMBER;
}

/**
 * The instant of a reading: ISO 8601 with an offset, or integral milliseconds since the epoch. A time
 * without an offset is refused, because nobody could say later which hour it meant.
 *
 * @example parseInstant('2026-11-21T08:15:00+08:00') // 1795220100000
 */
export function parseInstant(value: unknown): ParsedInstant {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? value : BAD_TIME;
  }
  if (typeof value !== 'string' || value.length > 40) return BAD_TIME;
  const match = ISO_WITH_OFFSET.exec(value);
  if (match === null) return BAD_TIME;
  const [, year, month, day, hour, minute, second = '0', fraction = '', sign, offHour, offMinute] =
    match;
  const fields = [year, month, day, hour, minute, second].map(Number) as number[];
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const offsetHours = Number(offHour ?? 0);
  const offsetMinutes = Number(offMinute ?? 0);
  if (h > 23 || mi > 59 || s > 59 || offsetHours > 18 || offsetMinutes > 59) return BAD_TIME;
  const local = Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3)));
  // Date.UTC rolls 31 April over to 1 May; a calendar day that does not exist is refused instead.
  const asDate = new Date(local);
  if (asDate.getUTCMonth() !== mo - 1 || asDate.getUTCDate() !== d || y < 1000) return BAD_TIME;
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000;
  return sign === '-' ? local + offsetMs : local - offsetMs;
}

/**
 * What is wrong with a reading's instant, judged by when its message was received; null when nothing.
 * The journalled time of receipt is used, so that a rebuild judges as the first run did.
 */
export function instantProblem(readAtMs: number, receivedAtMs: number): ReadingProblem | null {
  if (readAtMs < OLDEST_READING_MS) {
    return { reason: 'too-old', message: 'The time is before 2000-01-01; check the clock.' };
  }
  if (readAtMs > receivedAtMs + FUTURE_TOLERANCE_MS) {
    return {
      reason: 'future-time',
      message: 'The time is more than five minutes ahead of its receipt; check the clock.',
    };
  }
  return null;
}

/** What is wrong with a value that this meter is said to have shown; null when nothing. */
export function valueProblem(
  value: number,
  meter: Pick<RegisteredMeter, 'kind' | 'unit' | 'registerMax'>,
): ReadingProblem | null {
  if (Math.abs(value) > VALUE_MAX) {
    return { reason: 'out-of-range', message: 'The value is beyond 1e15.' };
  }
  if (meter.kind !== 'register') return null;
  if (value < 0) {
    return { reason: 'out-of-range', message: 'A register cannot show a negative value.' };
  }
  if (meter.registerMax !== null && value > meter.registerMax) {
    return {
      reason: 'out-of-range',
      message: `The value is beyond the register's maximum of ${meter.registerMax} ${meter.unit}.`,
    };
  }
  return null;
}
