import { enqueueNotification } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FOREIGN, OWN, type RouteWalk, startRouteWalk } from '../testing/route-walk.ts';

const URL_WITH_KEY = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef';

let walk: RouteWalk;
beforeAll(async () => {
  walk = await startRouteWalk();
});
afterAll(() => walk.api.dispose());

const channel = (more: object = {}) => ({
  scopeType: 'enterprise',
  scopeId: OWN,
  kind: 'dingtalk',
  name: '值班群',
  address: URL_WITH_KEY,
  secret: 'SEC0123456789',
  ...more,
});

async function post(role: Parameters<RouteWalk['tokenOf']>[0], url: string, body: object) {
  return await walk.api.request('POST', url, { as: walk.tokenOf(role), body });
}
async function get(role: Parameters<RouteWalk['tokenOf']>[0], url: string) {
  return await walk.api.request('GET', url, { as: walk.tokenOf(role) });
}

describe('channels of a park', () => {
  it('are its committee’s, and of who covers its region', async () => {
    const committee = await walk.api.signedIn([
      { role: 'inspector', scope: { type: 'park', code: 'P7' } },
    ]);
    const ofPark = { scopeType: 'park', scopeId: 'P7' };
    const body = { ...ofPark, post: 'inspector-on-duty', name: '值班', email: 'a@example.com' };
    const made = await walk.api.request('POST', '/contacts', { as: committee, body });
    expect(made.status).toBe(201);
    // Its region is not registered yet.
    expect((await post('inspector', '/contacts', body)).status).toBe(404);
    const park = { as: walk.tokenOf('admin'), body: { name: '园区七', regionCode: '430626' } };
    await walk.api.request('PUT', '/parks/P7', park);
    expect((await post('inspector', '/contacts', body)).status).toBe(201);
    expect((await post('enterprise-reviewer', '/contacts', body)).status).toBe(404);
    const ids = (await walk.api.request('GET', '/contacts', { as: committee })).body.items;
    expect(ids).toHaveLength(2);
  });
});

describe('channels', () => {
  it('answer neither key nor address of a robot, anywhere', async () => {
    const made = await post('enterprise-reviewer', '/notification-channels', channel());
    expect(made.status).toBe(201);
    expect(made.body.hasSecret).toBe(true);
    const patched = await walk.api.request('PATCH', `/notification-channels/${made.body.id}`, {
      as: walk.tokenOf('enterprise-reviewer'),
      body: { secret: 'SEC-another-key', severityMin: 2, repeatSeconds: 3_600 },
    });
    expect(patched.body).toMatchObject({ severityMin: 2, repeatSeconds: 3_600, version: 2 });
    const list = await get('inspector', '/notification-channels');
    const log = await get('log-auditor', '/audit-log');
    for (const answer of [made, patched, list, log]) {
      expect(JSON.stringify(answer.body)).not.toMatch(/SEC0123|SEC-another|0123456789ab/);
    }
    const acts = log.body.items.map(({ action }: { action: string }) => action);
    expect(acts).toContain('notification-channel.create');
    expect(acts).toContain('notification-channel.change');
  });

  it('of others are not found, and cannot be made for others', async () => {
    const theirs = await post('admin', '/notification-channels', channel({ scopeId: FOREIGN }));
    const region = { scopeType: 'region', scopeId: '4306' };
    const ofRegion = await post('admin', '/notification-channels', channel(region));
    expect([theirs.status, ofRegion.status]).toEqual([201, 201]);
    const seen = await get('enterprise-reviewer', '/notification-channels');
    const ids = seen.body.items.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain(theirs.body.id);
    expect(ids).not.toContain(ofRegion.body.id);
    // The inspector of 430626 does not cover the whole of 4306.
    const ofInspector = await get('inspector', '/notification-channels');
    expect(JSON.stringify(ofInspector.body)).not.toContain(ofRegion.body.id);
    for (const id of [theirs.body.id, ofRegion.body.id]) {
      const test = await post('enterprise-reviewer', `/notification-channels/${id}/test`, {});
      expect(test.status).toBe(404);
    }
    for (const owner of [{ scopeId: FOREIGN }, region, { scopeType: 'platform', scopeId: '' }]) {
      const answer = await post('enterprise-reviewer', '/notification-channels', channel(owner));
      expect(answer.status).toBe(404);
    }
  });

  it('refuse addresses that are none', async () => {
    const wrong = { webhook: 'ftp://x', feishu: 'https://a:b@x', email: 'x', sms: 'call me' };
    for (const [kind, address] of Object.entries(wrong)) {
      const body = channel({ kind, address });
      expect((await post('admin', '/notification-channels', body)).status, kind).toBe(400);
    }
  });
});

describe('silences', () => {
  const silence = (more: object = {}) => ({
    scopeType: 'enterprise',
    scopeId: OWN,
    matchers: [{ field: 'rule', values: ['no-data'] }],
    reason: '通讯改造',
    from: '2026-11-21T00:00:00+08:00',
    to: '2026-11-22T00:00:00+08:00',
    ...more,
  });

  it('spare the own side alone, and keep author and reason when they end', async () => {
    expect((await post('inspector', '/silences', silence())).status).toBe(404);
    const over = silence({ scopeType: 'region', scopeId: '430626' });
    expect((await post('enterprise-reviewer', '/silences', over)).status).toBe(404);
    const made = await post('inspector', '/silences', over);
    expect(made.status).toBe(201);
    const ended = await post('inspector', `/silences/${made.body.id}/end`, {});
    expect(ended.body).toMatchObject({ createdBy: 'inspector', reason: '通讯改造' });
    expect((await get('inspector', '/silences')).body.items[0].id).toBe(made.body.id);
  });

  it('last 31 days at most', async () => {
    const long = silence({ to: '2027-11-22T00:00:00+08:00' });
    expect((await post('enterprise-reviewer', '/silences', long)).status).toBe(400);
  });
});

