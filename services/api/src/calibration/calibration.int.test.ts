import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
let api: ApiHarness;
let admin = '';
let reporter = '';
beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  reporter = await api.signedIn([
    { role: 'enterprise-reporter', scope: { type: 'enterprise', id: OWN } },
  ]);
  const enterprise = { id: OWN, name: '平江水泥', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body: enterprise });
  for (const id of ['E01', 'E02', 'E03']) {
    const meter = { id, name: id, energyKind: 'electricity', kind: 'register', unit: 'kWh' };
    const body = { ...meter, flow: 'purchased', level: 1 };
    await api.request('POST', `/enterprises/${OWN}/meters`, { as: admin, body });
  }
});
afterAll(() => api.dispose());

const CERTIFICATE = {
  kind: 'verification',
  certificateNo: 'DN2026-001',
  organisation: '湖南省计量检测研究院',
  performedOn: '2026-01-10',
  validUntil: '2026-12-15',
  accuracyClass: '0.5S',
};

async function record(meterId: string, changes: object) {
  const body = { ...CERTIFICATE, ...changes };
  const url = `/enterprises/${OWN}/meters/${meterId}/calibrations`;
  return await api.request('POST', url, { as: reporter, body });
}

async function standings(query: string) {
  const url = `/enterprises/${OWN}/calibrations?${query}`;
  const { body } = await api.request('GET', url, { as: reporter });
  const states = body.items.map(
    (item: { meterId: string; state: string }) => `${item.meterId} ${item.state}`,
  );
  return { ...body, states };
}

describe('certificates of meters', () => {
  it('decide a meter’s standing on each day', async () => {
    expect((await record('E01', {})).status).toBe(201);
    expect((await standings('date=2026-01-09')).states).toEqual([
      'E01 none',
      'E02 none',
      'E03 none',
    ]);
    const today = await standings('');
    expect(today).toMatchObject({
      date: '2026-11-21',
      validCount: 1,
      expiringWithin30DaysCount: 1,
      expiringWithin90DaysCount: 1,
    });
    expect(today.items[0]).toMatchObject({ state: 'valid', daysLeft: 24 });
    expect((await standings('expiringWithinDays=23')).states).toEqual([]);
    expect((await standings('date=2026-12-16')).states[0]).toBe('E01 expired');
  });

  it('are replaced, never changed', async () => {
    await record('E02', { certificateNo: 'WRONG' });
    const { body } = await record('E02', { certificateNo: 'RIGHT', replaces: 1 });
    expect(body.items.map((item: { certificateNo: string }) => item.certificateNo)).toEqual([
      'WRONG',
      'RIGHT',
    ]);
    const { items } = await standings('');
    expect(items[1].record).toMatchObject({ certificateNo: 'RIGHT', replaces: 1 });
    expect((await record('E02', { replaces: 9 })).body.code).toBe('NOT_FOUND');
    const change = api.database.executor.execute(
      "update meter_calibration set certificate_no = 'x'",
    );
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('stay in order when many are recorded at once', async () => {
    const numbers = [1, 2, 3, 4, 5, 6];
    const answers = await Promise.all(
      numbers.map((number) => record('E03', { certificateNo: `N${number}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 201));
    const url = `/enterprises/${OWN}/meters/E03/calibrations`;
    const { body } = await api.request('GET', url, { as: reporter });
    expect(body.items.map((item: { revision: number }) => item.revision)).toEqual(numbers);
  });

  it('are refused with an end before their beginning', async () => {
    expect((await record('E01', { validUntil: '2026-01-09' })).status).toBe(400);
  });

  it('come in as a table, all rows or none', async () => {
    const header = '统一社会信用代码,计量器具编号,类型,证书编号,检定机构,检定日期,有效期至,结论';
    const good = `${OWN},E01,校准,JZ-1,省院,2026-06-01,2027-06-01,合格`;
    const upload = (lines: string[], query = '') =>
      api.request('POST', `/imports/calibrations${query}`, {
        as: admin,
        body: [header, ...lines].join('\r\n'),
        headers: { 'content-type': 'text/csv' },
      });
    const broken = await upload([
      good,
      `${OWN},E99,检定,J2,省院,2026-06-01,2027-06-01,合格`,
      `${OWN},E01,检查,J3,省院,2026-06-31,,合格`,
      `${creditCode(8)},E01,检定,J4,省院,2026-06-01,,合格`,
      good,
    ]);
    const faults = broken.body.details.errors.map(
      (fault: { row: number; column: string }) => `${fault.row} ${fault.column}`,
    );
    expect(faults).toEqual([
      '3 meterId',
      '4 kind',
      '4 performedOn',
      '5 enterpriseId',
      '6 certificateNo',
    ]);
    expect((await upload([good], '?dryRun=true')).body).toMatchObject({ imported: 1 });
    expect((await upload([good])).body).toMatchObject({ rows: 1, imported: 1 });
    const { items } = await standings('');
    expect(items[0].record).toMatchObject({ kind: 'calibration', certificateNo: 'JZ-1' });
  });
});

describe('an auditor with a frozen state', () => {
  it('sees certificates and points as they were on record by then', async () => {
    const auditor = (dataAsOfMs: number) =>
      api.signedIn([
        {
          role: 'auditor',
          scope: {
            type: 'engagement',
            enterpriseIds: [OWN],
            periodFrom: '2026-01-01',
            periodTo: '2026-12-31',
            expiresAtMs: api.world.nowMs + 86_400_000,
            dataAsOfMs,
          },
        },
      ]);
    const validCount = async (dataAsOfMs: number) => {
      const as = await auditor(dataAsOfMs);
      return (await api.request('GET', `/enterprises/${OWN}/calibrations`, { as })).body.validCount;
    };
    expect(await validCount(api.world.nowMs - 1)).toBe(0);
    expect(await validCount(api.world.nowMs)).toBe(3);
  });
});

describe('the fitting rate', () => {
  const put = (body: object) =>
    api.request('POST', `/enterprises/${OWN}/metering-points`, { as: reporter, body });

  it('counts registered and calibrated meters at the points that need one', async () => {
    await put({ id: 'P1', name: '总进线', group: 'electricity', level: 1, meterId: 'E01' });
    await put({ id: 'P2', name: '二号进线', group: 'electricity', level: 1 });
    await put({ id: 'P3', name: '办公楼', group: 'electricity', level: 2, size: 9 });
    const fit = () => api.request('GET', `/enterprises/${OWN}/metering-fit`, { as: reporter });
    const { body } = await fit();
    expect(body.items).toEqual([
      {
        group: 'electricity',
        level: 1,
        requiredPercent: 100,
        pointCount: 2,
        registeredCount: 1,
        calibratedCount: 1,
        ratePercent: 50,
        isMet: false,
        problems: [
          { pointId: 'P1', problem: 'class-unknown' },
          { pointId: 'P2', problem: 'no-meter' },
        ],
      },
    ]);
    expect(body).toMatchObject({ standard: 'GB 17167-2006', verified: false });
    expect(body.notes.join(' ')).toContain('GB 17167-2025');

    await put({ id: 'P2', name: '二号进线', group: 'electricity', level: 1, removed: true });
    expect((await fit()).body.items).toMatchObject([{ pointCount: 1, isMet: true }]);
  });

  it('takes no meter that is not registered', async () => {
    const body = { id: 'P9', name: 'x', group: 'water', level: 1, meterId: 'W99' };
    expect((await put(body)).status).toBe(404);
  });
});
