import { appendAudit, newestSnapshotsOf, recordFacts } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { refusedMessage } from '../testing/refused-message.ts';

const OWN = creditCode(1);
const PATH = `/enterprises/${OWN}/corrections`;
const REASON = '通讯中断，人工抄表补录';
const DAY = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z';

let api: ApiHarness;
let admin: string;
let reporter: string;
let reviewer: string;
let secondReviewer: string;
let authority: string;
beforeAll(async () => {
  api = await startApiHarness();
  admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const scope = { type: 'enterprise', id: OWN } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope }], 'li');
  reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope }], 'wang');
  secondReviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope }], 'zhao');
  const region = { type: 'region', code: '4306' } as const;
  authority = await api.signedIn([{ role: 'authority', scope: region }], 'chen');
  const enterprise = { id: OWN, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body: enterprise });
  const meaning = { kind: 'register', unit: 'kWh', flow: 'purchased', registerMax: 999_999.99 };
  const meter = { id: 'E01', name: '总表', energyKind: 'electricity', ...meaning };
  await api.request('POST', `/enterprises/${OWN}/meters`, { as: admin, body: meter });
  const product = { id: 'clinker', name: '熟料', unit: 't' };
  await api.request('POST', `/enterprises/${OWN}/products`, { as: admin, body: product });
  const at = (hour: number) => Date.parse(`2026-11-01T0${hour}:00:00Z`);
  await api.readingStore.write(
    [1, 2, 3].map((hour) => ({
      enterpriseId: OWN,
      meterId: 'E01',
      readAtMs: at(hour),
      value: 100 * hour,
      position: 2 ** 43 + hour,
    })),
  );
});
afterAll(() => api.dispose());

const ask = (body: object, as = reporter) =>
  api.request('POST', PATH, { as, body: { reason: REASON, ...body } });

async function act(id: string, name: string, as: string, note?: string) {
  const body = note === undefined ? {} : { body: { note } };
  return await api.request('POST', `${PATH}/${id}/${name}`, { as, ...body });
}

async function approved(body: object) {
  const asked = await ask(body);
  expect(asked.body).toMatchObject({ state: 'requested' });
  await act(asked.body.id, 'check', reviewer);
  const answer = await act(asked.body.id, 'approve', authority);
  expect(answer.body).toMatchObject({ state: 'approved' });
  return answer.body;
}

const reading = (hour: number, value: number, minute = '00') => ({
  meterId: 'E01',
  readAt: `2026-11-01T0${hour}:${minute}:00Z`,
  value,
});

