import { listDeclaredStops, listEnterpriseEntries, SYSTEM_SCOPE } from '@hengneng/database';
import { describe, expect, it } from 'vitest';

import { emptyDatabase } from '../judge/empty-database.ts';

describe('a database that is expected to be asked for register entries alone', () => {
  const database = emptyDatabase(['register_entry']);

  it('answers none of them', async () => {
    const query = { register: 'production-line', asOfMs: 0, enterpriseIds: ['e'] } as const;
    expect(await listEnterpriseEntries(database, SYSTEM_SCOPE, query)).toEqual([]);
  });

  it('refuses everything else, naming it', async () => {
    const stops = async () =>
      await listDeclaredStops(database, SYSTEM_SCOPE, { enterpriseId: 'e' });
    await expect(stops()).rejects.toThrow('Nobody expected the database to be asked: ');
    expect(() => database.execute('select 1')).toThrow('execute');
    expect(() => database.transaction(async () => 1)).toThrow('transaction');
  });
});
