import { sql } from 'drizzle-orm';
import type { Executor } from './connection.ts';

/** Kinds of records that most enterprises have none of, with their tables. */
const TABLES = {
  virtualMeters: 'virtual_meter',
  calibrations: 'meter_calibration',
  sourceSettings: 'energy_source_setting',
  generations: 'generation_setting',
  ledgers: 'ledger_revision',
  ledgerSettings: 'ledger_setting',
  outputs: 'reported_output',
  corrections: 'correction_item',
  calorificValues: 'enterprise_calorific_value',
  dutyDays: 'data_duty_day',
  conflicts: 'reading_conflict',
  declaredStops: 'declared_stop',
} as const;

/** Which of some enterprises have records of a kind at all. */
export type RecordPresence = Readonly<Record<keyof typeof TABLES, ReadonlySet<string>>>;

/**
 * Asks once for many enterprises which kinds of records each has: for those who compute many, so that
 * they need not ask for what is not there.
 */
export async function recordPresence(
  executor: Executor,
  enterpriseIds: readonly string[],
): Promise<RecordPresence> {
  const kinds = Object.keys(TABLES) as (keyof typeof TABLES)[];
  const ids = sql.param([...enterpriseIds]);
  const asked = kinds.map(
    (
      kind, // Named in full: some of these tables have an id of their own.
    ) =>
      sql`select ${sql.raw(`'${kind}'`)} as kind, wanted.id from unnest(${ids}::text[]) as wanted (id)
      where exists (select 1 from ${sql.raw(TABLES[kind])} t where t.enterprise_id = wanted.id)`,
  );
  const { rows } = await executor.execute<{ kind: keyof typeof TABLES; id: string }>(
    sql.join(asked, sql` union all `),
  );
  const found = Object.fromEntries(kinds.map((kind) => [kind, new Set<string>()]));
  for (const { kind, id } of rows) found[kind]?.add(id);
  return found as Record<keyof typeof TABLES, Set<string>>;
}