describe('a correction of readings', () => {
  it('counts beside the original once three people have agreed', async () => {
    const replaced = { type: 'replaced-value', readings: [reading(2, 222)] };
    const { correctionNo, decisions } = await approved(replaced);
    expect(decisions).toMatchObject([
      { state: 'checked', by: 'wang' },
      { state: 'approved', by: 'chen' },
    ]);
    await approved({ type: 'manual-reading', readings: [reading(2, 250, '30')] });
    const voided = { meterId: 'E01', readAt: '2026-11-01T03:00:00Z' };
    await approved({ type: 'void-reading', readings: [voided] });
    const path = `/enterprises/${OWN}/readings?meterId=E01&${DAY}`;
    const { body } = await api.request('GET', path, { as: reporter });
    const common = { by: 'li', reason: REASON };
    expect(body.items).toMatchObject([
      { value: 100, position: '1/1' },
      { value: 200, position: '1/2', correction: { value: 222, correctionNo, ...common } },
      { value: 250, position: null, receivedAt: null, correction: { value: 250, ...common } },
      { value: 300, position: '1/3', correction: { value: null, ...common } },
    ]);
    expect(body.items[0].correction).toBeUndefined();
  });

  it('is read page by page without a gap', async () => {
    const seen = [];
    for (let after = '', more = true; more; ) {
      const path = `/enterprises/${OWN}/readings?meterId=E01&${DAY}&limit=1${after}`;
      const { body } = await api.request('GET', path, { as: reporter });
      seen.push(...body.items.map((item: { readAt: string }) => item.readAt.slice(11, 16)));
      after = `&after=${body.next}`;
      more = body.next !== undefined;
    }
    expect(seen).toEqual(['01:00', '02:00', '02:30', '03:00']);
  });

  it.each([
    ['a meter that is not there', 'manual-reading', { ...reading(5, 1), meterId: 'E9' }, 'meterId'],
    ['an instant that has a reading', 'manual-reading', reading(1, 1), 'readAt'],
    ['an instant that has none to replace', 'replaced-value', reading(5, 1), 'readAt'],
    [
      'an instant to come',
      'manual-reading',
      { ...reading(5, 1), readAt: '2027-01-01T00:00:00Z' },
      'readAt',
    ],
    ['a value beyond the register', 'manual-reading', reading(5, 1_000_000), 'value'],
  ])('is refused for %s, with the row', async (_name, type, wrong, field) => {
    const answer = await ask({ type, readings: [reading(1, 5), wrong, wrong] });
    expect(answer.status).toBe(422);
    const { code, details } = answer.body;
    expect(code).toBe('CORRECTION_INVALID');
    expect(details.errors).toContainEqual(expect.objectContaining({ row: 1, field }));
  });

  it('takes 5 000 readings in one request, and not one more', async () => {
    const readings = Array.from({ length: 5_001 }, (_, index) => ({
      meterId: 'E01',
      readAt: Date.parse('2026-10-01T00:00:00Z') + index * 60_000,
      value: index,
    })).map((each) => ({ ...each, readAt: new Date(each.readAt).toISOString() }));
    expect((await ask({ type: 'manual-reading', readings })).status).toBe(400);
    const batch = { type: 'manual-reading', readings: readings.slice(1) };
    const { itemCount, items, id } = await approved(batch);
    expect([itemCount, items.length]).toEqual([5_000, 5_000]);
    const again = await ask({ type: 'manual-reading', readings: readings.slice(0, 2) });
    expect(again.body.details.errors).toMatchObject([{ row: 1, field: 'readAt' }]);
    const list = await api.request('GET', `${PATH}?type=manual-reading`, { as: admin });
    const entry = list.body.items.find((each: { id: string }) => each.id === id);
    expect(entry).toMatchObject({ itemCount: 5_000 });
    expect(entry.items).toBeUndefined();
  });

  it.each(['', '太短了', '    x    '])('is refused with the reason "%s"', async (reason) => {
    const body = { type: 'manual-reading', reason, readings: [reading(6, 1)] };
    expect((await ask(body)).body.code).toBe('INVALID_REQUEST');
  });
});

describe('a preview', () => {
  const preview = async (body: object) => {
    const asked = await ask(body);
    const path = `${PATH}/${asked.body.id}/preview`;
    return { id: asked.body.id, answer: await api.request('GET', path, { as: authority }) };
  };
  const totals = (items: { before: { quantity: number }; after: { quantity: number } }[]) => {
    const sum = (of: 'before' | 'after') =>
      items.reduce((all, item) => all + (item[of]?.quantity ?? 0), 0);
    return [sum('before'), sum('after')];
  };

  it('shows the days an exchange would change, with both energies', async () => {
    const readAtMs = Date.parse('2026-09-10T00:00:00Z');
    const hourly = [0, 10, 20, 5, 15, 25].map((value, hour) => ({
      enterpriseId: OWN,
      meterId: 'E01',
      readAtMs: readAtMs + hour * 3_600_000,
      value,
      position: 2 ** 43 + 100 + hour,
    }));
    await api.readingStore.write(hourly);
    const at = '2026-09-10T02:30:00Z';
    const body = { type: 'meter-exchange', meterId: 'E01', at, finalValue: 25, initialValue: 0 };
    const { id, answer } = await preview(body);
    // 0 → 25, then 0 → 25; before, the fall from 20 to 5 was a reset nobody could explain.
    expect(answer.body.items).toMatchObject([{ meterId: 'E01', unit: 'kWh' }]);
    expect(answer.body.items[0].start).toBe('2026-09-09T16:00:00.000Z');
    const [before = 0, after = 0] = totals(answer.body.items);
    expect(after).toBe(50);
    expect(before).toBeLessThan(after);
    await act(id, 'withdraw', reporter);
    const late = await api.request('GET', `${PATH}/${id}/preview`, { as: reporter });
    expect(late.body).toEqual({ state: 'withdrawn', items: [] });
  });

  it('shows nothing where nothing would change', async () => {
    const exchange = { meterId: 'E01', at: '2026-08-01T00:00:00Z', finalValue: 1, initialValue: 0 };
    const { answer } = await preview({ type: 'meter-exchange', ...exchange });
    expect(answer.body).toEqual({ state: 'requested', items: [] });
  });

  it('is refused where it would cost too much', async () => {
    const readings = ['2025-01-01T00:00:00Z', '2025-12-01T00:00:00Z'];
    const rows = readings.map((readAt) => ({ meterId: 'E01', readAt, value: 1 }));
    const { answer } = await preview({ type: 'manual-reading', readings: rows });
    expect(answer.body.code).toBe('TIME_RANGE_TOO_WIDE');
  });
});

