import {
  type AccountedKind,
  localDate,
  type MeterEnergy,
  type MeterFlow,
  type Period,
  periodAt,
  periodsBetween,
  splitAt,
} from '@hengneng/domain';

import type { MeterPiece, PiecedMeter } from './meter-pieces.ts';
import type { TimeFrame } from './time-frame.ts';

/** A stretch of the frame within one period, one set of factors and one meaning of every meter. */
export interface FramePart extends Period {
  /** Index of the period that it belongs to. */
  readonly periodIndex: number;
  /** Parts of one stretch differ in their period alone. */
  readonly stretchIndex: number;
  /** Time of it that has passed, milliseconds. */
  readonly elapsedMs: number;
  /** The month whose ledger tells of this part; null where the frame cuts the month, or shows less. */
  readonly ledger: { readonly month: string; readonly isCarrier: boolean } | null;
}

/** What one meter counted in one part, and what its figures meant then. */
export interface Count {
  readonly meter: PiecedMeter;
  readonly energyKind: AccountedKind;
  readonly flow: MeterFlow;
  readonly masterMeterId: string | null;
  /** Storage units, a multiple of 2^-20. */
  readonly quantity: number;
  readonly estimatedQuantity: number;
  readonly coveredMs: number;
  /** Time of the part for which there should be figures by now. */
  readonly expectedMs: number;
}

/** Energy of a frame, added up by part and meter; sums are exact. */
export interface Tally {
  readonly parts: readonly FramePart[];
  /** Every meter in one part, those without figures too, in the order of the meters. */
  countsOf(part: FramePart): Count[];
}

/** What a tally is made from. */
export interface TallyRequest {
  readonly frame: TimeFrame;
  readonly meters: readonly PiecedMeter[];
  readonly figures: Iterable<MeterEnergy>;
  /** Instants at which a factor, a rule, a setting or a formula begins or ends. */
  readonly changesMs: readonly number[];
  /** Whether figures of whole months come from ledgers. */
  readonly isMonthly: boolean;
  readonly timeZone: string;
  /** From here on nothing is expected yet. */
  readonly nowMs: number;
}

interface Sum {
  quantity: number;
  estimatedQuantity: number;
  coveredMs: number;
}

/**
 * Adds stored hours or days up by part and meter. Each figure goes where it starts: an epoch that begins
 * within an hour counts from the next hour on, because energy is kept by the hour.
 */
export function tallyFigures(request: TallyRequest): Tally {
  const { meters, figures, nowMs } = request;
  const parts = partsOf(request);
  const indexOf = new Map(meters.map(({ meterId }, index) => [meterId, index]));
  const sums: (Sum | undefined)[] = new Array(parts.length * meters.length);
  let at = 0;
  for (const { meterId, startMs, quantity, estimatedQuantity, coveredMs } of figures) {
    const meterIndex = indexOf.get(meterId);
    if (meterIndex === undefined) continue;
    at = partIndexAt(parts, startMs, at);
    const index = at * meters.length + meterIndex;
    const sum = sums[index];
    if (sum === undefined) sums[index] = { quantity, estimatedQuantity, coveredMs };
    else {
      sum.quantity += quantity;
      sum.estimatedQuantity += estimatedQuantity;
      sum.coveredMs += coveredMs;
    }
  }
  const partIndexes = new Map(parts.map((part, index) => [part, index]));
  return {
    parts,
    countsOf: (part) => {
      const offset = (partIndexes.get(part) ?? 0) * meters.length;
      const endMs = Math.min(part.endMs, nowMs);
      return meters.map((meter, index) => {
        const { energyKind, flow, masterMeterId } = pieceAt(meter.pieces, part.startMs);
        const sum = sums[offset + index];
        return {
          ...{ meter, energyKind, flow, masterMeterId },
          quantity: sum?.quantity ?? 0,
          estimatedQuantity: sum?.estimatedQuantity ?? 0,
          coveredMs: sum?.coveredMs ?? 0,
          expectedMs: Math.max(
            0,
            Math.min(endMs, meter.expectedToMs) - Math.max(part.startMs, meter.expectedFromMs),
          ),
        };
      });
    },
  };
}

/** Periods cut where factors or meanings change, rounded up to the hour. */
function partsOf(request: TallyRequest): FramePart[] {
  const { frame, meters, changesMs, isMonthly, timeZone } = request;
  const borders = new Set<number>();
  const addBorder = (atMs: number) => {
    const hour = periodAt(atMs, 'hour', timeZone);
    borders.add(hour.startMs === atMs ? atMs : hour.endMs);
  };
  for (const atMs of changesMs) if (atMs > frame.fromMs && atMs < frame.toMs) addBorder(atMs);
  for (const { pieces } of meters) for (const { fromMs } of pieces.slice(1)) addBorder(fromMs);
  if (isMonthly) {
    const months = periodsBetween(frame.fromMs, frame.toMs, 'month', timeZone);
    for (const { startMs } of months) borders.add(startMs);
  }
  const inOrder = [...borders].sort((left, right) => left - right);
  let stretchIndex = 0;
  return frame.periods.flatMap((period, periodIndex) =>
    splitAt(period, inOrder).map((part) => {
      while ((inOrder[stretchIndex] ?? Number.POSITIVE_INFINITY) <= part.startMs) stretchIndex += 1;
      const ledger = isMonthly ? ledgerMonthOf(part, frame, timeZone) : null;
      const elapsedMs = Math.max(0, Math.min(part.endMs, request.nowMs) - part.startMs);
      return { ...part, periodIndex, stretchIndex, elapsedMs, ledger };
    }),
  );
}

function ledgerMonthOf(part: Period, frame: TimeFrame, timeZone: string): FramePart['ledger'] {
  const { startMs, endMs } = periodAt(part.startMs, 'month', timeZone);
  if (startMs < frame.fromMs || endMs > frame.toMs) return null;
  const month = localDate(startMs, timeZone).slice(0, 7);
  return { month, isCarrier: startMs === part.startMs };
}

/** Figures come by time within a meter, so the next one is mostly near the last. */
function partIndexAt(parts: readonly FramePart[], atMs: number, guess: number): number {
  const isIn = (part: FramePart | undefined) =>
    part !== undefined && part.startMs <= atMs && atMs < part.endMs;
  if (isIn(parts[guess])) return guess;
  if (isIn(parts[guess + 1])) return guess + 1;
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((parts[middle]?.startMs ?? Number.POSITIVE_INFINITY) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pieceAt(pieces: readonly MeterPiece[], atMs: number): MeterPiece {
  for (let index = pieces.length - 1; index > 0; index -= 1) {
    const piece = pieces[index];
    if (piece !== undefined && piece.fromMs <= atMs) return piece;
  }
  const [first] = pieces;
  if (first === undefined) throw new RangeError('A meter has a piece in every range.');
  return first;
}
