import { encodePosition } from '@hengneng/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { createReadingsVerifier } from './readings-verifier.ts';

const RANGE = { from: '2026-03-01T00:00:00+08:00', to: '2026-04-01T00:00:00+08:00' };
const READ_AT_MS = Date.parse('2026-03-05T10:15:00+08:00');
const REPORT = {
  ...{ gateway: 1, messageCount: 20, readingCount: 40, unrecordedCount: 0 },
  ...{ findingCount: 0, findings: [] as object[] },
};
let api: ApiHarness;
let admin = '';
let number = 0;
let id = '';
beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }], 'admin-1');
});
afterAll(() => api.dispose());
beforeEach(async () => {
  number += 1;
  id = creditCode(number);
  const body = { id, name: `企业${number}`, regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body });
  api.world.statuses.set(1, {} as never);
  api.world.checks.length = 0;
  api.world.look = () => null;
});

const begin = (range: object = RANGE, as = admin) =>
  api.request('POST', `/enterprises/${id}/reading-verifications`, { as, body: range });
const list = async (as = admin) =>
  (await api.request('GET', `/enterprises/${id}/reading-verifications`, { as })).body.items;
const done = (report: object) => () => ({ state: 'done', value: report }) as const;

describe('a check of stored readings', () => {
  it('shows how far it is, and that nothing differs, to whoever comes back', async () => {
    api.world.look = () => ({
      ...{ state: 'pending', isBehindOthers: false },
      progress: { messageCount: 5, messageTotal: 20, atMs: 1 },
    });
    expect(await begin()).toMatchObject({ status: 202, body: { state: 'running', ok: null } });
    expect(await list()).toMatchObject([{ gateways: [{ messageCount: 5, messageTotal: 20 }] }]);

    api.world.look = done(REPORT);
    await api.readingsVerifier.settled();
    expect(await list()).toMatchObject([
      { state: 'finished', ok: true, gateways: [{ readingCount: 40, failure: null }] },
    ]);
    const actions = await api.database.executor.execute<{ action: string }>(
      `select action from audit_log where enterprise_id = '${id}' and action like 'reading-v%'
        order by sequence`,
    );
    expect(actions.rows.map(({ action }) => action)).toEqual([
      'reading-verification.begin',
      'reading-verification.read',
      'reading-verification.finish',
    ]);
  });

  it('names meter and instant of what differs', async () => {
    const altered = {
      ...{ kind: 'altered', meterId: 'E01', readAtMs: READ_AT_MS },
      journalled: { value: 7, position: encodePosition(1, 12) },
      stored: { value: 8, position: encodePosition(1, 12) },
    };
    api.world.look = done({ ...REPORT, findingCount: 1, findings: [altered] });
    await begin();
    await api.readingsVerifier.settled();
    expect(await list()).toMatchObject([
      {
        ok: false,
        gateways: [
          {
            findings: [
              {
                ...{ kind: 'altered', meterId: 'E01', readAt: new Date(READ_AT_MS).toISOString() },
                journalled: { value: 7, position: '1/12' },
                stored: { value: 8 },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('asked for twice is one check, and another one of the enterprise waits', async () => {
    api.world.look = () => ({ state: 'pending', progress: null, isBehindOthers: true });
    const first = (await begin()).body.id;
    expect((await begin()).body.id).toBe(first);
    const other = { ...RANGE, to: '2026-05-01T00:00:00+08:00' };
    const answer = await begin(other);
    expect(answer).toMatchObject({ status: 409, body: { code: 'VERIFICATION_RUNNING' } });
    api.world.look = done(REPORT);
    await api.readingsVerifier.settled();
    expect((await begin(other)).status).toBe(202);
    await api.readingsVerifier.settled();
  });

  it('is taken up by an api that starts, under the same name', async () => {
    api.world.look = () => null;
    const { body } = await begin();
    const restarted = createReadingsVerifier(api.dependencies);
    await restarted.resume();
    api.world.look = done(REPORT);
    await Promise.all([restarted.settled(), api.readingsVerifier.settled()]);
    expect(new Set(api.world.checks.map((check) => check.id))).toEqual(
      new Set([`check-${body.id}`]),
    );
    expect(await list()).toMatchObject([{ state: 'finished', ok: true }]);
  });

  it('ends when nobody who holds the journal moves any more, and is no pass', async () => {
    api.world.look = () => ({ state: 'pending', progress: null, isBehindOthers: false });
    const impatient = createReadingsVerifier(api.dependencies, 50);
    const wanted = { enterpriseId: id, fromMs: 0, toMs: 1, requestedBy: 'admin-1' };
    const subject = { type: 'enterprise', id };
    const actor = { userId: null, username: 'admin-1' };
    const act = { actor, action: 'reading-verification.begin', enterpriseId: id, subject };
    await impatient.begin(wanted, { ...act, atMs: api.world.nowMs, details: {} });
    await impatient.settled();
    expect(await list()).toMatchObject([
      { state: 'finished', ok: false, gateways: [{ failure: expect.stringContaining('answers') }] },
    ]);
  });

  it('is for the period of an engagement, and for who may see the enterprise', async () => {
    const days = { periodFrom: '2026-03-01', periodTo: '2026-03-31' };
    const expiresAtMs = Date.parse('2027-01-31T00:00:00Z');
    const scope = { type: 'engagement' as const, enterpriseIds: [id], ...days, expiresAtMs };
    const auditor = await api.signedIn([{ role: 'auditor', scope }]);
    api.world.look = done(REPORT);
    const wide = await begin({ ...RANGE, to: '2026-05-01T00:00:00+08:00' }, auditor);
    expect(wide).toMatchObject({ body: { code: 'TIME_RANGE_INVALID' } });
    expect((await begin(RANGE, auditor)).status).toBe(202);
    await api.readingsVerifier.settled();
    await begin({ ...RANGE, to: '2026-05-01T00:00:00+08:00' });
    await api.readingsVerifier.settled();
    expect(await list()).toHaveLength(2);
    expect(await list(auditor)).toHaveLength(1);
    const elsewhere = { ...scope, enterpriseIds: [creditCode(1)] };
    const foreign = await api.signedIn([{ role: 'auditor', scope: elsewhere }]);
    expect((await begin(RANGE, foreign)).status).toBe(404);
  });
});