describe('duties', () => {
  const step = { type: 'reject-step', meterId: 'E01', at: '2026-11-01T01:00:00Z' };

  it('are of different people', async () => {
    const { body } = await ask(step, reviewer);
    const own = await act(body.id, 'check', reviewer);
    expect([own.status, own.body.code]).toEqual([403, 'DUTIES_NOT_SEPARATED']);
    const early = await act(body.id, 'approve', authority);
    expect([early.status, early.body.code]).toEqual([409, 'CORRECTION_STATE_WRONG']);
    expect((await act(body.id, 'check', secondReviewer)).body.state).toBe('checked');
    expect((await act(body.id, 'check', secondReviewer)).status).toBe(409);
    expect((await act(body.id, 'withdraw', secondReviewer)).body.code).toBe('DUTIES_NOT_SEPARATED');
    expect((await act(body.id, 'approve', admin)).body.code).toBe('FORBIDDEN');
    expect((await act(body.id, 'reject', secondReviewer, '不同意这样处理')).status).toBe(409);
    const rejected = await act(body.id, 'reject', authority, '未附现场照片');
    expect(rejected.body).toMatchObject({ state: 'rejected', decisions: [{}, { by: 'chen' }] });
    expect((await act(body.id, 'approve', authority)).status).toBe(409);
  });

  it('end with who withdraws an own request', async () => {
    const { body } = await ask(step);
    expect((await act(body.id, 'reject', reviewer, '短')).status).toBe(400);
    expect((await act(body.id, 'withdraw', reporter)).body.state).toBe('withdrawn');
    expect((await act(body.id, 'check', reviewer)).status).toBe(409);
  });

  it('show in the work lists of those who are next', async () => {
    const { body } = await ask(step);
    const listed = async (state: string, as: string) => {
      const answer = await api.request('GET', `/corrections?state=${state}`, { as });
      return answer.body.items.some((each: { id: string }) => each.id === body.id);
    };
    expect(await listed('requested', reviewer)).toBe(true);
    await act(body.id, 'check', reviewer);
    expect(await listed('requested', reviewer)).toBe(false);
    expect(await listed('checked', authority)).toBe(true);
    const region = { type: 'region', code: '52' } as const;
    const other = await api.signedIn([{ role: 'authority', scope: region }]);
    expect(await listed('checked', other)).toBe(false);
    expect((await act(body.id, 'approve', other)).status).toBe(404);
  });

  it('leave nothing where the audit log cannot be written', async () => {
    const { body } = await ask(step);
    const before = await api.request('GET', `${PATH}/${body.id}`, { as: reporter });
    await api.database.transaction(async (tx) => {
      const actor = { userId: null, username: 'holder' };
      const subject = { type: 'lock', id: '1' };
      await appendAudit(tx, { atMs: 0, actor, action: 'lock.hold', enterpriseId: null, subject });
      const waiting = act(body.id, 'check', reviewer);
      const during = await api.request('GET', `${PATH}/${body.id}`, { as: reporter });
      expect(during.body).toEqual(before.body);
      void waiting;
    });
    await expect
      .poll(async () => {
        const after = await api.request('GET', `${PATH}/${body.id}`, { as: reporter });
        return after.body.state;
      })
      .toBe('checked');
  });
});

