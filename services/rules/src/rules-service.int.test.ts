import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RulesService } from './rules-service.ts';
import { budget, type RulesWorld, startRulesWorld, TCE_PER_MWH } from './testing/rules-world.ts';

/** A megawatt hour a day, in a year of 365 days. */
const YEAR_TCE = 365 * TCE_PER_MWH;
const NOON = '2026-11-21T12:00:00+08:00';

let world: RulesWorld;
const running: RulesService[] = [];

beforeAll(async () => {
  world = await startRulesWorld(NOON);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});
afterAll(async () => {
  await world.dispose();
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  running.push(await world.start(env));
}

/** Rules and severities of an enterprise's alerts, once there are so many. */
async function alertsOf(enterpriseId: string, count: number): Promise<string[]> {
  return await vi.waitFor(
    async () => {
      const alerts = await world.alerts(enterpriseId);
      const texts = alerts.map(
        ({ rule, severity, condition }) => `${rule} ${severity} ${condition}`,
      );
      expect(texts).toHaveLength(count);
      return texts;
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** Waits until nothing is due any more. */
async function untilJudged(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await world.database.executor.execute<{ due: number }>(sql`
        select (select count(*) from rule_evaluation_wish)::int
          + (select count(*) from enterprise e left join rule_evaluation r on r.enterprise_id = e.id
             where r.evaluated_at is null or r.due_at <= ${new Date(world.clock).toISOString()}::timestamptz)::int as due`);
      expect(rows[0]?.due).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe('the rules on real servers', () => {
  it('raises what a signed policy and the year so far come to, once, with evidence and news', async () => {
    const [under = '', over = ''] = await world.register([1, 2]);
    for (const id of [under, over]) await world.use(id, '2026-01-01', '2026-11-21', 1_000);
    await world.sign(under, { targets: [budget(YEAR_TCE * 1.1)] });
    await world.sign(over, { targets: [budget(YEAR_TCE / 1.08)] });
    await start();
    // 304 days of 365 at 1.08 of the plan; the forecast is over, too.
    expect(await alertsOf(over, 2)).toEqual(['forecast 2 firing', 'progress 2 firing']);
    await untilJudged();
    expect(await world.alerts(under)).toEqual([]);

    const [, progress] = await world.alerts(over);
    expect(progress).toMatchObject({
      ...{ targetId: 'total', periodFrom: '2026-01-01', periodTo: '2026-12-31' },
      ...{ policyVersion: '2026 authority 1', hidden: false, handling: 'new' },
    });
    const evidence = progress?.evidence as {
      figures: { name: string; value: number }[];
      months: string[];
      readings: unknown;
    };
    const figure = (name: string) => evidence.figures.find((each) => each.name === name)?.value;
    expect(figure('actual')).toBeCloseTo(304 * TCE_PER_MWH, 9);
    expect(figure('progressRatio')).toBeCloseTo(1.08, 9);
    expect(evidence.months).toHaveLength(10);
    expect(evidence.readings).toEqual({
      from: '2025-12-31T16:00:00.000Z',
      to: '2026-11-20T16:00:00.000Z',
    });
    const { rows } = await world.database.executor.execute(sql`
      select rule, event, severity from notification where enterprise_id = ${over} order by rule`);
    expect(rows).toEqual([
      { rule: 'forecast', event: 'firing', severity: 2 },
      { rule: 'progress', event: 'firing', severity: 2 },
    ]);

    // Nothing of it happens again, however often it is asked for.
    for (let times = 0; times < 5; times += 1) await world.wake(over);
    await start();
    await untilJudged();
    for (const alert of await world.alerts(over)) {
      expect(await world.history(alert)).toEqual(['opened 2']);
    }
  });
});
