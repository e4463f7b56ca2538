import { parseRangeShardId, shardOf } from '@hengneng/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ForwardingWorld, type Mishap } from '../testing/forwarding-world.ts';
import { NORMALIZE_PATIENCE_MS, RECORD_PATIENCE_MS } from './range-book.ts';

const CAP_BYTES = 2_000;
const SHARD_OF_A = shardOf('A');

/** One round as the loop runs it. */
async function round(world: ForwardingWorld): Promise<void> {
  await world.step(async (forwarder) => {
    await forwarder.checkEpoch();
    await forwarder.absorbReports();
    await forwarder.addOne();
  });
}

/** Lets everything work undisturbed until nothing is left to do. */
async function settle(world: ForwardingWorld): Promise<void> {
  world.mishaps.length = 0;
  for (let turn = 0; turn < 2_000; turn += 1) {
    await round(world);
    world.normalizeOne();
    world.recordAll();
    const isDone =
      world.log.completedThrough === world.journal.syncedThrough &&
      world.pendingJobs === 0 &&
      world.openWishes === 0;
    if (isDone) return;
    // Nothing is left that could move by itself: time passes.
    if (turn % 20 === 19) world.nowMs += RECORD_PATIENCE_MS + 1;
  }
  throw new Error('does not settle');
}

/** Ids of the jobs that held a sequence. */
function idsOf(world: ForwardingWorld, sequence: number): Set<string> {
  const ids = new Set<string>();
  for (const [id, runs] of world.runs) {
    for (const job of runs) if (job.messages.some((m) => m.sequence === sequence)) ids.add(id);
  }
  return ids;
}

function expectEverySequenceInOneRange(world: ForwardingWorld): void {
  let next = 1;
  for (const { from, to } of world.log.snapshot().ranges) {
    expect(from).toBe(next);
    next = to + 1;
  }
  expect(next).toBe(world.journal.syncedThrough + 1);
  for (let sequence = 1; sequence < next; sequence += 1) {
    expect(idsOf(world, sequence).size).toBe(1);
  }
}

const mishap: fc.Arbitrary<Mishap | 'none'> = fc.constantFrom(
  'none',
  'lost-before',
  'lost-half-way',
  'lost-after',
  'crash-before',
  'crash-after',
);
const action = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    enterprise: fc.constantFrom('A', 'B', 'C'),
    bytes: fc.integer({ min: 200, max: 900 }),
  }),
  fc.record({ kind: fc.constant('round' as const), mishaps: fc.array(mishap, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('add' as const), mishaps: fc.array(mishap, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constantFrom(
      'normalize' as const,
      'record' as const,
      'crash' as const,
      'flush' as const,
      'forget' as const,
      'sync-log' as const,
      'wait' as const,
      'wish' as const,
      'reconnect' as const,
    ),
  }),
);

describe('Forwarder', () => {
  it('has every message in exactly one range and completes it, whatever dies when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        const world = new ForwardingWorld(CAP_BYTES);
        for (const each of actions) {
          if (each.kind === 'append') world.append(each.enterprise, 'x'.repeat(each.bytes));
          else if (each.kind === 'round' || each.kind === 'add') {
            for (const one of each.mishaps) world.mishaps.push(one as Mishap);
            if (each.kind === 'round') await round(world);
            else await world.step((forwarder) => forwarder.addOne());
            world.mishaps.length = 0;
          } else if (each.kind === 'normalize') world.normalizeOne();
          else if (each.kind === 'record') world.recordAll();
          else if (each.kind === 'crash') world.crash();
          else if (each.kind === 'flush') world.flushRedis();
          else if (each.kind === 'forget') world.forgetLastJob();
          else if (each.kind === 'sync-log') world.syncLog();
          else if (each.kind === 'reconnect') world.forwarder.reconnected();
          else if (each.kind === 'wish') world.wishRerun(1);
          else world.nowMs += NORMALIZE_PATIENCE_MS + 1;
        }
        await settle(world);
        expectEverySequenceInOneRange(world);
        expect(world.outstandingBytesSeenMax).toBeLessThanOrEqual(CAP_BYTES);
        expect(world.forwarder.outstandingBytes).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('gives the jobs of a shard in the order of the journal', async () => {
    const world = new ForwardingWorld(1e9);
    for (let index = 0; index < 5; index += 1) {
      world.append('A');
      await round(world);
    }
    await settle(world);
    const firsts = [...world.runs.keys()].map((id) => parseRangeShardId(id)?.from);
    expect(firsts).toEqual([...firsts].sort((a = 0, b = 0) => a - b));
  });

  it('stops adding at the cap and goes on when ranges are normalized', async () => {
    const world = new ForwardingWorld(1_000);
    for (let index = 0; index < 4; index += 1) {
      world.append('A', 'x'.repeat(600));
      await round(world);
    }
    expect(world.pendingJobs).toBe(1);
    world.normalizeOne();
    await round(world);
    expect(world.pendingJobs).toBe(1);
    expect(world.runs.size).toBe(1);
  });

  it('gives everything again, in order and before anything new, when Redis was emptied', async () => {
    const world = new ForwardingWorld(1e9);
    world.append('A');
    await round(world);
    world.append('A');
    await round(world);
    world.flushRedis();
    world.append('A');
    for (let turn = 0; turn < 4; turn += 1) await round(world);
    expect(world.pendingJobs).toBe(3);
    for (let turn = 0; turn < 3; turn += 1) world.normalizeOne();
    expect([...world.runs.keys()]).toEqual(['1-1-1-', '1-2-2-', '1-3-3-'].map(withShardOfA));
  });

  it('gives a range again after a minute without a report, and not before', async () => {
    const world = new ForwardingWorld(1e9);
    world.append('A');
    await round(world);
    world.forgetLastJob();
    await round(world);
    expect(world.pendingJobs).toBe(0);
    world.nowMs += NORMALIZE_PATIENCE_MS + 1;
    await round(world);
    await round(world);
    expect(world.pendingJobs).toBe(1);
  });

  it('runs the range of a displaced reading again, only the shard it is in', async () => {
    const world = new ForwardingWorld(1e9);
    world.append('A');
    world.append('B');
    await settle(world);
    world.wishRerun(1);
    await settle(world);
    expect(world.runs.get(withShardOfA('1-1-2-'))).toHaveLength(2);
    expect([...world.runs.values()].map((runs) => runs.length).sort()).toEqual([1, 2]);
  });

  it('tells of a rerun whose message is in no range, and forgets the wish', async () => {
    const world = new ForwardingWorld(1e9);
    world.wishRerun(77);
    await settle(world);
    expect(world.impossible).toEqual(['77']);
  });

  it('carries payloads that are not text as base64', async () => {
    const world = new ForwardingWorld(1e9);
    void world.journal.append({
      source: 'mqtt:x',
      topic: 'not/ours',
      refusal: 'malformed',
      payload: Buffer.from([0xff, 0x00]),
    });
    world.journal.sync();
    await settle(world);
    expect(world.runs.get('1-1-1-0')?.[0]?.messages).toMatchObject([
      { refusal: 'malformed', payloadBase64: '/wA=' },
    ]);
  });
});

function withShardOfA(prefix: string): string {
  return `${prefix}${SHARD_OF_A}`;
}
