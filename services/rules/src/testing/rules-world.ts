import { EVALUATE_POLICIES } from '@hengneng/contracts';
import {
  type Alert,
  type AreaAlert,
  type Database,
  insertEnterprises,
  insertMeters,
  insertPolicyVersion,
  insertRegisterEntry,
  listAlerts,
  listAlertTransitions,
  listAreaAlerts,
  listAreaAlertTransitions,
  openDatabase,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  type AreaTarget,
  type AuthorityPart,
  periodNamed,
  periodsBetween,
  type Target,
} from '@hengneng/domain';
import {
  connectRedis,
  createEnterpriseJobs,
  createQueue,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  buildEnterpriseId,
  createMigratedDatabase,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
} from '@hengneng/testkit';
import { createInfluxStores } from '@hengneng/timeseries';

import { readConfig } from '../config.ts';
import { type RulesService, startRules } from '../rules-service.ts';

/** Zone of every enterprise here. */
export const ZONE = 'Asia/Shanghai';
/** tce of a megawatt hour at calorific value. */
export const TCE_PER_MWH = 0.1229;
const DATABASE = 'hengneng';
const DAY_MS = 86_400_000;
const SIGNED = { by: 'authority', byUserId: '00000000-0000-4000-8000-000000000001' };

/** Real PostgreSQL, Redis and InfluxDB for one test file. */
export interface RulesWorld {
  readonly database: Database;
  readonly env: Readonly<Record<string, string>>;
  readonly redis: TestServer;
  readonly influxdb: TestServer;
  /** Clock of the services that are started here; moves only when it is set. */
  clock: number;
  start(env?: Readonly<Record<string, string>>): Promise<RulesService>;
  /** Registers enterprises with one purchase meter of electricity each; answers their ids. */
  register(numbers: readonly number[], parkCode?: string): Promise<string[]>;
  /** Issues a target of a park for 2026, or withdraws it. */
  target(parkCode: string, key: string, change: Partial<AreaTarget> | null): Promise<void>;
  /** Alerts of a park, by rule. */
  areaAlerts(parkCode: string): Promise<AreaAlert[]>;
  /** Types of what happened to an alert of an area, in order. */
  areaHistory(alert: AreaAlert): Promise<string[]>;
  sign(enterpriseId: string, part: AuthorityPart, atMs?: number): Promise<void>;
  /** Stores the same use of electricity for every local day of [from, to). */
  use(enterpriseId: string, from: string, to: string, kwhPerDay: number): Promise<void>;
  /** Stores a day of which so many hours are known. */
  useHours(enterpriseId: string, day: string, hours: number, kwhPerHour: number): Promise<void>;
  /** Has an enterprise judged, as the aggregator does. */
  wake(enterpriseId: string): Promise<void>;
  /** Jobs of `wake` that are not done. */
  awake(): Promise<number>;
  alerts(enterpriseId: string): Promise<Alert[]>;
  /** Types of what happened to an alert, in order. */
  history(alert: Alert): Promise<string[]>;
  dispose(): Promise<void>;
}

/** A yearly budget of an amount of standard coal at calorific value. */
export function budget(limit: number, change: Partial<Target> = {}): Target {
  return { id: 'total', metric: 'tce', basis: 'calorific', period: 'year', limit, ...change };
}

