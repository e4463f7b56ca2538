import {
  type Database,
  insertEnterprises,
  insertMeters,
  type NewMeter,
  openDatabase,
  type StoredDutyDay,
  saveDutyDays,
} from '@hengneng/database';
import {
  CHINA_WORK_CALENDAR,
  datesBetween,
  periodNamed,
  REFERENCE_LIMIT_TABLE,
} from '@hengneng/domain';
import {
  buildEnterpriseId,
  createInMemoryEnergyStore,
  createMigratedDatabase,
} from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadEnterpriseRecord } from '../enterprise-record.ts';
import { judgeEnterprise } from '../judge-enterprise.ts';

const ZONE = 'Asia/Shanghai';
const NOW_MS = Date.parse('2026-11-21T12:00:00+08:00');
/** Half a day before October's readings were due. */
const UPLOADED_MS = Date.parse('2026-11-01T12:00:00+08:00');
const OCTOBER = datesBetween('2026-10-01', '2026-10-31');
const COMMON = { timeZone: ZONE, parkCode: null, class: null };

let database: Database;
let dispose: () => Promise<void>;

beforeAll(async () => {
  const own = await createMigratedDatabase();
  database = openDatabase({ url: own.url });
  dispose = async () => {
    await database.close();
    await own.drop();
  };
});
afterAll(() => dispose());

/** Puts an October on record whose first days came in with one upload, the others as they ended. */
async function settle(number: number, lateDays: number) {
  const id = buildEnterpriseId(number);
  const enterprise = { id, name: id, regionCode: '430626', industryCode: 'C3011', ...COMMON };
  const days = OCTOBER.map((date, index): StoredDutyDay => {
    const endMs = periodNamed(date, ZONE)?.endMs ?? 0;
    const delayMinMs = index < lateDays ? UPLOADED_MS - endMs : 1_000;
    return {
      ...{ date, timeZone: ZONE, counts: { E01: 96 }, silences: {}, result: 'met', verdicts: [] },
      arrivals: [{ meterId: 'E01', onTimeCount: 96, delayMinMs, phaseMs: 0 }],
      ...{ expectedCount: 96, receivedCount: 96, declaredCount: 0 },
      ...{ countedAtMs: NOW_MS, judgedAtMs: NOW_MS },
    };
  });
  const kept = { through: '2026-10-31', dueAtMs: NOW_MS, touches: [], rejudged: null };
  const meter: NewMeter = {
    ...{ id: 'E01', name: 'E01', level: 1, siteId: null, dataCode: null, masterMeterId: null },
    ...{ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' },
    ...{ multiplier: 1, intervalSeconds: null, registerMax: null, ratedPowerKw: null },
  };
  await database.transaction(async (tx) => {
    await insertEnterprises(tx, [enterprise], 'tester');
    await insertMeters(tx, id, [meter], 'tester');
    await saveDutyDays(tx, id, { ...kept, days });
  });
  return { ...enterprise, registryVersion: 1, publishedVersion: 1 };
}

describe('readings that were held back until they were due', () => {
  it.each([
    { name: 'eleven days of 31', lateDays: 11, severity: 0, value: (11 / 31 - 0.1) / 0.4 },
    { name: 'twelve days of 31', lateDays: 12, severity: 1, value: (12 / 31 - 0.1) / 0.4 },
  ])('are suspected from the share on: $name', async ({ lateDays, severity, value }) => {
    const enterprise = await settle(lateDays, lateDays);
    const world = {
      ...{ executor: database.executor, energyStore: createInMemoryEnergyStore() },
      ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
    };
    const now = { nowMs: NOW_MS, recordedMs: NOW_MS };
    const record = await loadEnterpriseRecord(world, { enterprise, ...now });
    const { judgements } = await judgeEnterprise(record, 'daily');
    const [found, ...others] = judgements.filter(
      ({ rule, targetId, period }) =>
        rule === 'suspicion' && targetId === 'uploads' && period.name === '2026-10',
    );
    expect(others).toEqual([]);
    expect(found?.severity).toBe(severity);
    expect(found?.value).toBeCloseTo(value, 9);
  });
});
