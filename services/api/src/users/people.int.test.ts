import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { creditCode } from '../testing/credit-code.ts';

const OWN = creditCode(1);
const OTHER = creditCode(2);
const PEOPLE = {
  signer: [{ role: 'authority', scope: { type: 'region', code: '4306' } }],
  watcher: [{ role: 'inspector', scope: { type: 'region', code: '4306' } }],
  colleague: [{ role: 'enterprise-reviewer', scope: { type: 'enterprise', id: OWN } }],
  stranger: [{ role: 'enterprise-reviewer', scope: { type: 'enterprise', id: OTHER } }],
} as const;

let api: ApiHarness;
let security: string;

beforeAll(async () => {
  api = await startApiHarness();
  const admin = await api.signedIn([{ role: 'admin', scope: ALL }]);
  for (const id of [OWN, OTHER]) {
    const body = { id, name: id, regionCode: '430626', industryCode: 'C3011' };
    const { status } = await api.request('POST', '/enterprises', { as: admin, body });
    expect(status).toBe(201);
  }
  security = await api.signedIn([{ role: 'security', scope: ALL }]);
  for (const [username, roles] of Object.entries(PEOPLE)) {
    const body = { username, name: `Name of ${username}`, roles };
    const { status } = await api.request('POST', '/users', { as: security, body });
    expect(status).toBe(201);
  }
});
afterAll(() => api.dispose());

const asked = 'signer,watcher,colleague,stranger,nobody';
const named = async (as: string) => {
  const { body } = await api.request('GET', `/people?usernames=${asked}`, { as });
  return (body.items as { username: string }[]).map(({ username }) => username).sort();
};

describe('names of people', () => {
  it('are told to who watches the whole, whatever the case of the name', async () => {
    const as = await api.signedIn([{ role: 'inspector', scope: { type: 'region', code: '43' } }]);
    expect(await named(as)).toEqual(['colleague', 'signer', 'stranger', 'watcher']);
    const { body } = await api.request('GET', '/people?usernames=SIGNER', { as });
    expect(body.items).toEqual([{ username: 'signer', name: 'Name of signer' }]);
  });

  it('an enterprise learns of its own people and of who signs for the authority', async () => {
    const scope = { type: 'enterprise', id: OWN } as const;
    const as = await api.signedIn([{ role: 'enterprise-reporter', scope }]);
    expect(await named(as)).toEqual(['colleague', 'signer']);
  });

  it('are refused in heaps, and to nobody in particular', async () => {
    const many = Array.from({ length: 101 }, (_none, index) => `u${index}`).join(',');
    const answer = await api.request('GET', `/people?usernames=${many}`, { as: security });
    expect(answer.status).toBe(400);
    expect((await api.request('GET', '/people?usernames=signer')).status).toBe(401);
  });
});
