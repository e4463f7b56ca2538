import { createHash } from 'node:crypto';
import { listAlertTransitions, listAuditLog, listCaseSteps } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiHarness } from '../testing/api-harness.ts';
import { ALL, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import {
  drafted,
  issued,
  MARK,
  openedCase,
  REMINDER,
  raiseAlert,
  registeredBody,
} from '../testing/known-case.ts';
import { createEscalationWorker } from './escalation-worker.ts';

const OWN = creditCode(1);
const FOREIGN = creditCode(2);
const TERM = { days: 5, unit: 'working' };
const NOTICE = { ...REMINDER, kind: 'warning-notice', deadline: TERM };
const ORDER = {
  ...REMINDER,
  kind: 'rectification-order',
  deadline: { days: 30, unit: 'calendar' },
};
const SERVICE = { method: '直接送达', place: '厂区', receivedBy: '王某' };
const DAY_MS = 86_400_000;

let api: ApiHarness;
let inspector: string;
let second: string;
let elsewhere: string;
let authority: string;
let staff: string;
let rival: string;
beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  for (const [id, regionCode] of [
    [OWN, '430626'],
    [FOREIGN, '520102'],
  ] as const) {
    const body = { id, name: `水泥<b>厂 ${id}`, regionCode, industryCode: 'C3011' };
    await api.request('POST', '/enterprises', { as: admin, body });
  }
  const region = (code: string) => ({ type: 'region', code }) as const;
  inspector = await api.signedIn([{ role: 'inspector', scope: region('430626') }], 'li');
  second = await api.signedIn([{ role: 'inspector', scope: region('430626') }], 'zhao');
  elsewhere = await api.signedIn([{ role: 'inspector', scope: region('52') }], 'far');
  authority = await api.signedIn([{ role: 'authority', scope: region('4306') }], 'ju');
  const own = { type: 'enterprise', id: OWN } as const;
  staff = await api.signedIn([{ role: 'enterprise-reviewer', scope: own }], 'wang');
  const other = { type: 'enterprise', id: FOREIGN } as const;
  rival = await api.signedIn([{ role: 'enterprise-reviewer', scope: other }], 'rival');
  await registeredBody(api, authority);
});
afterAll(() => api.dispose());

const people = () => ({ inspector, authority });
const act = (caseId: string, body: object, as = inspector) =>
  api.request('POST', `/cases/${caseId}/actions`, { as, body });
const decide = (caseId: string, documentId: string, body: object, as = authority) =>
  api.request('POST', `/cases/${caseId}/documents/${documentId}/decisions`, { as, body });
const close = (caseId: string, as: string, decision = 'close') =>
  api.request('POST', `/cases/${caseId}/closing`, { as, body: { decision, note: '同意结案' } });
const today = () => new Date(api.world.nowMs + 8 * 3_600_000).toISOString().slice(0, 10);
const serve = (caseId: string, documentId: string) =>
  act(caseId, { action: 'serve', documentId, servedOn: today(), ...SERVICE });

