import type { DutyResult, DutyVerdict, MeterArrivals, Silences } from '@hengneng/domain';
import { and, asc, between, eq, inArray, sql } from 'drizzle-orm';
import { chunks } from '../chunks.ts';
import type { Executor } from '../connection.ts';
import { dataDutyDay, dataDutyState, dataDutyTouch } from '../schema/duty.ts';
import { enterprise } from '../schema/registry.ts';
import { enterpriseInScope, ownedInScope, type TenantScope } from '../tenant-scope.ts';

/** One day of one enterprise: what was counted and what it came to. */
export interface StoredDutyDay {
  readonly date: string;
  readonly timeZone: string;
  /** Readings by meter; meters without any are absent. */
  readonly counts: Readonly<Record<string, number>>;
  readonly arrivals: readonly MeterArrivals[] | null;
  readonly expectedCount: number;
  readonly receivedCount: number;
  readonly declaredCount: number;
  readonly verdicts: readonly DutyVerdict[];
  readonly silences: Silences;
  readonly result: DutyResult;
  readonly countedAtMs: number;
  readonly judgedAtMs: number;
}

/** A day that readings were written to since it was counted. */
export interface DutyTouch {
  readonly date: string;
  readonly version: number;
}

/** How far an enterprise's days are counted. */
export interface DutyState {
  readonly through: string;
  readonly rejudgeFrom: string | null;
  readonly rejudgeVersion: number;
}

/** Days are counted again at most this often while late readings keep coming. */
const TOUCH_REST_MS = 5 * 60_000;

/** Enterprises whose days are to be counted or judged now, those never looked at first. */
export async function enterprisesWithDuty(
  executor: Executor,
  atMs: number,
  limit: number,
): Promise<string[]> {
  const at = new Date(atMs).toISOString();
  const rested = new Date(atMs - TOUCH_REST_MS).toISOString();
  const result = await executor.execute<{ id: string }>(sql`
    select ${enterprise.id} as id from ${enterprise}
    left join ${dataDutyState} on ${dataDutyState.enterpriseId} = ${enterprise.id}
    where ${dataDutyState.enterpriseId} is null
      or ${dataDutyState.dueAt} <= ${at}::timestamptz
      or ${dataDutyState.rejudgeFrom} is not null
      or exists (select 1 from ${dataDutyTouch}
        where ${dataDutyTouch.enterpriseId} = ${enterprise.id}
          and ${dataDutyTouch.date} <= ${dataDutyState.through}
          and ${dataDutyTouch.since} <= ${rested}::timestamptz)
    order by ${dataDutyState.dueAt} nulls first, ${enterprise.id} limit ${limit}`);
  return result.rows.map(({ id }) => id);
}

/** How far an enterprise is counted; null before the first time. */
export async function findDutyState(
  executor: Executor,
  enterpriseId: string,
): Promise<DutyState | null> {
  const [row] = await executor
    .select()
    .from(dataDutyState)
    .where(eq(dataDutyState.enterpriseId, enterpriseId));
  return row ?? null;
}

/** Days of an enterprise that were written to since they were counted, up to a day, oldest first. */
export async function listDutyTouches(
  executor: Executor,
  enterpriseId: string,
  throughDate: string,
): Promise<DutyTouch[]> {
  return await executor
    .select({ date: dataDutyTouch.date, version: dataDutyTouch.version })
    .from(dataDutyTouch)
    .where(
      and(
        eq(dataDutyTouch.enterpriseId, enterpriseId),
        sql`${dataDutyTouch.date} <= ${throughDate}`,
      ),
    )
    .orderBy(asc(dataDutyTouch.date));
}

/** Notes that readings were written to these days; the day has to be counted again. */
export async function touchDutyDays(
  tx: Executor,
  touched: readonly { readonly enterpriseId: string; readonly date: string }[],
): Promise<void> {
  const keys = new Map(touched.map((each) => [`${each.enterpriseId} ${each.date}`, each]));
  // In one order, so that two who note the same days cannot wait for each other.
  const rows = [...keys.keys()].sort().flatMap((key) => keys.get(key) ?? []);
  for (const part of chunks(rows)) {
    await tx
      .insert(dataDutyTouch)
      .values(part.map((each) => ({ ...each, version: 1, since: sql`now()` })))
      .onConflictDoUpdate({
        target: [dataDutyTouch.enterpriseId, dataDutyTouch.date],
        set: { version: sql`${dataDutyTouch.version} + 1` },
      });
  }
}

/** Asks for an enterprise's days from one on to be judged again. */
export async function rejudgeDutyFrom(
  tx: Executor,
  enterpriseId: string,
  date: string,
): Promise<void> {
  await tx
    .update(dataDutyState)
    .set({
      rejudgeFrom: sql`least(${dataDutyState.rejudgeFrom}, ${date}::date)`,
      rejudgeVersion: sql`${dataDutyState.rejudgeVersion} + 1`,
    })
    .where(eq(dataDutyState.enterpriseId, enterpriseId));
}

/**
 * Keeps what a look came to, in one transaction: the days, how far they go, and that the touches it
 * counted are dealt with. What was touched or asked for meanwhile stays to be done.
 */
