import type { AreaMetric } from '../../registers/register-documents.ts';

/**
 * Rules about the targets of a region or park, with their thresholds. A share of capacity, an audit and a
 * total are an area's; no enterprise's policy sets these, each target of an area may. The base goal (基本目标) must be reached, so missing
 * it is graver than missing the stretch goal (激励目标), which is 1 at most. Ours: no source gives a figure; a
 * region behind its progress is the middle level of the barometer (DOMAIN 4.2), one that gets worse the gravest.
 */
export const AREA_RULE_DEFAULTS = {
  /** Over the base goal's plan by more than `severity3Ratio` is 3, over it at all 2. */
  'area-total': {
    ...{ enabled: true, severity2Ratio: 1, severity3Ratio: 1.05, stretchRatio: 1 },
    ...{ clearRatio: 0.01, previewMinDays: 7 },
  },
  'area-forecast': { enabled: true, clearRatio: 0.01 },
  /** Its stretch goal met, the totals of the same year and sector are not assessed (DOMAIN 4.1). */
  'area-intensity': { enabled: true, clearRatio: 0.005, waivesTotal: true },
  'area-coal-share': { enabled: true, clearRatio: 0.01 },
  'area-benchmark-capacity': { enabled: true, clearRatio: 0.005 },
  /** From so many days before the year's end on, what is not done counts and not what is planned. */
  'area-audit-coverage': { enabled: true, noticeDays: 90, clearRatio: 0 },
} as const;

/** A rule about a target of a region or park. */
export type AreaRuleId = keyof typeof AREA_RULE_DEFAULTS;

/** All of them. */
export const AREA_RULES = Object.keys(AREA_RULE_DEFAULTS) as readonly AreaRuleId[];

/** The rules that a target of a metric is judged by: the only ones that it may set. */
export const AREA_RULES_OF: Record<AreaMetric, readonly AreaRuleId[]> = {
  'intensity-cut': ['area-intensity'],
  'total-tce': ['area-total', 'area-forecast'],
  'total-tco2': ['area-total', 'area-forecast'],
  'coal-share': ['area-coal-share'],
  'benchmark-capacity-share': ['area-benchmark-capacity'],
  'audit-coverage': ['area-audit-coverage'],
};

/** When the figures of an area are good enough to be judged; for all its rules alike. */
export const AREA_SETTLING_DEFAULTS = {
  /** Below this part of the energy (or capacity) that is known nothing is judged; the last state stays. */
  coverageMinRatio: 0.9,
  /** Above this estimated share no severity 3. */
  estimatedMaxRatio: 0.5,
} as const;

type Widened<T> = T extends boolean ? boolean : number;
/** Thresholds of one rule about areas, all given. */
export type AreaThresholdsOf<R extends AreaRuleId> = {
  readonly [K in keyof (typeof AREA_RULE_DEFAULTS)[R]]: Widened<(typeof AREA_RULE_DEFAULTS)[R][K]>;
};
/** Thresholds of when an area is judged, all given. */
export type AreaSettling = { readonly [K in keyof typeof AREA_SETTLING_DEFAULTS]: number };
/** What a target sets in the place of defaults: only what differs. */
export type AreaThresholds = {
  readonly [R in AreaRuleId]?:
    | { readonly [K in keyof AreaThresholdsOf<R>]?: AreaThresholdsOf<R>[K] | undefined }
    | undefined;
} & {
  readonly settling?:
    | { readonly [K in keyof AreaSettling]?: AreaSettling[K] | undefined }
    | undefined;
};

/** The thresholds that hold for a target: its own where it sets them, else the defaults. */
export function areaThresholdsOf<R extends AreaRuleId>(
  rule: R,
  { thresholds }: { readonly thresholds?: AreaThresholds | null | undefined },
): AreaThresholdsOf<R> {
  return { ...AREA_RULE_DEFAULTS[rule], ...given(thresholds?.[rule]) } as AreaThresholdsOf<R>;
}

/** When the figures of a target are good enough to be judged. */
export function areaSettlingOf({
  thresholds,
}: {
  readonly thresholds?: AreaThresholds | null | undefined;
}): AreaSettling {
  return { ...AREA_SETTLING_DEFAULTS, ...given(thresholds?.settling) };
}

function given(own: Readonly<Record<string, number | boolean | undefined>> | undefined) {
  return Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined));
}
