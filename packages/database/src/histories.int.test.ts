import { createTimeline, DomainError } from '@hengneng/domain';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from './connection.ts';
import { insertMeterEpoch, insertMeters, type NewMeter } from './meters.ts';
import {
  changeRegistry,
  enterprisesWithoutHistories,
  newestSnapshotsOf,
  storeNextSnapshots,
} from './snapshots.ts';
import { SYSTEM_SCOPE } from './tenant-scope.ts';
import {
  registerEnterprise,
  startTestDatabase,
  type TestDatabase,
} from './testing/test-database.ts';

const NOW_MS = Date.parse('2026-11-21T04:00:00Z');
const FIRST_MS = Date.parse('2000-01-01T00:00:00Z');
const JULY_MS = Date.parse('2026-06-30T16:00:00Z');

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await startTestDatabase();
  database = server.database;
});
afterAll(() => server.dispose());

function meter(given: Partial<NewMeter> = {}): NewMeter {
  return {
    id: 'E01',
    name: 'E01',
    level: 1,
    siteId: null,
    dataCode: null,
    energyKind: 'electricity',
    kind: 'register',
    unit: 'kWh',
    flow: 'purchased',
    multiplier: 40,
    intervalSeconds: null,
    registerMax: null,
    ratedPowerKw: null,
    masterMeterId: null,
    ...given,
  };
}

async function enterpriseWith(number: number, given: Partial<NewMeter> = {}): Promise<string> {
  const enterpriseId = await registerEnterprise(database, number);
  const target = { scope: SYSTEM_SCOPE, enterpriseId, atMs: NOW_MS };
  await changeRegistry(database, target, (tx) =>
    insertMeters(tx, enterpriseId, [meter(given)], 'tester'),
  );
  return enterpriseId;
}

async function addEpoch(enterpriseId: string, validFromMs: number, given: Partial<NewMeter>) {
  const target = { scope: SYSTEM_SCOPE, enterpriseId, atMs: NOW_MS };
  await changeRegistry(database, target, (tx) =>
    insertMeterEpoch(tx, enterpriseId, 'E01', { ...meter(given), validFromMs }, 'tester'),
  );
}

async function historyOf(enterpriseId: string) {
  const [snapshot] = await newestSnapshotsOf(database.executor, [enterpriseId]);
  const history = snapshot?.histories?.find((each) => each.meterId === 'E01');
  if (history === undefined) throw new Error('the snapshot has no history of E01');
  return history;
}

describe('histories of a snapshot', () => {
  it('hold every epoch by date, of one date the last recorded, past and to come', async () => {
    const id = await enterpriseWith(1);
    await addEpoch(id, NOW_MS + 86_400_000, { multiplier: 90 });
    await addEpoch(id, JULY_MS, { multiplier: 60 });
    await addEpoch(id, JULY_MS, { multiplier: 80 });
    const { epochs } = await historyOf(id);
    expect(epochs.map(({ fromMs, multiplier }) => [fromMs, multiplier])).toEqual([
      [FIRST_MS, 40],
      [JULY_MS, 80],
      [NOW_MS + 86_400_000, 90],
    ]);
    expect(createTimeline(await historyOf(id)).epochs).toHaveLength(3);
  });

  it('leave out an epoch that changes nothing of how the meter counts', async () => {
    const id = await enterpriseWith(2);
    const before = await historyOf(id);
    await addEpoch(id, JULY_MS, { flow: 'process' });
    expect(await historyOf(id)).toEqual(before);
  });

  it('are countable: a unit that measures something else is refused and nothing saved', async () => {
    const id = await enterpriseWith(3);
    const before = await historyOf(id);
    const refused = addEpoch(id, JULY_MS, { unit: 'm3' });
    await expect(refused).rejects.toMatchObject({ code: 'METER_UNIT_INCOMPATIBLE' });
    await addEpoch(id, JULY_MS, { unit: 'MWh' });
    const backdated = addEpoch(id, FIRST_MS - 1, { unit: 't' });
    await expect(backdated).rejects.toMatchObject({ code: 'METER_UNIT_INCOMPATIBLE' });
    const { epochs } = await historyOf(id);
    expect(epochs.map(({ unit }) => unit)).toEqual([
      ...before.epochs.map(({ unit }) => unit),
      'MWh',
    ]);
  });

  it('take a unit that was wrong from the start, mended with the date of the start', async () => {
    const id = await enterpriseWith(4, { unit: 'm3' });
    await addEpoch(id, FIRST_MS, { unit: 'kWh' });
    await addEpoch(id, JULY_MS, { unit: 'GJ' });
    const { epochs } = await historyOf(id);
    expect(epochs.map(({ unit }) => unit)).toEqual(['kWh', 'GJ']);
  });

  it.each([0, -1])('refuse a multiplier of %d', async (multiplier) => {
    const id = await enterpriseWith(5 + Math.abs(multiplier));
    const failure = await addEpoch(id, JULY_MS, { multiplier }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DomainError);
    expect(failure).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('are found missing in snapshots of an older version', async () => {
    const id = await enterpriseWith(8);
    const { executor } = database;
    expect(await enterprisesWithoutHistories(executor)).toEqual([]);
    await executor.execute(
      sql`update registry_snapshot set document = document - 'histories' where enterprise_id = ${id}`,
    );
    expect(await enterprisesWithoutHistories(executor)).toEqual([id]);
    await database.transaction((tx) => storeNextSnapshots(tx, [id], NOW_MS));
    expect(await enterprisesWithoutHistories(executor)).toEqual([]);
  });
});
