import { generateKeyPairSync } from 'node:crypto';
import { text as readText } from 'node:stream/consumers';
import type {
  CheckReadingsJob,
  ConsoleEvent,
  GatewayCommand,
  GatewayStatus,
  Heartbeat,
} from '@hengneng/contracts';
import {
  createSecretBox,
  type Database,
  insertUser,
  openDatabase,
  type RoleGrant,
} from '@hengneng/database';
import type { RegistrySnapshot } from '@hengneng/domain';
import type { PlacedConsoleEvent } from '@hengneng/queue';
import { createLogger, createMetrics } from '@hengneng/telemetry';
import {
  createInMemoryCorrectionStore,
  createInMemoryEnergyStore,
  createInMemoryReadingScan,
  createInMemoryReadingStore,
  createMigratedDatabase,
  type InMemoryCorrectionStore,
  type InMemoryEnergyStore,
  type InMemoryReadingStore,
} from '@hengneng/testkit';
import type { InjectOptions } from 'fastify';

import { seedFactors } from '../accounts/seed-factors.ts';
import type { Passwords } from '../auth/passwords.ts';
import { type BuiltApp, buildApp } from '../build-app.ts';
import type { ApiDependencies, GatewayAnswer, ReadingCheckState } from '../dependencies.ts';
import type { EventFeed } from '../events/event-feed.ts';

