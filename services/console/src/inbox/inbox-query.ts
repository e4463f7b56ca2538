import { CATEGORIES, CONDITIONS, HANDLINGS, RULES } from './words.ts';

/** Orders and groupings of the inbox. */
export const SORTS = ['newest', 'oldest', 'severity'] as const;
export const GROUPINGS = ['none', 'enterprise', 'rule'] as const;
export const AGES = ['all', 'day', 'week', 'older'] as const;

type Handling = keyof typeof HANDLINGS;
type Category = keyof typeof CATEGORIES;
type Condition = keyof typeof CONDITIONS;

/** What still needs somebody. */
const OPEN_HANDLINGS: readonly Handling[] = ['new', 'verified', 'in-case'];

/** What is looked at; it stands in the address of the page, so it can be sent to somebody. */
export interface InboxQuery {
  /** `open`: what still needs somebody. */
  readonly state: 'open' | 'all' | Handling;
  readonly condition: Condition | 'all';
  /** Null: all of them. */
  readonly severity: 1 | 2 | 3 | null;
  readonly rules: readonly string[];
  readonly category: Category | 'all';
  readonly enterpriseId: string | null;
  /** Covers what it prefixes; empty: not asked for. */
  readonly regionCode: string;
  readonly parkCode: string | null;
  /** When they were opened, both instants included; they outweigh `age`. */
  readonly opened: { readonly from: string | null; readonly to: string | null };
  readonly age: (typeof AGES)[number];
  readonly isMine: boolean;
  readonly sort: (typeof SORTS)[number];
  readonly groupBy: (typeof GROUPINGS)[number];
}

/** The inbox as it opens: what still needs somebody, newest first. */
export const FIRST_QUERY: InboxQuery = {
  ...{ state: 'open', condition: 'all', severity: null, rules: [], category: 'all' },
  ...{ enterpriseId: null, regionCode: '', parkCode: null, age: 'all', isMine: false },
  opened: { from: null, to: null },
  ...{ sort: 'newest', groupBy: 'none' },
};

const HOUR_MS = 3_600_000;
const REGION = /^\d{2,12}$/;

/** Reads the address; what is not there, or is nonsense, is as the inbox opens. */
export function readInboxQuery(search: URLSearchParams): InboxQuery {
  const severity = Number(search.get('severity'));
  const regionCode = search.get('region') ?? '';
  const rules = (search.get('rules') ?? '').split(',').filter((rule) => Object.hasOwn(RULES, rule));
  return {
    state: oneOf(['open', 'all', ...codes(HANDLINGS)], search.get('state')) ?? 'open',
    condition: oneOf(codes(CONDITIONS), search.get('condition')) ?? 'all',
    severity: severity === 1 || severity === 2 || severity === 3 ? severity : null,
    rules,
    category: oneOf(codes(CATEGORIES), search.get('category')) ?? 'all',
    enterpriseId: search.get('enterprise'),
    regionCode: REGION.test(regionCode) ? regionCode : '',
    parkCode: search.get('park'),
    opened: { from: instantIn(search.get('from')), to: instantIn(search.get('to')) },
    age: oneOf(AGES, search.get('age')) ?? 'all',
    isMine: search.get('mine') === 'yes',
    sort: oneOf(SORTS, search.get('sort')) ?? 'newest',
    groupBy: oneOf(GROUPINGS, search.get('group')) ?? 'none',
  };
}

/** The address of a query: only what differs from how the inbox opens. */
export function writeInboxQuery(query: InboxQuery): URLSearchParams {
  const fields: [string, string, string][] = [
    ['state', query.state, FIRST_QUERY.state],
    ['condition', query.condition, FIRST_QUERY.condition],
    ['severity', String(query.severity ?? ''), ''],
    ['rules', query.rules.join(','), ''],
    ['category', query.category, FIRST_QUERY.category],
    ['enterprise', query.enterpriseId ?? '', ''],
    ['region', query.regionCode, ''],
    ['park', query.parkCode ?? '', ''],
    ['from', query.opened.from ?? '', ''],
    ['to', query.opened.to ?? '', ''],
    ['age', query.age, FIRST_QUERY.age],
    ['mine', query.isMine ? 'yes' : '', ''],
    ['sort', query.sort, FIRST_QUERY.sort],
    ['group', query.groupBy, FIRST_QUERY.groupBy],
  ];
  return new URLSearchParams(
    fields.filter(([, value, first]) => value !== first).map(([name, value]) => [name, value]),
  );
}

/**
 * The filter as the api takes it. Ages are rounded to the hour, so that the same question is the same
 * for a while.
 */
export function alertFilter(query: InboxQuery, nowMs: number) {
  const { state, condition, severity, rules, category, enterpriseId, regionCode } = query;
  const { parkCode, opened } = query;
  const hoursAgo = (hours: number) =>
    new Date(Math.floor(nowMs / HOUR_MS) * HOUR_MS - hours * HOUR_MS).toISOString();
  const handlings = state === 'open' ? OPEN_HANDLINGS : state === 'all' ? [] : [state];
  return {
    ...(handlings.length === 0 ? {} : { handling: handlings.join(',') }),
    ...(condition === 'all' ? {} : { condition }),
    ...(severity === null ? {} : { severityMin: severity, severityMax: severity }),
    ...(rules.length === 0 ? {} : { rule: rules.join(',') }),
    ...(category === 'all' ? {} : { category }),
    ...(enterpriseId === null ? {} : { enterpriseId }),
    ...(regionCode === '' ? {} : { regionCode }),
    ...(parkCode === null ? {} : { parkCode }),
    ...(query.age === 'day' ? { openedFrom: hoursAgo(24) } : {}),
    ...(query.age === 'week' ? { openedFrom: hoursAgo(7 * 24) } : {}),
    ...(query.age === 'older' ? { openedTo: hoursAgo(7 * 24) } : {}),
    ...(opened.from === null ? {} : { openedFrom: opened.from }),
    ...(opened.to === null ? {} : { openedTo: opened.to }),
    ...(query.isMine ? { assignedTo: 'me' as const } : {}),
  };
}

function codes<T extends object>(list: T): (keyof T & string)[] {
  return Object.keys(list) as (keyof T & string)[];
}

function instantIn(text: string | null): string | null {
  return text !== null && !Number.isNaN(Date.parse(text)) ? text : null;
}

function oneOf<T extends string>(list: readonly T[], text: string | null): T | null {
  return list.find((each) => each === text) ?? null;
}
