import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConsoleEvent, redisKeys } from '@hengneng/contracts';
import { insertEnterprises } from '@hengneng/database';
import { connectRedis, waitUntilRedisReady } from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import { startTestRedis, type TestServer } from '@hengneng/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { createPrincipal } from '../access/principal.ts';
import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';
import { type EventReader, readEvents } from '../testing/event-reader.ts';
import { raiseAlert } from '../testing/known-case.ts';
import { createEventFeed } from './event-feed.ts';
import { createEventStreams } from './event-streams.ts';

const HERE = creditCode(1);
const ELSEWHERE = creditCode(2);
const UNTIL = { timeout: 10_000, interval: 20 };
const logger = createLogger({ service: 'api', destination: { write: () => {} } });

let redisServer: TestServer;
let redis: ReturnType<typeof connectRedis>;
let feed: ReturnType<typeof createEventFeed>;
let api: ApiHarness;
let address = '';
let inspector = '';
let count = 0;
const readers: EventReader[] = [];

beforeAll(async () => {
  redisServer = await startTestRedis();
  redis = connectRedis(redisServer.url, 'producer');
  const reader = connectRedis(redisServer.url, 'reader');
  await Promise.all([waitUntilRedisReady(redis), waitUntilRedisReady(reader)]);
  feed = createEventFeed({ redis, reader, logger });
  api = await startApiHarness({}, { events: feed });
  await api.database.transaction((tx) =>
    insertEnterprises(tx, [place(HERE, '430626'), place(ELSEWHERE, '520102')], 'tester'),
  );
  address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  inspector = await api.signedIn([
    { role: 'inspector', scope: { type: 'region', code: '430626' } },
  ]);
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave();
});
afterAll(async () => {
  await api.dispose();
  await feed.close();
  redis.disconnect();
  await redisServer.dispose();
});

function place(id: string, regionCode: string) {
  const shared = { industryCode: 'C3011', timeZone: 'Asia/Shanghai', parkCode: null, class: null };
  return { id, name: id, regionCode, ...shared };
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}

function event(change: Partial<ConsoleEvent> = {}): ConsoleEvent {
  count += 1;
  return {
    id: `e${count}`,
    enterpriseId: HERE,
    audience: 'everyone',
    subjectId: `alert-${count}`,
    event: 'firing',
    word: 'warning',
    severity: 2,
    rule: 'over-budget',
    text: { zh: '超预算用能', en: 'Over-budget energy use' },
    at: '2026-11-21T00:00:00Z',
    ...change,
  };
}

async function open(options: Parameters<typeof readEvents>[1]): Promise<EventReader> {
  const reader = await readEvents(address, options);
  readers.push(reader);
  if (reader.status === 200) {
    await vi.waitFor(() => expect(namesOf(reader)).toContain('ready'), UNTIL);
  }
  return reader;
}

const namesOf = ({ heard }: EventReader) => heard.map(({ name }) => name);
/** Ids of what happened, without what the stream says of itself. */
const idsOf = ({ heard }: EventReader) => heard.flatMap(({ data }) => data.id ?? []);