describe('a case from warning to archive', () => {
  it('is verified, drafted, signed, served, answered, closed by a second officer', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const before = await api.request('GET', `/cases/${caseId}`, { as: staff });
    expect(before.status).toBe(404);
    const documentId = await issued(api, people(), caseId, NOTICE);
    const served = await serve(caseId, documentId);
    // Served on Saturday 2026-11-21: five working days end on Friday.
    expect(served.body).toMatchObject({ state: 'awaiting-reply', dueOn: '2026-11-27' });
    expect(served.body.daysLeft).toEqual({ calendarDays: 6, workingDays: 5 });
    expect(served.body.documents.map((each: { kind: string }) => each.kind)).toContain(
      'service-proof',
    );
    const reply = { type: 'reply', documentId, text: '检修后恢复，12月回到计划。' };
    const path = `/cases/${caseId}/answers`;
    const answered = await api.request('POST', path, { as: staff, body: reply });
    expect(answered.body).toMatchObject({ state: 'handling', dueOn: null });
    expect(JSON.stringify(answered.body)).not.toContain('现场核实属实');
    const again = await api.request('POST', path, { as: staff, body: reply });
    expect(again.body.code).toBe('CASE_STEP_REFUSED');
    await act(caseId, { action: 'propose-closing', note: '措施已落实' });
    const seen = async (as: string) => {
      const { body } = await api.request('GET', `/cases/${caseId}`, { as });
      return [body.possibleActs, body.closingObstacles];
    };
    expect(await seen(inspector)).toEqual([expect.arrayContaining(['close']), ['worked-by-you']]);
    expect(await seen(second)).toEqual([['assign', 'return', 'close'], []]);
    expect((await close(caseId, inspector)).body.code).toBe('DUTIES_NOT_SEPARATED');
    const closed = await close(caseId, second);
    expect(closed.body).toMatchObject({ state: 'closed', alerts: [{ handling: 'closed' }] });
    expect((await act(caseId, { action: 'archive' })).body.state).toBe('archived');
    const { steps } = (await api.request('GET', `/cases/${caseId}`, { as: authority })).body;
    const acts = steps.map((step: { act: string }) => step.act);
    expect(acts.slice(0, 3)).toEqual(['open', 'draft', 'issue']);
    const log = await listAuditLog(api.database.executor, { limit: 200 });
    const rows = log.items.filter(({ subject }) => subject.id === caseId);
    const written = rows.filter(({ action }) => action !== 'case.read').map((row) => row.sequence);
    expect(written.reverse()).toEqual(
      steps.map((step: { auditSequence: number }) => step.auditSequence),
    );
  });

  it('waits for its remedies, and hears the unit before it orders', async () => {
    const caseId = await openedCase(api, inspector, OWN, ['obsolete-equipment']);
    const early = await api.request('POST', `/cases/${caseId}/documents`, {
      as: inspector,
      body: ORDER,
    });
    expect(early.body.code).toBe('MEASURE_NOT_PERMITTED');
    const kinds = async () => {
      const { body } = await api.request('GET', `/cases/${caseId}`, { as: inspector });
      return body.draftableKinds.map(({ kind }: { kind: string }) => kind);
    };
    expect(await kinds()).not.toContain('rectification-order');
    await serve(caseId, await issued(api, people(), caseId));
    const statement = { type: 'statement', text: '设备已列入年底更新计划。' };
    const path = `/cases/${caseId}/answers`;
    const filed = await api.request('POST', path, { as: staff, body: statement });
    const [remedy] = filed.body.remedies;
    await act(caseId, { action: 'propose-closing', note: '措施已落实' });
    expect((await close(caseId, second)).body.code).toBe('CASE_STEP_REFUSED');
    expect((await close(caseId, second, 'return')).body.state).toBe('handling');
    const decision = { action: 'decide-remedy', remedyId: remedy.id, outcome: 'rejected' };
    await act(caseId, { ...decision, note: '更新计划不影响认定' });
    expect(await kinds()).toContain('rectification-order');
    const ordered = await serve(caseId, await issued(api, people(), caseId, ORDER));
    // 30 days from 2026-11-21 end on Monday 2026-12-21.
    expect(ordered.body).toMatchObject({ state: 'rectifying', dueOn: '2026-12-21' });
    const propose = await act(caseId, { action: 'propose-closing', note: '措施已落实' });
    expect(propose.body.code).toBe('CASE_STEP_REFUSED');
  });
});

describe('a measure', () => {
  it('is never an order to rectify for overuse of a budget, even after a hearing', async () => {
    const rules = ['progress', 'exhausted', 'forecast', 'remaining-budget', 'trend'];
    const caseId = await openedCase(api, inspector, OWN, rules);
    await act(caseId, { action: 'hear', heardOn: today(), note: '已听取陈述申辩' });
    const answer = await api.request('POST', `/cases/${caseId}/documents`, {
      as: inspector,
      body: ORDER,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'MEASURE_NOT_PERMITTED' } });
    expect(answer.body.details.permitted).not.toContain('rectification-order');
  });

  it('needs two officers with certificates on site', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const officers = [
      { name: '李某', certificateNo: 'HN-001' },
      { name: '赵某', certificateNo: 'HN-002' },
    ];
    const inspection = { action: 'inspect', onSite: true, inspectedOn: today(), place: '厂区' };
    const body = { ...inspection, officers, noNoticeGround: 'spot-check', record: '现场查看。' };
    const alone = await act(caseId, { ...body, officers: officers.slice(1) });
    expect(alone.body.code).toBe('CASE_INVALID');
    const done = await act(caseId, body);
    expect(done.body.documents.at(-1)).toMatchObject({ kind: 'inspection-record', number: null });
  });
});

