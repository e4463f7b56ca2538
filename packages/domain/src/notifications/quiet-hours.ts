import { zoneOffsetMs } from '../time/zone-offsets.ts';
import type { QuietHours } from './types.ts';

const DAY_MS = 86_400_000;

/**
 * First instant after the quiet hours that `nowMs` lies in, or null outside of them. Equal ends mean
 * no quiet hours.
 *
 * @example quietUntilMs({ from: '22:00', to: '07:00' }, 'Asia/Shanghai', nowMs)
 */
export function quietUntilMs(hours: QuietHours, timeZone: string, nowMs: number): number | null {
  const from = msOfDay(hours.from);
  const to = msOfDay(hours.to);
  if (from === to) return null;
  const localMs = nowMs + zoneOffsetMs(nowMs, timeZone);
  const startOfDayMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  const sinceMidnightMs = localMs - startOfDayMs;
  const isOverMidnight = to < from;
  const isQuiet = isOverMidnight
    ? sinceMidnightMs >= from || sinceMidnightMs < to
    : sinceMidnightMs >= from && sinceMidnightMs < to;
  if (!isQuiet) return null;
  const endsTomorrow = isOverMidnight && sinceMidnightMs >= from;
  const endLocalMs = startOfDayMs + (endsTomorrow ? DAY_MS : 0) + to;
  // The offset at the end counts: a clock may be changed in the night.
  const guessMs = endLocalMs - zoneOffsetMs(nowMs, timeZone);
  const endMs = endLocalMs - zoneOffsetMs(guessMs, timeZone);
  return Math.max(endMs, nowMs + 1);
}

/** Whether a text is a time of day, `HH:MM`. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function msOfDay(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}
