import type { AggregateEnergyJob } from '@hengneng/contracts';
import type { EnterpriseJobs, RegistryCache, RegistryEntry } from '@hengneng/queue';

import { EnterpriseRun, type RunDependencies, type RunSummary } from './enterprise-run.ts';

/** Everything the processor needs of the world. */
export interface AggregatorDependencies extends RunDependencies {
  readonly registry: Pick<RegistryCache, 'get' | 'lookUp'>;
  /** Jobs of this very queue, for what is left. */
  readonly aggregations: Pick<EnterpriseJobs, 'add'>;
}

/** What a job came to; of all its runs together. */
export interface JobSummary {
  readonly runCount: number;
  readonly readingCount: number;
  readonly asideCount: number;
  readonly hoursWritten: number;
  readonly demandsWritten: number;
  readonly daysWritten: number;
}

/**
 * Makes the processor of the `aggregate-energy` queue. What is dirty stands in Redis, in the store
 * and in the registry; a job only says which enterprise is to be looked at. It never fails because
 * the world is away; it waits.
 */
export function createAggregator(world: AggregatorDependencies) {
  const lookUp = async (
    enterpriseId: string,
    signal: AbortSignal,
  ): Promise<RegistryEntry | null> => {
    const known = world.registry.get(enterpriseId);
    if (known !== undefined) return known;
    return await world.patience.untilDone('look up the registry', signal, () =>
      world.registry.lookUp(enterpriseId),
    );
  };

  const runOnce = async (enterpriseId: string, signal: AbortSignal): Promise<RunSummary | null> => {
    const entry = await lookUp(enterpriseId, signal);
    // Marks of an enterprise that nobody knows wait until somebody does.
    if (entry === null) return null;
    return await new EnterpriseRun(world, entry, signal).execute();
  };

  return async (job: AggregateEnergyJob, signal: AbortSignal): Promise<JobSummary> => {
    const { enterpriseId, recompute } = job;
    if (recompute !== undefined) await markAll(world, job, signal, lookUp);
    let total: JobSummary = NOTHING;
    for (;;) {
      const summary = await runOnce(enterpriseId, signal);
      if (summary === null) return total;
      total = plus(total, summary);
      if (summary.outcome === 'clean') return total;
      if (recompute === undefined) {
        // The others first; a job that is lost is found by looking.
        await world.aggregations.add(enterpriseId).catch(() => {});
        return total;
      }
    }
  };
}

const NOTHING: JobSummary = {
  ...{ runCount: 0, readingCount: 0, asideCount: 0 },
  ...{ hoursWritten: 0, demandsWritten: 0, daysWritten: 0 },
};

function plus(total: JobSummary, { readingCount, asideCount, written }: RunSummary): JobSummary {
  return {
    runCount: total.runCount + 1,
    readingCount: total.readingCount + readingCount,
    asideCount: total.asideCount + asideCount,
    hoursWritten: total.hoursWritten + written.hours,
    demandsWritten: total.demandsWritten + written.demands,
    daysWritten: total.daysWritten + written.days,
  };
}

/** Marks what somebody wishes to have counted again. */
async function markAll(
  world: AggregatorDependencies,
  { enterpriseId, recompute }: AggregateEnergyJob,
  signal: AbortSignal,
  lookUp: (enterpriseId: string, signal: AbortSignal) => Promise<RegistryEntry | null>,
): Promise<void> {
  if (recompute === undefined || recompute.fromMs >= recompute.toMs) return;
  const entry = await lookUp(enterpriseId, signal);
  const known = [...(entry?.meters.keys() ?? [])];
  const meterIds = recompute.meterIds?.filter((id) => known.includes(id)) ?? known;
  const { fromMs, toMs } = recompute;
  const stretches = meterIds.map((meterId) => ({ meterId, fromMs, untilMs: toMs - 1 }));
  await world.patience.untilDone('mark for recompute', signal, () =>
    world.marks.markStretches(enterpriseId, stretches),
  );
}
