import type { MeterEpoch, MeterHistory } from '@hengneng/domain';
import { buildRegistrySnapshot } from '@hengneng/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

import { createInMemoryWorld, type InMemoryWorld } from './testing/in-memory-world.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 20);
const READINGS = [0, 1, 2, 3].map((hour) => ({
  readAtMs: START_MS + hour * HOUR_MS,
  value: hour * 10,
}));
const EPOCH: MeterEpoch = {
  ...{ fromMs: 0, kind: 'register', unit: 'kWh', multiplier: 1 },
  ...{ registerMax: 999_999.99, ratedPowerKw: null, intervalSeconds: null },
};
const CONTRADICTORY: MeterHistory = {
  epochs: [EPOCH, { ...EPOCH, fromMs: START_MS, unit: 'm3' }],
  exchanges: [],
};

describe('EnterpriseRun', () => {
  let world: InMemoryWorld;
  beforeEach(() => {
    world = createInMemoryWorld('Asia/Shanghai');
  });
  const quantities = async (meterId: string) =>
    (await world.stored()).hours
      .filter((hour) => hour.meterId === meterId)
      .map(({ quantity }) => quantity);

  it('leaves a meter with a contradictory history aside until it is mended', async () => {
    world.setHistory('E01', CONTRADICTORY);
    await world.receive('E01', READINGS);
    await world.receive('E02', READINGS);
    const summary = await world.run();
    expect(summary).toMatchObject({ outcome: 'clean', asideCount: 1 });
    expect(world.badMeters).toEqual(['E01']);
    expect([await quantities('E01'), await quantities('E02')]).toEqual([[], [10, 10, 10]]);
    await world.run();
    expect(await quantities('E01')).toEqual([]);
    world.setHistory('E01', { epochs: [EPOCH], exchanges: [] });
    await world.run();
    expect(await quantities('E01')).toEqual([10, 10, 10]);
  });

  it('counts anew what an engine of another version had counted, demand of days and all', async () => {
    await world.receive('E01', READINGS);
    await world.run();
    const enterpriseId = buildRegistrySnapshot().enterpriseId;
    const all = { enterpriseId, fromMs: 0, toMs: START_MS + 365 * 24 * HOUR_MS };
    // As it left them: a head and checkpoints of its own, days without demand.
    const older = (await world.energy.checkpoints(all)).map((checkpoint) => ({
      ...{ ...checkpoint, historySha256: 'older' },
      state: checkpoint.atMs === 0 ? checkpoint.state : checkpoint.state.replace('[[', '[[1'),
    }));
    expect(older.length).toBeGreaterThan(1);
    await world.energy.writeCheckpoints(enterpriseId, older);
    const days = await world.energy.days(all);
    await world.energy.writeDays(
      enterpriseId,
      days.map((day) => ({ ...day, demand: null })),
    );
    world.redis.empty();
    await world.runUntilClean();
    const [stored, expected] = [await world.stored(), await world.expected()];
    expect(expected.days[0]?.demand?.quarterCount).toBe(12);
    expect(stored).toEqual(expected);
  });

  it('keeps the marks of a meter that the registry does not know', async () => {
    await world.receive('E09', READINGS);
    expect(await world.run()).toMatchObject({ outcome: 'clean', asideCount: 1 });
    world.setHistory('E09', { epochs: [EPOCH], exchanges: [] });
    await world.run();
    expect(await quantities('E09')).toEqual([10, 10, 10]);
  });

  it('leaves the figures of a meter that is no longer registered as they are', async () => {
    await world.receive('E01', READINGS);
    await world.run();
    world.removeMeter('E01');
    expect(await world.run()).toMatchObject({ outcome: 'clean' });
    expect(await quantities('E01')).toEqual([10, 10, 10]);
  });

  it('re-opens what a backdated multiplier touches, and nothing before it', async () => {
    await world.receive('E01', READINGS);
    await world.run();
    world.setHistory('E01', {
      epochs: [EPOCH, { ...EPOCH, fromMs: START_MS + 2 * HOUR_MS, multiplier: 3 }],
      exchanges: [],
    });
    await world.runUntilClean();
    expect(await quantities('E01')).toEqual([10, 10, 30]);
    const before = world.energy.writes.length;
    await world.runUntilClean();
    expect(world.energy.writes.length).toBe(before);
  });

  it('overwrites what is no more', async () => {
    await world.receive('E01', READINGS);
    await world.run();
    await world.correct('E01', START_MS + 3 * HOUR_MS, null);
    await world.run();
    expect(await quantities('E01')).toEqual([10, 10]);
  });

  it('writes nothing for a meter without readings', async () => {
    await world.redis.marks.markStretches('E', [
      { meterId: 'E01', fromMs: START_MS, untilMs: START_MS },
    ]);
    expect(await world.run()).toMatchObject({ outcome: 'clean', readingCount: 0 });
    expect(await world.stored()).toEqual({ hours: [], demands: [], days: [] });
  });

  it('finds what a run that died had written, whatever step it died at', async () => {
    for (let step = 1; step <= 40; step += 1) {
      world = createInMemoryWorld('Asia/Shanghai');
      await world.receive('E01', READINGS.slice(0, 2));
      await world.run();
      await world.receive('E01', READINGS.slice(2));
      world.stepsToCrash = step;
      await world.run();
      await world.correct('E01', START_MS + 3 * HOUR_MS, null);
      await world.runUntilClean();
      expect([step, await quantities('E01')]).toEqual([step, [10, 10]]);
    }
  });

  it('counts again what a worker wrote after another had taken over', async () => {
    const { energy } = world;
    const writeHours = energy.writeHours;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    energy.writeHours = async (...args) => {
      energy.writeHours = writeHours;
      await released;
      await writeHours(...args);
    };
    await world.receive('E01', READINGS.slice(0, 2));
    const stalled = world.run();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await world.correct('E01', START_MS + HOUR_MS, 15);
    await world.runUntilClean();
    expect(await quantities('E01')).toEqual([15]);
    release();
    expect(await stalled).toMatchObject({ outcome: 'lost' });
    expect(await quantities('E01')).toEqual([10]);
    await world.runUntilClean();
    expect(await quantities('E01')).toEqual([15]);
  });
});
