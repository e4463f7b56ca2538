import type { ReadingPage, ReadingScan, ReadingStore, StoredReading } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { ALWAYS, freshEnterpriseId } from './fresh-ids.ts';

const AT = Date.UTC(2026, 10, 21);
const MINUTE_MS = 60_000;
/** Readings a page may hold. */
const READINGS_PER_PAGE_MAX = 20_000;

/** A scan under test and the store it reads; all tests share them. */
export interface ReadingScanUnderTest {
  readonly scan: ReadingScan;
  readonly store: ReadingStore;
}

/** What every {@link ReadingScan} does, fake or real; call it inside a test file. */
export function describeReadingScan(name: string, subject: () => ReadingScanUnderTest): void {
  describe(`${name} as a scan of readings`, () => {
    const scan = () => subject().scan;

    it('reads several meters, those of one after another, ascending', async () => {
      const enterpriseId = freshEnterpriseId();
      const readings = ['E01', 'E02', 'b'].flatMap((meterId) =>
        readingsOf(enterpriseId, meterId, 50),
      );
      await subject().store.write([...readings].reverse());
      const pages = await all(scan().pages({ enterpriseId, ...ALWAYS }));
      expect(pages.flatMap((page) => page.readings)).toEqual(readings);
      expectWhole(pages);
    });

    it('takes the start of a range, leaves out its end, and knows named meters alone', async () => {
      const enterpriseId = freshEnterpriseId();
      const readings = ['E01', 'E02', 'E03'].flatMap((meterId) =>
        readingsOf(enterpriseId, meterId, 5),
      );
      await subject().store.write(readings);
      const range = { fromMs: AT + MINUTE_MS, toMs: AT + 3 * MINUTE_MS };
      const meterIds = ['E03', 'E01', 'E99', 'E01'];
      const wanted = readings.filter(
        ({ meterId, readAtMs }) =>
          meterIds.includes(meterId) && readAtMs >= range.fromMs && readAtMs < range.toMs,
      );
      const pages = await all(scan().pages({ enterpriseId, meterIds, ...range }));
      expect(pages.flatMap((page) => page.readings)).toEqual(wanted);
      const counts = new Map([
        ['E01', 2],
        ['E03', 2],
      ]);
      expect(await scan().counts({ enterpriseId, meterIds, ...range })).toEqual(counts);
      const nothing = [
        { enterpriseId, ...range, toMs: range.fromMs },
        { enterpriseId, ...range, meterIds: [] },
        { enterpriseId, ...range, meterIds: ['E99'] },
        { enterpriseId: freshEnterpriseId(), ...ALWAYS },
      ];
      for (const empty of nothing) {
        expect(await all(scan().pages(empty))).toEqual([]);
        expect(await scan().counts(empty)).toEqual(new Map());
      }
    });

    it('goes on across the limit of a page without losing or repeating a reading', async () => {
      const enterpriseId = freshEnterpriseId();
      const sizes = { A: 3, B: 41_000, C: 20_000, D: 1_001, E: 20_001, F: 1_000 };
      const readings = Object.entries(sizes).flatMap(([meterId, size]) =>
        readingsOf(enterpriseId, meterId, size),
      );
      await subject().store.write(readings);
      const pages = await all(scan().pages({ enterpriseId, ...ALWAYS }));
      expectSame(pages, readings);
      expectWhole(pages);
      const counts = new Map(Object.entries(sizes));
      expect(await scan().counts({ enterpriseId, ...ALWAYS })).toEqual(counts);
      const some = scan().pages({ enterpriseId, ...ALWAYS, meterIds: ['E', 'B'] });
      expectSame(
        await all(some),
        readings.filter(({ meterId }) => meterId === 'B' || meterId === 'E'),
      );
    });

    it('reads more meters than one query names', async () => {
      const enterpriseId = freshEnterpriseId();
      const meterIds = Array.from({ length: 260 }, (_, index) => `M${1_000 + index}`);
      const readings = meterIds.flatMap((meterId) => readingsOf(enterpriseId, meterId, 3));
      await subject().store.write(readings);
      expectSame(await all(scan().pages({ enterpriseId, ...ALWAYS })), readings);
      expectSame(await all(scan().pages({ enterpriseId, ...ALWAYS, meterIds })), readings);
      const short = { enterpriseId, meterIds, fromMs: AT, toMs: AT + 2 * MINUTE_MS };
      expect((await all(scan().pages(short))).length).toBe(260);
      const counts = await scan().counts({ enterpriseId, ...ALWAYS, meterIds });
      expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(780);
    });

    it('can be left early', async () => {
      const enterpriseId = freshEnterpriseId();
      await subject().store.write(readingsOf(enterpriseId, 'E01', 21_000));
      let seen = 0;
      for await (const page of scan().pages({ enterpriseId, ...ALWAYS })) {
        seen += page.readings.length;
        break;
      }
      expect(seen).toBeGreaterThan(0);
    });

    it('finds readings by position, across gateways, the lower bound left out', async () => {
      const enterpriseId = freshEnterpriseId();
      const gateway = 2 ** 43;
      const positions = [1, 2, 3].flatMap((number) => [
        number * gateway + 1,
        number * gateway + 500,
        (number + 1) * gateway - 1,
      ]);
      const readings = positions.flatMap((position, index) =>
        ['E01', 'E02'].map((meterId) => ({
          ...reading(enterpriseId, meterId, index * 50_000),
          position,
        })),
      );
      await subject().store.write(readings);
      const highest = 1023 * gateway + gateway - 1;
      const between = async (afterPosition: number, toPosition: number) => {
        const query = { enterpriseId, afterPosition, toPosition };
        const pages = await all(scan().pagesByPosition(query));
        expectAscending(pages);
        return pages.flatMap((page) => page.readings.map(({ position }) => position)).sort(byValue);
      };
      const twice = (...wanted: (number | undefined)[]) => wanted.flatMap((one) => [one, one]);
      expect(await between(0, highest)).toEqual(twice(...positions));
      expect(await between(2 * gateway + 1, 2 * gateway + 500)).toEqual(twice(positions[4]));
      expect(await between(2 * gateway, 3 * gateway - 1)).toEqual(twice(...positions.slice(3, 6)));
      expect(await between(2 * gateway - 2, 2 * gateway + 1)).toEqual(
        twice(...positions.slice(2, 4)),
      );
      expect(await between(2 * gateway + 500, 2 * gateway + 500)).toEqual([]);
      expect(await between(highest, highest)).toEqual([]);
    });

    it('finds many readings by position', async () => {
      const enterpriseId = freshEnterpriseId();
      const readings = ['E01', 'E02'].flatMap((meterId) =>
        readingsOf(enterpriseId, meterId, 21_500),
      );
      await subject().store.write(readings);
      const first = readings[0]?.position ?? 0;
      const query = { enterpriseId, afterPosition: first, toPosition: first + 20_900 };
      const pages = await all(scan().pagesByPosition(query));
      expectAscending(pages);
      const found = pages.flatMap((page) => page.readings).length;
      expect(found).toBe(2 * 20_900);
    });
  });
}

