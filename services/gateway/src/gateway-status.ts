import { type GatewayStatus, PLATFORM_TIME_ZONE } from '@hengneng/contracts';
import { localDate } from '@hengneng/domain';
import type { ForwardingLog, Journal } from '@hengneng/journal';

/** Days that a status tells of, today included. */
const DAYS_TOLD = 10;
const MS_PER_DAY = 86_400_000;

/** A day of the platform zone, as a stretch of the journal. */
export interface JournalledDay {
  readonly date: string;
  /** First sequence of the day; `from > to` for a day without messages. */
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts the journal into days of receipt. Receive times never fall, so a day is one stretch and its
 * messages are counted by subtraction.
 */
export class JournalDays {
  readonly #journal: Pick<Journal, 'firstSequenceAt' | 'syncedThrough'>;
  /** First sequence of days that have begun: it does not change any more. */
  readonly #starts = new Map<string, number>();

  constructor(journal: Pick<Journal, 'firstSequenceAt' | 'syncedThrough'>) {
    this.#journal = journal;
  }

  /** The last days, oldest first, up to the one `nowMs` is in. */
  async last(nowMs: number, count = DAYS_TOLD): Promise<JournalledDay[]> {
    const days: JournalledDay[] = [];
    for (let back = count - 1; back >= 0; back -= 1) {
      const atMs = nowMs - back * MS_PER_DAY;
      const date = localDate(atMs, PLATFORM_TIME_ZONE);
      const from = await this.#startOf(date, atMs);
      const previous = days.at(-1);
      if (previous !== undefined) days[days.length - 1] = { ...previous, to: from - 1 };
      days.push({ date, from, to: this.#journal.syncedThrough });
    }
    return days;
  }

  async #startOf(date: string, atMs: number): Promise<number> {
    const known = this.#starts.get(date);
    if (known !== undefined) return known;
    const start = await this.#journal.firstSequenceAt(startOfDayMs(atMs));
    // Without a message of that day yet, the answer moves on with the journal.
    if (start <= this.#journal.syncedThrough) this.#starts.set(date, start);
    return start;
  }
}

/** Midnight before an instant in the platform zone, which has had one offset since 1991. */
export function startOfDayMs(atMs: number): number {
  const offsetMs = 8 * 3_600_000;
  return Math.floor((atMs + offsetMs) / MS_PER_DAY) * MS_PER_DAY - offsetMs;
}

/** The gateway's status as of now. */
export function statusOf(options: {
  readonly gateway: number;
  readonly atMs: number;
  readonly journal: Pick<Journal, 'syncedThrough' | 'blocked'>;
  readonly log: Pick<ForwardingLog, 'completedThrough' | 'plannedThrough' | 'uncompleted'>;
  readonly days: readonly JournalledDay[];
}): GatewayStatus {
  const { gateway, atMs, journal, log, days } = options;
  const inFlightByDate: Record<string, number> = {};
  const journalledByDate: Record<string, number> = {};
  const open = [...log.uncompleted(), { from: log.plannedThrough + 1, to: journal.syncedThrough }];
  for (const day of days) {
    journalledByDate[day.date] = Math.max(0, day.to - day.from + 1);
    let inFlight = 0;
    for (const range of open) {
      const overlap = Math.min(range.to, day.to) - Math.max(range.from, day.from) + 1;
      if (overlap > 0) inFlight += overlap;
    }
    inFlightByDate[day.date] = inFlight;
  }
  return {
    gateway,
    atMs,
    headSequence: journal.syncedThrough,
    completedThrough: log.completedThrough,
    inFlightByDate,
    journalledByDate,
    blocked: journal.blocked,
  };
}
