import { getEnterprises } from '@hengneng/database';
import { CHINA_WORK_CALENDAR, REFERENCE_LIMIT_TABLE } from '@hengneng/domain';
import {
  createMonthMemo,
  type JoiningWorld,
  judgeEnterprise,
  loadEnterpriseRecord,
  prepareRecords,
} from '@hengneng/judging';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { budget, type RulesWorld, startRulesWorld, TCE_PER_MWH } from './testing/rules-world.ts';

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

it('says of enterprises that are read together what it says of each by itself, to the bit', async () => {
  const { executor } = world.database;
  const judging: JoiningWorld = {
    ...{ executor, energyStore: stores.energy },
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };
  let wallMs = Date.now();
  const memo = createMonthMemo(() => wallMs);
  const nowMs = Date.parse(NOW);
  const enterprises = [...(await getEnterprises(executor, ids, nowMs)).values()];
  const judge = async (prepared?: Awaited<ReturnType<typeof prepareRecords>>) => {
    const judged = [];
    for (const enterprise of enterprises) {
      const request = { enterprise, nowMs, recordedMs: nowMs };
      const record = await loadEnterpriseRecord(judging, {
        ...request,
        ...(prepared === undefined ? {} : { prepared }),
      });
      const { judgements } = await judgeEnterprise(record, 'daily');
      judged.push({ judgements, reached: await record.dataThroughMs() });
    }
    return judged;
  };
  const alone = await judge();
  expect(alone.flatMap(({ judgements }) => judgements).length).toBeGreaterThan(20);
  expect(await judge(await prepareRecords(judging, { enterprises, nowMs }))).toEqual(alone);
  // Later on what was written at the start is known to be in what was read.
  for (let look = 0; look < 3; look += 1) {
    expect(await judge(await prepareRecords(judging, { enterprises, nowMs, memo }))).toEqual(alone);
    wallMs += 3_600_000;
  }
  expect(memo.size).toBeGreaterThan(4);
  wallMs = Date.now();
  await world.use(ids[0] ?? '', '2026-02-03', '2026-02-04', 90_000);
  const corrected = await judge();
  expect(corrected[0]).not.toEqual(alone[0]);
  expect(corrected.slice(1)).toEqual(alone.slice(1));
  expect(await judge(await prepareRecords(judging, { enterprises, nowMs, memo }))).toEqual(
    corrected,
  );
}, 120_000);
