import { randomUUID } from 'node:crypto';
import {
  type CounterCheckpoint,
  type DemandBucket,
  type EnergyStore,
  type EnterprisesRange,
  type MeterDayDemand,
  type MeterDemand,
  type MeterEnergy,
  type MeterRange,
  OLD_DAYS_MS,
  StoreUnavailableError,
} from '@hengneng/domain';

import {
  COUNTER_CHECKPOINT,
  checkpointLine,
  DAILY_DEMAND,
  DAILY_ENERGY,
  DAYS_REWRITTEN,
  dayLine,
  daysRewrittenLine,
  demandLine,
  hourLine,
  INTERVAL_DEMAND,
  INTERVAL_ENERGY,
  STORE_IDENTITY,
  storeIdentityLine,
} from './energy-lines.ts';
import { createInfluxHttp, type InfluxHttp, type InfluxOptions } from './influx-http.ts';
import { enterprisesCondition, instant, meterCondition } from './influx-ql.ts';
import { mapAhead } from './map-ahead.ts';
import { listMeters, type Row, readRows, timeCondition } from './meter-rows.ts';
import { writeLines } from './write-lines.ts';

/** An energy store that has connections to give back. */
export interface InfluxEnergyStore extends EnergyStore {
  close(): void;
}

interface Format {
  readonly measurement: string;
  readonly fields: readonly string[];
}

/** Meters that one question for buckets names. */
const METERS_PER_QUERY_MAX = 25;
/** Rows of one answer about several enterprises, at most; a few megabytes. */
const ROWS_PER_ANSWER_MAX = 40_000;
/** Answers asked for ahead: InfluxDB makes one answer on one core. */
const ANSWERS_AHEAD = 2;
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/**
 * The last checkpoint is mostly this recent. Asked without a bound, InfluxDB looks into every shard:
 * in ten years of data 2.4 ms at best, with the bound a fifth.
 */
const RECENT_MS = 35 * DAY_MS;

/** Energy by hour, quarter hour and day in InfluxDB, with connections of its own. */
export function createInfluxEnergyStore(options: InfluxOptions): InfluxEnergyStore {
  const http = createInfluxHttp(options);
  return { ...energyStoreOver(http), close: () => http.close() };
}

/** The same over connections that others use, too. */
export function energyStoreOver(http: InfluxHttp): EnergyStore {
  return {
    writeHours: (enterpriseId, hours) =>
      writeLines(http, hours, (hour) => hourLine(enterpriseId, hour)),
    writeDemands: (enterpriseId, demands) =>
      writeLines(http, demands, (demand) => demandLine(enterpriseId, demand)),
    writeDays: async (enterpriseId, days) => {
      await writeLines(http, days, (day) => dayLine(enterpriseId, day));
      const firstMs = days.reduce(
        (first, { startMs }) => Math.min(first, startMs),
        Number.POSITIVE_INFINITY,
      );
      // After the days: whoever finds no trace has read them as they are.
      if (firstMs >= Date.now() - OLD_DAYS_MS) return;
      await writeLines(http, [firstMs], (atMs) => daysRewrittenLine(enterpriseId, atMs));
    },
    writeCheckpoints: (enterpriseId, checkpoints) =>
      writeLines(http, checkpoints, (checkpoint) => checkpointLine(enterpriseId, checkpoint)),
    hours: (range) => collect(http, INTERVAL_ENERGY, range, HOUR_MS, toEnergy),
    withHours: (enterpriseIds, range) => withHours(http, enterpriseIds, range),
    demands: (range) => collect(http, INTERVAL_DEMAND, range, QUARTER_MS, toDemand),
    demandBuckets: (range, bucketMs) => demandBuckets(http, range, bucketMs),
    days: (range) => collect(http, DAILY_ENERGY, range, DAY_MS, toEnergy),
    demandDays: (range) => collect(http, DAILY_DEMAND, range, DAY_MS, toDayDemand),
    daysOfMany: (range) => daysOfMany(http, range),
    identity: () => identity(http),
    rewritten: (enterpriseIds, sinceMs) => rewritten(http, enterpriseIds, sinceMs),
    checkpoints: (range) => collect(http, COUNTER_CHECKPOINT, range, DAY_MS, toCheckpoint),
    lastCheckpoint: async (enterpriseId, meterId, beforeMs) =>
      (await lastCheckpoint(http, enterpriseId, meterId, beforeMs - RECENT_MS, beforeMs)) ??
      (await lastCheckpoint(http, enterpriseId, meterId, Number.NEGATIVE_INFINITY, beforeMs)),
  };
}

