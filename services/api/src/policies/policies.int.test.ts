import { policyInForce } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);
const TOTAL = {
  ...{ id: 'total', metric: 'tce', basis: 'primary', account: 'assessed', period: 'year' },
  ...{ limit: 12_500, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
  monthlyPlan: [1000, 900, 1050, 1040, 1060, 1080, 1100, 1100, 1050, 1040, 1040, 1040],
};
const MEASURE = {
  ...{ id: 'M1', category: 'waste-heat', title: '余热发电', start: '2026-03-01' },
  ...{ end: '2026-09-30', status: 'planned' },
};
const at = (text: string) => Date.parse(text);

let api: ApiHarness;
const as = { authority: '', reporter: '', reviewer: '', inspector: '', admin: '' };
beforeAll(async () => {
  api = await startApiHarness();
  const own = { type: 'enterprise', id: OWN } as const;
  const county = { type: 'region', code: '430626' } as const;
  as.admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  as.authority = await api.signedIn([{ role: 'authority', scope: county }], 'authority');
  as.reporter = await api.signedIn([{ role: 'enterprise-reporter', scope: own }]);
  as.reviewer = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'reviewer');
  as.inspector = await api.signedIn([{ role: 'inspector', scope: county }]);
  for (const [id, regionCode] of [
    [OWN, '430626'],
    [FOREIGN, '520102'],
  ]) {
    const body = { id, name: id, regionCode, industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: as.admin, body });
  }
});
afterAll(() => api.dispose());

const path = `/enterprises/${OWN}`;
const post = (who: string, url: string, body: unknown) =>
  api.request('POST', url, { as: who, body });
const get = (who: string, url: string) => api.request('GET', url, { as: who });
const draft = (who: string, part: string, revision: number, document: object, year = 2026) =>
  post(who, `${path}/policies`, { year, part, revision, document });
const targets = (limit = 12_500) => {
  const months = TOTAL.monthlyPlan.map((amount) => amount + (limit - 12_500) / 12);
  return { targets: [{ ...TOTAL, limit, monthlyPlan: months }] };
};

