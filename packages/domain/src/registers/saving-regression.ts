/** One period (a month) of a measure's boundary: its energy and what it follows from. */
export interface SavingPeriod {
  /** `YYYY-MM`. */
  readonly name: string;
  /** Energy within the boundary, tce. */
  readonly tce: number;
  /** Values of the variables, such as production and degree days, in the order of their names. */
  readonly drivers: readonly number[];
}

/** What a saving is worked out from: periods before the measure, and after it. */
export interface SavingRequest {
  /** Names of what energy depends on, such as `production` and `heatingDegreeDays`; none: a mean. */
  readonly drivers: readonly string[];
  readonly baseline: readonly SavingPeriod[];
  readonly reporting: readonly SavingPeriod[];
  /** Confidence of the interval, such as 0.9. */
  readonly confidence: SavingConfidence;
}

/** Confidences that a saving can be stated with. */
export const SAVING_CONFIDENCES = [0.8, 0.9, 0.95] as const;
export type SavingConfidence = (typeof SAVING_CONFIDENCES)[number];

/** Why no saving is stated. */
export const SAVING_REFUSALS = [
  /** Fewer periods of the baseline than the model needs. */
  'baseline-too-short',
  'no-reporting-period',
  /** A variable does not vary, or follows from the others. */
  'drivers-not-independent',
  /** The model explains the baseline too poorly: CV(RMSE) or R². */
  'model-too-poor',
  /** The reporting period lies far outside of what the baseline has seen. */
  'outside-baseline',
] as const;
export type SavingRefusal = (typeof SAVING_REFUSALS)[number];

/** The model of the baseline: energy = intercept + Σ coefficient × driver. */
export interface BaselineModel {
  /** tce a period. */
  readonly intercept: number;
  /** tce for each unit of the driver. */
  readonly coefficients: readonly number[];
  /** Share of the variance that is explained, 0 to 1; null for a mean. */
  readonly rSquared: number | null;
  /** Root mean square error over the mean of the baseline. */
  readonly cvRmse: number;
  /** Root mean square error, tce a period. */
  readonly rmseTce: number;
  /** t of each coefficient: itself over its standard error; null where the fit leaves no scatter. */
  readonly tValues: readonly (number | null)[];
  readonly periodCount: number;
  readonly degreesOfFreedom: number;
}

/** What became of a variable that is taken only where the baseline follows it. */
export interface WeighedDriver {
  readonly driver: string;
  readonly isUsed: boolean;
  /** Of the model in which it was weighed; null where it does not vary or follows from the others. */
  readonly tValue: number | null;
}

/** A saving with its uncertainty, or why there is none. */
export interface SavingEstimate {
  readonly model: BaselineModel | null;
  readonly refusals: readonly SavingRefusal[];
  /** Energy of the baseline period itself, tce. */
  readonly baselineTce: number;
  /** What the reporting period would have used without the measure, tce; null without a model. */
  readonly adjustedBaselineTce: number | null;
  readonly reportingTce: number;
  /** Adjusted baseline less the reporting period, tce; null where it is refused. */
  readonly savingTce: number | null;
  /** Half width of the interval around it, tce. */
  readonly uncertaintyTce: number | null;
  readonly confidence: SavingConfidence;
  /** Whether the saving is larger than its uncertainty. */
  readonly isSignificant: boolean;
  readonly arithmetic: readonly string[];
}

/** What a model has to reach; after the practice of measurement and verification (ours, not the standard's). */
export const SAVING_LIMITS = {
  /** Periods of the baseline: a year of months. */
  periodsMin: 12,
  /** Periods for each coefficient besides. */
  periodsPerDriverMin: 4,
  cvRmseMax: 0.25,
  rSquaredMin: 0.5,
  /** Share of its range that a driver may lie outside of what the baseline has seen. */
  outsideRangeRatioMax: 0.1,
} as const;

/**
 * Saving of a measure against a baseline adjusted to the production and weather of the reporting period
 * (GB/T 28750, GB/T 13234): ordinary least squares over the periods of the baseline, its prediction for each
 * reporting period, less what was used. The uncertainty is the standard error of the summed prediction,
 * with the scatter of the reporting periods themselves, times Student's t. Poor data are refused with the
 * reasons; the figures of the model are shown all the same.
 *
 * @example estimateSaving({ drivers: ['production'], baseline, reporting, confidence: 0.9 }).savingTce
 */
