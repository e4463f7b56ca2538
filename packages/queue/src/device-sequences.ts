import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/**
 * The last `sequence` seen of each device. Lost with Redis: then no gap is seen, nothing breaks.
 */
export interface DeviceSequences {
  /** Last sequences in the order of the devices; null where none was seen. */
  read(enterpriseId: string, deviceIds: readonly string[]): Promise<(number | null)[]>;
  /** Remembers last sequences. */
  write(enterpriseId: string, lastByDevice: ReadonlyMap<string, number>): Promise<void>;
}

/** The sequences over one connection of any role. */
export function createDeviceSequences(redis: Redis): DeviceSequences {
  return {
    read: async (enterpriseId, deviceIds) => {
      if (deviceIds.length === 0) return [];
      const last = await redis.hmget(redisKeys.deviceSequences(enterpriseId), ...deviceIds);
      return last.map((text) => (text === null ? null : Number(text)));
    },
    write: async (enterpriseId, lastByDevice) => {
      if (lastByDevice.size === 0) return;
      await redis.hset(redisKeys.deviceSequences(enterpriseId), lastByDevice);
    },
  };
}
