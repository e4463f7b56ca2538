import { ramp, type Suspicion, unseen } from './suspicion.ts';

const MS_PER_HOUR = 3_600_000;

/**
 * 数值冻结: the longest run of one and the same value that is not 0, in hours; 0 up to six, 1 from 24 on.
 * For amounts or power of a fixed interval; a stop shows as 0 and declared stops are left out as null.
 */
export function frozenValue(
  values: readonly (number | null)[],
  intervalMs: number,
  settings: { readonly fromHours: number; readonly toHours: number } = {
    fromHours: 6,
    toHours: 24,
  },
): Suspicion {
  const kind = 'frozen-value';
  const known = values.filter((value) => value !== null);
  if (known.length * intervalMs < settings.fromHours * MS_PER_HOUR) return unseen(kind);
  let longest = 0;
  let held = 0;
  let run = 0;
  let last: number | null = null;
  for (const value of values) {
    run = value === null || value === 0 ? 0 : value === last ? run + 1 : 1;
    if (run > longest) {
      longest = run;
      held = value ?? 0;
    }
    last = value;
  }
  const hours = (longest * intervalMs) / MS_PER_HOUR;
  return {
    kind,
    score: ramp(hours, settings.fromHours, settings.toHours),
    figures: [
      { name: 'longestRun', value: hours, unit: 'h' },
      { name: 'heldValue', value: held, unit: '' },
    ],
    zh: `连续 ${hours} 小时数值不变（${held}）`,
    en: `The value stayed at ${held} for ${hours} hours.`,
  };
}

/** A day as 24 or 96 amounts. */
export interface DayOfValues {
  readonly date: string;
  readonly values: readonly number[];
}

/** A day with fewer different values may well repeat by chance. */
const DISTINCT_MIN = 8;
/** Two days are copies when no share of the day differs by more than this. */
const COPY_TOLERANCE = 2e-5;

/**
 * 数据复制: days whose course is that of an earlier day, to the last digits, the same or times a factor.
 * Days of few different values (a stop, a coarse meter) are left out. One copy 0.7, two 0.85, three 1.
 */
export function copiedDays(days: readonly DayOfValues[]): Suspicion {
  const kind = 'copied-days';
  const usable = days.flatMap(({ date, values }) => {
    const sum = values.reduce((total, value) => total + value, 0);
    if (!(sum > 0) || new Set(values).size < DISTINCT_MIN) return [];
    return [{ date, shares: values.map((value) => value / sum) }];
  });
  if (usable.length < 2) return unseen(kind);
  const pairs: (readonly [string, string])[] = [];
  for (const [index, day] of usable.entries()) {
    const source = usable.slice(0, index).find((earlier) => isCopy(earlier.shares, day.shares));
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
 * 整数偏多: share of values that are multiples of a hundred steps of the meter, beyond the one in a hundred
 * that chance gives; 1 where half of them are. Needs twenty values of a thousand steps or more.
 *
 * @param stepSize smallest amount the meter can tell: last digit × multiplier
 */
export function roundNumbers(values: readonly number[], stepSize: number): Suspicion {
  const kind = 'round-numbers';
  const VALUES_MIN = 20;
  const base = 100 * stepSize;
  const usable = values.filter((value) => Math.abs(value) >= 10 * base);
  if (usable.length < VALUES_MIN || !(stepSize > 0)) return unseen(kind);
  const roundCount = usable.filter((value) => isMultiple(value, base)).length;
  const share = roundCount / usable.length;
  // Three standard deviations of chance are nothing to speak of.
  const chance = 0.01 + 3 * Math.sqrt((0.01 * 0.99) / usable.length);
  return {
    kind,
    score: ramp(share, chance, Math.max(0.5, chance + 0.1)),
    figures: [
      { name: 'roundShare', value: share, unit: '' },
      { name: 'values', value: usable.length, unit: '' },
    ],
    zh: `${usable.length} 个数值中 ${roundCount} 个为 ${base} 的整数倍`,
    en: `${roundCount} of ${usable.length} values are multiples of ${base}.`,
  };
}

function isCopy(one: readonly number[], other: readonly number[]): boolean {
  return (
    one.length === other.length &&
    one.every((share, index) => Math.abs(share - (other[index] ?? 0)) <= COPY_TOLERANCE)
  );
}

function isMultiple(value: number, base: number): boolean {
  const times = value / base;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}
