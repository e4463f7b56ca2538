import {
  allSnapshots,
  enterprisesWithDueEpochs,
  markPublished,
  storeNextSnapshots,
  unpublishedSnapshots,
} from '@hengneng/database';

import type { ApiDependencies } from '../dependencies.ts';

const POLL_MS = 1_000;
const BACKOFF_MS_MAX = 4_000;
const PAGE = 200;
/** Epochs that begin are looked for this often: nobody dates a change to the second. */
const DUE_EPOCHS_EVERY_MS = 30_000;

/** Keeps the registry in Redis in step with PostgreSQL, whatever happens to either. */
export interface SnapshotPublisher {
  /** Whether the last look found everything published. */
  isCaughtUp(): boolean;
  /** Looks once, now; throws what stood in the way. */
  runOnce(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/**
 * The background publisher: publishes what a request could not, everything after Redis was emptied,
 * and a new version when a dated epoch begins. Several may run; publishing twice is harmless.
 */
export function createSnapshotPublisher(
  dependencies: Pick<ApiDependencies, 'database' | 'registry' | 'clock' | 'logger'>,
): SnapshotPublisher {
  const { database, registry, clock, logger } = dependencies;
  const { executor } = database;
  let caughtUp = false;
  let stopping = false;
  let nextDueLookMs = 0;
  let running: Promise<void> = Promise.resolve();
  let wake = () => {};

  const publishEverything = async () => {
    let afterId = '';
    let count = 0;
    for (;;) {
      const snapshots = await allSnapshots(executor, PAGE, afterId);
      for (const snapshot of snapshots) await registry.publish(snapshot);
      await markPublished(executor, snapshots);
      count += snapshots.length;
      const last = snapshots.at(-1);
      if (last === undefined || snapshots.length < PAGE) break;
      afterId = last.enterpriseId;
    }
    await registry.markPublished();
    logger.info({ count }, 'Registry of every enterprise published.');
  };

  const publishPending = async () => {
    for (;;) {
      const snapshots = await unpublishedSnapshots(executor, PAGE);
      for (const snapshot of snapshots) await registry.publish(snapshot);
      await markPublished(executor, snapshots);
      if (snapshots.length < PAGE) return;
    }
  };

  const beginDueEpochs = async () => {
    const atMs = clock();
    if (atMs < nextDueLookMs) return;
    const due = await enterprisesWithDueEpochs(executor, atMs);
    if (due.length > 0) {
      await database.transaction((tx) => storeNextSnapshots(tx, due, atMs));
      logger.info({ count: due.length }, 'Dated registry changes came into force.');
    }
    nextDueLookMs = atMs + DUE_EPOCHS_EVERY_MS;
  };

  const runOnce = async () => {
    try {
      await beginDueEpochs();
      if (await registry.isPublished()) await publishPending();
      else await publishEverything();
      caughtUp = true;
    } catch (error) {
      caughtUp = false;
      throw error;
    }
  };

  const pause = (delayMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async () => {
    let failures = 0;
    while (!stopping) {
      try {
        await runOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        // Once per outage at full voice: a minute without Redis is not sixty news.
        if (failures === 1) logger.warn({ error }, 'Registry cannot be published; trying again.');
      }
      await pause(Math.min(POLL_MS * 2 ** Math.min(failures, 4), BACKOFF_MS_MAX));
    }
  };

  return {
    isCaughtUp: () => caughtUp,
    runOnce,
    start: () => {
      running = loop();
    },
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
}
