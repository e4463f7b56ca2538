import type { MeterRange } from '@hengneng/domain';

import type { InfluxHttp } from './influx-http.ts';
import { instant, meterCondition } from './influx-ql.ts';
import { mapAhead, quietly } from './map-ahead.ts';

/** Rows of one answer about several meters: about a megabyte of JSON. */
const ROWS_PER_ANSWER_MAX = 10_000;
/** Answers asked for ahead. InfluxDB makes one answer on one core; four took half the time of one. */
const ANSWERS_AHEAD = 4;
/** Rows of one meter in one page. */
const ROWS_PER_PAGE_MAX = 20_000;
/** Meters read at once that have more rows than their first answer holds. */
const LONG_METERS_AHEAD = 2;
/** A query names at most this many meters. */
const METERS_PER_QUERY_MAX = 100;
/** With so few rows of each meter the meters of an enterprise need not be listed first. */
const UNLISTED_ROWS_MAX = 50;

/** What to read of which meters. */
export interface RowsQuery {
  readonly measurement: string;
  /** Fields to read; a row is the time in milliseconds followed by them. */
  readonly fields: readonly string[];
  readonly range: MeterRange;
  /** How many rows a meter is expected to have; a wrong guess costs time, never a row. */
  readonly rowsExpected: number;
  /** A further condition on fields, put together from numbers of ours alone. */
  readonly condition?: string;
}

/** One row: the time in milliseconds, then the fields in the order asked for. */
export type Row = readonly unknown[];

/** Rows of one meter, ascending in time. */
export interface RowsPage {
  readonly meterId: string;
  readonly rows: readonly Row[];
}

/** Meters that one query asks for (null: all there are), and how many rows of each. */
interface Chunk {
  readonly meterIds: readonly string[] | null;
  readonly rowsMax: number;
}

/**
 * Reads rows of many meters in answers of bounded size: some rows of a few meters at once, then what
 * is left of each meter by itself, a little ahead of the consumer. Pages come by meter id, those of one
 * meter one after another.
 */
export async function* readRows(http: InfluxHttp, query: RowsQuery): AsyncGenerator<RowsPage> {
  const chunks = await planChunks(http, query);
  const askChunk = ({ meterIds, rowsMax }: Chunk) =>
    ask(http, query, meterIds, query.range.fromMs, rowsMax).then((pages) => ({ pages, rowsMax }));
  for await (const { pages, rowsMax } of mapAhead(chunks, ANSWERS_AHEAD, askChunk)) {
    const goOn = async (page: RowsPage) => ({ page, next: nextPage(http, query, page, rowsMax) });
    for await (const begun of mapAhead(pages, LONG_METERS_AHEAD, goOn)) {
      yield begun.page;
      let { next } = begun;
      while (next !== null) {
        const page: RowsPage | undefined = (await next)[0];
        next = page === undefined ? null : nextPage(http, query, page, ROWS_PER_PAGE_MAX);
        if (page !== undefined) yield page;
      }
    }
  }
}

/** Meters that have rows in the range, by id. */
export async function listMeters(
  http: InfluxHttp,
  { measurement, fields, range }: Pick<RowsQuery, 'measurement' | 'fields' | 'range'>,
): Promise<string[]> {
  const statement =
    `SELECT first(${fields[0]}) FROM ${measurement} WHERE enterprise_id = $enterprise` +
    `${timeCondition(range)} GROUP BY meter_id`;
  const series = await http.query(statement, { enterprise: range.enterpriseId });
  return series.map(({ tags }) => tags.meter_id ?? '').sort();
}

/** The condition, with its AND, that a row lies in [fromMs, toMs). */
export function timeCondition({ fromMs, toMs }: Pick<MeterRange, 'fromMs' | 'toMs'>): string {
  return ` AND time >= ${instant(fromMs)} AND time < ${instant(toMs)}`;
}

async function planChunks(http: InfluxHttp, query: RowsQuery): Promise<Chunk[]> {
  const { range, rowsExpected } = query;
  if (!(range.fromMs < range.toMs)) return [];
  if (range.meterIds === undefined && rowsExpected <= UNLISTED_ROWS_MAX) {
    return [{ meterIds: null, rowsMax: 2 * UNLISTED_ROWS_MAX }];
  }
  const meterIds =
    range.meterIds === undefined
      ? await listMeters(http, query)
      : [...new Set(range.meterIds)].sort();
  const fitting = Math.max(1, Math.floor(ROWS_PER_ANSWER_MAX / rowsExpected));
  const metersPerQuery = Math.min(METERS_PER_QUERY_MAX, fitting);
  const rowsMax = Math.floor(ROWS_PER_ANSWER_MAX / metersPerQuery);
  const chunks: Chunk[] = [];
  for (let at = 0; at < meterIds.length; at += metersPerQuery) {
    chunks.push({ meterIds: meterIds.slice(at, at + metersPerQuery), rowsMax });
  }
  return chunks;
}

/** Asks for what follows a page that was full; null when it was not. */
function nextPage(
  http: InfluxHttp,
  query: RowsQuery,
  { meterId, rows }: RowsPage,
  rowsMax: number,
): Promise<RowsPage[]> | null {
  if (rows.length < rowsMax) return null;
  const fromMs = Number(rows.at(-1)?.[0]) + 1;
  return quietly(ask(http, query, [meterId], fromMs, ROWS_PER_PAGE_MAX));
}

async function ask(
  http: InfluxHttp,
  query: RowsQuery,
  meterIds: readonly string[] | null,
  fromMs: number,
  limit: number,
): Promise<RowsPage[]> {
  const { enterpriseId, toMs } = query.range;
  const meters = meterIds === null ? null : meterCondition(meterIds);
  const statement =
    `SELECT ${query.fields.join(', ')} FROM ${query.measurement}` +
    ` WHERE enterprise_id = $enterprise${meters === null ? '' : ` AND ${meters.text}`}` +
    `${query.condition === undefined ? '' : ` AND ${query.condition}`}` +
    `${timeCondition({ fromMs, toMs })} GROUP BY meter_id LIMIT ${limit}`;
  const parameters = { enterprise: enterpriseId, ...meters?.parameters };
  const series = await http.query(statement, parameters);
  return series
    .map(({ tags, values }) => ({ meterId: tags.meter_id ?? '', rows: values }))
    .sort((left, right) => (left.meterId < right.meterId ? -1 : 1));
}
