import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { LoadPlan } from '../support/load-plan.ts';
import { runLoad } from '../support/run-load.ts';
import { type Influx, waitForStored } from './measure.ts';

/** Readings a second of the direct pipeline, and how many it lost. */
export interface DirectResult {
  readonly readingsPerSecond: number;
  readonly sentCount: number;
  readonly lostCount: number;
  readonly publisherCpuMs: number;
}

/**
 * Publishes the plan through a broker to the direct pipeline, in the same way and from the same
 * publisher as to ours, and waits until InfluxDB answers with what arrived.
 */
export async function runDirectPipeline(
  broker: { readonly host: string; readonly port: number },
  influx: Influx,
  plan: LoadPlan,
): Promise<DirectResult> {
  const child = fork(fileURLToPath(new URL('./direct-pipeline-process.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const ready = new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error('The direct pipeline ended early.')));
    });
    child.send({
      mqttUrl: `mqtt://${broker.host}:${broker.port}`,
      influxUrl: influx.url,
      database: influx.database,
    });
    await ready;
    const startedAtMs = performance.now();
    const report = await runLoad({ ...plan, ...broker }).finished;
    const messages = report.messageCounts.reduce((sum, count) => sum + count, 0);
    const sentCount = messages * plan.readingsPerMessage;
    const { count, atMs } = await waitForStored(influx, plan, report.messageCounts);
    return {
      readingsPerSecond: (count * 1_000) / (atMs - startedAtMs),
      sentCount,
      lostCount: sentCount - count,
      publisherCpuMs: report.cpuMs,
    };
  } finally {
    child.kill('SIGKILL');
  }
}