export function estimateSaving(request: SavingRequest): SavingEstimate {
  const { drivers, baseline, reporting, confidence } = request;
  const reportingTce = sum(reporting.map(({ tce }) => tce));
  const base = {
    ...{ baselineTce: sum(baseline.map(({ tce }) => tce)), reportingTce, confidence },
  };
  const refusals: SavingRefusal[] = [];
  if (reporting.length === 0) refusals.push('no-reporting-period');
  const { periodsMin, periodsPerDriverMin } = SAVING_LIMITS;
  const wanted = Math.max(periodsMin, periodsPerDriverMin * (drivers.length + 1));
  if (baseline.length < wanted) refusals.push('baseline-too-short');
  const fit = baseline.length > drivers.length + 1 ? fitBaseline(baseline) : null;
  if (fit === null) {
    if (baseline.length >= wanted) refusals.push('drivers-not-independent');
    return refusedWithoutModel(base, refusals);
  }
  const { model } = fit;
  const isPoor = (model.rSquared ?? 1) < SAVING_LIMITS.rSquaredMin;
  if (model.cvRmse > SAVING_LIMITS.cvRmseMax || isPoor) refusals.push('model-too-poor');
  if (drivers.some((_, index) => isOutside(index, baseline, reporting))) {
    refusals.push('outside-baseline');
  }
  const adjusted = sum(reporting.map((period) => predict(model, period.drivers)));
  const saving = adjusted - reportingTce;
  const uncertainty = uncertaintyOf(fit, reporting, confidence);
  const isRefused = refusals.length > 0;
  return {
    ...base,
    ...{ model, refusals, adjustedBaselineTce: adjusted },
    savingTce: isRefused ? null : saving,
    uncertaintyTce: isRefused ? null : uncertainty,
    isSignificant: !isRefused && saving > uncertainty,
    arithmetic: [
      modelText(model, drivers),
      `adjusted baseline ${rounded(adjusted)} − reporting ${rounded(reportingTce)} = ${rounded(saving)} tce`,
      `± ${rounded(uncertainty)} tce at ${confidence * 100} %`,
    ],
  };
}

/**
 * Heating and cooling degree days of daily mean temperatures, °C·d: below 18 °C and above 26 °C, the bases of
 * HDD18 (采暖度日数) and CDD26 (空调度日数) in GB 50176-2016.
 */
export function degreeDays(
  meanTemperaturesC: readonly number[],
  base: { readonly heatingC: number; readonly coolingC: number } = { heatingC: 18, coolingC: 26 },
): { readonly heating: number; readonly cooling: number } {
  return {
    heating: sum(meanTemperaturesC.map((meanC) => Math.max(0, base.heatingC - meanC))),
    cooling: sum(meanTemperaturesC.map((meanC) => Math.max(0, meanC - base.coolingC))),
  };
}

/**
 * Leaves out the variables of the weather that the energy of the baseline does not follow: of those that
 * are not significant the weakest goes first, and the rest is weighed again. Significant is a coefficient
 * whose t exceeds Student's t of the confidence. One that never varies, or follows from the others, goes at once.
 *
 * @param optional names of `drivers` that may be left out
 */
export function keepSignificant(
  request: SavingRequest,
  optional: readonly string[],
): { readonly request: SavingRequest; readonly weighed: readonly WeighedDriver[] } {
  const dropped: WeighedDriver[] = [];
  let kept = request;
  for (;;) {
    const open = optional.filter((driver) => kept.drivers.includes(driver));
    const { model } = fitBaseline(kept.baseline) ?? { model: null };
    // What never varies keeps everything else from being weighed: it goes first.
    const flat = open.find((driver) => isFlat(kept, driver));
    if (flat !== undefined) {
      dropped.push({ driver: flat, tValue: null, isUsed: false });
      kept = without(kept, flat);
      continue;
    }
    const weighed = open.map((driver) => ({ driver, tValue: strengthOf(kept, model, driver) }));
    const enough = studentT(request.confidence, model?.degreesOfFreedom ?? 0);
    const [weakest] = weighed.toSorted((one, other) => (one.tValue ?? -1) - (other.tValue ?? -1));
    if (weakest === undefined || (weakest.tValue ?? -1) > enough) {
      const used = weighed.map((each) => ({ ...each, isUsed: true }));
      return { request: kept, weighed: [...used, ...dropped] };
    }
    dropped.push({ ...weakest, isUsed: false });
    kept = without(kept, weakest.driver);
  }
}

