import { createHash } from 'node:crypto';
import {
  createTimeline,
  ENGINE_VERSION,
  type MeterHistory,
  type MeterTimeline,
} from '@hengneng/domain';
import type { RegistryEntry } from '@hengneng/queue';

/** What a meter is counted by, besides its readings. */
export interface CountedHistory {
  readonly timeline: MeterTimeline;
  readonly timeZone: string;
  /** Fingerprint of all of it. */
  readonly sha256: string;
  /** Fingerprint of what decides the counting up to an instant, that instant included. */
  sha256Until(atMs: number): string;
}

/**
 * The history of a meter as the registry has it; null for a meter that the registry does not know.
 * Without epochs on record what the meter is today holds for all time.
 *
 * @throws when the history contradicts itself, see `createTimeline`.
 */
export function countedHistory(entry: RegistryEntry, meterId: string): CountedHistory | null {
  const history = entry.histories.get(meterId) ?? oneEpoch(entry, meterId);
  if (history === null) return null;
  const timeline = createTimeline(history);
  const { timeZone } = entry;
  const hashes = new Map<string, string>();
  const sha256Until = (atMs: number): string => {
    const facts = factsUntil(history, atMs);
    const counts = facts.map((list) => list.length).join();
    // The facts are sorted, so their numbers say which they are.
    const known = hashes.get(counts);
    if (known !== undefined) return known;
    const text = JSON.stringify([ENGINE_VERSION, timeZone, ...facts]);
    const hash = createHash('sha256').update(text).digest('hex');
    hashes.set(counts, hash);
    return hash;
  };
  return { timeline, timeZone, sha256: sha256Until(Number.POSITIVE_INFINITY), sha256Until };
}

function oneEpoch(entry: RegistryEntry, meterId: string): MeterHistory | null {
  const meter = entry.meters.get(meterId);
  if (meter === undefined) return null;
  const { kind, unit, registerMax, intervalSeconds } = meter;
  const epoch = { fromMs: 0, kind, unit, multiplier: 1, registerMax, ratedPowerKw: null };
  return { epochs: [{ ...epoch, intervalSeconds }], exchanges: [] };
}

/** Epochs, exchanges, rejected steps and proposed exchanges up to an instant, each sorted. */
function factsUntil(history: MeterHistory, atMs: number): unknown[][] {
  const byStart = history.epochs.toSorted((left, right) => left.fromMs - right.fromMs);
  // The first epoch holds for all time before it; a reading at a start belongs to the one before.
  const epochs = byStart.flatMap((epoch, index) =>
    index === 0 || epoch.fromMs < atMs
      ? [
          [
            index === 0 ? null : epoch.fromMs,
            epoch.kind,
            epoch.unit,
            epoch.multiplier,
            epoch.registerMax,
            epoch.ratedPowerKw,
            epoch.intervalSeconds,
          ],
        ]
      : [],
  );
  const exchanges = history.exchanges
    .filter((exchange) => exchange.atMs <= atMs)
    .toSorted((left, right) => left.atMs - right.atMs)
    .map((exchange) => [exchange.atMs, exchange.finalValue, exchange.initialValue]);
  const upTo = (instants: readonly number[] = []) =>
    instants.filter((instantMs) => instantMs <= atMs).toSorted((left, right) => left - right);
  return [epochs, exchanges, upTo(history.rejectedStepsAtMs), upTo(history.proposedExchangesAtMs)];
}