describe('a policy', () => {
  it('is drafted by whoever owns the part, and by nobody else', async () => {
    expect((await draft(as.authority, 'authority', 0, targets())).body).toEqual({ revision: 1 });
    expect((await draft(as.reporter, 'plan', 0, { measures: [MEASURE] })).status).toBe(200);
    for (const [who, part, document] of [
      [as.reviewer, 'authority', targets()],
      [as.authority, 'plan', { measures: [] }],
      [as.inspector, 'authority', targets()],
      [as.admin, 'authority', targets()],
    ] as const) {
      expect((await draft(who, part, 0, document)).body.code).toBe('FORBIDDEN');
    }
  });

  it('names the field that is not right', async () => {
    const wrong = { targets: [{ ...TOTAL, limit: 12_501 }] };
    const answer = await draft(as.authority, 'authority', 1, wrong);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(JSON.stringify(answer.body.details)).toContain('targets.0.monthlyPlan');
  });

  it('shows a draft to its owner alone', async () => {
    const seen = async (who: string) =>
      (await get(who, `${path}/policies/2026`)).body.drafts.map((d: { part: string }) => d.part);
    expect(await seen(as.authority)).toEqual(['authority']);
    expect(await seen(as.reviewer)).toEqual(['plan']);
    expect(await seen(as.inspector)).toEqual([]);
  });

  it('refuses changes and signatures of a draft that somebody changed in between', async () => {
    expect((await draft(as.authority, 'authority', 0, targets())).status).toBe(412);
    expect((await draft(as.authority, 'authority', 1, targets())).body).toEqual({ revision: 2 });
    const sign = await post(as.authority, `${path}/policies/2026/authority/sign`, { revision: 1 });
    expect(sign.body.code).toBe('POLICY_DRAFT_CHANGED');
  });

  it('is signed by its owner, and counts from then on', async () => {
    const sign = (who: string, part: string, revision: number) =>
      post(who, `${path}/policies/2026/${part}/sign`, { revision, documentNo: 'x' });
    expect((await sign(as.reviewer, 'authority', 2)).body.code).toBe('FORBIDDEN');
    expect((await sign(as.reporter, 'plan', 1)).body.code).toBe('FORBIDDEN');
    expect((await sign(as.authority, 'authority', 2)).body).toMatchObject({
      ...{ version: 1, state: 'signed', signedBy: 'authority', effectiveFrom: '2026-01-01' },
    });
    expect((await sign(as.reviewer, 'plan', 1)).body).toMatchObject({ version: 1 });
    expect((await sign(as.authority, 'authority', 3)).body.code).toBe('POLICY_STATE_WRONG');
    const { body } = await get(as.inspector, `${path}/policies/2026`);
    expect(body.document).toEqual({
      ...{ enterpriseId: OWN, year: 2026, targets: [TOTAL], measures: [MEASURE] },
    });
    expect(body).toMatchObject({ authority: { version: 1 }, plan: { version: 1 } });
  });

  it('stands in the list of its year with what is missing, for who covers it', async () => {
    const list = async (who: string, query: string) => (await get(who, `/policies?${query}`)).body;
    const { items, counts } = await list(as.inspector, 'year=2026');
    const none = { enterprises: 1, withoutTargets: 0, withoutPlan: 0, notFiled: 1 };
    expect(counts).toEqual(none);
    const part = { version: 1, documentNo: 'x', effectiveFrom: '2026-01-01', isInForce: true };
    expect(items).toMatchObject([
      {
        ...{ enterpriseId: OWN, authority: { ...part, itemsCount: 1 }, filing: 'none' },
        ...{ plan: { ...part, itemsCount: 1 }, drafts: [] },
      },
    ]);
    expect((await list(as.inspector, 'year=2026&missing=targets')).items).toEqual([]);
    expect((await list(as.inspector, 'year=2026&missing=filing')).items).toHaveLength(1);
    const next = await list(as.inspector, 'year=2027&missing=targets');
    expect(next).toMatchObject({ counts: { withoutTargets: 1, withoutPlan: 1, notFiled: 0 } });
    expect(next.items).toMatchObject([{ enterpriseId: OWN, authority: null, plan: null }]);
    // Page by page, and by place; the administrator sees both.
    const first = await list(as.admin, 'year=2026&limit=1');
    const second = await list(as.admin, `year=2026&limit=1&after=${first.next}`);
    const ids = [...first.items, ...second.items].map(({ enterpriseId }) => enterpriseId);
    expect([ids.sort(), second.next]).toEqual([[OWN, FOREIGN].sort(), undefined]);
    const far = await list(as.admin, 'year=2026&regionCode=52');
    expect(far).toMatchObject({ items: [{ enterpriseId: FOREIGN }], counts: { withoutPlan: 1 } });
    expect((await list(as.admin, 'year=2026&search=nowhere')).counts.enterprises).toBe(0);
  });

  it('is listed as not in force before its first day, and its drafts to their owner alone', async () => {
    expect((await draft(as.authority, 'authority', 0, targets(), 2031)).status).toBe(200);
    const standing = async (who: string) =>
      (await get(who, '/policies?year=2031&regionCode=430626')).body.items[0];
    expect(await standing(as.authority)).toMatchObject({ authority: null, drafts: ['authority'] });
    expect((await standing(as.reviewer)).drafts).toEqual([]);
    expect((await standing(as.admin)).drafts).toEqual([]);
    await post(as.authority, `${path}/policies/2031/authority/sign`, { revision: 1 });
    const later = { version: 1, isInForce: false, effectiveFrom: '2031-01-01' };
    expect(await standing(as.inspector)).toMatchObject({ authority: later, drafts: [] });
    const url = `${path}/policies/2031/authority/versions/1/actions`;
    await post(as.authority, url, { action: 'withdraw', note: '下达有误，撤回' });
    expect((await standing(as.inspector)).authority).toBeNull();
  });

  it('is filed by the enterprise and acknowledged by the authority, once each', async () => {
    const act = (who: string, action: string) =>
      post(who, `${path}/policies/2026/plan/versions/1/actions`, { action });
    expect((await act(as.authority, 'acknowledge')).body.code).toBe('POLICY_STATE_WRONG');
    expect((await act(as.authority, 'file')).body.code).toBe('FORBIDDEN');
    expect((await act(as.reviewer, 'file')).body.steps).toMatchObject([{ action: 'file' }]);
    expect((await act(as.reviewer, 'file')).body.code).toBe('POLICY_STATE_WRONG');
    expect((await act(as.authority, 'acknowledge')).status).toBe(200);
  });

  it('is superseded when the next version counts, and counts again when that is withdrawn', async () => {
    await draft(as.authority, 'authority', 3, targets(13_000));
    const signedMs = api.world.nowMs;
    const signed = await post(as.authority, `${path}/policies/2026/authority/sign`, {
      ...{ revision: 4, effectiveFrom: '2026-12-01', documentNo: '平发改〔2026〕99号' },
    });
    expect(signed.body).toMatchObject({ version: 2, state: 'signed' });
    const limitAt = async (asOfMs: number) =>
      (await policyInForce(api.database.executor, OWN, 2026, asOfMs))?.document.targets[0]?.limit;
    const firstMs = at('2026-11-30T16:00:00Z');
    expect(await limitAt(firstMs - 1)).toBe(12_500);
    expect(await limitAt(firstMs)).toBe(13_000);
    expect(await limitAt(signedMs - 86_400_000)).toBeUndefined();

    const changes = `${path}/policies/2026/authority/comparison?from=1&to=2`;
    const { body } = await get(as.reviewer, changes);
    expect(body.items.map((item: { path: string }) => item.path)).toContain('targets[total].limit');

    const url = `${path}/policies/2026/authority/versions/2/actions`;
    expect((await post(as.authority, url, { action: 'withdraw' })).status).toBe(409);
    const withdrawn = await post(as.authority, url, { action: 'withdraw', note: '文号有误' });
    expect(withdrawn.body.state).toBe('withdrawn');
    expect(await limitAt(firstMs)).toBe(12_500);
  });

  it('has a JSON Schema', async () => {
    const { body } = await get(as.reporter, '/policies/schema');
    expect(Object.keys(body.properties)).toContain('targets');
    const defaults = await get(as.reporter, '/policies/thresholds');
    expect(defaults.body.rules.progress.severity2Ratio).toBe(1.05);
  });
});

