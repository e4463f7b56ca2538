import type { RegistryCache } from '@hengneng/queue';

import type { DeviceDirectory, DeviceLookup } from './credentials.ts';

/** Looks of one enterprise are at least this far apart: strangers may ask as often as they like. */
const LOOK_INTERVAL_MS = 1_000;
/** Enterprises whose last look is remembered before the old ones are forgotten. */
const LOOKS_REMEMBERED_MAX = 10_000;

interface Options {
  readonly cache: Pick<RegistryCache, 'get' | 'lookUp' | 'onChange'>;
  readonly isRedisReady: () => boolean;
  readonly lookIntervalMs?: number;
}

/**
 * The registry cache as the doors see it: known devices without asking anybody, all others by a look
 * that begins after the question. A registration that was answered before a device connects is
 * therefore always seen; who asks for a stranger too often waits up to a second.
 *
 * While Redis is away a device that is not in our copy may have been registered since, so it is
 * `not-ready`, never unknown.
 */
export function createRegistryDirectory(options: Options): DeviceDirectory {
  const { cache, isRedisReady, lookIntervalMs = LOOK_INTERVAL_MS } = options;
  const looks = new Map<string, { atMs: number; answer: ReturnType<RegistryCache['lookUp']> }>();

  const look = async (enterpriseId: string) => {
    const askedAtMs = performance.now();
    const earlier = looks.get(enterpriseId);
    const waitMs = earlier === undefined ? 0 : earlier.atMs + lookIntervalMs - askedAtMs;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const shared = looks.get(enterpriseId);
    if (shared !== undefined && shared.atMs > askedAtMs) return await shared.answer;
    if (looks.size >= LOOKS_REMEMBERED_MAX) forgetOld(looks, lookIntervalMs);
    // The cache would give an older answer again; ours is spaced out already.
    const answer = cache.lookUp(enterpriseId, 0);
    looks.set(enterpriseId, { atMs: performance.now(), answer });
    return await answer;
  };

  return {
    find: async (enterpriseId, deviceId, fresh): Promise<DeviceLookup> => {
      const known = cache.get(enterpriseId)?.devices.get(deviceId);
      if (known !== undefined && (fresh === undefined || !isRedisReady())) {
        return { status: 'found', device: known };
      }
      try {
        const device = (await look(enterpriseId))?.devices.get(deviceId);
        if (device !== undefined) return { status: 'found', device };
      } catch {
        return { status: 'not-ready' };
      }
      return isRedisReady() ? { status: 'unknown' } : { status: 'not-ready' };
    },
    onChange: (listener) => cache.onChange((entry) => listener(entry.enterpriseId)),
  };
}

function forgetOld(looks: Map<string, { readonly atMs: number }>, lookIntervalMs: number): void {
  const nowMs = performance.now();
  for (const [id, { atMs }] of looks) if (nowMs - atMs >= lookIntervalMs) looks.delete(id);
}
