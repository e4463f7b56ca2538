import {
  type Database,
  insertEnterprises,
  insertRegisterEntry,
  openDatabase,
  saveEnterpriseMonths,
} from '@hengneng/database';
import {
  type AreaTarget,
  CHINA_WORK_CALENDAR,
  monthsBetween,
  REFERENCE_LIMIT_TABLE,
  type RegisterDocuments,
  type RegisterName,
} from '@hengneng/domain';
import { buildEnterpriseId, createMigratedDatabase, type EmptyDatabase } from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { judgeArea } from './judge-area.ts';

const NOON_MS = Date.parse('2026-11-21T12:00:00+08:00');
const [CEMENT, STEEL] = [buildEnterpriseId(1), buildEnterpriseId(2)];
const ISSUED = { issuer: '平江县发展和改革局', documentNo: '15' };
let database: Database;
let own: EmptyDatabase;

beforeAll(async () => {
  own = await createMigratedDatabase();
  database = openDatabase({ url: own.url });
  await database.transaction((tx) =>
    insertEnterprises(
      tx,
      [
        { id: CEMENT, industryCode: 'C3011' },
        { id: STEEL, industryCode: 'C3120' },
      ].map((each) => ({
        ...{ ...each, name: `企业 ${each.id}`, regionCode: '430626', parkCode: 'P1' },
        ...{ timeZone: 'Asia/Shanghai', class: null },
      })),
      'tester',
    ),
  );
  await database.transaction((tx) => saveEnterpriseMonths(tx, [kept(CEMENT, 60), kept(STEEL, 10)]));
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

/** A hundred tonnes a month since 2025, so much of it coal, and clinker at 99 kgce a tonne. */
function kept(enterpriseId: string, coal: number) {
  const months = monthsBetween('2025-01', '2026-10').map((month) => ({
    ...{ month, unsettledBy: null, tceCalorific: 100, tcePrimary: 100, tco2: 200 },
    ...{ coalTceCalorific: coal, coalTcePrimary: coal, estimatedShare: 0 },
    outputValue: month < '2026' ? 100 : 105,
  }));
  const ratios = [{ product: 'cement-clinker', line: null, year: 2026, actual: 99 }];
  return { enterpriseId, months, ratios, throughMs: NOON_MS, factorSet: 'reference-2026-1' };
}

async function register<K extends RegisterName>(
  register: K,
  id: string,
  key: string,
  document: RegisterDocuments[K],
): Promise<void> {
  const entry = { register, owner: { type: 'enterprise', id } as const, key, year: 2026, document };
  await database.transaction((tx) => insertRegisterEntry(tx, entry, { by: 'x', atMs: NOON_MS }));
}

/** What is said of one target of the park alone. */
async function said(change: Partial<AreaTarget>) {
  const document: AreaTarget = {
    ...{ metric: 'total-tce', basis: 'calorific', industryCode: null, base: 0, stretch: null },
    ...{ baseYear: null, issuedOn: '2026-01-10', ...ISSUED, ...change },
  };
  const owner = { type: 'park', code: 'P1' } as const;
  const entry = { register: 'area-target', owner, key: 'goal', year: 2026, document } as const;
  await database.transaction((tx) => insertRegisterEntry(tx, entry, { by: 'x', atMs: NOON_MS }));
  const world = { calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE };
  const area = { areaType: 'park', areaCode: 'P1' } as const;
  const asked = { nowMs: NOON_MS };
  const { judgements } = await judgeArea({ ...world, executor: database.executor }, area, asked);
  return judgements;
}

describe('targets of a park', () => {
  it('count its enterprises, or those of a sector', async () => {
    const [all] = await said({ base: 10_000 });
    expect(all).toMatchObject({ value: 2_000, severity: 0, area: { memberCount: 2 } });
    const [cement] = await said({ base: 1_000, industryCode: 'C30' });
    expect(cement).toMatchObject({ value: 1_000, severity: 3, area: { memberCount: 1 } });
  });

  it('add up coal, carbon and what was made', async () => {
    const [coal] = await said({ metric: 'coal-share', base: 0.3 });
    expect(coal).toMatchObject({ severity: 2, area: { coverage: 1 } });
    expect(coal?.value).toBeCloseTo(0.35, 9);
    const [carbon] = await said({ metric: 'total-tco2', basis: null, base: 10_000 });
    expect(carbon?.value).toBe(4_000);
    const [cut] = await said({ metric: 'intensity-cut', base: 0.04, baseYear: 2025 });
    expect(cut).toMatchObject({ severity: 0 });
    expect(cut?.value).toBeCloseTo(1 - 1 / 1.05, 9);
  });

  it('leave the total alone once the stretch goal of intensity is met', async () => {
    const total = { base: 1_900 };
    expect((await said(total)).map(({ severity }) => severity)).toEqual([3, 2]);
    const owner = { type: 'park', code: 'P1' } as const;
    const document: AreaTarget = {
      ...{ metric: 'intensity-cut', basis: 'calorific', industryCode: null, base: 0.03 },
      ...{ stretch: 0.04, baseYear: 2025, issuedOn: '2026-01-10', ...ISSUED },
    };
    const cut = { register: 'area-target', owner, key: 'cut', year: 2026, document } as const;
    const record = async (withdrawn: boolean) =>
      await database.transaction((tx) =>
        insertRegisterEntry(tx, { ...cut, withdrawn }, { by: 'x', atMs: NOON_MS }),
      );
    await record(false);
    const waived = await said(total);
    expect(waived.map(({ rule, severity, waivedBy }) => [rule, severity, waivedBy])).toEqual([
      ['area-intensity', 0, null],
      ['area-total', 0, 'cut'],
      ['area-forecast', 0, 'cut'],
    ]);
    await record(true);
  });

  it('look at the month that runs, too', async () => {
    // Ten months of 200 t in 2026 are on this plan; November to the 21st is not.
    const base = (2_000 * 365) / 304;
    expect((await said({ base }))[0]).toMatchObject({ severity: 0, isPreview: false });
    const [cement, steel] = [kept(CEMENT, 60), kept(STEEL, 10)];
    const [last] = cement.months.slice(-1);
    if (last === undefined) throw new Error('There are months.');
    const running = {
      ...last,
      month: '2026-11',
      unsettledBy: 'too-early' as const,
      tceCalorific: 190,
    };
    await database.transaction((tx) => saveEnterpriseMonths(tx, [{ ...cement, running }, steel]));
    expect((await said({ base }))[0]).toMatchObject({ severity: 1, isPreview: true });
    await database.transaction((tx) => saveEnterpriseMonths(tx, [cement, steel]));
  });

  it('hold registered lines against the benchmark level', async () => {
    const line = (capacityPerYear: number) => ({
      ...{ name: '窑', product: 'cement-clinker', commissionedOn: null, extendedOn: null },
      ...{ capacityPerYear, circumstances: {} },
    });
    const goal = { metric: 'benchmark-capacity-share', base: 0.3 } as const;
    expect((await said(goal))[0]).toMatchObject({ notJudged: 'no-data' });
    await register('production-line', CEMENT, 'K1', line(1_000_000));
    expect((await said(goal))[0]).toMatchObject({ severity: 0, value: 1 });
  });

  it('count audits of those on the class list of the year', async () => {
    const goal = { metric: 'audit-coverage', base: 0.7 } as const;
    expect((await said(goal))[0]).toMatchObject({ notJudged: 'no-data' });
    const listed = { class: 'statutory', decidedByTce: null, basis: null, duties: [] } as const;
    for (const id of [CEMENT, STEEL]) {
      await register('class-list', id, '2026', { ...listed, ...ISSUED });
    }
    const audit = { batch: '2026-1', dueOn: '2026-06-30', auditor: 'x', engagementId: null };
    await register('audit-programme', CEMENT, 'A1', {
      ...{ ...audit, state: 'done', doneOn: '2026-05-01', documentNo: '1' },
    });
    expect((await said(goal))[0]).toMatchObject({ severity: 2, value: 0.5 });
  });

  it('are withdrawn with their last entry', async () => {
    const owner = { type: 'park', code: 'P1' } as const;
    const document: AreaTarget = {
      ...{ metric: 'audit-coverage', basis: null, industryCode: null, base: 0, stretch: null },
      ...{ baseYear: null, issuedOn: '2026-01-10', ...ISSUED },
    };
    const entry = { register: 'area-target', owner, key: 'goal', year: 2026, document } as const;
    const gone = { ...entry, withdrawn: true };
    await database.transaction((tx) => insertRegisterEntry(tx, gone, { by: 'x', atMs: NOON_MS }));
    const world = { calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE };
    const area = { areaType: 'park', areaCode: 'P1' } as const;
    const judged = await judgeArea({ ...world, executor: database.executor }, area, {
      nowMs: NOON_MS,
    });
    expect(judged.judgements).toEqual([]);
  });
});
