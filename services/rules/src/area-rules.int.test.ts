import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RulesService } from './rules-service.ts';
import { type RulesWorld, startRulesWorld, TCE_PER_MWH } from './testing/rules-world.ts';

/** Two enterprises that use a megawatt hour a day each, for a year of 365 days. */
const YEAR_TCE = 2 * 365 * TCE_PER_MWH;
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

/** A park of two enterprises that used the year so far. */
async function parkOfTwo(parkCode: string, first: number): Promise<string[]> {
  const ids = await world.register([first, first + 1], parkCode);
  for (const id of ids) await world.use(id, '2026-01-01', '2026-11-21', 1_000);
  return ids;
}

/** What is said of a park, once it is so. */
async function expectSaid(parkCode: string, texts: readonly string[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const alerts = await world.areaAlerts(parkCode);
      expect(alerts.map((each) => `${each.rule} ${each.severity} ${each.condition}`)).toEqual(
        texts,
      );
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** Waits until no area and no enterprise is due any more. */
async function untilJudged(): Promise<void> {
  const at = () => new Date(world.clock).toISOString();
  await vi.waitFor(
    async () => {
      expect(await world.awake()).toBe(0);
      const { rows } = await world.database.executor.execute<{ due: number }>(sql`
        select (select count(*) from rule_evaluation_wish)::int
          + (select count(*) from area_evaluation_wish)::int
          + (select count(*) from rule_evaluation where due_at <= ${at()}::timestamptz)::int
          + (select count(*) from area_evaluation where due_at <= ${at()}::timestamptz)::int as due`);
      expect(rows[0]?.due).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** From noon to noon: enterprises have their look of the day first, areas half an hour after midnight. */
async function nextDay(): Promise<void> {
  world.clock += 12 * 3_600_000 + 600_000;
  await untilJudged();
  world.clock += 12 * 3_600_000 - 600_000;
  await untilJudged();
}

/**
 * Runs the service as a process until it stands in the middle of a judgement of an area, its states saved and
 * its alert raised, the history held up by a lock of ours; kills it there.
 */
async function killedInTheMiddle(): Promise<NodeJS.Signals | null> {
  const script = join(import.meta.dirname, 'testing/rules-process.ts');
  const env = { ...world.env, RULES_HOLD_MS: '1000', RULES_AREA_WAIT_MS: '0' };
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return await world.database.transaction(async (tx) => {
    await tx.execute(sql`lock table area_alert_transition in exclusive mode`);
    const child = spawn(process.execPath, [script, String(world.clock), ...pairs], {
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_code, signal) => resolve(signal)),
    );
    try {
      await vi.waitFor(
        async () => {
          const { rows } = await world.database.executor.execute<{ count: number }>(sql`
            select count(*)::int as count from pg_locks
            where not granted and relation = 'area_alert_transition'::regclass`);
          expect(rows[0]?.count).toBe(1);
        },
        { timeout: 60_000, interval: 20 },
      );
    } finally {
      child.kill('SIGKILL');
    }
    return await ended;
  });
}

async function newsOf(parkCode: string): Promise<string[]> {
  const { rows } = await world.database.executor.execute<{ news: string }>(sql`
    select n.rule || ' ' || n.event || ' ' || n.audience as news from notification n
    join notification_queue q on q.notification_id = n.id
    where q.book_id = ${`park:${parkCode}`} order by n.sequence`);
  return rows.map(({ news }) => news);
}

describe('targets of a park on real servers', () => {
  it('are judged by the sum of its enterprises: raised once, with evidence and news', async () => {
    const [first = ''] = await parkOfTwo('P1', 1);
    await world.target('P1', 'total', { base: YEAR_TCE / 1.08 });
    await start();
    await expectSaid('P1', ['area-forecast 2 firing', 'area-total 3 firing']);
    const [, total] = await world.areaAlerts('P1');
    const evidence = total?.evidence as {
      figures: { name: string; value: number }[];
      area: { memberCount: number; coverage: number; heaviest: { enterpriseId: string }[] };
    };
    const figure = (name: string) => evidence.figures.find((each) => each.name === name)?.value;
    expect(figure('actual')).toBeCloseTo(2 * 304 * TCE_PER_MWH, 3);
    expect(figure('progressRatio')).toBeCloseTo(1.08, 5);
    expect(evidence.area).toMatchObject({ memberCount: 2, coverage: 1 });
    expect(evidence.area.heaviest.map(({ enterpriseId }) => enterpriseId)).toContain(first);
    expect(await newsOf('P1')).toEqual([
      'area-total firing authority',
      'area-forecast firing authority',
    ]);

    // Nothing of it happens again: not by another process, a restart, or the next day.
    await start();
    await running.shift()?.stop();
    world.clock += 24 * 3_600_000;
    await start();
    await untilJudged();
    for (const alert of await world.areaAlerts('P1')) {
      expect(await world.areaHistory(alert)).toEqual([`opened ${alert.severity}`]);
    }
    const { rows } = await world.database.executor.execute<{ count: number }>(sql`
      select count(*)::int as count from audit_log where action like 'area-alert.%'`);
    expect(rows[0]?.count).toBe(2);
  });

  it('take back what belongs to a target that was withdrawn, and say so once', async () => {
    await parkOfTwo('P2', 11);
    await world.target('P2', 'total', { base: YEAR_TCE / 1.08 });
    await start();
    await expectSaid('P2', ['area-forecast 2 firing', 'area-total 3 firing']);
    await world.target('P2', 'total', null);
    await expectSaid('P2', ['area-forecast 2 resolved', 'area-total 3 resolved']);
    await untilJudged();
    for (const alert of await world.areaAlerts('P2')) {
      expect(await world.areaHistory(alert)).toEqual([
        `opened ${alert.severity}`,
        `resolved ${alert.severity}`,
      ]);
    }
    expect(await newsOf('P2')).toHaveLength(4);
  });

  it('clear with hysteresis once the figures are better, by clock and data', async () => {
    const ids = await parkOfTwo('P4', 31);
    await world.target('P4', 'total', { base: YEAR_TCE / 1.08 });
    await start();
    await expectSaid('P4', ['area-forecast 2 firing', 'area-total 3 firing']);
    // Corrections: the year was half of it. The look of the next day keeps it, the one after it confirms.
    for (const id of ids) await world.use(id, '2026-01-01', '2026-11-22', 500);
    await nextDay();
    await expectSaid('P4', ['area-forecast 2 firing', 'area-total 3 firing']);
    for (const id of ids) await world.use(id, '2026-11-22', '2026-11-24', 500);
    await nextDay();
    await expectSaid('P4', ['area-forecast 2 resolved', 'area-total 3 resolved']);
    for (const alert of await world.areaAlerts('P4')) {
      const history = await world.areaHistory(alert);
      expect([history[0], history.at(-1)]).toEqual([
        `opened ${alert.severity}`,
        `resolved ${alert.severity}`,
      ]);
    }
  });

  it('stay as they are while a heavy enterprise is not known, and raise nothing by it', async () => {
    await parkOfTwo('P3', 21);
    await world.target('P3', 'total', { base: YEAR_TCE / 1.08 });
    await world.target('P3', 'coal', { metric: 'coal-share', base: 0.3 });
    await start();
    await expectSaid('P3', ['area-forecast 2 firing', 'area-total 3 firing']);
    // A third of the park joins, of which nothing is known.
    await world.register([23], 'P3');
    await untilJudged();
    await world.target('P3', 'total', { base: YEAR_TCE * 9 });
    await untilJudged();
    await expectSaid('P3', ['area-forecast 2 firing', 'area-total 3 firing']);
  });

  it('are judged by two processes at once without doubles', async () => {
    const parks = Array.from({ length: 6 }, (_, index) => `Q${index}`);
    for (const [index, park] of parks.entries()) {
      await parkOfTwo(park, 100 + 2 * index);
      await world.target(park, 'total', { base: YEAR_TCE / 1.08 });
    }
    await Promise.all([start(), start()]);
    for (const park of parks) {
      await expectSaid(park, ['area-forecast 2 firing', 'area-total 3 firing']);
    }
    await untilJudged();
    for (const park of parks) {
      expect(await newsOf(park)).toHaveLength(2);
      for (const alert of await world.areaAlerts(park)) {
        expect(await world.areaHistory(alert)).toEqual([`opened ${alert.severity}`]);
      }
    }
  });

  it('lose and repeat nothing when the process is killed in the middle of a judgement', {
    timeout: 120_000,
  }, async () => {
    const park = 'K1';
    await parkOfTwo(park, 301);
    await start();
    await untilJudged();
    await Promise.all(running.splice(0).map((service) => service.stop()));
    await world.target(park, 'total', { base: YEAR_TCE / 1.08 });
    const killed = await killedInTheMiddle();
    expect(killed).toBe('SIGKILL');
    // What it had done of it is not there: neither alert, nor state, history or news.
    expect(await world.areaAlerts(park)).toEqual([]);
    const { rows } = await world.database.executor.execute<{ count: number }>(sql`
      select count(*)::int as count from area_alert_state where area_code = ${park}`);
    expect([rows[0]?.count, await newsOf(park)]).toEqual([0, []]);
    // What the dead one held is taken by whoever looks when its time is over.
    world.clock += 2_000;
    await start();
    await expectSaid(park, ['area-forecast 2 firing', 'area-total 3 firing']);
    await untilJudged();
    expect(await newsOf(park)).toHaveLength(2);
    for (const alert of await world.areaAlerts(park)) {
      expect(await world.areaHistory(alert)).toEqual([`opened ${alert.severity}`]);
    }
  });

  it('keep what is on record of them', async () => {
    const change = world.database.executor.execute(sql`update area_alert set severity = 1`);
    await expect(change).rejects.toThrow();
    const removal = world.database.executor.execute(sql`delete from area_alert_transition`);
    await expect(removal).rejects.toThrow();
  });
});
