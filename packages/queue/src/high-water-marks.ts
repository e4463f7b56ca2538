import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import { createRunReader } from './redis-run.ts';

/** The latest instant of one meter that a batch is about to write. */
export interface MarkClaim {
  readonly meterId: string;
  /** Milliseconds since the epoch. */
  readonly latestReadAtMs: number;
}

/**
 * The latest instant ever claimed for writing, by meter. An instant above its meter's mark cannot
 * be in the store, so it needs no read-back before it is written.
 *
 * The mark is raised before the write. So a crash in between leaves it too high, which costs a
 * read-back and nothing else. Too low would be the danger: marks are therefore only believed within
 * the run of Redis that set them, because an append-only file may lose its last two seconds when
 * the power fails. Afterwards they are made anew from the store.
 */
export interface HighWaterMarks {
  /**
   * Raises the marks to the claimed instants and answers the old ones, in the order of the claims;
   * −Infinity for a meter without readings.
   */
  claim(
    enterpriseId: string,
    claims: readonly MarkClaim[],
    lastReadAtMs: () => Promise<ReadonlyMap<string, number>>,
  ): Promise<number[]>;
}

/** Field that holds the run of Redis the marks belong to; no meter id can have this name. */
const RUN_FIELD = '#run';

/**
 * KEYS: marks of an enterprise. ARGV: run of Redis, then meter and instant in turn. Answers nil
 * where the marks are not of this run, otherwise the old marks ('' where there was none).
 */
const CLAIM = `
if redis.call('HGET', KEYS[1], '${RUN_FIELD}') ~= ARGV[1] then return false end
local old = {}
for index = 2, #ARGV, 2 do
  local mark = redis.call('HGET', KEYS[1], ARGV[index])
  old[#old + 1] = mark or ''
  if not mark or tonumber(ARGV[index + 1]) > tonumber(mark) then
    redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
  end
end
return old`;

/**
 * KEYS: marks of an enterprise. ARGV: run of Redis, then meter and last stored instant in turn.
 * Raises, never lowers: another worker may have begun to use the marks meanwhile.
 */
const INITIALISE = `
for index = 2, #ARGV, 2 do
  local mark = redis.call('HGET', KEYS[1], ARGV[index])
  if not mark or tonumber(ARGV[index + 1]) > tonumber(mark) then
    redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
  end
end
redis.call('HSET', KEYS[1], '${RUN_FIELD}', ARGV[1])
return 1`;

/** Lua takes some thousand arguments at most; meters beyond go in a further call. */
const METERS_PER_CALL_MAX = 1_000;

/** The marks over one connection of any role; every call may be repeated. */
export function createHighWaterMarks(redis: Redis): HighWaterMarks {
  const readRun = createRunReader(redis);

  const initialise = async (key: string, run: string, last: ReadonlyMap<string, number>) => {
    const pairs = [...last];
    let from = 0;
    do {
      const part = pairs.slice(from, from + METERS_PER_CALL_MAX).flat();
      // The run is stated with the last part: until then nobody believes the marks.
      const isLast = from + METERS_PER_CALL_MAX >= pairs.length;
      await redis.eval(INITIALISE, 1, key, isLast ? run : '', ...part);
      from += METERS_PER_CALL_MAX;
    } while (from < pairs.length);
  };

  const claimPart = async (
    key: string,
    claims: readonly MarkClaim[],
    lastReadAtMs: () => Promise<ReadonlyMap<string, number>>,
  ): Promise<number[]> => {
    for (;;) {
      const run = await readRun();
      const args = claims.flatMap((claim) => [claim.meterId, claim.latestReadAtMs]);
      const old = (await redis.eval(CLAIM, 1, key, run, ...args)) as string[] | null;
      if (old !== null) return old.map((mark) => (mark === '' ? -Infinity : Number(mark)));
      await initialise(key, run, await lastReadAtMs());
    }
  };

  return {
    claim: async (enterpriseId, claims, lastReadAtMs) => {
      const key = redisKeys.highWater(enterpriseId);
      const old: number[] = [];
      for (let from = 0; from < claims.length; from += METERS_PER_CALL_MAX) {
        const part = claims.slice(from, from + METERS_PER_CALL_MAX);
        old.push(...(await claimPart(key, part, lastReadAtMs)));
      }
      return old;
    },
  };
}
