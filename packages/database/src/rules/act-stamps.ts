import { sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';

/**
 * A mark of what is on record of each enterprise, besides its measured energy: it changes with every act
 * that leaves a wish for a judgement (a signature, a ledger step, an approved correction, a factor set, a
 * declared stop, an output), as soon as that is committed. Two marks that are the same say that nothing
 * of it has changed.
 */
export async function readActStamps(
  executor: Executor,
  enterpriseIds: readonly string[],
): Promise<Map<string, string>> {
  // Numbers are drawn before they are committed, so the highest alone would miss an act that took longer.
  const { rows } = await executor.execute<{ id: string; stamp: string }>(sql`
    with wish as (
      select enterprise_id, count(*) as count, max(no) as last from rule_evaluation_wish
      group by enterprise_id)
    select id, concat_ws(':', e.version, own.count, own.last, every.count, every.last) as stamp
    from unnest(${sql.param([...enterpriseIds])}::text[]) as id
    left join rule_evaluation e on e.enterprise_id = id
    left join wish own on own.enterprise_id = id
    left join wish every on every.enterprise_id is null`);
  return new Map(rows.map(({ id, stamp }) => [id, stamp]));
}
