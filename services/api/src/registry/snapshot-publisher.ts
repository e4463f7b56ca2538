import { setTimeout as sleep } from 'node:timers/promises';
import {
  allSnapshots,
  enterprisesWithDueEpochs,
  enterprisesWithoutHistories,
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

type Dependencies = Pick<ApiDependencies, 'database' | 'registry' | 'clock' | 'logger'>;

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
export function createSnapshotPublisher(dependencies: Dependencies): SnapshotPublisher {
  const { registry, clock, logger } = dependencies;
  const stopping = new AbortController();
  let caughtUp = false;
  let nextDueLookMs = 0;
  let hasRenewed = false;
  let running: Promise<void> = Promise.resolve();

  const runOnce = async () => {
    try {
      const atMs = clock();
      if (!hasRenewed) {
        await renewOldSnapshots(dependencies, atMs);
        hasRenewed = true;
      }
      if (atMs >= nextDueLookMs) {
        await beginDueEpochs(dependencies, atMs);
        nextDueLookMs = atMs + DUE_EPOCHS_EVERY_MS;
      }
      if (await registry.isPublished()) await publishPending(dependencies);
      else await publishEverything(dependencies);
      caughtUp = true;
    } catch (error) {
      caughtUp = false;
      throw error;
    }
  };

  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        // Once per outage: a minute without Redis is not sixty news.
        if (failures === 1) logger.warn({ error }, 'Registry cannot be published; trying again.');
      }
      const pauseMs = Math.min(POLL_MS * 2 ** Math.min(failures, 4), BACKOFF_MS_MAX);
      await pause(pauseMs, stopping.signal);
    }
  };

  return {
    isCaughtUp: () => caughtUp,
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

async function publishEverything({ database, registry, logger }: Dependencies): Promise<void> {
  let afterId = '';
  let count = 0;
  for (;;) {
    const snapshots = await allSnapshots(database.executor, PAGE, afterId);
    for (const snapshot of snapshots) await registry.publish(snapshot);
    await markPublished(database.executor, snapshots);
    count += snapshots.length;
    const last = snapshots.at(-1);
    if (last === undefined || snapshots.length < PAGE) break;
    afterId = last.enterpriseId;
  }
  await registry.markPublished();
  logger.info({ count }, 'Registry of every enterprise published.');
}

async function publishPending({ database, registry }: Dependencies): Promise<void> {
  for (;;) {
    const snapshots = await unpublishedSnapshots(database.executor, PAGE);
    for (const snapshot of snapshots) await registry.publish(snapshot);
    await markPublished(database.executor, snapshots);
    if (snapshots.length < PAGE) return;
  }
}

/** Epochs that have begun change what the data plane must know: a new version of those enterprises. */
async function beginDueEpochs({ database, logger }: Dependencies, atMs: number): Promise<void> {
  const due = await enterprisesWithDueEpochs(database.executor, atMs);
  if (due.length === 0) return;
  await database.transaction((tx) => storeNextSnapshots(tx, due, atMs));
  logger.info({ count: due.length }, 'Dated registry changes came into force.');
}

/** After an upgrade: snapshots that do not say how meters count are taken again, once. */
async function renewOldSnapshots({ database, logger }: Dependencies, atMs: number): Promise<void> {
  const outdated = await enterprisesWithoutHistories(database.executor);
  for (let start = 0; start < outdated.length; start += PAGE) {
    const part = outdated.slice(start, start + PAGE);
    await database.transaction((tx) => storeNextSnapshots(tx, part, atMs));
  }
  if (outdated.length > 0) logger.info({ count: outdated.length }, 'Registry snapshots renewed.');
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal }).catch(() => {});
}
