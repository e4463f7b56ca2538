import { createPublicKey } from 'node:crypto';
import { auditHead, listAuditLog, signedRootsAfter } from '@hengneng/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ALL, type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { createDailyRoots } from './daily-roots.ts';
import { RootChain } from './root-chain.ts';

const HEAD = { sequence: 42, chainHash: 'c'.repeat(64) };
/** Midnight of 21 November in the platform's zone. */
const MIDNIGHT_MS = Date.parse('2026-11-20T16:00:00Z');
const STATUS = {
  atMs: 0,
  headSequence: 42,
  completedThrough: 42,
  inFlightByDate: {},
  journalledByDate: {},
  blocked: false,
};

let api: ApiHarness;
beforeEach(async () => {
  api = await startApiHarness();
  api.world.statuses.set(1, { ...STATUS, gateway: 1 });
  api.world.answer = () => ({ ok: true, value: HEAD });
});
afterEach(() => api.dispose());

const stored = async () =>
  (await signedRootsAfter(api.database.executor, 0, 100)).map(({ root }) => root);

describe('daily roots', () => {
  it('are made once a day after midnight, chained, signed and on record', async () => {
    const daily = createDailyRoots(api.dependencies);
    api.world.nowMs = MIDNIGHT_MS - 1;
    expect((await daily.runOnce())?.document).toMatchObject({ number: 1, date: '2026-11-19' });
    expect(await daily.runOnce()).toBeNull();
    api.world.nowMs = MIDNIGHT_MS;
    const before = await auditHead(api.database.executor);
    const root = await daily.runOnce();
    expect(root?.document).toMatchObject({
      number: 2,
      from: '2026-11-20',
      date: '2026-11-20',
      gateways: [{ gateway: 1, head: HEAD, failure: null }],
      auditLog: before,
    });
    expect(await daily.runOnce()).toBeNull();

    const { items } = await listAuditLog(api.database.executor, { limit: 1 });
    expect(items).toMatchObject([
      { action: 'signed-root.create', details: { number: 2, sha256: root?.sha256 } },
    ]);
    const key = api.dependencies.rootSigningKey;
    if (key === null) throw new Error('The harness has a key.');
    const chain = new RootChain([createPublicKey(key)]);
    for (const each of await stored()) chain.add(each);
    expect(chain.report()).toMatchObject({ ok: true, roots: 2 });
  });

  it('close the days that were missed with one root', async () => {
    const daily = createDailyRoots(api.dependencies);
    api.world.nowMs = MIDNIGHT_MS;
    await daily.runOnce();
    api.world.nowMs = MIDNIGHT_MS + 5 * 86_400_000;
    const root = await daily.runOnce();
    expect(root?.document).toMatchObject({ number: 2, from: '2026-11-21', date: '2026-11-25' });

    const as = await api.signedIn([{ role: 'log-auditor', scope: ALL }]);
    for (const date of ['2026-11-21', '2026-11-25']) {
      const answer = await api.request('GET', `/signed-roots/${date}`, { as });
      expect(answer.body).toEqual(root);
      expect(answer.headers['content-disposition']).toContain('signed-root-2026-11-25.json');
    }
    for (const date of ['2026-11-19', '2026-11-26']) {
      expect((await api.request('GET', `/signed-roots/${date}`, { as })).status).toBe(404);
    }
    const list = await api.request('GET', '/signed-roots?limit=1', { as });
    expect(list.body).toMatchObject({ items: [{ document: { number: 2 } }], next: '2' });
    const next = await api.request('GET', `/signed-roots?after=${list.body.next}`, { as });
    expect(next.body.items).toMatchObject([{ document: { number: 1 } }]);
    const keys = await api.request('GET', '/signed-roots/public-keys', { as });
    expect(keys.body.items).toMatchObject([{ id: root?.document.publicKeyId }]);
  });

  it('wait half an hour for a gateway, then say why its head is missing', async () => {
    api.world.answer = () => null;
    const daily = createDailyRoots(api.dependencies);
    api.world.nowMs = MIDNIGHT_MS;
    expect(await daily.runOnce()).toBeNull();
    api.world.nowMs += 30 * 60_000 - 1;
    expect(await daily.runOnce()).toBeNull();
    api.world.nowMs += 1;
    expect((await daily.runOnce())?.document.gateways).toEqual([
      { gateway: 1, head: null, failure: 'The gateway did not answer.' },
    ]);
  });

  it('do not forget a gateway of the root before when Redis is away', async () => {
    const daily = createDailyRoots(api.dependencies);
    api.world.nowMs = MIDNIGHT_MS;
    await daily.runOnce();
    api.world.redisAway = true;
    api.world.nowMs += 86_400_000;
    expect(await daily.runOnce()).toBeNull();
    api.world.nowMs += 30 * 60_000;
    expect((await daily.runOnce())?.document.gateways).toEqual([
      { gateway: 1, head: null, failure: 'Redis is away.' },
    ]);
  });

  it('come once, however many make them', async () => {
    api.world.nowMs = MIDNIGHT_MS;
    const made = await Promise.all(
      Array.from({ length: 5 }, () => createDailyRoots(api.dependencies).runOnce()),
    );
    expect(made.filter((root) => root !== null)).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  it('cannot be changed by the owner of the table', async () => {
    await createDailyRoots(api.dependencies).runOnce();
    for (const statement of [
      'update signed_root set number = 9',
      'delete from signed_root',
      'truncate signed_root',
    ]) {
      const refused = api.database.executor.execute(statement);
      await expect(refused, statement).rejects.toMatchObject({ cause: { code: '42501' } });
    }
    expect(await stored()).toHaveLength(1);
  });
});
