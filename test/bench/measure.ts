import { readFileSync } from 'node:fs';

import { queryInflux } from '../support/oracle.ts';

/** Address of the InfluxDB whose content is counted. */
export interface Influx {
  readonly url: string;
  readonly database: string;
}

/** Readings in the store. */
export async function countStored(influx: Influx): Promise<number> {
  const rows = await queryInflux(influx, 'SELECT COUNT("value") FROM "meter_reading"');
  return Number(rows[0]?.[1] ?? 0);
}

/**
 * Waits until the store holds `expected` readings, or until nothing has been added for
 * `quietMs`; returns the number found and when the last of them was seen.
 */
export async function waitForStored(
  influx: Influx,
  expected: number,
  quietMs = 15_000,
): Promise<{ readonly count: number; readonly atMs: number }> {
  let count = -1;
  let changedAtMs = performance.now();
  for (;;) {
    const now = await countStored(influx);
    if (now !== count) {
      count = now;
      changedAtMs = performance.now();
    }
    if (count >= expected || performance.now() - changedAtMs > quietMs) {
      return { count, atMs: changedAtMs };
    }
    await pause(50);
  }
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