async function collect<Record>(
  http: InfluxHttp,
  { measurement, fields }: Format,
  range: MeterRange,
  stepMs: number,
  toRecord: (meterId: string, row: Row) => Record,
): Promise<Record[]> {
  const records: Record[] = [];
  const rowsExpected = Math.ceil((range.toMs - range.fromMs) / stepMs) + 1;
  for await (const page of readRows(http, { measurement, fields, range, rowsExpected })) {
    for (const row of page.rows) records.push(toRecord(page.meterId, row));
  }
  return records;
}

/** One row of each enterprise tells that there are any. */
async function withHours(
  http: InfluxHttp,
  enterpriseIds: readonly string[],
  { fromMs, toMs }: Pick<MeterRange, 'fromMs' | 'toMs'>,
): Promise<Set<string>> {
  const within = timeCondition({ fromMs, toMs });
  return new Set((await enterprisesIn(http, INTERVAL_ENERGY, enterpriseIds, within)).keys());
}

/**
 * The name that somebody gave first. Of two who give one at the same time the later is kept, and the
 * other's is that of a store which never comes back.
 */
async function identity(http: InfluxHttp): Promise<string> {
  const known = await knownIdentity(http);
  if (known !== null) return known;
  await writeLines(http, [randomUUID()], storeIdentityLine);
  const given = await knownIdentity(http);
  if (given === null) throw new StoreUnavailableError('InfluxDB does not tell what it was told.');
  return given;
}

async function knownIdentity(http: InfluxHttp): Promise<string | null> {
  const { measurement, fields } = STORE_IDENTITY;
  const series = await http.query(
    `SELECT ${fields[0]} FROM ${measurement} WHERE time >= 0ms AND time <= 0ms`,
    {},
  );
  const id = series[0]?.values[0]?.[1];
  return id === undefined ? null : String(id);
}

/** Enterprises of whose old days a trace was left since. */
async function rewritten(
  http: InfluxHttp,
  enterpriseIds: readonly string[],
  sinceMs: number,
): Promise<Map<string, number>> {
  const since = ` AND time >= ${instant(sinceMs)}`;
  return await enterprisesIn(http, DAYS_REWRITTEN, enterpriseIds, since, 'last');
}

/** Enterprises with rows, and when one of them is: the first or the last. */
async function enterprisesIn(
  http: InfluxHttp,
  { measurement, fields }: Format,
  enterpriseIds: readonly string[],
  condition: string,
  which: 'first' | 'last' = 'first',
): Promise<Map<string, number>> {
  if (enterpriseIds.length === 0) return new Map();
  const named = enterpriseIds.map((id, index) => [`p${index}`, id] as const);
  const series = await http.query(
    `SELECT ${fields[0]} FROM ${measurement}` +
      ` WHERE (${named.map(([name]) => `enterprise_id = $${name}`).join(' OR ')})${condition}` +
      ` GROUP BY enterprise_id${which === 'last' ? ' ORDER BY time DESC' : ''} LIMIT 1`,
    Object.fromEntries(named),
  );
  return new Map(
    series.map(({ tags, values }) => [tags.enterprise_id ?? '', Number(values[0]?.[0])]),
  );
}

/** Days of many enterprises, a bounded number of rows an answer and some answers ahead. */
async function daysOfMany(
  http: InfluxHttp,
  { enterprises, fromMs, toMs }: EnterprisesRange,
): Promise<Map<string, MeterEnergy[]>> {
  const found = new Map<string, MeterEnergy[]>();
  const asked = enterprises.filter(({ meterIds }) => meterIds.length > 0);
  if (!(fromMs < toMs) || asked.length === 0) return found;
  const { measurement, fields } = DAILY_ENERGY;
  const ask = (some: EnterprisesRange['enterprises']) => {
    const { text, parameters } = enterprisesCondition(some);
    return http.query(
      `SELECT ${fields.join(', ')} FROM ${measurement} WHERE (${text})` +
        `${timeCondition({ fromMs, toMs })} GROUP BY enterprise_id, meter_id`,
      parameters,
    );
  };
  const daysMax = Math.ceil((toMs - fromMs) / DAY_MS) + 1;
  const parts = bySize(asked, Math.max(1, Math.floor(ROWS_PER_ANSWER_MAX / daysMax)));
  for await (const series of mapAhead(parts, ANSWERS_AHEAD, ask)) {
    const inOrder = series.toSorted((left, right) =>
      (left.tags.meter_id ?? '') < (right.tags.meter_id ?? '') ? -1 : 1,
    );
    for (const { tags, values } of inOrder) {
      const { enterprise_id: enterpriseId = '', meter_id: meterId = '' } = tags;
      let rows = found.get(enterpriseId);
      if (rows === undefined) {
        rows = [];
        found.set(enterpriseId, rows);
      }
      for (const row of values) rows.push(toEnergy(meterId, row));
    }
  }
  return found;
}

