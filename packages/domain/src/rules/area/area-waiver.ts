import type { AreaTarget } from '../../registers/register-documents.ts';
import type { AreaJudgement, KeyedAreaTarget } from './area-judgement.ts';
import { areaThresholdsOf } from './area-thresholds.ts';

/** Why a total is not assessed: the stretch goal (激励目标) of an area's intensity is met. */
export interface AreaWaiver {
  /** The target of intensity. */
  readonly targetId: string;
  /** Its cut and its stretch goal, 0 to 1. */
  readonly cut: number;
  readonly stretch: number;
  /** Met by more than the hysteresis: what was raised before may end. */
  readonly isClear: boolean;
}

/**
 * What waives the assessment of a total (DOMAIN 4.1: stretch met, total not assessed): a target of intensity of
 * the same area, period and sector that was judged and reaches its stretch goal. Not judged it waives nothing.
 *
 * @param judged the targets of the area and what was said of each
 */
export function waiverOf(
  total: KeyedAreaTarget,
  judged: readonly { readonly goal: KeyedAreaTarget; readonly judgement: AreaJudgement }[],
): AreaWaiver | null {
  for (const { goal, judgement } of judged) {
    const { stretch } = goal.target;
    const { value, notJudged, severity, holdSeverity } = judgement;
    if (!isAbout(goal, total) || stretch === null || value === null) continue;
    if (!areaThresholdsOf('area-intensity', goal.target).waivesTotal) continue;
    // Short of the stretch goal is 1 at least.
    if (notJudged !== null || severity > 0) continue;
    return { targetId: goal.id, cut: value, stretch, isClear: holdSeverity === 0 };
  }
  return null;
}

function isAbout(intensity: KeyedAreaTarget, total: KeyedAreaTarget): boolean {
  const sectorOf = ({ industryCode }: AreaTarget) => industryCode ?? '';
  return (
    intensity.target.metric === 'intensity-cut' &&
    intensity.period.name === total.period.name &&
    sectorOf(intensity.target) === sectorOf(total.target)
  );
}