describe('an application for another limit', () => {
  const apply = (who: string, body: object) =>
    post(who, `${path}/budget-applications`, {
      ...{ year: 2026, targetId: 'total', requestedLimit: 14_000, reason: '二线投产新增用能' },
      ...body,
    });

  it('is about a target that counts, with own files, from the reviewer', async () => {
    expect((await apply(as.reviewer, { targetId: 'x' })).body.code).toBe('POLICY_INVALID');
    expect((await apply(as.reporter, {})).body.code).toBe('FORBIDDEN');
    const strange = { attachmentIds: ['00000000-0000-4000-8000-000000000000'] };
    expect((await apply(as.reviewer, strange)).body.code).toBe('REGISTER_ENTRY_INVALID');
  });

  it('is granted with the next version of the targets, once, by the authority', async () => {
    const figures = [{ name: '二线产能', value: 2_500, unit: 't/d' }];
    const { body } = await apply(as.reviewer, { figures });
    const url = `${path}/budget-applications/${body.id}/decision`;
    const grant = { decision: 'grant', limit: 13_200, documentNo: '平发改〔2026〕101号' };
    expect((await post(as.reviewer, url, grant)).body.code).toBe('FORBIDDEN');
    expect((await post(as.authority, url, grant)).body.code).toBe('POLICY_INVALID');
    const monthlyPlan = TOTAL.monthlyPlan.map((amount, month) => amount + (month > 4 ? 100 : 0));
    const granted = await post(as.authority, url, { ...grant, monthlyPlan });
    expect(granted.body).toMatchObject({
      ...{ requestedLimit: 14_000, figures, version: 1 },
      decided: { decision: 'grant', version: 3 },
    });
    expect((await post(as.authority, url, grant)).body.code).toBe('POLICY_STATE_WRONG');
    const { body: now } = await get(as.reporter, `${path}/policies/2026`);
    expect(now.document.targets).toMatchObject([{ limit: 13_200, monthlyPlan }]);
    const versions = await get(as.reporter, `${path}/policies/2026/authority/versions`);
    expect(versions.body.items.map((item: { state: string }) => item.state)).toEqual([
      ...['superseded', 'withdrawn', 'signed'],
    ]);
    expect(versions.body.items[2].applicationId).toBe(body.id);
  });

  it('is refused with a reason, and stays on record', async () => {
    api.world.nowMs += 1_000;
    const { body } = await apply(as.reviewer, {});
    const url = `${path}/budget-applications/${body.id}/decision`;
    expect((await post(as.authority, url, { decision: 'refuse' })).status).toBe(400);
    const refusal = { decision: 'refuse', note: '新增用能未经节能审查' };
    expect((await post(as.authority, url, refusal)).status).toBe(200);
    const { body: list } = await get(as.inspector, '/budget-applications');
    const decisions = list.items.map((item: { decided: { decision: string } }) => item.decided);
    expect(decisions).toMatchObject([{ decision: 'grant' }, { decision: 'refuse' }]);
  });

  it('does not take the place of a change that is granted for a later day', async () => {
    api.world.nowMs += 1_000;
    const plan = TOTAL.monthlyPlan.map((amount, month) => amount + (month > 4 ? 100 : 0));
    const monthlyPlan = plan.with(11, (plan[11] ?? 0) + 300);
    const later = { effectiveFrom: '2026-12-01', limit: 13_500, monthlyPlan };
    const decide = async (body: object) => {
      const { body: asked } = await apply(as.reviewer, {});
      const url = `${path}/budget-applications/${asked.id}/decision`;
      return await post(as.authority, url, {
        ...{ decision: 'grant', documentNo: '平发改〔2026〕120号', ...body },
      });
    };
    const first = await decide(later);
    expect(first.body.decided).toMatchObject({ decision: 'grant', version: 4 });
    const { body: now } = await get(as.reporter, `${path}/policies/2026`);
    expect(now.document.targets).toMatchObject([{ limit: 13_200 }]);
    const early = await decide({ limit: 13_200, monthlyPlan: plan });
    expect(early.body.code).toBe('POLICY_STATE_WRONG');
    expect(early.body.message).toContain('Version 4 counts from 2026-12-01');
    const more = monthlyPlan.with(11, (monthlyPlan[11] ?? 0) + 100);
    const second = await decide({ ...later, limit: 13_600, monthlyPlan: more });
    expect(second.body.decided).toMatchObject({ decision: 'grant', version: 5 });
  });
});

