import type { MeterMeanings } from '@hengneng/database';
import {
  type AccountedKind,
  invariant,
  isAccountedKind,
  type MeterFlow,
  type MeterLevel,
  type StorageUnit,
  storageUnitOf,
} from '@hengneng/domain';

/** A stretch of time in which a meter's figures mean one thing. */
export interface MeterPiece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly energyKind: AccountedKind;
  readonly flow: MeterFlow;
  readonly masterMeterId: string | null;
}

/** A meter as the figures of a range need it. */
export interface PiecedMeter {
  readonly meterId: string;
  readonly name: string;
  readonly level: MeterLevel;
  readonly siteId: string | null;
  /** Unit of the stored figures: that of the first epoch, whatever came later. */
  readonly storageUnit: StorageUnit;
  /** Start of the first epoch: from here on figures are expected. */
  readonly expectedFromMs: number;
  /** When it went out of use: from here on none are; infinite while it is in use. */
  readonly expectedToMs: number;
  /** Ascending, without holes, from the start of the range to its end. */
  readonly pieces: readonly MeterPiece[];
}

/** Whether a meter stands in accounts; it keeps what it measures, so that all its epochs say the same. */
export function isAccountedMeter({ epochs }: Pick<MeterMeanings, 'epochs'>): boolean {
  return epochs.every(({ energyKind }) => isAccountedKind(energyKind));
}

/** Cuts the range at the epochs of a meter that change what its figures count as. */
export function pieceMeter(meanings: MeterMeanings, fromMs: number, toMs: number): PiecedMeter {
  const { meterId, name, level, siteId, epochs } = meanings;
  const first = epochs[0];
  invariant(first !== undefined, 'a meter has at least one epoch');
  const pieces: MeterPiece[] = [];
  for (const [index, epoch] of epochs.entries()) {
    const { energyKind, flow, masterMeterId } = epoch;
    invariant(isAccountedKind(energyKind), 'only what is accounted is cut into pieces');
    const startMs = index === 0 ? fromMs : Math.max(fromMs, epoch.validFromMs);
    const endMs = Math.min(toMs, epochs[index + 1]?.validFromMs ?? toMs);
    if (startMs >= endMs) continue;
    const before = pieces.at(-1);
    const isSame =
      before?.energyKind === energyKind &&
      before.flow === flow &&
      before.masterMeterId === masterMeterId;
    if (before !== undefined && isSame) pieces[pieces.length - 1] = { ...before, toMs: endMs };
    else pieces.push({ fromMs: startMs, toMs: endMs, energyKind, flow, masterMeterId });
  }
  const storageUnit = storageUnitOf(first.unit);
  return {
    ...{ meterId, name, level, siteId, storageUnit, pieces },
    expectedFromMs: first.validFromMs,
    expectedToMs: meanings.retiredAtMs ?? Number.POSITIVE_INFINITY,
  };
}