describe('contacts', () => {
  it('are kept, changed and withdrawn, each on record', async () => {
    const person = { post: 'energy-manager', name: '李工', email: 'li@example.com' };
    const body = { ...person, scopeType: 'enterprise', scopeId: OWN };
    const made = await post('enterprise-reporter', '/contacts', body);
    expect(made.status).toBe(201);
    const url = `/contacts/${made.body.id}`;
    const as = walk.tokenOf('enterprise-reporter');
    const quietHours = { from: '22:00', to: '07:00' };
    const changed = { as, body: { ...person, quietHours } };
    expect((await walk.api.request('PUT', url, changed)).body.quietHours).toEqual(quietHours);
    expect((await walk.api.request('DELETE', url, { as })).status).toBe(204);
    expect((await walk.api.request('DELETE', url, { as })).status).toBe(404);
    expect((await get('enterprise-reporter', '/contacts')).body.items).toEqual([]);
  });
});

describe('the delivery log', () => {
  it('shows an enterprise what went to its own side, and lets failed ones be sent again', async () => {
    const { database } = walk.api;
    const { insertMessages } = await import('@hengneng/database');
    const content = {
      ...{ enterpriseName: 'x', timeZone: 'Asia/Shanghai', language: 'zh' as const },
      ...{ firing: [], newSubjectIds: [], resolved: [], notices: [] },
    };
    const shared = {
      ...{ enterpriseId: OWN, kind: 'webhook' as const, channelId: null, address: 'x' },
      ...{ severity: 2, reason: 'first' as const, content, createdBy: 'notifier' },
    };
    const [own, theirs] = await database.transaction((tx) =>
      insertMessages(
        tx,
        [
          { ...shared, destinationId: 'a', side: 'enterprise' },
          { ...shared, destinationId: 'b', side: 'authority' },
        ],
        walk.api.world.nowMs,
      ),
    );
    const idsOf = (answer: Awaited<ReturnType<typeof get>>) =>
      answer.body.items.map(({ id }: { id: string }) => id);
    expect(idsOf(await get('enterprise-reviewer', '/notification-messages'))).toEqual([own]);
    expect(idsOf(await get('inspector', '/notification-messages')).sort()).toEqual(
      [own, theirs].sort(),
    );
    const again = `/notification-messages/${theirs}/send-again`;
    expect((await post('enterprise-reviewer', again, {})).status).toBe(404);
    expect((await post('inspector', again, {})).status).toBe(400);
  });

  it('shows what is about a region or park to who covers all of it, and to nobody else', async () => {
    const { database } = walk.api;
    const { insertMessages } = await import('@hengneng/database');
    const content = {
      ...{ enterpriseName: 'x', timeZone: 'Asia/Shanghai', language: 'zh' as const },
      ...{ firing: [], newSubjectIds: [], resolved: [], notices: [] },
    };
    const shared = {
      ...{ enterpriseId: null, kind: 'webhook' as const, channelId: null, address: 'x' },
      ...{ severity: 2, reason: 'first' as const, content, createdBy: 'notifier' },
      ...{ destinationId: 'a', side: 'authority' as const },
    };
    const about = (areaType: string, areaCode: string) => ({ ...shared, areaType, areaCode });
    const [city, county, park, platform] = await database.transaction((tx) =>
      insertMessages(
        tx,
        [about('region', '4306'), about('region', '430626'), about('park', 'P1'), shared],
        walk.api.world.nowMs,
      ),
    );
    const committee = await walk.api.signedIn([
      { role: 'inspector', scope: { type: 'park', code: 'P1' } },
    ]);
    const all = [city, county, park, platform];
    const seen = async (token: string) => {
      const answer = await walk.api.request('GET', '/notification-messages', { as: token });
      const ids = answer.body.items.map(({ id }: { id: string }) => id);
      return all.filter((id) => ids.includes(id));
    };
    expect(await seen(walk.tokenOf('admin'))).toEqual(all);
    expect(await seen(walk.tokenOf('inspector'))).toEqual([county]);
    expect(await seen(committee)).toEqual([park]);
    expect(await seen(walk.tokenOf('enterprise-reviewer'))).toEqual([]);
    const { body } = await walk.api.request('GET', '/notification-messages', { as: committee });
    expect(body.items[0]).toMatchObject({ areaType: 'park', areaCode: 'P1', enterpriseId: null });
  });

  it('takes the same transition once', async () => {
    const item = {
      ...{ dedupKey: 'alert/1/1', enterpriseId: OWN, subjectId: '1', event: 'firing' as const },
      ...{ word: 'warning' as const, severity: 2 as const, rule: 'over-budget', labels: {} },
      ...{ audience: 'everyone' as const, messageKey: 'x', params: {}, atMs: 1 },
    };
    const { database } = walk.api;
    const put = () => database.transaction((tx) => enqueueNotification(tx, item, 1));
    expect([await put(), await put()]).toEqual([true, false]);
  });
});
