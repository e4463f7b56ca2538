import { touchDevices } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const OTHER = creditCode(2);
const METER = {
  ...{ id: 'E01', name: '总表', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
  ...{ flow: 'purchased', level: 1 },
};
const HEAD = 'enterpriseId,id,name,energyKind,kind,unit,flow,level';

let api: ApiHarness;
let as = '';
beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin-1');
  for (const id of [OWN, OTHER]) {
    const body = { id, name: id, regionCode: '430626', industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body });
  }
  const scope = { type: 'enterprise', id: OWN } as const;
  as = await api.signedIn([{ role: 'enterprise-reporter', scope }], 'reporter-1');
});
afterAll(() => api.dispose());

const importMeters = (rows: readonly string[]) =>
  api.request('POST', '/imports/meters', {
    as,
    body: `${[HEAD, ...rows].join('\n')}\n`,
    headers: { 'content-type': 'text/csv' },
  });

describe('people of an enterprise', () => {
  it('register a meter and a device of their own, and of no other', async () => {
    const made = await api.request('POST', `/enterprises/${OWN}/meters`, { as, body: METER });
    expect(made.status).toBe(201);
    const device = await api.request('POST', `/enterprises/${OWN}/devices`, {
      as,
      body: { id: 'edge-1' },
    });
    expect(device).toMatchObject({ status: 201, body: { username: `${OWN}.edge-1` } });
    for (const [path, body] of [
      ['meters', METER],
      ['devices', { id: 'edge-1' }],
    ] as const) {
      const foreign = await api.request('POST', `/enterprises/${OTHER}/${path}`, { as, body });
      expect(foreign.status).toBe(404);
    }
  });

  it('see of each device when it was last heard', async () => {
    await api.request('POST', `/enterprises/${OWN}/devices`, { as, body: { id: 'edge-2' } });
    const heard = [
      { enterpriseId: OWN, deviceId: 'edge-1', atMs: 1_000_000 },
      { enterpriseId: OWN, deviceId: 'edge-2', atMs: 2_000_000 },
    ];
    await api.database.transaction((tx) => touchDevices(tx, heard));
    const { body } = await api.request('GET', `/enterprises/${OWN}/devices`, { as });
    const seen = body.items.map((device: { id: string; lastSeenAt: string }) => [
      device.id,
      Date.parse(device.lastSeenAt),
    ]);
    expect(seen).toEqual([
      ['edge-1', 1_000_000],
      ['edge-2', 2_000_000],
    ]);
  });

  it.each(['supplied-out', 'generated'])(
    'do not register a meter of energy %s, which would lower what they are held to',
    async (flow) => {
      const body = { ...METER, id: 'E09', flow };
      const answer = await api.request('POST', `/enterprises/${OWN}/meters`, { as, body });
      expect(answer).toMatchObject({ status: 422, body: { code: 'METER_FLOW_REFUSED' } });
    },
  );

  it('change no meter', async () => {
    const change = { multiplier: 2, validFrom: '2026-11-01T00:00:00+08:00' };
    const path = `/enterprises/${OWN}/meters/E01`;
    expect((await api.request('PATCH', path, { as, body: change })).status).toBe(403);
  });

  it('bring a table of their own meters, and are told row by row what is not theirs', async () => {
    const refused = await importMeters([
      `${OTHER},E02,x,electricity,register,kWh,purchased,1`,
      `${OWN},E03,x,electricity,register,kWh,supplied-out,1`,
    ]);
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'IMPORT_INVALID',
        details: {
          errors: [
            { row: 2, column: 'enterpriseId', code: 'NOT_FOUND' },
            { row: 3, column: 'flow', code: 'METER_FLOW_REFUSED' },
          ],
        },
      },
    });
    const taken = await importMeters([`${OWN},E04,x,electricity,register,kWh,process,2`]);
    expect(taken).toMatchObject({ status: 200, body: { imported: 1 } });
  });

  it('see when each meter was last read', async () => {
    const readings = [1_000, 2_000].map((readAtMs) => ({
      ...{ enterpriseId: OWN, meterId: 'E01', readAtMs, value: 1, position: 1 },
    }));
    await api.readingStore.write(readings);
    const path = `/enterprises/${OWN}/latest-readings`;
    expect(await api.request('GET', path, { as })).toMatchObject({
      status: 200,
      body: { items: [{ meterId: 'E01', readAt: '1970-01-01T00:00:02.000Z' }] },
    });
    const foreign = `/enterprises/${OTHER}/latest-readings`;
    expect((await api.request('GET', foreign, { as })).status).toBe(404);
  });
});
