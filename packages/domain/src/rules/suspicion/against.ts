import { median } from './median.ts';
import { ramp, type Suspicion, unseen } from './suspicion.ts';

/** Energy of one day at a master meter and at all meters below it, in one unit. */
export interface MasterDay {
  readonly master: number;
  readonly subMeters: number;
}

/** A rest larger than this is part of the plant, and moves with it: nothing follows from its change. */
const USUAL_REST_MAX = 0.35;

/** What is usual takes two months to know: a repair of one process lasts weeks. */
const EARLIER_DAYS_MIN = 60;
/** A day of less than this share of a usual one is a day of rest. */
const IDLE_SHARE = 0.2;

/**
 * 总分表不符: sub-meters that together count more than their master (5 % is tolerance, 20 % plain), or an
 * unmetered rest that is suddenly smaller or larger than it usually was. The clearest single day counts
 * only if at least two days show an excess, and at least a third of the days a changed rest.
 *
 * The rest changed only if its amount and its share both did: while a process stands still the share of a
 * steady rest rises, and with the season its amount may.
 *
 * @param earlier days of the same meters before, for the usual rest; may be empty
 */
export function masterAgainstSubMeters(
  days: readonly MasterDay[],
  earlier: readonly MasterDay[],
): Suspicion {
  const kind = 'master-against-sub-meters';
  // On a day of rest a few steps of the meters are all there is.
  const restful = IDLE_SHARE * (median([...earlier, ...days].map(sizeOf)) ?? 0);
  const usable = days.filter((day) => sizeOf(day) > restful);
  if (usable.length < 2) return unseen(kind);
  const excess = secondLargest(
    usable.map(({ master, subMeters }) => (subMeters - master) / Math.max(master, subMeters / 10)),
  );
  const change = restChange(usable, earlier);
  const score = Math.max(ramp(excess, 0.05, 0.2), ramp(Math.abs(change), 0.05, 0.15));
  return {
    kind,
    score,
    figures: [
      { name: 'excessRatio', value: excess, unit: '' },
      { name: 'restChangeRatio', value: change, unit: '' },
    ],
    zh:
      excess > 0
        ? `分表合计比总表多 ${percent(excess)}`
        : `总表与分表之差占总表的比重较往常变化 ${percent(change)}`,
    en:
      excess > 0
        ? `Sub-meters exceed their master by ${percent(excess)}.`
        : `The part of the master without a sub-meter is ${percent(change)} off its usual share.`,
  };
}

/** Change of the rest that a third of the days show at least, as a share of the master; 0 if unknown. */
function restChange(days: readonly MasterDay[], earlier: readonly MasterDay[]): number {
  const DAYS_MIN = 5;
  const before = earlier.filter(({ master }) => master > 0);
  if (before.length < EARLIER_DAYS_MIN) return 0;
  const now = days.filter(({ master }) => master > 0);
  const usualShare = median(before.map(restRatio));
  const usualRest = median(before.map(({ master, subMeters }) => master - subMeters));
  if (usualShare === null || usualRest === null || now.length < DAYS_MIN) return 0;
  if (usualShare > USUAL_REST_MAX) return 0;
  const changes = now.map((day) => {
    const ofShare = restRatio(day) - usualShare;
    const ofAmount = (day.master - day.subMeters - usualRest) / day.master;
    if (Math.sign(ofShare) !== Math.sign(ofAmount)) return 0;
    return Math.abs(ofShare) < Math.abs(ofAmount) ? ofShare : ofAmount;
  });
  const shown = Math.max(DAYS_MIN, Math.ceil(now.length / 3)) - 1;
  const rise = [...changes].sort((one, other) => other - one)[shown] ?? 0;
  const drop = [...changes].sort((one, other) => one - other)[shown] ?? 0;
  return rise > -drop ? Math.max(0, rise) : Math.min(0, drop);
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

/** A week of less than this share of the usual output is no week of production. */
const OUTPUT_SHARE_MIN = 0.5;

/** Energy and output of one period, in fixed units. */
export interface EnergyAndOutput {
  readonly energy: number;
  readonly output: number;
}

/**
 * 能耗与产量不符: energy of a stretch (a week) against what its output takes by the earlier ones: a base
 * load that runs whatever is made, and so much a unit (Theil-Sen), in robust deviations (1.4826 × median
 * deviation, at least 3 %); 0 up to three, 1 from eight on. A slack week has more energy per output and is
 * no suspicion; one of less than half the usual output says nothing, since even the base load may rest.
 */
export function energyAgainstProduction(
  now: EnergyAndOutput,
  earlier: readonly EnergyAndOutput[],
): Suspicion {
  const kind = 'energy-against-production';
  const EARLIER_MIN = 6;
  const known = earlier.filter(({ output }) => output > 0);
  const expected = known.length < EARLIER_MIN ? null : energyLine(known);
  const usualOutput = median(known.map(({ output }) => output)) ?? 0;
  if (expected === null || !(now.output > OUTPUT_SHARE_MIN * usualOutput)) return unseen(kind);
  if (!(expected(now.output) > 0)) return unseen(kind);
  const apart = (each: EnergyAndOutput) => each.energy / expected(each.output) - 1;
  const usual = median(known.map((each) => Math.abs(apart(each)))) ?? 0;
  const change = apart(now);
  const deviations = change / Math.max(1.4826 * usual, 0.03);
  return {
    kind,
    score: ramp(Math.abs(deviations), 3, 8),
    figures: [
      { name: 'perOutput', value: now.energy / now.output, unit: '' },
      { name: 'expectedPerOutput', value: expected(now.output) / now.output, unit: '' },
      { name: 'deviations', value: deviations, unit: '' },
    ],
    zh: `能耗与同期产量应有水平相差 ${percent(change)}（${deviations.toFixed(1)} 倍离差）`,
    en: `Energy is ${percent(change)} off what the output takes, ${deviations.toFixed(1)} deviations.`,
  };
}

/** Energy that an output takes; null where the earlier stretches give none. */
function energyLine(earlier: readonly EnergyAndOutput[]): ((output: number) => number) | null {
  const usualRatio = median(earlier.map(({ energy, output }) => energy / output));
  const outputs = earlier.map(({ output }) => output);
  if (usualRatio === null || !(usualRatio > 0)) return null;
  const slopes = earlier.flatMap((one, index) =>
    earlier
      .slice(index + 1)
      .filter(({ output }) => Math.abs(output - one.output) > 0.02 * Math.max(...outputs))
      .map(({ energy, output }) => (energy - one.energy) / (output - one.output)),
  );
  // Weeks of one and the same output say nothing about the base load: all is in proportion then.
  const slope = Math.min(usualRatio, Math.max(0, median(slopes) ?? usualRatio));
  const base = Math.max(0, median(earlier.map((each) => each.energy - slope * each.output)) ?? 0);
  return (output) => base + slope * output;
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

function sizeOf({ master, subMeters }: MasterDay): number {
  return Math.max(master, subMeters);
}

function restRatio({ master, subMeters }: MasterDay): number {
  return (master - subMeters) / master;
}

function secondLargest(values: readonly number[]): number {
  return [...values].sort((one, other) => other - one)[1] ?? 0;
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}
