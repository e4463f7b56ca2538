import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';
import { z } from 'zod';

import { TOKEN_FIELD } from './dirty-drain.ts';
import { createRunReader } from './redis-run.ts';

const meterPointsSchema = z.object({
  history: z.string(),
  points: z.array(z.string()),
  isNewest: z.boolean(),
});

/** The newest points at which counting of one meter can go on. */
export interface MeterPoints {
  /** Fingerprint of everything but readings that the points follow from. */
  readonly history: string;
  /** Points as `encodeCountingPoint` writes them, ascending. */
  readonly points: readonly string[];
  /** True when nothing was ever counted beyond the last. */
  readonly isNewest: boolean;
}

/**
 * Newest counting points by meter. They save reading; nothing is lost with them. Like other marks
 * they are believed only within the run of Redis that took them.
 */
export interface CounterStates {
  /** Points of the meters that have any. */
  read(enterpriseId: string, meterIds: readonly string[]): Promise<Map<string, MeterPoints>>;
  /**
   * Keeps points in the place of those before; null forgets those of a meter.
   *
   * @param token of the marks that were taken: whoever has lost them keeps nothing
   * @returns false when the marks are somebody else's by now
   */
  write(
    enterpriseId: string,
    points: ReadonlyMap<string, MeterPoints | null>,
    token: string,
  ): Promise<boolean>;
}

/** Field that holds the run of Redis the points belong to; no meter id can have this name. */
const RUN_FIELD = '#run';
/** Points of an enterprise that sends nothing for so long are found in the store again. */
const LIFETIME_SECONDS = 14 * 86_400;

/**
 * KEYS: points and taken marks of an enterprise. ARGV: run of Redis, lifetime, token, then meter and
 * points in turn.
 */
const WRITE = `
if redis.call('HGET', KEYS[2], '${TOKEN_FIELD}') ~= ARGV[3] then return 0 end
if redis.call('HGET', KEYS[1], '${RUN_FIELD}') ~= ARGV[1] then redis.call('DEL', KEYS[1]) end
redis.call('HSET', KEYS[1], '${RUN_FIELD}', ARGV[1])
for index = 4, #ARGV, 2 do
  if ARGV[index + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[index])
  else redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1]) end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1`;

/** Lua takes some thousand arguments at most; meters beyond go in a further call. */
const METERS_PER_CALL_MAX = 1_000;

/** The points over one connection of any role; every call may be repeated. */
export function createCounterStates(redis: Redis): CounterStates {
  const readRun = createRunReader(redis);
  return {
    read: async (enterpriseId, meterIds) => {
      const found = new Map<string, MeterPoints>();
      const key = redisKeys.counterStates(enterpriseId);
      const run = await readRun();
      for (let from = 0; from < meterIds.length; from += METERS_PER_CALL_MAX) {
        const part = meterIds.slice(from, from + METERS_PER_CALL_MAX);
        const [ofRun, ...texts] = await redis.hmget(key, RUN_FIELD, ...part);
        if (ofRun !== run) return new Map();
        for (const [index, meterId] of part.entries()) {
          const points = parsePoints(texts[index] ?? null);
          if (points !== null) found.set(meterId, points);
        }
      }
      return found;
    },
    write: async (enterpriseId, points, token) => {
      const key = redisKeys.counterStates(enterpriseId);
      const run = await readRun();
      const all = [...points].map(([meterId, of]) => [
        meterId,
        of === null ? '' : JSON.stringify(of),
      ]);
      for (let from = 0; from < all.length; from += METERS_PER_CALL_MAX) {
        const part = all.slice(from, from + METERS_PER_CALL_MAX).flat();
        const keys = [key, redisKeys.takenHours(enterpriseId)];
        const answer = await redis.eval(WRITE, 2, ...keys, run, LIFETIME_SECONDS, token, ...part);
        if (answer !== 1) return false;
      }
      return true;
    },
  };
}

function parsePoints(text: string | null): MeterPoints | null {
  if (text === null) return null;
  try {
    const parsed = meterPointsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
