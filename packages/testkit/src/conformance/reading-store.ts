import type { ReadingStore, StoredReading } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

const AT = Date.UTC(2026, 10, 21);
const QUARTER_HOUR_MS = 900_000;
let enterpriseCount = 0;

/** A store under test; all tests share it, each with enterprises of its own. */
export interface ReadingStoreUnderTest {
  readonly store: ReadingStore;
}

/**
 * What every {@link ReadingStore} keeps, fake or real. Call it inside a test file, with a function
 * that answers the store once the file's own preparations are done.
 */
export function describeReadingStore(name: string, subject: () => ReadingStoreUnderTest): void {
  describe(`${name} as a reading store`, () => {
    const store = () => subject().store;

    it('gives back exactly what was written, to the bit', async () => {
      const enterpriseId = newEnterpriseId();
      const values = [0, 12345.67, 0.1 + 0.2, 1e15, 1e-7, -3.25, 1e-300, 123456789.12345679];
      const readings = values.map((value, index) => reading(enterpriseId, { index, value }));
      expect(await store().write(readings)).toEqual({ refused: [] });
      expect(await readAll(store(), enterpriseId)).toEqual(readings);
    });

    it('keeps positions exact up to the highest gateway number', async () => {
      const enterpriseId = newEnterpriseId();
      const highest = reading(enterpriseId, { position: 1023 * 2 ** 43 + 2 ** 43 - 1 });
      await store().write([highest]);
      expect(await readAll(store(), enterpriseId)).toEqual([highest]);
    });

    it('keeps the last reading written for a meter and an instant', async () => {
      const enterpriseId = newEnterpriseId();
      await store().write([reading(enterpriseId, { value: 1, position: 9 })]);
      await store().write([reading(enterpriseId, { value: 2, position: 3 })]);
      expect(await readAll(store(), enterpriseId)).toEqual([
        reading(enterpriseId, { value: 2, position: 3 }),
      ]);
      expect(await store().count(enterpriseId)).toBe(1);
    });

    it('finds the readings of the wanted instants and no others', async () => {
      const enterpriseId = newEnterpriseId();
      const readings = ['E01', 'E02', 'E03'].flatMap((meterId) =>
        Array.from({ length: 40 }, (_, index) => reading(enterpriseId, { meterId, index })),
      );
      await store().write(readings);
      const wanted = [
        { meterId: 'E01', readAtMs: [at(0), at(3), at(3) + 1, at(39), at(4_000)] },
        { meterId: 'E03', readAtMs: [at(20)] },
        { meterId: 'E99', readAtMs: [at(20)] },
      ];
      const found = await store().find(enterpriseId, wanted);
      const expected = readings.filter(
        ({ meterId, readAtMs }) =>
          (meterId === 'E01' && [at(0), at(3), at(39)].includes(readAtMs)) ||
          (meterId === 'E03' && readAtMs === at(20)),
      );
      expect(sorted(found)).toEqual(sorted(expected));
      expect(await store().find(enterpriseId, [])).toEqual([]);
    });

    it('finds instants that lie years apart', async () => {
      const enterpriseId = newEnterpriseId();
      const indexes = [-900_000, -35_040, 0, 1];
      const readings = indexes.map((index) => reading(enterpriseId, { index }));
      await store().write(readings);
      const wanted = [{ meterId: 'E01', readAtMs: indexes.map(at) }];
      expect(sorted(await store().find(enterpriseId, wanted))).toEqual(sorted(readings));
    });

    it('finds more readings of one meter than fit in one answer', async () => {
      const enterpriseId = newEnterpriseId();
      const count = 20_500;
      const readings = Array.from({ length: count }, (_, index) =>
        reading(enterpriseId, { readAtMs: AT + index * 1_000 }),
      );
      await store().write(readings);
      const wanted = [{ meterId: 'E01', readAtMs: readings.map(({ readAtMs }) => readAtMs) }];
      expect(await store().find(enterpriseId, wanted)).toHaveLength(count);
      expect(await store().count(enterpriseId)).toBe(count);
    });

    it('knows the last instant of each meter', async () => {
      const enterpriseId = newEnterpriseId();
      expect(await store().lastReadAtMs(enterpriseId)).toEqual(new Map());
      await store().write([
        reading(enterpriseId, { meterId: 'E01', index: 5 }),
        reading(enterpriseId, { meterId: 'E01', index: 2 }),
        reading(enterpriseId, { meterId: 'E02', index: -900_000 }),
      ]);
      const expected = new Map([
        ['E01', at(5)],
        ['E02', at(-900_000)],
      ]);
      expect(await store().lastReadAtMs(enterpriseId)).toEqual(expected);
    });

    it('reads a range half-open, ascending and page by page', async () => {
      const enterpriseId = newEnterpriseId();
      const readings = Array.from({ length: 5 }, (_, index) => reading(enterpriseId, { index }));
      await store().write([...readings].reverse());
      const query = { enterpriseId, meterId: 'E01', fromMs: at(1), toMs: at(4), limit: 2 };
      expect(await store().range(query)).toEqual(readings.slice(1, 3));
      expect(await store().range({ ...query, fromMs: at(2) + 1 })).toEqual(readings.slice(3, 4));
      expect(await store().range({ ...query, meterId: 'E09' })).toEqual([]);
      const widest = { ...query, fromMs: -8.64e15, toMs: 8.64e15, limit: 10 };
      expect(await store().range(widest)).toEqual(readings);
    });

    it('keeps enterprises apart, whatever they are asked for', async () => {
      const [mine, others] = [newEnterpriseId(), newEnterpriseId()];
      await store().write([reading(mine, {}), reading(others, { value: 2 })]);
      expect(await readAll(store(), mine)).toEqual([reading(mine, {})]);
      expect(await store().count(`${mine}' OR '1'='1`)).toBe(0);
      expect(await store().count('x"; DROP MEASUREMENT "meter_reading')).toBe(0);
      expect(await store().count(others)).toBe(1);
    });

    it('writes an empty batch as nothing', async () => {
      expect(await store().write([])).toEqual({ refused: [] });
    });

    it('answers a ping', async () => {
      await store().ping();
    });
  });
}

/** A fresh enterprise id, so that tests need no clean-up. */
function newEnterpriseId(): string {
  enterpriseCount += 1;
  return `TEST${process.pid}X${Date.now()}X${enterpriseCount}`;
}

function at(index: number): number {
  return AT + index * QUARTER_HOUR_MS;
}

function reading(
  enterpriseId: string,
  fields: Partial<Omit<StoredReading, 'enterpriseId'>> & { readonly index?: number },
): StoredReading {
  const { index = 0, ...rest } = fields;
  const defaults = { meterId: 'E01', readAtMs: at(index), value: 1.5, position: 2 ** 43 + 1 };
  return { enterpriseId, ...defaults, ...rest };
}

async function readAll(store: ReadingStore, enterpriseId: string): Promise<StoredReading[]> {
  const everything = { fromMs: 0, toMs: AT * 2, limit: 100_000 };
  return await store.range({ enterpriseId, meterId: 'E01', ...everything });
}

function sorted(readings: readonly StoredReading[]): StoredReading[] {
  return [...readings].sort(
    (left, right) => left.meterId.localeCompare(right.meterId) || left.readAtMs - right.readAtMs,
  );
}
