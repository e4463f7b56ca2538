import { sql } from 'drizzle-orm';
import type { Database, Executor } from '../connection.ts';
import { enterprise } from '../schema/registry.ts';
import { ruleEvaluation } from '../schema/rules.ts';

/** Wishes taken up at once. */
const WISHES_MAX = 5_000;

/** An enterprise whose turn it is. */
export interface DueEvaluation {
  readonly enterpriseId: string;
  /** Of the wish that is met by the look that follows. */
  readonly version: number;
  /** Local day of the last look of a day, `YYYY-MM-DD`; null before the first. */
  readonly evaluatedOn: string | null;
}

/**
 * Takes up what asks for a judgement: acts on record (triggers leave a wish for each, in its own
 * transaction) and enterprises that are new here. Answers how many wishes there were.
 */
export async function takeEvaluationWishes(database: Database, atMs: number): Promise<number> {
  const at = new Date(atMs).toISOString();
  return await database.transaction(async (tx) => {
    await tx.execute(sql`
      insert into ${ruleEvaluation} (enterprise_id, due_at)
      select ${enterprise.id}, ${at}::timestamptz from ${enterprise}
      where not exists (select 1 from ${ruleEvaluation} e where e.enterprise_id = ${enterprise.id})
      on conflict do nothing`);
    const { rows } = await tx.execute<{ enterprise_id: string | null }>(sql`
      delete from rule_evaluation_wish where no in (
        select no from rule_evaluation_wish order by no limit ${WISHES_MAX}
        for update skip locked)
      returning enterprise_id`);
    if (rows.length === 0) return 0;
    const isForAll = rows.some((row) => row.enterprise_id === null);
    const ids = [...new Set(rows.flatMap((row) => row.enterprise_id ?? []))];
    // In one order, so that two who take wishes cannot wait for each other.
    await tx.execute(sql`
      update ${ruleEvaluation} as e set due_at = least(e.due_at, ${at}::timestamptz),
        version = e.version + 1
      from (select enterprise_id from ${ruleEvaluation}
        where ${isForAll} or enterprise_id = any(${sql.param(ids)}::text[])
        order by enterprise_id for update) as wished
      where e.enterprise_id = wished.enterprise_id`);
    return rows.length;
  });
}

/**
 * Takes enterprises that are due, the longest waiting first, and holds them for a while: nobody else
 * takes them, and after that time anybody may, since whoever held them is gone.
 */
export async function claimDueEvaluations(
  executor: Executor,
  query: { readonly atMs: number; readonly holdMs: number; readonly limit: number },
): Promise<DueEvaluation[]> {
  const at = new Date(query.atMs).toISOString();
  const until = new Date(query.atMs + query.holdMs).toISOString();
  const { rows } = await executor.execute<{
    enterprise_id: string;
    version: number;
    evaluated_on: string | null;
  }>(sql`
    update ${ruleEvaluation} as e set held_until = ${until}::timestamptz
    from (select enterprise_id from ${ruleEvaluation}
      where due_at <= ${at}::timestamptz and (held_until is null or held_until <= ${at}::timestamptz)
      order by due_at, enterprise_id limit ${query.limit} for update skip locked) as due
    where e.enterprise_id = due.enterprise_id
    returning e.enterprise_id, e.version, e.evaluated_on::text`);
  return rows.map((row) => ({
    enterpriseId: row.enterprise_id,
    version: row.version,
    evaluatedOn: row.evaluated_on,
  }));
}

/** Notes that a claimed enterprise was judged; one that was asked for meanwhile stays due. */
export async function finishEvaluations(
  executor: Executor,
  done: readonly {
    readonly enterpriseId: string;
    readonly version: number;
    readonly atMs: number;
    /** Local day whose look it was; null: none yet. */
    readonly evaluatedOn: string | null;
    readonly nextAtMs: number;
  }[],
): Promise<void> {
  if (done.length === 0) return;
  const ids = done.map(({ enterpriseId }) => enterpriseId);
  const versions = done.map(({ version }) => version);
  const days = done.map(({ evaluatedOn }) => evaluatedOn);
  const at = done.map(({ atMs }) => new Date(atMs).toISOString());
  const next = done.map(({ nextAtMs }) => new Date(nextAtMs).toISOString());
  await executor.execute(sql`
    update ${ruleEvaluation} as e set held_until = null, evaluated_at = d.at,
      evaluated_on = d.day,
      due_at = case when e.version = d.version then d.next else e.due_at end
    from unnest(${sql.param(ids)}::text[], ${sql.param(versions)}::int[],
      ${sql.param(at)}::timestamptz[], ${sql.param(days)}::date[],
      ${sql.param(next)}::timestamptz[]) as d (id, version, at, day, next)
    where e.enterprise_id = d.id`);
}

/** Has an enterprise looked at again by an instant at the latest. */
export async function bringEvaluationForward(
  executor: Executor,
  enterpriseId: string,
  byMs: number,
): Promise<void> {
  const by = new Date(byMs).toISOString();
  await executor.execute(sql`
    update ${ruleEvaluation} set due_at = ${by}::timestamptz
    where enterprise_id = ${enterpriseId} and due_at > ${by}::timestamptz`);
}

/** Enterprises that are due and not held, and for how long the first of them has been, seconds. */
export async function evaluationBacklog(
  executor: Executor,
  atMs: number,
): Promise<{ readonly count: number; readonly oldestSeconds: number }> {
  const at = new Date(atMs).toISOString();
  const { rows } = await executor.execute<{ count: number; oldest: number | null }>(sql`
    select count(*)::int as count,
      extract(epoch from ${at}::timestamptz - min(due_at))::float8 as oldest
    from ${ruleEvaluation} where due_at <= ${at}::timestamptz`);
  return { count: rows[0]?.count ?? 0, oldestSeconds: rows[0]?.oldest ?? 0 };
}
