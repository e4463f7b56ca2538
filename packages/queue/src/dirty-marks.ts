import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/** UTC hours of one meter's day that have to be computed again. */
export interface DirtyDay {
  readonly meterId: string;
  /** Whole days since 1970-01-01, UTC. */
  readonly utcDayNumber: number;
  /** Bit h is set when the hour that starts at h:00 UTC is dirty. */
  readonly hourMask: number;
}

/** Hours to recompute, by enterprise. Marking twice is harmless. */
export interface DirtyMarks {
  /** Adds hours; the enterprise's version rises with every call. */
  mark(enterpriseId: string, days: readonly DirtyDay[]): Promise<void>;
  /** The dirty hours of an enterprise and the version they were read at. */
  read(enterpriseId: string): Promise<{ readonly version: number; readonly days: DirtyDay[] }>;
}

/**
 * KEYS: dirty hours, dirty version, set of dirty enterprises. ARGV: enterprise, then field and mask
 * in turn.
 */
const MARK = `
for index = 2, #ARGV, 2 do
  local mask = tonumber(redis.call('HGET', KEYS[1], ARGV[index]) or '0')
  local merged = bit.bor(mask, tonumber(ARGV[index + 1]))
  if merged ~= mask then redis.call('HSET', KEYS[1], ARGV[index], merged) end
end
redis.call('SADD', KEYS[3], ARGV[1])
return redis.call('INCR', KEYS[2])`;

/** Lua takes some thousand arguments at most; days beyond go in a further call. */
const DAYS_PER_CALL_MAX = 1_000;

/** The marks over one connection of any role. */
export function createDirtyMarks(redis: Redis): DirtyMarks {
  return {
    mark: async (enterpriseId, days) => {
      const calls: Promise<unknown>[] = [];
      for (let from = 0; from < days.length; from += DAYS_PER_CALL_MAX) {
        const args = days
          .slice(from, from + DAYS_PER_CALL_MAX)
          .flatMap((day) => [`${day.meterId}|${day.utcDayNumber}`, day.hourMask]);
        calls.push(
          redis.eval(
            MARK,
            3,
            redisKeys.dirtyHours(enterpriseId),
            redisKeys.dirtyVersion(enterpriseId),
            redisKeys.dirtyEnterprises,
            enterpriseId,
            ...args,
          ),
        );
      }
      await Promise.all(calls);
    },
    read: async (enterpriseId) => {
      const [version, fields] = await Promise.all([
        redis.get(redisKeys.dirtyVersion(enterpriseId)),
        redis.hgetall(redisKeys.dirtyHours(enterpriseId)),
      ]);
      const days = Object.entries(fields).map(([field, mask]) => {
        const bar = field.lastIndexOf('|');
        return {
          meterId: field.slice(0, bar),
          utcDayNumber: Number(field.slice(bar + 1)),
          hourMask: Number(mask),
        };
      });
      return { version: Number(version ?? 0), days };
    },
  };
}
