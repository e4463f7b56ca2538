import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const ID = creditCode(1);
const COAL = {
  kind: 'raw-coal',
  unit: 't',
  openingStock: 500,
  purchased: 1_000,
  consumed: 1_200,
  closingStock: 300,
};

let api: ApiHarness;
let reporter = '';
let reviewer = '';
let authority = '';

beforeAll(async () => {
  api = await startApiHarness();
  const as = await api.signedIn([{ role: 'admin', scope: ALL }], 'keeper');
  const body = { id: ID, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as, body });
  const product = { id: 'clinker', name: '熟料', unit: 't' };
  await api.request('POST', `/enterprises/${ID}/products`, { as, body: product });
  const own = { type: 'enterprise', id: ID } as const;
  reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }], 'reporter');
  reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'reviewer');
  const region = { type: 'region', code: '4306' } as const;
  authority = await api.signedIn([{ role: 'authority', scope: region }], 'authority');
});
afterAll(() => api.dispose());

const request = (as: string, method: string, path: string, body?: unknown) =>
  api.request(method, `/enterprises/${ID}/ledger${path}`, {
    as,
    ...(body === undefined ? {} : { body }),
  });
const save = (month: string, version: number, lines: unknown[], outputs: unknown[] = []) =>
  request(reporter, 'PUT', `/${month}/draft`, { version, lines, outputs });
const step = (as: string, action: string, month: string, revision = 1, note = '') =>
  request(as, 'POST', `/${action}`, { months: [{ month, revision }], note });

/** A month on record and checked. */
async function checkedMonth(month: string, line: object): Promise<void> {
  const { body } = await save(month, 0, [{ ...COAL, ...line }]);
  expect(body.findings.filter((one: { severity: string }) => one.severity === 'blocking')).toEqual(
    [],
  );
  const submitted = await request(reporter, 'POST', `/${month}/submit`, { version: body.version });
  expect(submitted.status).toBe(201);
  expect((await step(reviewer, 'check', month)).status).toBe(200);
}

describe('a draft', () => {
  it('is saved half filled in, and says what is missing so far', async () => {
    const answer = await save('2026-01', 0, [{ kind: 'raw-coal', unit: 't', openingStock: 5 }]);
    expect(answer).toMatchObject({ status: 200, body: { version: 1 } });
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body.findings.map((finding: { path: string }) => finding.path)).toEqual([
      'lines.0.purchased',
      'lines.0.consumed',
      'lines.0.closingStock',
    ]);
    const { body } = await request(reporter, 'GET', '/2026-01');
    expect(body).toMatchObject({ draftVersion: 1, draft: { document: { month: '2026-01' } } });
    expect(body.findings).toEqual(answer.body.findings);
  });

  it('is not saved over what somebody else saved in between', async () => {
    expect((await save('2026-01', 1, [COAL])).body.version).toBe(2);
    expect(await save('2026-01', 1, [])).toMatchObject({
      status: 412,
      body: { code: 'LEDGER_DRAFT_CHANGED' },
    });
    expect((await save('2026-01', 0, [])).status).toBe(412);
    const { body } = await request(reporter, 'GET', '/2026-01');
    expect(body.draft.document.lines).toEqual([COAL]);
    const now = new Date(api.world.nowMs).toISOString();
    expect((await request(reporter, 'GET', `/2026-01?asOf=${now}`)).body.draft).toBeNull();
  });

  it('is the enterprise’s own paper: the authority is not shown it', async () => {
    const { body } = await request(authority, 'GET', '/2026-01');
    expect(body).toEqual({
      month: '2026-01',
      draft: null,
      draftVersion: 0,
      findings: [],
      revisions: [],
    });
  });

  it('is not submitted with a blocking finding, nor in a version that is past', async () => {
    const bad = await save('2026-01', 2, [{ ...COAL, closingStock: 800 }]);
    expect(await request(reporter, 'POST', '/2026-01/submit', { version: 3 })).toMatchObject({
      status: 422,
      body: { code: 'LEDGER_INVALID', details: { findings: bad.body.findings } },
    });
    await save('2026-01', 3, [COAL]);
    expect((await request(reporter, 'POST', '/2026-01/submit', { version: 3 })).status).toBe(412);
  });

  it.each([
    { name: 'a kind nobody knows', line: { ...COAL, kind: 'plutonium' } },
    { name: 'a field nobody knows', line: { ...COAL, stolen: 1 } },
    { name: 'text for a number', line: { ...COAL, consumed: '=1+1' } },
  ])('is refused with $name', async ({ line }) => {
    expect((await save('2026-02', 0, [line])).status).toBe(400);
  });
});

