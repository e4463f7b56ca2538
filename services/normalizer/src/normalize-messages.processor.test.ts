import { createHash } from 'node:crypto';
import type { RangeOutcome } from '@hengneng/contracts';
import { encodePosition } from '@hengneng/domain';
import {
  BUILT_RECEIVED_AT_MS,
  buildDevice,
  buildEnterpriseId,
  buildMeter,
  buildNormalizeJob,
  buildRawMessage,
  buildRegistrySnapshot,
  type MessageFields,
} from '@hengneng/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

import { createInMemoryWorld, type InMemoryWorld } from './testing/in-memory-world.ts';

const AT = BUILT_RECEIVED_AT_MS;
const MINE = buildEnterpriseId(1);
const OTHERS = buildEnterpriseId(2);
const GOOD = { meterId: 'E02', readAt: AT, value: 5 };
let world: InMemoryWorld;

beforeEach(() => {
  world = createInMemoryWorld(
    buildRegistrySnapshot({
      meters: [
        buildMeter(),
        buildMeter({ id: 'E02' }),
        buildMeter({ id: 'P01', kind: 'power', unit: 'kW', intervalSeconds: 900 }),
      ],
    }),
    buildRegistrySnapshot({ enterpriseId: OTHERS }),
  );
});

/** Runs messages as one range and answers its outcome. */
async function outcomeOf(...messages: readonly MessageFields[]): Promise<RangeOutcome> {
  const raws = messages.map((fields, index) => buildRawMessage({ sequence: index + 1, ...fields }));
  await world.runToEnd(buildNormalizeJob(raws));
  const outcome = [...world.outcomes.values()].at(-1);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

describe('a reading that cannot be stored', () => {
  const iso = (atMs: number) => new Date(atMs).toISOString();

  it.each([
    { name: 'null', reading: { value: null }, code: 'not-a-number' },
    { name: 'the text NaN', reading: { value: 'NaN' }, code: 'not-a-number' },
    { name: 'an object as value', reading: { value: {} }, code: 'not-a-number' },
    { name: 'a missing value', reading: { value: undefined }, code: 'not-a-number' },
    { name: 'a negative register', reading: { value: -0.01 }, code: 'out-of-range' },
    { name: 'beyond the register', reading: { value: 1_000_000 }, code: 'out-of-range' },
    { name: 'beyond belief', reading: { meterId: 'P01', value: -2e15 }, code: 'out-of-range' },
    { name: 'an unknown meter', reading: { meterId: 'E99' }, code: 'unknown-meter' },
    { name: 'an inherited name', reading: { meterId: '__proto__' }, code: 'unknown-meter' },
    { name: 'no meter', reading: { meterId: 7 }, code: 'malformed' },
    { name: 'no offset', reading: { readAt: '2026-11-21T08:15:00' }, code: 'bad-time' },
    { name: 'no time', reading: { readAt: undefined }, code: 'bad-time' },
    { name: 'ten years ahead', reading: { readAt: '2036-11-21T08:15:00Z' }, code: 'future-time' },
    { name: '5 min 1 ms ahead', reading: { readAt: AT + 300_001 }, code: 'future-time' },
    { name: 'the year 1999', reading: { readAt: '1999-12-31T23:59:59Z' }, code: 'too-old' },
  ])('is quarantined for $name and keeps the good one beside it', async ({ reading, code }) => {
    const readings = [{ meterId: 'E01', readAt: iso(AT), value: 1, ...reading }, GOOD];
    const outcome = await outcomeOf({ body: { sequence: 42, readings } });
    expect(outcome.counts).toEqual([
      expect.objectContaining({ parsed: 2, stored: 1, quarantined: { [code]: 1 } }),
    ]);
    expect(world.store.all()).toEqual([expect.objectContaining({ meterId: 'E02', value: 5 })]);
    expect(outcome.quarantined[0]).toMatchObject({ reason: code, rejected: [{ index: 0, code }] });
    expect(world.downlinks).toEqual([
      expect.objectContaining({
        kind: 'rejections',
        enterpriseId: MINE,
        deviceId: 'edge-1',
        payload: expect.objectContaining({
          sequence: 42,
          rejected: [expect.objectContaining({ code })],
        }),
      }),
    ]);
  });

  it('is quarantined for 1e400, which JSON turns into infinity', async () => {
    const body = `{"readings":[{"meterId":"E01","readAt":${AT},"value":1e400}]}`;
    const outcome = await outcomeOf({ body });
    expect(outcome.counts[0]?.quarantined).toEqual({ 'not-a-number': 1 });
  });

  it('is quarantined when it is not even an object, in the middle of good ones', async () => {
    const outcome = await outcomeOf({ body: { readings: [GOOD, null, 7, [], 'x'] } });
    expect(outcome.counts[0]).toMatchObject({
      parsed: 5,
      stored: 1,
      quarantined: { malformed: 4 },
    });
  });

  it('takes the whole values form with it when their common time is bad', async () => {
    const outcome = await outcomeOf({ body: { readAt: 'yesterday', values: { E01: 1, E02: 2 } } });
    expect(outcome.counts[0]).toMatchObject({ parsed: 2, quarantined: { 'bad-time': 2 } });
  });

  it('is quarantined when the store refuses it for good', async () => {
    world.store.refuse = ({ meterId }) => (meterId === 'E01' ? 'field type conflict' : null);
    const outcome = await outcomeOf({ body: { readAt: AT, values: { E01: 1, E02: 2 } } });
    expect(outcome.counts[0]).toMatchObject({ stored: 1, quarantined: { 'out-of-range': 1 } });
    expect(outcome.quarantined[0]?.rejected[0]?.message).toContain('field type conflict');
  });

  it('is listed up to a limit and counted without one', async () => {
    const values = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`X${index}`, 1]));
    const outcome = await outcomeOf({ body: { readAt: AT, values } });
    expect(outcome.counts[0]?.quarantined).toEqual({ 'unknown-meter': 900 });
    expect(outcome.quarantined[0]?.rejected).toHaveLength(200);
    expect(outcome.quarantined[0]?.message).toContain('900 refused, 200 listed');
  });
});

