/**
 * Rules about the targets of a region or park, with their thresholds. A share of capacity, an audit and a
 * total are an area's; no enterprise's policy sets these. The base goal (基本目标) must be reached, so missing
 * it is graver than missing the stretch goal (激励目标), which is 1 at most. Ours: no source gives a figure; a
 * region behind its progress is the middle level of the barometer (DOMAIN 4.2), one that gets worse the gravest.
 */
export const AREA_RULE_DEFAULTS = {
  /** Over the base goal's plan by more than `severity3Ratio` is 3, over it at all 2. */
  'area-total': { severity2Ratio: 1, severity3Ratio: 1.05, stretchRatio: 1, clearRatio: 0.01 },
  'area-forecast': { clearRatio: 0.01 },
  'area-intensity': { clearRatio: 0.005 },
  'area-coal-share': { clearRatio: 0.01 },
  'area-benchmark-capacity': { clearRatio: 0.005 },
  /** From so many days before the year's end on, what is not done counts and not what is planned. */
  'area-audit-coverage': { noticeDays: 90, clearRatio: 0 },
} as const;

/** A rule about a target of a region or park. */
export type AreaRuleId = keyof typeof AREA_RULE_DEFAULTS;

/** All of them. */
export const AREA_RULES = Object.keys(AREA_RULE_DEFAULTS) as readonly AreaRuleId[];

/** Below this part of an area's energy (or capacity) that is known nothing is judged; the last state stays. */
export const AREA_COVERAGE_MIN_RATIO = 0.9;
