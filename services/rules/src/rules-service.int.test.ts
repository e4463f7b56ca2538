import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

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
      expect(await world.awake()).toBe(0);
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

  it('takes back what a newer version does not name, and says so once', async () => {
    const [id = ''] = await world.register([3]);
    await world.use(id, '2026-01-01', '2026-11-21', 1_000);
    await world.sign(id, { targets: [budget(YEAR_TCE / 1.08)] });
    await start();
    await alertsOf(id, 2);
    await world.sign(id, { targets: [budget(YEAR_TCE / 1.08, { id: 'other' })] });
    const texts = await alertsOf(id, 4);
    expect(texts.toSorted()).toEqual([
      'forecast 2 firing',
      'forecast 2 resolved',
      'progress 2 firing',
      'progress 2 resolved',
    ]);
    const gone = (await world.alerts(id)).filter(({ targetId }) => targetId === 'total');
    for (const alert of gone) {
      expect(await world.history(alert)).toEqual(['opened 2', 'resolved 2']);
    }
  });

  it('lowers only after an hour by clock and data, and looks again by itself', async () => {
    const [id = ''] = await world.register([4]);
    await world.use(id, '2026-01-01', '2026-11-21', 1_000);
    await world.sign(id, { targets: [budget(YEAR_TCE / 1.08)] });
    await start();
    await alertsOf(id, 2);
    // A correction: the year was half of it.
    await world.use(id, '2026-01-01', '2026-11-21', 500);
    await world.wake(id);
    await untilJudged();
    await world.wake(id);
    await untilJudged();
    expect(await alertsOf(id, 2)).toEqual(['forecast 2 firing', 'progress 2 firing']);
    world.clock += 2 * 3_600_000;
    await world.wake(id);
    await untilJudged();
    expect(await alertsOf(id, 2)).toEqual(['forecast 2 firing', 'progress 2 firing']);
    await world.use(id, '2026-11-21', '2026-11-22', 500);
    await world.wake(id);
    await vi.waitFor(
      async () => {
        const alerts = await world.alerts(id);
        expect(alerts.map(({ condition }) => condition)).toEqual(['resolved', 'resolved']);
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  it('raises nothing when three hours of a backlog come at once', async () => {
    const [id = ''] = await world.register([5]);
    await world.use(id, '2026-01-01', '2026-11-21', 1_000);
    // On the plan to the hour: energy that counts before its time does would be overuse.
    await world.sign(id, { targets: [budget(YEAR_TCE * 1.0001)] });
    await start();
    for (const hours of [8, 11]) {
      await world.useHours(id, '2026-11-21', hours, 1_000 / 24);
      await world.wake(id);
      await untilJudged();
    }
    expect(await world.alerts(id)).toEqual([]);
  });

  it('looks at every enterprise once a local day, restarted or not', async () => {
    const [id = ''] = await world.register([6]);
    const looks = async () => {
      const { rows } = await world.database.executor.execute<{ on: string; due: string }>(sql`
        select evaluated_on::text as on, due_at at time zone 'Asia/Shanghai' as due
        from rule_evaluation where enterprise_id = ${id}`);
      return rows[0];
    };
    await start();
    await untilJudged();
    expect((await looks())?.on).toBe('2026-11-21');
    expect(String((await looks())?.due)).toContain('2026-11-22 00:05:00');
    await running.pop()?.stop();
    world.clock = Date.parse('2026-11-22T09:00:00+08:00');
    await start();
    await vi.waitFor(async () => expect((await looks())?.on).toBe('2026-11-22'), {
      timeout: 20_000,
      interval: 100,
    });
  });
});

describe('many enterprises', () => {
  /** Alerts of all of them, each opened once and told once. */
  async function expectOnceEach(ids: readonly string[]): Promise<void> {
    const counts = async () => {
      const { rows } = await world.database.executor.execute<Record<string, number>>(sql`
        select (select count(*) from alert where enterprise_id = any(${sql.param(ids)}::text[]))::int as alerts,
          (select count(*) from alert_transition t join alert a on a.id = t.alert_id
            where a.enterprise_id = any(${sql.param(ids)}::text[]))::int as transitions,
          (select count(*) from notification where enterprise_id = any(${sql.param(ids)}::text[]))::int as told`);
      return rows[0];
    };
    const expected = 2 * ids.length;
    await vi.waitFor(async () => expect((await counts())?.alerts).toBe(expected), {
      timeout: 60_000,
      interval: 100,
    });
    await untilJudged();
    expect(await counts()).toEqual({ alerts: expected, transitions: expected, told: expected });
  }

  async function overusing(first: number, count: number): Promise<string[]> {
    const ids = await world.register(Array.from({ length: count }, (_, index) => first + index));
    for (const id of ids) {
      await world.use(id, '2026-01-01', '2026-11-22', 1_000);
      await world.sign(id, { targets: [budget(YEAR_TCE / 1.08)] });
    }
    return ids;
  }

  it('are judged by two processes at once without doubles', async () => {
    const ids = await overusing(100, 40);
    await Promise.all([start({ RULES_BATCH: '7' }), start({ RULES_BATCH: '7' })]);
    for (const id of ids) await world.wake(id);
    await expectOnceEach(ids);
  });

  it('lose and repeat nothing when the process is killed in the middle', {
    timeout: 180_000,
  }, async () => {
    const ids = await overusing(200, 60);
    const script = join(import.meta.dirname, 'testing/rules-process.ts');
    const env = { ...world.env, RULES_BATCH: '5', RULES_HOLD_MS: '1000' };
    const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const child = spawn(process.execPath, [script, String(world.clock), ...pairs], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await vi.waitFor(
      async () => {
        const { rows } = await world.database.executor.execute<{ count: number }>(sql`
          select count(*)::int as count from alert
          where enterprise_id = any(${sql.param(ids)}::text[])`);
        expect(rows[0]?.count).toBeGreaterThan(4);
      },
      { timeout: 60_000, interval: 10 },
    );
    child.kill('SIGKILL');
    await ended;
    // What the dead one held is taken by whoever looks when its time is over.
    world.clock += 2_000;
    await start({ RULES_BATCH: '5' });
    await expectOnceEach(ids);
  });
});
