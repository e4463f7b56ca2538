import type { RegistryCache } from '@hengneng/queue';

import type { DeviceDirectory, DeviceLookup } from './credentials.ts';

/**
 * The registry cache as the doors see it: known devices without asking anybody, all others by a fresh
 * look. While Redis is away a device that is not in our copy may have been registered since, so it is
 * `not-ready`, never unknown.
 */
export function createRegistryDirectory(
  cache: Pick<RegistryCache, 'get' | 'lookUp' | 'onChange'>,
  isRedisReady: () => boolean,
): DeviceDirectory {
  return {
    find: async (enterpriseId, deviceId, fresh): Promise<DeviceLookup> => {
      const known = cache.get(enterpriseId)?.devices.get(deviceId);
      if (known !== undefined && (fresh === undefined || !isRedisReady())) {
        return { status: 'found', device: known };
      }
      try {
        const entry = await cache.lookUp(enterpriseId);
        const device = entry?.devices.get(deviceId);
        if (device !== undefined) return { status: 'found', device };
      } catch {
        return { status: 'not-ready' };
      }
      return isRedisReady() ? { status: 'unknown' } : { status: 'not-ready' };
    },
    onChange: (listener) => cache.onChange((entry) => listener(entry.enterpriseId)),
  };
}
