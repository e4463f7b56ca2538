import { type RawMessage, rangeShardId } from '@hengneng/contracts';
import { encodePosition, type ReadingScan } from '@hengneng/domain';
import type { JournalledMessage } from '@hengneng/queue';
import {
  BUILT_RECEIVED_AT_MS,
  buildEnterpriseId,
  buildNormalizeJob,
  buildRawMessage,
  buildRegistrySnapshot,
  type InMemoryReadingStore,
} from '@hengneng/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

import { createInMemoryWorld, type InMemoryWorld } from '../testing/in-memory-world.ts';
import { checkReadings, type ReadingsReport } from './check-readings.ts';
import { createJudgedHistory } from './judged-history.ts';

const ENTERPRISE = buildEnterpriseId(1);
const AT = BUILT_RECEIVED_AT_MS - 3_600_000;
const QUARTER_MS = 900_000;

/** Message `sequence` carries two readings of its own quarter hour and a duplicate of the one before. */
function message(sequence: number): RawMessage {
  const readings = [
    { meterId: 'E01', readAt: AT + sequence * QUARTER_MS - 100 * QUARTER_MS, value: sequence },
    { meterId: 'E02', readAt: AT + sequence * QUARTER_MS - 100 * QUARTER_MS, value: -1 },
    { meterId: 'E01', readAt: AT + (sequence - 1) * QUARTER_MS - 100 * QUARTER_MS, value: 77 },
  ];
  return buildRawMessage({ sequence, body: { sequence, readings } });
}
const MESSAGES = Array.from({ length: 12 }, (_, index) => message(index + 1));
const instantOf = (sequence: number) => AT + sequence * QUARTER_MS - 100 * QUARTER_MS;

/** What is in the store, without what it was judged with. */
const stored = () =>
  world.store.all().map(({ enterpriseId, meterId, readAtMs, value, position }) => {
    return { enterpriseId, meterId, readAtMs, value, position };
  });

let world: InMemoryWorld;
beforeEach(async () => {
  world = createInMemoryWorld(buildRegistrySnapshot());
  for (let from = 0; from < MESSAGES.length; from += 4) {
    await world.runToEnd(buildNormalizeJob(MESSAGES.slice(from, from + 4)));
  }
});

function toJournalled(raw: RawMessage): JournalledMessage {
  const { sequence, receivedAtMs, source, topic } = raw;
  const payload = Buffer.from(raw.payload ?? '');
  return { sequence, receivedAtMs, source, topic, refusal: raw.refusal ?? null, payload };
}

/** The scan that a check needs, over everything in the store. */
function scanOf(store: InMemoryReadingStore): Pick<ReadingScan, 'counts' | 'pages'> {
  const of = (enterpriseId: string) =>
    store.all().filter((reading) => reading.enterpriseId === enterpriseId);
  return {
    counts: async ({ enterpriseId }) => {
      const byMeter = Map.groupBy(of(enterpriseId), ({ meterId }) => meterId);
      return new Map([...byMeter].map(([meterId, readings]) => [meterId, readings.length]));
    },
    pages: async function* ({ enterpriseId, meterIds }) {
      for (const meterId of meterIds ?? []) {
        const readings = of(enterpriseId).filter((reading) => reading.meterId === meterId);
        yield { meterId, readings };
      }
    },
  };
}

function check(
  options: { readonly messages?: readonly RawMessage[]; readonly isRepair?: boolean } = {},
): Promise<ReadingsReport> {
  const outcomes = () => [...world.outcomes.values()];
  const messages = (options.messages ?? MESSAGES).map(toJournalled);
  return checkReadings({
    gateway: 1,
    messages: async function* () {
      yield messages.slice(0, 5);
      yield messages.slice(5);
    },
    newHistory: () =>
      createJudgedHistory(
        1,
        {
          ranges: async ({ shard, fromSequence }) =>
            outcomes()
              .filter((one) => one.shard === shard && one.to >= fromSequence)
              .sort((left, right) => left.from - right.from)
              .slice(0, 2)
              .map(({ from, to, registryVersions }) => {
                return { fromSequence: from, toSequence: to, registryVersions };
              }),
          snapshot: async (enterpriseId) => world.registry.get(enterpriseId) ?? null,
        },
        () => true,
      ),
    store: world.store,
    scan: scanOf(world.store),
    ...(options.isRepair
      ? {
          repair: async (readings) => {
            await world.store.write(readings);
          },
        }
      : {}),
  });
}

