import { QUARANTINE_REASONS } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { MemoryDirectory } from '../testing/memory-directory.ts';
import { identityOf, maySubscribe, refusalOf } from './admission.ts';
import { checkAccess, type DeviceDirectory } from './credentials.ts';
import { RateLimits } from './rate-limits.ts';
import { createRegistryDirectory } from './registry-directory.ts';
import { TokenBucket } from './token-bucket.ts';

const E = '91430626MA4L0001XX';
const identity = identityOf(E, 'd.1');

describe('refusalOf', () => {
  it.each([
    { topic: `energy/v1/${E}/d.1/readings`, retain: false, refusal: null },
    { topic: `energy/v1/${E}/d.1/outputs`, retain: false, refusal: null },
    { topic: `energy/v1/${E}/d.1/readings`, retain: true, refusal: 'retained' },
    { topic: `energy/v1/${E}/d.2/readings`, retain: true, refusal: 'unknown-device' },
    { topic: 'energy/v1/OTHER/d.1/readings', retain: true, refusal: 'wrong-enterprise' },
    { topic: `energy/v1/${E}/d.1/alerts`, retain: false, refusal: 'malformed' },
    { topic: `energy/v2/${E}/d.1/readings`, retain: false, refusal: 'malformed' },
    { topic: `energy/v1/${E}/d.1/readings/x`, retain: false, refusal: 'malformed' },
    { topic: `Energy/v1/${E}/d.1/readings`, retain: false, refusal: 'malformed' },
  ])('answers $refusal for $topic', ({ topic, retain, refusal }) => {
    expect(refusalOf(identity, topic, retain)).toBe(refusal);
    if (refusal !== null) expect(QUARANTINE_REASONS).toContain(refusal);
  });
});

describe('maySubscribe', () => {
  it.each([
    { filter: `energy/v1/${E}/d.1/receipts`, allowed: true },
    { filter: `energy/v1/${E}/d.1/alerts`, allowed: true },
    { filter: `energy/v1/${E}/d.1/#`, allowed: true },
    { filter: `energy/v1/${E}/d.1/+`, allowed: true },
    { filter: `energy/v1/${E}/d.1/readings`, allowed: false },
    { filter: `energy/v1/${E}/d.1`, allowed: false },
    { filter: `energy/v1/${E}/d.10/receipts`, allowed: false },
    { filter: `energy/v1/${E}/+/receipts`, allowed: false },
    { filter: '#', allowed: false },
    { filter: '+/v1/#', allowed: false },
  ])('$allowed for $filter', ({ filter, allowed }) => {
    expect(maySubscribe(identity, filter)).toBe(allowed);
  });
});

describe('checkAccess', () => {
  it('looks afresh before it refuses a credential that may be new', async () => {
    const stale = new MemoryDirectory();
    stale.register(E, 'd', { password: 'old' });
    const current = new MemoryDirectory();
    current.register(E, 'd', { password: 'new' });
    const directory: DeviceDirectory = {
      find: (...args) => (args[2] === 'fresh' ? current : stale).find(args[0], args[1]),
      onChange: () => () => {},
    };
    const proof = { username: `${E}.d`, certificateSha256: null };
    const check = (password: string) =>
      checkAccess(directory, { ...proof, password: Buffer.from(password) });
    expect(await check('new')).toMatchObject({ granted: true });
    expect(await check('guess')).toMatchObject({ granted: false, reason: 'refused' });
  });

  it('never lets in a device without a password by an empty one', async () => {
    const directory = new MemoryDirectory();
    directory.register(E, 'd', { certificateSha256: 'aa' });
    const proof = { username: `${E}.d`, certificateSha256: null };
    for (const password of [undefined, Buffer.alloc(0)]) {
      expect(await checkAccess(directory, { ...proof, password })).toMatchObject({
        granted: false,
      });
    }
  });
});

