import type { Interval } from '../parts/format.ts';

/** What the history page can show on its chart. */
export const FIGURES = ['quantity', 'tceCalorific', 'tcePrimary', 'tco2'] as const;
export type Figure = (typeof FIGURES)[number];
export const INTERVALS = ['hour', 'day', 'month', 'year'] as const;
export const GROUPINGS = ['energyKind', 'meter'] as const;
export const ASKED_ACCOUNTS = ['comprehensive', 'statistical', 'assessed'] as const;
export const DISPLAY_UNITS = [
  'kWh',
  'MWh',
  '10MWh',
  'm3',
  'km3',
  '10km3',
  't',
  'kg',
  'L',
  'MJ',
  'GJ',
] as const;

/** Ways to look: energy by period, load curves, readings as they were received. */
export const VIEWS = ['energy', 'load', 'readings'] as const;
/** What a range is held against: nothing, the range before it, the same a year earlier. */
export const COMPARED = ['none', 'previous', 'year'] as const;
export type Compared = (typeof COMPARED)[number];

/** What is looked at; it stands in the address of the page, so it can be sent to somebody. */
export interface HistoryQuery {
  readonly enterpriseId: string | null;
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly interval: Interval;
  readonly groupBy: (typeof GROUPINGS)[number];
  readonly kinds: readonly string[];
  readonly meterIds: readonly string[];
  readonly account: (typeof ASKED_ACCOUNTS)[number];
  readonly figure: Figure;
  readonly unit: (typeof DISPLAY_UNITS)[number] | null;
  readonly view: (typeof VIEWS)[number];
  readonly compare: Compared;
  /** By what was on record at this instant (ISO 8601); null for now. */
  readonly asOf: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what is not there, or is nonsense, is the default: this month by day. */
export function readHistoryQuery(search: URLSearchParams, today: string): HistoryQuery {
  const day = (name: string, fallback: string) => {
    const text = search.get(name) ?? '';
    return DAY.test(text) ? text : fallback;
  };
  return {
    enterpriseId: search.get('enterprise'),
    from: day('from', `${today.slice(0, 8)}01`),
    to: day('to', today),
    interval: oneOf(INTERVALS, search.get('interval')) ?? 'day',
    groupBy: oneOf(GROUPINGS, search.get('groupBy')) ?? 'energyKind',
    kinds: listOf(search.get('kinds')),
    meterIds: listOf(search.get('meters')),
    account: oneOf(ASKED_ACCOUNTS, search.get('account')) ?? 'comprehensive',
    figure: oneOf(FIGURES, search.get('figure')) ?? 'tceCalorific',
    unit: oneOf(DISPLAY_UNITS, search.get('unit')),
    view: oneOf(VIEWS, search.get('view')) ?? 'energy',
    compare: oneOf(COMPARED, search.get('compare')) ?? 'none',
    asOf: instantOrNull(search.get('asOf')),
  };
}

/** The address of a query. */
export function writeHistoryQuery(query: HistoryQuery): URLSearchParams {
  const { enterpriseId, from, to, interval, groupBy, kinds, meterIds, account, figure } = query;
  const search = new URLSearchParams();
  if (enterpriseId !== null) search.set('enterprise', enterpriseId);
  const rest = { from, to, interval, groupBy, account, figure };
  for (const [name, value] of Object.entries(rest)) search.set(name, value);
  if (kinds.length > 0) search.set('kinds', kinds.join(','));
  if (meterIds.length > 0) search.set('meters', meterIds.join(','));
  if (query.unit !== null) search.set('unit', query.unit);
  if (query.view !== 'energy') search.set('view', query.view);
  if (query.compare !== 'none') search.set('compare', query.compare);
  if (query.asOf !== null) search.set('asOf', query.asOf);
  return search;
}

/** The same question as the api takes it: there `to` is the first day that is not asked for. */
export function consumptionParameters(query: HistoryQuery) {
  const { from, to, interval, groupBy, account, kinds, meterIds, unit, asOf } = query;
  return {
    from,
    to: dayAfter(to),
    interval,
    groupBy,
    account,
    ...(kinds.length > 0 ? { kinds: kinds.join(',') } : {}),
    ...(meterIds.length > 0 ? { meterIds: meterIds.join(',') } : {}),
    ...(unit === null ? {} : { unit }),
    ...(asOf === null ? {} : { asOf }),
  };
}

/**
 * Meters that a load curve or a list of readings is about: those chosen, else the first one that there
 * is; one alone for readings.
 */
export function shownMeterIds(
  { view, meterIds }: Pick<HistoryQuery, 'view' | 'meterIds'>,
  meters: readonly { readonly id: string; readonly energyKind: string }[],
): string[] {
  const offered = view === 'load' ? meters.filter(isElectric) : meters;
  const chosen = offered.filter(({ id }) => meterIds.includes(id));
  // A county meter list is by id; electricity is what most people look for first.
  const first = offered.find(isElectric) ?? offered[0];
  const shown = chosen.length > 0 ? chosen : first === undefined ? [] : [first];
  return shown.slice(0, view === 'readings' ? 1 : undefined).map(({ id }) => id);
}

function isElectric({ energyKind }: { readonly energyKind: string }): boolean {
  return energyKind === 'electricity';
}

/** The day after a day, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * The days that a range is held against: the same a year earlier, or the ones right before it; whole
 * months are held against as many whole months.
 */
export function comparedRange(
  { from, to }: { readonly from: string; readonly to: string },
  compare: Exclude<Compared, 'none'>,
): { readonly from: string; readonly to: string } {
  if (compare === 'year') return { from: monthsEarlier(from, 12), to: yearEarlier(to) };
  const isWholeMonths = from.endsWith('-01') && dayAfter(to).endsWith('-01');
  if (isWholeMonths) {
    const months = monthIndex(dayAfter(to)) - monthIndex(from);
    return { from: monthsEarlier(from, months), to: daysLater(from, -1) };
  }
  const days = Math.round((Date.parse(dayAfter(to)) - Date.parse(from)) / DAY_MS);
  return { from: daysLater(from, -days), to: daysLater(from, -1) };
}

const DAY_MS = 86_400_000;

/** The last day stays the last one of its month: 28 February of a year without a 29th. */
function yearEarlier(day: string): string {
  const isMonthEnd = dayAfter(day).endsWith('-01');
  return isMonthEnd ? daysLater(monthsEarlier(dayAfter(day), 12), -1) : monthsEarlier(day, 12);
}

function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthsEarlier(day: string, months: number): string {
  const index = monthIndex(day) - months;
  const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return `${month}-${String(Math.min(Number(day.slice(8)), lastDay)).padStart(2, '0')}`;
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function instantOrNull(text: string | null): string | null {
  const atMs = Date.parse(text ?? '');
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}

function oneOf<T extends string>(list: readonly T[], text: string | null): T | null {
  return list.find((each) => each === text) ?? null;
}

function listOf(text: string | null): string[] {
  return (text ?? '').split(',').filter((part) => part !== '');
}
