import { quantise } from './quantum.ts';

/**
 * Version of the delta rules. It changes whenever the same readings could give other or further
 * figures; states and figures of another version are recomputed from the beginning, never mixed.
 * With 3 each day has the lows, highs and sum of its demand; its other figures are those of 2.
 */
export const ENGINE_VERSION = 3;

/** How well a figure is known: 实测, 估算, 人工填报, 存疑. */
export const QUALITIES = ['measured', 'estimated', 'manual', 'questionable'] as const;
export type Quality = (typeof QUALITIES)[number];

/** Why a segment has the quantity and the quality that it has. */
export const SEGMENT_REASONS = [
  /** Two readings that follow each other plausibly. */
  'continuous',
  /** The register passed its maximum and went on from zero. */
  'rollover',
  /** No reading for longer than the meter's interval allows: spread in proportion to time. */
  'gap',
  /** The register is back at its level; readings between that did not fit count nothing. */
  'returned',
  /** The register began anew from a low value. What flowed before it did is unknown. */
  'reset',
  /** More than the supply can carry, but the readings after it confirm the new level. */
  'step-confirmed',
  /** The same, and a person has rejected it. */
  'step-rejected',
  /** An interval or power above what the supply can carry, not confirmed by those after it. */
  'over-rate',
  /** Up to the final value of an approved meter exchange. */
  'exchange',
  /** The final value of an approved exchange lies below the last reading: nobody knows why. */
  'exchange-below',
  /** A device says that the meter was exchanged here, and nobody has approved it yet. */
  'exchange-proposed',
  /** The multiplier or unit changed between two readings: split at the change, by time. */
  'epoch-border',
  /** The meter became one of another kind before its last register reading had a successor. */
  'kind-changed',
  /** An interval that covers time already counted: only the rest of it counts, by time. */
  'overlap',
  /** A negative amount of a one-way meter. */
  'negative',
  /** Readings that do not fit and are not yet confirmed. Later readings may turn it to anything. */
  'unconfirmed',
] as const;
export type SegmentReason = (typeof SEGMENT_REASONS)[number];

/** The energy between two instants, as counted. Segments of a meter never overlap. */
export interface EnergySegment {
  /** Start and end, milliseconds since the epoch, half-open. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Difference on the register (or amount of the interval) before the multiplier, quantised. */
  readonly dialDelta: number;
  /** Storage units per unit on the dial: multiplier × size of the unit. */
  readonly factor: number;
  /** Energy in the meter's storage unit, a multiple of 2^-20; 0 when it is unknown. */
  readonly quantity: number;
  readonly quality: Quality;
  readonly reason: SegmentReason;
  /** False when the energy of this time is unknown: the time is not covered by any figure. */
  readonly known: boolean;
}

/** Takes segments in order of time. */
export type SegmentSink = (segment: EnergySegment) => void;

/** What {@link energySegment} needs; the quantity follows from it. */
export type SegmentFacts = Omit<EnergySegment, 'quantity' | 'known'> & { readonly known?: boolean };

/** Builds a segment; an unknown one counts nothing, whatever its readings say. */
export function energySegment({ known = true, ...facts }: SegmentFacts): EnergySegment {
  const dialDelta = known ? facts.dialDelta : 0;
  return { ...facts, dialDelta, known, quantity: quantise(dialDelta * facts.factor) };
}

/**
 * Energy from the start of a segment to an instant inside it, in proportion to time: interpolated on
 * the dial, quantised there, multiplied, quantised again. So a multiplier of 120 gives 120 times
 * every part to the bit, and the parts between any borders add up to the whole.
 */
export function energyUntil(segment: EnergySegment, instantMs: number): number {
  if (instantMs <= segment.fromMs) return 0;
  if (instantMs >= segment.toMs) return segment.quantity;
  const share = (instantMs - segment.fromMs) / (segment.toMs - segment.fromMs);
  return quantise(quantise(segment.dialDelta * share) * segment.factor);
}
