import { DomainError } from '@hengneng/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, isDatabaseUnavailable, openDatabase } from './connection.ts';
import {
  getDevice,
  insertDevice,
  type NewCredential,
  replaceCredential,
  revokeDevice,
} from './devices.ts';
import { getEnterprise, listEnterprises, updateEnterprise } from './enterprises.ts';
import {
  getMeter,
  insertMeterEpoch,
  insertMeters,
  listMeterEpochs,
  type NewMeter,
} from './meters.ts';
import { migrate } from './migrate.ts';
import { insertSession, touchSession } from './sessions.ts';
import {
  allSnapshots,
  changeRegistry,
  enterprisesWithDueEpochs,
  markPublished,
  newestSnapshotsOf,
  storeNextSnapshots,
  unpublishedSnapshots,
} from './snapshots.ts';
import { createTenantScope, SYSTEM_SCOPE, type TenantScope } from './tenant-scope.ts';
import {
  creditCode,
  registerEnterprise,
  startTestDatabase,
  type TestDatabase,
} from './testing/test-database.ts';
import { getUser, insertUser, type RoleGrant, updateUser } from './users.ts';

const NOW_MS = Date.parse('2026-11-21T04:00:00Z');
let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await startTestDatabase();
  database = server.database;
});
afterAll(() => server.dispose());

function meter(id: string, given: Partial<NewMeter> = {}): NewMeter {
  return {
    id,
    name: id,
    level: 1,
    siteId: null,
    dataCode: null,
    energyKind: 'electricity',
    kind: 'register',
    unit: 'kWh',
    flow: 'purchased',
    multiplier: 1,
    intervalSeconds: null,
    registerMax: null,
    ratedPowerKw: null,
    masterMeterId: null,
    ...given,
  };
}

async function addMeters(enterpriseId: string, ...meters: NewMeter[]) {
  const target = { scope: SYSTEM_SCOPE, enterpriseId, atMs: NOW_MS };
  await changeRegistry(database, target, (tx) => insertMeters(tx, enterpriseId, meters, 'tester'));
}

const newest = async (id: string) => (await newestSnapshotsOf(database.executor, [id]))[0];

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe('migrate', () => {
  it('may be called again, and by several processes at once', async () => {
    await Promise.all([migrate(server.url), migrate(server.url), migrate(server.url)]);
  });
});

describe('a tenant scope', () => {
  const cases: { name: string; scope: TenantScope; sees: string[] }[] = [
    { name: 'everything', scope: SYSTEM_SCOPE, sees: ['hunan', 'park', 'guizhou'] },
    { name: 'nothing', scope: createTenantScope({}), sees: [] },
    {
      name: 'a province covers its counties',
      scope: createTenantScope({ regionCodes: ['43'] }),
      sees: ['hunan', 'park'],
    },
    {
      name: 'a county and no other',
      scope: createTenantScope({ regionCodes: ['430626'] }),
      sees: ['hunan'],
    },
    { name: 'a park', scope: createTenantScope({ parkCodes: ['p1'] }), sees: ['park'] },
    {
      name: 'named enterprises',
      scope: createTenantScope({ enterpriseIds: [creditCode(3)] }),
      sees: ['guizhou'],
    },
    {
      name: 'a percent sign is no wildcard',
      scope: createTenantScope({ regionCodes: ['%'] }),
      sees: [],
    },
    {
      name: 'an empty code covers nothing',
      scope: createTenantScope({ regionCodes: [''] }),
      sees: [],
    },
  ];
  const idOf: Record<string, string> = {
    hunan: creditCode(1),
    park: creditCode(2),
    guizhou: creditCode(3),
  };

  beforeAll(async () => {
    await registerEnterprise(database, 1, { regionCode: '430626' });
    await registerEnterprise(database, 2, { regionCode: '430602', parkCode: 'p1' });
    await registerEnterprise(database, 3, { regionCode: '520102' });
    for (const id of Object.values(idOf)) await addMeters(id, meter('E01'));
  });

  it.each(cases)('$name', async ({ scope, sees }) => {
    const { executor } = database;
    const page = await listEnterprises(executor, scope, { limit: 10, atMs: NOW_MS });
    expect(page.items.map(({ id }) => id)).toEqual(sees.map((name) => idOf[name]).sort());
    for (const [name, id] of Object.entries(idOf)) {
      const expected = sees.includes(name) ? 'no failure' : 'NOT_FOUND';
      expect(await codeOf(getEnterprise(executor, scope, id, NOW_MS))).toBe(expected);
      expect(await codeOf(getMeter(executor, scope, id, 'E01', NOW_MS))).toBe(expected);
      const target = { scope, enterpriseId: id, atMs: NOW_MS };
      expect(await codeOf(changeRegistry(database, target, async () => {}))).toBe(expected);
    }
  });
});

