import { afterEach, describe, expect, it } from 'vitest';

import { createApiClient } from './api-client.ts';
import { ApiError } from './api-request.ts';
import { type FakeAnswer, type FakeRequest, startFakeHttp } from './testing/http-server.ts';

const METER = {
  id: 'E01',
  name: '总表',
  energyKind: 'electricity',
  kind: 'register',
  unit: 'kWh',
  flow: 'purchased',
  level: 1,
} as const;
let close = async () => {};
afterEach(() => close());

async function clientOf(answer: (request: FakeRequest) => FakeAnswer | undefined) {
  const server = await startFakeHttp((request) => {
    const special = answer(request);
    if (special !== undefined) return special;
    if (request.path === '/api/v1/auth/login') return { status: 200, body: { token: 'T1' } };
    return { status: 404, body: { code: 'NOT_FOUND', message: 'No.', requestId: '1' } };
  });
  close = server.close;
  const client = createApiClient({
    url: server.url,
    username: 'admin',
    password: 'secret',
    firstPauseMs: 1,
  });
  return { client, requests: server.requests };
}

describe('createApiClient', () => {
  it('signs in once and sends the token', async () => {
    const { client, requests } = await clientOf(({ path }) =>
      path.endsWith('/meters') ? { status: 201, body: { id: 'E01' } } : undefined,
    );
    expect(await client.createMeter('X', METER)).toBe(true);
    expect(await client.createMeter('X', METER)).toBe(true);
    expect(requests.filter(({ path }) => path.endsWith('/login'))).toHaveLength(1);
    expect(requests[0]?.body).toEqual({ username: 'admin', password: 'secret' });
    expect(requests.at(-1)?.authorization).toBe('Bearer T1');
  });

  it('takes "exists already" as fine', async () => {
    const { client } = await clientOf(({ path }) =>
      path.endsWith('/meters')
        ? { status: 409, body: { code: 'METER_EXISTS', message: 'There.' } }
        : undefined,
    );
    expect(await client.createMeter('X', METER)).toBe(false);
  });

  it('takes a fresh credential for a device that exists', async () => {
    const { client } = await clientOf(({ path }) => {
      if (path.endsWith('/devices')) return { status: 409, body: { code: 'X', message: 'There.' } };
      if (path.endsWith('/devices/D1/credentials')) {
        return { status: 201, body: { username: 'X.D1', password: 'p', mqttUrl: 'mqtt://h:1' } };
      }
      return undefined;
    });
    expect(await client.deviceCredential('X', 'D1')).toEqual({
      username: 'X.D1',
      password: 'p',
      mqttUrl: 'mqtt://h:1',
    });
  });

  it('signs in again when the session has ended', async () => {
    let tokens = 0;
    const { client } = await clientOf(({ path, authorization }) => {
      if (path.endsWith('/login')) {
        tokens += 1;
        return { status: 200, body: { token: `T${tokens}` } };
      }
      if (authorization !== 'Bearer T2') {
        return { status: 401, body: { code: 'NOT_SIGNED_IN', message: 'Sign in.' } };
      }
      return { status: 200, body: { id: 'X', timeZone: 'Asia/Shanghai' } };
    });
    expect(await client.enterprise('X')).toEqual({ id: 'X', timeZone: 'Asia/Shanghai' });
    expect(tokens).toBe(2);
  });

  it('tries again while the API is busy, then says what it answered', async () => {
    let busy = 3;
    const { client } = await clientOf(({ path }) => {
      if (path.endsWith('/login')) return undefined;
      busy -= 1;
      if (busy >= 0) return { status: 503, body: { code: 'NOT_READY', message: 'Wait.' } };
      return { status: 403, body: { code: 'FORBIDDEN', message: 'Not yours.' } };
    });
    await expect(client.enterprise('X')).rejects.toThrow('Not yours. (403 FORBIDDEN)');
    await expect(client.enterprise('X')).rejects.toBeInstanceOf(ApiError);
  });

  it('reads all pages of readings', async () => {
    const { client } = await clientOf(({ path, query }) => {
      if (!path.endsWith('/readings')) return undefined;
      const isFirst = query.get('after') === null;
      const item = {
        meterId: 'E01',
        readAt: '2026-01-01T00:15:00+08:00',
        value: isFirst ? 1 : '2',
      };
      return { status: 200, body: { items: [item], ...(isFirst ? { next: 'abc' } : {}) } };
    });
    const values: number[] = [];
    for await (const { value } of client.readings('X', 'E01', 0, 1)) values.push(value);
    expect(values).toEqual([1, 2]);
  });

  it('names the address that cannot be reached', async () => {
    const client = createApiClient({
      url: 'http://127.0.0.1:1',
      username: 'a',
      password: 'b',
      attemptsMax: 2,
      firstPauseMs: 1,
    });
    await expect(client.enterprise('X')).rejects.toThrow('http://127.0.0.1:1 cannot be reached');
  });
});
