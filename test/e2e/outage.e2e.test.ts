import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { nodeMemoryMib } from '../bench/rows.ts';
import { registerLoad, signIn, waitUntilProcessed } from '../support/api.ts';
import { judgeLoad } from '../support/oracle.ts';
import { runLoad } from '../support/run-load.ts';
import { startStack } from '../support/stack.ts';

/** How long InfluxDB stands still; an hour in the long run, `OUTAGE_SECONDS=3600`. */
const OUTAGE_MS = Number(process.env.OUTAGE_SECONDS ?? '25') * 1_000;
const MESSAGES_PER_SECOND = 500;
const NODE_MIB_MAX = 1_229;
/** 64 MiB of messages may be outstanding; Redis keeps them with some overhead of its own. */
const REDIS_MIB_MAX = 256;

it('keeps taking messages while InfluxDB stands still, and drains afterwards', async () => {
  const stack = await startStack();
  try {
    const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
    const devices = await registerLoad(api, {
      firstNumber: 1,
      enterprises: 4,
      devicesPerEnterprise: 1,
      metersPerDevice: 20,
    });
    const plan = {
      ...stack.mqtt,
      devices,
      readingsPerMessage: 20,
      messagesPerSecond: MESSAGES_PER_SECOND,
      messageCountMax: Number.MAX_SAFE_INTEGER,
      durationMs: OUTAGE_MS + 5_000,
      windowPerDevice: 200,
      firstReadAtMs: Date.UTC(2020, 0, 1),
    };
    const load = runLoad(plan);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const influxPid = stack.pidOf('influxdb');
    if (influxPid === null) throw new Error('InfluxDB is not running.');
    process.kill(influxPid, 'SIGSTOP');
    const sentBefore = load.sentCount();
    await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
    const acceptedMeanwhile = load.sentCount() - sentBefore;
    const memoryMib = nodeMemoryMib(stack);
    const redisMib = await redisMemoryMib(stack.redisUrl);
    expect(await stack.isReady()).toBe(false);
    process.kill(influxPid, 'SIGCONT');
    const report = await load.finished;
    await waitUntilProcessed(api, 60_000 + OUTAGE_MS);
    const verdict = await judgeLoad(stack.influx, plan, report.messageCounts);
    expect(acceptedMeanwhile).toBeGreaterThan((OUTAGE_MS / 1_000) * MESSAGES_PER_SECOND * 0.8);
    expect(verdict).toMatchObject({ missingCount: 0, wrong: [], foreign: [] });
    expect(verdict.storedCount).toBe(verdict.expectedCount);
    expect(memoryMib).toBeLessThan(NODE_MIB_MAX);
    expect(redisMib).toBeLessThan(REDIS_MIB_MAX);
    console.log(
      `Outage of ${OUTAGE_MS / 1_000} s: ${verdict.storedCount} readings stored, none missing; ` +
        `Node ${Math.round(memoryMib)} MiB, Redis ${Math.round(redisMib)} MiB at its end.`,
    );
  } finally {
    await stack.stop();
  }
});

/** What Redis holds, MiB. */
async function redisMemoryMib(url: string): Promise<number> {
  const redis = new Redis(url);
  try {
    const info = await redis.info('memory');
    return Number(/used_memory:(\d+)/.exec(info)?.[1]) / 1_048_576;
  } finally {
    redis.disconnect();
  }
}
