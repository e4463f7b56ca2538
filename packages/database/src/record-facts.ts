import type { JournalDay, OutcomeCount, RangeOutcome, RecordFactsJob } from '@hengneng/contracts';
import { and, between, eq, or, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Database, Executor } from './connection.ts';
import { METER_REPLACED, openProposals } from './corrections/proposals.ts';
import { DayTotalChanges, type MessagesByDate, messagesByDateOf } from './day-totals.ts';
import { type HeardDevice, touchDevices } from './device-activity.ts';
import { touchDutyDays } from './duty/duty-days.ts';
import { insertFacts, removeFacts } from './range-facts.ts';
import { journalDay, rangeOutcome, reportedEvent } from './schema/facts.ts';
import { storeNextSnapshots } from './snapshots.ts';

/** Any fixed number will do; it must only be nobody else's. */
const RECORD_FACTS_LOCK = 7_204_312;

/**
 * Puts reports of the data plane on record, in their order, in one transaction.
 *
 * The outcome of a range replaces what an earlier run of the same range recorded and moves the day
 * totals by the difference, so running a range again changes nothing. Messages in quarantine that
 * somebody has replayed keep that mark. One caller at a time, by an advisory lock; of two runs of one
 * range that come in the wrong order the later run stays.
 *
 * Where a device's proposal of a meter exchange comes or goes, the enterprise gets a new registry
 * version, because it decides how the meter counts. Answers devices that were never heard before.
 */
