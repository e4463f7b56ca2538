/** Ways in which the simulated county falsifies its data (数据造假). */
export const FALSIFICATION_KINDS = [
  /** An interval or power meter repeats one value for days. */
  'frozen-value',
  /** A register's display stands still for hours, then shows what it should. */
  'frozen-display',
  /** Days are sent again as those of a week before, some of them times a factor. */
  'copied-days',
  /** Amounts are made up in whole units. */
  'round-numbers',
  /** The sub-meters count less than what flows. */
  'scaled-sub-meters',
  /** The incoming meter counts less than what flows. */
  'scaled-master',
  /** A register counts less than the power meter beside it. */
  'scaled-register',
  /** More output is reported than was made. */
  'inflated-output',
  /** Most of a month is held back and sent shortly before the deadline. */
  'late-upload',
  /** Readings are sent again with another value. */
  'conflicting-resend',
] as const;
export type FalsificationKind = (typeof FALSIFICATION_KINDS)[number];

/** Honest things that look odd; no rule may call them falsified. */
export const ODDITY_KINDS = [
  /** The whole plant stands still but for a twentieth (停产检修). */
  'plant-stop',
  /** A cabinet that takes the same power day and night. */
  'constant-load',
  /** A meter that shows whole units only. */
  'coarse-meter',
  /** The device cannot send for some days and sends all of it afterwards. */
  'offline',
  /** Readings of a meter are lost. */
  'gap',
] as const;
export type OddityKind = (typeof ODDITY_KINDS)[number];

/** Something planted in an enterprise's data, and where it may be seen. */
export interface Planted<K extends string = FalsificationKind | OddityKind> {
  readonly kind: K;
  readonly enterpriseId: string;
  /** Null where the enterprise or its device is concerned. */
  readonly meterId: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** Scaled kinds, copies and inflated output: times so much. Constant loads: hundredths an hour. */
  readonly factor: number;
  /** `plant-stop`: whether the enterprise declared it in time. */
  readonly isDeclared: boolean;
  /** `late-upload`, `offline`: when the readings of the stretch are sent. */
  readonly sentAtMs: number | null;
}

/** Whether an instant lies in what was planted. */
export function covers({ fromMs, toMs }: Planted, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}
