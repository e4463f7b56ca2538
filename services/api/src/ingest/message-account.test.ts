import type { GatewayStatus } from '@hengneng/contracts';
import { describe, expect, it } from 'vitest';

import { type GatewayDay, isReporting, messageAccount } from './message-account.ts';

const DATE = '2026-11-21';
const NOW_MS = 1_000_000;

function status(given: Partial<GatewayStatus> = {}): GatewayStatus {
  return {
    gateway: 1,
    atMs: NOW_MS,
    headSequence: 100,
    completedThrough: 90,
    inFlightByDate: { [DATE]: 10 },
    journalledByDate: { [DATE]: 100 },
    blocked: false,
    ...given,
  };
}

function day(given: Partial<GatewayDay> = {}): GatewayDay {
  return { gateway: 1, reported: 80, processed: 90, status: status(), ...given };
}

describe('messageAccount', () => {
  const cases: {
    name: string;
    days: GatewayDay[];
    journalled: number;
    inFlight: number;
    balanced: boolean;
  }[] = [
    { name: 'nothing', days: [], journalled: 0, inFlight: 0, balanced: true },
    { name: 'a live gateway', days: [day()], journalled: 100, inFlight: 10, balanced: true },
    {
      name: 'an outcome the gateway has not heard of yet',
      days: [day({ processed: 95 })],
      journalled: 100,
      inFlight: 5,
      balanced: true,
    },
    {
      name: 'messages that nobody accounts for',
      days: [day({ processed: 85 })],
      journalled: 100,
      inFlight: 10,
      balanced: false,
    },
    {
      name: 'more processed than journalled',
      days: [day({ processed: 101 })],
      journalled: 100,
      inFlight: 0,
      balanced: false,
    },
    {
      name: 'a gateway that is away: what is not processed is in flight',
      days: [day({ reported: 100, processed: 60, status: null })],
      journalled: 100,
      inFlight: 40,
      balanced: true,
    },
    {
      name: 'a report that is too old to speak for the gateway',
      days: [day({ processed: 60, status: status({ atMs: NOW_MS - 10_001 }) })],
      journalled: 100,
      inFlight: 40,
      balanced: true,
    },
    {
      name: 'two gateways',
      days: [day(), day({ gateway: 2, reported: 7, processed: 7, status: null })],
      journalled: 107,
      inFlight: 10,
      balanced: true,
    },
  ];
  it.each(cases)('accounts for $name', ({ days, journalled, inFlight, balanced }) => {
    const account = messageAccount(days, DATE, NOW_MS);
    expect(account).toMatchObject({ journalled, inFlight, balanced });
  });
});

describe('isReporting', () => {
  it('is true for ten seconds after a report', () => {
    expect(isReporting(status({ atMs: NOW_MS - 10_000 }), NOW_MS)).toBe(true);
    expect(isReporting(status({ atMs: NOW_MS - 10_001 }), NOW_MS)).toBe(false);
    expect(isReporting(null, NOW_MS)).toBe(false);
  });
});