describe('an exchange', () => {
  const report = (sequence: number, atMs: number) =>
    recordFacts(
      api.database,
      [
        {
          ...refusedMessage({ gateway: 3, sequence, enterpriseId: OWN }),
          quarantined: [],
          events: [
            {
              enterpriseId: OWN,
              deviceId: 'edge-1',
              sequence,
              index: 0,
              receivedAtMs: atMs,
              type: 'meter-replaced',
              meterId: 'E01',
              atMs,
              finalValue: 300,
              initialValue: null,
              note: '',
            },
          ],
        },
      ],
      api.world.nowMs,
    );
  const history = async () => {
    const [snapshot] = await newestSnapshotsOf(api.database.executor, [OWN]);
    return snapshot?.histories?.find(({ meterId }) => meterId === 'E01');
  };
  const at = Date.parse('2026-11-05T00:00:00Z');
  const events = async () => {
    const range = 'from=2026-11-05T00:00:00Z&to=2026-11-07T00:00:00Z';
    return (await api.request('GET', `/enterprises/${OWN}/events?${range}`, { as: reporter })).body;
  };

  it('that a device reported is accepted with what it did not say', async () => {
    await report(1, at);
    expect((await history())?.proposedExchangesAtMs).toEqual([at]);
    expect((await events()).items).toMatchObject([{ id: '3-1-0', isOpen: true }]);
    const lacking = await ask({ type: 'meter-exchange', proposalId: '3-1-0' });
    expect(lacking.body.code).toBe('CORRECTION_INVALID');
    const { correctionNo } = await approved({
      type: 'meter-exchange',
      proposalId: '3-1-0',
      initialValue: 0.5,
    });
    expect(await history()).toMatchObject({
      exchanges: [{ atMs: at, finalValue: 300, initialValue: 0.5 }],
      proposedExchangesAtMs: [],
    });
    expect((await events()).items).toMatchObject([
      { isOpen: false, decision: { state: 'accepted', correctionNo } },
    ]);
    const again = await ask({ type: 'meter-exchange', proposalId: '3-1-0', initialValue: 1 });
    expect(again.status).toBe(404);
    await approved({ type: 'revocation', correctionNo });
    expect(await history()).toMatchObject({ exchanges: [], proposedExchangesAtMs: [at] });
    expect((await ask({ type: 'revocation', correctionNo })).status).toBe(422);
  });

  it('that a device reported is dismissed by the authority alone', async () => {
    await report(2, at + 86_400_000);
    const path = `/enterprises/${OWN}/events/3-2-0/dismissal`;
    const body = { reason: '设备误报，现场未换表' };
    expect((await api.request('POST', path, { as: reviewer, body })).status).toBe(403);
    expect((await api.request('POST', path, { as: authority, body })).body).toMatchObject({
      state: 'dismissed',
      by: 'chen',
    });
    expect((await api.request('POST', path, { as: authority, body })).status).toBe(409);
    expect((await history())?.proposedExchangesAtMs).not.toContain(at + 86_400_000);
  });
});

describe('production', () => {
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
  const outputs = async () => {
    const answer = await api.request('GET', `/enterprises/${OWN}/outputs?${DAY}`, { as: reporter });
    return answer.body.items;
  };

  it('is entered, then replaced, and both stay to be seen', async () => {
    const output = { product: 'clinker', ...period, quantity: 1_200 };
    const { correctionNo } = await approved({ type: 'production', outputs: [output] });
    const id = `0-${correctionNo}-0`;
    expect(await outputs()).toMatchObject([{ id, deviceId: null, quantity: 1_200, unit: 't' }]);
    const better = { ...output, quantity: 1_150, replaces: id };
    await approved({ type: 'production', outputs: [better] });
    expect(await outputs()).toMatchObject([
      { id, quantity: 1_200, correction: { quantity: 1_150, by: 'li', reason: REASON } },
    ]);
    const stale = await ask({ type: 'production', outputs: [better] });
    expect(stale.body.details.errors).toMatchObject([{ row: 0, field: 'replaces' }]);
  });

  it.each([
    ['an unknown product', { product: 'glass' }, 'product'],
    ['another unit', { unit: 'm3' }, 'unit'],
    ['a period that ends before it begins', { to: '2026-10-01T00:00:00Z' }, 'to'],
  ])('is refused for %s', async (_name, wrong, field) => {
    const output = { product: 'clinker', ...period, quantity: 1, ...wrong };
    const { body } = await ask({ type: 'production', outputs: [output] });
    expect(body.details.errors).toMatchObject([{ row: 0, field }]);
  });
});
