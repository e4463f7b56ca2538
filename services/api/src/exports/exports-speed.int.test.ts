import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shardOf } from '@hengneng/contracts';
import { insertMeters, listAuditLog, recordFacts, storeNextSnapshots } from '@hengneng/database';
import { encodePosition, type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { startTestInfluxdb, type TestServer } from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import { parse } from 'csv-parse';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { refusedMessage } from '../testing/refused-message.ts';

const ENTERPRISE = creditCode(1);
const METERS = 100;
const DAYS = 365;
/** Readings a minute apart of each of some meters: 300 000. */
const READING_METERS = 6;
const MINUTES = 50_000;
const FIRST_MS = Date.parse('2025-02-28T16:00:00Z');
const MESSAGES_PER_RANGE = 100;
const MIB = 1_048_576;

let influxdb: TestServer;
let stores: InfluxStores;
let api: ApiHarness;
let admin: string;
let origin: string;

beforeAll(async () => {
  influxdb = await startTestInfluxdb('exports');
  stores = createInfluxStores({ url: influxdb.url, database: 'exports' });
  api = await startApiHarness({}, { energyStore: stores.energy, readingScan: stores.scan });
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: ENTERPRISE, name: '企业', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body });
  await api.database.transaction(async (tx) => {
    const meters = Array.from({ length: METERS }, (_, index) => meter(index));
    await insertMeters(tx, ENTERPRISE, meters, 'test');
    await storeNextSnapshots(tx, [ENTERPRISE], api.world.nowMs);
  });
  await writeDays();
  await writeReadings();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1/exports`;
}, 300_000);
afterAll(async () => {
  await api?.dispose();
  stores?.close();
  await influxdb?.dispose();
});

/** One main meter, the others behind it. */
function meter(index: number) {
  return {
    id: `E${String(index).padStart(3, '0')}`,
    name: `表 ${index}`,
    level: index === 0 ? (1 as const) : (3 as const),
    ...({ siteId: null, dataCode: null, energyKind: 'electricity', kind: 'register' } as const),
    ...({ unit: 'kWh', flow: index === 0 ? 'purchased' : 'process', multiplier: 1 } as const),
    ...{ intervalSeconds: null, registerMax: null, ratedPowerKw: null },
    masterMeterId: index === 0 ? null : 'E000',
  };
}

async function writeDays() {
  const [from, to] = ['2024-12-31T16:00:00Z', '2025-12-31T16:00:00Z'].map(Date.parse);
  const days = periodsBetween(from ?? 0, to ?? 0, 'day', 'Asia/Shanghai');
  const rows: MeterEnergy[] = Array.from({ length: METERS }, (_, index) =>
    days.map(({ startMs }, day) => ({
      ...{ meterId: meter(index).id, startMs, coveredMs: 86_400_000 },
      quantity: 1_000 + index + day / 1_024,
      estimatedQuantity: day % 7 === 0 ? 100 : 0,
    })),
  ).flat();
  await stores.energy.writeDays(ENTERPRISE, rows);
}

/** Each minute one message with a reading of every meter; its range is on record. */
async function writeReadings() {
  for (let minute = 0; minute < MINUTES; minute += 1_000) {
    const readings = Array.from({ length: 1_000 * READING_METERS }, (_, at) => {
      const [index, of] = [minute + Math.floor(at / READING_METERS), at % READING_METERS];
      return {
        ...{ enterpriseId: ENTERPRISE, meterId: meter(of).id, value: index / 8 },
        readAtMs: FIRST_MS + index * 60_000,
        position: encodePosition(1, index + 1),
      };
    });
    await stores.readings.write(readings);
  }
  for (let from = 1; from <= MINUTES; from += MESSAGES_PER_RANGE) {
    const receivedFromMs = FIRST_MS + from * 60_000;
    const range = { from, to: from + MESSAGES_PER_RANGE - 1, shard: shardOf(ENTERPRISE) };
    const whole = refusedMessage({ gateway: 1, sequence: from, enterpriseId: ENTERPRISE });
    const outcome = { ...whole, ...range, receivedFromMs, receivedToMs: receivedFromMs };
    await recordFacts(api.database, [{ ...outcome, quarantined: [] }], receivedFromMs);
  }
}

async function open(path: string): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${admin}` };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${origin}/${path}`, { headers }, resolve).once('error', reject);
  });
  expect(response.statusCode).toBe(200);
  return response;
}

/** Takes a file whole; answers how long that took, and how much memory came on top meanwhile. */
async function take(path: string, onRow?: (row: string[]) => void) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const cpuBefore = process.cpuUsage();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const startMs = performance.now();
  let bytes = 0;
  const response = await open(path);
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  if (onRow === undefined) response.resume();
  else for await (const row of response.pipe(parse({ bom: true }))) onRow(row);
  if (!response.readableEnded) await new Promise((resolve) => response.once('end', resolve));
  clearInterval(watch);
  const { user, system } = process.cpuUsage(cpuBefore);
  const [seconds, cpuSeconds] = [(performance.now() - startMs) / 1_000, (user + system) / 1e6];
  const grownMib = Math.round((most - before) / MIB);
  const figures = `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s CPU with the reader`;
  console.info(`${path}: ${figures}, ${Math.round(bytes / MIB)} MiB, +${grownMib} MiB RSS`);
  return { seconds, cpuSeconds, grownMib, bytes };
}

describe('a year of 100 meters by day', () => {
  const query = `enterpriseId=${ENTERPRISE}&from=2025&to=2026&interval=day&groupBy=meter&lang=en`;
  const ALL_DAYS = DAYS * METERS * 1_000 + (DAYS * METERS * (METERS - 1)) / 2;
  const QUANTITIES = ALL_DAYS + (METERS * ((DAYS - 1) * DAYS)) / 2 / 1_024;

  it('is a CSV in time, and adds up to the JSON route’s total', async () => {
    const sums = { detail: 0, subtotal: 0 };
    let last: string[] = [];
    let count = 0;
    let names: string[] = [];
    await take(`consumption.csv?${query}`);
    const { cpuSeconds } = await take(`consumption.csv?${query}`, (row) => {
      if (row[0]?.startsWith('#')) return;
      if (names.length === 0) names = row;
      const quantity = Number(row[names.indexOf('Quantity')]);
      if (row[2] === 'detail') [sums.detail, count] = [sums.detail + quantity, count + 1];
      if (row[2] === 'subtotal') sums.subtotal += quantity;
      last = row;
    });
    const path = `/enterprises/${ENTERPRISE}/consumption?from=2025&to=2026&interval=day`;
    const { total } = (await api.request('GET', path, { as: admin })).body;
    expect(count).toBe(DAYS * METERS);
    expect(sums).toEqual({ detail: QUANTITIES, subtotal: QUANTITIES });
    expect(last[names.indexOf('Primary energy (tce)')]).toBe(String(total.tcePrimary));
    // Other work on the machine makes a clock worthless, so the test holds on to the CPU time.
    expect(cpuSeconds).toBeLessThan(10);
  }, 120_000);

  it('is a workbook in time, and adds up to the same', async () => {
    const { cpuSeconds } = await take(`consumption.xlsx?${query}`);
    expect(cpuSeconds).toBeLessThan(10);
    const chunks: Buffer[] = [];
    for await (const chunk of await open(`consumption.xlsx?${query}`)) chunks.push(chunk);
    const [data] = await readXlsxFile(Buffer.concat(chunks));
    const [names = [], ...rows] = data?.data ?? [];
    const at = names.indexOf('Quantity');
    const details = rows.filter((row) => row[2] === 'detail');
    expect(details).toHaveLength(DAYS * METERS);
    expect(details.reduce((sum, row) => sum + Number(row[at]), 0)).toBe(QUANTITIES);
  }, 120_000);
});

describe('readings of months', () => {
  const query = `enterpriseId=${ENTERPRISE}&from=2025-03&to=2025-05&notes=false&lang=en`;

  it.each(['csv', 'xlsx'])(
    'go out as %s in bounded memory',
    async (format) => {
      const { grownMib } = await take(`readings.${format}?${query}`);
      expect(grownMib).toBeLessThan(300);
    },
    300_000,
  );

  it('stop being read when nobody takes them', async () => {
    const response = await open(`readings.csv?${query}`);
    await new Promise((resolve) => response.once('readable', resolve));
    response.destroy();
    const ended = async () => {
      const { items } = await listAuditLog(api.database.executor, { limit: 1 });
      return items[0]?.details;
    };
    await expect.poll(ended, { timeout: 20_000 }).toMatchObject({ outcome: 'broken-off' });
    expect(((await ended()) as { rows: number }).rows).toBeLessThan((READING_METERS * MINUTES) / 4);
    const again = await open(`corrections.csv?enterpriseId=${ENTERPRISE}`);
    again.resume();
  }, 60_000);
});
