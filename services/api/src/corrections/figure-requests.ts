import { AGGREGATE_DELAY_MS, AGGREGATE_ENERGY, EVALUATE_POLICIES } from '@hengneng/contracts';
import { type connectRedis, createDirtyMarks, createEnterpriseJobs } from '@hengneng/queue';

import type { FigureRequests } from './correction-publisher.ts';

/** Tells the aggregator and the rules, through Redis, what has to be made again. */
export function createFigureRequests(redis: ReturnType<typeof connectRedis>) {
  const marks = createDirtyMarks(redis);
  const aggregations = createEnterpriseJobs(AGGREGATE_ENERGY, redis, AGGREGATE_DELAY_MS);
  const evaluations = createEnterpriseJobs(EVALUATE_POLICIES, redis, 0);
  const requests: FigureRequests = {
    markDirty: async (enterpriseId, days) => {
      await marks.mark(enterpriseId, days);
    },
    recount: aggregations.add,
    judge: evaluations.add,
  };
  const close = async () => {
    await aggregations.close();
    await evaluations.close();
  };
  return { ...requests, close };
}
