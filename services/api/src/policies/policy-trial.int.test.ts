import { listAlertStates, queuedBooks } from '@hengneng/database';
import { periodsBetween } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const ELSEWHERE = creditCode(2);
const ZONE = 'Asia/Shanghai';
/** A megawatt hour a day at calorific value. */
const TCE_PER_DAY = 0.1229;
/** February used twice as much. */
const ALLOWED = TCE_PER_DAY * 365;

let api: ApiHarness;
let authority: string;

beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  authority = await api.signedIn([
    { role: 'authority', scope: { type: 'region', code: '430626' } },
  ]);
  for (const [id, regionCode] of [
    [OWN, '430626'],
    [ELSEWHERE, '520102'],
  ]) {
    const body = { id, name: id, regionCode, industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body });
  }
  await api.request('POST', `/enterprises/${OWN}/meters`, {
    as: admin,
    body: {
      ...{ id: 'E01', name: '进线', energyKind: 'electricity', kind: 'register', unit: 'kWh' },
      ...{ flow: 'purchased', level: 1 },
    },
  });
  const [fromMs, toMs] = ['2026-01-01', '2026-05-01'].map((date) =>
    Date.parse(`${date}T00:00:00+08:00`),
  );
  const days = periodsBetween(fromMs ?? 0, toMs ?? 0, 'day', ZONE).map(({ startMs, endMs }) => ({
    ...{ meterId: 'E01', startMs, estimatedQuantity: 0, coveredMs: endMs - startMs },
    quantity: new Date(startMs + 8 * 3_600_000).getUTCMonth() === 1 ? 2_000 : 1_000,
  }));
  await api.energyStore.writeDays(OWN, days);
});
afterAll(() => api.dispose());

async function tried(fields: object = {}, limit = ALLOWED, as = authority) {
  const target = { id: 'total', metric: 'tce', basis: 'calorific', period: 'year', limit };
  const document = { enterpriseId: OWN, year: 2026, targets: [target], measures: [] };
  const body = { document, from: '2026-01-01', to: '2026-05-01', ...fields };
  return await api.request('POST', '/policies/evaluate', { as, body });
}

describe('POST /policies/evaluate', () => {
  it('answers what a draft would have raised, when, and on what evidence', async () => {
    const { status, body } = await tried();
    expect([status, body.judgedAt]).toEqual([
      200,
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'].map((day) => `${day}T16:00:00.000Z`),
    ]);
    const progress = body.alerts.find(({ rule }: { rule: string }) => rule === 'progress');
    // To the end of February 31 + 56 of 59, then 118 of 90, 148 of 120 days.
    expect(progress).toMatchObject({
      ...{ targetId: 'total', severity: 3, condition: 'firing' },
      ...{ openedAt: '2026-02-28T16:00:00.000Z' },
      period: { name: '2026', from: '2026-01-01', to: '2026-12-31' },
    });
    const [opened] = progress.transitions;
    expect(opened).toMatchObject({ type: 'opened', severity: 3, isPreview: false });
    expect(opened.value).toBeCloseTo((31 + 56) / 59, 9);
    expect(opened.evidence).toMatchObject({
      months: ['2026-01', '2026-02'],
      policyVersion: 'draft',
    });
  });

  it('answers nothing for a draft that would have been kept', async () => {
    const { body } = await tried({}, ALLOWED * 2);
    expect(body.alerts).toEqual([]);
  });

  it('judges by day where that is asked for, the running month as a preview', async () => {
    const { body } = await tried({ from: '2026-02-01', to: '2026-03-01', step: 'day' });
    expect(body.judgedAt).toHaveLength(28);
    const progress = body.alerts.find(({ rule }: { rule: string }) => rule === 'progress');
    const [first, second] = progress.transitions;
    expect(first).toMatchObject({ type: 'opened', severity: 1, isPreview: true });
    expect(Date.parse(first.at)).toBeLessThan(Date.parse('2026-02-05T00:00:00+08:00'));
    expect(second).toMatchObject({ type: 'raised', severity: 3, isPreview: false });
  });

  it('keeps nothing and tells nobody', async () => {
    const { executor } = api.database;
    expect(await listAlertStates(executor, [OWN])).toEqual([]);
    expect(await queuedBooks(executor, 10)).toEqual([]);
    const { body } = await api.request('GET', '/alerts', { as: authority });
    expect(body.items).toEqual([]);
  });

  it.each([
    { name: 'an enterprise of another region', fields: { document: foreign() }, status: 404 },
    { name: 'a range of another year', fields: { from: '2025-06-01' }, status: 400 },
    {
      name: 'a range that is to come',
      fields: { from: '2026-12-01', to: '2027-01-01' },
      status: 400,
    },
    { name: 'more than it computes', fields: { to: '2026-11-01', step: 'day' }, status: 400 },
    { name: 'a draft that is none', fields: { document: { targets: 1 } }, status: 400 },
    {
      name: 'a factor set that is not there',
      fields: { document: foreign({ enterpriseId: OWN, factorSet: 'none' }) },
      status: 422,
    },
  ])('refuses $name', async ({ fields, status }) => {
    expect((await tried(fields)).status).toBe(status);
  });
});

function foreign({ enterpriseId = ELSEWHERE, ...target }: Record<string, string> = {}) {
  const targets = [
    { id: 'total', metric: 'tce', basis: 'calorific', period: 'year', limit: 1, ...target },
  ];
  return { enterpriseId, year: 2026, targets, measures: [] };
}
