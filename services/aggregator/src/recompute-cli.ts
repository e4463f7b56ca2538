import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { AGGREGATE_ENERGY, type AggregateEnergyJob } from '@hengneng/contracts';
import { parseInstant } from '@hengneng/domain';
import { connectRedis, createQueue, waitUntilRedisReady } from '@hengneng/queue';
import { parseConfig, withLocalAddresses } from '@hengneng/telemetry';
import { z } from 'zod';

const USAGE = `Has the energy of an enterprise counted again from its readings, while everything runs.

  npm run recompute -- --enterprise 91430626F00000018K --from 2026-01-01T00:00:00+08:00 \\
    --to 2026-02-01T00:00:00+08:00

  --enterprise ID   whose
  --meter ID        only this meter; again for more; all of them unless given
  --from, --to      instants with an offset; readings from the first to before the second
  --data-dir DIR    folder of the running installation (.hengneng); its addresses are used unless
                    REDIS_URL is set

The figures come out as they were, unless what is stored was wrong. Exit code: 0 done, 2 failed.`;

const configSchema = z.object({ REDIS_URL: z.url({ protocol: /^rediss?$/ }) });
const ASK_INTERVAL_MS = 300;
/** The answer stays this long for whoever asked. */
const ANSWER_SECONDS = 3_600;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      enterprise: { type: 'string' },
      meter: { type: 'string', multiple: true },
      from: { type: 'string' },
      to: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { enterprise, from, to } = values;
  const isWhole = enterprise !== undefined && from !== undefined && to !== undefined;
  if (values.help || !isWhole) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const recompute = {
    fromMs: instantOf(from),
    toMs: instantOf(to),
    ...(values.meter === undefined ? {} : { meterIds: values.meter }),
  };
  const isNamed = process.env.REDIS_URL !== undefined && values['data-dir'] === undefined;
  const env = isNamed
    ? process.env
    : withLocalAddresses(process.env, values['data-dir'] ?? '.hengneng');
  const { REDIS_URL } = parseConfig(configSchema, env, []);
  const summary = await order(REDIS_URL, { schemaVersion: 1, enterpriseId: enterprise, recompute });
  console.log(JSON.stringify(summary, null, 2));
  return 0;
}

/** Adds the job and waits for its end. */
async function order(redisUrl: string, payload: AggregateEnergyJob): Promise<unknown> {
  const redis = connectRedis(redisUrl, 'reader');
  await waitUntilRedisReady(redis);
  const queue = createQueue<AggregateEnergyJob>(AGGREGATE_ENERGY, redis);
  try {
    const id = `recompute-${randomUUID()}`;
    const options = { removeOnComplete: { age: ANSWER_SECONDS } };
    await queue.add({ id, payload, options });
    for (;;) {
      const result = await queue.result(id);
      if (result?.state === 'done') return result.value;
      if (result === null) throw new Error('The job is gone: Redis was emptied. Order it again.');
      if (result.state === 'failed') throw new Error(result.message);
      await new Promise((resolve) => setTimeout(resolve, ASK_INTERVAL_MS));
    }
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

function instantOf(text: string): number {
  const parsed = parseInstant(text);
  if (typeof parsed !== 'number') throw new Error(`${text}: ${parsed.message}`);
  return parsed;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
