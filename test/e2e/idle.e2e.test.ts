import { afterAll, beforeAll, expect, it } from 'vitest';

import { cpuMs } from '../bench/measure.ts';
import { type Stack, startStack } from '../support/stack.ts';

const SERVICES = ['gateway', 'normalizer', 'aggregator', 'rules', 'notifier', 'api'] as const;
const SETTLE_MS = 5_000;
const WATCHED_MS = 5_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

// A heap that is too small is collected without end: nothing fails, and a core is gone.
it('leaves the machine alone when there is nothing to do', async () => {
  await pause(SETTLE_MS);
  const pids = SERVICES.map((service) => [service, stack.pidOf(service) ?? 0] as const);
  const before = new Map(pids.map(([service, pid]) => [service, cpuMs(pid)]));
  await pause(WATCHED_MS);
  const busy = pids.flatMap(([service, pid]) => {
    const share = (cpuMs(pid) - (before.get(service) ?? 0)) / WATCHED_MS;
    return share > 0.5 ? [`${service}: ${Math.round(share * 100)} % of a core`] : [];
  });
  expect(busy).toEqual([]);
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
