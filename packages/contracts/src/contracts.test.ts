import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  normalizeMessagesJobSchema,
  parseRangeShardId,
  rangeShardId,
} from './normalize-messages.job.ts';
import { recordFactsJobSchema } from './record-facts.job.ts';
import { SHARD_COUNT, shardOf } from './shards.ts';
import { buildTopic, deviceUsername, parseDeviceUsername, parseTopic } from './topics.ts';

describe('topics', () => {
  it('parses what it builds', () => {
    const topic = buildTopic('91430626MA4L00011X', 'edge.1', 'readings');
    expect(topic).toBe('energy/v1/91430626MA4L00011X/edge.1/readings');
    expect(parseTopic(topic)).toEqual({
      enterpriseId: '91430626MA4L00011X',
      deviceId: 'edge.1',
      kind: 'readings',
    });
  });

  it.each([
    '',
    'energy/v1',
    'energy/v2/a/b/readings',
    'energy/v1/a//readings',
    'energy/v1/a/b/c/d',
  ])('refuses "%s"', (topic) => {
    expect(parseTopic(topic)).toBeNull();
  });

  it('parts a user name at its first dot, so that device ids may have dots', () => {
    const username = deviceUsername('91430626MA4L00011X', 'edge.1');
    expect(parseDeviceUsername(username)).toEqual({
      enterpriseId: '91430626MA4L00011X',
      deviceId: 'edge.1',
    });
    for (const bad of ['', 'nodot', '.x', 'x.']) expect(parseDeviceUsername(bad)).toBeNull();
  });
});

describe('shardOf', () => {
  it('never changes: a range keeps its job ids for years', () => {
    expect(['91430626MA4L00011X', '91110000600037341L', ''].map(shardOf)).toEqual([0, 3, 5]);
  });

  it('spreads enterprises over all shards', () => {
    const shards = Array.from({ length: 400 }, (_, index) => shardOf(`91430626MA${index}`));
    for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
      const share = shards.filter((other) => other === shard).length;
      expect(share).toBeGreaterThan(400 / SHARD_COUNT / 2);
    }
  });
});

describe('rangeShardId', () => {
  it('goes through text unchanged', () => {
    const natural = fc.nat({ max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(natural, natural, natural, natural, (gateway, from, to, shard) => {
        const range = { gateway, from, to, shard };
        expect(parseRangeShardId(rangeShardId(range))).toEqual(range);
      }),
    );
  });
});

describe('job payloads', () => {
  it('ignore fields of a newer version', () => {
    const job = {
      schemaVersion: 1,
      gateway: 1,
      from: 1,
      to: 1,
      shard: 0,
      addedLater: true,
      messages: [
        { sequence: 1, receivedAtMs: 1, source: 'mqtt:a.b', topic: 't', payload: '{}', other: 1 },
      ],
    };
    expect(normalizeMessagesJobSchema.parse(job).messages[0]?.payload).toBe('{}');
  });

  it('refuse a reason that is not on the list', () => {
    const outcome = {
      type: 'range-outcome',
      schemaVersion: 1,
      gateway: 1,
      from: 1,
      to: 2,
      shard: 0,
      receivedFromMs: 1,
      receivedToMs: 2,
      registryVersions: { a: 1 },
      counts: [
        {
          enterpriseId: 'a',
          date: '2026-11-21',
          messages: 1,
          parsed: 2,
          stored: 1,
          duplicate: 0,
          conflict: 0,
          quarantined: { 'unknown-meter': 1 },
        },
      ],
      quarantined: [],
      conflicts: [],
      outputs: [],
      events: [],
    };
    expect(recordFactsJobSchema.safeParse(outcome).success).toBe(true);
    Object.assign(outcome.counts[0] ?? {}, { quarantined: { 'because-i-say-so': 1 } });
    expect(recordFactsJobSchema.safeParse(outcome).success).toBe(false);
  });
});
