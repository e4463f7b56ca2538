import { DateTime, IANAZone } from 'luxon';

import { DAY_MS } from '../meters/calendar.ts';

/** What a text of a time means: a wall clock's time, or an instant that needs no zone. */
export type ParsedTime =
  | { readonly kind: 'wall'; readonly wallMs: number }
  | { readonly kind: 'instant'; readonly atMs: number };

/**
 * Parses the texts of a time column; null for a text that does not fit.
 *
 * Formats: `iso`, `epoch-ms`, `epoch-s`, or luxon's tokens (`dd/MM/yyyy HH:mm`). A wall time is
 * counted in milliseconds as if it were UTC, so that differences are those of the clock face.
 */
export function createTimeParser(format: string): (text: string) => ParsedTime | null {
  if (format === 'epoch-ms' || format === 'epoch-s') {
    const factor = format === 'epoch-s' ? 1_000 : 1;
    return (text) => {
      const atMs = Math.round(Number(text) * factor);
      return /^-?\d+(\.\d+)?$/.test(text) ? { kind: 'instant', atMs } : null;
    };
  }
  const isIso = format === 'iso';
  const hasOffset = /Z/.test(format.replaceAll(/'[^']*'/g, ''));
  return (text) => {
    const parsed = isIso
      ? DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' })
      : DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
    if (!parsed.isValid) return null;
    const isInstant = isIso ? /([zZ]|[+-]\d\d(:?\d\d)?)$/.test(afterDate(text)) : hasOffset;
    const ms = parsed.toMillis();
    return isInstant ? { kind: 'instant', atMs: ms } : { kind: 'wall', wallMs: ms };
  };
}

/** The part of an ISO text after its date, where a minus sign can only be an offset. */
function afterDate(text: string): string {
  const at = text.search(/[T ]/);
  return at < 0 ? '' : text.slice(at);
}

/** What a wall time is in a zone. */
export type WallInstant =
  | { readonly kind: 'one'; readonly atMs: number }
  /** The clock shows it twice (end of summer time): the earlier and the later instant. */
  | { readonly kind: 'two'; readonly atMs: number; readonly laterMs: number }
  /** The clock jumps over it (start of summer time). */
  | { readonly kind: 'none' };

/** Finds the instants of wall times in an IANA zone. Throws RangeError for an unknown zone. */
export function createWallClock(timeZone: string): (wallMs: number) => WallInstant {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`Unknown time zone: ${timeZone}`);
  const offsets = new Map<number, readonly number[]>();
  /** The offsets (ms) that are in force around a day. */
  const offsetsAround = (wallMs: number): readonly number[] => {
    const day = Math.floor(wallMs / DAY_MS);
    let known = offsets.get(day);
    if (known === undefined) {
      const instants = [day * DAY_MS - DAY_MS, day * DAY_MS + 2 * DAY_MS];
      known = [...new Set(instants.map((atMs) => zone.offset(atMs) * 60_000))];
      offsets.set(day, known);
    }
    return known;
  };
  return (wallMs) => {
    const around = offsetsAround(wallMs);
    if (around.length === 1) return { kind: 'one', atMs: wallMs - (around[0] ?? 0) };
    const [first, second] = around
      .map((offset) => ({ offset, atMs: wallMs - offset }))
      .filter(({ offset, atMs }) => zone.offset(atMs) * 60_000 === offset)
      .map(({ atMs }) => atMs)
      .sort((a, b) => a - b);
    if (first === undefined) return { kind: 'none' };
    return second === undefined
      ? { kind: 'one', atMs: first }
      : { kind: 'two', atMs: first, laterMs: second };
  };
}

/**
 * Some loggers write the last interval of a day as `00:00` with the date of the day that ends, so
 * that it stands after 23:45 and reads as a day too early. The whole file is looked at: the
 * 00:00 rows are moved to the next day if they stand behind rows of the same date and never in
 * front of them. Returns the mended wall times and how many were moved.
 */
export function mendMidnights(wallsMs: readonly number[]): {
  readonly wallsMs: readonly number[];
  readonly movedCount: number;
} {
  const dayOf = (wallMs: number | undefined) =>
    wallMs === undefined ? Number.NaN : Math.floor(wallMs / DAY_MS);
  let endCount = 0;
  let beginCount = 0;
  for (const [index, wallMs] of wallsMs.entries()) {
    if (wallMs % DAY_MS !== 0) continue;
    const day = dayOf(wallMs);
    const previous = wallsMs[index - 1];
    const isBehind = dayOf(previous) === day && (previous ?? 0) - wallMs > DAY_MS / 2;
    if (isBehind) endCount += 1;
    else if (dayOf(wallsMs[index + 1]) === day) beginCount += 1;
  }
  if (endCount === 0 || beginCount > 0) return { wallsMs, movedCount: 0 };
  let movedCount = 0;
  const mended = wallsMs.map((wallMs) => {
    if (wallMs % DAY_MS !== 0) return wallMs;
    movedCount += 1;
    return wallMs + DAY_MS;
  });
  return { wallsMs: mended, movedCount };
}

/** The most common step forward between neighbours, in milliseconds; undefined without any. */
export function commonStep(timesMs: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const [index, timeMs] of timesMs.entries()) {
    const step = timeMs - (timesMs[index - 1] ?? Number.POSITIVE_INFINITY);
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: number | undefined;
  for (const [step, count] of counts) {
    if (best === undefined || count > (counts.get(best) ?? 0)) best = step;
  }
  return best;
}
