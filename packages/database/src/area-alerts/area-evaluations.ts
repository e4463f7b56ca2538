import { sql } from 'drizzle-orm';
import type { Database, Executor } from '../connection.ts';
import type { AreaKey } from './area.ts';

/** Wishes taken up at once. */
const WISHES_MAX = 20_000;

/** An area whose turn it is. */
export interface DueArea extends AreaKey {
  /** Of the wish that is met by the look that follows. */
  readonly version: number;
}

/**
 * Takes up what asks for areas to be judged: targets issued or withdrawn, members whose months, lines or
 * audits changed, enterprises that moved. They are due after a while, so that what changes together is
 * judged once. Answers how many wishes there were.
 */
export async function takeAreaWishes(
  database: Database,
  { atMs, waitMs }: { readonly atMs: number; readonly waitMs: number },
): Promise<number> {
  const at = new Date(atMs).toISOString();
  const due = new Date(atMs + waitMs).toISOString();
  return await database.transaction(async (tx) => {
    await tx.execute(sql`
      insert into area_evaluation (area_type, area_code, due_at)
      select distinct area_type, area_code, ${at}::timestamptz from register_entry
      where register = 'area-target' and area_type is not null
      on conflict do nothing`);
    const { rows } = await tx.execute<{ count: number }>(sql`
      with taken as (
        delete from area_evaluation_wish where no in (
          select no from area_evaluation_wish order by no limit ${WISHES_MAX} for update skip locked)
        returning enterprise_id, area_type, area_code),
      members as (
        select distinct e.region_code, e.park_code from taken t
        join enterprise e on e.id = t.enterprise_id),
      wished as (
        select a.area_type, a.area_code from area_evaluation a
        where exists (select 1 from taken t where t.enterprise_id is null and t.area_type is null)
          or exists (select 1 from taken t
            where t.area_type = a.area_type and t.area_code = a.area_code)
          or exists (select 1 from members m
            where (a.area_type = 'region' and starts_with(m.region_code, a.area_code))
              or (a.area_type = 'park' and m.park_code = a.area_code))
        order by a.area_type, a.area_code for update),
      woken as (
        update area_evaluation a
        set due_at = least(a.due_at, ${due}::timestamptz), version = a.version + 1
        from wished w where w.area_type = a.area_type and w.area_code = a.area_code)
      select count(*)::int as count from taken`);
    return rows[0]?.count ?? 0;
  });
}

/**
 * Takes areas that are due, the longest waiting first, and holds them for a while: nobody else takes them,
 * and after that time anybody may, since whoever held them is gone.
 */
export async function claimDueAreas(
  executor: Executor,
  query: { readonly atMs: number; readonly holdMs: number; readonly limit: number },
): Promise<DueArea[]> {
  const at = new Date(query.atMs).toISOString();
  const until = new Date(query.atMs + query.holdMs).toISOString();
  const { rows } = await executor.execute<{
    area_type: AreaKey['areaType'];
    area_code: string;
    version: number;
  }>(sql`
    update area_evaluation as a set held_until = ${until}::timestamptz
    from (select area_type, area_code from area_evaluation
      where due_at <= ${at}::timestamptz and (held_until is null or held_until <= ${at}::timestamptz)
      order by due_at, area_type, area_code limit ${query.limit} for update skip locked) as due
    where a.area_type = due.area_type and a.area_code = due.area_code
    returning a.area_type, a.area_code, a.version`);
  return rows.map((row) => ({
    areaType: row.area_type,
    areaCode: row.area_code,
    version: row.version,
  }));
}

/** Notes that a claimed area was judged; one that was asked for meanwhile stays due. */
export async function finishArea(
  executor: Executor,
  { areaType, areaCode, version }: DueArea,
  { atMs, nextAtMs }: { readonly atMs: number; readonly nextAtMs: number },
): Promise<void> {
  const at = new Date(atMs).toISOString();
  const next = new Date(nextAtMs).toISOString();
  await executor.execute(sql`
    update area_evaluation set held_until = null, evaluated_at = ${at}::timestamptz,
      due_at = case when version = ${version} then ${next}::timestamptz else due_at end
    where area_type = ${areaType} and area_code = ${areaCode}`);
}