export async function recordFacts(
  database: Database,
  jobs: readonly RecordFactsJob[],
  atMs: number,
): Promise<HeardDevice[]> {
  if (jobs.length === 0) return [];
  return await database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${RECORD_FACTS_LOCK})`);
    for (const job of jobs) {
      if (job.type === 'journal-day') await recordJournalDay(tx, job);
    }
    const outcomes = lastRuns(jobs);
    const earlier = await findEarlier(tx, outcomes);
    const runs = outcomes.map((job) => ({ job, earlier: earlier.get(rangeKey(job)) }));
    const proposers = await enterprisesOfEvents(tx, runs);
    const before = await proposalsOf(tx, proposers);
    await recordOutcomes(tx, runs);
    const after = await proposalsOf(tx, proposers);
    const changed = proposers.filter((id) => before.get(id) !== after.get(id));
    await storeNextSnapshots(tx, changed, atMs);
    return await touchDevices(tx, outcomes.flatMap(heardIn));
  });
}

function heardIn({ devicesHeard = {} }: RangeOutcome): HeardDevice[] {
  return Object.entries(devicesHeard).flatMap(([enterpriseId, devices]) =>
    Object.entries(devices).map(([deviceId, heardAtMs]) => ({
      ...{ enterpriseId, deviceId, atMs: heardAtMs },
    })),
  );
}

/** What an earlier run of a range recorded. */
interface EarlierRun {
  readonly counts: OutcomeCount[];
  readonly messagesByDate: MessagesByDate;
  readonly factCount: number;
  readonly ranAtMs: number | null;
}

/** A run to record, and what an earlier run of the same range left. */
interface Run {
  readonly job: RangeOutcome;
  readonly earlier: EarlierRun | undefined;
}

/** Enterprises of which the runs bring, or an earlier run brought, an event that proposes something. */
async function enterprisesOfEvents(tx: Executor, runs: readonly Run[]): Promise<string[]> {
  const ids = runs.flatMap(({ job }) =>
    job.events.filter(({ type }) => type === METER_REPLACED).map((event) => event.enterpriseId),
  );
  const replaced = runs.filter(({ earlier }) => earlier !== undefined && earlier.factCount > 0);
  if (replaced.length > 0) {
    const rows = await tx
      .selectDistinct({ id: reportedEvent.enterpriseId })
      .from(reportedEvent)
      .where(
        and(
          eq(reportedEvent.type, METER_REPLACED),
          or(
            ...replaced.map(({ job }) =>
              and(
                eq(reportedEvent.gateway, job.gateway),
                eq(reportedEvent.shard, job.shard),
                between(reportedEvent.sequence, job.from, job.to),
              ),
            ),
          ),
        ),
      );
    ids.push(...rows.map(({ id }) => id));
  }
  return [...new Set(ids)].sort();
}

/** The open proposals of each enterprise, as text to compare. */
async function proposalsOf(tx: Executor, enterpriseIds: readonly string[]) {
  if (enterpriseIds.length === 0) return new Map<string, string>();
  const groups = Map.groupBy(
    await openProposals(tx, enterpriseIds),
    ({ enterpriseId }) => enterpriseId,
  );
  return new Map(
    [...groups].map(([id, open]) => [
      id,
      JSON.stringify(open.map(({ meterId, atMs }) => [meterId, atMs])),
    ]),
  );
}

async function recordOutcomes(tx: Executor, runs: readonly Run[]): Promise<void> {
  const newer = runs.filter(({ job, earlier }) => !isBefore(job.ranAtMs, earlier?.ranAtMs));
  const changes = new DayTotalChanges();
  for (const { job, earlier } of newer) {
    if (earlier !== undefined) changes.add(job.gateway, earlier, -1);
    changes.add(job.gateway, { counts: job.counts, messagesByDate: messagesByDateOf(job) }, 1);
  }
  for (const part of chunks(newer)) {
    await tx
      .insert(rangeOutcome)
      .values(part.map(({ job }) => rowOf(job)))
      .onConflictDoUpdate({
        target: [rangeOutcome.gateway, rangeOutcome.shard, rangeOutcome.fromSequence],
        set: {
          toSequence: sql`excluded.to_seq`,
          receivedFrom: sql`excluded.received_from`,
          receivedTo: sql`excluded.received_to`,
          registryVersions: sql`excluded.registry_versions`,
          counts: sql`excluded.counts`,
          messagesByDate: sql`excluded.messages_by_date`,
          factCount: sql`excluded.fact_count`,
          ranAt: sql`excluded.ran_at`,
          recordedAt: sql`now()`,
        },
      });
  }
  for (const { job, earlier } of newer) {
    if (earlier !== undefined && earlier.factCount > 0) await removeFacts(tx, job);
    await insertFacts(tx, job);
  }
  await changes.apply(tx);
  await touchDutyDays(
    tx,
    runs.flatMap(({ job }) =>
      Object.entries(job.readDates ?? {}).flatMap(([enterpriseId, dates]) =>
        dates.map((date) => ({ enterpriseId, date })),
      ),
    ),
  );
}

function rowOf(job: RangeOutcome): typeof rangeOutcome.$inferInsert {
  const { quarantined, conflicts, outputs, events } = job;
  return {
    gateway: job.gateway,
    fromSequence: job.from,
    shard: job.shard,
    toSequence: job.to,
    receivedFrom: job.receivedFromMs,
    receivedTo: job.receivedToMs,
    registryVersions: job.registryVersions,
    counts: job.counts,
    messagesByDate: messagesByDateOf(job),
    factCount: quarantined.length + conflicts.length + outputs.length + events.length,
    ranAt: job.ranAtMs ?? null,
  };
}

/** Of each range its latest run, in the order of the jobs: the others would be replaced at once. */
function lastRuns(jobs: readonly RecordFactsJob[]): RangeOutcome[] {
  const last = new Map<string, RangeOutcome>();
  for (const job of jobs) {
    if (job.type !== 'range-outcome') continue;
    const key = rangeKey(job);
    if (!isBefore(job.ranAtMs, last.get(key)?.ranAtMs)) last.set(key, job);
  }
  return [...last.values()];
}

async function findEarlier(
  tx: Executor,
  jobs: readonly RangeOutcome[],
): Promise<Map<string, EarlierRun>> {
  if (jobs.length === 0) return new Map();
  const gateways = jobs.map((job) => job.gateway);
  const shards = jobs.map((job) => job.shard);
  const sequences = jobs.map((job) => job.from);
  const rows = await tx
    .select()
    .from(rangeOutcome)
    .where(
      sql`(${rangeOutcome.gateway}, ${rangeOutcome.shard}, ${rangeOutcome.fromSequence}) in (
        select * from unnest(${sql.param(gateways)}::int[], ${sql.param(shards)}::int[],
          ${sql.param(sequences)}::bigint[]))`,
    );
  return new Map(
    rows.map((row) => [
      rangeKey({ gateway: row.gateway, shard: row.shard, from: row.fromSequence }),
      {
        counts: row.counts as OutcomeCount[],
        messagesByDate: row.messagesByDate as MessagesByDate,
        factCount: row.factCount,
        ranAtMs: row.ranAt,
      },
    ]),
  );
}

function rangeKey(range: Pick<RangeOutcome, 'gateway' | 'shard' | 'from'>): string {
  return `${range.gateway}-${range.shard}-${range.from}`;
}

/** Whether one run is known to be older than the other; unknown times leave the order of arrival. */
function isBefore(one: number | null | undefined, other: number | null | undefined): boolean {
  return typeof one === 'number' && typeof other === 'number' && one < other;
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