describe('createRegistryDirectory', () => {
  const device = { id: 'd', passwordSha256: 'x', certificateSha256: null, revoked: false };
  const entry = { devices: new Map([['d', device]]) };
  const cache = (known: unknown, looked: unknown) =>
    ({
      get: () => known,
      lookUp: async () => {
        if (looked instanceof Error) throw looked;
        return looked;
      },
      onChange: () => () => {},
    }) as unknown as Parameters<typeof createRegistryDirectory>[0]['cache'];

  it.each([
    { name: 'a known device', known: entry, looked: null, redis: true, status: 'found' },
    {
      name: 'a device found by a fresh look',
      known: undefined,
      looked: entry,
      redis: true,
      status: 'found',
    },
    {
      name: 'an enterprise nobody knows',
      known: undefined,
      looked: null,
      redis: true,
      status: 'unknown',
    },
    {
      name: 'a registry that is not published',
      known: undefined,
      looked: new Error('away'),
      redis: true,
      status: 'not-ready',
    },
    {
      name: 'a device missing in an old copy while Redis is away',
      known: { devices: new Map() },
      looked: { devices: new Map() },
      redis: false,
      status: 'not-ready',
    },
    {
      name: 'a known device while Redis is away',
      known: entry,
      looked: new Error('away'),
      redis: false,
      status: 'found',
    },
  ])('answers $status for $name', async ({ known, looked, redis, status }) => {
    const directory = createRegistryDirectory({
      cache: cache(known, looked),
      isRedisReady: () => redis,
    });
    expect(await directory.find(E, 'd')).toMatchObject({ status });
  });

  it('answers by a look that began after the question, and looks seldom', async () => {
    let lookCount = 0;
    const counting = {
      ...cache(undefined, null),
      lookUp: async () => {
        lookCount += 1;
        return null;
      },
    };
    const directory = createRegistryDirectory({
      cache: counting,
      isRedisReady: () => true,
      lookIntervalMs: 50,
    });
    await directory.find(E, 'd');
    expect(lookCount).toBe(1);
    await Promise.all(Array.from({ length: 100 }, () => directory.find(E, 'd')));
    expect(lookCount).toBe(2);
  });
});

describe('TokenBucket', () => {
  it('lets a burst pass, then the rate', () => {
    const bucket = new TokenBucket({ perSecond: 10, burstSeconds: 2 }, 0);
    for (let taken = 0; taken < 20; taken += 1) {
      expect(bucket.waitMs(0)).toBe(0);
      bucket.take(1);
    }
    expect(bucket.waitMs(0)).toBe(100);
    expect(bucket.waitMs(100)).toBe(0);
  });

  it('makes an item larger than the burst wait out its debt', () => {
    const bucket = new TokenBucket({ perSecond: 10, burstSeconds: 1 }, 0);
    bucket.take(110);
    expect(bucket.waitMs(0)).toBe(10_100);
  });

  it('never holds more than the burst', () => {
    const bucket = new TokenBucket({ perSecond: 10, burstSeconds: 1 }, 0);
    expect(bucket.waitMs(1e9)).toBe(0);
    bucket.take(11);
    expect(bucket.waitMs(1e9)).toBeGreaterThan(0);
  });
});

describe('RateLimits', () => {
  it('counts the devices of an enterprise together, and reconnecting buys nothing', () => {
    const limits = new RateLimits({
      deviceMessagesPerSecond: 1_000,
      deviceBytesPerSecond: 1e9,
      enterpriseMessagesPerSecond: 10,
      enterpriseBytesPerSecond: 1e9,
    });
    for (let taken = 0; taken < 20; taken += 1) limits.allowanceOf(E, `d${taken}`, 0).take(1);
    expect(limits.allowanceOf(E, 'another', 0).waitMs(0)).toBeGreaterThan(0);
    expect(limits.allowanceOf('OTHER', 'd', 0).waitMs(0)).toBe(0);
  });
});