describe('a month', () => {
  it('goes from the reporter over another person to the authority', async () => {
    const output = { productId: 'clinker', unit: 't', quantity: 9_000 };
    const draft = await save('2026-01', 4, [COAL], [output]);
    const { version } = draft.body;
    const submitted = await request(reporter, 'POST', '/2026-01/submit', { version });
    expect(submitted.body).toMatchObject({ revision: 1, state: 'submitted', counting: false });
    expect((await step(reporter, 'check', '2026-01')).body.code).toBe('FORBIDDEN');
    expect((await step(authority, 'accept', '2026-01')).body.code).toBe('LEDGER_STEP_NOT_ALLOWED');
    expect((await step(reviewer, 'check', '2026-01')).body.items[0].state).toBe('checked');
    expect((await step(authority, 'accept', '2026-01')).body.items[0].state).toBe('accepted');
    const { body } = await request(authority, 'GET', '?from=2026-01&to=2026-12');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ state: 'accepted', counting: true });
    expect(body.items[0].document.lines[0]).toMatchObject({ consumedIndustrial: 1_200 });
    expect(body.items[0].steps.map((one: { recordedBy: string }) => one.recordedBy)).toEqual([
      'reporter',
      'reviewer',
      'authority',
    ]);
  });

  it('must open with the stock that the last one closed with', async () => {
    const { body } = await save('2026-02', 0, [{ ...COAL, openingStock: 301, closingStock: 101 }]);
    expect(body.findings.map((finding: { code: string }) => finding.code)).toEqual([
      'stock-does-not-follow',
    ]);
  });

  it('is returned with a reason, and comes again as a revision with a reason', async () => {
    const { body } = await save('2026-02', 1, [
      { ...COAL, openingStock: 300, consumed: 1_000, closingStock: 300 },
    ]);
    await request(reporter, 'POST', '/2026-02/submit', { version: body.version });
    expect((await step(reviewer, 'return', '2026-02')).body.code).toBe('LEDGER_REASON_MISSING');
    await step(reviewer, 'return', '2026-02', 1, '消费量请复核');
    const again = await save('2026-02', body.version + 1, [
      { ...COAL, openingStock: 300, consumed: 1_010, closingStock: 290 },
    ]);
    const { version } = again.body;
    const without = await request(reporter, 'POST', '/2026-02/submit', { version });
    expect(without.body.code).toBe('LEDGER_REASON_MISSING');
    const reason = '按退回意见复核';
    await request(reporter, 'POST', '/2026-02/submit', { version, reason });
    expect((await step(reviewer, 'check', '2026-02', 1)).body.code).toBe('LEDGER_STEP_NOT_ALLOWED');
    expect((await step(reviewer, 'check', '2026-02', 2)).status).toBe(200);
    const { revisions } = (await request(reporter, 'GET', '/2026-02')).body;
    expect(revisions.map((one: { state: string }) => one.state)).toEqual(['returned', 'checked']);
    expect(revisions[0].document.lines[0].consumed).toBe(1_000);
  });

  it('keeps counting as it was while a new revision is on its way, and as of then', async () => {
    await checkedMonth('2026-03', { openingStock: 290, consumed: 1_000, closingStock: 290 });
    const before = api.world.nowMs;
    api.world.nowMs += 60_000;
    const line = { ...COAL, openingStock: 290, consumed: 1_001, closingStock: 289 };
    const { version } = (await save('2026-03', 2, [line])).body;
    const reason = '盘点更正';
    await request(reporter, 'POST', '/2026-03/submit', { version, reason });
    const counting = async (query = '') => {
      const { body } = await request(reviewer, 'GET', `/2026-03${query}`);
      return body.revisions.map((one: { counting: boolean }) => one.counting);
    };
    expect(await counting()).toEqual([true, false]);
    await step(reviewer, 'check', '2026-03', 2);
    expect(await counting()).toEqual([false, true]);
    expect(await counting(`?asOf=${new Date(before).toISOString()}`)).toEqual([true]);
    const future = new Date(api.world.nowMs + 1_000).toISOString();
    expect((await request(reviewer, 'GET', `/2026-03?asOf=${future}`)).status).toBe(400);

    // An auditor with a frozen state gets it without asking, in every answer.
    const scope = {
      type: 'engagement',
      enterpriseIds: [ID],
      dataAsOfMs: before,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      expiresAtMs: api.world.nowMs + 1_000_000,
    } as const;
    const auditor = await api.signedIn([{ role: 'auditor', scope }], 'auditor');
    const { body } = await request(auditor, 'GET', '/2026-03');
    expect(body.revisions.map((one: { revision: number }) => one.revision)).toEqual([1]);
    const { items } = (await request(auditor, 'GET', '?from=2026-03&to=2026-03')).body;
    expect(items.map((one: { revision: number }) => one.revision)).toEqual([1]);
    const path = `/enterprises/${ID}/balance?year=2026`;
    const balance = await api.request('GET', path, { as: auditor });
    expect(balance.body.asOf).toBe(new Date(before).toISOString());
  });
});

