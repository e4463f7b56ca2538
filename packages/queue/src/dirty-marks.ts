import { redisKeys } from '@hengneng/contracts';
import type { Redis } from 'ioredis';

/** UTC hours of one meter's day that have to be computed again. */
export interface DirtyDay {
  readonly meterId: string;
  /** Whole days since 1970-01-01, UTC. */
  readonly utcDayNumber: number;
  /** Bit h is set when the hour that starts at h:00 UTC is dirty. */
  readonly hourMask: number;
  /**
   * Instants of the first and the last reading that changed, where they are known. Without them
   * the whole hours are counted again; with them a meter that moves forward costs no second look.
   */
  readonly firstMs?: number;
  readonly lastMs?: number;
}

/** A stretch of one meter's time to count again, both ends included, milliseconds. */
export interface DirtyStretch {
  readonly meterId: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Hours to recompute, by enterprise. Marking twice is harmless. */
export interface DirtyMarks {
  /**
   * Adds hours; the enterprise's version rises with every call. True when the enterprise was clean
   * until now: then it needs a job, otherwise somebody is about to look at it anyway.
   */
  mark(enterpriseId: string, days: readonly DirtyDay[]): Promise<boolean>;
  /** Adds stretches of any length; several of one meter become one that holds them all. */
  markStretches(enterpriseId: string, stretches: readonly DirtyStretch[]): Promise<boolean>;
  /** The dirty hours of an enterprise and the version they were read at; stretches left out. */
  read(enterpriseId: string): Promise<{ readonly version: number; readonly days: DirtyDay[] }>;
}

/** Field of a stretch: no day has this number. */
const ANY_DAY = '*';
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/**
 * Lua: lays a mark over the one of the same field. A mark is mask, first and last instant; one of an
 * older version is a mask alone and stands for its whole day.
 */
export const MERGE_MARK = `
local function parts(field, value)
  local mask, first, last = string.match(value, '^(%d+):(-?%d+):(-?%d+)$')
  if mask then return tonumber(mask), tonumber(first), tonumber(last) end
  local day = (tonumber(string.match(field, '|(%d+)$')) or 0) * ${MS_PER_DAY}
  return tonumber(value), day, day + ${MS_PER_DAY - 1}
end
local function merge(key, field, value)
  local old = redis.call('HGET', key, field)
  if old == value then return end
  if old then
    local mask, first, last = parts(field, value)
    local oldMask, oldFirst, oldLast = parts(field, old)
    mask = bit.bor(mask, oldMask)
    if oldFirst < first then first = oldFirst end
    if oldLast > last then last = oldLast end
    value = string.format('%.0f:%.0f:%.0f', mask, first, last)
    if value == old then return end
  end
  redis.call('HSET', key, field, value)
end`;

/**
 * KEYS: dirty hours, dirty version, set of dirty enterprises. ARGV: enterprise, then field and mark
 * in turn. Answers 1 when the enterprise was clean.
 */
const MARK = `${MERGE_MARK}
for index = 2, #ARGV, 2 do merge(KEYS[1], ARGV[index], ARGV[index + 1]) end
redis.call('INCR', KEYS[2])
return redis.call('SADD', KEYS[3], ARGV[1])`;

/** Lua takes some thousand arguments at most; marks beyond go in a further call. */
const MARKS_PER_CALL_MAX = 1_000;

/** A field of the hash and its mark. */
export type MarkField = readonly [field: string, mark: string];

/** The marks over one connection of any role. */
export function createDirtyMarks(redis: Redis): DirtyMarks {
  const add = async (enterpriseId: string, fields: readonly MarkField[]): Promise<boolean> => {
    const calls: Promise<unknown>[] = [];
    for (let from = 0; from < fields.length; from += MARKS_PER_CALL_MAX) {
      calls.push(
        redis.eval(
          MARK,
          3,
          redisKeys.dirtyHours(enterpriseId),
          redisKeys.dirtyVersion(enterpriseId),
          redisKeys.dirtyEnterprises,
          enterpriseId,
          ...fields.slice(from, from + MARKS_PER_CALL_MAX).flat(),
        ),
      );
    }
    return (await Promise.all(calls)).includes(1);
  };
  return {
    mark: (enterpriseId, days) => add(enterpriseId, days.map(fieldOfDay)),
    markStretches: (enterpriseId, stretches) => add(enterpriseId, stretches.map(fieldOfStretch)),
    read: async (enterpriseId) => {
      const [version, fields] = await Promise.all([
        redis.get(redisKeys.dirtyVersion(enterpriseId)),
        redis.hgetall(redisKeys.dirtyHours(enterpriseId)),
      ]);
      const days = Object.entries(fields).flatMap(([field, mark]) => {
        const bar = field.lastIndexOf('|');
        const day = field.slice(bar + 1);
        if (day === ANY_DAY) return [];
        const hourMask = Number.parseInt(mark, 10);
        return { meterId: field.slice(0, bar), utcDayNumber: Number(day), hourMask };
      });
      return { version: Number(version ?? 0), days };
    },
  };
}

/** A stretch as it is kept among the marks. */
export function fieldOfStretch({ meterId, fromMs, untilMs }: DirtyStretch): MarkField {
  return [`${meterId}|${ANY_DAY}`, `0:${fromMs}:${untilMs}`];
}

function fieldOfDay(day: DirtyDay): MarkField {
  const { meterId, utcDayNumber, hourMask } = day;
  const [fromMs, untilMs] = boundsOf(utcDayNumber, hourMask);
  const mark = `${hourMask}:${day.firstMs ?? fromMs}:${day.lastMs ?? untilMs}`;
  return [`${meterId}|${utcDayNumber}`, mark];
}

/** The stretch that a field and its mark speak of; null for what is no mark. */
export function stretchOfField([field, mark]: MarkField): DirtyStretch | null {
  const bar = field.lastIndexOf('|');
  const meterId = field.slice(0, bar);
  const [mask, first, last] = mark.split(':').map(Number);
  if (bar < 0 || mask === undefined) return null;
  if (first !== undefined && last !== undefined) return { meterId, fromMs: first, untilMs: last };
  const [fromMs, untilMs] = boundsOf(Number(field.slice(bar + 1)), mask);
  return { meterId, fromMs, untilMs };
}

/** Start of the first and last millisecond of the last hour of a mask. */
function boundsOf(utcDayNumber: number, hourMask: number): [number, number] {
  const dayMs = utcDayNumber * MS_PER_DAY;
  const firstHour = hourMask === 0 ? 0 : 31 - Math.clz32(hourMask & -hourMask);
  const lastHour = hourMask === 0 ? 23 : 31 - Math.clz32(hourMask);
  return [dayMs + firstHour * MS_PER_HOUR, dayMs + (lastHour + 1) * MS_PER_HOUR - 1];
}
