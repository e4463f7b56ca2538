import { type Heartbeat, heartbeatSchema, redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

const LIFETIME_MS = 5_000;
const SCAN_COUNT = 1_000;

/** Signs of life of the service instances. */
export interface Heartbeats {
  /** Says that an instance lives; to be repeated every second, gone after five. */
  beat(heartbeat: Heartbeat): Promise<void>;
  /** The instances that live, in no order. */
  list(): Promise<Heartbeat[]>;
}

/** The heartbeats over one connection of any role. */
export function createHeartbeats(redis: Redis): Heartbeats {
  return {
    beat: async (heartbeat) => {
      const key = redisKeys.heartbeat(heartbeat.service, heartbeat.instance);
      await redis.set(key, JSON.stringify(heartbeat), 'PX', LIFETIME_MS);
    },
    list: async () => {
      const keys = new Set<string>();
      let cursor = '0';
      do {
        const pattern = redisKeys.heartbeat('*', '*');
        const [next, page] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT);
        for (const key of page) keys.add(key);
        cursor = next;
      } while (cursor !== '0');
      if (keys.size === 0) return [];
      const texts = await redis.mget(...keys);
      return texts.flatMap((text) => {
        const parsed = heartbeatSchema.safeParse(parseJson(text));
        return parsed.success ? [parsed.data] : [];
      });
    },
  };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
