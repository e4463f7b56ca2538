import {
  bucketDemands,
  type CounterCheckpoint,
  type EnergyStore,
  evenFrame,
  type MeterDay,
  type MeterDemand,
  type MeterEnergy,
  OLD_DAYS_MS,
} from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { ALWAYS, freshEnterpriseId } from './fresh-ids.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** A day that starts in Shanghai. */
const AT = Date.UTC(2026, 10, 20, 16);

/** A store under test; all tests share it, each with enterprises of its own. */
export interface EnergyStoreUnderTest {
  readonly store: EnergyStore;
}

/** What every {@link EnergyStore} keeps, fake or real; call it inside a test file. */
export function describeEnergyStore(name: string, subject: () => EnergyStoreUnderTest): void {
  const store = () => subject().store;

  describe.each([
    {
      what: 'hours',
      stepMs: HOUR_MS,
      write: (id: string, rows: readonly MeterEnergy[]) => store().writeHours(id, rows),
      read: (range: Parameters<EnergyStore['hours']>[0]) => store().hours(range),
    },
    {
      what: 'days',
      stepMs: DAY_MS,
      write: (id: string, rows: readonly MeterEnergy[]) => store().writeDays(id, rows),
      read: (range: Parameters<EnergyStore['days']>[0]) => store().days(range),
    },
  ])(`${name} as a store of $what`, ({ stepMs, write, read }) => {
    const row = (meterId: string, index: number, fields: Partial<MeterEnergy> = {}) => ({
      meterId,
      startMs: AT + index * stepMs,
      quantity: index + 0.5,
      estimatedQuantity: 0,
      coveredMs: stepMs,
      ...fields,
    });

    it('gives back exactly what was written, to the bit', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = exactQuantities().map((quantity, index) =>
        row('E01', index, { quantity, estimatedQuantity: quantity / 2, coveredMs: index }),
      );
      await write(enterpriseId, rows);
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual(rows);
    });

    it('answers by meter, then by time, whatever the order of writing', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = ['A', 'E01', 'E1', 'a-1', 'b'].flatMap((meterId) =>
        [0, 1, 2].map((index) => row(meterId, index)),
      );
      await write(enterpriseId, [...rows].reverse());
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual(rows);
    });

    it('takes the start of a range and leaves out its end', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = [0, 1, 2, 3].map((index) => row('E01', index));
      await write(enterpriseId, rows);
      const range = { enterpriseId, fromMs: AT + stepMs, toMs: AT + 3 * stepMs };
      expect(await read(range)).toEqual(rows.slice(1, 3));
      expect(await read({ ...range, fromMs: range.fromMs + 1 })).toEqual(rows.slice(2, 3));
      expect(await read({ ...range, toMs: range.toMs + 1 })).toEqual(rows.slice(1, 4));
      expect(await read({ ...range, toMs: range.fromMs })).toEqual([]);
      expect(await read({ ...range, toMs: 0 })).toEqual([]);
    });

    it('answers named meters alone, and nothing of unknown ones', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = ['E01', 'E02', 'E03'].map((meterId) => row(meterId, 0));
      await write(enterpriseId, rows);
      const wanted = { enterpriseId, ...ALWAYS };
      expect(await read({ ...wanted, meterIds: ['E03', 'E01', 'E99', 'E03'] })).toEqual([
        row('E01', 0),
        row('E03', 0),
      ]);
      expect(await read({ ...wanted, meterIds: ['E99'] })).toEqual([]);
      expect(await read({ ...wanted, meterIds: [] })).toEqual([]);
      expect(await read({ ...wanted, meterIds: ["E01' OR '1'='1", 'E01"'] })).toEqual([]);
    });

    it('takes meters with odd ids', async () => {
      const enterpriseId = freshEnterpriseId();
      const ids = ['-', '.', '..', '0', '1e5', 'E.01-_', 'M'.repeat(64), '_', 'null', 'time'];
      const rows = ids.map((meterId, index) => row(meterId, index));
      await write(enterpriseId, rows);
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual(rows);
      for (const [index, meterId] of ids.entries()) {
        expect(await read({ enterpriseId, meterIds: [meterId], ...ALWAYS })).toEqual([rows[index]]);
      }
    });

    it('keeps enterprises apart', async () => {
      const [mine, others] = [freshEnterpriseId(), freshEnterpriseId()];
      await write(mine, [row('E01', 0)]);
      await write(others, [row('E01', 0, { quantity: 7 }), row('E02', 0)]);
      expect(await read({ enterpriseId: mine, ...ALWAYS })).toEqual([row('E01', 0)]);
      expect(await read({ enterpriseId: `${mine}' OR '1'='1`, ...ALWAYS })).toEqual([]);
    });

    it('changes nothing when the same is written again, and keeps the last of two', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = exactQuantities().map((quantity, index) => row('E01', index, { quantity }));
      await write(enterpriseId, rows);
      await write(enterpriseId, rows);
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual(rows);
      const emptied = row('E01', 1, { quantity: 0, estimatedQuantity: 0, coveredMs: 0 });
      await write(enterpriseId, [row('E01', 1), emptied]);
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual(rows.with(1, emptied));
    });

    it('reads more than fits in one answer, of one meter and of many', async () => {
      const enterpriseId = freshEnterpriseId();
      const many = Array.from({ length: 120 }, (_, meter) => `M${1_000 + meter}`).flatMap(
        (meterId) => Array.from({ length: 60 }, (_, index) => row(meterId, index)),
      );
      // A minute apart: what lies how far apart is not the store's business.
      const one = Array.from({ length: 20_500 }, (_, index) =>
        row('LONG', index, { startMs: AT + index * 60_000 }),
      );
      await write(enterpriseId, one);
      await write(enterpriseId, many);
      const range = { enterpriseId, fromMs: AT, toMs: AT + 400 * DAY_MS };
      expect(await read(range)).toEqual([...one, ...many]);
      const meterIds = [...new Set(many.map(({ meterId }) => meterId))];
      const short = { ...range, toMs: AT + 40 * stepMs, meterIds };
      expect(await read(short)).toHaveLength(120 * 40);
      const two = { enterpriseId, ...ALWAYS, meterIds: ['LONG', 'M1003'] };
      expect(await read(two)).toHaveLength(20_560);
    });

    it('writes nothing as nothing', async () => {
      const enterpriseId = freshEnterpriseId();
      await write(enterpriseId, []);
      expect(await read({ enterpriseId, ...ALWAYS })).toEqual([]);
    });
  });

  describeDemands(name, store);
  describeDayDemands(name, store);
  describeCheckpoints(name, store);

  it(`${name} has one name, and keeps it`, async () => {
    const names = await Promise.all([store().identity(), store().identity()]);
    const last = await store().identity();
    expect(last).toMatch(/^[0-9a-f-]{36}$/);
    expect(await store().identity()).toBe(last);
    expect(names).toContain(last);
  });

  it(`${name} tells of whom old days were written since an instant`, async () => {
    const ids = [freshEnterpriseId(), freshEnterpriseId(), freshEnterpriseId()];
    const [old = '', fresh = '', none = ''] = ids;
    const dayAt = (startMs: number) => {
      return { meterId: 'b', startMs, quantity: 1, estimatedQuantity: 0, coveredMs: DAY_MS };
    };
    const beforeMs = Date.now() - 1_000;
    await store().writeDays(fresh, [dayAt(Date.now() - OLD_DAYS_MS + DAY_MS)]);
    await store().writeDays(none, []);
    expect(await store().rewritten(ids, beforeMs)).toEqual(new Map());
    const oldDays = [dayAt(Date.now()), dayAt(Date.now() - OLD_DAYS_MS - DAY_MS)];
    await store().writeDays(old, oldDays);
    const [first = 0] = (await store().rewritten([old], beforeMs)).values();
    expect(Math.abs(first - Date.now())).toBeLessThan(30_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store().writeDays(old, oldDays);
    const found = await store().rewritten(ids, beforeMs);
    expect([...found.keys()]).toEqual([old]);
    expect(found.get(old)).toBeGreaterThan(first);
    expect(await store().rewritten(ids, Date.now() + 60_000)).toEqual(new Map());
    expect(await store().rewritten([fresh], beforeMs)).toEqual(new Map());
    expect(await store().rewritten([], beforeMs)).toEqual(new Map());
  });

  it(`${name} answers the days of several enterprises at once, as it does for each`, async () => {
    const ids = [freshEnterpriseId(), freshEnterpriseId(), freshEnterpriseId()];
    const rowAt = (startMs: number) => {
      return { meterId: 'b', startMs, quantity: 1, estimatedQuantity: 0, coveredMs: 0 };
    };
    const [first = '', second = '', none = ''] = ids;
    const days = ['b', 'E01', 'a-1'].flatMap((meterId) =>
      Array.from({ length: 400 }, (_, index) => ({
        ...{ meterId, startMs: AT + index * DAY_MS, quantity: index + 0.25 },
        ...{ estimatedQuantity: index / 4, coveredMs: DAY_MS - index },
      })),
    );
    await store().writeDays(first, days);
    await store().writeDays(second, days.slice(0, 7));
    const range = { fromMs: AT + DAY_MS, toMs: AT + 390 * DAY_MS };
    const meterIds = ['b', 'E01', 'other'];
    const enterprises = ids.map((enterpriseId) => ({ enterpriseId, meterIds }));
    const found = await store().daysOfMany({ enterprises, ...range });
    for (const enterpriseId of [first, second]) {
      const own = await store().days({ enterpriseId, meterIds, ...range });
      expect(own.length).toBeGreaterThan(0);
      expect(found.get(enterpriseId)).toEqual(own);
    }
    expect(found.has(none)).toBe(false);
    await store().writeHours(second, [{ ...rowAt(AT + DAY_MS), coveredMs: HOUR_MS }]);
    expect(await store().withHours(ids, range)).toEqual(new Set([second]));
    expect((await store().withHours(ids, { ...range, fromMs: AT + 2 * DAY_MS })).size).toBe(0);
    expect((await store().withHours([], range)).size).toBe(0);
    expect((await store().daysOfMany({ enterprises: [], ...range })).size).toBe(0);
    expect((await store().daysOfMany({ enterprises, ...range, toMs: AT })).size).toBe(0);
  });

  it(`${name} keeps hours, quarter hours, days and checkpoints apart`, async () => {
    const enterpriseId = freshEnterpriseId();
    const energy = { meterId: 'E01', startMs: AT, estimatedQuantity: 0, coveredMs: HOUR_MS };
    const hour = { ...energy, quantity: 1 };
    const day = { ...energy, quantity: 2 };
    const demand = { meterId: 'E01', startMs: AT, kw: 3, estimated: true };
    const checkpoint = { meterId: 'E01', atMs: AT, state: '4', historySha256: '5' };
    await store().writeHours(enterpriseId, [hour]);
    await store().writeDemands(enterpriseId, [demand]);
    await store().writeDays(enterpriseId, [day]);
    await store().writeCheckpoints(enterpriseId, [checkpoint]);
    expect(await store().hours({ enterpriseId, ...ALWAYS })).toEqual([hour]);
    expect(await store().demands({ enterpriseId, ...ALWAYS })).toEqual([demand]);
    expect(await store().days({ enterpriseId, ...ALWAYS })).toEqual([day]);
    expect(await store().checkpoints({ enterpriseId, ...ALWAYS })).toEqual([checkpoint]);
  });
}

