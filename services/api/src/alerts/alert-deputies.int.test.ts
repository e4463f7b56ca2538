import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createEscalationWorker } from '../cases/escalation-worker.ts';
import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { raiseAlert } from '../testing/known-case.ts';

const OWN = creditCode(1);
const DAY_MS = 86_400_000;

let api: ApiHarness;
let li: string;
let zhao: string;
beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  const body = { id: OWN, name: '水泥厂', regionCode: '430626', industryCode: 'C3011' };
  await api.request('POST', '/enterprises', { as: admin, body });
  const region = (code: string) => ({ type: 'region', code }) as const;
  li = await api.signedIn([{ role: 'inspector', scope: region('430626') }], 'li');
  zhao = await api.signedIn([{ role: 'inspector', scope: region('430626') }], 'zhao');
  await api.signedIn([{ role: 'inspector', scope: region('430626') }], 'sun');
  await api.signedIn([{ role: 'inspector', scope: region('52') }], 'far');
});
afterAll(() => api.dispose());

const act = (id: string, body: object, as = li) =>
  api.request('POST', `/alerts/${id}/actions`, { as, body });
const mine = async (as: string) => {
  const { items } = (await api.request('GET', '/alerts?assignedTo=me&limit=100', { as })).body;
  return items.map(({ id }: { id: string }) => id);
};

describe('an alert with an officer and a deputy', () => {
  it('is on both their lists, and keeps every assignment', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN, severity: 2 });
    const given = await act(id, { action: 'assign', to: 'li', deputy: 'zhao', note: '出差期间' });
    expect(given.body).toMatchObject({ assignee: 'li', deputy: 'zhao' });
    expect([await mine(li), await mine(zhao)]).toEqual([[id], [id]]);
    // Another officer: the deputy stays unless somebody says otherwise.
    const moved = await act(id, { action: 'assign', to: 'sun', note: '调整分工' });
    expect(moved.body).toMatchObject({ assignee: 'sun', deputy: 'zhao' });
    expect([await mine(li), await mine(zhao)]).toEqual([[], [id]]);
    // The deputy becomes the officer: nobody stands in any more.
    const taken = await act(id, { action: 'assign', to: 'zhao', note: '正式承办' }, zhao);
    expect(taken.body).toMatchObject({ assignee: 'zhao', deputy: null });
    const history = taken.body.transitions.filter(
      ({ type }: { type: string }) => type === 'assigned',
    );
    expect(history.map(({ details }: { details: object }) => details)).toEqual([
      { assignee: 'li', deputy: 'zhao', assigneeBefore: null, deputyBefore: null },
      { assignee: 'sun', deputy: 'zhao', assigneeBefore: 'li', deputyBefore: 'zhao' },
      { assignee: 'zhao', deputy: null, assigneeBefore: 'sun', deputyBefore: 'zhao' },
    ]);
  });

  it('tells those who have something to do now, and nobody what they did themselves', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN });
    await act(id, { action: 'assign', to: 'zhao', deputy: 'sun' });
    await act(id, { action: 'assign', to: 'zhao', deputy: null });
    await act(id, { action: 'assign', to: 'li' });
    const { rows } = await api.database.executor.execute(
      `select message_key as message, audience, params->>'named' as named,
         params->>'officers' as officers
       from notification where subject_id = '${id}' and rule = 'alert-assigned' order by sequence`,
    );
    const told = { message: 'alert.assigned', audience: 'authority' };
    expect(rows).toEqual([{ ...told, named: 'zhao,sun', officers: 'zhao、sun' }]);
  });

  it.each([
    { name: 'the officer', deputy: 'li', code: 'ALERT_ACTION_REFUSED' },
    { name: 'an inspector of elsewhere', deputy: 'far', code: 'CASE_INVALID' },
    { name: 'nobody known', deputy: 'nobody', code: 'CASE_INVALID' },
  ])('refuses $name as the deputy', async ({ deputy, code }) => {
    const id = await raiseAlert(api, { enterpriseId: OWN });
    const answer = await act(id, { action: 'assign', to: 'li', deputy });
    expect(answer.body.code).toBe(code);
    const { body } = await api.request('GET', `/alerts/${id}`, { as: li });
    expect(body).toMatchObject({ assignee: null, deputy: null });
  });

  it('names both when the deadline nears and when it has passed', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN, severity: 2 });
    await act(id, { action: 'assign', to: 'li', deputy: 'zhao' });
    const start = api.world.nowMs;
    const worker = createEscalationWorker(api.dependencies);
    try {
      // Raised on Saturday 2026-11-21: three working days end on Wednesday.
      for (const day of [4, 5]) {
        api.world.nowMs = start + day * DAY_MS;
        await worker.lookAtAlerts();
      }
    } finally {
      api.world.nowMs = start;
    }
    const { rows } = await api.database.executor.execute<{ message: string; officers: string }>(
      `select message_key as message, params->>'officers' as officers from notification
       where subject_id = '${id}' and rule = 'alert-verify-today'`,
    );
    expect(rows).toEqual([{ message: 'alert.verify-today-by', officers: 'li、zhao' }]);
    // Both are addressed, too: by their accounts.
    const { rows: addressed } = await api.database.executor.execute<{ named: string }>(
      `select params->>'named' as named from notification
       where subject_id = '${id}' and rule in ('alert-verify-today', 'alert-unverified')
       order by sequence`,
    );
    expect(addressed).toEqual([{ named: 'li,zhao' }, { named: 'li,zhao' }]);
    const { body } = await api.request('GET', `/alerts/${id}`, { as: li });
    const escalated = body.transitions.find(({ type }: { type: string }) => type === 'escalated');
    expect(escalated.details.told).toEqual(['li', 'zhao']);
  });

  it('hands the deputy on to the case that its officer opens', async () => {
    const id = await raiseAlert(api, { enterpriseId: OWN, severity: 2 });
    await act(id, { action: 'assign', to: 'li', deputy: 'zhao' });
    await act(id, { action: 'verify', outcome: 'true', note: '现场核实属实' });
    const opened = await act(id, { action: 'open-case', title: '超时序进度用能' });
    const { body } = await api.request('GET', `/cases/${opened.body.caseId}`, { as: zhao });
    expect(body).toMatchObject({ inspector: 'li', deputy: 'zhao' });
  });
});
