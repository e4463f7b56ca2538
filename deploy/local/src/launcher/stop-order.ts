import type { Supervised } from './supervisor.ts';

/** Programs before the servers they use, and the doors before what is behind them. */
export const STOP_ORDER = [
  'demo',
  'api',
  'gateway',
  'normalizer',
  'aggregator',
  'rules',
  'notifier',
  'redis',
  'influxdb',
  'postgres',
] as const;

/** A little less than the 15 s that are promised, for what stopping itself takes. */
const TOTAL_MS = 14_000;
/** Time that each is sure to get; what the earlier ones do not need goes to the later ones. */
const SHARES_MS: Readonly<Record<(typeof STOP_ORDER)[number], number>> = {
  demo: 500,
  api: 2_400,
  gateway: 2_800,
  normalizer: 2_800,
  aggregator: 1_400,
  rules: 1_000,
  notifier: 900,
  redis: 700,
  influxdb: 700,
  postgres: 800,
};

/** Stops what is kept, one after another; returns the names. Slow ones are killed and named. */
export async function stopInOrder(
  kept: ReadonlyMap<string, Supervised>,
  say: (line: string) => void,
): Promise<string[]> {
  const order = STOP_ORDER.filter((name) => kept.has(name));
  const endAtMs = performance.now() + TOTAL_MS;
  for (const [index, name] of order.entries()) {
    const reservedMs = order.slice(index + 1).reduce((sum, later) => sum + SHARES_MS[later], 0);
    const deadlineMs = Math.max(endAtMs - performance.now() - reservedMs, SHARES_MS[name] / 2);
    const startedAtMs = performance.now();
    await kept.get(name)?.stop(deadlineMs);
    if (performance.now() - startedAtMs >= deadlineMs) {
      say(`${name} did not end within ${Math.round(deadlineMs / 100) / 10} s and was killed.`);
    }
  }
  return order;
}
