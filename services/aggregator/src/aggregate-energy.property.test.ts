import type { MeterHistory, MeterReading } from '@hengneng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createInMemoryWorld, type InMemoryWorld } from './testing/in-memory-world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** 2026-03-01T00:00:00Z: some streams pass a change of the clock. */
const START_MS = Date.UTC(2026, 2, 1);
const ZONES = ['Asia/Shanghai', 'Asia/Kolkata', 'Europe/Berlin', 'Australia/Lord_Howe'] as const;
/** More of them find more; each takes about 50 ms. */
const RUNS = 150;
const METERS = ['E01', 'E02'] as const;

const step = fc.record({
  afterMinutes: fc.oneof(
    { arbitrary: fc.constant(15), weight: 6 },
    { arbitrary: fc.integer({ min: 1, max: 240 }), weight: 2 },
    { arbitrary: fc.integer({ min: 1_000, max: 100_000 }), weight: 1 },
  ),
  rise: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 5, noNaN: true })),
  jump: fc.option(fc.constantFrom(0, 1, 500, 990), { freq: 8 }),
});
const stream = fc.array(step, { minLength: 2, maxLength: 60, size: 'max' }).map((steps) => {
  let readAtMs = START_MS;
  let value = 300;
  return steps.map(({ afterMinutes, rise, jump }): MeterReading => {
    readAtMs += afterMinutes * MINUTE_MS;
    value = (value + rise) % 1_000;
    return { readAtMs, value: jump ?? value };
  });
});

/** Something decided about a meter, at a share of its stream's time. */
const decision = fc.record({
  kind: fc.constantFrom('epoch', 'exchange', 'rejected', 'proposed', 'interval'),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  value: fc.constantFrom(0, 1, 120, 500),
});
const act = fc.oneof(
  {
    arbitrary: fc.record({ do: fc.constant('receive' as const), count: fc.nat({ max: 20 }) }),
    weight: 8,
  },
  { arbitrary: fc.record({ do: fc.constant('run' as const) }), weight: 6 },
  {
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      after: fc.integer({ min: 1, max: 60 }),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      decisions: fc.array(decision, { maxLength: 3 }),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      pick: fc.nat(),
      value: fc.option(fc.constantFrom(0, 310, 320, 999)),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('empty' as const) }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('two' as const), lateness: fc.nat({ max: 12 }) }),
    weight: 1,
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function historyOf(
  readings: readonly MeterReading[],
  decisions: readonly { kind: string; share: number; value: number }[],
): MeterHistory {
  const firstMs = readings[0]?.readAtMs ?? START_MS;
  const lastMs = readings.at(-1)?.readAtMs ?? START_MS;
  const base = {
    ...{ kind: 'register' as const, unit: 'kWh' as const, multiplier: 1 },
    ...{ registerMax: 999.99, ratedPowerKw: 400, intervalSeconds: 900 },
  };
  const placed = decisions.map((one) => {
    // On a reading now and then, as exchanges and steps are.
    const near = Math.round(firstMs + (lastMs - firstMs) * one.share);
    const reading = readings.find(({ readAtMs }) => readAtMs >= near)?.readAtMs ?? near;
    return { ...one, atMs: one.value === 1 ? reading : near };
  });
  const at = (kind: string) => placed.filter((one) => one.kind === kind).map(({ atMs }) => atMs);
  return {
    epochs: [
      { fromMs: 0, ...base },
      ...placed.flatMap(({ kind, atMs, value }): MeterHistory['epochs'] => {
        if (kind === 'epoch') return [{ fromMs: atMs, ...base, multiplier: value + 1 }];
        if (kind === 'interval') return [{ fromMs: atMs, ...base, kind: 'interval' as const }];
        return [];
      }),
    ],
    exchanges: placed
      .filter(({ kind }) => kind === 'exchange')
      .map(({ atMs, value }) => ({ atMs, finalValue: 400, initialValue: value })),
    rejectedStepsAtMs: at('rejected'),
    proposedExchangesAtMs: at('proposed'),
  };
}

async function perform(
  world: InMemoryWorld,
  one: Act,
  meterId: string,
  readings: readonly MeterReading[],
  queue: MeterReading[],
): Promise<void> {
  world.stepsToCrash = Number.POSITIVE_INFINITY;
  if (one.do === 'receive') await world.receive(meterId, queue.splice(0, one.count));
  else if (one.do === 'run') await world.run();
  else if (one.do === 'crash') {
    world.stepsToCrash = one.after;
    await world.run();
  } else if (one.do === 'decide') world.setHistory(meterId, historyOf(readings, one.decisions));
  else if (one.do === 'empty') await world.emptyRedis();
  else if (one.do === 'two') {
    world.latenessMax = one.lateness;
    await Promise.all([world.run(), world.receive(meterId, queue.splice(0, 3)).then(world.run)]);
    world.latenessMax = 0;
  } else {
    const reading = readings[one.pick % readings.length];
    const moved = one.pick % 3 === 0 ? MINUTE_MS : 0;
    if (reading !== undefined) await world.correct(meterId, reading.readAtMs + moved, one.value);
  }
}

describe('the aggregator, whatever comes in whatever order', () => {
  const scenario = fc.record({
    zone: fc.constantFrom(...ZONES),
    streams: fc.tuple(stream, stream),
    // Where in the queue each reading stands: sorted by time for some, in any order for others.
    disorder: fc.constantFrom(0, 0.1, 1),
    order: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
    acts: fc.array(fc.tuple(fc.constantFrom(0, 1), act), { maxLength: 40, size: 'max' }),
    sliceMs: fc.constantFrom(Number.POSITIVE_INFINITY, 30, 5),
    newZone: fc.option(fc.constantFrom(...ZONES), { freq: 5 }),
  });

  it('ends with the figures of counting everything once in order, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const world = createInMemoryWorld(given.zone);
        world.sliceMs = given.sliceMs;
        const queues = given.streams.map((readings) =>
          readings
            .map((reading, index) => ({
              reading,
              place: index / readings.length + (given.order[index] ?? 0) * given.disorder,
            }))
            .sort((left, right) => left.place - right.place)
            .map(({ reading }) => reading),
        );
        for (const [which, one] of given.acts) {
          const [meterId, readings, queue] = [METERS[which], given.streams[which], queues[which]];
          if (meterId === undefined || readings === undefined || queue === undefined) continue;
          await perform(world, one, meterId, readings, queue);
        }
        if (given.newZone !== null) world.setTimeZone(given.newZone);
        for (const [index, meterId] of METERS.entries()) {
          await world.receive(meterId, queues[index] ?? []);
        }
        await world.runUntilClean();
        expect(await world.stored()).toEqual(await world.expected());
        expect(world.badMeters).toEqual([]);
      }),
      { numRuns: RUNS, timeout: 3_000, endOnFailure: true, seed: 242212534, path: '58' },
    );
  }, 120_000);

  it('reads each reading of a steady meter once', async () => {
    const world = createInMemoryWorld('Asia/Shanghai');
    const count = 400;
    for (let index = 0; index < count; index += 1) {
      const readAtMs = START_MS + index * 15 * MINUTE_MS;
      await world.receive('E01', [{ readAtMs, value: index }]);
      await world.run();
    }
    expect(world.scanned.readings).toBe(count);
    expect(await world.stored()).toEqual(await world.expected());
    const [last] = (await world.stored()).days.slice(-1);
    expect(last?.startMs).toBeLessThan(START_MS + 5 * DAY_MS);
  });
});
