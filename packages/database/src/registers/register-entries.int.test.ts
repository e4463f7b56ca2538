import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createTenantScope, SYSTEM_SCOPE } from '../tenant-scope.ts';
import {
  registerEnterprise,
  startTestDatabase,
  type TestDatabase,
} from '../testing/test-database.ts';
import { insertRegisterEntry, listEnterpriseEntries } from './register-entries.ts';

const T0_MS = Date.parse('2026-11-21T00:00:00Z');
let postgres: TestDatabase;
let own = '';
let other = '';
beforeAll(async () => {
  postgres = await startTestDatabase();
  own = await registerEnterprise(postgres.database, 1);
  other = await registerEnterprise(postgres.database, 2, { regionCode: '520102' });
});
afterAll(() => postgres.dispose());

const record = (id: string, key: string, count: number, atMs: number, withdrawn = false) =>
  postgres.database.transaction((tx) => {
    const machine = { name: '电机', category: 'motor', model: 'Y2', ratedPowerKw: null };
    const document = { ...machine, count, commissionedOn: null, state: 'in-use' } as const;
    const owner = { type: 'enterprise', id } as const;
    const entry = { register: 'equipment', owner, key, year: null, document, withdrawn } as const;
    return insertRegisterEntry(tx, entry, { by: 'x', atMs });
  });
const counts = async (asOfMs: number, scope = SYSTEM_SCOPE) => {
  const query = { register: 'equipment', asOfMs } as const;
  const entries = await listEnterpriseEntries(postgres.database.executor, scope, query);
  return entries.map(({ key, document }) => `${key}=${document.count}`);
};

describe('a register', () => {
  it('says what counted at an instant, of what the scope covers', async () => {
    await record(own, 'a', 1, T0_MS);
    await record(other, 'a', 9, T0_MS);
    await record(own, 'a', 2, T0_MS + 10);
    await record(own, 'a', 2, T0_MS + 20, true);
    expect(await counts(T0_MS - 1)).toEqual([]);
    expect(await counts(T0_MS)).toEqual(['a=1', 'a=9']);
    expect(await counts(T0_MS + 10)).toEqual(['a=2', 'a=9']);
    expect(await counts(T0_MS + 20)).toEqual(['a=9']);
    const county = createTenantScope({ regionCodes: ['430626'] });
    expect(await counts(T0_MS + 10, county)).toEqual(['a=2']);
  });

  it.each(['update register_entry set note = $$x$$', 'delete from register_entry'])(
    'refuses %s',
    async (statement) => {
      const change = postgres.database.executor.execute(sql.raw(statement));
      await expect(change).rejects.toMatchObject({
        cause: { message: expect.stringContaining('only grows') },
      });
    },
  );
});

it.each([
  'policy_version',
  'policy_step',
  'policy_template',
  'budget_application',
  'budget_decision',
])('%s only grows', async (table) => {
  const change = postgres.database.executor.execute(sql.raw(`delete from ${table}`));
  await expect(change).rejects.toMatchObject({
    cause: { message: expect.stringContaining('only grows') },
  });
});