describe('a message that is refused whole', () => {
  const large = Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`X${index}`, 1]));

  it.each([
    { name: 'no JSON', fields: { body: '{"values":' }, reason: 'malformed' },
    {
      name: 'a bare NaN',
      fields: { body: `{"readAt":${AT},"values":{"E01":NaN}}` },
      reason: 'malformed',
    },
    { name: 'an array', fields: { body: [] }, reason: 'malformed' },
    { name: 'null', fields: { body: 'null' }, reason: 'malformed' },
    { name: 'nothing', fields: { body: '' }, reason: 'malformed' },
    { name: 'no readings', fields: { body: { readAt: AT } }, reason: 'malformed' },
    {
      name: 'both forms',
      fields: { body: { readAt: AT, values: {}, readings: [] } },
      reason: 'malformed',
    },
    { name: 'no UTF-8', fields: { payloadBase64: '/w==' }, reason: 'malformed' },
    { name: 'deep nesting', fields: { body: '['.repeat(100_000) }, reason: 'malformed' },
    {
      name: 'too many readings',
      fields: { body: { readAt: AT, values: large } },
      reason: 'too-many-readings',
    },
    { name: 'an unknown device', fields: { deviceId: 'edge-9' }, reason: 'unknown-device' },
    {
      name: 'an inherited name as device',
      fields: { deviceId: '__proto__' },
      reason: 'unknown-device',
    },
    {
      name: 'a topic of another device',
      fields: { source: `mqtt:${MINE}.edge-2` },
      reason: 'unknown-device',
    },
    {
      name: 'an unknown kind',
      fields: { topic: `energy/v1/${MINE}/edge-1/alerts` },
      reason: 'malformed',
    },
    { name: 'a foreign topic scheme', fields: { topic: 'spBv1.0/x' }, reason: 'malformed' },
    {
      name: 'the gateway found it too large',
      fields: { refusal: 'too-large' as const },
      reason: 'too-large',
    },
    {
      name: 'the gateway found it too fast',
      fields: { refusal: 'rate-limited' as const },
      reason: 'rate-limited',
    },
    {
      name: 'the gateway found it retained',
      fields: { refusal: 'retained' as const },
      reason: 'retained',
    },
  ])('counts once for $name, beside a good one', async ({ fields, reason }) => {
    const good = { body: { readings: [GOOD] } };
    const outcome = await outcomeOf(fields, good);
    expect(outcome.counts).toEqual([
      expect.objectContaining({
        ...{ enterpriseId: MINE, messages: 2, parsed: 2, stored: 1 },
        quarantined: { [reason]: 1 },
      }),
    ]);
    expect(outcome.quarantined).toEqual([
      expect.objectContaining({ sequence: 1, reason, enterpriseId: MINE, rejected: [] }),
    ]);
  });

  it("counts for its sender when the topic is another enterprise's", async () => {
    const topic = `energy/v1/${OTHERS}/edge-1/readings`;
    const outcome = await outcomeOf({ topic, body: { readings: [GOOD] } });
    expect(outcome.counts).toEqual([
      expect.objectContaining({ enterpriseId: MINE, quarantined: { 'wrong-enterprise': 1 } }),
    ]);
    expect(world.downlinks).toEqual([
      expect.objectContaining({ enterpriseId: MINE, kind: 'rejections' }),
    ]);
    expect(world.store.all()).toEqual([]);
  });

  it('takes what a device sent for a sign of life, and what others sent in its name for none', async () => {
    const later = 1_795_219_300_000;
    const outcome = await outcomeOf(
      { receivedAtMs: later, body: { readings: [GOOD] } },
      { receivedAtMs: later - 60_000, body: 'nonsense' },
      { topic: `energy/v1/${OTHERS}/edge-9/readings`, body: { readings: [GOOD] } },
    );
    expect(outcome.devicesHeard?.[MINE]).toEqual({ 'edge-1': later });
    expect(Object.values(outcome.devicesHeard ?? {})).toHaveLength(1);
  });

  it('counts for nobody when no enterprise is known', async () => {
    const stranger = buildEnterpriseId(9);
    const outcome = await outcomeOf(
      { enterpriseId: stranger, source: 'broker:' },
      { topic: 'x', source: 'broker:' },
    );
    expect(outcome.counts).toEqual([
      expect.objectContaining({
        ...{ enterpriseId: '', messages: 2, parsed: 2 },
        quarantined: { 'unknown-enterprise': 1, malformed: 1 },
      }),
    ]);
    expect(outcome.registryVersions).toEqual({});
    expect(world.downlinks).toEqual([]);
  });

  it('tells the hash of what was sent, also where only the hash was kept', async () => {
    const stub = { sha256: 'f'.repeat(64), bytes: 300_000, head: '' };
    await outcomeOf({ body: 'no JSON' }, { refusal: 'too-large', body: stub });
    const hashes = world.downlinks.map(({ payload }) => (payload as { sha256: string }).sha256);
    const expected = createHash('sha256').update('no JSON').digest('hex');
    expect(hashes).toEqual([expected, 'f'.repeat(64)]);
  });
});

