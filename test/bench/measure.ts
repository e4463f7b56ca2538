import { readFileSync } from 'node:fs';

import { type LoadPlan, loadMeters, loadReadAtMs } from '../support/load-plan.ts';
import { queryInflux } from '../support/oracle.ts';

/** Address of the InfluxDB whose content is counted. */
export interface Influx {
  readonly url: string;
  readonly database: string;
}

/** Time without any new reading after which what is missing is called lost. */
const QUIET_MS = 15_000;

/** Readings of a load that the store holds. */
async function countLoad(influx: Influx, plan: LoadPlan): Promise<number> {
  let count = 0;
  for (const enterpriseId of new Set(plan.devices.map((device) => device.enterpriseId))) {
    const rows = await queryInflux(
      influx,
      `SELECT COUNT("value") FROM "meter_reading" WHERE "enterprise_id"='${enterpriseId}' AND time >= ${plan.firstReadAtMs}ms AND time < ${plan.firstReadAtMs + ROW_SPAN_MS}ms`,
    );
    count += Number(rows[0]?.[1] ?? 0);
  }
  return count;
}

/** Instants of one load lie within a little more than a year; the next load's begin later. */
export const ROW_SPAN_MS = 367 * 86_400_000;

/**
 * Waits until the store answers with the whole load; returns how many readings it holds and when the
 * last was seen. Counting millions of points would compete with what is measured, so it asks for
 * the last message of every device first and counts once that is there.
 *
 * @param messageCounts acknowledged messages by device, in the order of the plan
 */
export async function waitForStored(
  influx: Influx,
  plan: LoadPlan,
  messageCounts: readonly number[],
): Promise<{ readonly count: number; readonly atMs: number }> {
  const messages = messageCounts.reduce((sum, count) => sum + count, 0);
  const expected = messages * plan.readingsPerMessage;
  const giveUpAtMs = performance.now() + 600_000;
  for (const [index, device] of plan.devices.entries()) {
    const last = (messageCounts[index] ?? 0) - 1;
    if (last < 0) continue;
    const meterId = device.meterIds[loadMeters(plan, device, last)[0] ?? 0];
    const readAtMs = loadReadAtMs(plan, last);
    const query = `SELECT "value" FROM "meter_reading" WHERE "enterprise_id"='${device.enterpriseId}' AND "meter_id"='${meterId}' AND time >= ${readAtMs}ms AND time <= ${readAtMs}ms`;
    const quietUntilMs = performance.now() + 60_000;
    while ((await queryInflux(influx, query)).length === 0) {
      if (performance.now() > Math.min(giveUpAtMs, quietUntilMs)) break;
      await pause(25);
    }
  }
  let atMs = performance.now();
  let count = await countLoad(influx, plan);
  let changedAtMs = performance.now();
  while (count < expected && performance.now() - changedAtMs < QUIET_MS) {
    await pause(1_000);
    const now = await countLoad(influx, plan);
    if (now === count) continue;
    count = now;
    changedAtMs = performance.now();
    atMs = changedAtMs;
  }
  return { count, atMs };
}

/** Resident memory of a process, in MiB; 0 when it is gone. */
export function residentMib(pid: number | null): number {
  if (pid === null) return 0;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** The value that a share of the samples does not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** CPU time that a process has had, milliseconds. */
export function cpuMs(pid: number): number {
  // Fields behind the name, which may hold anything: user and system time in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
