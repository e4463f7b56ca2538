import { getEnterprises } from '@hengneng/database';
import { CHINA_WORK_CALENDAR, localDate, REFERENCE_LIMIT_TABLE } from '@hengneng/domain';
import {
  createKeptMonths,
  createMonthMemo,
  type JoiningWorld,
  judgeEnterprise,
  loadEnterpriseRecord,
  type MonthMemo,
  prepareRecords,
} from '@hengneng/judging';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import {
  budget,
  type RulesWorld,
  startRulesWorld,
  TCE_PER_MWH,
  ZONE,
} from './testing/rules-world.ts';

const NOW = '2026-11-21T04:00:00Z';
let world: RulesWorld;
let stores: InfluxStores;
let ids: string[];

beforeAll(async () => {
  world = await startRulesWorld(NOW);
  stores = createInfluxStores({ url: world.influxdb.url, database: 'hengneng' });
  ids = await world.register([1, 2, 3, 4, 5, 6]);
  for (const [index, id] of ids.entries()) {
    if (index === 5) continue;
    const limit = 300 * 10 * TCE_PER_MWH;
    const targets = [budget(limit), budget(limit / 10, { id: 'month', period: 'month' })];
    await world.sign(id, { targets });
    // One began in spring, one has a gap, one stopped to send in summer.
    const from = index === 1 ? '2026-03-17' : '2024-12-30';
    await world.use(id, from, index === 2 ? '2026-05-11' : '2026-07-01', 9_000.25 + index);
    if (index !== 3) await world.use(id, '2026-07-01', '2026-11-21', 10_000.5 + index);
  }
}, 120_000);
afterAll(async () => {
  stores?.close();
  await world?.dispose();
});

function judging(): JoiningWorld {
  return {
    ...{ executor: world.database.executor, energyStore: stores.energy },
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };
}

/** What the rules say of every enterprise, and how far its data reach. */
async function judge(memo?: MonthMemo | 'none', from: JoiningWorld = judging()) {
  const nowMs = Date.parse(NOW);
  const enterprises = [...(await getEnterprises(from.executor, ids, nowMs)).values()];
  const prepared =
    memo === undefined
      ? undefined
      : await prepareRecords(from, {
          ...{ enterprises, nowMs, memo: memo === 'none' ? undefined : memo },
        });
  const judged = [];
  for (const enterprise of enterprises) {
    const record = await loadEnterpriseRecord(from, {
      ...{ enterprise, nowMs, recordedMs: nowMs },
      ...(prepared === undefined ? {} : { prepared }),
    });
    const { judgements } = await judgeEnterprise(record, 'daily');
    judged.push({ judgements, reached: await record.dataThroughMs() });
  }
  return judged;
}

it('says of enterprises that are read together what it says of each by itself, to the bit', async () => {
  let wallMs = Date.now();
  const memo = createMonthMemo(() => wallMs);
  const alone = await judge();
  expect(alone.flatMap(({ judgements }) => judgements).length).toBeGreaterThan(20);
  expect(await judge('none')).toEqual(alone);
  // Later on what was written at the start is known to be in what was read.
  for (let look = 0; look < 3; look += 1) {
    expect(await judge(memo)).toEqual(alone);
    wallMs += 3_600_000;
  }
  expect(memo.size).toBeGreaterThan(4);
  wallMs = Date.now();
  await world.use(ids[0] ?? '', '2026-02-03', '2026-02-04', 90_000);
  const corrected = await judge();
  expect(corrected[0]).not.toEqual(alone[0]);
  expect(corrected.slice(1)).toEqual(alone.slice(1));
  expect(await judge(memo)).toEqual(corrected);
}, 120_000);

it('goes on after a restart by the sums that were kept, and says the same to the bit', async () => {
  let wallMs = Date.now() + 3_600_000;
  const { executor } = world.database;
  const asked: string[] = [];
  const counting: JoiningWorld = {
    ...judging(),
    energyStore: {
      ...stores.energy,
      daysOfMany: async (range) => {
        asked.push(localDate(range.fromMs, ZONE));
        return await stores.energy.daysOfMany(range);
      },
    },
  };
  /** A process that has just been started; answers from which days on it read. */
  const started = async (countedBy?: string) => {
    const kept = createKeptMonths(executor, countedBy);
    const judged = await judge(
      createMonthMemo(() => wallMs, kept),
      counting,
    );
    wallMs += 3_600_000;
    return { judged, days: [...new Set(asked.splice(0))].sort() };
  };
  const alone = await judge();
  const [cold, warm] = [await started(), await started()];
  expect([cold.judged, warm.judged]).toEqual([alone, alone]);
  expect(cold.days).toEqual(['2024-01-01']);
  expect(warm.days).toEqual(['2026-10-01']);

  // Counted by another engine, and by this one again, whose rows the other has replaced.
  expect(await started('1/999')).toEqual(cold);
  expect(await started('1/999')).toEqual(warm);
  expect(await started()).toEqual(cold);

  // Written while no process was there to see it.
  await world.use(ids[1] ?? '', '2026-05-03', '2026-05-04', 80_000);
  const corrected = await judge();
  expect(corrected[1]).not.toEqual(alone[1]);
  wallMs = Date.now() + 60_000;
  const seen = await started();
  expect(seen.judged).toEqual(corrected);
  expect(seen.days).toContain('2024-01-01');

  // A row that cannot be read is read from the days; so is everything of another InfluxDB.
  await executor.execute(sql`update enterprise_month_sums set sums = substring(sums for 9)`);
  expect((await started()).judged).toEqual(corrected);
  await executor.execute(sql`update enterprise_month_sums set store_id = 'another'`);
  expect(await started()).toEqual({ judged: corrected, days: ['2024-01-01'] });
}, 120_000);

it('keeps the sums of whoever a running service has looked at', async () => {
  const { executor } = world.database;
  await executor.execute(sql`delete from enterprise_month_sums`);
  const service = await world.start();
  try {
    await vi.waitFor(
      async () => {
        const { rows } = await executor.execute(
          sql`select enterprise_id from enterprise_month_sums order by 1`,
        );
        expect(rows.map((row) => row.enterprise_id)).toEqual([...ids].sort());
      },
      { timeout: 30_000, interval: 200 },
    );
  } finally {
    await service.stop();
  }
}, 60_000);
