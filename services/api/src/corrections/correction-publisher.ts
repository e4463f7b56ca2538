import { setTimeout as sleep } from 'node:timers/promises';
import {
  allCorrectionsInForce,
  becomeOnlyPublisher,
  enterprisesWithCorrections,
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
/** How often the store is held against the record, besides at the start. */
const HELD_AGAINST_EVERY_MS = 6 * MS_PER_HOUR;
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
  /** Writes again what the store does not have, such as after it lost its data. */
  renew(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * The background publisher: copies approved corrections of readings into the store, marks their hours,
 * asks for a count, and only then notes that they are published. A kill between any two of these
 * repeats them, which changes nothing. One publisher at a time, over all instances of the api.
 *
 * At the start and every six hours the store is held against PostgreSQL, which is the record: a store
 * that was set up anew gets every correction in force again.
 */
export function createCorrectionPublisher(dependencies: Dependencies): CorrectionPublisher {
  const { logger, clock } = dependencies;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let nextRenewalMs = 0;

  const runOnce = async () => {
    while (!stopping.signal.aborted && (await publishSome(dependencies))) {}
  };

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        if (clock() >= nextRenewalMs) {
          await renewAll(dependencies, stopping.signal);
          nextRenewalMs = clock() + HELD_AGAINST_EVERY_MS;
        }
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
    renew: () => renewAll(dependencies, stopping.signal),
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

/** Holds the store against the record, enterprise by enterprise, and writes what it lacks. */
async function renewAll(dependencies: Dependencies, stopping: AbortSignal): Promise<void> {
  const { database, correctionStore, figures, logger } = dependencies;
  for (const enterpriseId of await enterprisesWithCorrections(database.executor)) {
    if (stopping.aborted) return;
    await database.transaction(async (tx) => {
      if (!(await becomeOnlyPublisher(tx))) return;
      const inForce = await allCorrectionsInForce(tx, enterpriseId);
      const instants = inForce.map(({ readAtMs }) => readAtMs);
      const stored = await correctionStore.range({
        enterpriseId,
        fromMs: instants.reduce((left, right) => Math.min(left, right), Number.MAX_SAFE_INTEGER),
        toMs: instants.reduce((left, right) => Math.max(left, right), 0) + 1,
      });
      const numbers = new Map(stored.map((each) => [keyOf(each), each.correctionNo]));
      const missing = inForce.filter((each) => numbers.get(keyOf(each)) !== each.correctionNo);
      if (missing.length === 0) return;
      await correctionStore.write(enterpriseId, missing);
      await figures.markDirty(enterpriseId, dirtyDaysOf(missing));
      await figures.recount(enterpriseId);
      const count = missing.length;
      logger.warn({ enterpriseId, count }, 'Corrections were missing in the store; written again.');
    });
  }
}

function keyOf({ meterId, readAtMs }: { meterId: string; readAtMs: number }): string {
  return `${meterId} ${readAtMs}`;
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
