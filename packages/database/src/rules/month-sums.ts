import { and, eq, inArray, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { enterpriseMonthSums } from '../schema/month-sums.ts';

/** Numbers of one month: its start, quantity, estimated quantity and covered time. */
const NUMBERS_PER_MONTH = 4;

/** What is kept of the settled months of one enterprise. */
export interface StoredMonthSums {
  readonly enterpriseId: string;
  /** The store of energy whose days were added up. */
  readonly storeId: string;
  /** Names by what the days were counted and added up. */
  readonly countedBy: string;
  readonly timeZone: string;
  /** Sums are of the days of [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  /** When the days were read, by the clock of who read them. */
  readonly checkedAtMs: number;
  /**
   * By meter, for every month with days, in order: its start, quantity, estimated quantity, covered
   * time. A meter without days has an empty list.
   */
  readonly months: ReadonlyMap<string, Float64Array>;
}

/** What is kept of some enterprises; rows of another store, another count or another shape are left out. */
export async function listMonthSums(
  executor: Executor,
  query: {
    readonly enterpriseIds: readonly string[];
    readonly storeId: string;
    readonly countedBy: string;
  },
): Promise<Map<string, StoredMonthSums>> {
  const found = new Map<string, StoredMonthSums>();
  for (const ids of chunks(query.enterpriseIds)) {
    const rows = await executor
      .select()
      .from(enterpriseMonthSums)
      .where(
        and(
          inArray(enterpriseMonthSums.enterpriseId, ids),
          eq(enterpriseMonthSums.storeId, query.storeId),
          eq(enterpriseMonthSums.countedBy, query.countedBy),
        ),
      );
    for (const { fromAt, toAt, checkedAt, meterIds, monthCounts, sums, ...row } of rows) {
      const months = unpackMonths(meterIds, monthCounts, sums);
      if (months === null) continue;
      const instants = { fromMs: fromAt, toMs: toAt, checkedAtMs: checkedAt };
      found.set(row.enterpriseId, { ...row, ...instants, months });
    }
  }
  return found;
}

/**
 * Keeps sums in the place of those there are. Whoever comes last is kept: each row says when its days
 * were read, so an older one is not wrong, only checked from earlier on.
 */
export async function saveMonthSums(
  executor: Executor,
  items: readonly StoredMonthSums[],
): Promise<void> {
  // In one order, so that two who keep several cannot wait for each other.
  const ordered = [...items].sort((one, other) => (one.enterpriseId < other.enterpriseId ? -1 : 1));
  for (const part of chunks(ordered)) {
    await executor
      .insert(enterpriseMonthSums)
      .values(
        part.map(({ fromMs, toMs, checkedAtMs, months, ...row }) => ({
          ...{ ...row, fromAt: fromMs, toAt: toMs, checkedAt: checkedAtMs },
          meterIds: [...months.keys()],
          monthCounts: [...months.values()].map(({ length }) => length / NUMBERS_PER_MONTH),
          sums: packMonths([...months.values()]),
        })),
      )
      .onConflictDoUpdate({
        target: enterpriseMonthSums.enterpriseId,
        set: {
          storeId: sql`excluded.store_id`,
          countedBy: sql`excluded.counted_by`,
          timeZone: sql`excluded.time_zone`,
          fromAt: sql`excluded.from_at`,
          toAt: sql`excluded.to_at`,
          checkedAt: sql`excluded.checked_at`,
          meterIds: sql`excluded.meter_ids`,
          monthCounts: sql`excluded.month_counts`,
          sums: sql`excluded.sums`,
        },
      });
  }
}

function packMonths(months: readonly Float64Array[]): Buffer {
  const length = months.reduce((sum, each) => sum + each.length, 0);
  const bytes = Buffer.alloc(length * Float64Array.BYTES_PER_ELEMENT);
  let at = 0;
  for (const each of months) {
    for (const number of each) at = bytes.writeDoubleLE(number, at);
  }
  return bytes;
}

/** Null where the parts of a row do not fit each other. */
function unpackMonths(
  meterIds: readonly string[],
  monthCounts: readonly number[],
  sums: Buffer,
): Map<string, Float64Array> | null {
  const numbers = monthCounts.reduce((sum, count) => sum + count * NUMBERS_PER_MONTH, 0);
  const isWhole = sums.length === numbers * Float64Array.BYTES_PER_ELEMENT;
  if (!isWhole || meterIds.length !== monthCounts.length) return null;
  const months = new Map<string, Float64Array>();
  let at = 0;
  for (const [index, meterId] of meterIds.entries()) {
    const own = new Float64Array((monthCounts[index] ?? 0) * NUMBERS_PER_MONTH);
    for (let number = 0; number < own.length; number += 1) {
      own[number] = sums.readDoubleLE(at);
      at += Float64Array.BYTES_PER_ELEMENT;
    }
    months.set(meterId, own);
  }
  return months;
}
