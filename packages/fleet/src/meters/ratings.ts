import type { MeterLevel } from '@hengneng/domain';

/** Capacities that transformers are sold in, kVA; larger ones come in steps of 1 000. */
const TRANSFORMER_STEPS = [30, 50, 80, 100, 160, 200, 250, 315, 400, 500, 630, 800, 1_000, 1_250];
const LARGE_STEPS = [1_600, 2_000, 2_500, 3_150, 4_000, 5_000, 6_300, 8_000, 10_000];
const SUB_METER_STEPS = [5, 10, 15, 20];

/** Room above the peak of the reference year: years differ, and nobody buys to the limit. */
const HEADROOM = 1.4;

/** Rated power (kW) of a supply that has to carry a peak (kW), in steps that are sold. */
export function ratedPowerFor(peakKw: number, isIncoming: boolean): number {
  const needed = peakKw * HEADROOM;
  const small = isIncoming ? [] : SUB_METER_STEPS;
  const step = [...small, ...TRANSFORMER_STEPS, ...LARGE_STEPS].find((size) => size >= needed);
  return step ?? Math.ceil(needed / 1_000) * 1_000;
}

/** Primary currents of current transformers, A; the secondary side is 5 A. */
const CURRENT_TRANSFORMERS = [
  50, 75, 100, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000,
];
/** From this size on an incoming line is metered at 10 kV, kW. */
const HIGH_VOLTAGE_KW_MIN = 500;
const SQRT_3 = Math.sqrt(3);

/** Multiplier (CT×PT) of an electricity meter for a rated power in kW. */
export function multiplierFor(ratedPowerKw: number, level: MeterLevel): number {
  const isHighVoltage = level === 1 ? ratedPowerKw >= HIGH_VOLTAGE_KW_MIN : ratedPowerKw > 2_500;
  const kiloVolts = isHighVoltage ? 10 : 0.38;
  // A voltage transformer 10 000/100 V counts 100.
  const voltageRatio = isHighVoltage ? 100 : 1;
  const amperes = ratedPowerKw / (SQRT_3 * kiloVolts);
  if (!isHighVoltage && amperes <= 60) return 1;
  const primary = CURRENT_TRANSFORMERS.find((size) => size >= amperes) ?? 6_000;
  return (primary / 5) * voltageRatio;
}
