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
  return search;
}

/** The same question as the api takes it: there `to` is the first day that is not asked for. */
export function consumptionParameters(query: HistoryQuery) {
  const { from, to, interval, groupBy, account, kinds, meterIds, unit } = query;
  return {
    from,
    to: dayAfter(to),
    interval,
    groupBy,
    account,
    ...(kinds.length > 0 ? { kinds: kinds.join(',') } : {}),
    ...(meterIds.length > 0 ? { meterIds: meterIds.join(',') } : {}),
    ...(unit === null ? {} : { unit }),
  };
}

/** The day after a day, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function oneOf<T extends string>(list: readonly T[], text: string | null): T | null {
  return list.find((each) => each === text) ?? null;
}

function listOf(text: string | null): string[] {
  return (text ?? '').split(',').filter((part) => part !== '');
}
