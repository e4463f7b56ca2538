/** The troubles of real life that can be planted. */
export const TROUBLE_KINDS = [
  'gap',
  'late',
  'repeated',
  'out-of-order',
  'wrong-clock',
  'rollover',
  'reset',
  'meter-replaced',
  'frozen',
  'dip',
  'fall-to-zero',
  'bad-payload',
] as const;

/** One kind of trouble. */
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/**
 * What of the truth can be found again from what is sent: all of it, only the total over the
 * trouble, or not even that.
 */
export type TruthLeft = 'recoverable' | 'total-only' | 'lost';

/** A trouble that was planted: where, when, and what can be known in spite of it. */
export interface PlantedTrouble {
  readonly kind: TroubleKind;
  readonly enterpriseId: string;
  /** The meter, or null where the whole device is touched. */
  readonly meterId: string | null;
  /** First instant that is touched. */
  readonly fromMs: number;
  /** End of it, exclusive. */
  readonly toMs: number;
  readonly truth: TruthLeft;
  /** `late`, `repeated`: how long after `toMs` (late) or each reading (repeated) it is sent. */
  readonly delayMs?: number;
  /** `wrong-clock`: what is added to the instants. */
  readonly shiftMs?: number;
  /** `meter-replaced`: what the new meter shows first. */
  readonly initialValue?: number;
}

/** True if an instant lies in the trouble. */
export function touches({ fromMs, toMs }: PlantedTrouble, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}