/** What a request came to. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

/** The api over a real PostgreSQL of its own; Redis, InfluxDB and the gateways are played. */
export interface ApiHarness {
  readonly app: BuiltApp['app'];
  readonly verifier: BuiltApp['verifier'];
  readonly readingsVerifier: BuiltApp['readingsVerifier'];
  readonly auditVerifier: BuiltApp['auditVerifier'];
  readonly database: Database;
  readonly dependencies: ApiDependencies;
  readonly readingStore: InMemoryReadingStore;
  readonly energyStore: InMemoryEnergyStore;
  readonly correctionStore: InMemoryCorrectionStore;
  readonly world: World;
  /** Sends a request; `as` is a token, nothing for nobody. */
  request(
    method: string,
    url: string,
    options?: { as?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Adds an account with these roles, signs it in, and answers its token. */
  signedIn(roles: readonly RoleGrant[], username?: string): Promise<string>;
  dispose(): Promise<void>;
}

/** The parts that are played; tests turn their knobs. */
export interface World {
  nowMs: number;
  /** Published snapshots by enterprise. */
  readonly published: Map<string, RegistrySnapshot>;
  redisAway: boolean;
  readonly heartbeats: Heartbeat[];
  readonly statuses: Map<number, GatewayStatus>;
  readonly asked: { gateway: number; id: string; command: GatewayCommand }[];
  answer: (command: GatewayCommand, id: string) => GatewayAnswer | null;
  /** Checks of readings that were asked for, and how each stands. */
  readonly checks: { gateway: number; id: string; job: CheckReadingsJob }[];
  look: (id: string) => ReadingCheckState | null;
  /** What the api told consoles by itself. */
  readonly told: ConsoleEvent[];
}

/** Everything there is, as a role's scope. */
export const ALL = { type: 'all' } as const;

/** Starts a harness; `dispose` it when the file's tests are over. */
export async function startApiHarness(
  settings: Partial<ApiDependencies['settings']> = {},
  /** Real ones in the place of those that are played. */
  stores: Partial<
    Pick<ApiDependencies, 'energyStore' | 'readingScan' | 'correctionStore' | 'events'>
  > = {},
): Promise<ApiHarness> {
  const own = await createMigratedDatabase();
  const database = openDatabase({ url: own.url });
  const readingStore = createInMemoryReadingStore();
  const energyStore = createInMemoryEnergyStore();
  const correctionStore = createInMemoryCorrectionStore();
  const world = createWorld();
  const dependencies = {
    ...dependenciesOf({
      ...{ database, readingStore, energyStore, correctionStore, world, settings },
    }),
    ...stores,
  };
  await seedFactors(dependencies);
  const { app, verifier, auditVerifier, readingsVerifier } = await buildApp(dependencies, {
    isRegistryPublished: () => !world.redisAway,
    passwords: QUICK_PASSWORDS,
  });
  await app.ready();

  const request: ApiHarness['request'] = async (method, url, options = {}) => {
    const { as, body, headers } = options;
    // It would wait for an end that never comes.
    const isEndless =
      /\/events(\?|$)/.test(url) && method === 'GET' && !url.includes('enterprises/');
    const response = await app.inject({
      method: method as InjectOptions['method'],
      url:
        url.startsWith('/api') || /^\/(healthz|readyz|metrics)/.test(url) ? url : `/api/v1${url}`,
      headers: { ...(as === undefined ? {} : { authorization: `Bearer ${as}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as string }),
      ...(isEndless ? { payloadAsStream: true } : {}),
    } as InjectOptions);
    const { statusCode: status } = response;
    if (isEndless && status === 200) response.stream().destroy();
    const text = isEndless
      ? status === 200
        ? ''
        : await readText(response.stream())
      : response.body;
    return {
      status,
      body: parseJson(text),
      headers: response.headers,
    };
  };

  let users = 0;
  return {
    app,
    verifier,
    readingsVerifier,
    auditVerifier,
    database,
    dependencies,
    readingStore,
    energyStore,
    correctionStore,
    world,
    request,
    signedIn: async (roles, name) => {
      users += 1;
      const username = name ?? `user-${users}`;
      const password = 'a long enough pass phrase';
      await database.transaction(async (tx) =>
        insertUser(tx, {
          username,
          name: username,
          roles,
          mustChangePassword: false,
          passwordHash: await QUICK_PASSWORDS.hash(password),
        }),
      );
      const answer = await request('POST', '/auth/login', { body: { username, password } });
      return answer.body.token;
    },
    dispose: async () => {
      await app.close();
      await database.close();
      await own.drop();
    },
  };
}

/** Passwords without the slowness that makes them safe. */
const QUICK_PASSWORDS: Passwords = {
  hash: async (password) => `quick:${password}`,
  verify: async (password, storedHash) => storedHash === `quick:${password}`,
};

function createWorld(): World {
  return {
    nowMs: Date.parse('2026-11-21T04:00:00Z'),
    published: new Map(),
    redisAway: false,
    heartbeats: [],
    statuses: new Map(),
    asked: [],
    checks: [],
    look: () => null,
    answer: () => null,
    told: [],
  };
}

function dependenciesOf(parts: {
  readonly database: Database;
  readonly readingStore: InMemoryReadingStore;
  readonly energyStore: InMemoryEnergyStore;
  readonly correctionStore: InMemoryCorrectionStore;
  readonly world: World;
  readonly settings: Partial<ApiDependencies['settings']>;
}): ApiDependencies {
  const { database, readingStore, energyStore, correctionStore, world } = parts;
  const needRedis = () => {
    if (world.redisAway) throw new Error('Redis is away.');
  };
  return {
    database,
    readingStore,
    energyStore,
    readingScan: createInMemoryReadingScan(readingStore),
    correctionStore,
    registry: {
      publish: async (snapshot) => {
        needRedis();
        const current = world.published.get(snapshot.enterpriseId);
        if (current !== undefined && current.version >= snapshot.version) return;
        world.published.set(snapshot.enterpriseId, snapshot);
      },
      isPublished: async () => true,
      markPublished: async () => {},
    },
    gateways: {
      list: async () => {
        needRedis();
        return [...world.statuses].map(([gateway, status]) => ({ gateway, status }));
      },
      ask: async (gateway, { id, command }) => {
        world.asked.push({ gateway, id, command });
        return world.answer(command, id);
      },
    },
    readingChecks: {
      begin: async (gateway, id, job) => {
        world.checks.push({ gateway, id, job });
      },
      look: async (_gateway, id) => world.look(id),
    },
    heartbeats: {
      list: async () => {
        needRedis();
        return world.heartbeats;
      },
      beat: async () => {},
    },
    events: createPlayedFeed(world),
    pingRedis: async () => needRedis(),
    certificates: null,
    secretBox: createSecretBox('a key for tests that is long enough'.replaceAll(' ', '-')),
    rootSigningKey: generateKeyPairSync('ed25519').privateKey,
    logger: createLogger({ service: 'api', destination: { write: () => {} } }),
    metrics: createMetrics('api'),
    clock: () => world.nowMs,
    settings: {
      sessionIdleMs: 30 * 60_000,
      sessionLifetimeMs: 8 * 3_600_000,
      secureCookies: false,
      mqttUrl: 'mqtt://gateway.example:1883',
      mqttsUrl: null,
      gatewayHttpUrl: null,
      trustedProxies: [],
      consoleDirectory: '/nonexistent',
      ...parts.settings,
    },
  };
}

/** A feed of this process; it reaches back to nothing. */
function createPlayedFeed(world: World): EventFeed {
  const listeners = new Set<(placed: PlacedConsoleEvent) => void>();
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    after: async () => null,
    newestId: async () => `${world.told.length}-0`,
    tell: async (events) => {
      for (const event of events) {
        const id = `${world.told.push(event)}-0`;
        for (const listener of listeners) listener({ id, event });
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
