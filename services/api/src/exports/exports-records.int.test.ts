import { shardOf } from '@hengneng/contracts';
import { recordFacts } from '@hengneng/database';
import { encodePosition } from '@hengneng/domain';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiHarness } from '../testing/api-harness.ts';
import { refusedMessage } from '../testing/refused-message.ts';
import { GRANTS, OWN, type RouteWalk, startRouteWalk } from '../testing/route-walk.ts';

const MINUTE_MS = 60_000;
const FIRST_MS = Date.parse('2026-01-01T16:00:00.250Z');
const READINGS = 40;
const RECEIVED_MS = Date.parse('2026-01-01T17:00:00Z');

let walk: RouteWalk;
let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  walk = await startRouteWalk();
  api = walk.api;
  admin = walk.tokenOf('admin');
  const readings = Array.from({ length: READINGS }, (_, index) => ({
    ...{ enterpriseId: OWN, meterId: 'E01', value: 100 + index / 3 },
    readAtMs: FIRST_MS + index * 15 * MINUTE_MS,
    position: encodePosition(1, index + 1),
  }));
  await api.readingStore.write(readings);
  const outcome = refusedMessage({ gateway: 1, sequence: 1, enterpriseId: OWN });
  const counts = [
    {
      ...{ enterpriseId: OWN, date: '2026-01-02', messages: 41, parsed: 42, stored: 40 },
      ...{ duplicate: 1, conflict: 0, quarantined: { 'unknown-meter': 1 } },
    },
  ];
  const range = { to: READINGS, shard: shardOf(OWN), counts, quarantined: [] };
  const received = { receivedFromMs: RECEIVED_MS, receivedToMs: RECEIVED_MS };
  await recordFacts(api.database, [{ ...outcome, ...range, ...received }], RECEIVED_MS);
  await approve('manual-reading', [{ readAt: '2026-01-02T08:00:00Z', value: 500 }]);
  await approve('void-reading', [{ readAt: new Date(FIRST_MS).toISOString() }]);
  await fillLedger();
}, 60_000);
afterAll(() => api.dispose());

