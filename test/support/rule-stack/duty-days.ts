import { addDays, localDate } from '@hengneng/domain';
import pg from 'pg';

import { ZONE } from '../../cases/rules/support/scenario.ts';
import type { Stack } from '../stack.ts';
import type { ToldStory } from './run-stories.ts';

const COUNTED_MS = 60_000;
const PAUSE_MS = 200;

/**
 * Sets the registration of stories' enterprises back to the day that they name, and waits until all days of
 * their duty to report are counted.
 */
export async function untilDaysAreCounted(stack: Stack, told: readonly ToldStory[]): Promise<void> {
  const client = new pg.Client({
    connectionString: stack.environmentOf('api').DATABASE_URL ?? '',
  });
  await client.connect();
  try {
    const older = told.filter(({ story }) => story.plan.registeredAtMs !== undefined);
    for (const { story, enterpriseId } of older) {
      const at = new Date(story.plan.registeredAtMs ?? 0).toISOString();
      const values = [enterpriseId, at];
      await client.query('update enterprise set created_at = $2 where id = $1', values);
      await client.query('update meter set created_at = $2 where enterprise_id = $1', values);
    }
    await countDays(
      client,
      told.filter(({ story }) => story.plan.countsDays === true),
    );
  } finally {
    await client.end();
  }
}

/**
 * Waits until all days of some enterprises are counted as their readings are now. The rest that days with
 * late readings are given, five minutes, is over for them at once.
 */
export async function countDays(client: pg.Client, told: readonly ToldStory[]): Promise<void> {
  const ids = told.map(({ enterpriseId }) => enterpriseId);
  const yesterday = addDays(localDate(Date.now(), ZONE), -1);
  const deadlineMs = Date.now() + COUNTED_MS;
  for (;;) {
    // One whose first look was before it was set back to its registration is looked at anew.
    await client.query(
      `delete from data_duty_state as state using enterprise
       where enterprise.id = state.enterprise_id and enterprise.id = any($1)
         and (enterprise.created_at at time zone '${ZONE}')::date <= state.through
         and not exists (select 1 from data_duty_day as day where day.enterprise_id = enterprise.id
           and day.date = (enterprise.created_at at time zone '${ZONE}')::date)`,
      [ids],
    );
    await client.query(
      `update data_duty_touch set since = now() - interval '6 minutes'
       where enterprise_id = any($1) and since > now() - interval '5 minutes'`,
      [ids],
    );
    const { rows } = await client.query<{ waiting: number }>(
      `select count(*)::int as waiting from enterprise
       left join data_duty_state as state on state.enterprise_id = enterprise.id
       where enterprise.id = any($1) and (state.through is null or state.through < $2::date
         or exists (select 1 from data_duty_touch as touch
           where touch.enterprise_id = enterprise.id and touch.date <= $2::date))`,
      [ids, yesterday],
    );
    if (rows[0]?.waiting === 0) return;
    if (Date.now() > deadlineMs) throw new Error(`Days are not counted: ${ids.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
