import type { OutcomeCount } from '@hengneng/contracts';
import { localDate, type QuarantineReason } from '@hengneng/domain';

/** What became of the messages of one enterprise and one local day of receipt. */
export interface Tally {
  readonly enterpriseId: string;
  readonly date: string;
  messages: number;
  parsed: number;
  stored: number;
  duplicate: number;
  conflict: number;
  readonly quarantined: Map<QuarantineReason, number>;
}

/** Offsets of all zones in use since 1972 are multiples of a quarter of an hour. */
const SAME_DATE_MS = 900_000;

/** The tallies of one enterprise, by day of receipt in its zone. */
export class Tallies {
  readonly #enterpriseId: string;
  readonly #timeZone: string;
  readonly #byDate = new Map<string, Tally>();
  #quarterHour = Number.NaN;
  #latest: Tally | null = null;

  constructor(enterpriseId: string, timeZone: string) {
    this.#enterpriseId = enterpriseId;
    this.#timeZone = timeZone;
  }

  /** The tally of the day on which a message was received. */
  at(receivedAtMs: number): Tally {
    // Formatting a date costs as much as judging ten readings, so it is done once a quarter hour.
    const quarterHour = Math.floor(receivedAtMs / SAME_DATE_MS);
    if (this.#latest !== null && quarterHour === this.#quarterHour) return this.#latest;
    const date = localDate(receivedAtMs, this.#timeZone);
    const tally = this.#byDate.get(date) ?? emptyTally(this.#enterpriseId, date);
    this.#byDate.set(date, tally);
    this.#quarterHour = quarterHour;
    this.#latest = tally;
    return tally;
  }

  /** Every tally, as it goes on record. */
  counts(): OutcomeCount[] {
    return [...this.#byDate.values()].map((tally) => ({
      ...tally,
      quarantined: Object.fromEntries(tally.quarantined),
    }));
  }
}

/** Counts one refused item: a reading, or a message refused whole. */
export function countQuarantined(tally: Tally, reason: QuarantineReason): void {
  tally.quarantined.set(reason, (tally.quarantined.get(reason) ?? 0) + 1);
}

function emptyTally(enterpriseId: string, date: string): Tally {
  const counts = { messages: 0, parsed: 0, stored: 0, duplicate: 0, conflict: 0 };
  return { enterpriseId, date, ...counts, quarantined: new Map() };
}
