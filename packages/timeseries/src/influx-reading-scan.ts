import { invariant, type MeterRange, type ReadingPage, type ReadingScan } from '@hengneng/domain';

import { createInfluxHttp, type InfluxHttp, type InfluxOptions } from './influx-http.ts';
import { meterCondition } from './influx-ql.ts';
import { METER_READING } from './line-protocol.ts';
import { type RowsPage, readRows, timeCondition } from './meter-rows.ts';

/** A reading scan that has connections to give back. */
export interface InfluxReadingScan extends ReadingScan {
  close(): void;
}

/** Readings are expected a minute apart, and no more at first than are little beside a whole scan. */
const READING_EVERY_MS = 60_000;
const ROWS_EXPECTED_MAX = 1_000;
/**
 * What must look at every reading goes in steps of a shard, so that no question outlasts its
 * time-out however much there is.
 */
const SLICE_MS = 13 * 7 * 86_400_000;
const METERS_PER_SLICE_MAX = 20;
const FROM = `FROM ${METER_READING.measurement} WHERE enterprise_id = $enterprise`;

/** Reads many readings of InfluxDB, with connections of its own. */
export function createInfluxReadingScan(options: InfluxOptions): InfluxReadingScan {
  const http = createInfluxHttp(options);
  return { ...readingScanOver(http), close: () => http.close() };
}

/** The same over connections that others use, too. */
export function readingScanOver(http: InfluxHttp): ReadingScan {
  const { measurement, fields } = METER_READING;
  return {
    pages: async function* (range) {
      const guess = Math.ceil((range.toMs - range.fromMs) / READING_EVERY_MS) + 1;
      const rowsExpected = Math.min(ROWS_EXPECTED_MAX, guess);
      for await (const page of readRows(http, { measurement, fields, range, rowsExpected })) {
        yield toPage(range.enterpriseId, page);
      }
    },
    counts: async (range) => {
      const counts = new Map<string, number>();
      for (const slice of await slicesOf(http, range)) {
        const { text, parameters } = meterCondition(slice.meterIds);
        const series = await http.query(
          `SELECT count(value) ${FROM} AND ${text}${timeCondition(slice)} GROUP BY meter_id`,
          { enterprise: range.enterpriseId, ...parameters },
        );
        for (const { tags, values } of series) {
          const meterId = tags.meter_id ?? '';
          counts.set(meterId, (counts.get(meterId) ?? 0) + Number(values[0]?.[1]));
        }
      }
      return counts;
    },
    // Goes by groups of meters and steps of time: pages of one meter ascend, others come between.
    pagesByPosition: async function* ({ enterpriseId, afterPosition, toPosition }) {
      const bounds = [afterPosition, toPosition];
      invariant(bounds.every(Number.isSafeInteger), 'a journal position is a whole number');
      const condition = `position > ${afterPosition} AND position <= ${toPosition}`;
      const everything = { enterpriseId, fromMs: -Infinity, toMs: Infinity };
      for (const range of await slicesOf(http, everything)) {
        const query = { measurement, fields, range, condition, rowsExpected: 1 };
        for await (const page of readRows(http, query)) yield toPage(enterpriseId, page);
      }
    },
  };
}

/** Cuts a range into groups of meters and steps of time, as far as there are readings at all. */
async function slicesOf(
  http: InfluxHttp,
  range: MeterRange,
): Promise<(MeterRange & { meterIds: string[] })[]> {
  if (!(range.fromMs < range.toMs) || range.meterIds?.length === 0) return [];
  const [first, last] = await Promise.all(['first', 'last'].map((end) => endsOf(http, range, end)));
  const named = range.meterIds === undefined ? null : new Set(range.meterIds);
  const meterIds = [...(first?.keys() ?? [])].filter((id) => named?.has(id) ?? true).sort();
  const slices = [];
  for (let at = 0; at < meterIds.length; at += METERS_PER_SLICE_MAX) {
    const group = meterIds.slice(at, at + METERS_PER_SLICE_MAX);
    const fromMs = Math.min(...group.map((id) => first?.get(id) ?? Infinity));
    const endMs = Math.max(...group.map((id) => last?.get(id) ?? -Infinity)) + 1;
    for (let sliceMs = fromMs; sliceMs < endMs; sliceMs += SLICE_MS) {
      const toMs = Math.min(sliceMs + SLICE_MS, endMs);
      slices.push({ enterpriseId: range.enterpriseId, meterIds: group, fromMs: sliceMs, toMs });
    }
  }
  return slices;
}

/** Instant of the first or last reading of each meter in a range. */
async function endsOf(
  http: InfluxHttp,
  range: MeterRange,
  end: string,
): Promise<Map<string, number>> {
  const statement = `SELECT ${end}(value) ${FROM}${timeCondition(range)} GROUP BY meter_id`;
  const series = await http.query(statement, { enterprise: range.enterpriseId });
  return new Map(series.map(({ tags, values }) => [tags.meter_id ?? '', Number(values[0]?.[0])]));
}

function toPage(enterpriseId: string, { meterId, rows }: RowsPage): ReadingPage {
  const readings = rows.map((row) => ({
    enterpriseId,
    meterId,
    readAtMs: Number(row[0]),
    value: Number(row[1]),
    position: Number(row[2]),
  }));
  return { meterId, readings };
}
