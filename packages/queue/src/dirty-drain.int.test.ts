import { startTestRedis, type TestServer } from '@hengneng/testkit';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { connectRedis } from './connection.ts';
import { createCounterStates } from './counter-states.ts';
import { createDirtyDrain, type DirtyDrain } from './dirty-drain.ts';
import { createDirtyMarks, type DirtyMarks } from './dirty-marks.ts';

const DAY_MS = 86_400_000;
const NOTHING = { rest: [], aside: [], isRegistryCounted: true };

describe('DirtyDrain', () => {
  let server: TestServer;
  let redis: Redis;
  let marks: DirtyMarks;
  let drain: DirtyDrain;

  beforeAll(async () => {
    server = await startTestRedis();
    redis = connectRedis(server.url, 'worker');
    marks = createDirtyMarks(redis);
    drain = createDirtyDrain(redis);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.dispose();
  });
  beforeEach(async () => {
    await redis.flushall();
  });

  const day = (meterId: string, firstMs: number, lastMs = firstMs) => ({
    ...{ meterId, utcDayNumber: 0, hourMask: 1, firstMs, lastMs },
  });

  it('takes the first and last instant of each meter and day, and says who was clean', async () => {
    expect(await marks.mark('E', [day('M|1', 500)])).toBe(true);
    expect(await marks.mark('E', [day('M|1', 200, 900)])).toBe(false);
    await marks.mark('E', [{ meterId: 'M2', utcDayNumber: 2, hourMask: 0b110 }]);
    await marks.markStretches('E', [{ meterId: 'M|1', fromMs: -5, untilMs: 5 * DAY_MS }]);
    const { stretches, ...rest } = await drain.take('E', 't1', '1/1');
    expect(rest).toEqual({ wasInterrupted: false, isRegistryCounted: false });
    expect(stretches.toSorted((left, right) => left.fromMs - right.fromMs)).toEqual([
      { meterId: 'M|1', fromMs: -5, untilMs: 5 * DAY_MS },
      { meterId: 'M|1', fromMs: 200, untilMs: 900 },
      { meterId: 'M2', fromMs: 2 * DAY_MS + 3_600_000, untilMs: 2 * DAY_MS + 10_799_999 },
    ]);
  });

  it('reads marks of an older version as their whole hours', async () => {
    await redis.hset('hengneng:dirty-hours:E', 'M|1', 1 << 23);
    const { stretches } = await drain.take('E', 't1', '1/1');
    const fromMs = DAY_MS + 23 * 3_600_000;
    expect(stretches).toEqual([{ meterId: 'M', fromMs, untilMs: 2 * DAY_MS - 1 }]);
  });

  it('keeps a mark that is made while others are worked on', async () => {
    await marks.mark('E', [day('M', 100)]);
    await drain.take('E', 't1', '1/1');
    expect(await marks.mark('E', [day('M', 300)])).toBe(false);
    expect(await drain.finish('E', 't1', NOTHING)).toBe('more');
    const again = await drain.take('E', 't2', '1/1');
    expect(again).toEqual({
      stretches: [{ meterId: 'M', fromMs: 300, untilMs: 300 }],
      ...{ wasInterrupted: false, isRegistryCounted: true },
    });
    expect(await drain.finish('E', 't2', NOTHING)).toBe('clean');
    expect(await drain.list()).toEqual({ dirty: [], aside: [] });
  });

  it('gives what a dead worker held to the next, and nothing back to the dead one', async () => {
    await marks.mark('E', [day('M', 100)]);
    await drain.take('E', 't1', '1/1');
    await marks.mark('E', [day('M', 50)]);
    expect(await drain.take('E', 't2', '1/1')).toMatchObject({
      stretches: [{ meterId: 'M', fromMs: 50, untilMs: 100 }],
      wasInterrupted: true,
    });
    expect([await drain.isHeld('E', 't1'), await drain.isHeld('E', 't2')]).toEqual([false, true]);
    expect(await drain.finish('E', 't1', NOTHING)).toBe('lost');
    const states = createCounterStates(redis);
    const points = new Map([['M', { history: 'h', points: ['p'], isNewest: true }]]);
    expect(await states.write('E', points, 't1')).toBe(false);
    expect(await states.write('E', points, 't2')).toBe(true);
    expect(await states.read('E', ['M', 'N'])).toEqual(points);
    expect(await drain.finish('E', 't2', NOTHING)).toBe('clean');
  });

  it('wakes marks that were set aside when the registry has changed, and not before', async () => {
    await marks.mark('E', [day('M', 100)]);
    const { stretches } = await drain.take('E', 't1', '1/1');
    await drain.finish('E', 't1', { ...NOTHING, aside: stretches });
    expect(await drain.list()).toEqual({ dirty: [], aside: ['E'] });
    expect(await drain.drainedVersions(['E'])).toEqual([0]);
    expect((await drain.take('E', 't2', '1/1')).stretches).toEqual([]);
    await drain.finish('E', 't2', NOTHING);
    expect((await drain.take('E', 't3', '2/1')).stretches).toEqual(stretches);
    await drain.finish('E', 't3', NOTHING);
    expect(await drain.drainedVersions(['E'])).toEqual(await drain.versions(['E']));
  });
});