describe('checkReadings', () => {
  it('finds nothing where nothing was touched', async () => {
    const report = await check();
    expect(report).toMatchObject({ messageCount: 12, findingCount: 0, unrecordedCount: 0 });
    // Two of each message are accepted: the one of E02 is beyond its register.
    expect(report.readingCount).toBe(24);
  });

  it('names a stored reading with another value', async () => {
    const position = encodePosition(1, 7);
    const place = { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs: instantOf(7) };
    await world.store.write([{ ...place, value: 70, position }]);
    expect((await check()).findings).toEqual([
      {
        kind: 'altered',
        ...place,
        journalled: { value: 7, position },
        stored: { value: 70, position },
      },
    ]);
  });

  it.each([3, 4])('names reading %i that is not stored any more, once', async (missing) => {
    const readings = world.store.all().filter(({ readAtMs }) => readAtMs !== instantOf(missing));
    const emptied = createInMemoryWorld(buildRegistrySnapshot());
    await emptied.store.write(readings);
    world = Object.assign(emptied, { outcomes: world.outcomes });
    expect((await check()).findings).toMatchObject([
      // The duplicate in the next message finds nothing there either; it is the same reading.
      { kind: 'missing', meterId: 'E01', readAtMs: instantOf(missing), stored: null },
    ]);
  });

  it('names a later message in the place of an earlier one', async () => {
    const place = { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs: instantOf(5) };
    await world.store.write([{ ...place, value: 77, position: encodePosition(1, 6) }]);
    expect((await check()).findings).toMatchObject([
      { kind: 'wrong-winner', ...place, journalled: { value: 5 }, stored: { value: 77 } },
    ]);
  });

  it('names a reading that no message holds', async () => {
    const readAtMs = instantOf(7) + 60_000;
    const foreign = { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs, value: 1 };
    await world.store.write([{ ...foreign, position: encodePosition(1, 7) }]);
    expect((await check()).findings).toEqual([
      {
        kind: 'foreign',
        enterpriseId: ENTERPRISE,
        meterId: 'E01',
        readAtMs,
        journalled: null,
        stored: { value: 1, position: encodePosition(1, 7) },
      },
    ]);
  });

  it('leaves readings of other gateways alone', async () => {
    const foreign = { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs: instantOf(90), value: 1 };
    await world.store.write([{ ...foreign, position: encodePosition(2, 1) }]);
    expect((await check()).findingCount).toBe(0);
  });

  it('counts messages that have no outcome on record, and does not judge them', async () => {
    const report = await check({ messages: [...MESSAGES, message(13)] });
    expect(report).toMatchObject({ findingCount: 0, unrecordedCount: 1 });
  });

  it('judges by the registry of that time, whatever is registered now', async () => {
    const later = { ...buildRegistrySnapshot(), version: 99, meters: [] };
    const [snapshot] = world.registry.values();
    world.registry.set(ENTERPRISE, later);
    expect((await check()).readingCount).toBe(0);
    if (snapshot !== undefined) world.registry.set(ENTERPRISE, snapshot);
    expect((await check()).readingCount).toBe(24);
  });

  it('repairs what it finds, to the value and the position', async () => {
    const before = stored();
    const place = { enterpriseId: ENTERPRISE, meterId: 'E01', readAtMs: instantOf(5) };
    await world.store.write([{ ...place, value: 77, position: encodePosition(1, 6) }]);
    expect(await check({ isRepair: true })).toMatchObject({ findingCount: 1, repairedCount: 1 });
    expect(stored()).toEqual(before);
    expect((await check()).findingCount).toBe(0);
  });

  it('restores an empty store from the journal alone', async () => {
    const before = stored();
    const emptied = createInMemoryWorld(buildRegistrySnapshot());
    world = Object.assign(emptied, { outcomes: new Map(world.outcomes) });
    await check({ isRepair: true });
    expect(stored()).toEqual(before);
  });

  it('says which registry is not on record', async () => {
    world.registry.clear();
    await expect(check()).rejects.toThrow(/registry of .* is not on record/);
  });
});

describe('rangeShardId', () => {
  it('is the key of the outcomes that the history asks for', () => {
    expect([...world.outcomes.keys()]).toEqual(
      [...world.outcomes.values()].map((outcome) => rangeShardId(outcome)),
    );
  });
});