describe('a document', () => {
  it('can be looked at before it is kept, as it would be signed', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const path = `/cases/${caseId}/document-previews`;
    const body = { ...REMINDER, facts: '累计<b>用能</b>', mark: MARK };
    const answer = await api.request('POST', path, { as: authority, body });
    expect(answer.body).toContain('平发改〔2026〕');
    expect(answer.body).toContain('累计&#60;b&#62;用能');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    const { documents } = (await api.request('GET', `/cases/${caseId}`, { as: inspector })).body;
    expect(documents).toEqual([]);
    expect((await api.request('POST', path, { as: elsewhere, body })).status).toBe(404);
    expect((await api.request('POST', path, { as: staff, body })).status).toBe(403);
  });

  it('is frozen with its hash, escaped, without script, and stays when voided', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const facts = '累计<script>alert(1)</script>"用能"';
    const documentId = await issued(api, people(), caseId, { ...REMINDER, facts });
    const path = `/cases/${caseId}/documents/${documentId}`;
    const page = await api.request('GET', path, { as: inspector });
    const { sha256, number } = (await api.request('GET', `/cases/${caseId}`, { as: inspector }))
      .body.documents[0];
    expect(createHash('sha256').update(page.body, 'utf8').digest('hex')).toBe(sha256);
    expect(number).toMatch(/^平发改〔2026〕[1-9]\d*号$/);
    for (const text of [
      number,
      '平江县发展和改革局',
      '2026年11月21日',
      '实际与计划之比：109.0%',
      '节能工作提醒函',
    ]) {
      expect(page.body).toContain(text);
    }
    expect(page.body).not.toMatch(/<script|<b>|src=|href=/);
    expect(page.headers['content-security-policy']).toContain('sandbox');
    await decide(caseId, documentId, { decision: 'void', note: '数据有误，重新出具' });
    expect((await api.request('GET', path, { as: staff })).body).toBe(page.body);
    const next = await issued(api, people(), caseId);
    const { documents } = (await api.request('GET', `/cases/${caseId}`, { as: inspector })).body;
    const numberOf = (id: string) =>
      documents.find((each: { id: string }) => each.id === id).number;
    const noOf = (text: string) => Number(/〕(\d+)号/.exec(text)?.[1]);
    expect(noOf(numberOf(next))).toBe(noOf(number) + 1);
  });

  it('has numbers without gaps when many are signed at once and some are refused', async () => {
    const cases: [string, string][] = [];
    for (let index = 0; index < 8; index += 1) {
      const caseId = await openedCase(api, inspector, OWN);
      cases.push([caseId, await drafted(api, inspector, caseId)]);
    }
    const sign = { decision: 'sign', mark: MARK };
    const answers = await Promise.all(
      [...cases, ...cases].map(([caseId, documentId]) => decide(caseId, documentId, sign)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    const { rows } = await api.database.executor.execute<{ no: number }>(
      'select no from document_number order by no',
    );
    expect(rows.map(({ no }) => no)).toEqual(rows.map((_, index) => index + 1));
  });

  it('is signed by an authority for a body of its own region', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const documentId = await drafted(api, inspector, caseId);
    const wrong = await decide(caseId, documentId, { decision: 'sign', mark: '贵发改' });
    expect(wrong.body.code).toBe('CASE_INVALID');
    const sign = { decision: 'sign', mark: MARK };
    expect((await decide(caseId, documentId, sign, inspector)).status).toBe(403);
  });
});

describe('a deadline', () => {
  it('escalates once a level, whoever looks and however often', async () => {
    const start = api.world.nowMs;
    const caseId = await openedCase(api, inspector, OWN);
    await serve(caseId, await issued(api, people(), caseId, NOTICE));
    const workers = [1, 2].map(() => createEscalationWorker(api.dependencies));
    const days = async (count: number) => {
      api.world.nowMs = start + count * DAY_MS;
      for (let look = 0; look < 2; look += 1) {
        await Promise.all(workers.map((each) => each.runOnce()));
      }
      const steps = await listCaseSteps(api.database.executor, caseId);
      return steps.flatMap(({ act, details }) => (act === 'escalate' ? [details.level] : []));
    };
    try {
      // Due on Friday 2026-11-27; five working days later is 2026-12-04.
      expect(await days(6)).toEqual([]);
      expect(await days(7)).toEqual([1]);
      expect(await days(13)).toEqual([1]);
      expect(await days(14)).toEqual([1, 2]);
      expect(await days(40)).toEqual([1, 2]);
    } finally {
      api.world.nowMs = start;
    }
  });
});

