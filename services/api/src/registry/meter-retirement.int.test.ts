import { retirementsInForce } from '@hengneng/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const MS_PER_DAY = 86_400_000;
const OWN = creditCode(1);
const METERS = `/enterprises/${OWN}/meters`;
const DAYS = ['2026-03-01', '2026-03-02'];
const RETIRED_AT = '2026-03-03T00:00:00+08:00';
const REASON = '设备拆除';
let api: ApiHarness;
let as = '';
let number = 0;
let meterId = '';
beforeAll(async () => {
  api = await startApiHarness();
  as = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin-1');
  const body = { id: OWN, name: '平江水泥', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
});
afterAll(() => api.dispose());
beforeEach(async () => {
  number += 1;
  meterId = `E${number}`;
  await register(meterId);
});

const retire = (retiredAt: string | null, who = as) =>
  api.request('PUT', `${METERS}/${meterId}/retirement`, {
    as: who,
    body: { retiredAt, reason: REASON },
  });
const remove = (id: string) => api.request('DELETE', `${METERS}/${id}`, { as });

async function register(id: string, more: object = {}) {
  const meaning = { energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' };
  const body = { id, name: id, ...meaning, ...more };
  expect((await api.request('POST', METERS, { as, body })).status).toBe(201);
}

async function read(id: string, readAt: string) {
  const position = number;
  await api.readingStore.write([
    { enterpriseId: OWN, meterId: id, readAtMs: Date.parse(readAt), value: 1, position },
  ]);
}

/** The meter's part of four days, of which the first two are known. */
async function completeness(): Promise<number> {
  const range = 'from=2026-03-01T00:00:00%2B08:00&to=2026-03-05T00:00:00%2B08:00';
  const meters = `groupBy=meter&interval=month&meterIds=${meterId}`;
  const url = `/enterprises/${OWN}/consumption?${range}&${meters}`;
  const { status, body } = await api.request('GET', url, { as });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.rows[0].groups[0].completeness;
}

describe('a meter that is retired', () => {
  it('owes nothing from then on, keeps what it counted, and is known as before as of earlier', async () => {
    const days = DAYS.map((day) => ({
      ...{ meterId, startMs: Date.parse(`${day}T00:00:00+08:00`) },
      ...{ quantity: 24, estimatedQuantity: 0, coveredMs: MS_PER_DAY },
    }));
    await api.energyStore.writeDays(OWN, days);
    expect(await completeness()).toBe(0.5);
    const beforeMs = api.world.nowMs;
    api.world.nowMs += 60_000;

    expect(await retire(RETIRED_AT)).toMatchObject({
      status: 200,
      body: { recordedBy: 'admin-1' },
    });
    expect(await completeness()).toBe(1);
    const known = (untilMs: number) => retirementsInForce(api.database.executor, [OWN], untilMs);
    expect((await known(beforeMs)).has(`${OWN}/${meterId}`)).toBe(false);
    expect((await known(api.world.nowMs)).get(`${OWN}/${meterId}`)).toBe(Date.parse(RETIRED_AT));
    const { body } = await api.request('GET', `${METERS}/${meterId}`, { as });
    expect(body.retiredAt).toBe(new Date(RETIRED_AT).toISOString());

    expect((await retire(null)).status).toBe(200);
    const again = (await api.request('GET', `${METERS}/${meterId}`, { as })).body;
    expect(again.retiredAt).toBeUndefined();
    expect(again.retirements).toMatchObject([{ reason: REASON }, { retiredAt: null }]);
    expect(await completeness()).toBe(0.5);
  });

  it('was not read after that', async () => {
    await read(meterId, '2026-03-04T00:00:00+08:00');
    expect(await retire(RETIRED_AT)).toMatchObject({
      status: 409,
      body: { code: 'METER_HAS_READINGS', message: expect.stringContaining('2026-03-0') },
    });
  });

  it('needs no certificate any more', async () => {
    await retire(RETIRED_AT);
    const listed = await api.request('GET', `/enterprises/${OWN}/calibrations`, { as });
    const ids = listed.body.items.map((item: { meterId: string }) => item.meterId);
    expect(ids).not.toContain(meterId);
  });

  it('is retired by an administrator, not by who is held to it', async () => {
    const scope = { type: 'enterprise', id: OWN } as const;
    const reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope }]);
    expect((await retire(RETIRED_AT, reviewer)).status).toBe(403);
  });
});

describe('a meter that is deleted', () => {
  it('is gone for the data plane too, and the audit log knows what it was', async () => {
    expect((await remove(meterId)).status).toBe(204);
    expect((await api.request('GET', `${METERS}/${meterId}`, { as })).status).toBe(404);
    const ids = api.world.published.get(OWN)?.meters.map(({ id }) => id);
    expect(ids).not.toContain(meterId);
    const log = await api.database.executor.execute<{ details: { meter: object } }>(
      `select details from audit_log where action = 'meter.delete' order by sequence desc limit 1`,
    );
    expect(log.rows[0]?.details.meter).toMatchObject({ id: meterId, unit: 'kWh' });
    expect((await remove(meterId)).status).toBe(404);
  });

  it('was registered by mistake a moment ago, and not due for days', async () => {
    const start = api.world.nowMs;
    try {
      // When it was registered is the database's own time.
      api.world.nowMs = Date.now() + 25 * 3_600_000;
      const later = await api.signedIn([{ role: 'admin', scope: ALL }], `later${number}`);
      const answer = await api.request('DELETE', `${METERS}/${meterId}`, { as: later });
      expect(answer).toMatchObject({ status: 409, body: { code: 'METER_IN_USE' } });
    } finally {
      api.world.nowMs = start;
    }
    expect((await remove(meterId)).status).toBe(204);
  });

  it('was never read', async () => {
    await read(meterId, '2026-03-01T00:00:00+08:00');
    const answer = await remove(meterId);
    expect(answer).toMatchObject({ status: 409, body: { code: 'METER_HAS_READINGS' } });
  });

  it.each(['a sub-meter', 'a formula', 'a certificate', 'a retirement'])(
    'is named by no other record, such as %s',
    async (name) => {
      if (name === 'a sub-meter') await register(`${meterId}.1`, { masterMeterId: meterId });
      if (name === 'a formula') {
        const meaning = { energyKind: 'electricity', unit: 'kWh', formula: `${meterId} * 2` };
        const body = { id: `V${number}`, name: 'x', ...meaning };
        const made = await api.request('POST', `/enterprises/${OWN}/virtual-meters`, { as, body });
        expect(made.status).toBe(201);
      }
      if (name === 'a certificate') {
        const dates = { performedOn: '2026-01-10', validUntil: '2026-12-15' };
        const body = { kind: 'verification', certificateNo: 'A1', organisation: 'x', ...dates };
        const url = `${METERS}/${meterId}/calibrations`;
        expect((await api.request('POST', url, { as, body })).status).toBe(201);
      }
      if (name === 'a retirement') await retire(RETIRED_AT);
      const answer = await remove(meterId);
      expect(answer).toMatchObject({ status: 409, body: { code: 'METER_IN_USE' } });
      expect((await api.request('GET', `${METERS}/${meterId}`, { as })).status).toBe(200);
    },
  );
});
