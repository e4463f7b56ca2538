import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

import {
  type DirtyStretch,
  fieldOfStretch,
  type MarkField,
  MERGE_MARK,
  stretchOfField,
} from './dirty-marks.ts';

/** The marks of an enterprise, in the hands of one worker. */
export interface TakenMarks {
  readonly stretches: readonly DirtyStretch[];
  /**
   * True when an earlier taker did not come to its end, or marks were aside: what it wrote is not
   * known.
   */
  readonly wasInterrupted: boolean;
  /** Whether the enterprise's figures are known to be counted by this registry. */
  readonly isRegistryCounted: boolean;
}

/** What is left over when a worker is done. */
export interface DrainResult {
  /** Stretches that are still to be counted; they are marked again. */
  readonly rest: readonly DirtyStretch[];
  /** Stretches that cannot be counted before the registry changes. */
  readonly aside: readonly DirtyStretch[];
  /** True when every meter is counted by the registry named in `take`. */
  readonly isRegistryCounted: boolean;
}

/**
 * Takes marks away from the enterprises without losing one. Taking moves them to a hash of their
 * own, so that a mark made meanwhile stays apart and survives; a worker that dies leaves them there
 * for the next. The last taker holds the enterprise: the token of the one before is void.
 */
export interface DirtyDrain {
  /** Enterprises with marks, taken ones included, and those whose marks are aside. */
  list(): Promise<{ readonly dirty: string[]; readonly aside: string[] }>;
  /** Takes all marks of an enterprise; `registry` names the registry it is to be counted by. */
  take(enterpriseId: string, token: string, registry: string): Promise<TakenMarks>;
  /** Whether the token is that of the last taker. */
  isHeld(enterpriseId: string, token: string): Promise<boolean>;
  /**
   * Removes the taken marks, `result` aside, if the token still holds them.
   *
   * @returns 'lost' when somebody else has taken them, 'more' when there are marks again.
   */
  finish(
    enterpriseId: string,
    token: string,
    result: DrainResult,
  ): Promise<'lost' | 'more' | 'clean'>;
  /** Versions of marks so far, in the order of the enterprises. */
  versions(enterpriseIds: readonly string[]): Promise<number[]>;
  /** Versions up to which all marks are counted. */
  drainedVersions(enterpriseIds: readonly string[]): Promise<number[]>;
}

/** Field of the taken marks that says who holds them; no mark has this name. */
export const TOKEN_FIELD = '#token';
const VERSION_FIELD = '#version';
const REGISTRY_FIELD = '#registry';

/**
 * KEYS: dirty, taken and aside marks, dirty version, dirty and aside enterprises, counted
 * registries. ARGV: enterprise, token, registry.
 */
const TAKE = `${MERGE_MARK}
local function move(from)
  local fields = redis.call('HGETALL', from)
  for index = 1, #fields, 2 do
    if string.sub(fields[index], 1, 1) ~= '#' then merge(KEYS[2], fields[index], fields[index + 1]) end
  end
  redis.call('DEL', from)
end
local interrupted = redis.call('EXISTS', KEYS[2])
if interrupted == 0 and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[2])
else
  move(KEYS[1])
end
local asideRegistry = redis.call('HGET', KEYS[3], '${REGISTRY_FIELD}')
if asideRegistry and asideRegistry ~= ARGV[3] then
  move(KEYS[3])
  redis.call('SREM', KEYS[6], ARGV[1])
  interrupted = 1
end
local version = redis.call('GET', KEYS[4]) or '0'
redis.call('HSET', KEYS[2], '${TOKEN_FIELD}', ARGV[2], '${VERSION_FIELD}', version)
redis.call('HSET', KEYS[2], '${REGISTRY_FIELD}', ARGV[3])
redis.call('SADD', KEYS[5], ARGV[1])
local counted = 0
if redis.call('HGET', KEYS[7], ARGV[1]) == ARGV[3] then counted = 1 end
return { interrupted, counted, redis.call('HGETALL', KEYS[2]) }`;

