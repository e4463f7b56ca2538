import { METER_LEVELS, type MeterLevel } from '../registry/lists.ts';
import type { CalibrationState } from './calibration.ts';
import { FIT_GROUPS, type FitGroup, type FitRequirement } from './fit-standard.ts';

/** A place where the standard may ask for a meter. */
export interface MeteringPoint {
  readonly id: string;
  readonly group: FitGroup;
  readonly level: MeterLevel;
  /** Size in the unit of the group's threshold; null where nobody entered it. */
  readonly size: number | null;
  /** Stricter class asked for at this place, such as 0.5 of a category I supply. */
  readonly accuracyClassMax: number | null;
  /** The meter that stands there; null where none does. */
  readonly meter: FittedMeter | null;
}

/** What counts of a meter for the fitting rate. */
export interface FittedMeter {
  readonly meterId: string;
  readonly calibration: CalibrationState;
  readonly accuracyClass: string | null;
}

/** Why a required point is not fitted, or only badly. */
export const FIT_PROBLEMS = ['no-meter', 'not-calibrated', 'class-unknown', 'class-poor'] as const;
export type FitProblem = (typeof FIT_PROBLEMS)[number];

/** Fitting rate (配备率) of one group and level. */
export interface FitRow {
  readonly group: FitGroup;
  readonly level: MeterLevel;
  /** What the standard asks, percent. */
  readonly requiredPercent: number;
  /** Points that need a meter. */
  readonly pointCount: number;
  /** Points with a registered meter. */
  readonly registeredCount: number;
  /** Points with a registered meter whose certificate is valid: the actual number (实际配备). */
  readonly calibratedCount: number;
  /** Calibrated of needed, percent. */
  readonly ratePercent: number;
  readonly isMet: boolean;
  readonly problems: readonly { readonly pointId: string; readonly problem: FitProblem }[];
}

/**
 * Fitting rates by group and level over the points that need a meter. A point below the threshold of
 * its group needs none; one whose size nobody entered does. The class is reported, it does not lower
 * the rate.
 */
export function meteringFit(
  points: readonly MeteringPoint[],
  requirements: readonly FitRequirement[],
): FitRow[] {
  const rows: FitRow[] = [];
  for (const group of FIT_GROUPS) {
    const requirement = requirements.find((each) => each.group === group);
    if (requirement === undefined) continue;
    for (const level of METER_LEVELS) {
      const requiredPercent = requirement.requiredPercent[level];
      const needed = points.filter(
        (point) => point.group === group && point.level === level && needsMeter(point, requirement),
      );
      if (requiredPercent === null || needed.length === 0) continue;
      rows.push(fitRow({ group, level, requiredPercent, needed, requirement }));
    }
  }
  return rows;
}

/** Whether the standard asks for a meter at a point. */
export function needsMeter(
  point: Pick<MeteringPoint, 'level' | 'size'>,
  requirement: FitRequirement,
): boolean {
  if (requirement.requiredPercent[point.level] === null) return false;
  if (point.level === 1 || point.size === null) return true;
  const threshold = requirement.threshold[point.level];
  return threshold === null || point.size >= threshold.size;
}

/**
 * The number in an accuracy class; null where there is none.
 *
 * @example accuracyClassNumber('0.5S') // 0.5
 */
export function accuracyClassNumber(text: string): number | null {
  const match = /^\s*(\d{1,2}(?:\.\d{1,3})?)\s*[A-Za-z级]?\s*$/.exec(text);
  return match === null ? null : Number(match[1]);
}

function fitRow(row: {
  readonly group: FitGroup;
  readonly level: MeterLevel;
  readonly requiredPercent: number;
  readonly needed: readonly MeteringPoint[];
  readonly requirement: FitRequirement;
}): FitRow {
  const { needed, requirement, ...rest } = row;
  const pointCount = needed.length;
  const registeredCount = needed.filter(({ meter }) => meter !== null).length;
  const calibratedCount = needed.filter(({ meter }) => meter?.calibration === 'valid').length;
  return {
    ...rest,
    pointCount,
    registeredCount,
    calibratedCount,
    ratePercent: (calibratedCount / pointCount) * 100,
    // In whole points: 95 % of 20 is 19, and 19/20 must not fail by a rounding error.
    isMet: calibratedCount * 100 >= rest.requiredPercent * pointCount,
    problems: needed.flatMap((point) => {
      const problem = problemOf(point, requirement);
      return problem === null ? [] : [{ pointId: point.id, problem }];
    }),
  };
}

function problemOf(point: MeteringPoint, requirement: FitRequirement): FitProblem | null {
  const { meter } = point;
  if (meter === null) return 'no-meter';
  if (meter.calibration !== 'valid') return 'not-calibrated';
  const classMax = point.accuracyClassMax ?? requirement.accuracyClassMax;
  if (classMax === null) return null;
  const actual = meter.accuracyClass === null ? null : accuracyClassNumber(meter.accuracyClass);
  if (actual === null) return 'class-unknown';
  return actual <= classMax ? null : 'class-poor';
}
