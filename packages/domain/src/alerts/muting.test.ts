import { describe, expect, it } from 'vitest';

import { breakerDecision, type DeviceActivity } from './circuit-breaker.ts';
import { flapRatio } from './flapping.ts';
import { inhibitionOf } from './inhibition.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 100 * HOUR_MS;
const CLOCK = { nowMs: NOW_MS, startedAtMs: 0 };

function county(silentCount: number, count = 100, silentHours = 1): DeviceActivity[] {
  return Array.from({ length: count }, (_, index) => ({
    deviceId: `edge-${index}`,
    enterpriseId: `e-${index}`,
    lastSeenMs: index < silentCount ? NOW_MS - silentHours * HOUR_MS : NOW_MS,
  }));
}

describe('breakerDecision', () => {
  it.each([
    { name: 'one device', silent: 1, was: false, state: 'closed', single: 1 },
    { name: 'just under half', silent: 49, was: false, state: 'closed', single: 49 },
    { name: 'half of the county', silent: 50, was: false, state: 'tripped', single: 0 },
    { name: 'a quarter after half', silent: 25, was: true, state: 'tripped', single: 0 },
    { name: 'less than a quarter after half', silent: 24, was: true, state: 'closed', single: 24 },
  ])('is $state with $name silent', ({ silent, was, state, single }) => {
    const decision = breakerDecision(county(silent), was, CLOCK);
    expect(decision.state).toBe(state);
    expect(decision.silentDeviceIds).toHaveLength(single);
    expect(decision.isNewlyTripped).toBe(state === 'tripped' && !was);
  });

  it('judges nobody right after our own start, nor by a handful of devices', () => {
    const start = { nowMs: NOW_MS, startedAtMs: NOW_MS - 14 * 60_000 };
    expect(breakerDecision(county(90), false, start).state).toBe('starting');
    expect(breakerDecision(county(5, 5), false, CLOCK).state).toBe('closed');
    expect(breakerDecision(county(6, 6), false, CLOCK).state).toBe('tripped');
  });

  it('does not count those who have been gone for a week', () => {
    const decision = breakerDecision(county(60, 100, 24 * 8), false, {
      nowMs: NOW_MS,
      startedAtMs: -1e9,
    });
    expect(decision).toMatchObject({ state: 'closed', deviceCount: 40, silentCount: 0 });
  });
});

describe('inhibitionOf', () => {
  const alarm = { kind: 'no-data', meterId: 'E01', deviceId: 'edge-1', atMs: 10 } as const;
  const stop = { id: 'stop-1', meterIds: ['E01'], fromMs: 10, toMs: 20 };

  it.each([
    {
      name: 'no-data of an offline device',
      alarm,
      offline: ['edge-1'],
      stops: [],
      by: 'device-offline',
    },
    {
      name: 'no-data of a device that is there',
      alarm,
      offline: ['edge-2'],
      stops: [],
      by: undefined,
    },
    {
      name: 'the offline device itself',
      alarm: { ...alarm, kind: 'device-offline' as const },
      offline: ['edge-1'],
      stops: [stop],
      by: undefined,
    },
    {
      name: 'a frozen value of an offline device',
      alarm: { ...alarm, kind: 'frozen-value' as const },
      offline: ['edge-1'],
      stops: [],
      by: undefined,
    },
    {
      name: 'a frozen value in a stop',
      alarm: { ...alarm, kind: 'frozen-value' as const },
      offline: [],
      stops: [stop],
      by: 'declared-stop',
    },
    {
      name: 'no-data at the end of a stop',
      alarm: { ...alarm, atMs: 20 },
      offline: [],
      stops: [stop],
      by: undefined,
    },
    {
      name: 'another meter',
      alarm: { ...alarm, meterId: 'E02' },
      offline: [],
      stops: [stop],
      by: undefined,
    },
    {
      name: 'a stop of the whole works',
      alarm,
      offline: [],
      stops: [{ ...stop, meterIds: [] }],
      by: 'declared-stop',
    },
  ])('is $by for $name', ({ alarm: of, offline, stops, by }) => {
    expect(inhibitionOf(of, { offlineDeviceIds: offline, stops })?.by).toBe(by);
  });
});

describe('flapRatio', () => {
  it('weighs new changes more than old ones', () => {
    expect(flapRatio([0, 1, 0, 0, 0, 0])).toBeLessThan(flapRatio([0, 0, 0, 0, 1, 0]));
    // Weights 0.8, 0.933…, 1.067…, 1.2: the last three of 4.
    expect(flapRatio([0, 1, 0, 1, 0])).toBeCloseTo(3.2 / 4, 9);
    expect(flapRatio([0, 1, 2, 3, 3])).toBe(0);
    expect(flapRatio([2, 2, 2, 2])).toBe(0);
    expect(flapRatio([0, 1])).toBe(0);
  });
});

describe('breakerDecision by habit', () => {
  it('calls a device silent after what is usual for it', () => {
    const clock = { nowMs: 10 * 3_600_000, startedAtMs: 0 };
    const devices = Array.from({ length: 6 }, (_, no) => ({
      ...{ deviceId: `d${no}`, enterpriseId: 'e', lastSeenMs: 8 * 3_600_000 },
      silentAfterMs: no === 0 ? 3_600_000 : 3 * 3_600_000,
    }));
    const decision = breakerDecision(devices, false, clock);
    expect(decision).toMatchObject({ state: 'closed', silentDeviceIds: ['d0'] });
  });
});
