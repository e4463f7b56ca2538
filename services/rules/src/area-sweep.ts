import {
  areaText,
  claimDueAreas,
  type Database,
  finishArea,
  isDatabaseUnavailable,
  takeAreaWishes,
} from '@hengneng/database';
import { periodAt, StoreUnavailableError } from '@hengneng/domain';
import { AREA_ZONE, type AreaWorld } from '@hengneng/judging';

import { evaluateArea } from './area-judgements.ts';
import type { RulesEvents } from './rules-metrics.ts';

/** Enterprises have their look of the day first. */
const AFTER_MIDNIGHT_MS = 1_800_000;
/** An area that could not be judged is tried again after this time. */
const RETRY_MS = 60_000;
/** Areas taken at once: one at a time keeps others free to take the rest. */
const BATCH = 1;

/** What a look for due areas needs. */
export interface AreaSweepDependencies {
  readonly database: Database;
  readonly world: Omit<AreaWorld, 'executor'>;
  readonly events: Pick<RulesEvents, 'areaJudged' | 'failed'>;
  readonly nowMs: () => number;
  /** From a change of a member to the judgement, so that what changes together is judged once. */
  readonly waitMs: number;
  /** Time after which others take what was taken here. */
  readonly holdMs: number;
}

/**
 * Makes the look for areas whose time has come: a new day, the end of a dwell, or a change of their targets or
 * members. When that is stands in PostgreSQL, as for enterprises: restarts and several processes change nothing.
 */
export function createAreaSweep(dependencies: AreaSweepDependencies) {
  const { database, world, events, nowMs, waitMs, holdMs } = dependencies;
  return async (isStopped: () => boolean): Promise<void> => {
    await takeAreaWishes(database, { atMs: nowMs(), waitMs });
    while (!isStopped()) {
      const [due] = await claimDueAreas(database.executor, {
        ...{ atMs: nowMs(), holdMs, limit: BATCH },
      });
      if (due === undefined) return;
      const atMs = nowMs();
      const midnightMs = periodAt(atMs, 'day', AREA_ZONE).endMs + AFTER_MIDNIGHT_MS;
      let nextAtMs = midnightMs;
      try {
        const { transitions, againAtMs } = await evaluateArea(database, world, due, nowMs);
        events.areaJudged(transitions);
        nextAtMs = Math.min(midnightMs, againAtMs ?? midnightMs);
      } catch (error) {
        if (error instanceof StoreUnavailableError || isDatabaseUnavailable(error)) throw error;
        // One area whose record cannot be read holds no other one up.
        events.failed(areaText(due), error);
        nextAtMs = atMs + RETRY_MS;
      }
      await finishArea(database.executor, due, { atMs, nextAtMs });
    }
  };
}