describe('a draft beside a version that it does not know', () => {
  const year = 2028;
  const save = async (document: object, more: object = {}) => {
    const { body } = await get(as.authority, `${path}/policies/${year}`);
    const mine = body.drafts.find((each: { part: string }) => each.part === 'authority');
    const head = { year, part: 'authority', revision: mine?.revision ?? 0, document };
    return await post(as.authority, `${path}/policies`, { ...head, ...more });
  };
  const sign = async (effectiveFrom: string) => {
    const { body } = await get(as.authority, `${path}/policies/${year}`);
    const { revision } = body.drafts[0];
    const url = `${path}/policies/${year}/authority/sign`;
    return await post(as.authority, url, { revision, effectiveFrom });
  };

  it('is not signed for a day before that version', async () => {
    await save(targets(12_600));
    expect((await sign('2028-01-01')).body.version).toBe(1);
    await save(targets(12_700));
    expect((await sign('2028-07-01')).body.version).toBe(2);
    const { body } = await get(as.authority, `${path}/policies/${year}`);
    expect(body.newestVersion).toEqual({ authority: 2, plan: 0 });
    const pending = body.pending.map((each: { version: number }) => each.version);
    expect(pending).toEqual([1, 2]);
    await save(targets(12_800));
    const early = await sign('2028-03-01');
    expect(early.body).toMatchObject({ code: 'POLICY_STATE_WRONG' });
    expect(early.body.message).toContain('Version 2 counts from 2028-07-01');
    expect((await sign('2028-08-01')).body.version).toBe(3);
  });

  it('is not signed where a version was signed or withdrawn since it was begun', async () => {
    await save(targets(12_900));
    const url = `${path}/policies/${year}/authority/versions/3/actions`;
    await post(as.authority, url, { action: 'withdraw', note: '文号有误' });
    expect((await sign('2028-09-01')).body.code).toBe('POLICY_DRAFT_CHANGED');
    // Saving it again says nothing of the version; naming the newest one does.
    await save(targets(12_900));
    expect((await sign('2028-09-01')).body.code).toBe('POLICY_DRAFT_CHANGED');
    const wrong = await save(targets(12_900), { baseVersion: 3 });
    expect(wrong.body.code).toBe('POLICY_DRAFT_CHANGED');
    await save(targets(12_900), { baseVersion: 2 });
    expect((await sign('2028-09-01')).body).toMatchObject({ version: 4 });
  });

  it('is not saved over what was granted since it was read', async () => {
    const { body: asked } = await post(as.reviewer, `${path}/budget-applications`, {
      ...{ year: 2026, targetId: 'total', requestedLimit: 14_000, reason: '三线投产新增用能' },
    });
    const read = await get(as.authority, `${path}/policies/2026`);
    const { revision } = read.body.drafts[0];
    const { body: newest } = await get(as.authority, `${path}/policies/2026/authority/versions`);
    const last = newest.items.at(-1).document.targets[0];
    const granted = { limit: last.limit, monthlyPlan: last.monthlyPlan, documentNo: 'x' };
    const grant = { decision: 'grant', effectiveFrom: '2026-12-02', ...granted };
    const done = await post(
      as.authority,
      `${path}/budget-applications/${asked.id}/decision`,
      grant,
    );
    expect(done.status).toBe(200);
    const late = await draft(as.authority, 'authority', revision, targets());
    expect(late.status).toBe(412);
  });

  it('is not replaced by an import that would swallow a version', async () => {
    const csv = `enterpriseId,year,id,metric,basis,limit\n${OWN},${year},total,tce,primary,9000\n`;
    const send = (query: string) =>
      api.request('POST', `/imports/policies?sign=true&${query}`, {
        ...{ as: as.authority, body: csv, headers: { 'content-type': 'text/csv' } },
      });
    const refusals = await Promise.all(['', 'replace=true'].map(send));
    for (const { body } of refusals) {
      expect(body.details.errors).toMatchObject([{ row: 2, code: 'POLICY_STATE_WRONG' }]);
    }
    const replaced = await send('replace=true&effectiveFrom=2028-10-01');
    expect(replaced.body.imported).toBe(1);
    const { body } = await get(as.authority, `${path}/policies/${year}`);
    expect(body.newestVersion.authority).toBe(5);
  });
});