describe('what counts as a good message', () => {
  it('takes the word of a broker for the topic', async () => {
    const outcome = await outcomeOf({ source: 'broker:', body: { readings: [GOOD] } });
    expect(outcome.counts[0]).toMatchObject({ stored: 1 });
  });

  it('judges a replayed message by its original sender', async () => {
    const body = { readings: [GOOD] };
    const outcome = await outcomeOf(
      { source: `replay:li.ming:17:mqtt:${MINE}.edge-1`, body },
      { source: `replay:li.ming:18:mqtt:${OTHERS}.edge-1`, body },
    );
    const byEnterprise = new Map(outcome.counts.map((count) => [count.enterpriseId, count]));
    expect(byEnterprise.get(MINE)).toMatchObject({ stored: 1 });
    expect(byEnterprise.get(OTHERS)).toMatchObject({ quarantined: { 'wrong-enterprise': 1 } });
  });

  it('accepts what a device sent before it was revoked', async () => {
    const devices = [buildDevice({ revoked: true })];
    world.registry.set(MINE, buildRegistrySnapshot({ devices }));
    const outcome = await outcomeOf({ body: { readings: [GOOD] } });
    expect(outcome.counts[0]).toMatchObject({ stored: 1 });
  });

  it('records the version that judged and the local day of receipt', async () => {
    world.registry.set(MINE, buildRegistrySnapshot({ version: 7 }));
    const beforeMidnight = Date.UTC(2026, 10, 20, 15, 59, 59);
    const body = { readings: [] };
    const outcome = await outcomeOf(
      { receivedAtMs: beforeMidnight, body },
      { receivedAtMs: beforeMidnight + 1_000, body },
    );
    expect(outcome.registryVersions).toEqual({ [MINE]: 7 });
    expect(outcome.counts.map(({ date, messages }) => [date, messages])).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ]);
    expect(outcome).toMatchObject({ receivedFromMs: beforeMidnight });
  });
});

