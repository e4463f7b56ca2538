import type { RangeOutcome } from '@hengneng/contracts';
import { and, between, eq, notInArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Executor } from './connection.ts';
import { quarantine, readingConflict, reportedEvent, reportedOutput } from './schema/facts.ts';

/** Removes what an earlier run of the range put on record and this one does not confirm. */
export async function removeFacts(tx: Executor, job: RangeOutcome): Promise<void> {
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

/** Puts the rows of an outcome on record; a message in quarantine that is there keeps its state. */
export async function insertFacts(tx: Executor, job: RangeOutcome): Promise<void> {
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
