import {
  type GatewayStatus,
  gatewayCommandSchema,
  gatewayCommandsQueue,
  redisKeys,
} from '@hengneng/contracts';
import { connectRedis, createWorker, type JobWorker } from '@hengneng/queue';
import { createLogger } from '@hengneng/telemetry';
import { startTestRedis, type TestServer } from '@hengneng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createGateways } from './gateways.ts';

const STATUS: GatewayStatus = {
  gateway: 7,
  atMs: 1,
  headSequence: 2,
  completedThrough: 1,
  inFlightByDate: { '2026-11-21': 1 },
  journalledByDate: { '2026-11-21': 2 },
  blocked: false,
};

let server: TestServer;
let redis: ReturnType<typeof connectRedis>;
let workerRedis: ReturnType<typeof connectRedis>;
let worker: JobWorker;
let gateways: ReturnType<typeof createGateways>;
beforeAll(async () => {
  server = await startTestRedis();
  redis = connectRedis(server.url, 'producer');
  workerRedis = connectRedis(server.url, 'worker');
  worker = createWorker({
    queue: gatewayCommandsQueue(7),
    schema: gatewayCommandSchema,
    redis: workerRedis,
    logger: createLogger({ service: 'probe', destination: { write: () => {} } }),
    process: async (command) => ({ asked: command.type }),
  });
  gateways = createGateways(redis);
  await workerRedis.set(redisKeys.gatewayStatus(7), JSON.stringify(STATUS));
  await workerRedis.sadd(redisKeys.gateways, 7, 8, 'nonsense');
  await workerRedis.set(redisKeys.gatewayStatus(8), '{"gateway":');
});
afterAll(async () => {
  await worker.close(1_000);
  await gateways.close();
  redis.disconnect();
  workerRedis.disconnect();
  await server.dispose();
});

describe('createGateways', () => {
  it('lists every gateway ever seen, with the report of those that have one', async () => {
    const listed = await gateways.list();
    expect(listed.toSorted((one, other) => one.gateway - other.gateway)).toEqual([
      { gateway: 7, status: STATUS },
      { gateway: 8, status: null },
    ]);
  });

  it('never takes a job that has just ended for one without an answer', async () => {
    for (let index = 0; index < 40; index += 1) {
      const request = { id: `verify-${index}`, command: { type: 'verify' } } as const;
      expect(await gateways.ask(7, request, 5_000)).toEqual({
        ok: true,
        value: { asked: 'verify' },
      });
    }
  });

  it('answers a repeated request without asking the gateway again', async () => {
    const request = { id: 'verify-39', command: { type: 'fetch', sequence: 1 } } as const;
    expect(await gateways.ask(7, request, 5_000)).toEqual({ ok: true, value: { asked: 'verify' } });
  });

  it('gives up on a gateway that does not answer', async () => {
    const request = { id: 'verify-1', command: { type: 'verify' } } as const;
    expect(await gateways.ask(8, request, 200)).toBeNull();
  });

  it('says that a store is away when Redis is', async () => {
    await server.crash();
    const away = { name: 'StoreUnavailableError' };
    await expect(gateways.list()).rejects.toMatchObject(away);
    const request = { id: 'verify-2', command: { type: 'verify' } } as const;
    await expect(gateways.ask(7, request, 200)).rejects.toMatchObject(away);
    await server.restart();
  });
});