describe('an import', () => {
  const header = 'enterpriseId,year,id,metric,basis,limit\n';
  const send = (query: string, body: string, type = 'text/csv') =>
    api.request('POST', `/imports/policies?${query}`, {
      ...{ as: as.authority, body, headers: { 'content-type': type } },
    });

  it('saves all of it or nothing, and names the rows that are wrong', async () => {
    const mixed = `${header}${OWN},2027,total,tce,primary,1\n${FOREIGN},2027,total,tce,primary,1\n`;
    const refused = await send('', mixed);
    expect(refused).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    expect(refused.body.details.errors).toMatchObject([{ row: 3, column: 'enterpriseId' }]);
    expect((await get(as.authority, `${path}/policies/2027`)).body.drafts).toEqual([]);
  });

  it('looks first, then drafts, and does not lose an open draft', async () => {
    const csv = `${header}${OWN},2027,total,tce,primary,9000\n`;
    expect((await send('dryRun=true', csv)).body).toMatchObject({ imported: 1, errors: [] });
    expect((await get(as.authority, `${path}/policies/2027`)).body.drafts).toEqual([]);
    expect((await send('', csv)).body.imported).toBe(1);
    const again = await send('', csv);
    expect(again.body.details.errors).toMatchObject([{ code: 'POLICY_DRAFT_CHANGED' }]);
  });

  it('signs at once where that is asked for', async () => {
    const targets = [{ ...TOTAL, limit: 8_000, monthlyPlan: undefined }];
    const line = JSON.stringify({ enterpriseId: OWN, year: 2027, targets });
    const query = 'sign=true&replace=true&documentNo=x';
    expect((await send(query, `${line}\n`, 'application/x-ndjson')).body.imported).toBe(1);
    const { body } = await get(as.authority, `${path}/policies/2027/authority/versions`);
    expect(body.items).toMatchObject([{ version: 1, document: { targets: [{ limit: 8_000 }] } }]);
  });
});
