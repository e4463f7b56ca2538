import { setTimeout as sleep } from 'node:timers/promises';
import {
  becomeOnlyPublisher,
  markCorrectionsPublished,
  type UnpublishedCorrection,
  unpublishedCorrections,
} from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';

const POLL_MS = 1_000;
const BACKOFF_MS_MAX = 8_000;
/** Approvals of one turn; one holds 5 000 readings at most. */
const APPROVALS_AT_ONCE = 20;
const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;
/** Types that may change outputs, which no count of energy would notice. */
const OUTPUT_TYPES: readonly string[] = ['production', 'revocation'];

/** Where those who count learn that figures have to be made again. */
export interface FigureRequests {
  /** Marks hours of meters, UTC; they are counted again with what they touch. */
  markDirty(
    enterpriseId: string,
    days: readonly { meterId: string; utcDayNumber: number; hourMask: number }[],
  ): Promise<void>;
  /** Has the enterprise's energy counted soon. */
  recount(enterpriseId: string): Promise<void>;
  /** Has the enterprise held against its targets soon; for what is no energy. */
  judge(enterpriseId: string): Promise<void>;
}

type Dependencies = Pick<ApiDependencies, 'database' | 'correctionStore' | 'clock' | 'logger'> & {
  readonly figures: FigureRequests;
};

/** Brings approved corrections to those who count. */
export interface CorrectionPublisher {
  /** Publishes what is pending, now; throws what stood in the way. */
  runOnce(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * The background publisher: copies approved corrections of readings into the store, marks their hours,
 * asks for a count, and only then notes that they are published. A kill between any two of these
 * repeats them, which changes nothing. One publisher at a time, over all instances of the api.
 */
export function createCorrectionPublisher(dependencies: Dependencies): CorrectionPublisher {
  const { logger } = dependencies;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const runOnce = async () => {
    while (!stopping.signal.aborted && (await publishSome(dependencies))) {}
  };

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        // Once per outage: a minute without InfluxDB is not sixty news.
        if (failures === 1) logger.warn({ error }, 'Corrections wait to be published.');
      }
      const pauseMs = Math.min(POLL_MS * 2 ** Math.min(failures, 4), BACKOFF_MS_MAX);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    runOnce,
    start: () => {
      running = loop();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Publishes the next corrections in the order of their numbers; whether there may be more. */
async function publishSome({ database, ...rest }: Dependencies): Promise<boolean> {
  const { correctionStore, figures, clock, logger } = rest;
  return await database.transaction(async (tx) => {
    if (!(await becomeOnlyPublisher(tx))) return false;
    const pending = await unpublishedCorrections(tx, APPROVALS_AT_ONCE);
    for (const [enterpriseId, own] of Map.groupBy(pending, (each) => each.enterpriseId)) {
      const readings = own.flatMap((each) => each.readings);
      if (readings.length > 0) {
        await correctionStore.write(enterpriseId, readings);
        await figures.markDirty(enterpriseId, dirtyDaysOf(readings));
      }
      await figures.recount(enterpriseId);
      if (own.some(({ type }) => OUTPUT_TYPES.includes(type))) await figures.judge(enterpriseId);
    }
    const numbers = pending.map(({ correctionNo }) => correctionNo);
    await markCorrectionsPublished(tx, numbers, clock());
    if (pending.length > 0) logger.info({ count: pending.length }, 'Corrections published.');
    return pending.length === APPROVALS_AT_ONCE;
  });
}

/** The UTC hours of the instants, by meter and day. */
function dirtyDaysOf(readings: UnpublishedCorrection['readings']) {
  const days = new Map<string, { meterId: string; utcDayNumber: number; hourMask: number }>();
  for (const { meterId, readAtMs } of readings) {
    const hour = Math.floor(readAtMs / MS_PER_HOUR);
    const utcDayNumber = Math.floor(hour / HOURS_PER_DAY);
    const key = `${meterId} ${utcDayNumber}`;
    const day = days.get(key) ?? { meterId, utcDayNumber, hourMask: 0 };
    day.hourMask |= 1 << (hour - utcDayNumber * HOURS_PER_DAY);
    days.set(key, day);
  }
  return [...days.values()];
}