/** Enterprises with so many meters together at most; one that has more goes by itself. */
function* bySize(
  enterprises: EnterprisesRange['enterprises'],
  metersMax: number,
): Generator<EnterprisesRange['enterprises']> {
  let part: EnterprisesRange['enterprises'][number][] = [];
  let meters = 0;
  for (const each of enterprises) {
    if (part.length > 0 && meters + each.meterIds.length > metersMax) {
      yield part;
      part = [];
      meters = 0;
    }
    part.push(each);
    meters += each.meterIds.length;
  }
  if (part.length > 0) yield part;
}

/** InfluxDB draws together, so that millions of quarter hours need not be sent. */
async function demandBuckets(
  http: InfluxHttp,
  range: MeterRange,
  bucketMs: number,
): Promise<DemandBucket[]> {
  const { enterpriseId, fromMs, toMs } = range;
  if (!(fromMs < toMs)) return [];
  const format = { ...INTERVAL_DEMAND, range };
  const meterIds = [...new Set(range.meterIds ?? (await listMeters(http, format)))].sort();
  // InfluxDB's own buckets begin with the epoch; the offset moves them to the start of the range.
  const offsetMs = ((fromMs % bucketMs) + bucketMs) % bucketMs;
  const ask = async (chunk: readonly string[]) => {
    const { text, parameters } = meterCondition(chunk);
    const series = await http.query(
      'SELECT min(kw), max(kw), mean(kw), count(kw), sum(estimated)' +
        ` FROM ${INTERVAL_DEMAND.measurement} WHERE enterprise_id = $enterprise AND ${text}` +
        `${timeCondition({ fromMs, toMs })} GROUP BY meter_id, time(${bucketMs}ms, ${offsetMs}ms)` +
        ' fill(none)',
      { enterprise: enterpriseId, ...parameters },
    );
    const byMeter = new Map(series.map(({ tags, values }) => [tags.meter_id ?? '', values]));
    return chunk.map((meterId) => [meterId, byMeter.get(meterId) ?? []] as const);
  };
  const buckets: DemandBucket[] = [];
  const chunks = inChunks(meterIds, METERS_PER_QUERY_MAX);
  for await (const answered of mapAhead(chunks, ANSWERS_AHEAD, ask)) {
    for (const [meterId, rows] of answered) {
      for (const row of rows) buckets.push(toBucket(meterId, row));
    }
  }
  return buckets;
}

function* inChunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

async function lastCheckpoint(
  http: InfluxHttp,
  enterpriseId: string,
  meterId: string,
  fromMs: number,
  beforeMs: number,
): Promise<CounterCheckpoint | null> {
  const { text, parameters } = meterCondition([meterId]);
  const { measurement, fields } = COUNTER_CHECKPOINT;
  const series = await http.query(
    `SELECT ${fields.join(', ')} FROM ${measurement} WHERE enterprise_id = $enterprise AND ${text}` +
      `${timeCondition({ fromMs, toMs: beforeMs })} ORDER BY time DESC LIMIT 1`,
    { enterprise: enterpriseId, ...parameters },
  );
  const row = series[0]?.values[0];
  return row === undefined ? null : toCheckpoint(meterId, row);
}

function toEnergy(meterId: string, row: Row): MeterEnergy {
  return {
    meterId,
    startMs: Number(row[0]),
    quantity: Number(row[1]),
    estimatedQuantity: Number(row[2]),
    coveredMs: Number(row[3]),
  };
}

function toDayDemand(meterId: string, row: Row): MeterDayDemand {
  const [startMs, coveredMs, count, estimatedCount, minKw, maxKw, sumKw] = row;
  const quarterCount = Number(count ?? 0);
  return {
    ...{ meterId, startMs: Number(startMs) },
    isCounted: (count ?? null) !== null || Number(coveredMs ?? 0) === 0,
    demand:
      quarterCount === 0
        ? null
        : {
            ...{ minKw: Number(minKw), maxKw: Number(maxKw), sumKw: Number(sumKw) },
            ...{ quarterCount, estimatedCount: Number(estimatedCount) },
          },
  };
}

function toDemand(meterId: string, row: Row): MeterDemand {
  return { meterId, startMs: Number(row[0]), kw: Number(row[1]), estimated: Number(row[2]) !== 0 };
}

function toBucket(meterId: string, row: Row): DemandBucket {
  return {
    ...{ meterId, startMs: Number(row[0]), minKw: Number(row[1]), maxKw: Number(row[2]) },
    ...{ meanKw: Number(row[3]), quarterCount: Number(row[4]), estimatedCount: Number(row[5]) },
  };
}

function toCheckpoint(meterId: string, row: Row): CounterCheckpoint {
  return {
    meterId,
    atMs: Number(row[0]),
    state: String(row[1]),
    historySha256: String(row[2]),
  };
}
