import { type Readiness, readinessOf } from '@hengneng/telemetry';

import type { ApiDependencies } from '../dependencies.ts';

/** A part that has not answered by then counts as away. */
const CHECK_TIMEOUT_MS = 2_000;
/** Services without which nothing travels from a device to its figures, or from there to people. */
const CHAIN = ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier'] as const;

type Part = Readiness['parts'][string];

/** Looks at every part of the chain; each that is not ready says why. */
export async function readChainReadiness(
  dependencies: Pick<ApiDependencies, 'database' | 'readingStore' | 'heartbeats' | 'pingRedis'>,
  isRegistryPublished: () => boolean,
): Promise<Readiness> {
  const { database, readingStore, pingRedis } = dependencies;
  const [postgresql, redis, influxdb, services] = await Promise.all([
    check('PostgreSQL', () => database.ping()),
    check('Redis', pingRedis),
    check('InfluxDB', () => readingStore.ping()),
    readServices(dependencies),
  ]);
  const registry: Part = isRegistryPublished()
    ? { ready: true }
    : { ready: false, reason: 'The registry is not published in Redis yet.' };
  return readinessOf({ postgresql, redis, influxdb, registry, ...services });
}

async function readServices({
  heartbeats,
}: Pick<ApiDependencies, 'heartbeats'>): Promise<Record<string, Part>> {
  const listed = await withTimeout(heartbeats.list()).catch(() => null);
  const parts = CHAIN.map((service): [string, Part] => {
    if (listed === null) return [service, { ready: false, reason: 'Redis does not answer.' }];
    const alive = listed.filter((heartbeat) => heartbeat.service === service);
    if (alive.some((heartbeat) => heartbeat.ready)) return [service, { ready: true }];
    const reason = alive[0]?.reason ?? (alive.length === 0 ? 'It is not running.' : 'Not ready.');
    return [service, { ready: false, reason }];
  });
  return Object.fromEntries(parts);
}

async function check(name: string, work: () => Promise<unknown>): Promise<Part> {
  try {
    await withTimeout(work());
    return { ready: true };
  } catch {
    // The words of the driver may name hosts and users; this page is public.
    return { ready: false, reason: `${name} does not answer.` };
  }
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
