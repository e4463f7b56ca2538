import { uniformAt } from '../random.ts';
import type { LocalDay } from './calendar.ts';

/** How a load runs through the day, the week and the year. */
export const LOAD_SHAPES = [
  'continuous',
  'two-shift',
  'weekday',
  'seasonal',
  'kiln',
  'cold-store',
] as const;

/** Name of a load shape. */
export type LoadShapeName = (typeof LOAD_SHAPES)[number];

/** A load shape: relative weights, never negative; only their proportions matter. */
export interface LoadShape {
  /** Relative energy of a day. */
  dayWeight(seed: number, day: LocalDay): number;
  /** Relative power in a quarter hour (0 to 95) of a day, before noise. */
  quarterWeight(seed: number, day: LocalDay, quarter: number): number;
  /** Half width of the noise of a quarter hour: 0.1 means between 0.9 and 1.1. */
  readonly noise: number;
}

/** Temperature of the county by month (°C, rough): drives cooling. */
const MONTH_DEGREES = [5, 7, 12, 18, 23, 26, 29, 28, 24, 19, 13, 7];

function monthValue(values: readonly number[], day: LocalDay): number {
  return values[day.month - 1] ?? 0;
}

/** A slow wander of the day's level, between 1 - width and 1 + width. */
function dayNoise(seed: number, day: LocalDay, width: number): number {
  return 1 + width * (2 * uniformAt(seed, day.dayNumber, 7) - 1);
}

/** True in the weeks of planned repair: one block of days a year, different for every load. */
function isRepair(seed: number, day: LocalDay, days: number): boolean {
  const start = 60 + Math.floor(uniformAt(seed, day.year, 3) * 240);
  return day.dayOfYear >= start && day.dayOfYear < start + days;
}

const continuous: LoadShape = {
  noise: 0.06,
  dayWeight: (seed, day) => {
    if (isRepair(seed, day, 6)) return 0.15;
    return (day.isHoliday ? 0.7 : 1) * dayNoise(seed, day, 0.05);
  },
  quarterWeight: (_seed, _day, quarter) => 1 + 0.04 * Math.sin(((quarter - 30) / 96) * 2 * Math.PI),
};

const twoShift: LoadShape = {
  noise: 0.12,
  dayWeight: (seed, day) => {
    if (day.isHoliday) return 0.08;
    return (day.weekday === 0 ? 0.25 : 1) * dayNoise(seed, day, 0.08);
  },
  quarterWeight: (_seed, day, quarter) => {
    if (day.weekday === 0 || day.isHoliday) return 1;
    // Two shifts from 06:00 to 22:00, a dip at the change of shift and at meals.
    if (quarter < 24 || quarter >= 88) return 0.12;
    return quarter === 47 || quarter === 55 || quarter === 56 ? 0.7 : 1;
  },
};

const weekday: LoadShape = {
  noise: 0.15,
  dayWeight: (seed, day) => {
    if (day.isHoliday) return 0.1;
    return (day.weekday === 0 || day.weekday === 6 ? 0.18 : 1) * dayNoise(seed, day, 0.08);
  },
  quarterWeight: (_seed, day, quarter) => {
    if (day.weekday === 0 || day.weekday === 6 || day.isHoliday) return 1;
    if (quarter < 30 || quarter >= 74) return 0.12;
    return quarter >= 48 && quarter < 54 ? 0.55 : 1;
  },
};

/** Rice is dried from July to November, spirits are distilled in the cold months after it. */
const SEASON = [0.7, 0.35, 0.4, 0.4, 0.45, 0.5, 1.2, 1.5, 1.4, 1.9, 1.7, 1];

const seasonal: LoadShape = {
  noise: 0.12,
  dayWeight: (seed, day) => monthValue(SEASON, day) * twoShift.dayWeight(seed, day),
  quarterWeight: (seed, day, quarter) =>
    monthValue(SEASON, day) >= 1.2 ? 1 : twoShift.quarterWeight(seed, day, quarter),
};

const kiln: LoadShape = {
  noise: 0.05,
  dayWeight: (seed, day) => {
    // A cold kiln still has its fans and pumps: rain stops brick making for weeks in winter.
    if (day.isHoliday || isRepair(seed, day, 18)) return 0.04;
    if (day.month === 1 && uniformAt(seed, day.year, 11) < 0.5) return 0.3;
    return dayNoise(seed, day, 0.06);
  },
  quarterWeight: () => 1,
};

const coldStore: LoadShape = {
  noise: 0.25,
  dayWeight: (seed, day) =>
    (0.35 + monthValue(MONTH_DEGREES, day) / 29) * dayNoise(seed, day, 0.07),
  quarterWeight: (seed, day, quarter) => {
    // Compressors cycle: on for three quarter hours of four, harder in the afternoon heat.
    const phase = Math.floor(uniformAt(seed, day.dayNumber, 5) * 4);
    const running = (quarter + phase) % 4 === 0 ? 0.35 : 1;
    return running * (1 + 0.35 * Math.sin(((quarter - 36) / 96) * 2 * Math.PI));
  },
};

/** The load shapes by name. */
export const SHAPES: Readonly<Record<LoadShapeName, LoadShape>> = {
  continuous,
  'two-shift': twoShift,
  weekday,
  seasonal,
  kiln,
  'cold-store': coldStore,
};
