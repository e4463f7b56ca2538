/** What an enterprise's policy can lack. */
export const GAPS = ['targets', 'plan', 'filing'] as const;
export type Gap = (typeof GAPS)[number];

/** Which policies are listed; it stands in the address. */
export interface PolicyQuery {
  readonly year: number;
  /** `region:430626` or `park:PJ-GX`; null: everywhere. */
  readonly area: string | null;
  readonly missing: Gap | null;
  /** Part of the enterprise's name. */
  readonly search: string;
}

const YEAR = /^20\d\d$/;

/** Reads the address; what is not there, or is nonsense, is as the list opens. */
export function readPolicyQuery(search: URLSearchParams, thisYear: number): PolicyQuery {
  const year = search.get('year') ?? '';
  const area = search.get('area') ?? '';
  return {
    year: YEAR.test(year) ? Number(year) : thisYear,
    area: /^(region|park):./.test(area) ? area : null,
    missing: GAPS.find((gap) => gap === search.get('missing')) ?? null,
    search: search.get('search') ?? '',
  };
}

/** The address of a query: only what is not as the list opens. */
export function writePolicyQuery(query: PolicyQuery, thisYear: number): URLSearchParams {
  const { year, area, missing, search } = query;
  return new URLSearchParams({
    ...(year === thisYear ? {} : { year: String(year) }),
    ...(area === null ? {} : { area }),
    ...(missing === null ? {} : { missing }),
    ...(search === '' ? {} : { search }),
  });
}

/** The question as the api takes it. */
export function policyFilter({ year, area, missing, search }: PolicyQuery) {
  const [type, code = ''] = (area ?? '').split(':');
  return {
    year,
    ...(type === 'region' ? { regionCode: code } : {}),
    ...(type === 'park' ? { parkCode: code } : {}),
    ...(missing === null ? {} : { missing }),
    ...(search === '' ? {} : { search }),
  };
}
