import { median } from './median.ts';
import { ramp, type Suspicion, unseen } from './suspicion.ts';

const MS_PER_HOUR = 3_600_000;

/** How long one value must last to be looked at, and to be plain. */
export interface FrozenSettings {
  readonly fromHours: number;
  readonly toHours: number;
}

/**
 * 数值冻结: the longest run of one and the same value that is not 0, in hours; 0 up to six, 1 from 24 on.
 * For amounts or power of a fixed interval; a stop shows as 0 and declared stops are left out as null.
 *
 * @param usualHours longest run that this meter is used to: a constant load measured with a coarse step
 *   looks frozen every week, so a run counts from twice its own usual length on
 * @param heldMin amounts of a few steps of the meter repeat by chance: only larger ones can be frozen
 */
export function frozenValue(
  values: readonly (number | null)[],
  intervalMs: number,
  settings: FrozenSettings = { fromHours: 6, toHours: 24 },
  usualHours = 0,
  heldMin = 0,
): Suspicion {
  const kind = 'frozen-value';
  const known = values.filter((value) => value !== null);
  if (known.length * intervalMs < settings.fromHours * MS_PER_HOUR) return unseen(kind);
  const { longest, held } = longestRun(values, heldMin);
  const hours = (longest * intervalMs) / MS_PER_HOUR;
  const fromHours = Math.max(settings.fromHours, 2 * usualHours);
  return {
    kind,
    score: ramp(hours, fromHours, Math.max(settings.toHours, fromHours + 18)),
    figures: [
      { name: 'longestRun', value: hours, unit: 'h' },
      { name: 'usualRun', value: usualHours, unit: 'h' },
      { name: 'heldValue', value: held, unit: '' },
    ],
    zh: `连续 ${hours} 小时数值不变（${held}）`,
    en: `The value stayed at ${held} for ${hours} hours.`,
  };
}

/** The longest run of one value that is above 0 and at least `heldMin`; null breaks a run. */
export function longestRun(
  values: readonly (number | null)[],
  heldMin = 0,
): { readonly longest: number; readonly held: number } {
  let longest = 0;
  let held = 0;
  let run = 0;
  let last: number | null = null;
  for (const value of values) {
    run = value === null || value === 0 || value < heldMin ? 0 : value === last ? run + 1 : 1;
    if (run > longest) {
      longest = run;
      held = value ?? 0;
    }
    last = value;
  }
  return { longest, held };
}

/**
 * 表码冻结: a register whose display stood still for hours and then caught up: the amount after a run of
 * zeros is more than the meter ever counts in that time. A plant that rests starts again at its usual
 * power. 0 up to two hours or 1.2 times the
 * usual most, 1 from twelve hours and twice the usual most on.
 *
 * @param usualMost amount of a busy interval of this meter, in the unit of the values
 */
export function frozenDisplay(
  values: readonly (number | null)[],
  intervalMs: number,
  usualMost: number,
): Suspicion {
  const kind = 'frozen-display';
  if (!(usualMost > 0) || values.every((value) => value === null)) return unseen(kind);
  let found = { hours: 0, times: 0, score: 0 };
  let run = 0;
  for (const value of values) {
    if (value === 0) {
      run += 1;
      continue;
    }
    const hours = (run * intervalMs) / MS_PER_HOUR;
    const times = (value ?? 0) / usualMost;
    const score = Math.min(ramp(hours, 2, 12), ramp(times, 1.2, 2));
    if (score > found.score) found = { hours, times, score };
    run = 0;
  }
  const { hours, times, score } = found;
  return {
    kind,
    score,
    figures: [
      { name: 'standstill', value: hours, unit: 'h' },
      { name: 'catchUpTimes', value: times, unit: '' },
    ],
    zh: `表码停走 ${hours} 小时后一次补走，为平时最大值的 ${times.toFixed(1)} 倍`,
    en: `The display stood still for ${hours} hours, then rose ${times.toFixed(1)} times the usual most.`,
  };
}

/** A day as 24 or 96 amounts. */
export interface DayOfValues {
  readonly date: string;
  readonly values: readonly number[];
}

/** A day with fewer different values may well repeat by chance. */
const DISTINCT_MIN = 8;
/** Hours of fewer steps of the meter repeat by chance, and so many of a day must be of more. */
const STEPS_MIN = 40;
const TELLING_HOURS_MIN = 10;
/** Days of a steady load on a coarse meter repeat by chance unless they usually differ by so much. */
const USUAL_TOLERANCES_MIN = 2;
/** Two days are copies when no share of the day differs by more than this, or than the meter's step. */
const COPY_TOLERANCE = 2e-5;

/**
 * 数据复制: days whose course is that of an earlier day, to the last digits, the same or times a factor.
 * Days of few different values (a stop, a coarse meter) are left out. One copy 0.7, two 0.85, three 1.
 *
 * @param from first day that may be a copy; earlier ones may only be copied
 * @param stepSize smallest amount the meter can tell: a copy times a factor is off by its rounding
 */
