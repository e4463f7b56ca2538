import { auditHead, listAuditLog } from '@hengneng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const GOOD = 'a long enough pass phrase';
let api: ApiHarness;
let keeper = '';
beforeAll(async () => {
  api = await startApiHarness();
  keeper = await api.signedIn([{ role: 'security', scope: ALL }], 'keeper');
});
afterAll(() => api.dispose());

const login = (username: string, password: string, address = '10.0.0.1') =>
  api.app
    .inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      payload: { username, password },
      remoteAddress: address,
    })
    .then((response) => ({
      status: response.statusCode,
      body: response.json(),
      headers: response.headers,
      cookies: response.cookies,
    }));

async function createUser(body: Record<string, unknown>) {
  return await api.request('POST', '/users', {
    as: keeper,
    body: { name: 'x', roles: [{ role: 'admin', scope: ALL }], ...body },
  });
}

describe('signing in', () => {
  it('answers a token for programs and a strict cookie for the console', async () => {
    await createUser({ username: 'wang', password: GOOD });
    const { status, body, cookies } = await login('Wang', GOOD);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ username: 'wang', mustChangePassword: false });
    expect(cookies).toMatchObject([
      { name: 'hengneng_session', httpOnly: true, sameSite: 'Strict', path: '/' },
    ]);
    expect(cookies[0]?.value).toBe(body.token);
    const me = await api.request('GET', '/auth/me', {
      headers: { cookie: `hengneng_session=${body.token}` },
    });
    expect(me.body.username).toBe('wang');
  });

  it('says the same of an unknown name, a wrong password and a disabled account', async () => {
    const { body } = await createUser({ username: 'gone', password: GOOD });
    const change = { as: keeper, body: { disabled: true } };
    await api.request('PATCH', `/users/${body.id}`, change);
    const answers = [
      await login('nobody', GOOD, '10.0.1.1'),
      await login('wang', 'not this one', '10.0.1.2'),
      await login('gone', GOOD, '10.0.1.3'),
    ].map((answer) => ({ status: answer.status, ...answer.body, requestId: '' }));
    expect(answers[0]).toMatchObject({ status: 401, code: 'LOGIN_FAILED' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('puts every sign-in and every refusal on record, and no name that is none', async () => {
    const head = await auditHead(api.database.executor);
    await login('wang', GOOD, '10.0.5.1');
    await login('wang', 'not this one', '10.0.5.1');
    await login('my pass phrase by mistake', GOOD, '10.0.5.1');
    const { items } = await listAuditLog(api.database.executor, { limit: 10 });
    const rows = items.filter(({ sequence }) => sequence > head.sequence).reverse();
    expect(rows.map(({ action, actor }) => [action, actor.username])).toEqual([
      ['session.create', 'wang'],
      ['session.refuse', 'wang'],
      ['session.refuse', 'unknown'],
    ]);
    expect(rows[1]?.details).toMatchObject({ address: '10.0.5.1', attemptsWithoutRow: 0 });
    expect(JSON.stringify(rows)).not.toMatch(/mistake|not this one/);
  });

  it('slows down who fails, by account and address, and forgets at a success', async () => {
    const address = '10.0.2.1';
    for (let failure = 1; failure <= 5; failure += 1) {
      expect((await login('wang', 'wrong', address)).status).toBe(401);
    }
    const throttled = await login('wang', GOOD, address);
    expect(throttled).toMatchObject({ status: 429, body: { code: 'LOGIN_THROTTLED' } });
    expect(Number(throttled.headers['retry-after'])).toBe(1);
    expect((await login('wang', GOOD, '10.0.2.2')).status).toBe(200);
    api.world.nowMs += 1_001;
    expect((await login('wang', GOOD, address)).status).toBe(200);
    expect((await login('wang', 'wrong', address)).status).toBe(401);
  });

  it('slows down an address that tries many accounts', async () => {
    const address = '10.0.3.1';
    for (let failure = 1; failure <= 41; failure += 1) {
      await login(`guess-${failure}`, 'wrong', address);
    }
    expect((await login('guess-99', 'wrong', address)).status).toBe(429);
  });

  it('refuses a token in the address or one that is made up', async () => {
    const as = 'x'.repeat(43);
    expect((await api.request('GET', '/auth/me', { as })).status).toBe(401);
    expect((await api.request('GET', `/auth/me?token=${keeper}`)).status).toBe(401);
  });

  it('does not take the cookie from a foreign site for anything that changes', async () => {
    const { body } = await login('wang', GOOD, '10.0.4.1');
    const headers = { cookie: `hengneng_session=${body.token}`, 'sec-fetch-site': 'cross-site' };
    expect((await api.request('POST', '/auth/logout', { headers })).status).toBe(401);
    const own = { ...headers, 'sec-fetch-site': 'same-origin' };
    expect((await api.request('POST', '/auth/logout', { headers: own })).status).toBe(204);
  });
});

describe('a session', () => {
  it('ends at sign-out', async () => {
    const { body } = await login('wang', GOOD, '10.1.0.1');
    expect((await api.request('POST', '/auth/logout', { as: body.token })).status).toBe(204);
    expect((await api.request('GET', '/auth/me', { as: body.token })).status).toBe(401);
  });

  it('ends after half an hour without a request, and goes on with one', async () => {
    const { body } = await login('wang', GOOD, '10.1.0.2');
    const me = () => api.request('GET', '/auth/me', { as: body.token });
    for (let step = 0; step < 3; step += 1) {
      api.world.nowMs += 20 * 60_000;
      expect((await me()).status).toBe(200);
    }
    api.world.nowMs += 30 * 60_000 + 1;
    expect((await me()).status).toBe(401);
  });

  it('ends after eight hours whatever happens', async () => {
    const { body } = await login('wang', GOOD, '10.1.0.3');
    const me = () => api.request('GET', '/auth/me', { as: body.token });
    for (let step = 0; step < 23; step += 1) {
      api.world.nowMs += 20 * 60_000;
      expect((await me()).status).toBe(200);
    }
    api.world.nowMs += 20 * 60_000;
    expect((await me()).status).toBe(401);
    keeper = await api.signedIn([{ role: 'security', scope: ALL }], 'keeper-2');
  });
});

describe('a generated password', () => {
  it('is answered once and has to be changed before anything else', async () => {
    const created = await createUser({ username: 'li' });
    expect(created).toMatchObject({ status: 201, body: { mustChangePassword: true } });
    const { password } = created.body;
    expect(password).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const { body } = await login('li', password, '10.2.0.1');
    const as = body.token;
    expect((await api.request('GET', '/enterprises', { as })).body.code).toBe(
      'PASSWORD_CHANGE_REQUIRED',
    );
    const change = (newPassword: string, currentPassword = password) =>
      api.request('POST', '/auth/password', { as, body: { currentPassword, newPassword } });
    expect((await change('short')).body.code).toBe('PASSWORD_TOO_WEAK');
    expect((await change(password)).body.code).toBe('PASSWORD_TOO_WEAK');
    expect((await change(GOOD, 'not mine')).body.code).toBe('PASSWORD_WRONG');
    expect((await change(GOOD)).status).toBe(204);
    expect((await api.request('GET', '/enterprises', { as })).status).toBe(200);
    expect((await login('li', password, '10.2.0.2')).status).toBe(401);
    expect((await login('li', GOOD, '10.2.0.3')).status).toBe(200);
  });

  it('is not guessed faster by a session than by signing in', async () => {
    const as = (await login('li', GOOD, '10.2.2.1')).body.token;
    const guess = () =>
      api.request('POST', '/auth/password', {
        as,
        body: { currentPassword: 'a guess', newPassword: 'x' },
      });
    const codes: string[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) codes.push((await guess()).body.code);
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('PASSWORD_WRONG'));
    expect(codes[5]).toBe('LOGIN_THROTTLED');
    api.world.nowMs += 2_000;
  });

  it('ends the account’s other sessions when it is changed', async () => {
    const first = (await login('li', GOOD, '10.2.1.1')).body.token;
    const second = (await login('li', GOOD, '10.2.1.1')).body.token;
    const body = { currentPassword: GOOD, newPassword: 'another pass phrase, also long' };
    expect((await api.request('POST', '/auth/password', { as: second, body })).status).toBe(204);
    expect((await api.request('GET', '/auth/me', { as: first })).status).toBe(401);
    expect((await api.request('GET', '/auth/me', { as: second })).status).toBe(200);
  });
});

describe('one’s own sessions', () => {
  it('are seen with the one that asks, and all others are ended', async () => {
    await createUser({ username: 'tang', password: GOOD });
    await createUser({ username: 'song', password: GOOD });
    const away = (await login('tang', GOOD, '10.3.1.1')).body.token;
    const here = (await login('tang', GOOD, '10.3.1.2')).body.token;
    const another = (await login('song', GOOD, '10.3.1.3')).body.token;
    const { body } = await api.request('GET', '/auth/sessions', { as: here });
    const seen = body.items.map((item: { address: string; isOwn: boolean }) => [
      item.address,
      item.isOwn,
    ]);
    expect(seen.toSorted()).toEqual([
      ['10.3.1.1', false],
      ['10.3.1.2', true],
    ]);
    const ended = await api.request('POST', '/auth/sessions/end-others', { as: here });
    expect(ended.body).toEqual({ ended: 1 });
    expect((await api.request('GET', '/auth/me', { as: away })).status).toBe(401);
    expect((await api.request('GET', '/auth/me', { as: here })).status).toBe(200);
    expect((await api.request('GET', '/auth/me', { as: another })).status).toBe(200);
  });
});

describe('who manages users', () => {
  it('cannot give one person roles that must be apart', async () => {
    const roles = [
      { role: 'authority', scope: { type: 'region', code: '4306' } },
      { role: 'inspector', scope: { type: 'region', code: '4306' } },
    ];
    const answer = await createUser({ username: 'both', password: GOOD, roles });
    expect(answer).toMatchObject({ status: 422, body: { code: 'ROLES_INCOMPATIBLE' } });
  });

  it('cannot stretch a role over what it does not cover', async () => {
    const roles = [{ role: 'enterprise-reporter', scope: ALL }];
    const answer = await createUser({ username: 'wide', password: GOOD, roles });
    expect(answer.body.code).toBe('ROLES_INCOMPATIBLE');
  });

  it('cannot change their own roles or disable themselves', async () => {
    const { body: me } = await api.request('GET', '/auth/me', { as: keeper });
    for (const body of [{ roles: [] }, { disabled: true }, { resetPassword: 'generate' }]) {
      const answer = await api.request('PATCH', `/users/${me.id}`, { as: keeper, body });
      expect(answer.status).toBe(403);
    }
  });

  it('cannot take the role from the last one who has it', async () => {
    const { body: users } = await api.request('GET', '/users', { as: keeper });
    const others = users.items.filter((user: { username: string }) => user.username === 'keeper');
    const disable = (id: string) =>
      api.request('PATCH', `/users/${id}`, { as: keeper, body: { disabled: true } });
    expect((await disable(others[0].id)).status).toBe(200);
    const second = await api.signedIn([{ role: 'security', scope: ALL }], 'keeper-3');
    const { body: me } = await api.request('GET', '/auth/me', { as: keeper });
    const answer = await api.request('PATCH', `/users/${me.id}`, {
      as: second,
      body: { disabled: true },
    });
    expect(answer.status).toBe(200);
    keeper = second;
  });

  it('are not left without anybody when two of them disable each other at once', async () => {
    const { body: before } = await api.request('GET', '/users', { as: keeper });
    const holders = before.items.filter(
      (user: { disabledAt: string | null; roles: { role: string }[]; id: string }) =>
        user.disabledAt === null && user.roles.some(({ role }) => role === 'security'),
    );
    expect(holders).toHaveLength(1);
    const rival = await api.signedIn([{ role: 'security', scope: ALL }], 'rival');
    const { body: me } = await api.request('GET', '/auth/me', { as: rival });
    const body = { disabled: true };
    const answers = await Promise.all([
      api.request('PATCH', `/users/${me.id}`, { as: keeper, body }),
      api.request('PATCH', `/users/${holders[0].id}`, { as: rival, body }),
    ]);
    const codes = answers.map((answer) => answer.body.code ?? 'done').sort();
    expect(codes[1]).toBe('done');
    expect(['LAST_SECURITY_USER', 'UNAUTHENTICATED']).toContain(codes[0]);
    if (answers[1].status === 200) keeper = rival;
  });

  it('ends the sessions of an account whose roles change, at once', async () => {
    const { body } = await createUser({ username: 'chen', password: GOOD });
    const { body: session } = await login('chen', GOOD, '10.3.0.1');
    const roles = [
      { role: 'enterprise-reporter', scope: { type: 'enterprise', id: creditCode(1) } },
    ];
    const change = await api.request('PATCH', `/users/${body.id}`, { as: keeper, body: { roles } });
    expect(change.body.roles).toEqual(roles);
    expect((await api.request('GET', '/auth/me', { as: session.token })).status).toBe(401);
  });

  it('sees who is signed in from where, and ends it', async () => {
    const { body: user } = await createUser({ username: 'yuan', password: GOOD });
    const { body } = await login('yuan', GOOD, '10.0.7.7');
    const path = `/users/${user.id}/sessions`;
    const listed = await api.request('GET', path, { as: keeper });
    expect(listed.body.items).toMatchObject([{ address: '10.0.7.7' }]);
    expect(JSON.stringify(listed.body)).not.toContain(body.token);
    const ended = await api.request('POST', `${path}/end`, { as: keeper });
    expect(ended.body).toEqual({ ended: 1 });
    expect((await api.request('GET', '/auth/me', { as: body.token })).status).toBe(401);
    expect((await login('yuan', GOOD, '10.0.7.8')).status).toBe(200);
  });

  it('gives a new password to who lost theirs', async () => {
    const { body } = await createUser({ username: 'zhao', password: GOOD });
    const reset = { as: keeper, body: { resetPassword: 'generate' } };
    const { body: changed } = await api.request('PATCH', `/users/${body.id}`, reset);
    expect((await login('zhao', GOOD, '10.3.1.1')).status).toBe(401);
    const { body: session } = await login('zhao', changed.password, '10.3.1.2');
    expect(session.user.mustChangePassword).toBe(true);
  });

  it('cannot name two accounts alike', async () => {
    const answer = await createUser({ username: 'WANG', password: GOOD });
    expect(answer).toMatchObject({ status: 409, body: { code: 'USER_EXISTS' } });
  });

  it('never sees a password or its hash', async () => {
    const { body } = await api.request('GET', '/users', { as: keeper });
    expect(JSON.stringify(body)).not.toMatch(/quick:|hash/i);
  });
});