async function all(pages: AsyncIterable<ReadingPage>): Promise<ReadingPage[]> {
  const collected: ReadingPage[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

/** Compares many readings at a fraction of the time of a deep comparison. */
function expectSame(pages: readonly ReadingPage[], expected: readonly StoredReading[]): void {
  const found = pages.flatMap((page) => page.readings);
  expect(found.length).toBe(expected.length);
  const wrong = found.findIndex((one, index) => {
    const other = expected[index];
    return (
      other === undefined ||
      one.enterpriseId !== other.enterpriseId ||
      one.meterId !== other.meterId ||
      one.readAtMs !== other.readAtMs ||
      one.value !== other.value ||
      one.position !== other.position
    );
  });
  expect(found[wrong]).toEqual(expected[wrong]);
}

/** Pages hold one meter each, are neither empty nor too long, and a meter does not come back. */
function expectWhole(pages: readonly ReadingPage[]): void {
  expectAscending(pages);
  const order = pages.map(({ meterId }) => meterId);
  const changes = order.filter((meterId, index) => meterId !== order[index - 1]);
  expect(changes).toEqual([...new Set(order)]);
}

function expectAscending(pages: readonly ReadingPage[]): void {
  const lastAtMs = new Map<string, number>();
  for (const { meterId, readings } of pages) {
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.length).toBeLessThanOrEqual(READINGS_PER_PAGE_MAX);
    for (const one of readings) {
      if (one.meterId !== meterId) expect(one.meterId).toBe(meterId);
      const previousMs = lastAtMs.get(meterId) ?? Number.NEGATIVE_INFINITY;
      if (one.readAtMs <= previousMs) expect(one.readAtMs).toBeGreaterThan(previousMs);
      lastAtMs.set(meterId, one.readAtMs);
    }
  }
}

function byValue(left: number, right: number): number {
  return left - right;
}

function reading(enterpriseId: string, meterId: string, index: number): StoredReading {
  const position = 2 ** 43 + 1 + index;
  return { enterpriseId, meterId, readAtMs: AT + index * MINUTE_MS, value: index + 0.25, position };
}

function readingsOf(enterpriseId: string, meterId: string, count: number): StoredReading[] {
  return Array.from({ length: count }, (_, index) => reading(enterpriseId, meterId, index));
}
