import { createHash } from 'node:crypto';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listAuditLog } from '@hengneng/database';
import { type MeterEnergy, periodsBetween } from '@hengneng/domain';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiHarness } from '../testing/api-harness.ts';
import {
  FOREIGN,
  GRANTS,
  OWN,
  type RouteWalk,
  requestFor,
  rolesOf,
  startRouteWalk,
} from '../testing/route-walk.ts';

const ZONE = 'Asia/Shanghai';
const FROM_MS = Date.parse('2026-02-28T16:00:00Z');
const TO_MS = Date.parse('2026-04-30T16:00:00Z');
const RANGE = 'from=2026-03&to=2026-05';

let walk: RouteWalk;
let api: ApiHarness;
let admin: string;

beforeAll(async () => {
  walk = await startRouteWalk();
  api = walk.api;
  admin = walk.tokenOf('admin');
  const body = {
    ...{ id: 'E02', name: '=1+1', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
    ...{ flow: 'process', level: 3, masterMeterId: 'E01' },
  };
  await api.request('POST', `/enterprises/${OWN}/meters`, { as: admin, body });
  for (const [index, meterId] of ['E01', 'E02'].entries()) await store(meterId, 7 - 3 * index);
});
afterAll(() => api.dispose());

/** Hours and the days they make up; quantities that are no round numbers. */
async function store(meterId: string, base: number) {
  const hours: MeterEnergy[] = periodsBetween(FROM_MS, TO_MS, 'hour', ZONE).map(
    ({ startMs }, index) => ({
      ...{ meterId, startMs, coveredMs: 3_600_000 },
      quantity: base + (index % 977) / 1_024,
      estimatedQuantity: index % 24 === 0 ? 1 : 0,
    }),
  );
  const days = [...Map.groupBy(hours, ({ startMs }) => Math.floor((startMs - FROM_MS) / 864e5))];
  await api.energyStore.writeHours(OWN, hours);
  await api.energyStore.writeDays(
    OWN,
    days.map(([day, own]) => ({
      ...{ meterId, startMs: FROM_MS + day * 864e5, coveredMs: 864e5 },
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      estimatedQuantity: 1,
    })),
  );
}

async function download(path: string, as = admin) {
  const headers = { authorization: `Bearer ${as}` };
  const url = `/api/v1/exports/${path}`;
  const answer = await api.app.inject({ method: 'GET', url, headers });
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  return answer;
}

type Row = Record<string, string>;

async function csv(path: string, as = admin) {
  const { rawPayload } = await download(`${path}&lang=en`, as);
  const records: string[][] = parse(rawPayload, { bom: true });
  const notes = records.filter(([first]) => first?.startsWith('# '));
  const [headers = [], ...rows] = records.filter(([first]) => !first?.startsWith('# '));
  return {
    notes: notes.map(([name, value]) => `${name} ${value}`),
    headers,
    rows: rows.map((row): Row => Object.fromEntries(row.map((cell, at) => [headers[at], cell]))),
  };
}

/** The newest rows of the audit log; the end of an export is written after its last byte. */
async function auditRows(limit: number, isThere: (actions: string[]) => boolean) {
  for (let tries = 0; ; tries += 1) {
    const { items } = await listAuditLog(api.database.executor, { limit });
    if (isThere(items.map(({ action }) => action)) || tries > 100) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('GET /exports/consumption', () => {
  it.each([
    { query: 'interval=day&groupBy=meter', count: 61 * 3 },
    { query: 'interval=hour&groupBy=energyKind', count: 61 * 24 },
    { query: 'interval=month&groupBy=meter&unit=MWh', count: 6 },
  ])('as CSV says what the JSON route says: $query', async ({ query, count }) => {
    const url = `/enterprises/${OWN}/consumption?${RANGE}&${query}`;
    const json = await api.request('GET', url, { as: admin });
    const { rows } = await csv(`consumption.csv?enterpriseId=${OWN}&${RANGE}&${query}`);
    const details = rows.filter((row) => row.Row === 'detail');
    expect(details).toHaveLength(count);
    const groups = json.body.rows.flatMap((row: { groups: object[] }) => row.groups);
    expect(details.map((row) => [row.Quantity, row['Calorific value (tce)']].join())).toEqual(
      groups.map((group: { quantity: number; tceCalorific: number }) =>
        [group.quantity, group.tceCalorific].join(),
      ),
    );
    const { total } = json.body;
    const last = rows.at(-1);
    expect(last?.Row).toBe('total');
    expect(last?.['Calorific value (tce)']).toBe(String(total.tceCalorific));
    expect(last?.['Primary energy (tce)']).toBe(String(total.tcePrimary));
    expect(last?.['CO2 (t)']).toBe(String(total.tco2));
    expect(last?.['Completeness (0-1)']).toBe(String(total.completeness));
    const subtotals = rows.filter((row) => row.Row === 'subtotal');
    expect(subtotals.map((row) => Number(row.Quantity))).toEqual(
      total.groups.map((group: { quantity: number }) => group.quantity),
    );
    // Exact sums: whoever adds the column up comes to the same figure.
    const first = details.filter((row) => row['Meter id'] === subtotals[0]?.['Meter id']);
    expect(first.reduce((sum, row) => sum + Number(row.Quantity), 0)).toBe(
      Number(subtotals[0]?.Quantity),
    );
  });

  it('as a workbook holds the same numbers, its texts as text, and what it is', async () => {
    const query = `enterpriseId=${OWN}&${RANGE}&interval=day&groupBy=meter`;
    const { rows } = await csv(`consumption.csv?${query}`);
    const { rawPayload } = await download(`consumption.xlsx?${query}`);
    const [data, about] = await readXlsxFile(rawPayload);
    const [zh = [], en = [], ...lines] = data?.data ?? [];
    expect(zh.slice(0, 3)).toEqual(['企业代码', '企业名称', '行类型']);
    const at = (name: string) => en.indexOf(name);
    expect(lines).toHaveLength(rows.length);
    expect(lines.map((line) => line[at('Quantity')])).toEqual(
      rows.map((row) => (row.Quantity === '' ? null : Number(row.Quantity))),
    );
    expect(lines.at(-1)?.[at('Primary energy (tce)')]).toBe(
      Number(rows.at(-1)?.['Primary energy (tce)']),
    );
    expect(lines[0]?.[at('Start (local time)')]).toEqual(new Date('2026-03-01T00:00:00Z'));
    expect(lines[1]?.[at('Meter')]).toBe('=1+1');
    expect(rows[1]?.Meter).toBe("'=1+1");
    const notes = new Map(about?.data.map(([name, value]) => [name, value]));
    expect(notes.get('口径 Account')).toBe('comprehensive');
    expect(notes.get('导出人 Exported by')).toBe('admin（admin）');
    expect(notes.get('行数 Rows')).toBe(rows.length);
    expect(notes.get('计算引擎版本 Engine version')).toBeGreaterThan(0);
  });

  it('says the local time with its offset, and who asked for what', async () => {
    const query = `enterpriseId=${OWN}&from=2026-03-01&to=2026-03-02&interval=day`;
    const { headers, rows, notes } = await csv(`consumption.csv?${query}`);
    expect(rows[0]).toMatchObject({
      'Start (local time)': '2026-03-01 00:00',
      'End (local time)': '2026-03-02 00:00',
      'UTC offset': 'UTC+08:00',
      'Time zone': ZONE,
      Account: 'comprehensive',
    });
    expect(headers).toContain('Calorific value (tce)');
    expect(notes.join('\n')).toContain(`Query enterpriseId=${OWN} & from=2026-03-01`);
    expect(notes.join('\n')).toMatch(/SHA-256 of the rows as CSV lines with CRLF [0-9a-f]{64}/);
    // A broken escape is somebody's mistake in the address, and no reason to fail.
    const broken = `/exports/consumption.csv?${query}&factorSet=%zz`;
    const refused = await api.request('GET', broken, { as: admin });
    expect(refused.body.code).toBe('FACTOR_SET_NOT_FOUND');
    const bare = await download(`consumption.csv?${query}&notes=false`);
    expect(bare.body).not.toContain('#');
    expect(bare.headers['content-disposition']).toContain("filename*=UTF-8''%E7%94%A8%E8%83%BD");
  });

  it('goes on over more than one answer could carry', async () => {
    const wide = `enterpriseId=${OWN}&from=2024&to=2026-05&interval=hour&groupBy=meter`;
    const { rows } = await csv(`consumption.csv?${wide}`);
    const short = await csv(
      `consumption.csv?enterpriseId=${OWN}&${RANGE}&interval=hour&groupBy=meter`,
    );
    const quantities = (all: Row[]) =>
      all.filter((row) => row.Row === 'subtotal').map((row) => row.Quantity);
    expect(quantities(rows)).toEqual(quantities(short.rows));
    expect(rows.filter((row) => row.Row === 'detail').length).toBeGreaterThan(20_000);
  });

  it('refuses more rows than an export has, and a range that is none', async () => {
    const code = async (query: string) => {
      const path = `/exports/consumption.csv?enterpriseId=${OWN}&${query}`;
      return (await api.request('GET', path, { as: admin })).body.code;
    };
    expect(await code('from=2026&to=2025&interval=day')).toBe('TIME_RANGE_INVALID');
    expect(await code('from=2010&to=2026&interval=day')).toBe('TIME_RANGE_TOO_WIDE');
    expect(await code('from=2026&to=2027&interval=week')).toBe('INVALID_REQUEST');
    expect(await code('from=2026-03&to=2026-04&interval=day&meterIds=E99')).toBe('NOT_FOUND');
    // None of these holds the slot.
    expect(await code('from=2026-03&to=2026-04&interval=day&factorSet=x')).toBe(
      'FACTOR_SET_NOT_FOUND',
    );
  });
});

describe('every export', () => {
  const routes = () => walk.routes().filter(({ url }) => url.startsWith('/api/v1/exports/'));

  it('is answered to who may, on record from its beginning to its end', async () => {
    expect(routes().map(({ url }) => url.replace('/api/v1/exports/', ''))).toEqual([
      ...['consumption.csv', 'consumption.xlsx', 'readings.csv', 'readings.xlsx', 'demand.csv'],
      ...['ledger.csv', 'accounting.csv', 'ledger.xlsx', 'accounting.xlsx', 'balance.xlsx'],
      ...['corrections.csv', 'data-duty.csv'],
    ]);
    for (const { url, permission } of routes()) {
      for (const role of rolesOf(permission)) {
        const path = requestFor(url, OWN).replace('/exports/', '');
        const answer = await download(path, walk.tokenOf(role));
        const [end, begin] = await auditRows(2, ([last]) => last?.endsWith('.export-end') ?? false);
        const id = answer.headers['x-export-id'];
        expect([begin?.subject.id, end?.subject.id], `${role} ${url}`).toEqual([id, id]);
        expect(begin).toMatchObject({ enterpriseId: OWN, actor: { username: role } });
        const sha256 = createHash('sha256').update(answer.rawPayload).digest('hex');
        const bytes = answer.rawPayload.length;
        expect(end?.details).toMatchObject({ outcome: 'complete', sha256, bytes });
      }
    }
  });

  it('of another’s enterprise is not found, whatever the role', async () => {
    for (const { url, permission } of routes()) {
      for (const role of rolesOf(permission)) {
        if (GRANTS[role].scope.type === 'all') continue;
        for (const ids of [FOREIGN, `${OWN},${FOREIGN}`]) {
          if (ids.includes(',') && url.endsWith('balance.xlsx')) continue;
          const path = requestFor(url, ids);
          const answer = await api.request('GET', path, { as: walk.tokenOf(role) });
          expect(answer.status, `${role} ${path}`).toBe(404);
        }
      }
    }
  });

  it('outside the period of an engagement is refused', async () => {
    const as = walk.tokenOf('auditor');
    for (const { url } of routes()) {
      const path = requestFor(url, OWN).replaceAll('2026', '2024');
      if (url.endsWith('corrections.csv')) continue;
      expect((await api.request('GET', path, { as })).body.code, path).toBe('TIME_RANGE_INVALID');
    }
  });
});

describe('an export under way', () => {
  it('keeps its person from a second one, and stops when nobody reads on', async () => {
    const { url, close } = await listen();
    const as = walk.tokenOf('inspector');
    const path = `/exports/consumption.csv?enterpriseId=${OWN}&from=2017&to=2026&interval=hour&groupBy=meter`;
    const asked = api.energyStore.hours;
    let questions = 0;
    api.energyStore.hours = (range) => {
      questions += 1;
      return asked.call(api.energyStore, range);
    };
    try {
      const headers = { authorization: `Bearer ${as}` };
      const first = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
        get(`${url}/api/v1${path}`, { headers }, resolve).once('error', reject);
      });
      expect(first.statusCode).toBe(200);
      await new Promise((resolve) => first.once('readable', resolve));
      const second = await api.request('GET', path, { as });
      expect(second).toMatchObject({ status: 409, body: { code: 'EXPORT_RUNNING' } });
      // Somebody else is not kept waiting.
      await download(`corrections.csv?enterpriseId=${OWN}`);
      first.destroy();
      const rows = await auditRows(1, ([last]) => last === 'consumption.export-end');
      expect(rows[0]?.details).toMatchObject({ outcome: 'broken-off', sha256: null });
      expect(questions).toBeLessThan(60);
      const before = questions;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(questions).toBe(before);
      await download(`corrections.csv?enterpriseId=${OWN}&from=2025-02`, as);
    } finally {
      api.energyStore.hours = asked;
      await close();
    }
  });

  it('that fails breaks off, says so in the record, and gives its slot back', async () => {
    const as = walk.tokenOf('authority');
    const asked = api.energyStore.demands;
    api.energyStore.demands = () => Promise.reject(new Error('store away'));
    const path = `demand.csv?enterpriseId=${OWN}&${RANGE}`;
    const headers = { authorization: `Bearer ${as}` };
    try {
      const url = `/api/v1/exports/${path}`;
      await api.app.inject({ method: 'GET', url, headers }).catch(() => null);
      const [end] = await auditRows(1, ([last]) => last === 'demand.export-end');
      expect(end?.details).toMatchObject({ outcome: 'failed', sha256: null });
    } finally {
      api.energyStore.demands = asked;
    }
    await download(path, as);
  });
});

async function listen() {
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = api.app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: async () => {} };
}