function describeDemands(name: string, store: () => EnergyStore): void {
  describe(`${name} as a store of demand`, () => {
    it('keeps power to the bit, and whether it is estimated', async () => {
      const enterpriseId = freshEnterpriseId();
      const demands: MeterDemand[] = [0, 0.1 + 0.2, 1234.5, 1e7 / 3, -2.5].map((kw, index) => ({
        meterId: 'E01',
        startMs: AT + index * QUARTER_MS,
        kw,
        estimated: index % 2 === 1,
      }));
      await store().writeDemands(enterpriseId, [...demands].reverse());
      await store().writeDemands(enterpriseId, demands);
      expect(await store().demands({ enterpriseId, ...ALWAYS })).toEqual(demands);
      const range = { fromMs: AT + QUARTER_MS, toMs: AT + 3 * QUARTER_MS };
      expect(await store().demands({ enterpriseId, ...range })).toEqual(demands.slice(1, 3));
      expect(await store().demands({ enterpriseId, ...ALWAYS, meterIds: ['E02'] })).toEqual([]);
    });

    it('draws quarter hours together as the domain does, from any start', async () => {
      const enterpriseId = freshEnterpriseId();
      const demands: MeterDemand[] = ['E01', 'E02', 'E03'].flatMap((meterId, meter) =>
        Array.from({ length: 700 }, (_, index) => ({
          ...{ meterId, startMs: AT + index * QUARTER_MS, estimated: index % 5 === meter },
          kw: ((index * 37) % 101) / 8,
        })).filter((_, index) => index % 11 !== meter),
      );
      await store().writeDemands(enterpriseId, demands);
      for (const [offset, quarters] of [
        [0, 1],
        [3, 7],
        [-5, 96],
      ] as const) {
        const [fromMs, toMs] = [AT + offset * QUARTER_MS, AT + 650 * QUARTER_MS];
        const bucketMs = quarters * QUARTER_MS;
        const range = { enterpriseId, meterIds: ['E02', 'E01'], fromMs, toMs };
        const asked = demands.filter(({ meterId }) => meterId !== 'E03');
        const found = await store().demandBuckets(range, bucketMs);
        const expected = bucketDemands(asked, evenFrame({ fromMs, toMs, bucketMs }));
        const rounded = (buckets: typeof found) =>
          buckets.map((bucket) => ({ ...bucket, meanKw: bucket.meanKw.toFixed(9) }));
        expect(rounded(found)).toEqual(rounded(expected));
      }
    });
  });
}