describe('what is owed', () => {
  it('is awaited until it counts, with due day and kinds', async () => {
    const path = '/settings';
    const { body: settings } = await request(authority, 'GET', path);
    expect(settings).toMatchObject({ revision: 0, dueDay: 10 });
    const { revision: _, ...rest } = settings;
    const wanted = {
      ...rest,
      dueDay: 25,
      kinds: ['raw-coal', 'electricity'],
      firstMonth: '2026-09',
    };
    expect((await request(reviewer, 'PUT', path, wanted)).body.code).toBe('FORBIDDEN');
    expect((await request(authority, 'PUT', path, wanted)).body.revision).toBe(1);
    const { body } = await request(reporter, 'GET', '/awaiting');
    expect(body).toEqual({
      dueDay: 25,
      items: ['2026-09', '2026-10'].map((month, index) => ({
        month,
        dueOn: index === 0 ? '2026-10-25' : '2026-11-25',
        overdue: index === 0,
        kinds: ['raw-coal', 'electricity'],
        state: null,
      })),
    });
  });
});

describe('the record', () => {
  it('has every act of these tests, and cannot be changed', async () => {
    const rows = await api.database.executor.execute<{ action: string; count: string }>(
      "select action, count(*) from audit_log where action like 'ledger%' group by 1 order by 1",
    );
    const counts = Object.fromEntries(rows.rows.map((row) => [row.action, Number(row.count)]));
    expect(counts).toMatchObject({
      'ledger.submit': 5,
      'ledger.check': 4,
      'ledger.accept': 1,
      'ledger.return': 1,
      'ledger-setting.change': 1,
      'ledger-draft.open': 5,
    });
    expect(counts['ledger.read']).toBeGreaterThan(0);
    for (const table of ['ledger_revision', 'ledger_step', 'ledger_setting']) {
      const change = api.database.executor.execute(`update ${table} set recorded_by = 'x'`);
      await expect(change).rejects.toThrow();
      await expect(api.database.executor.execute(`truncate ${table} cascade`)).rejects.toThrow();
    }
  });
});
