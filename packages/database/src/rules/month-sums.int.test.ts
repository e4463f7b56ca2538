import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { creditCode, startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { listMonthSums, type StoredMonthSums, saveMonthSums } from './month-sums.ts';

const AT = Date.UTC(2026, 10, 21);
const HERE = { storeId: 'store-1', countedBy: '1/3' };
let server: TestDatabase;

beforeAll(async () => {
  server = await startTestDatabase();
}, 60_000);
afterAll(() => server?.dispose());

function sumsOf(number: number, change: Partial<StoredMonthSums> = {}): StoredMonthSums {
  const months = new Map([
    ['E01', Float64Array.of(AT, 2 ** 40 + 2 ** -12, 2 ** -20, 1, AT + 1, -0.5, 1e-300, 2)],
    ['E02', new Float64Array()],
    ['G,"01}', Float64Array.of(AT, Number.MAX_VALUE, Number.MIN_VALUE, 0)],
  ]);
  return {
    ...{ enterpriseId: creditCode(number), ...HERE, timeZone: 'Asia/Shanghai' },
    ...{ fromMs: AT - 1, toMs: AT + 1, checkedAtMs: AT + 7, months },
    ...change,
  };
}

async function listed(numbers: readonly number[], change: Partial<typeof HERE> = {}) {
  const enterpriseIds = numbers.map(creditCode);
  return await listMonthSums(server.database.executor, { enterpriseIds, ...HERE, ...change });
}

describe('sums of settled months', () => {
  it('come back to the bit, of those that are asked for', async () => {
    const [first, second] = [sumsOf(1), sumsOf(2, { months: new Map() })];
    await saveMonthSums(server.database.executor, [second, first, sumsOf(3)]);
    expect(await listed([1, 2, 9])).toEqual(
      new Map([
        [first.enterpriseId, first],
        [second.enterpriseId, second],
      ]),
    );
    expect(await listed([])).toEqual(new Map());
    await saveMonthSums(server.database.executor, []);
  });

  it('are replaced as a whole', async () => {
    await saveMonthSums(server.database.executor, [sumsOf(4)]);
    const next = sumsOf(4, {
      ...{ storeId: 'store-2', countedBy: '1/4', timeZone: 'Asia/Urumqi', checkedAtMs: AT },
      ...{ fromMs: 1, toMs: 2, months: new Map([['E09', Float64Array.of(1, 2, 3, 4)]]) },
    });
    await saveMonthSums(server.database.executor, [next]);
    expect([...(await listed([4], next)).values()]).toEqual([next]);
    expect((await listed([4])).size).toBe(0);
  });

  it('count for nothing when they are of another store, count or shape', async () => {
    await saveMonthSums(server.database.executor, [sumsOf(5), sumsOf(6), sumsOf(7)]);
    expect((await listed([5], { storeId: 'store-2' })).size).toBe(0);
    expect((await listed([5], { countedBy: '1/4' })).size).toBe(0);
    await server.database.executor.execute(sql`update enterprise_month_sums
      set sums = substring(sums for 20) where enterprise_id = ${creditCode(6)}`);
    await server.database.executor.execute(sql`update enterprise_month_sums
      set meter_ids = meter_ids[1:2] where enterprise_id = ${creditCode(7)}`);
    expect([...(await listed([5, 6, 7])).keys()]).toEqual([creditCode(5)]);
  });
});