export function copiedDays(
  days: readonly DayOfValues[],
  { from = '', stepSize = 0 }: { readonly from?: string; readonly stepSize?: number } = {},
): Suspicion {
  const kind = 'copied-days';
  const usable = days.flatMap(({ date, values }) => {
    const sum = values.reduce((total, value) => total + value, 0);
    if (!(sum > 0) || new Set(values).size < DISTINCT_MIN) return [];
    const telling = values.filter((value) => value >= STEPS_MIN * stepSize);
    if (telling.length < Math.min(values.length, TELLING_HOURS_MIN)) return [];
    return [{ date, shares: values.map((value) => value / sum), step: stepSize / sum }];
  });
  if (usable.length < 2 || !usable.some(({ date }) => date >= from)) return unseen(kind);
  if (!canTellDays(usable)) return unseen(kind);
  const pairs: (readonly [string, string])[] = [];
  for (const [index, day] of usable.entries()) {
    if (day.date < from) continue;
    const source = usable.slice(0, index).find((earlier) => isCopy(earlier, day));
    if (source !== undefined) pairs.push([source.date, day.date]);
  }
  const named = pairs
    .slice(0, 5)
    .map(([source, copy]) => `${copy} = ${source}`)
    .join(', ');
  return {
    kind,
    score: pairs.length === 0 ? 0 : Math.min(1, 0.55 + 0.15 * pairs.length),
    figures: [{ name: 'copiedDays', value: pairs.length, unit: 'd' }],
    zh: pairs.length === 0 ? '无重复日曲线' : `${pairs.length} 天的曲线与此前某日相同：${named}`,
    en: pairs.length === 0 ? 'No day repeats another.' : `Days repeat earlier ones: ${named}.`,
  };
}

/**
 * 整数偏多: share of values that are multiples of a hundred steps of the meter, beyond what the meter is
 * used to (a coarse one shows nothing else) and beyond the one in a hundred that chance gives; 1 where
 * half of them are. Needs twenty values of a thousand steps or more.
 *
 * @param stepSize smallest amount the meter can tell: last digit × multiplier
 * @param usualShare share of round values in ordinary weeks of this meter; chance where nobody knows
 */
export function roundNumbers(
  values: readonly number[],
  stepSize: number,
  usualShare = 0,
): Suspicion {
  const kind = 'round-numbers';
  const counted = roundShare(values, stepSize);
  if (counted === null) return unseen(kind);
  const { share, roundCount, valueCount, base } = counted;
  // Three standard deviations of chance are nothing to speak of.
  const usual = Math.max(0.01, usualShare);
  const chance = usual + 3 * Math.sqrt((usual * (1 - Math.min(1, usual))) / valueCount);
  return {
    kind,
    score: ramp(share, chance, Math.max(0.5, chance + 0.1)),
    figures: [
      { name: 'roundShare', value: share, unit: '' },
      { name: 'usualRoundShare', value: usual, unit: '' },
      { name: 'values', value: valueCount, unit: '' },
    ],
    zh: `${valueCount} 个数值中 ${roundCount} 个为 ${base} 的整数倍`,
    en: `${roundCount} of ${valueCount} values are multiples of ${base}.`,
  };
}

/** Share of values that are multiples of a hundred steps; null with fewer than twenty large ones. */
export function roundShare(
  values: readonly number[],
  stepSize: number,
): {
  readonly share: number;
  readonly roundCount: number;
  readonly valueCount: number;
  readonly base: number;
} | null {
  const VALUES_MIN = 20;
  const base = 100 * stepSize;
  const usable = values.filter((value) => Math.abs(value) >= 10 * base);
  if (usable.length < VALUES_MIN || !(stepSize > 0)) return null;
  const roundCount = usable.filter((value) => isMultiple(value, base)).length;
  return { share: roundCount / usable.length, roundCount, valueCount: usable.length, base };
}

interface DayOfShares {
  readonly shares: readonly number[];
  /** The meter's step as a share of the day. */
  readonly step: number;
}

function toleranceOf(one: DayOfShares, other: DayOfShares): number {
  return Math.max(COPY_TOLERANCE, 0.75 * Math.min(one.step, other.step));
}

/** Whether days that follow each other and are no copies differ by more than rounding would hide. */
function canTellDays(days: readonly DayOfShares[]): boolean {
  const differences = days.slice(1).flatMap((day, index) => {
    const before = days[index];
    if (before === undefined || isCopy(before, day)) return [];
    const sum = day.shares.reduce(
      (total, share, hour) => total + Math.abs(share - (before.shares[hour] ?? 0)),
      0,
    );
    return [sum / day.shares.length / toleranceOf(before, day)];
  });
  return (median(differences) ?? Number.POSITIVE_INFINITY) >= USUAL_TOLERANCES_MIN;
}

function isCopy(one: DayOfShares, other: DayOfShares): boolean {
  const tolerance = toleranceOf(one, other);
  return (
    one.shares.length === other.shares.length &&
    one.shares.every((share, index) => Math.abs(share - (other.shares[index] ?? 0)) <= tolerance)
  );
}

function isMultiple(value: number, base: number): boolean {
  const times = value / base;
  // Counted hours are quantised to 2^-20 of a unit, four times an hour at most.
  const tolerance = Math.max(1e-9 * Math.max(1, Math.abs(times)), 2 ** -17 / base);
  return Math.abs(times - Math.round(times)) < tolerance;
}
