import { type Api, registerLoad, signIn } from '../support/api.ts';
import { eventually } from '../support/energy.ts';
import { queryInflux } from '../support/oracle.ts';
import type { Stack } from '../support/stack.ts';
import { pause, percentile } from './measure.ts';
import { benchPlan, throughput } from './rows.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const METERS = 100;
/** What a curve of a year has on a screen unless somebody asks for more. */
const CURVE_POINTS = 600;
const COUNTED_WITHIN_MS = 900_000;

/** A history of one enterprise, counted. */
export interface CountedYear {
  readonly api: Api;
  readonly enterpriseId: string;
  readonly fromMs: number;
  readonly days: number;
  /** From the last stored reading to the last counted day. */
  readonly countedAfterMs: number;
  readonly readingCount: number;
}

/** Keeps the aggregator still while `work` runs. */
export async function withoutAggregation<T>(stack: Stack, work: () => Promise<T>): Promise<T> {
  const pid = stack.pidOf('aggregator');
  if (pid === null) throw new Error('The aggregator does not run.');
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** Waits until nothing is dirty any more; answers how long that took, milliseconds. */
export async function untilCounted(stack: Stack): Promise<number> {
  const startedAtMs = performance.now();
  const url = aggregatorMetricsUrl(stack);
  const isQuiet = async () => {
    const text = await (await fetch(url)).text();
    return /^hengneng_aggregator_dirty_enterprises 0$/m.test(text);
  };
  // Twice in a row, because marks come a moment after the readings.
  for (let quiet = 0; quiet < 2; ) {
    quiet = (await isQuiet().catch(() => false)) ? quiet + 1 : 0;
    if (performance.now() - startedAtMs > COUNTED_WITHIN_MS) throw new Error('Never counted.');
    await pause(1_000);
  }
  return performance.now() - startedAtMs;
}

function aggregatorMetricsUrl(stack: Stack): string {
  const port = stack.environmentOf('aggregator').AGGREGATOR_HTTP_PORT;
  return `http://127.0.0.1:${port}/metrics`;
}

/** Sends quarter hours of 100 meters through the whole path and waits until every day is counted. */
export async function countedYear(stack: Stack, days: number): Promise<CountedYear> {
  const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
  const devices = await registerLoad(api, {
    ...{ firstNumber: 900, enterprises: 1, devicesPerEnterprise: 1, metersPerDevice: METERS },
    intervalSeconds: QUARTER_MS / 1_000,
  });
  const enterpriseId = devices[0]?.enterpriseId ?? '';
  // A local day of the enterprise; a mean power is that of the quarter hour before its instant.
  const fromMs = Date.UTC(2020, 0, 1) - 8 * 3_600_000;
  const plan = benchPlan(stack.mqtt, devices, {
    readingsPerMessage: METERS,
    messageCountMax: (days * DAY_MS) / QUARTER_MS,
    firstReadAtMs: fromMs + QUARTER_MS,
    stepMs: QUARTER_MS,
  });
  const { sentCount, missingCount } = await throughput(stack, plan);
  if (missingCount > 0) throw new Error(`${missingCount} of ${sentCount} readings are missing.`);
  const startedAtMs = performance.now();
  const countDays = async () => {
    const rows = await queryInflux(
      stack.influx,
      `SELECT COUNT("quantity") FROM "daily_energy" WHERE "enterprise_id"='${enterpriseId}' AND "covered_ms" = ${DAY_MS}`,
    );
    return Number(rows[0]?.[1] ?? 0);
  };
  const wanted = days * METERS;
  const counted = await eventually(countDays, (count) => count >= wanted, COUNTED_WITHIN_MS);
  if (counted !== wanted) throw new Error(`${counted} of ${wanted} days are counted.`);
  const countedAfterMs = performance.now() - startedAtMs;
  return { api, enterpriseId, fromMs, days, countedAfterMs, readingCount: sentCount };
}

/** Time to answer the history by day and meter, 95th percentile, milliseconds. */
export async function byDayLatency(year: CountedYear, requests: number): Promise<number> {
  const { api, enterpriseId, fromMs, days } = year;
  const samples: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const startedAtMs = performance.now();
    const { rows } = await api.call<{ rows: { groups: unknown[] }[] }>(
      'GET',
      `/enterprises/${enterpriseId}/consumption?${rangeQuery(fromMs, days)}&interval=day&groupBy=meter`,
    );
    samples.push(performance.now() - startedAtMs);
    const groups = rows.reduce((sum, row) => sum + row.groups.length, 0);
    if (groups !== days * METERS) throw new Error(`${groups} figures, not ${days * METERS}.`);
  }
  return percentile(samples, 0.95);
}

/** Time to answer load curves of every meter over the whole history, 95th percentile, milliseconds. */
export async function loadCurveLatency(year: CountedYear, requests: number): Promise<number> {
  const { api, enterpriseId, fromMs, days } = year;
  const path = `/enterprises/${enterpriseId}`;
  const { items } = await api.call<{ items: { id: string }[] }>('GET', `${path}/meters?limit=500`);
  const meterIds = items.map(({ id }) => id).join(',');
  const samples: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const startedAtMs = performance.now();
    const { series } = await api.call<{ series: { index: unknown[] }[] }>(
      'GET',
      `${path}/load-curve?${rangeQuery(fromMs, days)}&meterIds=${meterIds}&points=${CURVE_POINTS}`,
    );
    samples.push(performance.now() - startedAtMs);
    const isWhole = series.every(({ index }) => index.length > CURVE_POINTS / 4);
    if (series.length !== METERS || !isWhole) throw new Error('A load curve is not whole.');
  }
  return percentile(samples, 0.95);
}

/** Time to take the history by day and meter away as CSV, milliseconds. */
export async function exportDuration(year: CountedYear): Promise<number> {
  const { api, enterpriseId, fromMs, days } = year;
  const startedAtMs = performance.now();
  const csv = await api.download(
    `/exports/consumption.csv?enterpriseId=${enterpriseId}&${rangeQuery(fromMs, days)}&interval=day&groupBy=meter`,
  );
  const elapsedMs = performance.now() - startedAtMs;
  const rowCount = csv.toString('utf8').split('\r\n').length;
  if (rowCount < days * METERS) throw new Error(`${rowCount} rows, not ${days * METERS}.`);
  return elapsedMs;
}

function rangeQuery(fromMs: number, days: number): string {
  const [from, to] = [fromMs, fromMs + days * DAY_MS].map((ms) => new Date(ms).toISOString());
  return `from=${from}&to=${to}`;
}