export async function saveDutyDays(
  tx: Executor,
  enterpriseId: string,
  saved: {
    readonly days: readonly StoredDutyDay[];
    readonly through: string;
    readonly dueAtMs: number;
    readonly touches: readonly DutyTouch[];
    /** The request to judge again that this look has met; null where there was none. */
    readonly rejudged: number | null;
  },
): Promise<void> {
  for (const part of chunks(saved.days)) {
    await tx
      .insert(dataDutyDay)
      .values(
        part.map(({ countedAtMs, judgedAtMs, ...day }) => ({
          ...day,
          enterpriseId,
          countedAt: countedAtMs,
          judgedAt: judgedAtMs,
        })),
      )
      .onConflictDoUpdate({
        target: [dataDutyDay.enterpriseId, dataDutyDay.date],
        set: {
          timeZone: sql`excluded.time_zone`,
          counts: sql`excluded.counts`,
          arrivals: sql`excluded.arrivals`,
          expectedCount: sql`excluded.expected_count`,
          receivedCount: sql`excluded.received_count`,
          declaredCount: sql`excluded.declared_count`,
          verdicts: sql`excluded.verdicts`,
          silences: sql`excluded.silences`,
          result: sql`excluded.result`,
          countedAt: sql`excluded.counted_at`,
          judgedAt: sql`excluded.judged_at`,
        },
      });
  }
  const { through, dueAtMs, rejudged } = saved;
  await tx
    .insert(dataDutyState)
    .values({ enterpriseId, through, dueAt: dueAtMs })
    .onConflictDoUpdate({
      target: dataDutyState.enterpriseId,
      set: {
        through: sql`excluded.through`,
        dueAt: sql`excluded.due_at`,
        rejudgeFrom: sql`case when ${dataDutyState.rejudgeVersion} = ${rejudged ?? -1}
          then null else ${dataDutyState.rejudgeFrom} end`,
      },
    });
  // Locked in the order in which they are noted.
  const dates = saved.touches.map((touch) => touch.date);
  const versions = saved.touches.map((touch) => touch.version);
  await tx.execute(sql`
    with counted as (
      select * from unnest(${sql.param(dates)}::date[], ${sql.param(versions)}::int[])
        as counted (date, version)),
    held as (
      select ${dataDutyTouch.date} as date from ${dataDutyTouch}
      where ${dataDutyTouch.enterpriseId} = ${enterpriseId}
        and ${dataDutyTouch.date} in (select date from counted)
      order by ${dataDutyTouch.date} for update),
    gone as (
      delete from data_duty_touch as touch using counted, held
      where touch.enterprise_id = ${enterpriseId} and touch.date = counted.date
        and touch.date = held.date and touch.version = counted.version)
    update data_duty_touch as touch set since = now() from counted, held
    where touch.enterprise_id = ${enterpriseId} and touch.date = counted.date
      and touch.date = held.date and touch.version <> counted.version`);
}

/** Days of an enterprise of the scope from one to another, both included, oldest first. */
export async function listDutyDays(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseId: string; readonly from: string; readonly to: string },
): Promise<StoredDutyDay[]> {
  const rows = await executor
    .select()
    .from(dataDutyDay)
    .where(
      and(
        eq(dataDutyDay.enterpriseId, query.enterpriseId),
        between(dataDutyDay.date, query.from, query.to),
        ownedInScope(scope, dataDutyDay.enterpriseId),
      ),
    )
    .orderBy(asc(dataDutyDay.date));
  return rows.map(toDay);
}

/** The first day from one on of which nobody has measured how its readings came in; null for none. */
export async function firstUnmeasuredDutyDay(
  executor: Executor,
  enterpriseId: string,
  fromDate: string,
): Promise<string | null> {
  const [row] = await executor
    .select({ date: dataDutyDay.date })
    .from(dataDutyDay)
    .where(
      and(
        eq(dataDutyDay.enterpriseId, enterpriseId),
        sql`${dataDutyDay.date} >= ${fromDate}`,
        sql`${dataDutyDay.arrivals} is null`,
      ),
    )
    .orderBy(asc(dataDutyDay.date))
    .limit(1);
  return row?.date ?? null;
}

/** A judged day as far as a region's figures need it. */
export interface RegionDutyDay
  extends Pick<
    StoredDutyDay,
    'date' | 'expectedCount' | 'receivedCount' | 'declaredCount' | 'verdicts' | 'result'
  > {
  readonly enterpriseId: string;
}

/** Days of enterprises of the scope, of a region or those named, by enterprise and day. */
export async function listRegionDutyDays(
  executor: Executor,
  scope: TenantScope,
  query: {
    readonly regionCode?: string;
    readonly enterpriseIds?: readonly string[];
    readonly from: string;
    readonly to: string;
  },
): Promise<RegionDutyDay[]> {
  const { regionCode, enterpriseIds } = query;
  if (enterpriseIds?.length === 0) return [];
  const rows = await executor
    .select({
      enterpriseId: dataDutyDay.enterpriseId,
      date: dataDutyDay.date,
      expectedCount: dataDutyDay.expectedCount,
      receivedCount: dataDutyDay.receivedCount,
      declaredCount: dataDutyDay.declaredCount,
      verdicts: dataDutyDay.verdicts,
      result: dataDutyDay.result,
    })
    .from(dataDutyDay)
    .innerJoin(enterprise, eq(enterprise.id, dataDutyDay.enterpriseId))
    .where(
      and(
        between(dataDutyDay.date, query.from, query.to),
        regionCode === undefined
          ? undefined
          : sql`starts_with(${enterprise.regionCode}, ${regionCode})`,
        enterpriseIds === undefined ? undefined : inArray(enterprise.id, [...enterpriseIds]),
        enterpriseInScope(scope),
      ),
    )
    .orderBy(asc(dataDutyDay.enterpriseId), asc(dataDutyDay.date));
  return rows as RegionDutyDay[];
}

function toDay(row: typeof dataDutyDay.$inferSelect): StoredDutyDay {
  const { enterpriseId: _, countedAt, judgedAt, ...rest } = row;
  return {
    ...(rest as Omit<StoredDutyDay, 'countedAtMs' | 'judgedAtMs'>),
    countedAtMs: countedAt,
    judgedAtMs: judgedAt,
  };
}
