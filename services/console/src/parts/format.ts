import type { Language } from '../words/words.ts';

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;

/** A number for people: at most `digits` after the point; `—` where there is none. */
export function formatNumber(
  value: number | null | undefined,
  language: Language,
  digits = 2,
  /** As many digits even where they are 0, so that a column can be compared. */
  isFixed = false,
): string {
  if (value === null || value === undefined) return '—';
  return new Intl.NumberFormat(LOCALES[language], {
    maximumFractionDigits: digits,
    ...(isFixed ? { minimumFractionDigits: digits } : {}),
  }).format(value);
}

/**
 * Share of 0 to 1 as a percentage. It is never rounded to 0 % or 100 %: what is nearly complete is
 * not complete.
 */
export function formatShare(share: number, language: Language): string {
  if (share > 0 && share < 0.001) return '< 0.1%';
  if (share < 1 && share > 0.999) return '> 99.9%';
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share);
}

/** `2026-11-21 16:05` in a zone; the same in both languages. */
export function formatInstant(iso: string, timeZone: string, withSeconds = false): string {
  const parts = partsIn(iso, timeZone);
  const time = `${parts.hour}:${parts.minute}${withSeconds ? `:${parts.second}` : ''}`;
  return `${parts.year}-${parts.month}-${parts.day} ${time}`;
}

/** Lengths of a period. */
export type Interval = 'hour' | 'day' | 'month' | 'year';

/** Name of the period that starts at an instant: `2026-11-21 16:00`, `2026-11-21`, `2026-11`, `2026`. */
export function formatPeriod(start: string, interval: Interval, timeZone: string): string {
  const text = formatInstant(start, timeZone);
  return text.slice(0, { hour: 16, day: 10, month: 7, year: 4 }[interval]);
}

/** Today, `YYYY-MM-DD`, in a zone. */
export function localDay(at: Date, timeZone: string): string {
  return formatInstant(at.toISOString(), timeZone).slice(0, 10);
}

/** The instant at which a day begins in a zone, ISO 8601. */
export function startOfDay(day: string, timeZone: string): string {
  let atMs = Date.parse(`${day}T00:00:00Z`);
  // Twice: the first try may land on the other side of a change of the clocks.
  for (let turn = 0; turn < 2; turn += 1) {
    const local = formatInstant(new Date(atMs).toISOString(), timeZone, true).replace(' ', 'T');
    atMs += Date.parse(`${day}T00:00:00Z`) - Date.parse(`${local}Z`);
  }
  return new Date(atMs).toISOString();
}

/** The zone of this browser, for what belongs to no enterprise. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function partsIn(iso: string, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const parts = format.formatToParts(new Date(iso));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}