describe('two readings of one meter and instant', () => {
  it('end with the first; the same again is a duplicate, another value a conflict', async () => {
    const read = (value: number) => ({ body: { readAt: AT, values: { E01: value } } });
    const outcome = await outcomeOf(read(1), read(1), read(2));
    expect(outcome.counts[0]).toMatchObject({ parsed: 3, stored: 1, duplicate: 1, conflict: 1 });
    expect(outcome.conflicts).toEqual([
      {
        ...{ enterpriseId: MINE, meterId: 'E01', readAtMs: AT, keptValue: 1, refusedValue: 2 },
        keptPosition: encodePosition(1, 1),
        refusedPosition: encodePosition(1, 3),
      },
    ]);
  });

  it('follow the order of the payload inside one message', async () => {
    const readings = [1, 2, 1].map((value) => ({ meterId: 'E01', readAt: AT, value }));
    const outcome = await outcomeOf({ body: { readings } });
    expect(outcome.counts[0]).toMatchObject({ stored: 1, duplicate: 1, conflict: 1 });
    expect(world.store.all()).toMatchObject([{ value: 1 }]);
  });

  it('are both seen when a meter stands twice in one object', async () => {
    const body = `{"readAt":${AT},"values":{"E01":1,"E02":3,"E01":2}}`;
    const outcome = await outcomeOf({ body });
    expect(outcome.counts[0]).toMatchObject({ parsed: 3, stored: 2, conflict: 1 });
    expect(world.store.all()).toMatchObject([{ meterId: 'E01', value: 1 }, { value: 3 }]);
  });

  it('end the same when they are in different ranges, which may run again', async () => {
    const job = (sequence: number, value: number) =>
      buildNormalizeJob([
        buildRawMessage({ sequence, body: { readAt: AT, values: { E01: value } } }),
      ]);
    for (const again of [1, 2]) {
      for (const [sequence, value] of [
        [1, 1],
        [2, 1],
        [3, 2],
      ] as const) {
        await world.runToEnd(job(sequence, value));
      }
      const counts = [...world.outcomes.values()].map((outcome) => outcome.counts[0]);
      expect(counts, `run ${again}`).toMatchObject([
        { stored: 1 },
        { stored: 0, duplicate: 1 },
        { stored: 0, conflict: 1 },
      ]);
    }
  });

  it('make the later one give way when the earlier one comes late', async () => {
    const job = (sequence: number, value: number) =>
      buildNormalizeJob([
        buildRawMessage({ sequence, body: { readAt: AT, values: { E01: value } } }),
      ]);
    await world.runToEnd(job(2, 8));
    await world.runToEnd(job(1, 7));
    expect(world.store.all()).toMatchObject([{ value: 7, position: encodePosition(1, 1) }]);
    const [late, early] = [...world.outcomes.values()];
    expect(late?.counts[0]).toMatchObject({ stored: 0, conflict: 1 });
    expect(early?.counts[0]).toMatchObject({ stored: 1, conflict: 0 });
  });

  it('need no look at the store while a meter only moves forward', async () => {
    for (const sequence of [1, 2, 3]) {
      const values = { E01: sequence, E02: sequence };
      const body = { readAt: AT + sequence * 1_000, values };
      await world.runToEnd(buildNormalizeJob([buildRawMessage({ sequence, body })]));
    }
    expect(world.store.findCount).toBe(0);
    expect(world.store.writeCount).toBe(3);
  });
});

