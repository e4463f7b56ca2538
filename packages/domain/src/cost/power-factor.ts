/** Standards of the power factor that a connection is billed by (考核标准). */
export const POWER_FACTOR_STANDARDS = [0.9, 0.85, 0.8] as const;
export type PowerFactorStandard = (typeof POWER_FACTOR_STANDARDS)[number];

/** Where the steps of one standard change their size; hundredths of a power factor, shares of the bill. */
interface Steps {
  /** Up to here each hundredth above the standard takes a first share off, … */
  readonly firstTo: number;
  readonly first: number;
  /** … up to here a second one, and nothing more above. */
  readonly secondTo: number;
  readonly second: number;
}

/** Ten-thousandths of the bill. */
const ABOVE: Readonly<Record<PowerFactorStandard, Steps>> = {
  0.9: { firstTo: 95, first: 15, secondTo: 95, second: 0 },
  0.85: { firstTo: 90, first: 10, secondTo: 94, second: 15 },
  0.8: { firstTo: 90, first: 10, secondTo: 92, second: 15 },
};
/** Below the standard: 20 hundredths at 0.5 %, 5 at 1 %, then 2 % each. */
const BELOW = [
  [20, 50],
  [5, 100],
  [Number.POSITIVE_INFINITY, 200],
] as const;

/**
 * Mean power factor of a period, from its active and reactive energy; null where neither was used.
 *
 * @param reactiveKvarh of both directions, added without their signs
 */
export function powerFactorOf(activeKwh: number, reactiveKvarh: number): number | null {
  const apparent = Math.hypot(activeKwh, reactiveKvarh);
  return apparent === 0 ? null : Math.abs(activeKwh) / apparent;
}

/**
 * What the bill of a month is raised by for its power factor (力调电费), as a share: 0.05 is 5 % more,
 * -0.0075 is 0.75 % less. The power factor counts with two digits.
 *
 * Source: 功率因数调整电费办法 (水电财字〔1983〕第 215 号), tables 1 to 3; not yet checked against the
 * official print.
 *
 * @example powerFactorAdjustment(0.88, 0.9) // 0.01
 */
export function powerFactorAdjustment(powerFactor: number, standard: PowerFactorStandard): number {
  const hundredths = Math.round(powerFactor * 100 + 1e-9);
  const due = Math.round(standard * 100);
  if (hundredths >= due) {
    const { firstTo, first, secondTo, second } = ABOVE[standard];
    const inFirst = Math.min(hundredths, firstTo) - due;
    const inSecond = Math.max(0, Math.min(hundredths, secondTo) - firstTo);
    const off = inFirst * first + inSecond * second;
    return off === 0 ? 0 : -off / 10_000;
  }
  let left = due - hundredths;
  let more = 0;
  for (const [count, size] of BELOW) {
    const taken = Math.min(left, count);
    more += taken * size;
    left -= taken;
  }
  return more / 10_000;
}
