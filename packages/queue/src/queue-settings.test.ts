import { normalizeMessagesQueue, RECORD_FACTS, SHARD_COUNT } from '@hengneng/contracts';
import { describe, expect, it } from 'vitest';

import { cappedBackoffMs, queueSettings } from './queue-settings.ts';

describe('queueSettings', () => {
  it('lets one job of a shard be active at a time, and never gives one up, nor a report', () => {
    const names = Array.from({ length: SHARD_COUNT }, (_, shard) => normalizeMessagesQueue(shard));
    for (const name of [...names, RECORD_FACTS]) {
      const settings = queueSettings(name);
      expect(settings.activeMax).toBe(name === RECORD_FACTS ? 64 : 1);
      expect(settings.job).toMatchObject({ removeOnComplete: true, removeOnFail: false });
      expect(settings.job.attempts).toBeGreaterThan(1e6);
    }
  });

  it('runs the job of a killed worker again within ten seconds', () => {
    const { lockDurationMs, stalledIntervalMs } = queueSettings(RECORD_FACTS);
    expect(lockDurationMs + 2 * stalledIntervalMs).toBeLessThanOrEqual(10_000);
  });

  it('knows the commands of every gateway and refuses what is not in the table', () => {
    expect(queueSettings('gateway-commands-17').activeMax).toBe(1);
    expect(() => queueSettings('normalize-messages-8')).toThrow('no settings');
  });
});

describe('cappedBackoffMs', () => {
  it.each([
    { attemptsMade: 1, shortestMs: 250, longestMs: 500 },
    { attemptsMade: 4, shortestMs: 2_000, longestMs: 4_000 },
    { attemptsMade: 7, shortestMs: 15_000, longestMs: 30_000 },
    { attemptsMade: 1_000_000, shortestMs: 15_000, longestMs: 30_000 },
  ])('waits after attempt $attemptsMade', ({ attemptsMade, shortestMs, longestMs }) => {
    expect(cappedBackoffMs(attemptsMade, () => 0)).toBe(shortestMs);
    expect(cappedBackoffMs(attemptsMade, () => 1)).toBe(longestMs);
  });
});
