import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type GatewayStatus, redisKeys } from '@hengneng/contracts';
import {
  countAll,
  createHourTotals,
  createTimeline,
  encodePosition,
  type MeterReading,
} from '@hengneng/domain';
import {
  connectRedis,
  createDirtyDrain,
  createDirtyMarks,
  createRedisEpoch,
  createRegistryPublisher,
  waitUntilRedisReady,
} from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import {
  buildEnterpriseId,
  buildRegistrySnapshot,
  startTestInfluxdb,
  startTestRedis,
  type TestServer,
  temporaryDirectory,
} from '@hengneng/testkit';
import { createInfluxStores, type InfluxStores } from '@hengneng/timeseries';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { startAggregator } from './aggregator-service.ts';
import { readConfig } from './config.ts';

const DATABASE = 'hengneng';
const START_MS = Date.UTC(2026, 10, 19, 16);
const MINUTE_MS = 60_000;
const ALL_TIME = { fromMs: 1, toMs: START_MS + 365 * 86_400_000 };

describe('the aggregator through kills and an emptied Redis', () => {
  let redisServer: TestServer;
  let influxServer: TestServer;
  let redis: Redis;
  let stores: InfluxStores;
  let directory: string;
  let sequence = 0;
  const logger = createLogger({ service: 'aggregator', level: 'error' });

  beforeAll(async () => {
    directory = temporaryDirectory('aggregator');
    [redisServer, influxServer] = await Promise.all([
      startTestRedis(),
      startTestInfluxdb(DATABASE),
    ]);
    redis = connectRedis(redisServer.url, 'worker');
    await waitUntilRedisReady(redis);
    await createRedisEpoch(redis).ensure();
    stores = createInfluxStores({ url: influxServer.url, database: DATABASE });
  });
  afterAll(async () => {
    stores.close();
    redis.disconnect();
    await Promise.all([redisServer.dispose(), influxServer.dispose()]);
    rmSync(directory, { recursive: true, force: true });
  });

  function environment(name: string): Record<string, string> {
    return {
      REDIS_URL: redisServer.url,
      INFLUX_URL: influxServer.url,
      AGGREGATOR_HTTP_PORT: '0',
      AGGREGATOR_SWEEP_MS: '200',
      AGGREGATOR_DATA_DIR: join(directory, name),
      LOG_LEVEL: 'error',
    };
  }

  /** Stores readings and marks them, as the normalizer does. */
  async function receive(enterpriseId: string, meterId: string, readings: readonly MeterReading[]) {
    const stored = readings.map(({ readAtMs, value }) => {
      sequence += 1;
      return { enterpriseId, meterId, readAtMs, value, position: encodePosition(1, sequence) };
    });
    await stores.readings.write(stored);
    const instants = readings.map(({ readAtMs }) => readAtMs);
    const stretch = { meterId, fromMs: Math.min(...instants), untilMs: Math.max(...instants) };
    await createDirtyMarks(redis).markStretches(enterpriseId, [stretch]);
  }

  async function completeThrough(completedThrough: number) {
    const status: GatewayStatus = {
      ...{ gateway: 1, atMs: Date.now(), headSequence: sequence, completedThrough },
      ...{ inFlightByDate: {}, journalledByDate: {}, blocked: false },
    };
    await redis.set(redisKeys.gatewayStatus(1), JSON.stringify(status));
    await redis.sadd(redisKeys.gateways, 1);
  }

  const untilClean = () =>
    vi.waitFor(async () => expect((await createDirtyDrain(redis).list()).dirty).toEqual([]), {
      timeout: 50_000,
      interval: 100,
    });

  function readingsOf(count: number): MeterReading[] {
    return Array.from({ length: count }, (_, index) => ({
      readAtMs: START_MS + index * 7 * MINUTE_MS,
      value: index * 1.37,
    }));
  }

  function hoursOf(meterId: string, readings: readonly MeterReading[]) {
    const epoch = { fromMs: 0, kind: 'register', unit: 'kWh', multiplier: 1 } as const;
    const limits = { registerMax: 999_999.99, ratedPowerKw: null, intervalSeconds: null };
    const timeline = createTimeline({ epochs: [{ ...epoch, ...limits }], exchanges: [] });
    const totals = createHourTotals('Asia/Shanghai');
    for (const segment of countAll(timeline, readings).segments) totals.add(segment);
    return totals.hours().map((hour) => ({ meterId, ...hour }));
  }

  it('ends with the same figures though one of two workers is killed again and again', async () => {
    const ids = [300, 301, 302].map(buildEnterpriseId);
    await createRegistryPublisher(redis).publishAll(
      ids.map((enterpriseId) => buildRegistrySnapshot({ enterpriseId })),
    );
    const steady = await startAggregator(readConfig(environment('steady')), logger);
    const main = join(import.meta.dirname, 'main.ts');
    let victim: ChildProcess | null = null;
    const readings = readingsOf(400);
    for (let at = 0; at < readings.length; at += 20) {
      victim ??= spawn(process.execPath, [main], {
        env: { ...process.env, ...environment('victim') },
        stdio: 'ignore',
      });
      // Every third batch comes after the one behind it.
      const from = at % 60 === 0 ? at + 20 : at % 60 === 20 ? at - 20 : at;
      for (const id of ids) await receive(id, 'E01', readings.slice(from, from + 20));
      await new Promise((resolve) => setTimeout(resolve, 250));
      if (at % 120 !== 100) continue;
      victim.kill('SIGKILL');
      victim = null;
    }
    victim?.kill('SIGKILL');
    await untilClean();
    const expected = hoursOf('E01', readings);
    for (const enterpriseId of ids) {
      expect(await stores.energy.hours({ enterpriseId, ...ALL_TIME })).toEqual(expected);
    }
    await steady.stop();
  });

  it('marks again what Redis has forgotten, and no more than that', async () => {
    const snapshot = buildRegistrySnapshot({ enterpriseId: buildEnterpriseId(310) });
    const { enterpriseId } = snapshot;
    const publisher = createRegistryPublisher(redis);
    await publisher.publishAll([snapshot]);
    const readings = readingsOf(60);
    const service = await startAggregator(readConfig(environment('kept')), logger);
    await receive(enterpriseId, 'E01', readings.slice(0, 40));
    await completeThrough(sequence);
    const drained = sequence;
    await untilClean();
    const positions = async () => {
      const metrics = await fetch(`http://127.0.0.1:${service.httpPort}/metrics`);
      return /readings_marked_again_total (\d+)/.exec(await metrics.text())?.[1];
    };
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = Number(await positions());
    // These are stored, and nobody knows that they are to be counted.
    await stores.readings.write(
      readings.slice(40).map(({ readAtMs, value }) => {
        sequence += 1;
        const position = encodePosition(1, sequence);
        return { enterpriseId, meterId: 'E01', readAtMs, value, position };
      }),
    );
    await redis.flushall();
    await createRedisEpoch(redis).ensure();
    await completeThrough(sequence);
    await publisher.publishAll([snapshot]);
    await vi.waitFor(
      async () =>
        expect(await stores.energy.hours({ enterpriseId, ...ALL_TIME })).toEqual(
          hoursOf('E01', readings),
        ),
      { timeout: 20_000, interval: 200 },
    );
    expect(Number(await positions()) - before).toBe(sequence - drained);
    await service.stop();
  });
});
