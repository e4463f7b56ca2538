import { uniformAt } from '../random.ts';
import {
  DAY_MS,
  daysInYear,
  localDay,
  localYear,
  QUARTER_HOUR_MS,
  QUARTERS_PER_DAY,
  YEAR_MIN,
  yearStartMs,
} from './calendar.ts';
import { type LoadShapeName, SHAPES } from './load-shapes.ts';

/**
 * Energy is counted in whole quanta of 2⁻²⁰ of a unit. Sums and differences of whole numbers are
 * exact, so what the hours add up to is the year, to the bit.
 */
export const QUANTA_PER_UNIT = 2 ** 20;

/** How many days of a year are searched for its peak. */
const PEAK_DAYS = 4;

/** Something that uses energy: a process, a furnace, what is left of a plant. */
export interface Load {
  readonly id: string;
  readonly seed: number;
  readonly shape: LoadShapeName;
  /** Energy of every calendar year (county's time), in quanta. */
  readonly annualQuanta: number;
}

/** Counts the true energy of one load. */
export interface LoadCounter {
  /** Energy in quanta since the first instant the simulator knows (2020-01-01 local). */
  quantaAt(atMs: number): number;
  /** Largest energy of a quarter hour in the busiest days of a year, in quanta. */
  peakQuarterQuanta(year: number): number;
}

/**
 * Creates the counter of a load. Power is constant within a quarter hour.
 *
 * The days of a year share the year's quanta in proportion to the shape's weights, the quarter
 * hours of a day share the day's: each border is rounded once, so all parts are whole and add up.
 * Years are kept as one array of day borders, the last day used as 97 borders of quarter hours.
 */
export function createLoadCounter(load: Load): LoadCounter {
  const years = new Map<number, Float64Array>();
  let heldDay = -1;
  let heldQuarters: Float64Array = new Float64Array(0);

  const dayBorders = (year: number): Float64Array => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const borders = dayBordersOf(load, year);
    years.set(year, borders);
    return borders;
  };
  const quarterBorders = (year: number, dayOfYear: number, dayQuanta: number): Float64Array => {
    const key = year * 400 + dayOfYear;
    if (key !== heldDay) {
      heldQuarters = quarterBordersOf(load, year, dayOfYear, dayQuanta);
      heldDay = key;
    }
    return heldQuarters;
  };

  return {
    quantaAt: (atMs) => {
      const year = localYear(atMs);
      const sinceYearMs = atMs - yearStartMs(year);
      const days = dayBorders(year);
      const dayOfYear = Math.floor(sinceYearMs / DAY_MS);
      const dayStart = days[dayOfYear] ?? 0;
      const quarters = quarterBorders(year, dayOfYear, (days[dayOfYear + 1] ?? 0) - dayStart);
      const sinceDayMs = sinceYearMs - dayOfYear * DAY_MS;
      const quarter = Math.floor(sinceDayMs / QUARTER_HOUR_MS);
      const quarterStart = quarters[quarter] ?? 0;
      const within = (sinceDayMs - quarter * QUARTER_HOUR_MS) / QUARTER_HOUR_MS;
      const part = Math.floor(((quarters[quarter + 1] ?? 0) - quarterStart) * within);
      return (year - YEAR_MIN) * load.annualQuanta + dayStart + quarterStart + part;
    },
    peakQuarterQuanta: (year) => {
      const days = dayBorders(year);
      const amounts = Array.from({ length: days.length - 1 }, (_, dayOfYear) => ({
        dayOfYear,
        dayQuanta: (days[dayOfYear + 1] ?? 0) - (days[dayOfYear] ?? 0),
      }));
      const largest = amounts.sort((a, b) => b.dayQuanta - a.dayQuanta).slice(0, PEAK_DAYS);
      let peak = 0;
      for (const { dayOfYear, dayQuanta } of largest) {
        const quarters = quarterBordersOf(load, year, dayOfYear, dayQuanta);
        for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
          peak = Math.max(peak, (quarters[quarter + 1] ?? 0) - (quarters[quarter] ?? 0));
        }
      }
      return peak;
    },
  };
}

/** Borders of the days of a year in quanta since its start; the last one is the whole year. */
function dayBordersOf(load: Load, year: number): Float64Array {
  const shape = SHAPES[load.shape];
  const days = daysInYear(year);
  const weights = new Float64Array(days);
  for (let index = 0; index < days; index += 1) {
    weights[index] = shape.dayWeight(load.seed, localDay(year, index));
  }
  return sharedBorders(load.annualQuanta, weights);
}

function quarterBordersOf(load: Load, year: number, dayOfYear: number, dayQuanta: number) {
  const shape = SHAPES[load.shape];
  const day = localDay(year, dayOfYear);
  const weights = new Float64Array(QUARTERS_PER_DAY);
  for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
    const draw = uniformAt(load.seed, day.dayNumber, 1_000 + quarter);
    weights[quarter] =
      shape.quarterWeight(load.seed, day, quarter) * (1 + shape.noise * (2 * draw - 1));
  }
  return sharedBorders(dayQuanta, weights);
}

/** Running borders of a whole amount shared in proportion to weights: first 0, last the amount. */
function sharedBorders(quanta: number, weights: Float64Array): Float64Array {
  const borders = new Float64Array(weights.length + 1);
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += weights[index] ?? 0;
    borders[index + 1] = sum;
  }
  for (let index = 1; index < weights.length; index += 1) {
    // Rising weights times a fixed amount stay in order through the rounding.
    borders[index] = Math.floor(quanta * ((borders[index] ?? 0) / sum));
  }
  borders[weights.length] = quanta;
  return borders;
}
