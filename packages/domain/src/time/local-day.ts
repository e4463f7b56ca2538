const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** True for an IANA zone name this runtime knows, such as `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone: name });
    return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name);
  } catch {
    return false;
  }
}

/**
 * The calendar day, `YYYY-MM-DD`, that an instant (milliseconds since the epoch) has in an IANA zone.
 *
 * @example localDate(Date.UTC(2026, 10, 20, 16), 'Asia/Shanghai') // '2026-11-21'
 */
export function localDate(instantMs: number, timeZone: string): string {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    FORMATS.set(timeZone, format);
  }
  return format.format(instantMs);
}
