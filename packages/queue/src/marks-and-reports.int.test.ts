import { RECORD_FACTS, redisKeys } from '@hengneng/contracts';
import { startTestRedis, type TestServer } from '@hengneng/testkit';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { connectRedis, waitUntilRedisReady } from './connection.ts';
import { createDeviceSequences } from './device-sequences.ts';
import { createDirtyMarks } from './dirty-marks.ts';
import { addDownlinks, type Downlink, readDownlinks } from './downlink-stream.ts';
import { createHeartbeats } from './heartbeats.ts';
import { createHighWaterMarks } from './high-water-marks.ts';
import { createRangeProgress } from './range-progress.ts';
import { createRedisEpoch } from './redis-epoch.ts';
import { createRedisRoom, RedisFullError } from './redis-room.ts';
import { assertRedisSafe } from './redis-safety.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const nothingStored = async () => new Map<string, number>();

describe('what services tell each other through Redis', () => {
  let server: TestServer;
  let redis: Redis;

  beforeAll(async () => {
    server = await startTestRedis();
    redis = connectRedis(server.url, 'worker');
  });
  afterAll(async () => {
    redis.disconnect();
    await server.dispose();
  });
  beforeEach(async () => {
    await redis.flushall();
  });

  describe('assertRedisSafe', () => {
    it('accepts a Redis with an append-only file and without eviction', async () => {
      await assertRedisSafe(redis);
    });

    it('refuses one that evicts and keeps no file, with both reasons', async () => {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await redis.config('SET', 'appendonly', 'no');
      await expect(assertRedisSafe(redis)).rejects.toThrow(/appendonly yes.*noeviction/);
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      await redis.config('SET', 'appendonly', 'yes');
    });
  });

  describe('producer connection', () => {
    it('fails at once while Redis is away and works again afterwards', async () => {
      const producer = connectRedis(server.url, 'producer');
      await waitUntilRedisReady(producer);
      await server.crash();
      await expect(producer.set('x', '1')).rejects.toThrow();
      await server.restart();
      await waitUntilRedisReady(producer);
      expect(await producer.set('x', '2')).toBe('OK');
      producer.disconnect();
    });

    it('says within its time-out when Redis hangs', { timeout: 20_000 }, async () => {
      const producer = connectRedis(server.url, 'producer');
      await waitUntilRedisReady(producer);
      server.signal('SIGSTOP');
      await expect(producer.get('x')).rejects.toThrow('timed out');
      server.signal('SIGCONT');
      producer.disconnect();
    });
  });

  describe('RangeProgress', () => {
    it('keeps a report until it was taken note of, however often it is told', async () => {
      const progress = createRangeProgress(redis);
      await progress.reportNormalized(1, '1-1-9-0');
      await progress.reportNormalized(1, '1-1-9-0');
      await progress.reportRecorded(1, ['1-1-9-0', '1-1-9-3']);
      await progress.requestRerun(1, [5, 7]);
      expect(await progress.peek('normalized', 1, 10)).toEqual(['1-1-9-0']);
      expect(await progress.peek('normalized', 1, 10)).toEqual(['1-1-9-0']);
      expect((await progress.peek('recorded', 1, 10)).sort()).toEqual(['1-1-9-0', '1-1-9-3']);
      expect((await progress.peek('rerun', 1, 10)).sort()).toEqual(['5', '7']);
      await progress.remove('normalized', 1, ['1-1-9-0']);
      expect(await progress.peek('normalized', 1, 10)).toEqual([]);
      expect(await progress.peek('normalized', 2, 10)).toEqual([]);
    });
  });

  describe('RedisEpoch', () => {
    it('is one and the same for all until Redis is emptied', async () => {
      const epoch = createRedisEpoch(redis);
      expect(await epoch.read()).toBeNull();
      const [first, second] = await Promise.all([epoch.ensure(), epoch.ensure()]);
      expect(first).toBe(second);
      expect(await epoch.read()).toBe(first);
      await redis.flushall();
      expect(await epoch.read()).toBeNull();
      expect(await epoch.ensure()).not.toBe(first);
    });
  });

  describe('HighWaterMarks', () => {
    it('answers the old mark and raises it, never lowers it', async () => {
      const marks = createHighWaterMarks(redis);
      const claim = (latestReadAtMs: number) =>
        marks.claim('E', [{ meterId: 'M1', latestReadAtMs }], nothingStored);
      expect(await claim(1_000)).toEqual([-Infinity]);
      expect(await claim(500)).toEqual([1_000]);
      expect(await claim(2_000)).toEqual([1_000]);
      expect(await claim(2_000)).toEqual([2_000]);
    });

    it('begins with what the store has, also after Redis was emptied', async () => {
      const marks = createHighWaterMarks(redis);
      const stored = vi.fn(async () => new Map([['M1', 5_000]]));
      const claims = [
        { meterId: 'M1', latestReadAtMs: 6_000 },
        { meterId: '__proto__', latestReadAtMs: 7_000 },
      ];
      expect(await marks.claim('E', claims, stored)).toEqual([5_000, -Infinity]);
      expect(await marks.claim('E', claims, stored)).toEqual([6_000, 7_000]);
      expect(stored).toHaveBeenCalledTimes(1);
      await redis.flushall();
      expect(await marks.claim('E', claims, stored)).toEqual([5_000, -Infinity]);
    });

    it('asks the store again after a restart of Redis, which may have lost marks', async () => {
      const marks = createHighWaterMarks(redis);
      const claims = [{ meterId: 'M1', latestReadAtMs: 1_000 }];
      await marks.claim('E', claims, nothingStored);
      await server.crash();
      await server.restart();
      const stored = vi.fn(async () => new Map([['M1', 9_000]]));
      expect(await marks.claim('E', claims, stored)).toEqual([9_000]);
      expect(stored).toHaveBeenCalledTimes(1);
    });

    it('takes more meters than one Lua call may have', async () => {
      const marks = createHighWaterMarks(redis);
      const claims = Array.from({ length: 2_500 }, (_, index) => ({
        meterId: `M${index}`,
        latestReadAtMs: index,
      }));
      const stored = async () => new Map(claims.map((claim) => [claim.meterId, 7]));
      const old = await marks.claim('E', claims, stored);
      expect(old).toEqual(claims.map(() => 7));
    });
  });

  describe('DirtyMarks', () => {
    it('adds hours to those that are dirty already and raises the version each time', async () => {
      const dirty = createDirtyMarks(redis);
      await dirty.mark('E', [{ meterId: 'a.b|c', utcDayNumber: 20_000, hourMask: 0b0101 }]);
      await dirty.mark('E', [{ meterId: 'a.b|c', utcDayNumber: 20_000, hourMask: 0b0110 }]);
      await dirty.mark('E', [{ meterId: 'M2', utcDayNumber: 20_001, hourMask: 1 << 23 }]);
      const { version, days } = await dirty.read('E');
      expect(version).toBe(3);
      expect(days).toEqual([
        { meterId: 'a.b|c', utcDayNumber: 20_000, hourMask: 0b0111 },
        { meterId: 'M2', utcDayNumber: 20_001, hourMask: 1 << 23 },
      ]);
      expect(await redis.smembers(redisKeys.dirtyEnterprises)).toEqual(['E']);
    });
  });

  describe('DeviceSequences', () => {
    it('remembers the last sequence by device', async () => {
      const sequences = createDeviceSequences(redis);
      expect(await sequences.read('E', ['d1', '__proto__'])).toEqual([null, null]);
      await sequences.write('E', new Map([['__proto__', 7]]));
      expect(await sequences.read('E', ['d1', '__proto__'])).toEqual([null, 7]);
    });
  });

  describe('RedisRoom', () => {
    it('says when Redis is nearly full, and when it has room again', async () => {
      let nowMs = 0;
      const room = createRedisRoom(redis, () => nowMs);
      await room.assertRoom();
      await redis.set('ballast', 'x'.repeat(40_000_000));
      await redis.config('SET', 'maxmemory', '50mb');
      await room.assertRoom();
      nowMs += 500;
      await expect(room.assertRoom()).rejects.toThrow(RedisFullError);
      await redis.del('ballast');
      // Redis lets go of the buffer that took the ballast in after a moment.
      await vi.waitFor(async () => {
        nowMs += 500;
        await room.assertRoom();
      }, 10_000);
      await redis.config('SET', 'maxmemory', '1gb');
    });

    it('says when too many facts wait to be recorded', async () => {
      const ids = Array.from({ length: 20_000 }, (_, index) => index);
      await redis.rpush(`bull:${RECORD_FACTS}:wait`, ...ids);
      await createRedisRoom(redis).assertRoom();
      await redis.zadd(`bull:${RECORD_FACTS}:delayed`, 1, 'one more');
      await expect(createRedisRoom(redis).assertRoom()).rejects.toThrow('20001 facts wait');
    });
  });

  describe('Heartbeats', () => {
    it('lists the instances that have beaten in the last five seconds', async () => {
      const heartbeats = createHeartbeats(redis);
      expect(await heartbeats.list()).toEqual([]);
      const beat = { service: 'gateway', instance: '1', ready: false, reason: 'disk', atMs: 1 };
      await heartbeats.beat(beat);
      expect(await heartbeats.list()).toEqual([beat]);
      const lifetimeMs = await redis.pttl(redisKeys.heartbeat('gateway', '1'));
      expect(lifetimeMs).toBeGreaterThan(4_000);
      expect(lifetimeMs).toBeLessThanOrEqual(5_000);
    });
  });

  describe('downlinks', () => {
    it('hands on what is added from now on, also after Redis was killed', async () => {
      const downlink = (deviceId: string): Downlink => ({
        enterpriseId: 'E',
        deviceId,
        kind: 'requests',
        payload: { type: 'resend', fromSequence: 1, toSequence: 2 },
      });
      await addDownlinks(redis, [downlink('before')]);
      const heard: string[] = [];
      const handle = ({ deviceId }: Downlink) => heard.push(deviceId);
      const own = connectRedis(server.url, 'reader');
      const reader = readDownlinks({ redis: own, handle, logger: silent });
      await vi.waitFor(async () => expect(await redis.client('LIST')).toContain('cmd=xread'));
      await addDownlinks(redis, [downlink('d1'), downlink('d2')]);
      await vi.waitFor(() => expect(heard).toEqual(['d1', 'd2']));
      await server.crash();
      await server.restart();
      await addDownlinks(redis, [downlink('d3')]);
      await vi.waitFor(() => expect(heard).toEqual(['d1', 'd2', 'd3']), 8_000);
      await redis.flushall();
      await addDownlinks(redis, [downlink('d4')]);
      await vi.waitFor(() => expect(heard).toEqual(['d1', 'd2', 'd3', 'd4']), 8_000);
      await reader.close();
    });
  });
});
