import {
  type Database,
  insertCalibrations,
  insertEnterprises,
  insertMeters,
  insertPolicyVersion,
  insertRegisterEntry,
  type NewMeter,
  openDatabase,
} from '@hengneng/database';
import {
  CHINA_WORK_CALENDAR,
  DEFAULT_CLASS_SETTINGS,
  type Judgement,
  type Measure,
  periodsBetween,
  REFERENCE_LIMIT_TABLE,
  type RegisterDocuments,
  type RegisterName,
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
const at = (text: string) => Date.parse(`${text}T12:00:00+08:00`);
const SIGNED = { by: 'authority', byUserId: '00000000-0000-4000-8000-000000000001' };
const ISSUED = { issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕1号' };

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
    await insertMeters(tx, id, [METER], 'tester');
  });
});

const METER: NewMeter = {
  ...{ id: 'E01', name: '进线', level: 1, siteId: null, dataCode: null },
  ...({ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' } as const),
  ...{ multiplier: 1, intervalSeconds: null, registerMax: null, ratedPowerKw: null },
  masterMeterId: null,
};

async function enter<K extends RegisterName>(
  register: K,
  key: string,
  document: RegisterDocuments[K],
  year: number | null = null,
  owner: 'enterprise' | 'platform' = 'enterprise',
) {
  const whose = owner === 'platform' ? { type: owner } : ({ type: owner, id } as const);
  await database.transaction((tx) =>
    insertRegisterEntry(
      tx,
      { register, owner: whose, key, year, document },
      { by: 'tester', atMs: at('2026-01-02') },
    ),
  );
}

/** What the rules of one family say on a day. */
async function judged(day: string, rule: Judgement['rule']): Promise<string[]> {
  const world = {
    ...{ executor: database.executor, energyStore, calendar: CHINA_WORK_CALENDAR },
    limits: REFERENCE_LIMIT_TABLE,
  };
  const common = { timeZone: ZONE, parkCode: null, class: null };
  const versions = { registryVersion: 1, publishedVersion: 1 };
  const enterprise = {
    id,
    name: id,
    regionCode: '430626',
    industryCode: 'C3011',
    ...common,
    ...versions,
  };
  const nowMs = at(day);
  const record = await loadEnterpriseRecord(world, { enterprise, nowMs, recordedMs: nowMs });
  const { judgements, refused } = await judgeEnterprise(record, 'daily');
  expect(refused).toEqual([]);
  return judgements
    .filter((each) => each.rule === rule)
    .map(({ targetId, severity, period }) => `${targetId} ${period.name} ${severity}`);
}

const classed = (name: 'statutory' | 'local') =>
  enter(
    'class-list',
    '2026',
    {
      ...{ class: name, decidedByTce: null, basis: null, ...ISSUED },
      duties: DEFAULT_CLASS_SETTINGS.duties[name],
    },
    2026,
  );

describe('measures', () => {
  const measure: Measure = {
    ...{ id: 'M1', category: 'waste-heat', title: '余热发电', status: 'planned' },
    ...{ start: '2026-03-01', end: '2026-09-30' },
    milestones: [{ due: '2026-06-30', title: '安装' }],
  };
  const sign = () =>
    database.transaction((tx) =>
      insertPolicyVersion(
        tx,
        {
          ...{ enterpriseId: id, year: 2026, part: 'plan', document: { measures: [measure] } },
          ...{ effectiveOn: '2026-01-01', effectiveAtMs: at('2026-01-01') },
          ...{ documentNo: '', note: '', applicationId: null },
        },
        { ...SIGNED, atMs: at('2026-01-02') },
      ),
    );

  it('are late by milestone and by end, and in time once their progress says so', async () => {
    await sign();
    expect(await judged('2026-06-30', 'measure')).toEqual(['M1 2026 0']);
    expect(await judged('2026-07-01', 'measure')).toEqual(['M1 2026 1']);
    expect(await judged('2026-10-01', 'measure')).toEqual(['M1 2026 2']);
    const report = { measureId: 'M1', note: '', attachmentIds: [], spentCny: null };
    const june = { ...report, month: '2026-06', status: 'running', percent: 60 } as const;
    await enter('measure-progress', 'M1.2026-06', { ...june, milestonesDone: ['安装'] }, 2026);
    expect(await judged('2026-07-01', 'measure')).toEqual(['M1 2026 0']);
    expect(await judged('2026-10-01', 'measure')).toEqual(['M1 2026 2']);
    const done = { ...report, month: '2026-09', status: 'done', percent: 100 } as const;
    await enter('measure-progress', 'M1.2026-09', { ...done, milestonesDone: [] }, 2026);
    expect(await judged('2026-10-01', 'measure')).toEqual(['M1 2026 0']);
  });
});

describe('duties with a day', () => {
  const audit: RegisterDocuments['audit-programme'] = {
    ...{ batch: '2026-1', dueOn: '2026-10-31', doneOn: null, state: 'planned' as const },
    ...{ auditor: '', documentNo: '', engagementId: null },
  };

  it('has audits due, overdue, done and cancelled', async () => {
    await enter('audit-programme', 'A1', audit, 2026);
    expect(await judged('2026-10-01', 'duty-due')).toEqual(['audit-A1 2026 0']);
    expect(await judged('2026-10-31', 'duty-due')).toEqual(['audit-A1 2026 1']);
    expect(await judged('2026-11-01', 'duty-due')).toEqual(['audit-A1 2026 2']);
    await enter('audit-programme', 'A1', { ...audit, state: 'done', doneOn: '2026-10-20' }, 2026);
    expect(await judged('2026-11-01', 'duty-due')).toEqual(['audit-A1 2026 0']);
    await enter('audit-programme', 'A1', { ...audit, state: 'cancelled' }, 2026);
    expect(await judged('2026-11-01', 'duty-due')).toEqual([]);
  });

  it('owes the yearly report where the class does, until it is handed in', async () => {
    await classed('local');
    expect(await judged('2026-04-01', 'duty-due')).toEqual([]);
    await classed('statutory');
    expect(await judged('2026-03-31', 'duty-due')).toEqual(['annual-report-2025 2026 1']);
    expect(await judged('2026-04-01', 'duty-due')).toEqual(['annual-report-2025 2026 2']);
    const report = { submittedOn: '2026-03-20', documentNo: '', attachmentIds: [] };
    await enter('annual-report', '2025', report, 2025);
    expect(await judged('2026-04-01', 'duty-due')).toEqual(['annual-report-2025 2026 0']);
  });

  it('has the certificate of a meter run out', async () => {
    const certificate = {
      ...({ kind: 'verification', result: 'passed' } as const),
      ...{ certificateNo: 'C1', organisation: '所' },
      ...{
        performedOn: '2025-06-01',
        validUntil: '2026-06-01',
        accuracyClass: null,
        attachmentId: null,
        replaces: null,
      },
    } as const;
    await database.transaction((tx) =>
      insertCalibrations(tx, id, [{ meterId: 'E01', ...certificate }], {
        ...{ atMs: at('2026-01-02'), by: 'tester' },
      }),
    );
    expect(await judged('2026-05-01', 'duty-due')).toEqual(['calibration-E01 2026 0']);
    expect(await judged('2026-06-01', 'duty-due')).toEqual(['calibration-E01 2026 1']);
    expect(await judged('2026-06-02', 'duty-due')).toEqual(['calibration-E01 2026 2']);
  });
});

describe('the energy manager', () => {
  it('is owed by class: vacant, to be filed, filed; a deputy is none', async () => {
    const post = {
      ...{ name: '张三', position: '', qualification: '', phone: '', email: '' },
      ...{ appointedOn: '2026-02-01', filedOn: null, filingNo: null, validTo: null },
    };
    expect(await judged('2026-06-01', 'energy-manager')).toEqual([]);
    await classed('statutory');
    await enter('energy-manager', 'deputy', { ...post, filedOn: '2026-02-02' });
    expect(await judged('2026-06-01', 'energy-manager')).toEqual(['manager 2026 2']);
    await enter('energy-manager', 'manager', post);
    expect(await judged('2026-02-20', 'energy-manager')).toEqual(['manager 2026 1']);
    expect(await judged('2026-06-01', 'energy-manager')).toEqual(['manager 2026 2']);
    await enter('energy-manager', 'manager', { ...post, filedOn: '2026-05-01' });
    expect(await judged('2026-06-01', 'energy-manager')).toEqual(['manager 2026 0']);
  });
});

describe('equipment of the elimination list', () => {
  it('is late by recorded items alone, and no more once it is scrapped', async () => {
    const machine = {
      ...{ name: '1号变压器', category: 'transformer', model: 'S7-500/10', count: 1 },
      ...{ ratedPowerKw: null, commissionedOn: null },
    };
    await enter('equipment', 'T1', { ...machine, state: 'in-use' });
    expect(await judged('2026-06-01', 'obsolete-equipment')).toEqual([]);
    const item = { category: 'transformer', models: ['S7-*'], document: '目录', note: '' };
    const listed = { ...item, eliminatedFrom: '2026-05-31' };
    await enter('elimination-item', 'X1', listed, null, 'platform');
    expect(await judged('2026-05-31', 'obsolete-equipment')).toEqual(['T1 2026 1']);
    expect(await judged('2026-06-01', 'obsolete-equipment')).toEqual(['T1 2026 2']);
    await enter('equipment', 'T1', { ...machine, state: 'scrapped' });
    expect(await judged('2026-06-01', 'obsolete-equipment')).toEqual(['T1 2026 0']);
  });
});

describe('approved projects', () => {
  it('are held to what was approved, by their own meters, from the month they run', async () => {
    // 1 MWh a day at 0.1229 kgce/kWh: 37.4 tce to the end of October.
    const [fromMs, toMs] = [at('2026-01-01') - 43_200_000, at('2026-11-01') - 43_200_000];
    await energyStore.writeDays(
      id,
      periodsBetween(fromMs, toMs, 'day', ZONE).map(({ startMs, endMs }) => ({
        ...{ meterId: 'E01', startMs, quantity: 1_000, estimatedQuantity: 0 },
        coveredMs: endMs - startMs,
      })),
    );
    const project = {
      ...{ name: '二线', basis: 'calorific' as const, approvedOn: '2024-05-01', meters: [] },
      ...ISSUED,
    };
    const enterProject = (change: object) =>
      enter('approved-project', 'P1', {
        ...{ ...project, approvedTce: 37, operatingFrom: '2026-01-01', ...change },
      });
    await enterProject({ operatingFrom: null });
    expect(await judged('2026-11-21', 'approved-project')).toEqual([]);
    await enterProject({});
    expect(await judged('2026-11-21', 'approved-project')).toEqual(['P1 2026 2']);
    await enterProject({ meters: ['E01'] });
    expect(await judged('2026-11-21', 'approved-project')).toEqual(['P1 2026 2']);
    await enterProject({ approvedTce: 38 });
    expect(await judged('2026-11-21', 'approved-project')).toEqual(['P1 2026 0']);
    await enterProject({ operatingFrom: '2026-02-01' });
    expect(await judged('2026-11-21', 'approved-project')).toEqual(['P1 2026 0']);
  });
});
