import {
  type Database,
  holdDeviceWatch,
  insertEnterprises,
  insertMeters,
  keepDeviceWatch,
  type NewMeter,
  openDatabase,
  type StoredDutyDay,
  saveDutyDays,
} from '@hengneng/database';
import {
  addDays,
  CHINA_WORK_CALENDAR,
  REFERENCE_LIMIT_TABLE,
  type Silences,
} from '@hengneng/domain';
import {
  buildEnterpriseId,
  createInMemoryEnergyStore,
  createMigratedDatabase,
} from '@hengneng/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { loadEnterpriseRecord } from '../enterprise-record.ts';
import { judgeEnterprise } from '../judge-enterprise.ts';

const ZONE = 'Asia/Shanghai';
/** A Friday; no holiday is near. */
const LAST = '2026-11-20';
const NOW_MS = Date.parse('2026-11-21T01:00:00+08:00');
const FULL = 96;

let database: Database;
let energyStore: ReturnType<typeof createInMemoryEnergyStore>;
let dispose: () => Promise<void>;
let id = '';
let numbers = 0;

beforeAll(async () => {
  const own = await createMigratedDatabase();
  database = openDatabase({ url: own.url });
  energyStore = createInMemoryEnergyStore();
  dispose = async () => {
    await database.close();
    await own.drop();
  };
});
afterAll(() => dispose());
beforeEach(async () => {
  numbers += 1;
  id = buildEnterpriseId(numbers);
  await database.transaction(async (tx) => {
    const common = { timeZone: ZONE, parkCode: null, class: null };
    const enterprise = { id, name: id, regionCode: '430626', industryCode: 'C3011', ...common };
    await insertEnterprises(tx, [enterprise], 'tester');
    await insertMeters(tx, id, [meter('E01'), meter('E02')], 'tester');
  });
});

function meter(meterId: string): NewMeter {
  return {
    ...{ id: meterId, name: meterId, level: 1, siteId: null, dataCode: null },
    ...({ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' } as const),
    ...{ multiplier: 1, intervalSeconds: null, registerMax: null, ratedPowerKw: null },
    masterMeterId: null,
  };
}

/** Puts the judged day on record: readings by meter, and who is silent since when. */
async function day(counts: Readonly<Record<string, number>>, silences: Silences = {}) {
  const item: StoredDutyDay = {
    ...{ date: LAST, timeZone: ZONE, counts, silences, arrivals: null },
    ...{ expectedCount: 192, receivedCount: 192, declaredCount: 0, verdicts: [], result: 'met' },
    ...{ countedAtMs: NOW_MS, judgedAtMs: NOW_MS },
  };
  const kept = { days: [item], through: LAST, dueAtMs: NOW_MS, touches: [], rejudged: null };
  await database.transaction((tx) => saveDutyDays(tx, id, kept));
}

/** Stores the last days of a meter with so much of each estimated. */
async function estimate(meterId: string, days: number, share: number) {
  await energyStore.writeDays(
    id,
    Array.from({ length: days }, (_, index) => ({
      ...{ meterId, startMs: Date.parse(`${addDays(LAST, -index)}T00:00:00+08:00`) },
      ...{ quantity: 100, estimatedQuantity: 100 * share, coveredMs: 86_400_000 },
    })),
  );
}

/** Severity of the alarms about data by target; what is well or not judged has 0. */
async function judged(): Promise<Record<string, number>> {
  const world = {
    ...{ executor: database.executor, energyStore, calendar: CHINA_WORK_CALENDAR },
    limits: REFERENCE_LIMIT_TABLE,
  };
  const enterprise = {
    ...{ id, name: id, regionCode: '430626', industryCode: 'C3011', timeZone: ZONE },
    ...{ parkCode: null, class: null, registryVersion: 1, publishedVersion: 1 },
  };
  const record = await loadEnterpriseRecord(world, {
    ...{ enterprise, nowMs: NOW_MS, recordedMs: NOW_MS },
  });
  const { judgements } = await judgeEnterprise(record, 'always');
  const wanted = judgements.filter(
    ({ rule, targetId, period }) =>
      rule === 'data-duty' &&
      period.name === '2026-11' &&
      (targetId === 'silence' || targetId?.startsWith('meter:') === true),
  );
  return Object.fromEntries(wanted.map(({ targetId, severity }) => [targetId ?? '', severity]));
}

describe('the data duty of single meters', () => {
  it.each([
    { name: 'for three working days', since: '2026-11-18', severity: 0 },
    { name: 'for four', since: '2026-11-17', severity: 1 },
  ])('tells of one that is silent $name while another reports', async ({ since, severity }) => {
    await day({ E01: FULL }, { E02: since });
    expect(await judged()).toEqual({ silence: 0, 'meter:E01': 0, 'meter:E02': severity });
  });

  it('is the enterprise’s silence where none of its meters reports', async () => {
    await day({}, { E01: '2026-11-16', E02: '2026-11-16' });
    expect(await judged()).toEqual({ silence: 1, 'meter:E01': 0, 'meter:E02': 0 });
  });

  it('says nothing of a meter whose stop was declared: it is not silent', async () => {
    await day({ E01: FULL });
    expect(await judged()).toEqual({ silence: 0, 'meter:E01': 0 });
  });

  it.each([
    { name: 'three working days', days: 3, share: 1, severity: 0 },
    // The weekend before is no working day.
    { name: 'four', days: 4, share: 1, severity: 1 },
    { name: 'four, and half of them was measured', days: 4, share: 0.5, severity: 0 },
  ])('tells of one that was estimated for $name', async ({ days, share, severity }) => {
    await estimate('E02', days, share);
    await day({ E01: FULL, E02: 1 });
    expect(await judged()).toEqual({ silence: 0, 'meter:E01': 0, 'meter:E02': severity });
  });

  it('says nothing new of single meters while half of all devices are silent', async () => {
    await day({ E01: FULL }, { E02: '2026-11-10' });
    const trip = (atMs: number | null) =>
      database.transaction(async (tx) => {
        await holdDeviceWatch(tx, NOW_MS);
        await keepDeviceWatch(tx, atMs, NOW_MS);
      });
    await trip(NOW_MS);
    expect((await judged())['meter:E02']).toBe(0);
    await trip(null);
    expect((await judged())['meter:E02']).toBe(1);
  });
});
