import {
  type JournalDay,
  type OutcomeCount,
  PLATFORM_TIME_ZONE,
  type RangeOutcome,
  type RecordFactsJob,
} from '@hengneng/contracts';
import { localDate } from '@hengneng/domain';
import { and, between, eq, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { type AccountSums, addCounts, type CountKey, sumsByKey } from './accounting-sums.ts';
import { chunks } from './chunks.ts';
import type { Database, Executor } from './connection.ts';
import {
  accountingDay,
  journalDay,
  processedDay,
  quarantine,
  rangeOutcome,
  readingConflict,
  reportedEvent,
  reportedOutput,
} from './schema/facts.ts';

/** Any fixed number will do; it must only be nobody else's. */
const RECORD_FACTS_LOCK = 7_204_312;

/** What the reports of one transaction change in the totals by day. */
interface Changes {
  readonly readings: Map<string, AccountSums & CountKey>;
  readonly messages: Map<string, { date: string; gateway: number; processed: number }>;
}

/**
 * Puts reports of the data plane on record, in their order, in one transaction.
 *
 * The outcome of a range replaces what an earlier run of the same range recorded and moves the day
 * totals by the difference, so running a range again changes nothing. Messages in quarantine that
 * somebody has replayed keep that mark. One caller at a time: an advisory lock keeps the order.
 */
export async function recordFacts(
  database: Database,
  jobs: readonly RecordFactsJob[],
): Promise<void> {
  if (jobs.length === 0) return;
  await database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${RECORD_FACTS_LOCK})`);
    const changes: Changes = { readings: new Map(), messages: new Map() };
    for (const job of jobs) {
      if (job.type === 'journal-day') await recordJournalDay(tx, job);
      else await recordRange(tx, job, changes);
    }
    await moveDayTotals(tx, [...changes.readings.values()]);
    await moveProcessedDays(tx, [...changes.messages.values()]);
  });
}

async function recordRange(tx: Executor, job: RangeOutcome, changes: Changes): Promise<void> {
  const where = and(
    eq(rangeOutcome.gateway, job.gateway),
    eq(rangeOutcome.shard, job.shard),
    eq(rangeOutcome.fromSequence, job.from),
  );
  const [earlier] = await tx.select().from(rangeOutcome).where(where);
  addCounts(changes.readings, (earlier?.counts ?? []) as OutcomeCount[], -1);
  addCounts(changes.readings, job.counts, 1);
  const messagesByDate = messagesByDateOf(job);
  addMessages(changes, job.gateway, (earlier?.messagesByDate ?? {}) as MessagesByDate, -1);
  addMessages(changes, job.gateway, messagesByDate, 1);

  const { quarantined, conflicts, outputs, events } = job;
  const row = {
    gateway: job.gateway,
    fromSequence: job.from,
    shard: job.shard,
    toSequence: job.to,
    receivedFrom: job.receivedFromMs,
    receivedTo: job.receivedToMs,
    registryVersions: job.registryVersions,
    counts: job.counts,
    messagesByDate,
    factCount: quarantined.length + conflicts.length + outputs.length + events.length,
  };
  await tx
    .insert(rangeOutcome)
    .values(row)
    .onConflictDoUpdate({
      target: [rangeOutcome.gateway, rangeOutcome.shard, rangeOutcome.fromSequence],
      set: { ...row, recordedAt: sql`now()` },
    });
  if (earlier !== undefined && earlier.factCount > 0) await removeFacts(tx, job);
  await insertFacts(tx, job);
}

/** Removes what an earlier run of the range put on record and this one does not confirm. */
async function removeFacts(tx: Executor, job: RangeOutcome): Promise<void> {
  const still = job.quarantined.map((item) => quarantineId(job.gateway, item.sequence));
  await tx.delete(quarantine).where(
    and(
      eq(quarantine.gateway, job.gateway),
      eq(quarantine.shard, job.shard),
      between(quarantine.sequence, job.from, job.to),
      // What a person did stays on record even where the message would be accepted by now.
      eq(quarantine.state, 'open'),
      still.length === 0 ? undefined : notInArray(quarantine.id, still),
    ),
  );
  await tx
    .delete(readingConflict)
    .where(
      and(
        eq(readingConflict.gateway, job.gateway),
        eq(readingConflict.shard, job.shard),
        eq(readingConflict.fromSequence, job.from),
      ),
    );
  for (const table of [reportedOutput, reportedEvent]) {
    await tx
      .delete(table)
      .where(
        and(
          eq(table.gateway, job.gateway),
          eq(table.shard, job.shard),
          between(table.sequence, job.from, job.to),
        ),
      );
  }
}

async function insertFacts(tx: Executor, job: RangeOutcome): Promise<void> {
  const { gateway, shard } = job;
  for (const items of chunks(job.quarantined)) {
    await tx
      .insert(quarantine)
      .values(
        items.map(({ receivedAtMs, ...item }) => ({
          ...storable(item),
          id: quarantineId(gateway, item.sequence),
          gateway,
          shard,
          receivedAt: receivedAtMs,
        })),
      )
      .onConflictDoUpdate({
        target: quarantine.id,
        set: {
          reason: sql`excluded.reason`,
          message: sql`excluded.message`,
          rejected: sql`excluded.rejected`,
          enterpriseId: sql`excluded.enterprise_id`,
          deviceId: sql`excluded.device_id`,
        },
      });
  }
  let index = 0;
  for (const items of chunks(job.conflicts)) {
    await tx.insert(readingConflict).values(
      items.map(({ readAtMs, ...item }) => ({
        ...item,
        gateway,
        shard,
        fromSequence: job.from,
        index: index++,
        readAt: readAtMs,
      })),
    );
  }
  for (const items of chunks(job.outputs)) {
    await tx.insert(reportedOutput).values(
      items.map(({ receivedAtMs, fromMs, toMs, ...item }) => ({
        ...storable(item),
        gateway,
        shard,
        receivedAt: receivedAtMs,
        from: fromMs,
        to: toMs,
      })),
    );
  }
  for (const items of chunks(job.events)) {
    await tx.insert(reportedEvent).values(
      items.map(({ receivedAtMs, atMs, ...item }) => ({
        ...storable(item),
        gateway,
        shard,
        receivedAt: receivedAtMs,
        at: atMs,
      })),
    );
  }
}

/** Id of a quarantined message: the same on every run. */
export function quarantineId(gateway: number, sequence: number): string {
  return `${gateway}-${sequence}`;
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

type MessagesByDate = Readonly<Record<string, number>>;

function messagesByDateOf(job: RangeOutcome): MessagesByDate {
  if (job.messagesByDate !== undefined) return job.messagesByDate;
  const messages = job.counts.reduce((sum, count) => sum + count.messages, 0);
  return { [localDate(job.receivedFromMs, PLATFORM_TIME_ZONE)]: messages };
}

function addMessages(
  changes: Changes,
  gateway: number,
  messagesByDate: MessagesByDate,
  sign: 1 | -1,
): void {
  for (const [date, messages] of Object.entries(messagesByDate)) {
    const key = `${date}|${gateway}`;
    const change = changes.messages.get(key) ?? { date, gateway, processed: 0 };
    change.processed += sign * messages;
    changes.messages.set(key, change);
  }
}

async function moveProcessedDays(
  tx: Executor,
  changes: readonly { date: string; gateway: number; processed: number }[],
): Promise<void> {
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

async function recordJournalDay(tx: Executor, job: JournalDay): Promise<void> {
  const { gateway, date, journalled, firstSequence, lastSequence } = job;
  await tx
    .insert(journalDay)
    .values({ gateway, date, journalled, firstSequence, lastSequence })
    .onConflictDoUpdate({
      target: [journalDay.date, journalDay.gateway],
      set: { journalled, firstSequence, lastSequence },
      // A report that comes late must not take back what a newer one said.
      setWhere: sql`${journalDay.lastSequence} <= ${lastSequence}`,
    });
}

/**
 * Strangers send NUL and halves of surrogate pairs, which PostgreSQL's text and jsonb refuse; one of
 * them must not keep the facts of a whole range from being recorded.
 */
function storable<T extends object>(item: T): T {
  const text = JSON.stringify(item, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value,
  );
  return JSON.parse(text) as T;
}
