import { invariant, type MeterRange, type ReadingPage, type ReadingScan } from '@hengneng/domain';

import { createInfluxHttp, type InfluxHttp, type InfluxOptions } from './influx-http.ts';
import { instant, meterCondition } from './influx-ql.ts';
import { METER_READING } from './line-protocol.ts';
import { type RowsPage, readRows } from './meter-rows.ts';

/** A reading scan that has connections to give back. */
export interface InfluxReadingScan extends ReadingScan {
  close(): void;
}

/** First rows of each meter: enough for an hour that is counted again, little for a whole scan. */
const ROWS_EXPECTED = 1_000;
/** A query names at most this many meters. */
const METERS_PER_COUNT_MAX = 100;
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
      const query = { measurement, fields, range, rowsExpected: ROWS_EXPECTED };
      for await (const page of readRows(http, query)) yield toPage(range.enterpriseId, page);
    },
    counts: async (range) => {
      const counts = new Map<string, number>();
      for (const condition of countConditions(range)) {
        const series = await http.query(
          `SELECT count(value) ${FROM}${condition.text}` +
            ` AND time >= ${instant(range.fromMs)} AND time < ${instant(range.toMs)}` +
            ' GROUP BY meter_id',
          { enterprise: range.enterpriseId, ...condition.parameters },
        );
        for (const { tags, values } of series) {
          counts.set(tags.meter_id ?? '', Number(values[0]?.[1]));
        }
      }
      return counts;
    },
    pagesByPosition: async function* ({ enterpriseId, afterPosition, toPosition }) {
      const bounds = [afterPosition, toPosition];
      invariant(bounds.every(Number.isSafeInteger), 'a journal position is a whole number');
      const range = { enterpriseId, fromMs: -Infinity, toMs: Infinity };
      const condition = `position > ${afterPosition} AND position <= ${toPosition}`;
      const query = { measurement, fields, range, condition, rowsExpected: ROWS_EXPECTED };
      for await (const page of readRows(http, query)) yield toPage(enterpriseId, page);
    },
  };
}

function countConditions(range: MeterRange) {
  if (!(range.fromMs < range.toMs)) return [];
  if (range.meterIds === undefined) return [{ text: '', parameters: {} }];
  const meterIds = [...new Set(range.meterIds)];
  const conditions = [];
  for (let at = 0; at < meterIds.length; at += METERS_PER_COUNT_MAX) {
    const { text, parameters } = meterCondition(meterIds.slice(at, at + METERS_PER_COUNT_MAX));
    conditions.push({ text: ` AND ${text}`, parameters });
  }
  return conditions;
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
