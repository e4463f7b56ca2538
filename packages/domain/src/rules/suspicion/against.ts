import { ramp, type Suspicion, unseen } from './suspicion.ts';

/** Energy of one day at a master meter and at all meters below it, in one unit. */
export interface MasterDay {
  readonly master: number;
  readonly subMeters: number;
}

/**
 * 总分表不符: sub-meters that together count more than their master (5 % is tolerance, 20 % plain), or a
 * master whose unmetered rest is suddenly smaller than it usually was. The clearest single day counts
 * only if at least two days show it.
 *
 * @param earlier days of the same meters before, for the usual rest; may be empty
 */
export function masterAgainstSubMeters(
  days: readonly MasterDay[],
  earlier: readonly MasterDay[],
): Suspicion {
  const kind = 'master-against-sub-meters';
  const usable = days.filter(({ master, subMeters }) => master > 0 || subMeters > 0);
  if (usable.length < 2) return unseen(kind);
  const excess = secondLargest(
    usable.map(({ master, subMeters }) => (subMeters - master) / Math.max(master, subMeters / 10)),
  );
  const usual = median(earlier.filter(({ master }) => master > 0).map(restRatio));
  const rests = usable.filter(({ master }) => master > 0).map(restRatio);
  const drop = usual === null || rests.length < 2 ? 0 : usual - (median(rests) ?? usual);
  const score = Math.max(ramp(excess, 0.05, 0.2), ramp(drop, 0.05, 0.2));
  return {
    kind,
    score,
    figures: [
      { name: 'excessRatio', value: excess, unit: '' },
      { name: 'restDropRatio', value: drop, unit: '' },
    ],
    zh:
      excess > 0
        ? `分表合计比总表多 ${percent(excess)}`
        : `总表与分表之差占总表的比重比往常低 ${percent(drop)}`,
    en:
      excess > 0
        ? `Sub-meters exceed their master by ${percent(excess)}.`
        : `The part of the master without a sub-meter is ${percent(drop)} smaller than usual.`,
  };
}

/**
 * 功率与电量不符: mean power × time against the register's difference, over stretches in which both are
 * known; 0 up to 5 % apart, 1 from 30 % on.
 */
export function powerAgainstRegister(
  stretches: readonly { readonly powerKwh: number; readonly registerKwh: number }[],
): Suspicion {
  const kind = 'power-against-register';
  const STRETCHES_MIN = 4;
  const power = stretches.reduce((sum, { powerKwh }) => sum + powerKwh, 0);
  const register = stretches.reduce((sum, { registerKwh }) => sum + registerKwh, 0);
  const size = Math.max(power, register);
  if (stretches.length < STRETCHES_MIN || !(size > 0)) return unseen(kind);
  const apart = (register - power) / size;
  return {
    kind,
    score: ramp(Math.abs(apart), 0.05, 0.3),
    figures: [
      { name: 'powerEnergy', value: power, unit: 'kWh' },
      { name: 'registerEnergy', value: register, unit: 'kWh' },
    ],
    zh: `功率积分与表底电量相差 ${percent(apart)}`,
    en: `Register and power differ by ${percent(apart)}.`,
  };
}

/** Energy and output of one period, in fixed units. */
export interface EnergyAndOutput {
  readonly energy: number;
  readonly output: number;
}

/**
 * 能耗与产量不符: energy per output of a period against that of the earlier ones, in robust deviations
 * (median, and 1.4826 × median deviation, at least 3 % of the median); 0 up to three, 1 from eight on.
 */
export function energyAgainstProduction(
  now: EnergyAndOutput,
  earlier: readonly EnergyAndOutput[],
): Suspicion {
  const kind = 'energy-against-production';
  const EARLIER_MIN = 6;
  const ratios = earlier.filter(({ output }) => output > 0).map(ratioOf);
  const usual = median(ratios);
  if (ratios.length < EARLIER_MIN || usual === null || !(now.output > 0) || !(usual > 0)) {
    return unseen(kind);
  }
  const spread = 1.4826 * (median(ratios.map((ratio) => Math.abs(ratio - usual))) ?? 0);
  const deviations = (ratioOf(now) - usual) / Math.max(spread, 0.03 * usual);
  const change = ratioOf(now) / usual - 1;
  return {
    kind,
    score: ramp(Math.abs(deviations), 3, 8),
    figures: [
      { name: 'perOutput', value: ratioOf(now), unit: '' },
      { name: 'usualPerOutput', value: usual, unit: '' },
      { name: 'deviations', value: deviations, unit: '' },
    ],
    zh: `单位产量能耗较往常变化 ${percent(change)}（${deviations.toFixed(1)} 倍离差）`,
    en: `Energy per output is ${percent(change)} off the usual, ${deviations.toFixed(1)} deviations.`,
  };
}

/** Readings of one day of a meter or an enterprise, by when they came. */
export interface ArrivedReadings {
  readonly readAtMs: number;
  readonly receivedAtMs: number;
  readonly count: number;
}

const MS_PER_DAY = 86_400_000;

/**
 * 临期集中补传: share of the period's readings that were more than three days old when they came, within the
 * two days before the deadline; 0 up to a tenth, 1 from a half on. Declared faults are left out before.
 */
export function lateUpload(arrivals: readonly ArrivedReadings[], deadlineMs: number): Suspicion {
  const kind = 'late-upload';
  const before = arrivals.filter(({ receivedAtMs }) => receivedAtMs <= deadlineMs);
  const all = before.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return unseen(kind);
  const late = before.filter(
    ({ readAtMs, receivedAtMs }) =>
      receivedAtMs - readAtMs > 3 * MS_PER_DAY && deadlineMs - receivedAtMs <= 2 * MS_PER_DAY,
  );
  const share = late.reduce((sum, { count }) => sum + count, 0) / all;
  return {
    kind,
    score: ramp(share, 0.1, 0.5),
    figures: [
      { name: 'lateShare', value: share, unit: '' },
      { name: 'readings', value: all, unit: '' },
    ],
    zh: `截止前两天内补传了 ${percent(share)} 的数据`,
    en: `${percent(share)} of the readings came in the two days before the deadline.`,
  };
}

/**
 * 数据冲突: share of readings for which another value was sent later; 0 up to one in a thousand, 1 from five
 * in a hundred on. Repeated readings of one value are duplicates and do not count.
 */
export function conflicts(conflictCount: number, readingCount: number): Suspicion {
  const kind = 'conflicts';
  const READINGS_MIN = 24;
  if (readingCount < READINGS_MIN) return unseen(kind);
  const share = conflictCount / readingCount;
  return {
    kind,
    score: ramp(share, 0.001, 0.05),
    figures: [
      { name: 'conflicts', value: conflictCount, unit: '' },
      { name: 'readings', value: readingCount, unit: '' },
    ],
    zh: `${readingCount} 个读数中 ${conflictCount} 个另有不同数值`,
    en: `${conflictCount} of ${readingCount} readings were sent with another value too.`,
  };
}

function restRatio({ master, subMeters }: MasterDay): number {
  return (master - subMeters) / master;
}

function ratioOf({ energy, output }: EnergyAndOutput): number {
  return energy / output;
}

function secondLargest(values: readonly number[]): number {
  return [...values].sort((one, other) => other - one)[1] ?? 0;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}
