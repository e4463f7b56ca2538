import type { AuditRow, RangeOutcome } from '@hengneng/contracts';
import { auditHead, listAuditLog, recordFacts, walkAuditLog } from '@hengneng/database';
import type { Role } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeclaredRoute } from '../access/access.plugin.ts';
import type { Permission } from '../access/matrix.ts';
import type { ApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { drafted, MARK, openedCase, raiseAlert } from '../testing/known-case.ts';
import { notificationRequests } from '../testing/notification-walk.ts';
import { applyForBudget, draftPolicy } from '../testing/policy-walk.ts';
import { refusedMessage } from '../testing/refused-message.ts';
import {
  BODIES,
  GRANTS,
  OWN,
  type RouteWalk,
  requestFor,
  rolesOf,
  startRouteWalk,
} from '../testing/route-walk.ts';
import { LIVE_READ_WINDOW_MS, LOGGED_READS } from './logged-reads.ts';

const PASSWORD = 'a long enough pass phrase';
/** Routes that change something and still leave no row, each with its reason. */
const WITHOUT_ROW: Record<string, string> = {
  'POST /api/v1/ingest/readings':
    'a message of a device: it goes to the journal, which is its record',
  'POST /api/v1/cases/:caseId/document-previews': 'it keeps nothing',
  'POST /api/v1/policies/evaluate': 'a trial: it keeps nothing',
};

/** What a route needs besides the body of `BODIES`. */
interface Prepared {
  readonly as?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

let walk: RouteWalk;
let api: ApiHarness;
beforeAll(async () => {
  walk = await startRouteWalk();
  api = walk.api;
  await recordFacts(
    api.database,
    [refusedMessage({ gateway: 1, sequence: 1, enterpriseId: OWN }), EXCHANGE_REPORT],
    Date.now(),
  );
  api.world.answer = ({ type }) => {
    if (type === 'replay') return { ok: true, value: { position: '1/1/9', sequence: 9 } };
    if (type === 'fetch') return { ok: true, value: FETCHED };
    return null;
  };
});
afterAll(() => api.dispose());

const FETCHED = {
  position: '1/1/1',
  sequence: 1,
  receivedAtMs: 0,
  source: 'mqtt:x',
  topic: 'x',
  refusal: null,
  payloadBase64: 'AA==',
};
const CSV = { 'content-type': 'text/csv' };
let fresh = 0;
const freshToken = () => {
  fresh += 1;
  return api.signedIn([GRANTS.inspector], `fresh-${fresh}`);
};

let ledgerYear = 2000;
/** A month of its own that has been taken so far, and the request of the next step. */
async function ledgerUntil(step: 'draft' | 'submit' | 'check'): Promise<Prepared> {
  ledgerYear += 2;
  const month = `${ledgerYear}-10`;
  const path = `/enterprises/${OWN}/ledger`;
  const reporter = walk.tokenOf('enterprise-reporter');
  const draft = BODIES['PUT /api/v1/enterprises/:enterpriseId/ledger/:month/draft'];
  await api.request('PUT', `${path}/${month}/draft`, { as: reporter, body: draft });
  const submit = { as: reporter, path: `${path}/${month}/submit`, body: { version: 1 } };
  if (step === 'draft') return submit;
  await api.request('POST', submit.path, submit);
  const body = { months: [{ month, revision: 1 }], note: 'x' };
  if (step === 'submit') return { body };
  await api.request('POST', `${path}/check`, { as: walk.tokenOf('enterprise-reviewer'), body });
  return { body };
}

/** The engagement of the walk's auditor. */
async function engagementId(): Promise<string> {
  const { body } = await api.request('GET', '/engagements', { as: walk.tokenOf('auditor') });
  return body.items.at(-1).id;
}

/** Id of a paper or finding that the auditor writes for the test. */
async function madeBy(what: 'papers' | 'findings'): Promise<string> {
  const url = `/engagements/${await engagementId()}/${what}`;
  const body = BODIES[`POST /api/v1/engagements/:engagementId/${what}`];
  const made = await api.request('POST', url, { as: walk.tokenOf('auditor'), body });
  return made.body.id;
}

let correctedDay = 0;
/** A correction of its own that has been taken so far. */
async function correctionUntil(step: 'request' | 'check', act: string): Promise<Prepared> {
  const path = `/enterprises/${OWN}/corrections`;
  correctedDay += 1;
  const readings = [{ meterId: 'E01', readAt: `2026-02-0${correctedDay}T00:00:00Z`, value: 1 }];
  const body = { type: 'manual-reading', reason: '人工抄表补录', readings };
  const asked = await api.request('POST', path, { as: walk.tokenOf('enterprise-reporter'), body });
  const own = `${path}/${asked.body.id}`;
  if (step === 'check') {
    await api.request('POST', `${own}/check`, { as: walk.tokenOf('enterprise-reviewer') });
  }
  return { path: `${own}/${act}` };
}

/** A device's report of an exchange; the walk dismisses it. */
const EXCHANGE_REPORT: RangeOutcome = {
  ...refusedMessage({ gateway: 9, sequence: 9, enterpriseId: OWN }),
  quarantined: [],
  events: [
    {
      enterpriseId: OWN,
      deviceId: 'edge-1',
      sequence: 9,
      index: 0,
      receivedAtMs: 0,
      type: 'meter-replaced',
      meterId: 'E01',
      atMs: 0,
      finalValue: 1,
      initialValue: 0,
      note: '',
    },
  ],
};

/** Targets of a year of their own, drafted or signed. */
async function policyUntil(step: 'draft' | 'sign' | 'template'): Promise<Prepared> {
  ledgerYear += 2;
  const as = walk.tokenOf('authority');
  const path = `/enterprises/${OWN}`;
  const year = ledgerYear;
  const revision = await draftPolicy(api, path, { as, part: 'authority', year });
  const own = `${path}/policies/${year}/authority`;
  if (step === 'draft') return { path: `${own}/sign`, body: { revision } };
  if (step === 'template') {
    return { path: `${own}/template`, body: { templateId: 'cement-targets', revision } };
  }
  await api.request('POST', `${own}/sign`, { as, body: { revision } });
  return { path: `${own}/versions/1/actions` };
}

const POLICY = '/api/v1/enterprises/:enterpriseId/policies/:year/:part';
const CORRECTION = '/api/v1/enterprises/:enterpriseId/corrections/:correctionId';
const PREPARED: Record<string, () => Promise<Prepared>> = {
  ...notificationRequests(
    () => ({
      api,
      as: walk.tokenOf('enterprise-reviewer'),
      inspector: walk.tokenOf('inspector'),
    }),
    OWN,
  ),
  'DELETE /api/v1/enterprises/:enterpriseId/meters/:meterId': async () => {
    const as = walk.tokenOf('admin');
    const meaning = { energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'process' };
    const body = { id: 'D01', name: 'never read', ...meaning };
    await api.request('POST', `/enterprises/${OWN}/meters`, { as, body });
    return { path: `/enterprises/${OWN}/meters/D01` };
  },
  'DELETE /api/v1/saved-queries/:savedQueryId': async () => {
    const as = walk.tokenOf('inspector');
    const body = { page: 'history', name: 'to be forgotten', search: '' };
    const { id } = (await api.request('POST', '/saved-queries', { as, body })).body;
    return { as, path: `/saved-queries/${id}` };
  },
  'POST /api/v1/imports/degree-days': async () => ({
    headers: CSV,
    body: 'regionCode,month,heating,cooling,station\n430626,2025-01,420,0,57682\n',
  }),
  'POST /api/v1/imports/policies': async () => ({
    headers: CSV,
    body: `enterpriseId,year,id,metric,basis,limit\n${OWN},2031,total,tce,primary,1\n`,
  }),
  [`POST ${POLICY}/sign`]: () => policyUntil('draft'),
  [`POST ${POLICY}/template`]: () => policyUntil('template'),
  [`POST ${POLICY}/versions/:version/actions`]: () => policyUntil('sign'),
  'POST /api/v1/enterprises/:enterpriseId/budget-applications/:applicationId/decision':
    async () => {
      const path = `/enterprises/${OWN}`;
      const id = await applyForBudget(api, path, walk.tokenOf('enterprise-reviewer'));
      return { path: `${path}/budget-applications/${id}/decision` };
    },
  'POST /api/v1/auth/login': async () => ({ body: { username: 'admin', password: PASSWORD } }),
  'POST /api/v1/auth/logout': async () => ({ as: await freshToken() }),
  'POST /api/v1/auth/password': async () => ({
    as: await freshToken(),
    body: { currentPassword: PASSWORD, newPassword: 'another long pass phrase' },
  }),
  'POST /api/v1/auth/sessions/end-others': async () => ({ as: await freshToken() }),
  'POST /api/v1/users': async () => ({ body: { username: 'new', name: 'x', roles: [] } }),
  'PATCH /api/v1/users/:userId': async () => {
    const as = walk.tokenOf('security');
    const { body } = await api.request('GET', '/users', { as });
    const { id } = body.items.find((item: { username: string }) => item.username === 'auditor');
    return { path: `/users/${id}`, body: { name: 'another' } };
  },
  'POST /api/v1/users/:userId/sessions/end': async () => {
    const as = walk.tokenOf('security');
    const { body } = await api.request('POST', '/users', {
      ...{ as, body: { username: 'signed-in', name: 'x', roles: [] } },
    });
    return { path: `/users/${body.id}/sessions/end` };
  },
  'POST /api/v1/enterprises/:enterpriseId/ledger/:month/submit': () => ledgerUntil('draft'),
  'POST /api/v1/enterprises/:enterpriseId/ledger/check': () => ledgerUntil('submit'),
  'POST /api/v1/enterprises/:enterpriseId/ledger/return': () => ledgerUntil('check'),
  'POST /api/v1/enterprises/:enterpriseId/ledger/accept': () => ledgerUntil('check'),
  'POST /api/v1/enterprises/:enterpriseId/ledger/import': async () => ({
    as: walk.tokenOf('enterprise-reporter'),
    headers: CSV,
    body: '月份,能源品种,计量单位,购进量,消费量合计\n2001-05,电力,万千瓦时,1,1\n',
  }),
  'POST /api/v1/enterprises/:enterpriseId/ledger/:month/upload': async () => ({
    as: walk.tokenOf('enterprise-reporter'),
    path: `/enterprises/${OWN}/ledger/2001-06/upload?version=0`,
    headers: CSV,
    body: '月份,能源品种,计量单位,购进量,消费量合计\n2001-06,电力,万千瓦时,1,1\n',
  }),
  [`POST ${CORRECTION}/check`]: () => correctionUntil('request', 'check'),
  [`POST ${CORRECTION}/approve`]: () => correctionUntil('check', 'approve'),
  [`POST ${CORRECTION}/reject`]: () => correctionUntil('request', 'reject'),
  [`POST ${CORRECTION}/withdraw`]: () => correctionUntil('request', 'withdraw'),
  'POST /api/v1/enterprises/:enterpriseId/attachments': async () => ({
    headers: { 'content-type': 'text/plain' },
    body: 'proof',
  }),
  'POST /api/v1/imports/enterprises': async () => ({
    headers: CSV,
    body: `id,name,regionCode,industryCode\n${creditCode(7)},x,430626,C3011\n`,
  }),
  'POST /api/v1/imports/parks': async () => ({ headers: CSV, body: 'code,name\np-9,x\n' }),
  'POST /api/v1/imports/sites': async () => ({
    headers: CSV,
    body: `enterpriseId,id,name\n${OWN},s9,x\n`,
  }),
  'POST /api/v1/imports/products': async () => ({
    headers: CSV,
    body: `enterpriseId,id,name,unit\n${OWN},p9,x,t\n`,
  }),
  'POST /api/v1/imports/meters': async () => ({
    headers: CSV,
    body: `enterpriseId,id,name,energyKind,kind,unit,flow\n${OWN},I1,x,electricity,register,kWh,purchased\n`,
  }),
  'POST /api/v1/enterprises/:enterpriseId/declared-stops/:stopId/actions': async () => {
    const url = '/api/v1/enterprises/:enterpriseId/declared-stops';
    const as = walk.tokenOf('enterprise-reporter');
    const body = BODIES[`POST ${url}`];
    const made = await api.request('POST', requestFor(url, OWN), { as, body });
    return { path: `${requestFor(url, OWN)}/${made.body.id}/actions` };
  },
  'GET /api/v1/engagements/:engagementId/alerts': async () => ({
    path: `/engagements/${await engagementId()}/alerts`,
  }),
  'GET /api/v1/engagements/:engagementId/cases': async () => ({
    path: `/engagements/${await engagementId()}/cases`,
  }),
  'GET /api/v1/engagements/:engagementId/samples': async () => ({
    path: `/engagements/${await engagementId()}/samples`,
  }),
  'GET /api/v1/engagements/:engagementId/papers': async () => ({
    path: `/engagements/${await engagementId()}/papers`,
  }),
  'GET /api/v1/engagements/:engagementId/papers/:paperId': async () => ({
    path: `/engagements/${await engagementId()}/papers/${await madeBy('papers')}`,
  }),
  'GET /api/v1/engagements/:engagementId/findings': async () => ({
    path: `/engagements/${await engagementId()}/findings`,
  }),
  'GET /api/v1/engagements/:engagementId/findings/:findingId': async () => ({
    path: `/engagements/${await engagementId()}/findings/${await madeBy('findings')}`,
  }),
  'POST /api/v1/engagements/:engagementId/actions': async () => ({
    path: `/engagements/${await engagementId()}/actions`,
  }),
  'POST /api/v1/engagements/:engagementId/samples': async () => ({
    path: `/engagements/${await engagementId()}/samples`,
  }),
  'POST /api/v1/engagements/:engagementId/papers': async () => ({
    path: `/engagements/${await engagementId()}/papers`,
  }),
  'POST /api/v1/engagements/:engagementId/papers/:paperId/revisions': async () => ({
    path: `/engagements/${await engagementId()}/papers/${await madeBy('papers')}/revisions`,
  }),
  'POST /api/v1/engagements/:engagementId/findings': async () => ({
    path: `/engagements/${await engagementId()}/findings`,
  }),
  'POST /api/v1/engagements/:engagementId/findings/:findingId/actions': async () => ({
    path: `/engagements/${await engagementId()}/findings/${await madeBy('findings')}/actions`,
  }),
  'POST /api/v1/enterprises/:enterpriseId/findings/:findingId/answer': async () => {
    const findingId = await madeBy('findings');
    const as = walk.tokenOf('auditor');
    const url = `/engagements/${await engagementId()}/findings/${findingId}/actions`;
    await api.request('POST', url, { as, body: { action: 'issue' } });
    return { path: `/enterprises/${OWN}/findings/${findingId}/answer` };
  },
  'POST /api/v1/cases': async () => {
    const as = walk.tokenOf('inspector');
    const id = await raiseAlert(api, { enterpriseId: OWN });
    const path = `/alerts/${id}/actions`;
    await api.request('POST', path, { as, body: BODIES['POST /api/v1/alerts/:alertId/actions'] });
    return { body: { alertIds: [id], title: 'x' } };
  },
  'POST /api/v1/cases/:caseId/documents/:documentId/decisions': async () => {
    const as = walk.tokenOf('inspector');
    const caseId = await openedCase(api, as, OWN);
    const path = `/cases/${caseId}/documents/${await drafted(api, as, caseId)}/decisions`;
    return { path, body: { decision: 'sign', mark: MARK } };
  },
  'POST /api/v1/cases/:caseId/closing': async () => {
    const as = walk.tokenOf('inspector');
    const caseId = await openedCase(api, as, OWN);
    const body = { action: 'propose-closing', note: '已恢复到计划内' };
    await api.request('POST', `/cases/${caseId}/actions`, { as, body });
    const decision = { decision: 'close', note: '同意结案' };
    return { as: walk.tokenOf('authority'), path: `/cases/${caseId}/closing`, body: decision };
  },
  'POST /api/v1/imports/factor-sets': async () => ({
    headers: CSV,
    body: 'type,id,kind,unit,value,validFrom,source\nstandard-coal,c1,raw-coal,t,714.3,2026-01-01,x\n',
  }),
  'POST /api/v1/imports/devices': async () => ({
    headers: CSV,
    body: `enterpriseId,id\n${OWN},imported-1\n`,
  }),
  'POST /api/v1/imports/regions': async () => ({
    headers: CSV,
    body: 'code,name\n430626,平江县\n',
  }),
  'POST /api/v1/imports/calibrations': async () => ({
    headers: CSV,
    body: `enterpriseId,meterId,kind,certificateNo,organisation,performedOn\n${OWN},E01,verification,I1,x,2026-01-01\n`,
  }),
};

/** Sends a request that goes through, as somebody who may, and answers the rows it left. */
async function perform(route: DeclaredRoute, role?: Role) {
  const key = `${route.method} ${route.url}`;
  const prepared = (await PREPARED[key]?.()) ?? {};
  const head = await auditHead(api.database.executor);
  const body = prepared.body ?? BODIES[key];
  const answer = await api.request(route.method, prepared.path ?? requestFor(route.url, OWN), {
    as: prepared.as ?? walk.tokenOf(role ?? rolesOf(route.permission)[0] ?? 'admin'),
    ...(body === undefined ? {} : { body }),
    ...(prepared.headers === undefined ? {} : { headers: prepared.headers }),
  });
  // What the platform does in the background meanwhile is not of this request.
  const rows = (await rowsAfter(head.sequence)).filter(({ actor }) => actor.username !== 'system');
  return { key, status: answer.status, rows };
}

async function rowsAfter(sequence: number): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  const range = { fromSequence: sequence + 1, throughSequence: Number.MAX_SAFE_INTEGER };
  for await (const some of walkAuditLog(api.database.executor, range)) rows.push(...some);
  return rows;
}

describe('every route that changes something', () => {
  it('leaves a row of the request in the audit log', { timeout: 240_000 }, async () => {
    const wrong: string[] = [];
    const changing = walk.routes().filter(({ method }) => method !== 'GET');
    for (const route of changing) {
      if (WITHOUT_ROW[`${route.method} ${route.url}`] !== undefined) continue;
      const { key, status, rows } = await perform(route);
      const isNamed = rows.every(({ details, actor }) => {
        return (details as { requestId?: string }).requestId !== undefined && actor.userId !== null;
      });
      if (status >= 300) wrong.push(`${key} needs a valid request here: it answered ${status}`);
      else if (rows.length === 0 || !isNamed) wrong.push(`${key} left ${rows.length} rows`);
    }
    expect(wrong).toEqual([]);
    expect(changing.length).toBeGreaterThan(15);
  });

  it('leaves no secret there', async () => {
    const as = walk.tokenOf('admin');
    const { body } = await api.request('POST', `/enterprises/${OWN}/devices/edge-1/credentials`, {
      as,
    });
    const user = await api.request('POST', '/users', {
      as: walk.tokenOf('security'),
      body: { username: 'second', name: 'x', roles: [] },
    });
    const text = JSON.stringify(await rowsAfter(0));
    for (const secret of [body.password, user.body.password, PASSWORD, as, 'quick:']) {
      expect(secret.length).toBeGreaterThan(5);
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/passwordHash|passwordSha256/);
  });

  it('leaves none when it was refused', async () => {
    const as = walk.tokenOf('inspector');
    const head = await auditHead(api.database.executor);
    await api.request('POST', '/enterprises', { as, body: BODIES['POST /api/v1/enterprises'] });
    await api.request('PATCH', `/enterprises/${OWN}`, {
      as: walk.tokenOf('admin'),
      body: { name: '' },
    });
    expect(await rowsAfter(head.sequence)).toEqual([]);
  });
});

describe('reads', () => {
  const logged = () =>
    walk.routes().filter(({ method, permission }) => {
      return method === 'GET' && LOGGED_READS[permission as Permission] != null;
    });

  it('of other people’s data leave one row a request, of the own enterprise none', async () => {
    const wrong: string[] = [];
    for (const route of logged()) {
      for (const role of rolesOf(route.permission)) {
        const { key, status, rows } = await perform(route, role);
        const isOwn = GRANTS[role].scope.type === 'enterprise';
        const actors = rows.map(({ actor }) => actor.username);
        if (status !== 200 || actors.join() !== (isOwn ? '' : role)) {
          wrong.push(`${role}: ${key} answered ${status} and left ${rows.length} rows`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(logged().length).toBeGreaterThan(5);
  });

  it('say whose data and which', async () => {
    const as = walk.tokenOf('inspector');
    const range = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
    await api.request('GET', `/enterprises/${OWN}/readings?meterId=E01&${range}`, { as });
    await api.request('GET', '/quarantine/1-1/payload', { as });
    await api.request('GET', '/parks/park-1/consumption?from=2026-01&to=2026-02', { as });
    const { items } = await listAuditLog(api.database.executor, { limit: 10 });
    // What the platform did beside it is no read.
    const reads = items.filter(({ action }) => /\.(read|download)$/.test(action)).slice(0, 3);
    expect(reads).toMatchObject([
      { action: 'consumption.read', enterpriseId: null, subject: { type: 'park', id: 'park-1' } },
      {
        action: 'quarantine-payload.download',
        enterpriseId: OWN,
        subject: { type: 'quarantine', id: '1-1' },
      },
      {
        action: 'reading.read',
        enterpriseId: OWN,
        subject: { type: 'meter', id: 'E01' },
        details: { query: { meterId: 'E01', from: '2026-01-01T00:00:00Z' } },
      },
    ]);
  });

  it('that found nothing to read leave none', async () => {
    const head = await auditHead(api.database.executor);
    const as = walk.tokenOf('inspector');
    expect((await api.request('GET', '/quarantine/1-999', { as })).status).toBe(404);
    expect(await rowsAfter(head.sequence)).toEqual([]);
  });

  it('of a list that refreshes itself leave one row in a quarter of an hour', async () => {
    const as = walk.tokenOf('inspector');
    const read = (search: string) => api.request('GET', `/alerts?${search}`, { as });
    const head = await auditHead(api.database.executor);
    for (let times = 0; times < 3; times += 1) await read('severity=1');
    const rows = await rowsAfter(head.sequence);
    expect(rows).toMatchObject([{ action: 'alert.read', details: { standsForSeconds: 900 } }]);

    // Another question, another person and another quarter of an hour have rows of their own.
    await read('severity=2');
    await api.request('GET', '/alerts?severity=1', { as: walk.tokenOf('authority') });
    api.world.nowMs += LIVE_READ_WINDOW_MS;
    await read('severity=1');
    expect(await rowsAfter(head.sequence)).toHaveLength(4);
  });

  it('leave one row each when many come at once', async () => {
    const as = walk.tokenOf('inspector');
    const head = await auditHead(api.database.executor);
    await Promise.all(Array.from({ length: 50 }, () => api.request('GET', '/quarantine', { as })));
    expect(await rowsAfter(head.sequence)).toHaveLength(50);
  });
});
