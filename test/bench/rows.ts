import { registerLoad, signIn } from '../support/api.ts';
import type { LoadDevice, LoadPlan } from '../support/load-plan.ts';
import { queryInflux } from '../support/oracle.ts';
import { runLoad } from '../support/run-load.ts';
import type { Stack } from '../support/stack.ts';
import { pause, percentile, ROW_SPAN_MS, residentMib, waitForStored } from './measure.ts';

/** Our Node processes, by the launcher's names. */
const NODE_PROCESSES = ['gateway', 'normalizer', 'aggregator', 'api'] as const;

/** Devices for the rows: sixteen enterprises, so that every shard has work. */
export async function benchDevices(stack: Stack): Promise<LoadDevice[]> {
  const api = await signIn(stack.apiUrl, 'admin', stack.adminPassword);
  return await registerLoad(api, {
    firstNumber: 1,
    enterprises: 16,
    devicesPerEnterprise: 1,
    metersPerDevice: 100,
  });
}

/** Every row takes instants of its own, so that none finds the readings of another. */
let nextRow = 0;
function rowStartMs(): number {
  nextRow += 1;
  return Date.UTC(2001, 0, 1) + nextRow * ROW_SPAN_MS;
}

/** A plan for the stack's devices, at full speed unless a rate is given, until one of the limits. */
export function benchPlan(
  target: { readonly host: string; readonly port: number },
  devices: readonly LoadDevice[],
  options: Partial<LoadPlan> & { readonly readingsPerMessage: number },
): LoadPlan {
  return {
    ...target,
    devices,
    messagesPerSecond: null,
    messageCountMax: Number.MAX_SAFE_INTEGER,
    durationMs: Number.MAX_SAFE_INTEGER,
    windowPerDevice: 100,
    firstReadAtMs: rowStartMs(),
    ...options,
  };
}

/** Throughput from the first publish until the last reading can be queried. */
export interface ThroughputResult {
  readonly readingsPerSecond: number;
  readonly messagesPerSecond: number;
  readonly sentCount: number;
  readonly missingCount: number;
  readonly publisherCpuMs: number;
  readonly elapsedMs: number;
}

/** Publishes a plan to the stack and counts until everything is stored. */
export async function throughput(stack: Stack, plan: LoadPlan): Promise<ThroughputResult> {
  const startedAtMs = performance.now();
  const report = await runLoad(plan).finished;
  const messages = report.messageCounts.reduce((sum, count) => sum + count, 0);
  const sentCount = messages * plan.readingsPerMessage;
  const { count, atMs } = await waitForStored(stack.influx, plan, report.messageCounts);
  const elapsedMs = atMs - startedAtMs;
  return {
    readingsPerSecond: (count * 1_000) / elapsedMs,
    messagesPerSecond: (messages * 1_000) / elapsedMs,
    sentCount,
    missingCount: sentCount - count,
    publisherCpuMs: report.cpuMs,
    elapsedMs,
  };
}

/** Publish → PUBACK at a steady rate, milliseconds. */
export async function pubackLatency(stack: Stack, plan: LoadPlan): Promise<number> {
  const report = await runLoad(plan).finished;
  await waitForStored(stack.influx, plan, report.messageCounts);
  return report.latencyMs.p99;
}

/**
 * Publish → queryable under a steady load: a probe device sends one message at a time and asks
 * InfluxDB for it until it is there.
 */
export async function queryableLatency(
  stack: Stack,
  plan: LoadPlan,
  probe: LoadDevice,
): Promise<{ readonly p99Ms: number; readonly nodeMib: number }> {
  const load = runLoad(plan);
  let running = true;
  const finished = load.finished.finally(() => {
    running = false;
  });
  const samples: number[] = [];
  const probeStartMs = rowStartMs();
  let nodeMib = 0;
  await pause(2_000);
  while (running) {
    const firstReadAtMs = probeStartMs + samples.length * 1_000;
    const startedAtMs = performance.now();
    await runProbe(stack, probe, firstReadAtMs);
    samples.push(performance.now() - startedAtMs);
    nodeMib = Math.max(nodeMib, nodeMemoryMib(stack));
    await pause(50);
  }
  const report = await finished;
  await waitForStored(stack.influx, plan, report.messageCounts);
  return { p99Ms: percentile(samples, 0.99), nodeMib };
}

/** Resident memory of our Node processes together, MiB. */
export function nodeMemoryMib(stack: Stack): number {
  return NODE_PROCESSES.reduce((sum, name) => sum + residentMib(stack.pidOf(name)), 0);
}

async function runProbe(stack: Stack, probe: LoadDevice, readAtMs: number): Promise<void> {
  const [meterId = ''] = probe.meterIds;
  const credential = Buffer.from(`${probe.username}:${probe.password}`).toString('base64');
  const response = await fetch(`${stack.apiUrl}/api/v1/ingest/readings`, {
    method: 'POST',
    headers: { authorization: `Basic ${credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ readAt: readAtMs, values: { [meterId]: 1 } }),
  });
  if (response.status !== 202) throw new Error(`Ingest answered ${response.status}.`);
  const query = `SELECT "value" FROM "meter_reading" WHERE "enterprise_id"='${probe.enterpriseId}' AND "meter_id"='${meterId}' AND time >= ${readAtMs}ms AND time <= ${readAtMs}ms`;
  for (let attempt = 0; attempt < 3_000; attempt += 1) {
    if ((await queryInflux(stack.influx, query)).length > 0) return;
    await pause(5);
  }
  throw new Error('A probe was not queryable within 15 s.');
}
