import { zoneOffsetMs } from '@hengneng/domain';

/** A zone's own time of an instant, and how far it is from UTC, for a row of a table. */
export interface LocalTimes {
  /** `YYYY-MM-DD HH:mm`. */
  minute(atMs: number): string;
  /** `YYYY-MM-DD HH:mm:ss.SSS`. */
  instant(atMs: number): string;
  /** Offset from UTC, such as `UTC+08:00`; one of two equal local times differs from the other by it. */
  offset(atMs: number): string;
}

/** Local times of one IANA zone. */
export function localTimes(timeZone: string): LocalTimes {
  const text = (atMs: number) =>
    new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().replace('T', ' ');
  return {
    minute: (atMs) => text(atMs).slice(0, 16),
    instant: (atMs) => text(atMs).slice(0, 23),
    offset: (atMs) => offsetText(zoneOffsetMs(atMs, timeZone)),
  };
}

/** Begins with letters, because a cell that begins with a sign would be taken for a formula. */
function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const digits = (value: number) => String(value).padStart(2, '0');
  const sign = offsetMs < 0 ? '-' : '+';
  return `UTC${sign}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