/** Absolute t; a driver that nothing scatters round is as strong as can be. */
function strengthOf(
  { drivers, baseline }: SavingRequest,
  model: BaselineModel | null,
  driver: string,
): number | null {
  const index = drivers.indexOf(driver);
  if (model === null) return null;
  const coefficient = model.coefficients[index] ?? 0;
  if (model.tValues[index] === null) {
    // Nothing scatters: what counts is whether it moves the energy by more than rounding.
    const effect =
      Math.abs(coefficient) * Math.max(...baseline.map((each) => each.drivers[index] ?? 0));
    const level = Math.max(...baseline.map(({ tce }) => Math.abs(tce)));
    return effect > 1e-9 * level ? Number.MAX_VALUE : 0;
  }
  return Math.abs(model.tValues[index] ?? 0);
}

function isFlat({ drivers, baseline }: SavingRequest, driver: string): boolean {
  const index = drivers.indexOf(driver);
  return new Set(baseline.map((period) => period.drivers[index])).size < 2;
}

function without(request: SavingRequest, driver: string): SavingRequest {
  const index = request.drivers.indexOf(driver);
  const drop = (periods: readonly SavingPeriod[]) =>
    periods.map((period) => ({ ...period, drivers: period.drivers.toSpliced(index, 1) }));
  return {
    ...request,
    drivers: request.drivers.toSpliced(index, 1),
    ...{ baseline: drop(request.baseline), reporting: drop(request.reporting) },
  };
}

interface Fit {
  readonly model: BaselineModel;
  /** (XᵀX)⁻¹ of the scaled design. */
  readonly inverse: readonly (readonly number[])[];
  readonly scales: readonly number[];
}

function refusedWithoutModel(
  base: Pick<SavingEstimate, 'baselineTce' | 'reportingTce' | 'confidence'>,
  refusals: readonly SavingRefusal[],
): SavingEstimate {
  const none = { savingTce: null, uncertaintyTce: null, adjustedBaselineTce: null };
  return { ...base, ...none, model: null, refusals, isSignificant: false, arithmetic: [] };
}

/** Least squares by the normal equations on scaled columns; null where they have no one solution. */
function fitBaseline(periods: readonly SavingPeriod[]): Fit | null {
  const width = (periods[0]?.drivers.length ?? 0) + 1;
  if (periods.length <= width) return null;
  const scales = Array.from({ length: width }, (_, column) =>
    column === 0
      ? 1
      : Math.max(...periods.map(({ drivers }) => Math.abs(drivers[column - 1] ?? 0))),
  );
  if (scales.some((scale) => !(scale > 0))) return null;
  const rows = periods.map(({ drivers }) => scaled(drivers, scales));
  const product = (left: number, right: number) =>
    sum(rows.map((row) => (row[left] ?? 0) * (row[right] ?? 0)));
  const normal = scales.map((_, left) => scales.map((__, right) => product(left, right)));
  const inverse = invert(normal);
  if (inverse === null) return null;
  const moments = scales.map((_, column) =>
    sum(rows.map((row, index) => (row[column] ?? 0) * (periods[index]?.tce ?? 0))),
  );
  const solution = inverse.map((row) =>
    sum(row.map((each, index) => each * (moments[index] ?? 0))),
  );
  const coefficients = solution.map((value, index) => value / (scales[index] ?? 1));
  const fitted = { intercept: coefficients[0] ?? 0, coefficients: coefficients.slice(1) };
  const residuals = periods.map(({ tce, drivers }) => tce - predict(fitted, drivers));
  const mean = sum(periods.map(({ tce }) => tce)) / periods.length;
  const squares = sum(residuals.map((each) => each ** 2));
  const total = sum(periods.map(({ tce }) => (tce - mean) ** 2));
  const degreesOfFreedom = periods.length - width;
  const rmseTce = Math.sqrt(squares / degreesOfFreedom);
  const model = {
    ...fitted,
    rSquared: width === 1 || total === 0 ? null : Math.max(0, 1 - squares / total),
    cvRmse: mean === 0 ? Number.POSITIVE_INFINITY : rmseTce / Math.abs(mean),
    ...{ rmseTce, periodCount: periods.length, degreesOfFreedom },
    tValues: solution.slice(1).map((value, index) => {
      const error = rmseTce * Math.sqrt(inverse[index + 1]?.[index + 1] ?? 0);
      return rmseTce > 1e-9 * Math.abs(mean) ? value / error : null;
    }),
  };
  return { model, inverse, scales };
}