async function post(role: Parameters<RouteWalk['tokenOf']>[0], path: string, body?: unknown) {
  const as = walk.tokenOf(role);
  const answer = await api.request('POST', `/enterprises/${OWN}/${path}`, { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function approve(type: string, instants: readonly object[]) {
  const readings = instants.map((instant) => ({ meterId: 'E01', ...instant }));
  const body = { type, reason: '=人工抄表补录', readings };
  const { id } = await post('enterprise-reporter', 'corrections', body);
  await post('enterprise-reviewer', `corrections/${id}/check`);
  await post('authority', `corrections/${id}/approve`);
}

async function fillLedger() {
  const as = walk.tokenOf('enterprise-reporter');
  const line = { openingStock: 500, purchased: 1_000, consumed: 1_200, closingStock: 300 };
  const lines = [{ kind: 'raw-coal', unit: 't', ...line }];
  const path = `/enterprises/${OWN}/ledger/2026-01/draft`;
  await api.request('PUT', path, { as, body: { version: 0, lines } });
  await post('enterprise-reporter', 'ledger/2026-01/submit', { version: 1 });
  await post('enterprise-reviewer', 'ledger/check', {
    months: [{ month: '2026-01', revision: 1 }],
  });
}

type Row = Record<string, string>;

async function csv(path: string): Promise<Row[]> {
  const headers = { authorization: `Bearer ${admin}` };
  const url = `/api/v1/exports/${path}&lang=en&notes=false`;
  const answer = await api.app.inject({ method: 'GET', url, headers });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return parse(answer.rawPayload, { bom: true, columns: true });
}

async function json(path: string) {
  const answer = await api.request('GET', `/enterprises/${OWN}/${path}`, { as: admin });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

describe('an export of readings', () => {
  it('has what the JSON route has, originals beside what counts', async () => {
    const rows = await csv(`readings.csv?enterpriseId=${OWN}&from=2026-01&to=2026-02`);
    const range = 'from=2025-12-31T16:00:00Z&to=2026-01-31T16:00:00Z';
    const { items } = await json(`readings?meterId=E01&${range}`);
    expect(rows).toHaveLength(READINGS + 1);
    expect(rows.map((row) => row['Value as received'] || row['Value that counts'])).toEqual(
      items.map(({ value }: { value: number }) => String(value)),
    );
    expect(rows.map((row) => row['Journal position'])).toEqual(
      items.map(({ position }: { position: string | null }) => position ?? ''),
    );
    expect(rows[0]).toMatchObject({
      'Read at (local time)': '2026-01-02 00:00:00.250',
      'UTC offset': 'UTC+08:00',
      'Value as received': '100',
      'Value that counts': '',
      Unit: 'kWh',
      'Received at (local time)': '2026-01-02 01:00:00.000',
      'Correction type': 'void-reading',
      Reason: "'=人工抄表补录",
    });
    const entered = rows.find((row) => row['Correction type'] === 'manual-reading');
    expect(entered).toMatchObject({
      'Read at (local time)': '2026-01-02 16:00:00.000',
      'Value as received': '',
      'Value that counts': '500',
      'Corrected by': 'enterprise-reporter',
    });
  });

  it('has readings that nobody received where a meter sent nothing', async () => {
    const day = 'from=2026-01-02T16:00:00%2B08:00&to=2026-01-02T16:00:01%2B08:00';
    const rows = await csv(`readings.csv?enterpriseId=${OWN}&${day}&meterId=E01`);
    expect(rows.map((row) => row['Value that counts'])).toEqual(['500']);
  });
});

describe('other exports', () => {
  it('of the accounting add up and balance', async () => {
    const days = 'from=2026-01-01&to=2026-01-31';
    const rows = await csv(`accounting.csv?enterpriseId=${OWN}&${days}`);
    expect(rows.map((row) => [row.Row, row['Date (local)']])).toEqual([
      ['detail', '2026-01-02'],
      ['total', ''],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({
        ...{ Messages: '41', 'Readings parsed': '42', 'Readings stored': '40', Duplicates: '1' },
        ...{ 'Quarantined: unknown-meter': '1', Balanced: 'yes' },
      });
    }
  });

  it('of the ledger have the revision that counts', async () => {
    const rows = await csv(`ledger.csv?enterpriseId=${OWN}&from=2026-01&to=2026-12`);
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ Month: '2026-01', Counting: 'yes', 'Energy kind': 'raw-coal' });
    expect(Object.values(row ?? {})).toEqual(
      expect.arrayContaining(['500', '1000', '1200', '300']),
    );
  });

  it('of corrections name the three people', async () => {
    const rows = await csv(`corrections.csv?enterpriseId=${OWN}`);
    const [mine] = rows.filter((row) => row.Type === 'void-reading');
    expect(mine).toMatchObject({ State: 'approved', 'Requested by': 'enterprise-reporter' });
    expect(mine?.['Decisions (local time)']).toMatch(
      /checked .* enterprise-reviewer；approved .* authority/,
    );
  });

  it('of the demand name the highest quarter hour of a meter', async () => {
    await api.energyStore.writeDemands(
      OWN,
      [3, 9, 5].map((kw, index) => ({
        ...{ meterId: 'E01', kw, estimated: index === 1 },
        startMs: Date.parse('2026-01-02T00:00:00Z') + index * 15 * MINUTE_MS,
      })),
    );
    const rows = await csv(`demand.csv?enterpriseId=${OWN}&from=2026-01&to=2026-02`);
    expect(rows.map((row) => [row.Row, row['Mean power (kW)'], row.Estimated])).toEqual([
      ['quarter', '3', 'no'],
      ['quarter', '9', 'yes'],
      ['quarter', '5', 'no'],
      ['highest', '9', 'yes'],
    ]);
  });
});

describe('an export as of an earlier time', () => {
  it('is what the JSON route said of it, by meter', async () => {
    // The registry keeps the database's time, which must not be later than what is asked for.
    api.world.nowMs = Date.now() + MINUTE_MS;
    admin = await api.signedIn([GRANTS.admin], 'later');
    const asOf = new Date(api.world.nowMs).toISOString();
    const query = `from=2026-01-02&to=2026-01-03&interval=hour&groupBy=meter&asOf=${asOf}`;
    const { total, asOf: cut } = await json(`consumption?${query}`);
    const rows = await csv(`consumption.csv?enterpriseId=${OWN}&${query}`);
    const subtotal = rows.find((row) => row.Row === 'subtotal' && row['Meter id'] === 'E01');
    expect(cut.positions).toHaveLength(1);
    const own = total.groups.find(({ meterId }: { meterId: string }) => meterId === 'E01');
    expect(own.quantity).toBeGreaterThan(1);
    expect(subtotal?.Quantity).toBe(String(own.quantity));
    const early = query.replace(asOf, '2025-01-01T00:00:00Z');
    const before = `consumption.csv?enterpriseId=${OWN}&${early}`;
    const refused = await api.request('GET', `/exports/${before}`, { as: admin });
    expect(refused.body.code).toBe('AS_OF_UNKNOWN');
  });
});