describe('GET /events', () => {
  it('tells what happens in the own region within a second, and nothing else', async () => {
    const reader = await open({ as: inspector });
    expect(reader.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reader.headers.get('x-content-type-options')).toBe('nosniff');
    const [foreign, suspicion, step] = [
      event({ enterpriseId: ELSEWHERE }),
      event({ audience: 'authority', rule: 'suspicion', word: 'alarm' }),
      event({ word: 'case', event: 'notice' }),
    ];
    const toldAtMs = performance.now();
    await feed.tell([foreign, suspicion, step]);
    await vi.waitFor(() => expect(idsOf(reader)).toEqual([suspicion.id, step.id]), UNTIL);
    expect(performance.now() - toldAtMs).toBeLessThan(1_000);
    expect(namesOf(reader)).toEqual(['ready', 'alert', 'case']);
    expect(reader.heard[1]?.data).toEqual(suspicion);
  });

  it('keeps from the enterprise what nobody verified', async () => {
    const scope = { type: 'enterprise', id: HERE } as const;
    const reader = await open({ as: await api.signedIn([{ role: 'enterprise-reporter', scope }]) });
    const shown = event();
    await feed.tell([event({ audience: 'authority' }), shown]);
    await vi.waitFor(() => expect(idsOf(reader)).toEqual([shown.id]), UNTIL);
  });

  it('goes by the cookie of the console', async () => {
    const reader = await open({ cookie: `hengneng_session=${inspector}` });
    expect(reader.status).toBe(200);
  });

  it.each([
    { name: 'nobody', token: async () => undefined, status: 401 },
    { name: 'a stranger', token: async () => 'x'.repeat(43), status: 401 },
    {
      name: 'who reads logs',
      token: () => api.signedIn([{ role: 'log-auditor', scope: ALL }]),
      status: 403,
    },
  ])('refuses $name', async ({ token, status }) => {
    const as = await token();
    expect((await open(as === undefined ? {} : { as })).status).toBe(status);
  });

  it('catches up after a break, without a gap and without a repeat', async () => {
    const before = await open({ as: inspector });
    const first = event();
    await feed.tell([first]);
    await vi.waitFor(() => expect(idsOf(before)).toEqual([first.id]), UNTIL);
    const lastEventId = before.heard.at(-1)?.id ?? '';
    before.leave();
    const missed = [event(), event({ enterpriseId: ELSEWHERE }), event()];
    await feed.tell(missed);
    const after = await open({ as: inspector, lastEventId });
    const fresh = event();
    await feed.tell([fresh]);
    const wanted = [missed[0]?.id, missed[2]?.id, fresh.id];
    await vi.waitFor(() => expect(idsOf(after)).toEqual(wanted), UNTIL);
    expect(namesOf(after)).toEqual(['alert', 'alert', 'ready', 'alert']);
  });

  it.each([
    { name: 'an id of another time', lastEventId: '1-1' },
    { name: 'no id at all', lastEventId: 'x' },
  ])('says after $name that everything has to be read anew', async ({ lastEventId }) => {
    expect(namesOf(await open({ as: inspector, lastEventId }))).toEqual(['reset', 'ready']);
  });

  it('goes on after Redis was emptied', async () => {
    const reader = await open({ as: inspector });
    const [before, after] = [event(), event()];
    await feed.tell([before]);
    await vi.waitFor(() => expect(idsOf(reader)).toEqual([before.id]), UNTIL);
    await redis.del(redisKeys.consoleEvents);
    await feed.tell([after]);
    await vi.waitFor(() => expect(idsOf(reader)).toEqual([before.id, after.id]), UNTIL);
    const late = await open({ as: inspector, lastEventId: reader.heard[1]?.id ?? '' });
    expect(namesOf(late)).toEqual(['reset', 'ready']);
  });

  it('ends with its session', async () => {
    const token = await api.signedIn([{ role: 'admin', scope: ALL }]);
    const reader = await open({ as: token });
    await api.request('POST', '/auth/logout', { as: token });
    await reader.ended;
    expect(reader.heard.at(-1)).toMatchObject({ name: 'end', data: { reason: 'session-ended' } });
  });

  it('ends when the account is disabled', async () => {
    const reader = await open({ as: await api.signedIn([{ role: 'admin', scope: ALL }], 'gone') });
    const security = await api.signedIn([{ role: 'security', scope: ALL }]);
    const { body } = await api.request('GET', '/users', { as: security });
    const { id } = body.items.find((user: { username: string }) => user.username === 'gone');
    const answer = await api.request('PATCH', `/users/${id}`, {
      as: security,
      body: { disabled: true },
    });
    expect(answer.status).toBe(200);
    await reader.ended;
    expect(reader.heard.at(-1)?.name).toBe('end');
  });

  it('keeps no session alive that nobody uses otherwise', async () => {
    const reader = await open({ as: await api.signedIn([{ role: 'admin', scope: ALL }]) });
    const beforeMs = api.world.nowMs;
    api.world.nowMs += 31 * 60_000;
    await reader.ended;
    api.world.nowMs = beforeMs;
    expect(reader.heard.at(-1)?.name).toBe('end');
  });

  it('refuses a seventh stream of one session', async () => {
    const as = await api.signedIn([{ role: 'admin', scope: ALL }]);
    const six = await Promise.all(Array.from({ length: 6 }, () => open({ as })));
    expect(six.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const seventh = await open({ as });
    expect(seventh.status).toBe(429);
    expect(seventh.headers.get('retry-after')).toBe('60');
    six[0]?.leave();
    await vi.waitFor(async () => expect((await open({ as })).status).toBe(200), UNTIL);
  });
});

describe('an act on a case', () => {
  it('has the pages of officials look again, and not those of the enterprise', async () => {
    const scope = { type: 'enterprise', id: HERE } as const;
    const enterprise = await api.signedIn([{ role: 'enterprise-reporter', scope }]);
    const [official, own] = [await open({ as: inspector }), await open({ as: enterprise })];
    const alertId = await raiseAlert(api, { enterpriseId: HERE });
    const url = `/alerts/${alertId}/actions`;
    const body = { action: 'verify', outcome: 'true', note: '现场核实属实' };
    expect((await api.request('POST', url, { as: inspector, body })).status).toBe(200);
    const opened = await api.request('POST', '/cases', {
      as: inspector,
      body: { alertIds: [alertId], title: '一月超计划' },
    });
    expect(opened.status).toBe(201);
    await vi.waitFor(() => expect(official.heard).toHaveLength(3), UNTIL);
    expect(official.heard[1]).toMatchObject({
      name: 'alert',
      data: { subjectId: alertId, event: 'changed', enterpriseId: HERE },
    });
    expect(official.heard[2]).toMatchObject({ name: 'case', data: { event: 'changed' } });
    const refused = await api.request('POST', url, { as: inspector, body: {} });
    expect(refused.status).toBe(400);
    expect(official.heard).toHaveLength(3);
    expect(namesOf(own)).toEqual(['ready']);
  });
});

describe('the streams of a process', () => {
  const user = { id: 'u', username: 'u', name: 'u', mustChangePassword: false };
  const roles = [{ role: 'admin', scope: ALL } as const];
  const account = { ...user, roles, disabledAtMs: null, createdAtMs: 0 };

  /** A server of nothing but streams, without sessions. */
  async function startStreams(times: Parameters<typeof createEventStreams>[1]) {
    const streams = createEventStreams({ ...api.dependencies, events: feed }, times);
    const server = createServer((_request, response) => {
      const principal = createPrincipal(account, 'sha', 0);
      void streams.open(principal, null, () => response.writeHead(200));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { streams, server, port };
  }

  it('comment now and then, so that no proxy closes them', async () => {
    const { streams, server, port } = await startStreams({ heartbeatMs: 20 });
    const reader = await readEvents(`http://127.0.0.1:${port}`, {});
    await vi.waitFor(() => expect(reader.commentCount()).toBeGreaterThan(2), UNTIL);
    streams.close();
    await reader.ended;
    server.close();
  });

  it('drop a reader that does not read, and go on with the others', async () => {
    const { streams, server, port } = await startStreams({ sessionCheckMs: 3_600_000 });
    const idle = connect(port, '127.0.0.1');
    idle.on('error', () => {});
    idle.pause();
    idle.write('GET /api/v1/events HTTP/1.1\r\nhost: x\r\n\r\n');
    const reader = await readEvents(`http://127.0.0.1:${port}`, {});
    await vi.waitFor(() => expect(streams.size()).toBe(2), UNTIL);
    const long = { zh: '长'.repeat(20_000), en: '' };
    for (let round = 0; streams.size() === 2 && round < 40; round += 1) {
      await feed.tell(Array.from({ length: 10 }, () => event({ text: long })));
      await sleep(50);
    }
    expect(streams.size()).toBe(1);
    const last = event();
    await feed.tell([last]);
    await vi.waitFor(() => expect(idsOf(reader).at(-1)).toBe(last.id), UNTIL);
    reader.leave();
    idle.destroy();
    streams.close();
    server.close();
  });

  it('end when the api stops, at once', async () => {
    const second = await startApiHarness();
    const at = await second.app.listen({ host: '127.0.0.1', port: 0 });
    const as = await second.signedIn([{ role: 'admin', scope: ALL }]);
    const reader = await readEvents(at, { as });
    await vi.waitFor(() => expect(namesOf(reader)).toContain('ready'), UNTIL);
    // Browsers connect ahead and say nothing yet.
    const silent = await connected(Number(new URL(at).port));
    const startedAtMs = performance.now();
    await second.dispose();
    await reader.ended;
    silent.destroy();
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    expect(reader.heard.at(-1)).toMatchObject({ name: 'end', data: { reason: 'restart' } });
  });
});
