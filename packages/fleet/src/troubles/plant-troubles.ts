import type { FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { createRandomStream, type RandomStream, seedFor, shuffled } from '../random.ts';
import { BAD_PAYLOADS } from './bad-payloads.ts';
import { type PlantedTrouble, TROUBLE_KINDS, type TroubleKind } from './planted-trouble.ts';

/** Where troubles are planted. */
export interface PlantOptions {
  readonly seed: number;
  /** Planted inside [fromMs, toMs); late data comes before `toMs` too. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** Which kinds; all by default. */
  readonly kinds?: readonly TroubleKind[];
  /** How likely each of them is; 1 by default. */
  readonly probability?: number;
}

/** Fewer steps than this are too few for a trouble and its surroundings. */
const SLOT_STEPS_MIN = 48;
/** A meter has at most one of these, or the truth about its register would be a muddle. */
const REGISTER_CHANGES: readonly TroubleKind[] = ['rollover', 'reset', 'meter-replaced'];
const MINUTE_MS = 60_000;

interface Slot {
  readonly random: RandomStream;
  readonly enterpriseId: string;
  /** Where in the slot the trouble begins. */
  readonly startMs: number;
  /** Longest it may last, in steps. */
  readonly stepsMax: number;
  readonly stepMs: number;
  /** End of the whole range. */
  readonly rangeEndMs: number;
}

/**
 * Plants troubles in an enterprise's readings: at most one of each kind, each in a stretch of time
 * of its own, so that what they do can be told apart. Kinds that find no fitting meter, or no room,
 * are left out. The same seed plants the same.
 */
export function plantTroubles(enterprise: FleetEnterprise, options: PlantOptions) {
  const { fromMs, toMs, stepMs, kinds = TROUBLE_KINDS, probability = 1 } = options;
  const random = createRandomStream(seedFor(options.seed, `troubles ${enterprise.id}`));
  const chosen = shuffled(
    kinds.filter(() => random.chance(probability)),
    random,
  );
  const slotMs = Math.floor((toMs - fromMs) / Math.max(chosen.length, 1) / stepMs) * stepMs;
  if (slotMs < SLOT_STEPS_MIN * stepMs) return [];
  const registers = shuffled(
    enterprise.meters.filter(({ kind }) => kind === 'register'),
    random,
  );
  const unchanged = [...registers];
  const planted: PlantedTrouble[] = [];
  for (const [index, kind] of chosen.entries()) {
    const slotSteps = slotMs / stepMs;
    const firstStep = Math.floor(slotSteps * random.between(0.3, 0.4));
    const meter = REGISTER_CHANGES.includes(kind)
      ? unchanged.pop()
      : meterFor(kind, enterprise, registers, random);
    if (meter === undefined) continue;
    const startMs = Math.ceil((fromMs + index * slotMs) / stepMs + firstStep) * stepMs;
    const stepsMax = Math.floor(slotSteps * 0.25);
    const slot = {
      random,
      enterpriseId: enterprise.id,
      startMs,
      stepsMax,
      stepMs,
      rangeEndMs: toMs,
    };
    planted.push(PLANTERS[kind](slot, meter));
  }
  return planted.sort((a, b) => a.fromMs - b.fromMs);
}

function meterFor(
  kind: TroubleKind,
  enterprise: FleetEnterprise,
  registers: readonly FleetMeter[],
  random: RandomStream,
): FleetMeter | undefined {
  const needsRegister = kind === 'frozen' || kind === 'dip' || kind === 'fall-to-zero';
  const fitting = needsRegister ? registers : enterprise.meters;
  return fitting.length === 0 ? undefined : random.pick(fitting);
}

function lasting(slot: Slot, stepsMin: number, stepsMax = slot.stepsMax) {
  const steps = slot.random.integer(
    stepsMin,
    Math.max(stepsMin, Math.min(stepsMax, slot.stepsMax)),
  );
  return { fromMs: slot.startMs, toMs: slot.startMs + steps * slot.stepMs, steps };
}

function ofDevice(slot: Slot) {
  return { enterpriseId: slot.enterpriseId, meterId: null };
}

function ofMeter(slot: Slot, { id }: FleetMeter) {
  return { enterpriseId: slot.enterpriseId, meterId: id };
}

type Planter = (slot: Slot, meter: FleetMeter) => PlantedTrouble;

const PLANTERS: Readonly<Record<TroubleKind, Planter>> = {
  gap: (slot, meter) => {
    const { fromMs, toMs } = lasting(slot, 2);
    const truth = meter.kind === 'register' ? 'total-only' : 'lost';
    return { kind: 'gap', ...ofMeter(slot, meter), fromMs, toMs, truth };
  },
  late: (slot) => {
    const { fromMs, toMs } = lasting(slot, 4);
    // From the next step to months, as far as the range goes; small delays are more common.
    const room = slot.rangeEndMs - slot.stepMs - toMs;
    const delayMs = Math.floor((room * slot.random.uniform() ** 2) / slot.stepMs) * slot.stepMs;
    return { kind: 'late', ...ofDevice(slot), fromMs, toMs, truth: 'recoverable', delayMs };
  },
  repeated: (slot) => {
    const { fromMs, toMs } = lasting(slot, 2, 96);
    const delayMs = slot.random.integer(1, Math.floor(slot.stepsMax / 2)) * slot.stepMs;
    return { kind: 'repeated', ...ofDevice(slot), fromMs, toMs, truth: 'recoverable', delayMs };
  },
  'out-of-order': (slot) => {
    const { fromMs, toMs } = lasting(slot, 4, 32);
    return { kind: 'out-of-order', ...ofDevice(slot), fromMs, toMs, truth: 'recoverable' };
  },
  'wrong-clock': (slot) => {
    const { fromMs, toMs } = lasting(slot, 4, 96);
    // As long as the trouble lasts, so the shifted readings meet good ones and no other trouble.
    const wholeMs = fromMs - toMs;
    const shiftMs = slot.random.chance(0.5)
      ? wholeMs
      : wholeMs + Math.min(7 * MINUTE_MS, slot.stepMs / 2);
    return { kind: 'wrong-clock', ...ofDevice(slot), fromMs, toMs, truth: 'lost', shiftMs };
  },
  rollover: (slot, meter) => {
    const { fromMs } = lasting(slot, 1);
    const toMs = fromMs + slot.stepMs;
    return { kind: 'rollover', ...ofMeter(slot, meter), fromMs, toMs, truth: 'recoverable' };
  },
  reset: (slot, meter) => {
    const { fromMs } = lasting(slot, 1);
    const toMs = fromMs + slot.stepMs;
    return { kind: 'reset', ...ofMeter(slot, meter), fromMs, toMs, truth: 'lost' };
  },
  'meter-replaced': (slot, meter) => {
    const { fromMs } = lasting(slot, 1);
    return {
      kind: 'meter-replaced',
      ...ofMeter(slot, meter),
      fromMs,
      toMs: fromMs + slot.stepMs,
      truth: 'recoverable',
      initialValue: slot.random.integer(0, 2_000) / 100,
    };
  },
  frozen: (slot, meter) => {
    const { fromMs, toMs } = lasting(slot, 4);
    return { kind: 'frozen', ...ofMeter(slot, meter), fromMs, toMs, truth: 'total-only' };
  },
  dip: (slot, meter) => {
    const toMs = slot.startMs + slot.stepMs;
    return {
      kind: 'dip',
      ...ofMeter(slot, meter),
      fromMs: slot.startMs,
      toMs,
      truth: 'total-only',
    };
  },
  'fall-to-zero': (slot, meter) => {
    const { fromMs, toMs } = lasting(slot, 1, 2);
    return { kind: 'fall-to-zero', ...ofMeter(slot, meter), fromMs, toMs, truth: 'total-only' };
  },
  'bad-payload': (slot) => {
    const toMs = slot.startMs + BAD_PAYLOADS.length * slot.stepMs;
    const fromMs = slot.startMs;
    return { kind: 'bad-payload', ...ofDevice(slot), fromMs, toMs, truth: 'recoverable' };
  },
};
