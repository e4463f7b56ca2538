import { type OutcomeCount, PLATFORM_TIME_ZONE, type RangeOutcome } from '@hengneng/contracts';
import { localDate } from '@hengneng/domain';
import { or, type SQL, sql } from 'drizzle-orm';
import { type AccountSums, addCounts, type CountKey, sumsByKey } from './accounting-sums.ts';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { accountingDay, processedDay } from './schema/facts.ts';

/** Messages by day of receipt in the platform zone. */
export type MessagesByDate = Readonly<Record<string, number>>;

interface ProcessedChange {
  readonly date: string;
  readonly gateway: number;
  processed: number;
}

/** What the reports of one transaction change in the totals by day. */
export class DayTotalChanges {
  readonly #readings = new Map<string, AccountSums & CountKey>();
  readonly #messages = new Map<string, ProcessedChange>();

  /** Adds what an outcome counts, or with `sign` −1 takes it away. */
  add(
    gateway: number,
    outcome: { readonly counts: readonly OutcomeCount[]; readonly messagesByDate: MessagesByDate },
    sign: 1 | -1,
  ): void {
    addCounts(this.#readings, outcome.counts, sign);
    for (const [date, messages] of Object.entries(outcome.messagesByDate)) {
      const key = `${date}|${gateway}`;
      const change = this.#messages.get(key) ?? { date, gateway, processed: 0 };
      change.processed += sign * messages;
      this.#messages.set(key, change);
    }
  }

  /** Moves the totals, in the transaction that records the outcomes. */
  async apply(tx: Executor): Promise<void> {
    await moveDayTotals(tx, [...this.#readings.values()]);
    await moveProcessedDays(tx, [...this.#messages.values()]);
  }
}

/** The days of an outcome's messages; of an older normalizer that does not say, the range's first day. */
export function messagesByDateOf(job: RangeOutcome): MessagesByDate {
  if (job.messagesByDate !== undefined) return job.messagesByDate;
  const messages = job.counts.reduce((sum, count) => sum + count.messages, 0);
  return { [localDate(job.receivedFromMs, PLATFORM_TIME_ZONE)]: messages };
}

async function moveDayTotals(
  tx: Executor,
  changes: readonly (AccountSums & CountKey)[],
): Promise<void> {
  const moved = changes.filter(isMove);
  if (moved.length === 0) return;
  const keys: SQL[] = moved.map(
    ({ date, enterpriseId }) =>
      sql`(${accountingDay.date} = ${date} and ${accountingDay.enterpriseId} = ${enterpriseId})`,
  );
  for (const part of chunks(keys)) {
    const existing = await tx
      .select()
      .from(accountingDay)
      .where(or(...part));
    sumsByKey(moved, existing as (AccountSums & CountKey)[]);
  }
  for (const rows of chunks(moved)) {
    await tx
      .insert(accountingDay)
      .values(rows)
      .onConflictDoUpdate({
        target: [accountingDay.date, accountingDay.enterpriseId],
        set: {
          messages: sql`excluded.messages`,
          parsed: sql`excluded.parsed`,
          stored: sql`excluded.stored`,
          duplicate: sql`excluded.duplicate`,
          conflict: sql`excluded.conflict`,
          quarantined: sql`excluded.quarantined`,
        },
      });
  }
}

function isMove(change: AccountSums): boolean {
  const counts = [change.messages, change.parsed, change.stored, change.duplicate, change.conflict];
  return [...counts, ...Object.values(change.quarantined)].some((count) => count !== 0);
}

async function moveProcessedDays(tx: Executor, changes: readonly ProcessedChange[]): Promise<void> {
  const moved = changes.filter((change) => change.processed !== 0);
  if (moved.length === 0) return;
  await tx
    .insert(processedDay)
    .values(moved)
    .onConflictDoUpdate({
      target: [processedDay.date, processedDay.gateway],
      set: { processed: sql`${processedDay.processed} + excluded.processed` },
    });
}
