import type { DirtyDrain, EnterpriseJobs } from '@hengneng/queue';

import type { AggregatorEvents } from './aggregator-metrics.ts';

/**
 * Makes the look for work: each dirty enterprise, and each whose registry has changed, gets a job, so
 * that one whose job was lost waits for a few seconds and no longer. Jobs that are there already
 * swallow the new ones.
 */
export function createDirtySweep(world: {
  readonly drain: Pick<DirtyDrain, 'list'>;
  readonly aggregations: Pick<EnterpriseJobs, 'add'>;
  /** Enterprises whose figures are not known to be counted by the published registry. */
  readonly uncountedRegistries: () => Promise<readonly string[]>;
  readonly events: Pick<AggregatorEvents, 'backlogSeen'>;
  readonly nowMs: () => number;
  /** How often registries are compared; it takes a look at every enterprise. */
  readonly registryIntervalMs: number;
}): () => Promise<void> {
  /** When each dirty enterprise was first seen to be so. */
  let seenAtMs = new Map<string, number>();
  let registriesAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const { dirty, aside } = await world.drain.list();
    const nowMs = world.nowMs();
    seenAtMs = new Map(dirty.map((id) => [id, seenAtMs.get(id) ?? nowMs]));
    const oldestMs = Math.min(nowMs, ...seenAtMs.values());
    world.events.backlogSeen(dirty.length, aside.length, (nowMs - oldestMs) / 1_000);
    for (const [enterpriseId, firstMs] of seenAtMs) {
      // One that was marked a moment ago has its job from whoever marked it.
      if (firstMs < nowMs) await world.aggregations.add(enterpriseId);
    }
    if (nowMs - registriesAtMs < world.registryIntervalMs) return;
    for (const enterpriseId of await world.uncountedRegistries()) {
      await world.aggregations.add(enterpriseId);
    }
    registriesAtMs = nowMs;
  };
}
