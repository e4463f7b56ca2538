import {
  claimDueEvaluations,
  type Database,
  evaluationBacklog,
  finishEvaluations,
  takeEvaluationWishes,
} from '@hengneng/database';

import type { createEvaluator } from './evaluate.ts';
import type { RulesEvents } from './rules-metrics.ts';

/** What a look for due enterprises needs. */
export interface DueSweepDependencies {
  readonly database: Database;
  readonly evaluate: ReturnType<typeof createEvaluator>;
  readonly events: Pick<RulesEvents, 'backlogSeen'>;
  readonly nowMs: () => number;
  /** Enterprises taken at once. */
  readonly batch: number;
  /** Time after which others take what was taken here. */
  readonly holdMs: number;
}

/** While one batch is judged, the stores answer for the next. */
const BATCHES_AT_ONCE = 2;

/**
 * Makes the look for enterprises whose time has come: a new local day, the end of a dwell, or something
 * on record that asks for a judgement. When that is stands in PostgreSQL: a restart neither skips nor
 * repeats one, and several processes share them.
 */
export function createDueSweep(
  dependencies: DueSweepDependencies,
): (isStopped: () => boolean) => Promise<void> {
  const { database, evaluate, events, nowMs, batch, holdMs } = dependencies;
  const lookThrough = async (isStopped: () => boolean): Promise<void> => {
    while (!isStopped()) {
      const due = await claimDueEvaluations(database.executor, {
        ...{ atMs: nowMs(), holdMs, limit: batch },
      });
      if (due.length === 0) return;
      const claimed = new Map(due.map((each) => [each.enterpriseId, each]));
      const results = await evaluate(
        // Whatever was put on record may be of what is looked at once a day: somebody who was appointed.
        due.map(({ enterpriseId }) => ({ enterpriseId, cadence: () => 'daily' })),
      );
      await finishEvaluations(
        database.executor,
        results.flatMap(({ enterpriseId, atMs, day, nextAtMs }) => {
          const { version, evaluatedOn } = claimed.get(enterpriseId) ?? {};
          if (version === undefined) return [];
          return [
            { enterpriseId, version, atMs, nextAtMs, evaluatedOn: day ?? evaluatedOn ?? null },
          ];
        }),
      );
    }
  };
  return async (isStopped) => {
    await takeEvaluationWishes(database, nowMs());
    const backlog = await evaluationBacklog(database.executor, nowMs());
    events.backlogSeen(backlog.count, backlog.oldestSeconds);
    // All come to their end, so that nothing is still at work when this has failed.
    const ends = await Promise.allSettled(
      Array.from({ length: BATCHES_AT_ONCE }, () => lookThrough(isStopped)),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  };
}
