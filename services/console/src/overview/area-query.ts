/** Accounts that energy of an area can be shown in. */
export const AREA_ACCOUNTS = ['comprehensive', 'statistical', 'assessed'] as const;
/** What of the budgets is listed: all, those that will be exceeded, those by level. */
export const BUDGET_FILTERS = ['all', 'overuse', '0', '1', '2', '3', 'unknown'] as const;

/** A region or a park. */
export interface AreaKey {
  readonly type: 'region' | 'park';
  readonly code: string;
}

/** What is looked at; it stands in the address. */
export interface AreaQuery {
  /** Null: the first one that the person sees. */
  readonly area: AreaKey | null;
  readonly account: (typeof AREA_ACCOUNTS)[number];
  /** Park of the enterprises listed; `none` for those outside; null for all. */
  readonly park: string | null;
  /** Division of GB/T 4754, such as C30. */
  readonly sector: string | null;
  readonly filter: (typeof BUDGET_FILTERS)[number];
}

/** Reads the address; nonsense is what is not there. */
export function readAreaQuery(search: URLSearchParams): AreaQuery {
  const [type, code] = (search.get('area') ?? '').split(':');
  const isArea = (type === 'region' || type === 'park') && code !== undefined && code !== '';
  return {
    area: isArea ? { type, code } : null,
    account: AREA_ACCOUNTS.find((each) => each === search.get('account')) ?? 'comprehensive',
    park: search.get('park'),
    sector: search.get('sector'),
    filter: BUDGET_FILTERS.find((each) => each === search.get('show')) ?? 'all',
  };
}

/** The address of a query: only what is not as it opens. */
export function writeAreaQuery(query: Partial<AreaQuery>): string {
  const { area = null, account, park = null, sector = null, filter } = query;
  const search = new URLSearchParams();
  if (area !== null) search.set('area', `${area.type}:${area.code}`);
  if (account !== undefined && account !== 'comprehensive') search.set('account', account);
  if (park !== null) search.set('park', park);
  if (sector !== null) search.set('sector', sector);
  if (filter !== undefined && filter !== 'all') search.set('show', filter);
  return search.size === 0 ? '' : `?${search}`;
}

/** What the duty to report of an enterprise comes to. */
export const DUTY_RESULTS = ['met', 'not-met', 'exempt', 'not-judged'] as const;
export type DutyResult = (typeof DUTY_RESULTS)[number];

/** Which results are listed, as the address has it; null: all of them. */
export function readDutyResult(search: URLSearchParams): DutyResult | null {
  return DUTY_RESULTS.find((each) => each === search.get('result')) ?? null;
}

/** The address of an area's duties, of one result or of all. */
export function writeDutyQuery(area: AreaKey | null, result: DutyResult | null): string {
  const search = new URLSearchParams(writeAreaQuery({ area }));
  if (result !== null) search.set('result', result);
  return search.size === 0 ? '' : `?${search}`;
}
