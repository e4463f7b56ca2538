import type { CorrectionInForce } from '@hengneng/database';
import { decodePosition, type StoredReading } from '@hengneng/domain';

/** An instant with what was received for it, and what counts instead; one of the two is there. */
export type ReadingEntry = { readonly readAtMs: number } & (
  | { readonly reading: StoredReading; readonly correction: CorrectionInForce | null }
  | { readonly reading: null; readonly correction: CorrectionInForce & { readonly value: number } }
);

/** Readings and corrections by instant, ascending; an entered reading that was voided is left out. */
export function mergeEntries(
  readings: readonly StoredReading[],
  corrections: readonly CorrectionInForce[],
): ReadingEntry[] {
  const corrected = new Map(corrections.map((each) => [each.readAtMs, each]));
  const received = readings.map((reading): ReadingEntry => {
    const correction = corrected.get(reading.readAtMs) ?? null;
    corrected.delete(reading.readAtMs);
    return { readAtMs: reading.readAtMs, reading, correction };
  });
  const entered = [...corrected.values()].flatMap((correction): ReadingEntry[] => {
    const { readAtMs, value } = correction;
    return value === null
      ? []
      : [{ readAtMs, reading: null, correction: { ...correction, value } }];
  });
  return [...received, ...entered].sort((left, right) => left.readAtMs - right.readAtMs);
}

/** The messages behind these readings, each once. */
export function placesOf(readings: readonly StoredReading[]) {
  const positions = new Set(readings.map((reading) => reading.position));
  return [...positions].map((position) => {
    const { gatewayNumber, sequence } = decodePosition(position);
    return { gateway: gatewayNumber, sequence };
  });
}