function describeDayDemands(name: string, store: () => EnergyStore): void {
  describe(`${name} as a store of demand by day`, () => {
    const demand = { minKw: -0.5, maxKw: 1e7 / 3, sumKw: 0.1 + 0.2, quarterCount: 96 };
    const day = (index: number, fields: Partial<MeterDay> = {}): MeterDay => ({
      ...{ meterId: 'E01', startMs: AT + index * DAY_MS, quantity: index, estimatedQuantity: 0 },
      ...{ coveredMs: DAY_MS, ...fields },
    });

    it('keeps it beside the energy to the bit, and says where none was counted', async () => {
      const enterpriseId = freshEnterpriseId();
      const known = { ...demand, estimatedCount: 3 };
      const days = [
        ...[day(0, { demand: known }), day(1, { demand: null }), day(2)],
        ...[day(3, { coveredMs: 0, quantity: 0 }), day(0, { meterId: 'E02', demand: known })],
      ];
      await store().writeDays(enterpriseId, [...days].reverse());
      const at = (index: number, meterId = 'E01') => ({ meterId, startMs: AT + index * DAY_MS });
      expect(await store().demandDays({ enterpriseId, ...ALWAYS })).toEqual([
        { ...at(0), demand: known, isCounted: true },
        { ...at(1), demand: null, isCounted: true },
        { ...at(2), demand: null, isCounted: false },
        { ...at(3), demand: null, isCounted: true },
        { ...at(0, 'E02'), demand: known, isCounted: true },
      ]);
      const range = { enterpriseId, meterIds: ['E01'], fromMs: AT, toMs: AT + DAY_MS };
      expect(await store().demandDays(range)).toHaveLength(1);
      const [stored] = await store().days(range);
      expect(stored).toEqual(day(0));
    });

    it('is taken back by null, and stays where a day says nothing of it', async () => {
      const enterpriseId = freshEnterpriseId();
      const range = { enterpriseId, ...ALWAYS };
      const known = { ...demand, estimatedCount: 0 };
      await store().writeDays(enterpriseId, [day(0, { demand: known })]);
      await store().writeDays(enterpriseId, [day(0, { quantity: 7 })]);
      expect((await store().demandDays(range))[0]?.demand).toEqual(known);
      await store().writeDays(enterpriseId, [day(0, { demand: null })]);
      expect((await store().demandDays(range))[0]).toMatchObject({ demand: null, isCounted: true });
    });
  });
}

