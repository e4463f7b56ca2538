import { type LoadPlan, loadMeters, loadReadAtMs, loadValue } from './load-plan.ts';

/** What the stored readings say about a load of which everything was acknowledged. */
export interface Verdict {
  /** Readings that were acknowledged, every one once. */
  readonly expectedCount: number;
  readonly storedCount: number;
  /** The first few of each kind, for people; empty when all is well. */
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
  readonly foreign: readonly string[];
  readonly missingCount: number;
}

const EXAMPLES_MAX = 5;

/**
 * Compares what InfluxDB holds with what was acknowledged: everything there, once, with its value,
 * and nothing that was never sent. A point per (meter, instant) cannot be there twice, so "once" is
 * proved by the count and by the accounting's `stored`.
 *
 * @param messageCounts acknowledged messages by device, in the order of the plan
 */
export async function judgeLoad(
  influx: { readonly url: string; readonly database: string },
  plan: LoadPlan,
  messageCounts: readonly number[],
): Promise<Verdict> {
  let expectedCount = 0;
  let storedCount = 0;
  let missingCount = 0;
  const missing: string[] = [];
  const wrong: string[] = [];
  const foreign: string[] = [];
  for (const [index, device] of plan.devices.entries()) {
    const stored = await storedByMeter(influx, device.enterpriseId, device.meterIds);
    for (const points of stored.values()) storedCount += points.size;
    for (let message = 0; message < (messageCounts[index] ?? 0); message += 1) {
      const readAtMs = loadReadAtMs(plan, message);
      for (const meter of loadMeters(plan, device, message)) {
        expectedCount += 1;
        const points = stored.get(device.meterIds[meter] ?? '');
        const value = points?.get(readAtMs);
        const label = `${device.username} ${device.meterIds[meter]} message ${message + 1}`;
        points?.delete(readAtMs);
        if (value === undefined) {
          missingCount += 1;
          if (missing.length < EXAMPLES_MAX) missing.push(label);
        } else if (value !== loadValue(index, message, meter) && wrong.length < EXAMPLES_MAX) {
          wrong.push(`${label}: ${value} for ${loadValue(index, message, meter)}`);
        }
      }
    }
    for (const [meterId, points] of stored) {
      for (const readAtMs of points.keys()) {
        if (foreign.length < EXAMPLES_MAX) foreign.push(`${meterId} at ${readAtMs}`);
      }
    }
  }
  return { expectedCount, storedCount, missing, wrong, foreign, missingCount };
}

async function storedByMeter(
  influx: { readonly url: string; readonly database: string },
  enterpriseId: string,
  meterIds: readonly string[],
): Promise<Map<string, Map<number, number>>> {
  const result = new Map<string, Map<number, number>>();
  for (const meterId of meterIds) {
    const rows = await queryInflux(
      influx,
      `SELECT "value" FROM "meter_reading" WHERE "enterprise_id"='${enterpriseId}' AND "meter_id"='${meterId}'`,
    );
    const points = new Map<number, number>();
    for (const [time, value] of rows) points.set(Number(time), Number(value));
    result.set(meterId, points);
  }
  return result;
}

/** The rows of the first series that InfluxDB answers to a query; times in milliseconds. */
export async function queryInflux(
  influx: { readonly url: string; readonly database: string },
  query: string,
): Promise<(number | string)[][]> {
  const url = new URL('/query', influx.url);
  url.search = new URLSearchParams({ db: influx.database, epoch: 'ms', q: query }).toString();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`InfluxDB answered ${response.status} to ${query}`);
  const body = (await response.json()) as {
    results?: { error?: string; series?: { values: (number | string)[][] }[] }[];
  };
  const [result] = body.results ?? [];
  if (result?.error !== undefined) throw new Error(result.error);
  return result?.series?.[0]?.values ?? [];
}