describe('what the normalizer tells others', () => {
  it('marks the hours of stored readings dirty, on every run', async () => {
    const readings = [AT, AT - 3_600_000, AT - 86_400_000].map((readAt) => ({ ...GOOD, readAt }));
    await outcomeOf({ body: { readings } });
    const marked = world.dirty.splice(0);
    await outcomeOf({ body: { readings } });
    expect(world.dirty).toEqual(marked);
    const day = Math.floor(AT / 86_400_000);
    expect(marked).toEqual([
      {
        enterpriseId: MINE,
        day: { meterId: 'E02', utcDayNumber: day, hourMask: 0b1, firstMs: AT, lastMs: AT },
      },
      {
        enterpriseId: MINE,
        day: {
          ...{ meterId: 'E02', utcDayNumber: day - 1, hourMask: (1 << 23) | 1 },
          ...{ firstMs: AT - 86_400_000, lastMs: AT - 3_600_000 },
        },
      },
    ]);
  });

  it('asks once for the messages of a gap, also when the range runs again', async () => {
    const messages = [39, 42].map((sequence, index) =>
      buildRawMessage({ sequence: index + 1, body: { sequence, readings: [] } }),
    );
    await world.runToEnd(buildNormalizeJob(messages));
    await world.runToEnd(buildNormalizeJob(messages));
    expect(world.downlinks).toEqual([
      {
        ...{ enterpriseId: MINE, deviceId: 'edge-1', kind: 'requests' },
        payload: { type: 'resend', fromSequence: 40, toSequence: 41 },
      },
    ]);
  });

  it('sends nothing down about messages of the past', async () => {
    world.nowMs = AT + 2 * 86_400_000;
    await outcomeOf({ body: 'no JSON' });
    expect(world.downlinks).toEqual([]);
  });

  it('looks again before it calls anything unknown', async () => {
    const values = { E01: 1, E77: 2 };
    const before = await outcomeOf({ body: { readAt: AT, values } });
    expect(before.counts[0]).toMatchObject({ stored: 1, quarantined: { 'unknown-meter': 1 } });
    const meters = [buildMeter(), buildMeter({ id: 'E77' })];
    world.registry.set(MINE, buildRegistrySnapshot({ version: 2, meters }));
    const after = await outcomeOf({ body: { readAt: AT, values } });
    expect(after.counts[0]).toMatchObject({ stored: 2, quarantined: {} });
  });

  it('writes nothing when somebody else runs the range by now', async () => {
    world.isHeld = false;
    const job = buildNormalizeJob([buildRawMessage({ body: { readings: [GOOD] } })]);
    await expect(world.run(job)).rejects.toThrow('run by somebody else');
    expect(world.store.all()).toEqual([]);
    expect(world.normalized.size).toBe(0);
  });

  it('reports the range last of all', async () => {
    const job = buildNormalizeJob([buildRawMessage({ body: { readings: [GOOD] } })]);
    for (let steps = 1; world.normalized.size === 0; steps += 1) {
      world.stepsToCrash = steps;
      const wasThrough = await world.run(job);
      const isReported = world.normalized.size > 0;
      if (isReported) expect(world.outcomes.size).toBe(1);
      if (wasThrough) expect(isReported).toBe(true);
    }
  });

  it('hands outputs and events on, and counts only the refused ones', async () => {
    const from = '2026-11-20T00:00:00+08:00';
    const to = '2026-11-21T00:00:00+08:00';
    const output = { product: 'cement-clinker', from, to, quantity: '1200.5', unit: 't' };
    const event = { type: 'meter-replaced', meterId: 'E01', at: to, finalValue: 9, note: 'x' };
    const outcome = await outcomeOf(
      {
        kind: 'outputs',
        body: { outputs: [output, { ...output, product: 'beer' }, { ...output, to: from }, 7] },
      },
      { kind: 'events', body: { events: [event, { ...event, meterId: 'E99' }] } },
      { kind: 'events', body: {} },
    );
    expect(outcome.outputs).toEqual([
      expect.objectContaining({ index: 0, product: 'cement-clinker', quantity: 1200.5, unit: 't' }),
    ]);
    expect(outcome.events).toEqual([
      expect.objectContaining({ type: 'meter-replaced', finalValue: 9, initialValue: null }),
    ]);
    expect(outcome.counts[0]).toMatchObject({
      ...{ messages: 3, parsed: 5, stored: 0 },
      quarantined: { 'unknown-product': 1, 'bad-time': 1, malformed: 2, 'unknown-meter': 1 },
    });
  });
});