describe('meters', () => {
  it('have the epoch in force at an instant, of the latest revision', async () => {
    const id = await registerEnterprise(database, 10);
    await addMeters(id, meter('E01'));
    const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
    const change = (validFrom: string, multiplier: number) =>
      database.transaction((tx) =>
        insertMeterEpoch(
          tx,
          id,
          'E01',
          { ...meter('E01'), multiplier, validFromMs: day(validFrom) },
          't',
        ),
      );
    await change('2026-06-01', 60);
    await change('2026-03-01', 30);
    await change('2026-06-01', 66);
    const at = async (text: string) =>
      (await getMeter(database.executor, SYSTEM_SCOPE, id, 'E01', day(text))).multiplier;
    expect([await at('2026-02-28'), await at('2026-03-01'), await at('2026-06-01')]).toEqual([
      1, 30, 66,
    ]);
    const epochs = await listMeterEpochs(database.executor, SYSTEM_SCOPE, id, 'E01');
    expect(epochs.map(({ revision, multiplier }) => [revision, multiplier])).toEqual([
      [1, 1],
      [2, 60],
      [3, 30],
      [4, 66],
    ]);
  });

  it('are known from their registration on, even when their first epoch is yet to begin', async () => {
    const id = await registerEnterprise(database, 11);
    await addMeters(id, meter('E01', { validFromMs: NOW_MS + 1_000 }));
    expect((await newest(id))?.meters).toMatchObject([{ id: 'E01' }]);
  });

  it('refuse what does not fit, and save nothing of it', async () => {
    const id = await registerEnterprise(database, 12);
    await addMeters(id, meter('E01'), meter('E02', { masterMeterId: 'E01' }));
    const version = async () =>
      (await getEnterprise(database.executor, SYSTEM_SCOPE, id, NOW_MS)).registryVersion;
    const before = await version();
    expect(await codeOf(addMeters(id, meter('E01')))).toBe('METER_EXISTS');
    expect(await codeOf(addMeters(id, meter('E03', { masterMeterId: 'nobody' })))).toBe(
      'METER_MASTER_NOT_FOUND',
    );
    expect(await codeOf(addMeters(id, meter('E03', { masterMeterId: 'E03' })))).toBe(
      'METER_MASTER_CIRCULAR',
    );
    expect(await codeOf(addMeters(id, meter('E03', { siteId: 'nowhere' })))).toBe('SITE_NOT_FOUND');
    const circle = { ...meter('E01', { masterMeterId: 'E02' }), validFromMs: NOW_MS };
    expect(
      await codeOf(database.transaction((tx) => insertMeterEpoch(tx, id, 'E01', circle, 't'))),
    ).toBe('METER_MASTER_CIRCULAR');
    expect(await version()).toBe(before);
  });
});