describe('an alert that nobody verifies', () => {
  /** Notices about an alert or case: rule, severity, audience. */
  const noticesOf = async (subjectId: string) => {
    const { rows } = await api.database.executor.execute<{ said: string }>(
      `select rule || ' ' || severity || ' ' || audience as said from notification
       where subject_id = '${subjectId}' and event = 'notice' order by sequence`,
    );
    return rows.map(({ said }) => said);
  };

  it('is called to mind, goes to the next level once each, and waits anew when it fires again', async () => {
    const start = api.world.nowMs;
    const workers = [1, 2].map(() => createEscalationWorker(api.dependencies));
    const on = async (day: number) => {
      api.world.nowMs = start + day * DAY_MS;
      for (let look = 0; look < 2; look += 1) {
        await Promise.all(workers.map((each) => each.lookAtAlerts()));
      }
    };
    const id = await raiseAlert(api, { enterpriseId: OWN, severity: 2 });
    const history = async () =>
      (await listAlertTransitions(api.database.executor, id)).map(({ type, details }) =>
        `${type} ${details.level ?? ''}`.trim(),
      );
    try {
      // Raised on Saturday 2026-11-21: three working days end on Wednesday, five more on 2026-12-02.
      await on(3);
      expect(await noticesOf(id)).toEqual([]);
      await on(4);
      expect(await noticesOf(id)).toEqual(['alert-verify-today 2 authority']);
      await on(5);
      await on(11);
      expect(await history()).toEqual(['opened', 'escalated 1']);
      await on(12);
      await on(40);
      expect(await history()).toEqual(['opened', 'escalated 1', 'escalated 2']);
      expect(await noticesOf(id)).toEqual([
        'alert-verify-today 2 authority',
        'alert-unverified 2 authority',
        'alert-unverified 3 authority',
      ]);
      const { rows } = await api.database.executor.execute<{ action: string }>(
        `select action from audit_log where subject_id = '${id}' and action = 'alert.escalated'`,
      );
      expect(rows).toHaveLength(2);
      // The sessions are of that day.
      api.world.nowMs = start;
      const shown = await api.request('GET', `/alerts/${id}`, { as: staff });
      expect(shown.body.transitions).toHaveLength(1);
      const verify = { action: 'verify', outcome: 'true', note: '现场核实属实' };
      await api.request('POST', `/alerts/${id}/actions`, { as: inspector, body: verify });
      await on(60);
      expect(await history()).toHaveLength(4);
    } finally {
      api.world.nowMs = start;
    }
  });

  it('has a deadline of a case called to mind two working days before, once', async () => {
    const start = api.world.nowMs;
    const caseId = await openedCase(api, inspector, OWN);
    await serve(caseId, await issued(api, people(), caseId, NOTICE));
    const workers = [1, 2].map(() => createEscalationWorker(api.dependencies));
    const reminders = async (day: number) => {
      api.world.nowMs = start + day * DAY_MS;
      await Promise.all(workers.map((each) => each.remind()));
      const notices = await noticesOf(caseId);
      return notices.filter((said) => said === 'case-remind 2 everyone').length;
    };
    try {
      // Due on Friday 2026-11-27.
      expect(await reminders(3)).toBe(0);
      expect(await reminders(4)).toBe(1);
      expect(await reminders(5)).toBe(1);
    } finally {
      api.world.nowMs = start;
    }
  });
});