function describeCheckpoints(name: string, store: () => EnergyStore): void {
  describe(`${name} as a store of checkpoints`, () => {
    const checkpoint = (meterId: string, atMs: number, state = `[1,"r",${atMs}]`) =>
      ({ meterId, atMs, state, historySha256: 'ab'.repeat(32) }) satisfies CounterCheckpoint;

    it('finds the last one before an instant, not the one at it', async () => {
      const enterpriseId = freshEnterpriseId();
      const rows = [0, 1, 400].map((day) => checkpoint('E01', AT + day * DAY_MS));
      await store().writeCheckpoints(enterpriseId, [...rows, checkpoint('E02', AT + 5)]);
      const last = (beforeMs: number, meterId = 'E01') =>
        store().lastCheckpoint(enterpriseId, meterId, beforeMs);
      expect(await last(AT)).toBeNull();
      expect(await last(AT + 1)).toEqual(rows[0]);
      expect(await last(AT + DAY_MS)).toEqual(rows[0]);
      expect(await last(AT + 400 * DAY_MS)).toEqual(rows[1]);
      expect(await last(Number.POSITIVE_INFINITY)).toEqual(rows[2]);
      expect(await last(Number.NEGATIVE_INFINITY)).toBeNull();
      expect(await last(Number.POSITIVE_INFINITY, 'E09')).toBeNull();
      const range = { enterpriseId, fromMs: AT, toMs: AT + DAY_MS };
      expect(await store().checkpoints(range)).toEqual([rows[0], checkpoint('E02', AT + 5)]);
    });

    it('gives back text exactly', async () => {
      const enterpriseId = freshEnterpriseId();
      const texts = [
        '',
        'a"b',
        '\\',
        '\\"',
        '\\n',
        'a\nb\r\nc',
        ' , = ',
        '衡能 😀',
        "'",
        '\t',
        '"',
      ];
      const rows = texts.map((state, index) => checkpoint('E01', AT + index, state));
      await store().writeCheckpoints(enterpriseId, rows);
      expect(await store().checkpoints({ enterpriseId, ...ALWAYS })).toEqual(rows);
    });

    it('keeps the last of two for one instant', async () => {
      const enterpriseId = freshEnterpriseId();
      await store().writeCheckpoints(enterpriseId, [checkpoint('E01', AT, 'old')]);
      await store().writeCheckpoints(enterpriseId, [checkpoint('E01', AT, 'new')]);
      const found = await store().lastCheckpoint(enterpriseId, 'E01', AT + 1);
      expect(found?.state).toBe('new');
    });
  });
}

/** Multiples of 2^-20 up to 8e9, among them those whose decimals are longest. */
function exactQuantities(): number[] {
  const quantum = 2 ** -20;
  const largest = 8e9;
  const factors = Array.from({ length: 30 }, (_, index) => (index * 2_654_435_761) % 2 ** 20);
  return [
    ...[0, quantum, 3 * quantum, 1 - quantum, 1, 0.5, largest, largest - quantum],
    ...factors.map((factor, index) => 7 ** (index % 11) + factor * quantum),
    ...factors.map((factor) => largest - 1 - factor * quantum),
    ...[-quantum, -1234.5, -(largest - 5 * quantum)],
  ];
}
