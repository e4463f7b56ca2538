import type { MeterRange, ReadingPage, ReadingScan, StoredReading } from '@hengneng/domain';

import type { InMemoryReadingStore } from './in-memory-reading-store.ts';

/** Readings of one page unless told otherwise; small, so that tests cross pages. */
const READINGS_PER_PAGE = 1_000;

/** The fake of a scan, over the readings of an in-memory store; away when that one is. */
export function createInMemoryReadingScan(
  store: InMemoryReadingStore,
  readingsPerPage = READINGS_PER_PAGE,
): ReadingScan {
  const readings = async (
    enterpriseId: string,
    wanted: (reading: StoredReading) => boolean,
  ): Promise<StoredReading[]> => {
    await store.ping();
    return store.all().filter((one) => one.enterpriseId === enterpriseId && wanted(one));
  };
  const inRange = async ({ enterpriseId, meterIds, fromMs, toMs }: MeterRange) => {
    const named = meterIds === undefined ? null : new Set(meterIds);
    return await readings(
      enterpriseId,
      ({ meterId, readAtMs }) =>
        readAtMs >= fromMs && readAtMs < toMs && (named === null || named.has(meterId)),
    );
  };
  return {
    pages: async function* (range) {
      yield* pagesOf(await inRange(range), readingsPerPage);
    },
    counts: async (range) => {
      const counts = new Map<string, number>();
      for (const { meterId } of await inRange(range)) {
        counts.set(meterId, (counts.get(meterId) ?? 0) + 1);
      }
      return counts;
    },
    pagesByPosition: async function* ({ enterpriseId, afterPosition, toPosition }) {
      const found = await readings(
        enterpriseId,
        ({ position }) => position > afterPosition && position <= toPosition,
      );
      yield* pagesOf(found, readingsPerPage);
    },
  };
}

/** Cuts readings that are ordered by meter and instant. */
function* pagesOf(ordered: readonly StoredReading[], pageMax: number): Generator<ReadingPage> {
  let page: StoredReading[] = [];
  for (const reading of ordered) {
    const meterId = page[0]?.meterId;
    if (meterId !== undefined && (meterId !== reading.meterId || page.length >= pageMax)) {
      yield { meterId, readings: page };
      page = [];
    }
    page.push(reading);
  }
  const meterId = page[0]?.meterId;
  if (meterId !== undefined) yield { meterId, readings: page };
}