describe('who sees and does what', () => {
  it('keeps alerts, cases and documents from everybody they are not for', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const documentId = await issued(api, people(), caseId);
    const { alerts } = (await api.request('GET', `/cases/${caseId}`, { as: staff })).body;
    const paths = [
      `/alerts/${alerts[0].id}`,
      `/cases/${caseId}`,
      `/cases/${caseId}/documents/${documentId}`,
    ];
    for (const path of paths) {
      for (const as of [elsewhere, rival]) {
        expect((await api.request('GET', path, { as })).status, path).toBe(404);
      }
      for (const as of [inspector, authority, staff]) {
        expect((await api.request('GET', path, { as })).status, path).toBe(200);
      }
    }
    const verify = { action: 'verify', outcome: 'true', note: '现场核实属实' };
    const far = [
      api.request('POST', `/alerts/${alerts[0].id}/actions`, { as: elsewhere, body: verify }),
      act(caseId, { action: 'archive' }, elsewhere),
      api.request('POST', `/cases/${caseId}/documents`, { as: elsewhere, body: REMINDER }),
      close(caseId, elsewhere),
      api.request('POST', `/cases/${caseId}/answers`, {
        as: rival,
        body: { type: 'statement', text: 'x' },
      }),
    ];
    expect((await Promise.all(far)).map(({ status }) => status)).toEqual(far.map(() => 404));
    const list = await api.request('GET', '/alerts', { as: rival });
    expect(list.body.items).toEqual([]);
  });

  it('shows a suspicion to the enterprise once it was found true', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN, rule: 'suspicion', hidden: true });
    const look = async () => (await api.request('GET', `/alerts/${id}`, { as: staff })).status;
    expect(await look()).toBe(404);
    const open = { action: 'open-case', title: 'x' };
    const path = `/alerts/${id}/actions`;
    const early = await api.request('POST', path, { as: inspector, body: open });
    expect(early.body.code).toBe('ALERT_ACTION_REFUSED');
    const verify = { action: 'verify', outcome: 'true', note: '现场核实属实' };
    await api.request('POST', path, { as: inspector, body: verify });
    expect(await look()).toBe(200);
  });

  it('lets only who has the case go on with it, and the deputy', async () => {
    const caseId = await openedCase(api, inspector, OWN);
    const hear = { action: 'hear', heardOn: today(), note: '已听取陈述申辩' };
    expect((await act(caseId, hear, second)).body.code).toBe('CASE_STEP_REFUSED');
    await act(caseId, { action: 'set-deputy', to: 'zhao' });
    expect((await act(caseId, hear, second)).status).toBe(200);
    const wrong = await act(caseId, { action: 'assign', to: 'far', note: '调整分工' });
    expect(wrong.body.code).toBe('CASE_INVALID');
    const given = await act(caseId, { action: 'assign', to: 'zhao', note: '调整分工' }, second);
    expect(given.body.inspector).toBe('zhao');
    // The deputy was told; who then took the case over knows.
    const { rows } = await api.database.executor.execute(
      `select rule, params->>'named' as named, params->>'to' as "to" from notification
       where subject_id = '${caseId}' and rule in ('case-set-deputy', 'case-assign')`,
    );
    expect(rows).toEqual([{ rule: 'case-set-deputy', named: 'zhao', to: 'zhao' }]);
  });

  it('merges cases of one cause, with their alerts', async () => {
    const [one, other] = [
      await openedCase(api, inspector, OWN),
      await openedCase(api, inspector, OWN, ['exhausted']),
    ];
    const merged = await act(one, { action: 'merge', intoCaseId: other, note: '同一原因' });
    expect(merged.body).toMatchObject({ state: 'merged', mergedIntoId: other, alerts: [] });
    const into = await api.request('GET', `/cases/${other}`, { as: inspector });
    expect(into.body.alerts).toHaveLength(2);
  });

  it('names the officers an alert can be given to', async () => {
    const path = `/officers?enterpriseId=${OWN}`;
    const { items } = (await api.request('GET', path, { as: inspector })).body;
    const names = items.map(({ username }: { username: string }) => username);
    expect(names).toEqual(['li', 'zhao']);
    expect((await api.request('GET', path, { as: elsewhere })).status).toBe(404);
  });

  it('counts by category, and says what can be done about an alert', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN, rule: 'data-duty' });
    const found = await api.request('GET', `/alerts/${id}`, { as: inspector });
    expect(found.body).toMatchObject({
      category: 'alarm',
      enterpriseName: `水泥<b>厂 ${OWN}`,
      possibleActions: ['verify', 'assign', 'merge'],
    });
    expect((await api.request('GET', `/alerts/${id}`, { as: staff })).body.possibleActions).toEqual(
      [],
    );
    const query = 'groupBy=enterprise&category=alarm&rule=data-duty,progress&handling=new';
    const counts = await api.request('GET', `/alert-counts?${query}`, { as: inspector });
    expect(counts.body.items).toEqual([
      { key: OWN, name: `水泥<b>厂 ${OWN}`, count: 1, severityMax: 2 },
    ]);
  });

  it('groups and filters the list', async () => {
    const answer = await api.request(
      'GET',
      '/alerts?groupBy=rule&rule=suspicion&handling=verified',
      {
        as: inspector,
      },
    );
    expect(answer.body.groups).toEqual([
      { key: 'suspicion', name: null, count: 1, severityMax: 2 },
    ]);
  });
});
