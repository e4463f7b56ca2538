import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';

let api: ApiHarness;
let one: string;
let other: string;

beforeAll(async () => {
  api = await startApiHarness();
  one = await api.signedIn([{ role: 'inspector', scope: ALL }]);
  other = await api.signedIn([{ role: 'inspector', scope: ALL }]);
});
afterAll(() => api.dispose());

const save = (as: string, name: string, search: string) =>
  api.request('POST', '/saved-queries', { as, body: { page: 'history', name, search } });
const list = async (as: string) => (await api.request('GET', '/saved-queries', { as })).body.items;

describe('saved queries', () => {
  it('are kept under their name, replaced by it, and forgotten', async () => {
    await save(one, '水泥一厂 年', 'from=2026-01-01');
    const { body } = await save(one, '水泥一厂 年', 'from=2025-01-01');
    expect(await list(one)).toMatchObject([{ name: '水泥一厂 年', search: 'from=2025-01-01' }]);
    const gone = await api.request('DELETE', `/saved-queries/${body.id}`, { as: one });
    expect(gone.status).toBe(204);
    expect(await list(one)).toEqual([]);
  });

  it('are nobody else’s', async () => {
    const { body } = await save(one, 'mine', 'x=1');
    expect(await list(other)).toEqual([]);
    const answer = await api.request('DELETE', `/saved-queries/${body.id}`, { as: other });
    expect(answer.status).toBe(404);
    expect(await list(one)).toHaveLength(1);
  });

  it('are refused without a name, and beyond 200', async () => {
    expect((await save(one, '  ', 'x=1')).status).toBe(400);
    for (let index = 0; index < 200; index += 1) {
      expect((await save(other, `q${index}`, 'x=1')).status).toBe(200);
    }
    const { status, body } = await save(other, 'one more', 'x=1');
    expect([status, body.message]).toEqual([400, expect.stringContaining('forget one first')]);
    expect(await list(other)).toHaveLength(200);
    expect((await save(other, 'q7', 'x=2')).status).toBe(200);
  });
});
