import type { MeterRange } from '@hengneng/domain';

import type { InfluxHttp } from './influx-http.ts';
import { instant, meterCondition } from './influx-ql.ts';

/** Rows of one answer: at most about five megabytes of JSON. */
const ROWS_PER_ANSWER_MAX = 50_000;
/** Rows of one meter in one page. */
const ROWS_PER_PAGE_MAX = 20_000;
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

/**
 * Reads rows of many meters in answers of bounded size: some rows of a few meters at once, then what
 * is left of each meter by itself. Pages come by meter id, those of one meter one after another.
 */
export async function* readRows(http: InfluxHttp, query: RowsQuery): AsyncGenerator<RowsPage> {
  const { range, rowsExpected } = query;
  if (!(range.fromMs < range.toMs) || range.meterIds?.length === 0) return;
  if (range.meterIds === undefined && rowsExpected <= UNLISTED_ROWS_MAX) {
    yield* readChunk(http, query, null, ROWS_PER_PAGE_MAX);
    return;
  }
  const meterIds =
    range.meterIds === undefined
      ? await listMeters(http, query)
      : [...new Set(range.meterIds)].sort();
  const metersPerQuery = Math.max(
    1,
    Math.min(METERS_PER_QUERY_MAX, Math.floor(ROWS_PER_ANSWER_MAX / rowsExpected)),
  );
  for (let at = 0; at < meterIds.length; at += metersPerQuery) {
    const chunk = meterIds.slice(at, at + metersPerQuery);
    const rowsPerMeter = Math.floor(ROWS_PER_ANSWER_MAX / chunk.length);
    yield* readChunk(http, query, chunk, Math.min(ROWS_PER_PAGE_MAX, rowsPerMeter));
  }
}

/** Meters that have rows in the range, by id. */
async function listMeters(http: InfluxHttp, query: RowsQuery): Promise<string[]> {
  const { enterpriseId } = query.range;
  const statement =
    `SELECT first(${query.fields[0]}) FROM ${query.measurement} WHERE enterprise_id = $enterprise` +
    `${timeCondition(query.range)} GROUP BY meter_id`;
  const series = await http.query(statement, { enterprise: enterpriseId });
  return series.map(({ tags }) => tags.meter_id ?? '').sort();
}

async function* readChunk(
  http: InfluxHttp,
  query: RowsQuery,
  meterIds: readonly string[] | null,
  rowsMax: number,
): AsyncGenerator<RowsPage> {
  const series = await ask(http, query, meterIds, query.range.fromMs, rowsMax);
  for (const { meterId, rows } of series) {
    yield { meterId, rows };
    let lastAtMs = rows.length < rowsMax ? null : Number(rows.at(-1)?.[0]);
    while (lastAtMs !== null) {
      const further = await ask(http, query, [meterId], lastAtMs + 1, ROWS_PER_PAGE_MAX);
      const next = further[0]?.rows ?? [];
      if (next.length > 0) yield { meterId, rows: next };
      lastAtMs = next.length < ROWS_PER_PAGE_MAX ? null : Number(next.at(-1)?.[0]);
    }
  }
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

function timeCondition({ fromMs, toMs }: Pick<MeterRange, 'fromMs' | 'toMs'>): string {
  return ` AND time >= ${instant(fromMs)} AND time < ${instant(toMs)}`;
}
