import { shardOf } from '@hengneng/contracts';
import { findReceivedAtMs, type StoredDutyDay } from '@hengneng/database';
import {
  type ArrivedReading,
  decodePosition,
  type MeterArrivals,
  meterArrivals,
  type Period,
  periodNamed,
  type StoredReading,
} from '@hengneng/domain';

import type { ApiDependencies } from '../dependencies.ts';

/** Positions whose time of receipt is looked up at once. */
const PLACES_PER_QUERY = 5_000;

/** Figures of a day that are counted, not judged. */
export type CountedDay = Pick<StoredDutyDay, 'date' | 'counts' | 'countedAtMs'>;

/** The period of a local day; an invalid name is a fault of ours. */
export function dutyPeriod(date: string, timeZone: string): Period {
  const period = periodNamed(date, timeZone);
  if (period === null) throw new RangeError(`${date} is no day.`);
  return period;
}

/** Counts the stored readings of each meter on one local day: one query. */
export async function countDutyDay(
  { readingScan, clock }: Pick<ApiDependencies, 'readingScan' | 'clock'>,
  enterpriseId: string,
  date: string,
  period: Period,
): Promise<CountedDay> {
  const countedAtMs = clock();
  const { startMs: fromMs, endMs: toMs } = period;
  // A day that a zone skipped is empty.
  const counts = fromMs < toMs ? await readingScan.counts({ enterpriseId, fromMs, toMs }) : [];
  return { date, counts: Object.fromEntries(counts), countedAtMs };
}

/**
 * Measures how the readings of one closed day came in, by meter. It reads every reading of the day,
 * so it is done once a day, a meter at a time.
 */
export async function measureArrivals(
  { database, readingScan }: Pick<ApiDependencies, 'database' | 'readingScan'>,
  enterpriseId: string,
  day: Period,
): Promise<MeterArrivals[]> {
  const arrivals: MeterArrivals[] = [];
  const range = { enterpriseId, fromMs: day.startMs, toMs: day.endMs };
  let meterId = '';
  let readings: ArrivedReading[] = [];
  const close = () => {
    if (readings.length > 0) arrivals.push(meterArrivals(meterId, readings, day));
    readings = [];
  };
  for await (const page of readingScan.pages(range)) {
    if (page.meterId !== meterId) close();
    meterId = page.meterId;
    for (const reading of await arrived(database, enterpriseId, page.readings)) {
      readings.push(reading);
    }
  }
  close();
  return arrivals;
}

async function arrived(
  { executor }: ApiDependencies['database'],
  enterpriseId: string,
  readings: readonly StoredReading[],
): Promise<ArrivedReading[]> {
  const positions = [...new Set(readings.map(({ position }) => position))];
  const receivedAtMs = new Map<string, number>();
  for (let start = 0; start < positions.length; start += PLACES_PER_QUERY) {
    const places = positions.slice(start, start + PLACES_PER_QUERY).map((position) => {
      const { gatewayNumber, sequence } = decodePosition(position);
      return { gateway: gatewayNumber, sequence };
    });
    const found = await findReceivedAtMs(executor, shardOf(enterpriseId), places);
    for (const [place, atMs] of found) receivedAtMs.set(place, atMs);
  }
  return readings.map(({ readAtMs, position }) => {
    const { gatewayNumber, sequence } = decodePosition(position);
    return { readAtMs, receivedAtMs: receivedAtMs.get(`${gatewayNumber}-${sequence}`) ?? null };
  });
}