describe('registry snapshots', () => {
  it('rise by one with every change and hold what the data plane needs', async () => {
    const id = await registerEnterprise(database, 20);
    await addMeters(id, meter('E01', { registerMax: 999_999.99 }));
    const credential: NewCredential = {
      kind: 'password',
      sha256: 'aa',
      issuedAtMs: NOW_MS,
      issuedBy: 't',
      expiresAtMs: null,
    };
    const target = { scope: SYSTEM_SCOPE, enterpriseId: id, atMs: NOW_MS };
    await changeRegistry(database, target, (tx) =>
      insertDevice(tx, id, { id: 'd1', name: '' }, credential),
    );
    expect(await newest(id)).toEqual({
      enterpriseId: id,
      version: 3,
      timeZone: 'Asia/Shanghai',
      products: [],
      devices: [{ id: 'd1', passwordSha256: 'aa', certificateSha256: null, revoked: false }],
      meters: [
        {
          id: 'E01',
          kind: 'register',
          energyKind: 'electricity',
          unit: 'kWh',
          intervalSeconds: null,
          registerMax: 999_999.99,
        },
      ],
      histories: [
        {
          meterId: 'E01',
          epochs: [
            {
              fromMs: Date.parse('2000-01-01T00:00:00Z'),
              kind: 'register',
              unit: 'kWh',
              multiplier: 1,
              registerMax: 999_999.99,
              ratedPowerKw: null,
              intervalSeconds: null,
            },
          ],
          exchanges: [],
          rejectedStepsAtMs: [],
          proposedExchangesAtMs: [],
        },
      ],
    });
  });

  it('are to be published until they are marked, and the mark never goes back', async () => {
    const id = await registerEnterprise(database, 21);
    const isPending = async () =>
      (await unpublishedSnapshots(database.executor, 1_000)).some(
        (each) => each.enterpriseId === id,
      );
    expect(await isPending()).toBe(true);
    await markPublished(database.executor, [{ enterpriseId: id, version: 1 }]);
    expect(await isPending()).toBe(false);
    await addMeters(id, meter('E01'));
    expect(await isPending()).toBe(true);
    await markPublished(database.executor, [{ enterpriseId: id, version: 2 }]);
    await markPublished(database.executor, [{ enterpriseId: id, version: 1 }]);
    expect(await isPending()).toBe(false);
  });

  it('are read page by page, each once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await allSnapshots(database.executor, 2, after);
      seen.push(...page.map((each) => each.enterpriseId));
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.enterpriseId;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.length).toBeGreaterThan(4);
  });

  it('keep their order when two changes of one enterprise meet', async () => {
    const id = await registerEnterprise(database, 22);
    await Promise.all([1, 2, 3, 4, 5].map((n) => addMeters(id, meter(`E0${n}`))));
    const snapshot = await newest(id);
    expect(snapshot?.version).toBe(6);
    expect(snapshot?.meters).toHaveLength(5);
  });

  it('fall due when a dated epoch begins', async () => {
    const id = await registerEnterprise(database, 23);
    await addMeters(id, meter('E01'));
    const beginsMs = NOW_MS + 60_000;
    const target = { scope: SYSTEM_SCOPE, enterpriseId: id, atMs: NOW_MS };
    await changeRegistry(database, target, async (tx) => {
      await insertMeterEpoch(
        tx,
        id,
        'E01',
        { ...meter('E01'), registerMax: 10, validFromMs: beginsMs },
        't',
      );
      await updateEnterprise(
        tx,
        id,
        { timeZone: { name: 'Asia/Seoul', validFromMs: beginsMs } },
        't',
      );
    });
    const { executor } = database;
    expect(await newest(id)).toMatchObject({ timeZone: 'Asia/Shanghai' });
    expect(await enterprisesWithDueEpochs(executor, beginsMs - 1)).not.toContain(id);
    expect(await enterprisesWithDueEpochs(executor, beginsMs)).toContain(id);
    await database.transaction((tx) => storeNextSnapshots(tx, [id], beginsMs));
    expect(await enterprisesWithDueEpochs(executor, beginsMs)).not.toContain(id);
    expect(await newest(id)).toMatchObject({
      timeZone: 'Asia/Seoul',
      meters: [{ registerMax: 10 }],
    });
  });
});

