import { RECORD_FACTS } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/** Redis holds so much that adding to it could leave no room to take anything out: wait. */
export class RedisFullError extends Error {
  override readonly name = 'RedisFullError';
}

/** Keeps Redis from filling up with what nobody takes out. */
export interface RedisRoom {
  /**
   * Resolves while there is room for more jobs; looks at most twice a second.
   *
   * @throws RedisFullError otherwise.
   */
  assertRoom(): Promise<void>;
}

/**
 * At its memory limit Redis refuses every command that could need memory, the ones that finish a
 * job too: nothing would ever drain. So adding ends well before the limit.
 */
const USED_SHARE_MAX = 0.7;
/** Facts that wait for PostgreSQL; some kilobytes each. */
const WAITING_FACTS_MAX = 20_000;
const LOOK_INTERVAL_MS = 500;

/** Watches memory and waiting facts over one connection of any role. */
export function createRedisRoom(redis: Redis, nowMs: () => number = Date.now): RedisRoom {
  let problem: string | null = null;
  let lookedAtMs = -Infinity;

  const look = async (): Promise<string | null> => {
    const [info, waitingCount, delayedCount] = await Promise.all([
      redis.info('memory'),
      redis.llen(`bull:${RECORD_FACTS}:wait`),
      redis.zcard(`bull:${RECORD_FACTS}:delayed`),
    ]);
    // A report that PostgreSQL could not take waits among the delayed ones for its next attempt.
    const factCount = waitingCount + delayedCount;
    const value = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    const [usedBytes, limitBytes] = [value('used_memory'), value('maxmemory')];
    if (limitBytes > 0 && usedBytes > limitBytes * USED_SHARE_MAX) {
      return `Redis uses ${usedBytes} of ${limitBytes} bytes`;
    }
    return factCount > WAITING_FACTS_MAX ? `${factCount} facts wait to be recorded` : null;
  };

  return {
    assertRoom: async () => {
      if (nowMs() - lookedAtMs >= LOOK_INTERVAL_MS) {
        problem = await look();
        lookedAtMs = nowMs();
      }
      if (problem !== null) throw new RedisFullError(`No room in Redis: ${problem}.`);
    },
  };
}