function predict(
  { intercept, coefficients }: Pick<BaselineModel, 'intercept' | 'coefficients'>,
  drivers: readonly number[],
): number {
  return intercept + sum(coefficients.map((each, index) => each * (drivers[index] ?? 0)));
}

/** s × t × √(m + xᵀ(XᵀX)⁻¹x), where x is the sum of the m reporting rows. */
function uncertaintyOf(
  { model, inverse, scales }: Fit,
  reporting: readonly SavingPeriod[],
  confidence: SavingConfidence,
): number {
  const rows = reporting.map(({ drivers }) => scaled(drivers, scales));
  const totals = scales.map((_, column) => sum(rows.map((row) => row[column] ?? 0)));
  const leverage = sum(
    totals.map((left, row) =>
      sum(totals.map((right, column) => left * right * (inverse[row]?.[column] ?? 0))),
    ),
  );
  const spread = Math.sqrt(reporting.length + Math.max(0, leverage));
  return studentT(confidence, model.degreesOfFreedom) * model.rmseTce * spread;
}

function scaled(drivers: readonly number[], scales: readonly number[]): number[] {
  return scales.map((scale, column) => (column === 0 ? 1 : (drivers[column - 1] ?? 0)) / scale);
}

/** Gauss-Jordan with pivots; null for a matrix that is singular to the precision of its figures. */
function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const work = matrix.map((row, index) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === index ? 1 : 0)),
  ]);
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[pivot]?.[column] ?? 0)) pivot = row;
    }
    const [lower, upper] = [work[column], work[pivot]];
    const divisor = upper?.[column] ?? 0;
    if (lower === undefined || upper === undefined || Math.abs(divisor) < 1e-10 * largest) {
      return null;
    }
    work[pivot] = lower;
    work[column] = upper.map((value) => value / divisor);
    for (let row = 0; row < size; row += 1) {
      const factor = work[row]?.[column] ?? 0;
      if (row === column || factor === 0) continue;
      work[row] = (work[row] ?? []).map((value, at) => value - factor * (work[column]?.[at] ?? 0));
    }
  }
  return work.map((row) => row.slice(size));
}

function isOutside(
  driver: number,
  baseline: readonly SavingPeriod[],
  reporting: readonly SavingPeriod[],
): boolean {
  const seen = baseline.map(({ drivers }) => drivers[driver] ?? 0);
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const margin = SAVING_LIMITS.outsideRangeRatioMax * (high - low);
  return reporting.some(({ drivers }) => {
    const value = drivers[driver] ?? 0;
    return value < low - margin || value > high + margin;
  });
}

/** Two-sided quantiles of Student's t; between rows the one with fewer degrees of freedom counts. */
const T_TABLE: readonly (readonly [degrees: number, t80: number, t90: number, t95: number])[] = [
  [1, 3.078, 6.314, 12.706],
  [2, 1.886, 2.92, 4.303],
  [3, 1.638, 2.353, 3.182],
  [4, 1.533, 2.132, 2.776],
  [5, 1.476, 2.015, 2.571],
  [6, 1.44, 1.943, 2.447],
  [7, 1.415, 1.895, 2.365],
  [8, 1.397, 1.86, 2.306],
  [9, 1.383, 1.833, 2.262],
  [10, 1.372, 1.812, 2.228],
  [12, 1.356, 1.782, 2.179],
  [15, 1.341, 1.753, 2.131],
  [20, 1.325, 1.725, 2.086],
  [30, 1.31, 1.697, 2.042],
  [60, 1.296, 1.671, 2],
  [120, 1.289, 1.658, 1.98],
];

function studentT(confidence: SavingConfidence, degrees: number): number {
  const row = T_TABLE.findLast(([from]) => from <= degrees) ?? T_TABLE[0];
  const column = SAVING_CONFIDENCES.indexOf(confidence) + 1;
  return row?.[column] ?? Number.POSITIVE_INFINITY;
}

function modelText({ intercept, coefficients }: BaselineModel, drivers: readonly string[]): string {
  const terms = coefficients.map((each, index) => `${precise(each)} × ${drivers[index] ?? ''}`);
  return `tce a period = ${[precise(intercept), ...terms].join(' + ')}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function precise(value: number): number {
  return Number(value.toPrecision(5));
}
