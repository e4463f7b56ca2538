import {
  type CounterCheckpoint,
  invariant,
  isSafeId,
  type MeterDay,
  type MeterDemand,
  type MeterEnergy,
  type ReadingCorrection,
} from '@hengneng/domain';

import { seriesPrefix } from './line-protocol.ts';

const TAGS = ['enterprise_id', 'meter_id'] as const;
const ENERGY_FIELDS = ['quantity', 'estimated_quantity', 'covered_ms'] as const;

/** Energy by hour; the time is the start of the hour. */
export const INTERVAL_ENERGY = {
  measurement: 'interval_energy',
  tags: TAGS,
  fields: ENERGY_FIELDS,
} as const;

/** Energy by day; the time is the start of the enterprise's day. */
export const DAILY_ENERGY = {
  measurement: 'daily_energy',
  tags: TAGS,
  fields: ENERGY_FIELDS,
} as const;

/**
 * Demand by day, further fields of the same points: without `demand_count` the day was counted by an
 * engine that did not know them, with 0 the others say nothing.
 */
export const DAILY_DEMAND = {
  ...DAILY_ENERGY,
  fields: [
    'covered_ms',
    'demand_count',
    'demand_estimated_count',
    'demand_min_kw',
    'demand_max_kw',
    'demand_sum_kw',
  ],
} as const;

/** That old days of an enterprise were written; the time is the server's when it heard of it. */
export const DAYS_REWRITTEN = {
  measurement: 'days_rewritten',
  tags: ['enterprise_id'],
  fields: ['first_day_ms'],
} as const;

/** A random name, given once; the time is the epoch. */
export const STORE_IDENTITY = {
  measurement: 'store_identity',
  tags: [],
  fields: ['id'],
} as const;

/** Mean power by quarter hour; the time is its start, `estimated` is 0 or 1. */
export const INTERVAL_DEMAND = {
  measurement: 'interval_demand',
  tags: TAGS,
  fields: ['kw', 'estimated'],
} as const;

/** Approved corrections; `voided` is 1 where the reading does not count (its value is then 0). */
export const METER_READING_CORRECTION = {
  measurement: 'meter_reading_correction',
  tags: TAGS,
  fields: ['value', 'recorded_at_ms', 'correction_no', 'voided'],
} as const;

/** Settled counter states; both fields are strings, the time is the instant of the state. */
export const COUNTER_CHECKPOINT = {
  measurement: 'counter_checkpoint',
  tags: TAGS,
  fields: ['state', 'history_sha256'],
} as const;

/** Makes one line, without line end, of a record of an enterprise. */
export type ToLine<Row> = (enterpriseId: string, row: Row) => string;

/** A line of `interval_energy`. */
export const hourLine: ToLine<MeterEnergy> = (enterpriseId, hour) =>
  `${seriesPrefix(INTERVAL_ENERGY.measurement, enterpriseId, hour.meterId)}` +
  ` ${energyFields(hour)} ${time(hour.startMs)}`;

/** A line of `daily_energy`. */
export const dayLine: ToLine<MeterDay> = (enterpriseId, day) =>
  `${seriesPrefix(DAILY_ENERGY.measurement, enterpriseId, day.meterId)}` +
  ` ${energyFields(day)}${demandFields(day)} ${time(day.startMs)}`;

function energyFields({ quantity, estimatedQuantity, coveredMs }: MeterEnergy): string {
  return (
    `quantity=${float(quantity)},estimated_quantity=${float(estimatedQuantity)}` +
    `,covered_ms=${float(coveredMs)}`
  );
}

/** Fields that a line leaves out stay as they were, so nothing known is said by a count of 0. */
function demandFields({ demand }: MeterDay): string {
  if (demand === undefined) return '';
  if (demand === null) return ',demand_count=0';
  const { minKw, maxKw, sumKw, quarterCount, estimatedCount } = demand;
  return (
    `,demand_count=${float(quarterCount)},demand_estimated_count=${float(estimatedCount)}` +
    `,demand_min_kw=${float(minKw)},demand_max_kw=${float(maxKw)},demand_sum_kw=${float(sumKw)}`
  );
}

/** A line of `days_rewritten`, without a time: the server's clock is the one that is asked by. */
export function daysRewrittenLine(enterpriseId: string, firstDayMs: number): string {
  invariant(isSafeId(enterpriseId), 'an enterprise id in a tag is a safe id');
  const { measurement, fields } = DAYS_REWRITTEN;
  return `${measurement},enterprise_id=${enterpriseId} ${fields[0]}=${float(firstDayMs)}`;
}

/** The line of `store_identity`. */
export function storeIdentityLine(id: string): string {
  const { measurement, fields } = STORE_IDENTITY;
  return `${measurement} ${fields[0]}=${quoted(id)} 0`;
}

/** A line of `interval_demand`. */
export const demandLine: ToLine<MeterDemand> = (enterpriseId, demand) =>
  `${seriesPrefix(INTERVAL_DEMAND.measurement, enterpriseId, demand.meterId)}` +
  ` kw=${float(demand.kw)},estimated=${demand.estimated ? 1 : 0} ${time(demand.startMs)}`;

/** A line of `counter_checkpoint`. */
export const checkpointLine: ToLine<CounterCheckpoint> = (enterpriseId, checkpoint) =>
  `${seriesPrefix(COUNTER_CHECKPOINT.measurement, enterpriseId, checkpoint.meterId)}` +
  ` state=${quoted(checkpoint.state)},history_sha256=${quoted(checkpoint.historySha256)}` +
  ` ${time(checkpoint.atMs)}`;

/** A line of `meter_reading_correction`. */
export const correctionLine: ToLine<ReadingCorrection> = (enterpriseId, correction) =>
  `${seriesPrefix(METER_READING_CORRECTION.measurement, enterpriseId, correction.meterId)}` +
  ` value=${float(correction.value ?? 0)},recorded_at_ms=${float(correction.recordedAtMs)}` +
  `,correction_no=${float(correction.correctionNo)},voided=${correction.value === null ? 1 : 0}` +
  ` ${time(correction.readAtMs)}`;

/**
 * A text as a string field. Within the quotes a backslash and a quote are escaped and nothing else: a
 * line end may stand as it is. Text that UTF-8 cannot hold would come back as something else.
 */
export function quoted(text: string): string {
  invariant(text.isWellFormed(), 'a stored text has no half characters');
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** JavaScript writes the shortest decimal that reads back as the same float; so does InfluxDB. */
function float(value: number): string {
  invariant(Number.isFinite(value), 'a stored number is finite');
  return `${value}`;
}

function time(atMs: number): string {
  invariant(Number.isSafeInteger(atMs), 'a stored instant is whole milliseconds');
  return `${atMs}`;
}