/** Starts the servers; `dispose` when the file's tests are over. */
export async function startRulesWorld(atText: string): Promise<RulesWorld> {
  const [own, redis, influxdb] = await Promise.all([
    createMigratedDatabase(),
    startTestRedis(),
    startTestInfluxdb(DATABASE),
  ]);
  const database = openDatabase({ url: own.url });
  const stores = createInfluxStores({ url: influxdb.url, database: DATABASE });
  const connection = connectRedis(redis.url, 'worker');
  await waitUntilRedisReady(connection);
  const jobs = createEnterpriseJobs(EVALUATE_POLICIES, connection, 0);
  const queue = createQueue(EVALUATE_POLICIES, connection);
  const env = {
    DATABASE_URL: own.url,
    REDIS_URL: redis.url,
    INFLUX_URL: influxdb.url,
    RULES_HTTP_PORT: '0',
    RULES_SWEEP_MS: '50',
    RULES_AREA_WAIT_MS: '0',
  };
  const logger = createLogger({ service: 'rules', level: 'error' });
  const world: RulesWorld = {
    ...{ database, env, redis, influxdb },
    clock: Date.parse(atText),
    start: (more = {}) => startRules(readConfig({ ...env, ...more }), logger, () => world.clock),
    register: (numbers, parkCode) => register(database, numbers, parkCode ?? null),
    target: async (parkCode, key, change) => {
      const document: AreaTarget = {
        ...{ metric: 'total-tce', basis: 'calorific', industryCode: null, base: 0, stretch: null },
        ...{ baseYear: null, issuer: '平江县发展和改革局', documentNo: '平发改〔2026〕15号' },
        ...{ issuedOn: '2026-01-10', ...change },
      };
      const entry = {
        ...({ register: 'area-target', owner: { type: 'park', code: parkCode } } as const),
        ...{ key, year: 2026, document, withdrawn: change === null },
      };
      await database.transaction((tx) =>
        insertRegisterEntry(tx, entry, { by: 'authority', atMs: world.clock }),
      );
    },
    areaAlerts: async (areaCode) => {
      const area = { areaType: 'park', areaCode } as const;
      const { items } = await listAreaAlerts(database.executor, SYSTEM_SCOPE, { area, limit: 100 });
      return items.toSorted((one, other) => (one.rule < other.rule ? -1 : 1));
    },
    areaHistory: async (alert) =>
      (await listAreaAlertTransitions(database.executor, alert.id)).map(
        ({ type, severity }) => `${type} ${severity}`,
      ),
    sign: async (enterpriseId, document, atMs = world.clock - DAY_MS) => {
      const item = {
        ...({ enterpriseId, year: 2026, part: 'authority', document } as const),
        ...{ effectiveOn: '2026-01-01', effectiveAtMs: Date.parse('2026-01-01T00:00:00+08:00') },
        ...{ documentNo: '平发改〔2026〕15号', note: '', applicationId: null },
      };
      await database.transaction((tx) => insertPolicyVersion(tx, item, { ...SIGNED, atMs }));
    },
    use: async (enterpriseId, from, to, kwhPerDay) => {
      const fromMs = periodNamed(from, ZONE)?.startMs ?? 0;
      const toMs = periodNamed(to, ZONE)?.startMs ?? 0;
      const days = periodsBetween(fromMs, toMs, 'day', ZONE).map(({ startMs, endMs }) => ({
        ...{ meterId: 'E01', startMs, quantity: kwhPerDay, estimatedQuantity: 0 },
        coveredMs: endMs - startMs,
      }));
      await stores.energy.writeDays(enterpriseId, days);
    },
    useHours: async (enterpriseId, day, hours, kwhPerHour) => {
      await stores.energy.writeDays(enterpriseId, [
        {
          ...{ meterId: 'E01', startMs: periodNamed(day, ZONE)?.startMs ?? 0 },
          ...{ quantity: hours * kwhPerHour, estimatedQuantity: 0, coveredMs: hours * 3_600_000 },
        },
      ]);
    },
    wake: (enterpriseId) => jobs.add(enterpriseId),
    awake: () => queue.depth(),
    alerts: async (enterpriseId) => {
      const viewer = { scope: SYSTEM_SCOPE, seesHidden: true };
      const wanted = { enterpriseId, sort: 'newest', limit: 100 } as const;
      const { items } = await listAlerts(database.executor, viewer, wanted);
      return items.toSorted((one, other) => (one.rule < other.rule ? -1 : 1));
    },
    history: async (alert) =>
      (await listAlertTransitions(database.executor, alert.id)).map(
        ({ type, severity }) => `${type} ${severity}`,
      ),
    dispose: async () => {
      await Promise.all([jobs.close(), queue.close()]);
      connection.disconnect();
      stores.close();
      await database.close();
      await Promise.all([own.drop(), redis.dispose(), influxdb.dispose()]);
    },
  };
  return world;
}

async function register(
  database: Database,
  numbers: readonly number[],
  parkCode: string | null,
): Promise<string[]> {
  const ids = numbers.map((number) => buildEnterpriseId(number));
  await database.transaction(async (tx) => {
    await insertEnterprises(
      tx,
      ids.map((id) => ({
        ...{ id, name: `企业 ${id}`, regionCode: '430626', industryCode: 'C3011' },
        ...{ timeZone: ZONE, parkCode, class: null },
      })),
      'tester',
    );
    for (const id of ids) {
      await insertMeters(
        tx,
        id,
        [
          {
            ...{ id: 'E01', name: '进线', level: 1, siteId: null, dataCode: null },
            ...{ energyKind: 'electricity', kind: 'register', unit: 'kWh', flow: 'purchased' },
            ...{ multiplier: 1, intervalSeconds: null, registerMax: null, ratedPowerKw: null },
            masterMeterId: null,
          },
        ],
        'tester',
      );
    }
  });
  return ids;
}
