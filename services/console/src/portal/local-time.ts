/**
 * The instant of a wall-clock time in a zone, ISO 8601; null for what is no time. A time that a zone
 * skips or has twice is taken with the offset that held before.
 *
 * @example instantOf('2026-11-01T08:00', 'Asia/Shanghai') // '2026-11-01T00:00:00.000Z'
 */
export function instantOf(wallTime: string, timeZone: string): string | null {
  const asUtcMs = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(asUtcMs)) return null;
  // The offset at the guess may be another one than at the answer: look twice.
  let atMs = asUtcMs;
  for (let step = 0; step < 2; step += 1) atMs = asUtcMs - offsetMs(atMs, timeZone);
  return new Date(atMs).toISOString();
}

/** The wall-clock time of an instant as an input of type `datetime-local` takes it. */
export function wallTimeOf(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().slice(0, 16);
}

function offsetMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shownMs = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shownMs - Math.floor(atMs / 1_000) * 1_000;
}