describe('devices', () => {
  it('have one credential at a time and keep the history of them', async () => {
    const id = await registerEnterprise(database, 30);
    const credential = (kind: 'password' | 'certificate', sha256: string, issuedAtMs: number) => ({
      kind,
      sha256,
      issuedAtMs,
      issuedBy: 't',
      expiresAtMs: null,
    });
    await database.transaction(async (tx) => {
      await insertDevice(tx, id, { id: 'd1', name: '' }, credential('password', 'aa', 1));
      await replaceCredential(tx, id, 'd1', credential('certificate', 'bb', 2));
      await revokeDevice(tx, id, 'd1', 3);
      await revokeDevice(tx, id, 'd1', 4);
    });
    const { executor } = database;
    expect(await getDevice(executor, SYSTEM_SCOPE, id, 'd1')).toMatchObject({
      credential: 'certificate',
      revokedAtMs: 3,
    });
    await database.transaction((tx) =>
      replaceCredential(tx, id, 'd1', credential('password', 'cc', 5)),
    );
    expect(await getDevice(executor, SYSTEM_SCOPE, id, 'd1')).toMatchObject({
      credential: 'password',
      revokedAtMs: null,
    });
    const history = await executor.execute(
      `select sha256, extract(epoch from ended_at)*1000 as ended from device_credential where enterprise_id = '${id}' order by revision`,
    );
    expect(
      history.rows.map((row) => [row.sha256, row.ended === null ? null : Number(row.ended)]),
    ).toEqual([
      ['aa', 2],
      ['bb', 3],
      ['cc', null],
    ]);
  });
});

describe('users', () => {
  it.each([
    { name: 'other roles', change: { roles: [] }, ends: true },
    { name: 'a disabling', change: { disabledAtMs: NOW_MS }, ends: true },
    {
      name: 'a new password',
      change: { password: { hash: 'h2', mustChange: false, changedAtMs: NOW_MS } },
      ends: true,
    },
    { name: 'another display name', change: { name: 'x' }, ends: false },
  ])('$name end their sessions: $ends', async ({ name, change, ends }) => {
    const username = name.replaceAll(' ', '-');
    const token = `token of ${username}`;
    const id = await database.transaction((tx) =>
      insertUser(tx, {
        username,
        name,
        passwordHash: 'h',
        mustChangePassword: false,
        roles: [],
      }),
    );
    const session = { tokenSha256: token, userId: id, atMs: NOW_MS, address: '::1' };
    await insertSession(database.executor, { ...session, expiresAtMs: NOW_MS + 1_000_000 });
    await database.transaction((tx) => updateUser(tx, id, change));
    const now = { atMs: NOW_MS + 1, idleMs: 60_000 };
    expect((await touchSession(database.executor, token, now)) === null).toBe(ends);
  });

  it('read back the roles they were given', async () => {
    const enterpriseIds = [creditCode(1), creditCode(3)].sort();
    const roles: RoleGrant[] = [
      { role: 'inspector', scope: { type: 'region', code: '4306' } },
      {
        role: 'auditor',
        scope: {
          type: 'engagement',
          enterpriseIds,
          periodFrom: '2025-01-01',
          periodTo: '2025-12-31',
          expiresAtMs: NOW_MS,
        },
      },
    ];
    const id = await database.transaction((tx) =>
      insertUser(tx, {
        username: 'reader',
        name: 'r',
        passwordHash: 'h',
        roles,
        mustChangePassword: true,
      }),
    );
    const user = await getUser(database.executor, id);
    expect(user.roles.toSorted((a, b) => (a.role < b.role ? 1 : -1))).toMatchObject(roles);
  });

  it('have names that differ by more than their case', async () => {
    const add = (username: string) =>
      database.transaction((tx) =>
        insertUser(tx, {
          username,
          name: 'n',
          passwordHash: 'h',
          roles: [],
          mustChangePassword: false,
        }),
      );
    await add('Li.Wei');
    expect(await codeOf(add('li.wei'))).toBe('USER_EXISTS');
  });
});

describe('isDatabaseUnavailable', () => {
  it('tells a server that is away from a statement that is wrong', async () => {
    const away = openDatabase({ url: 'postgresql://a:b@127.0.0.1:1/c' });
    const fault = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => null,
        (each: unknown) => each,
      );
      return isDatabaseUnavailable(error);
    };
    expect(await fault(away.ping())).toBe(true);
    expect(await fault(database.executor.execute('select nonsense'))).toBe(false);
    await away.close();
  });
});
