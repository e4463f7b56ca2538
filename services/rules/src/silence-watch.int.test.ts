import {
  insertDevice,
  isDeviceWatchTripped,
  listAlerts,
  queuedBooks,
  revokeDevice,
  SYSTEM_SCOPE,
  takeQueued,
  touchDevices,
} from '@hengneng/database';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

import { createSilenceWatch } from './silence-watch.ts';
import { type RulesWorld, startRulesWorld } from './testing/rules-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.parse('2026-11-20T08:00:00+08:00');
/** Devices of each enterprise; 20 enterprises make 200. */
const DEVICES = 10;

let world: RulesWorld;
let ids: string[] = [];
beforeEach(async () => {
  await world?.dispose();
  world = await startRulesWorld('2026-11-20T08:00:00+08:00');
  ids = await world.register(Array.from({ length: 20 }, (_, index) => index + 1));
  const credential = {
    ...({ kind: 'password', issuedAtMs: 0, issuedBy: 'tester', expiresAtMs: null } as const),
    sha256: 'a'.repeat(64),
  };
  await world.database.transaction(async (tx) => {
    for (const id of ids) {
      for (let no = 0; no < DEVICES; no += 1) {
        await insertDevice(tx, id, { id: `d${no}`, name: '' }, credential);
      }
    }
  });
}, 120_000);
afterAll(() => world.dispose());

const all = () =>
  ids.flatMap((enterpriseId) =>
    Array.from({ length: DEVICES }, (_, no) => ({ enterpriseId, deviceId: `d${no}` })),
  );

/** Every `stepMs` of a stretch these devices are heard. */
async function heard(
  devices: readonly { readonly enterpriseId: string; readonly deviceId: string }[],
  [fromMs, toMs]: readonly [number, number],
  stepMs = MINUTE_MS,
): Promise<void> {
  for (let atMs = fromMs; atMs <= toMs; atMs += stepMs) {
    await world.database.transaction((tx) =>
      touchDevices(
        tx,
        devices.map((each) => ({ ...each, atMs })),
      ),
    );
  }
}

function watchFrom(startedAtMs = START_MS - HOUR_MS) {
  const { database } = world;
  const look = createSilenceWatch({ database, nowMs: () => world.clock, startedAtMs });
  return async (atMs: number) => {
    world.clock = atMs;
    return await look();
  };
}

async function alerts() {
  const viewer = { scope: SYSTEM_SCOPE, seesHidden: true };
  const page = { sort: 'oldest', limit: 500 } as const;
  const { items } = await listAlerts(world.database.executor, viewer, page);
  // Those of one look were opened at one instant.
  return items.toSorted((one, other) => ((one.targetId ?? '') < (other.targetId ?? '') ? -1 : 1));
}

/** What waits for the notifier: rule and event. */
async function news(): Promise<string[]> {
  const books = await queuedBooks(world.database.executor, 1_000);
  const taken = await world.database.transaction(async (tx) => {
    const events = [];
    for (const book of books) events.push(...(await takeQueued(tx, book, 1_000)));
    return events;
  });
  return taken.map(({ rule, event, word, audience }) => `${rule} ${event} ${word} ${audience}`);
}

describe('the watch over silent devices', () => {
  it('calls 200 silent devices one alarm of the platform, and none of them by itself', async () => {
    await heard(all(), [START_MS, START_MS + 5 * MINUTE_MS]);
    const look = watchFrom();
    const goneMs = START_MS + 5 * MINUTE_MS;
    for (let atMs = goneMs; atMs <= goneMs + 3 * HOUR_MS; atMs += 5 * MINUTE_MS) await look(atMs);
    expect(await alerts()).toEqual([]);
    expect(await news()).toEqual(['devices-silent firing platform platform']);
    expect(await isDeviceWatchTripped(world.database.executor)).toBe(true);
    // A restart in the middle, and a second process.
    const [one, other] = [watchFrom(), watchFrom()];
    await Promise.all([one(world.clock), other(world.clock)]);
    expect(await news()).toEqual([]);
    // A few stay silent when the others are back: now they are told, one each.
    const backMs = world.clock + MINUTE_MS;
    const back = all().slice(2);
    await heard(back, [backMs, backMs + MINUTE_MS]);
    await look(backMs + MINUTE_MS);
    const told = await news();
    expect(told.filter((each) => each.startsWith('devices-silent'))).toEqual([
      'devices-silent resolved platform platform',
    ]);
    expect(told.filter((each) => each === 'device-offline firing alarm everyone')).toHaveLength(2);
  }, 120_000);

  it('calls two silent devices of 200 two alerts, once each, and resolves them', async () => {
    const [quiet, loud] = [all().slice(0, 2), all().slice(2)];
    await heard(all(), [START_MS, START_MS + 5 * MINUTE_MS]);
    const look = watchFrom();
    const toMs = START_MS + 2 * HOUR_MS;
    await heard(loud, [START_MS + 6 * MINUTE_MS, toMs], 10 * MINUTE_MS);
    await heard(loud, [toMs, toMs]);
    await look(START_MS + 5 * MINUTE_MS + 44 * MINUTE_MS);
    expect(await alerts()).toEqual([]);
    await look(toMs);
    await look(toMs + MINUTE_MS);
    const raised = await alerts();
    expect(raised).toHaveLength(2);
    expect(raised[0]).toMatchObject({
      ...{ rule: 'data-duty', targetId: 'device:d0', condition: 'firing', severity: 1 },
      ...{ periodFrom: '2026-11-20', enterpriseId: quiet[0]?.enterpriseId },
      evidence: { lastSeenAt: '2026-11-20T00:05:00.000Z' },
    });
    expect(await news()).toEqual(Array(2).fill('device-offline firing alarm everyone'));
    await heard(quiet.slice(0, 1), [toMs + 2 * MINUTE_MS, toMs + 2 * MINUTE_MS]);
    await world.database.transaction((tx) =>
      revokeDevice(tx, ids[0] ?? '', 'd1', toMs + 2 * MINUTE_MS),
    );
    await look(toMs + 3 * MINUTE_MS);
    expect((await alerts()).map(({ condition }) => condition)).toEqual(['resolved', 'resolved']);
    expect(await news()).toEqual(Array(2).fill('device-offline resolved alarm everyone'));
  }, 120_000);

  it('knows a device that sends by the hour, and one it has hardly heard', async () => {
    const [hourly, single] = [all().slice(0, 1), all().slice(1, 2)];
    await heard(hourly, [START_MS - 6 * HOUR_MS, START_MS], HOUR_MS);
    await heard(single, [START_MS, START_MS]);
    const look = watchFrom();
    await look(START_MS + 3 * HOUR_MS);
    expect(await alerts()).toEqual([]);
    await look(START_MS + 5 * HOUR_MS);
    expect((await alerts()).map(({ targetId }) => targetId)).toEqual(['device:d0']);
  }, 120_000);

  it('judges nobody right after its own start', async () => {
    await heard(all(), [START_MS, START_MS + 5 * MINUTE_MS]);
    const look = watchFrom(START_MS + 5 * HOUR_MS);
    const round = await look(START_MS + 5 * HOUR_MS + 14 * MINUTE_MS);
    expect(round?.decision.state).toBe('starting');
    expect(await news()).toEqual([]);
    await look(START_MS + 5 * HOUR_MS + 15 * MINUTE_MS);
    expect(await news()).toEqual(['devices-silent firing platform platform']);
  }, 120_000);
});
