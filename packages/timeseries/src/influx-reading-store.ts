import type { ReadingStore, RefusedReading, StoredReading } from '@hengneng/domain';

import {
  createInfluxHttp,
  type InfluxHttp,
  type InfluxOptions,
  type InfluxSeries,
} from './influx-http.ts';
import { instant, meterCondition } from './influx-ql.ts';
import { clusterInstants, type InstantCluster } from './instant-clusters.ts';
import { createLineWriter, type LineWriter, METER_READING } from './line-protocol.ts';
import { LINES_PER_REQUEST_MAX } from './write-lines.ts';

/** A reading store that has connections to give back. */
export interface InfluxReadingStore extends ReadingStore {
  close(): void;
}

/** Readings of one meter in one answer; further ones are asked for afterwards. */
const ROWS_PER_METER_MAX = 20_000;
const FROM = `FROM ${METER_READING.measurement} WHERE enterprise_id = $enterprise`;

/** Readings in InfluxDB 1.x or 2.x, by `/write` and InfluxQL at `/query` alone. */
export function createInfluxReadingStore(options: InfluxOptions): InfluxReadingStore {
  const http = createInfluxHttp(options);
  return { ...readingStoreOver(http), close: () => http.close() };
}

/** The same over connections that others use, too. */
export function readingStoreOver(http: InfluxHttp): ReadingStore {
  const lineWriter = createLineWriter();
  return {
    write: async (readings) => {
      const refused: RefusedReading[] = [];
      for (let from = 0; from < readings.length; from += LINES_PER_REQUEST_MAX) {
        const to = Math.min(from + LINES_PER_REQUEST_MAX, readings.length);
        await writeLines(http, lineWriter, readings, from, to, refused);
      }
      return { refused };
    },
    find: async (enterpriseId, wanted) => {
      const found: StoredReading[] = [];
      const wantedByMeter = new Map(
        wanted.map(({ meterId, readAtMs }) => [meterId, new Set(readAtMs)]),
      );
      for (const cluster of clusterInstants(wanted)) {
        for (const reading of await readCluster(http, enterpriseId, cluster)) {
          if (wantedByMeter.get(reading.meterId)?.has(reading.readAtMs)) found.push(reading);
        }
      }
      return found;
    },
    lastReadAtMs: async (enterpriseId) => {
      const statement = `SELECT last(value) ${FROM} GROUP BY meter_id`;
      const series = await http.query(statement, { enterprise: enterpriseId });
      return new Map(
        series.map(({ tags, values }) => [tags.meter_id ?? '', Number(values[0]?.[0])] as const),
      );
    },
    range: async ({ enterpriseId, meterId, fromMs, toMs, limit }) => {
      const statement =
        `SELECT value, position ${FROM} AND meter_id = $meter` +
        ` AND time >= ${instant(fromMs)} AND time < ${instant(toMs)} LIMIT ${Math.trunc(limit)}`;
      const parameters = { enterprise: enterpriseId, meter: meterId };
      const series = await http.query(statement, parameters);
      return series.flatMap((one) => toReadings(enterpriseId, meterId, one));
    },
    count: async (enterpriseId) => {
      const series = await http.query(`SELECT count(value) ${FROM}`, { enterprise: enterpriseId });
      return Number(series[0]?.values[0]?.[1] ?? 0);
    },
    // Unlike `/ping` a query also notices a missing database and wrong credentials.
    ping: async () => {
      await http.query(`SELECT value ${FROM} AND time >= 0ms AND time < 1ms LIMIT 1`, {
        enterprise: '',
      });
    },
  };
}

/**
 * Writes readings [from, to); when InfluxDB refuses them it does not say which, so they are halved
 * until the bad ones stand alone. Good ones may be written several times, which changes nothing.
 */
async function writeLines(
  http: InfluxHttp,
  lineWriter: LineWriter,
  readings: readonly StoredReading[],
  from: number,
  to: number,
  refused: RefusedReading[],
): Promise<void> {
  let lines = '';
  for (let index = from; index < to; index += 1) {
    const reading = readings[index];
    if (reading !== undefined) lines += `${lineWriter.line(reading)}\n`;
  }
  const answer = await http.write(lines);
  if (answer.stored) return;
  if (to - from === 1) {
    refused.push({ index: from, message: answer.reason });
    return;
  }
  const middle = from + Math.ceil((to - from) / 2);
  await writeLines(http, lineWriter, readings, from, middle, refused);
  await writeLines(http, lineWriter, readings, middle, to, refused);
}

/** Everything stored of a cluster's meters in its stretch of time. */
async function readCluster(
  http: InfluxHttp,
  enterpriseId: string,
  cluster: InstantCluster,
): Promise<StoredReading[]> {
  const readings: StoredReading[] = [];
  let meterIds = cluster.meterIds;
  let { fromMs } = cluster;
  while (meterIds.length > 0) {
    const meters = meterCondition(meterIds);
    const statement =
      `SELECT value, position ${FROM} AND ${meters.text}` +
      ` AND time >= ${instant(fromMs)} AND time <= ${instant(cluster.toMs)}` +
      ` GROUP BY meter_id LIMIT ${ROWS_PER_METER_MAX}`;
    const series = await http.query(statement, {
      enterprise: enterpriseId,
      ...meters.parameters,
    });
    const unfinished: string[] = [];
    let nextFromMs = cluster.toMs;
    for (const one of series) {
      const meterId = one.tags.meter_id ?? '';
      const page = toReadings(enterpriseId, meterId, one);
      readings.push(...page);
      if (page.length < ROWS_PER_METER_MAX) continue;
      unfinished.push(meterId);
      nextFromMs = Math.min(nextFromMs, (page.at(-1)?.readAtMs ?? cluster.toMs) + 1);
    }
    meterIds = unfinished;
    fromMs = nextFromMs;
  }
  return readings;
}

function toReadings(enterpriseId: string, meterId: string, series: InfluxSeries): StoredReading[] {
  const time = series.columns.indexOf('time');
  const value = series.columns.indexOf('value');
  const position = series.columns.indexOf('position');
  return series.values.map((row) => ({
    enterpriseId,
    meterId,
    readAtMs: Number(row[time]),
    value: Number(row[value]),
    position: Number(row[position]),
  }));
}
