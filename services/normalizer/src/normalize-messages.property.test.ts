import {
  type NormalizeMessagesJob,
  type RangeOutcome,
  type RawMessage,
  rangeShardId,
} from '@hengneng/contracts';
import { encodePosition } from '@hengneng/domain';
import {
  BUILT_RECEIVED_AT_MS,
  buildNormalizeJob,
  buildRawMessage,
  buildRegistrySnapshot,
} from '@hengneng/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createInMemoryWorld, type InMemoryWorld } from './testing/in-memory-world.ts';

const AT = BUILT_RECEIVED_AT_MS - 3_600_000;
const MINUTE_MS = 60_000;

/** A reading as a device may send it; value −1 is one that no register can show. */
interface SentReading {
  readonly meterId: string;
  readonly instant: number;
  readonly value: number;
}

const sentReading: fc.Arbitrary<SentReading> = fc.record({
  meterId: fc.constantFrom('E01', 'E02', 'unregistered'),
  instant: fc.nat(4),
  value: fc.constantFrom(-1, 1, 2, 3),
});
/** Messages of one gateway, each a list of readings, and after how many a range ends. */
const journal = fc.record({
  messages: fc.array(fc.array(sentReading, { maxLength: 4 }), { minLength: 1, maxLength: 8 }),
  rangeLength: fc.integer({ min: 1, max: 4 }),
});
/** In which order ranges are run, some of them several times, and what goes wrong meanwhile. */
const schedule = fc.array(
  fc.record({
    pick: fc.nat(20),
    stepsToCrash: fc.option(fc.integer({ min: 1, max: 20 }), { nil: Infinity }),
    emptyRedisBefore: fc.boolean(),
  }),
  { maxLength: 12 },
);

describe('the normalizer, in whatever order ranges come, repeat and crash', () => {
  it('ends with the first reading of each meter and instant, and balanced accounts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(journal, { minLength: 1, maxLength: 2 }), schedule, runAndCheck),
      { numRuns: 300 },
    );
  });

  it('tells duplicates from conflicts when ranges run in order, however often', async () => {
    await fc.assert(
      fc.asyncProperty(journal, fc.integer({ min: 1, max: 2 }), async (one, timesRun) => {
        const world = createInMemoryWorld(buildRegistrySnapshot());
        const jobs = rangesOf(1, one.messages, one.rangeLength);
        for (let time = 0; time < timesRun; time += 1) {
          for (const job of jobs) await world.runToEnd(job);
        }
        const first = firstReadings([one]);
        const later = one.messages
          .flat()
          .filter((reading) => isGood(reading))
          .map((reading) => first.get(keyOf(reading))?.value === reading.value);
        const counts = [...world.outcomes.values()].flatMap((outcome) => outcome.counts);
        const duplicates = counts.reduce((sum, { duplicate }) => sum + duplicate, 0);
        const conflicts = counts.reduce((sum, { conflict }) => sum + conflict, 0);
        expect(duplicates).toBe(later.filter((isSame) => isSame).length - first.size);
        expect(conflicts).toBe(later.filter((isSame) => !isSame).length);
      }),
      { numRuns: 200 },
    );
  });
});

async function runAndCheck(
  journals: readonly { messages: SentReading[][]; rangeLength: number }[],
  steps: readonly { pick: number; stepsToCrash: number; emptyRedisBefore: boolean }[],
): Promise<void> {
  const world = createInMemoryWorld(buildRegistrySnapshot());
  const jobs = journals.flatMap(({ messages, rangeLength }, index) =>
    rangesOf(index + 1, messages, rangeLength),
  );
  for (const { pick, stepsToCrash, emptyRedisBefore } of steps) {
    const job = jobs[pick % jobs.length];
    if (job === undefined) continue;
    if (emptyRedisBefore) world.emptyRedis();
    world.stepsToCrash = stepsToCrash;
    await world.run(job);
  }
  world.stepsToCrash = Infinity;
  // At the end the gateway runs every range that was not reported, and those asked for again.
  for (const job of jobs.toReversed()) {
    if (!world.normalized.has(rangeShardId(job))) await world.run(job);
  }
  await world.runWhatWasAskedFor();
  expectFirstReadingsStored(world, journals);
  expectBalance(world, journals);
}

function rangesOf(
  gateway: number,
  messages: readonly SentReading[][],
  rangeLength: number,
): NormalizeMessagesJob[] {
  const raws = messages.map((readings, index) => toRawMessage(readings, index + 1));
  const jobs: NormalizeMessagesJob[] = [];
  for (let from = 0; from < raws.length; from += rangeLength) {
    jobs.push(buildNormalizeJob(raws.slice(from, from + rangeLength), { gateway }));
  }
  return jobs;
}

function toRawMessage(readings: readonly SentReading[], sequence: number): RawMessage {
  const body = {
    readings: readings.map(({ meterId, instant, value }) => ({
      meterId,
      readAt: AT + instant * MINUTE_MS,
      value,
    })),
  };
  return buildRawMessage({ sequence, receivedAtMs: BUILT_RECEIVED_AT_MS + sequence, body });
}

/** The lowest position of each meter and instant, by a key of both. */
function firstReadings(journals: Journals): Map<string, { value: number; position: number }> {
  const first = new Map<string, { value: number; position: number }>();
  for (const [gatewayIndex, { messages }] of journals.entries()) {
    for (const [index, readings] of messages.entries()) {
      const position = encodePosition(gatewayIndex + 1, index + 1);
      for (const reading of readings) {
        const key = keyOf(reading);
        if (isGood(reading) && !first.has(key)) first.set(key, { value: reading.value, position });
      }
    }
  }
  return first;
}

function isGood({ meterId, value }: SentReading): boolean {
  return meterId !== 'unregistered' && value >= 0;
}

function keyOf({ meterId, instant }: SentReading): string {
  return `${meterId} ${AT + instant * MINUTE_MS}`;
}

type Journals = readonly { readonly messages: readonly (readonly SentReading[])[] }[];

function expectFirstReadingsStored(world: InMemoryWorld, journals: Journals): void {
  const first = firstReadings(journals);
  const stored = new Map(
    world.store
      .all()
      .map(({ meterId, readAtMs, value, position }) => [
        `${meterId} ${readAtMs}`,
        { value, position },
      ]),
  );
  expect(stored).toEqual(first);
}

function expectBalance(world: InMemoryWorld, journals: Journals): void {
  const counts = [...world.outcomes.values()].flatMap((outcome: RangeOutcome) => outcome.counts);
  const sum = (value: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + value(count), 0);
  const sent = journals.flatMap(({ messages }) => messages.flat());
  const stored = sum((count) => count.stored);
  const quarantined = sum((count) =>
    Object.values(count.quarantined).reduce((total, one) => total + one, 0),
  );
  expect(sum((count) => count.parsed)).toBe(sent.length);
  expect(stored).toBe(world.store.all().length);
  expect(stored + sum((count) => count.duplicate + count.conflict) + quarantined).toBe(sent.length);
  const conflicts = [...world.outcomes.values()].flatMap((outcome) => outcome.conflicts);
  expect(conflicts).toHaveLength(sum((count) => count.conflict));
}
