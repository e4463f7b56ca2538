import { DAY_MS } from '../meters/calendar.ts';
import type { Fleet, FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { createRandomStream, type RandomStream, seedFor, shuffled } from '../random.ts';
import { FALSIFICATION_KINDS, type FalsificationKind, type Planted } from './planted.ts';

const HOUR_MS = 3_600_000;
/** Readings of a month are due a day after its end. */
export const DEADLINE_AFTER_MS = DAY_MS;

/** Where and how much is planted. */
export interface PlantingOptions {
  readonly seed: number;
  /** Starts of the months of the stretch, and its end. */
  readonly monthBordersMs: readonly number[];
  /** Months at the beginning that stay unfalsified, so that there is something to be held against. */
  readonly quietMonths: number;
  readonly isFalsifying: boolean;
  /** Falsifications of an enterprise, at most one a month. */
  readonly falsificationsMax: number;
  /** Kinds of falsification; all by default. */
  readonly kinds?: readonly FalsificationKind[];
}

interface Slot {
  readonly random: RandomStream;
  readonly enterprise: FleetEnterprise;
  readonly fleet: Fleet;
  readonly monthMs: number;
  readonly endMs: number;
}

/**
 * Plants honest oddities in an enterprise and, if it falsifies, falsifications: each in a month of its
 * own, at a time of its own. Kinds that find no fitting meter are replaced by others.
 */
export function planPlanted(
  fleet: Fleet,
  enterprise: FleetEnterprise,
  options: PlantingOptions,
): Planted[] {
  const { monthBordersMs: borders, quietMonths, isFalsifying, falsificationsMax } = options;
  const random = createRandomStream(seedFor(options.seed, `planted ${enterprise.id}`));
  const slots = borders.slice(0, -1).map((monthMs, index) => {
    const endMs = borders[index + 1] ?? monthMs;
    return { random, enterprise, fleet, monthMs, endMs };
  });
  const later = shuffled(slots.slice(quietMonths), random);
  const planted: Planted[] = [];
  if (isFalsifying) {
    const kinds = shuffled(options.kinds ?? FALSIFICATION_KINDS, random);
    const count = random.integer(1, falsificationsMax);
    for (const kind of kinds) {
      const slot = later.at(-1);
      if (planted.length >= count || slot === undefined) break;
      const found = FALSIFIERS[kind](slot);
      if (found.length === 0) continue;
      later.pop();
      planted.push(...found);
    }
  }
  return [...planted, ...oddities(slots, later, borders[0] ?? 0)];
}

/** Honest oddities; stops and outages only in months without a falsification. */
function oddities(slots: readonly Slot[], free: readonly Slot[], startMs: number): Planted[] {
  const [first] = slots;
  if (first === undefined) return [];
  const { random, enterprise } = first;
  const endMs = slots.at(-1)?.endMs ?? startMs;
  const planted: Planted[] = [];
  if (enterprise.meters.some(({ id }) => id === 'K01')) {
    const factor = random.integer(150, 600);
    planted.push(plant(first, 'constant-load', 'K01', startMs, endMs, { factor }));
  }
  const coarse = enterprise.meters.find(({ level, kind }) => level > 1 && kind === 'interval');
  if (coarse !== undefined && random.chance(0.3)) {
    planted.push(plant(first, 'coarse-meter', coarse.id, startMs, endMs, {}));
  }
  for (const [index, slot] of free.slice(0, 3).entries()) {
    const fromMs = slot.monthMs + random.integer(2, 10) * DAY_MS;
    if (index === 0 && random.chance(0.6)) {
      const toMs = fromMs + random.integer(3, 14) * DAY_MS;
      const isDeclared = random.chance(0.7);
      planted.push(plant(slot, 'plant-stop', null, fromMs, toMs, { isDeclared }));
    }
    if (index === 1 && random.chance(0.6)) {
      const toMs = fromMs + random.integer(6, 90) * HOUR_MS;
      planted.push(plant(slot, 'offline', null, fromMs, toMs, { sentAtMs: toMs }));
    }
    if (index === 2 && random.chance(0.6)) {
      const meter = random.pick(enterprise.meters);
      const toMs = fromMs + random.integer(3, 30) * HOUR_MS;
      planted.push(plant(slot, 'gap', meter.id, fromMs, toMs, {}));
    }
  }
  return planted;
}

function plant(
  { enterprise }: Slot,
  kind: Planted['kind'],
  meterId: string | null,
  fromMs: number,
  toMs: number,
  rest: Partial<Pick<Planted, 'factor' | 'isDeclared' | 'sentAtMs'>>,
): Planted {
  const base = { factor: 1, isDeclared: false, sentAtMs: null, ...rest };
  return { kind, enterpriseId: enterprise.id, meterId, fromMs, toMs, ...base };
}

/** Units on the dial that a meter counts in a mean hour of the year. */
function hourlyUnits({ fleet, monthMs }: Slot, meter: FleetMeter): number {
  const count =
    fleet.hundredthsAt(meter, monthMs) - fleet.hundredthsAt(meter, monthMs - 60 * DAY_MS);
  return count / 100 / (60 * 24);
}

function pickMeter(
  slot: Slot,
  fits: (meter: FleetMeter) => boolean,
  unitsMin: number,
): FleetMeter | undefined {
  const fitting = slot.enterprise.meters.filter(
    (meter) => meter.loads.length > 0 && fits(meter) && hourlyUnits(slot, meter) >= unitsMin,
  );
  return fitting.length === 0 ? undefined : slot.random.pick(fitting);
}

/** A stretch of days that begins on one of the first of the month. */
function daysIn({ random, monthMs }: Slot, least: number, most: number) {
  const fromMs = monthMs + random.integer(2, 7) * DAY_MS;
  return { fromMs, toMs: fromMs + random.integer(least, most) * DAY_MS };
}

/** Hours of a busy working day and what follows. */
function hoursIn({ random, monthMs }: Slot, least: number, most: number) {
  const fromMs = monthMs + random.integer(3, 20) * DAY_MS + random.integer(8, 14) * HOUR_MS;
  return { fromMs, toMs: fromMs + random.integer(least, most) * HOUR_MS };
}

const isTwinned = ({ enterprise }: Slot, meter: FleetMeter) =>
  enterprise.meters.some(({ id, masterMeterId }) => id === 'W01' && masterMeterId === meter.id);

const FALSIFIERS: Readonly<Record<FalsificationKind, (slot: Slot) => Planted[]>> = {
  'frozen-value': (slot) => {
    const { fromMs, toMs } = hoursIn(slot, 26, 96);
    const meter = pickMeter(slot, ({ kind }) => kind !== 'register', 2);
    return meter === undefined ? [] : [plant(slot, 'frozen-value', meter.id, fromMs, toMs, {})];
  },
  'frozen-display': (slot) => {
    const { fromMs, toMs } = hoursIn(slot, 14, 72);
    const meter = pickMeter(slot, ({ kind }) => kind === 'register', 1);
    return meter === undefined ? [] : [plant(slot, 'frozen-display', meter.id, fromMs, toMs, {})];
  },
  'copied-days': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 2, 6);
    const factor = slot.random.chance(0.5) ? 1 : slot.random.between(0.85, 0.98);
    const meter = pickMeter(slot, () => true, 20);
    return meter === undefined
      ? []
      : [plant(slot, 'copied-days', meter.id, fromMs, toMs, { factor })];
  },
  'round-numbers': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 8, 20);
    const meter = pickMeter(slot, () => true, 15);
    if (meter === undefined) return [];
    const factor = hourlyUnits(slot, meter) > 150 && slot.random.chance(0.5) ? 1_000 : 100;
    return [plant(slot, 'round-numbers', meter.id, fromMs, toMs, { factor })];
  },
  'scaled-sub-meters': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 12, 22);
    const factor = slot.random.between(0.65, 0.82);
    const meters = slot.enterprise.meters.filter(({ level, id }) => level > 1 && id !== 'K01');
    return meters.length < 3
      ? []
      : meters.map(({ id }) => plant(slot, 'scaled-sub-meters', id, fromMs, toMs, { factor }));
  },
  'scaled-master': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 12, 22);
    const factor = slot.random.between(0.7, 0.85);
    const subs = slot.enterprise.meters.filter(({ level }) => level === 2);
    return subs.length < 3 ? [] : [plant(slot, 'scaled-master', 'E01', fromMs, toMs, { factor })];
  },
  'scaled-register': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 15, 22);
    const factor = slot.random.between(0.5, 0.75);
    const meter = pickMeter(slot, (each) => isTwinned(slot, each), 0);
    return meter === undefined
      ? []
      : [plant(slot, 'scaled-register', meter.id, fromMs, toMs, { factor })];
  },
  'inflated-output': (slot) => {
    const factor = slot.random.between(1.35, 1.7);
    const { monthMs, endMs } = slot;
    return [plant(slot, 'inflated-output', null, monthMs, endMs, { factor })];
  },
  'late-upload': (slot) => {
    const { random, monthMs, endMs } = slot;
    const fromMs = monthMs + random.integer(3, 9) * DAY_MS;
    const toMs = endMs - random.integer(2, 4) * DAY_MS;
    const sentAtMs = endMs + DEADLINE_AFTER_MS - random.integer(6, 40) * HOUR_MS;
    return [plant(slot, 'late-upload', null, fromMs, toMs, { sentAtMs })];
  },
  'conflicting-resend': (slot) => {
    const { fromMs, toMs } = daysIn(slot, 3, 12);
    const meter = pickMeter(slot, () => true, 1);
    return meter === undefined
      ? []
      : [plant(slot, 'conflicting-resend', meter.id, fromMs, toMs, { factor: 0.9 })];
  },
};