/**
 * KEYS: as for take, then drained versions. ARGV: enterprise, token, 1 when the registry is counted,
 * number of fields that are marked again, then these and those to set aside, each with its mark.
 */
const FINISH = `${MERGE_MARK}
if redis.call('HGET', KEYS[2], '${TOKEN_FIELD}') ~= ARGV[2] then return 'lost' end
local version = redis.call('HGET', KEYS[2], '${VERSION_FIELD}')
local registry = redis.call('HGET', KEYS[2], '${REGISTRY_FIELD}')
redis.call('DEL', KEYS[2])
local restEnd = 4 + tonumber(ARGV[4]) * 2
for index = 5, restEnd, 2 do merge(KEYS[1], ARGV[index], ARGV[index + 1]) end
for index = restEnd + 1, #ARGV, 2 do merge(KEYS[3], ARGV[index], ARGV[index + 1]) end
if #ARGV > restEnd then
  redis.call('HSET', KEYS[3], '${REGISTRY_FIELD}', registry)
  redis.call('SADD', KEYS[6], ARGV[1])
end
if restEnd == 4 and redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('HSET', KEYS[8], ARGV[1], version)
end
if ARGV[3] == '1' then redis.call('HSET', KEYS[7], ARGV[1], registry) end
if redis.call('EXISTS', KEYS[1]) == 1 then return 'more' end
redis.call('SREM', KEYS[5], ARGV[1])
return 'clean'`;

/** The drain over one connection of any role; `take` and `finish` may be repeated. */
export function createDirtyDrain(redis: Redis): DirtyDrain {
  const keysOf = (enterpriseId: string) => [
    redisKeys.dirtyHours(enterpriseId),
    redisKeys.takenHours(enterpriseId),
    redisKeys.asideHours(enterpriseId),
    redisKeys.dirtyVersion(enterpriseId),
    redisKeys.dirtyEnterprises,
    redisKeys.asideEnterprises,
    redisKeys.countedRegistries,
  ];
  return {
    list: async () => {
      const [dirty, aside] = await Promise.all([
        redis.smembers(redisKeys.dirtyEnterprises),
        redis.smembers(redisKeys.asideEnterprises),
      ]);
      return { dirty, aside };
    },
    take: async (enterpriseId, token, registry) => {
      const args = [...keysOf(enterpriseId), enterpriseId, token, registry];
      const [interrupted, counted, fields] = (await redis.eval(TAKE, 7, ...args)) as [
        number,
        number,
        string[],
      ];
      return {
        stretches: stretchesOf(fields),
        wasInterrupted: interrupted === 1,
        isRegistryCounted: counted === 1,
      };
    },
    isHeld: async (enterpriseId, token) =>
      (await redis.hget(redisKeys.takenHours(enterpriseId), TOKEN_FIELD)) === token,
    finish: async (enterpriseId, token, { rest, aside, isRegistryCounted }) => {
      const restFields = rest.map(fieldOfStretch);
      const answer = await redis.eval(
        FINISH,
        8,
        ...keysOf(enterpriseId),
        redisKeys.drainedVersions,
        ...[enterpriseId, token, isRegistryCounted ? '1' : '0', restFields.length],
        ...restFields.flat(),
        ...aside.flatMap(fieldOfStretch),
      );
      return answer as 'lost' | 'more' | 'clean';
    },
    versions: async (enterpriseIds) => {
      if (enterpriseIds.length === 0) return [];
      const texts = await redis.mget(...enterpriseIds.map(redisKeys.dirtyVersion));
      return texts.map(Number);
    },
    drainedVersions: async (enterpriseIds) => {
      if (enterpriseIds.length === 0) return [];
      const texts = await redis.hmget(redisKeys.drainedVersions, ...enterpriseIds);
      return texts.map(Number);
    },
  };
}

function stretchesOf(flat: readonly string[]): DirtyStretch[] {
  const stretches: DirtyStretch[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const field: MarkField = [flat[index] ?? '', flat[index + 1] ?? ''];
    const stretch = field[0].startsWith('#') ? null : stretchOfField(field);
    if (stretch !== null) stretches.push(stretch);
  }
  return stretches;
}
