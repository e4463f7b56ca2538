import { type NormalizeMessagesJob, type RangeOutcome, rangeShardId } from '@hengneng/contracts';
import type { RegistrySnapshot } from '@hengneng/domain';
import { type DirtyDay, type Downlink, toRegistryEntry } from '@hengneng/queue';
import { createInMemoryReadingStore, type InMemoryReadingStore } from '@hengneng/testkit';

import { createNormalizer, type NormalizerDependencies } from '../normalize-messages.processor.ts';

/** Thrown by a step to stand for kill -9. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** Everything around the processor, in memory, with a gateway that runs ranges again when asked. */
export interface InMemoryWorld {
  readonly store: InMemoryReadingStore;
  readonly registry: Map<string, RegistrySnapshot>;
  readonly outcomes: Map<string, RangeOutcome>;
  readonly dirty: { readonly enterpriseId: string; readonly day: DirtyDay }[];
  readonly downlinks: Downlink[];
  readonly normalized: Set<string>;
  nowMs: number;
  /** Whether the runs still hold their jobs. */
  isHeld: boolean;
  /** Steps until the next crash; Infinity for none. A step crashes before or after its effect. */
  stepsToCrash: number;
  /** What Redis loses when it is emptied: marks and sequences. */
  emptyRedis(): void;
  /** Runs one job, once; false when it crashed. */
  run(job: NormalizeMessagesJob): Promise<boolean>;
  /** Runs every range that was asked for again, as the gateway does, until nothing is left. */
  runWhatWasAskedFor(): Promise<void>;
  /** Runs a job until it comes through, then every range that was asked for again. */
  runToEnd(job: NormalizeMessagesJob): Promise<void>;
}

/** A fresh world with these enterprises. */
export function createInMemoryWorld(...snapshots: readonly RegistrySnapshot[]): InMemoryWorld {
  const store = createInMemoryReadingStore();
  const marks = new Map<string, Map<string, number>>();
  const sequences = new Map<string, number>();
  const reruns = new Set<string>();
  const jobs: NormalizeMessagesJob[] = [];
  let runCount = 0;

  const step = async <T>(effect: () => T | Promise<T>): Promise<T> => {
    world.stepsToCrash -= 1;
    if (world.stepsToCrash === 0) throw new CrashError('before the effect');
    const result = await effect();
    world.stepsToCrash -= 1;
    if (world.stepsToCrash === 0) throw new CrashError('after the effect');
    return result;
  };

  const dependencies: NormalizerDependencies = {
    store: {
      ...store,
      write: (readings) => step(() => store.write(readings)),
      find: (enterpriseId, wanted) => step(() => store.find(enterpriseId, wanted)),
      lastReadAtMs: (enterpriseId) => step(() => store.lastReadAtMs(enterpriseId)),
    },
    registry: {
      get: () => undefined,
      lookUp: async (enterpriseId) => {
        const snapshot = world.registry.get(enterpriseId);
        return snapshot === undefined ? null : toRegistryEntry(snapshot);
      },
    },
    marks: {
      claim: (enterpriseId, claims, lastReadAtMs) =>
        step(async () => {
          const byMeter = marks.get(enterpriseId) ?? new Map(await lastReadAtMs());
          marks.set(enterpriseId, byMeter);
          return claims.map(({ meterId, latestReadAtMs }) => {
            const old = byMeter.get(meterId) ?? -Infinity;
            byMeter.set(meterId, Math.max(old, latestReadAtMs));
            return old;
          });
        }),
    },
    dirty: {
      mark: (enterpriseId, days) =>
        step(() => {
          world.dirty.push(...days.map((day) => ({ enterpriseId, day })));
          return true;
        }),
    },
    aggregate: async () => {},
    sequences: {
      read: async (enterpriseId, deviceIds) =>
        deviceIds.map((id) => sequences.get(`${enterpriseId}/${id}`) ?? null),
      write: (enterpriseId, lasts) =>
        step(() => {
          for (const [id, last] of lasts) sequences.set(`${enterpriseId}/${id}`, last);
        }),
    },
    progress: {
      reportNormalized: (_gateway, id) =>
        step(() => {
          world.normalized.add(id);
        }),
      requestRerun: (gateway, wanted) =>
        step(() => {
          for (const sequence of wanted) reruns.add(`${gateway}/${sequence}`);
        }),
    },
    recordFacts: (_id, outcome) =>
      step(() => {
        world.outcomes.set(rangeShardId(outcome), outcome);
      }),
    sendDownlinks: (downlinks) =>
      step(() => {
        world.downlinks.push(...downlinks);
      }),
    room: { assertRoom: async () => {} },
    patience: { untilDone: (_what, _signal, attempt) => attempt() },
    nowMs: () => world.nowMs,
    newRunId: () => String(++runCount),
  };
  const normalize = createNormalizer(dependencies);

  const run = async (job: NormalizeMessagesJob): Promise<boolean> => {
    if (!jobs.some((known) => rangeShardId(known) === rangeShardId(job))) jobs.push(job);
    try {
      const { signal } = new AbortController();
      await normalize(job, { signal, isHeld: async () => world.isHeld });
      return true;
    } catch (error) {
      if (error instanceof CrashError) return false;
      throw error;
    }
  };
  const runUntilThrough = async (job: NormalizeMessagesJob) => {
    while (!(await run(job))) world.stepsToCrash = Infinity;
  };
  const runWhatWasAskedFor = async () => {
    for (const wanted of reruns) {
      reruns.delete(wanted);
      const [gateway = 0, sequence = 0] = wanted.split('/').map(Number);
      const job = jobs.find(
        (one) => one.gateway === gateway && one.from <= sequence && sequence <= one.to,
      );
      if (job !== undefined) await runUntilThrough(job);
    }
  };

  const world: InMemoryWorld = {
    store,
    registry: new Map(snapshots.map((snapshot) => [snapshot.enterpriseId, snapshot])),
    outcomes: new Map(),
    dirty: [],
    downlinks: [],
    normalized: new Set(),
    nowMs: Date.UTC(2026, 10, 21, 0, 16),
    isHeld: true,
    stepsToCrash: Infinity,
    emptyRedis: () => {
      marks.clear();
      sequences.clear();
    },
    run,
    runWhatWasAskedFor,
    runToEnd: async (job) => {
      await runUntilThrough(job);
      await runWhatWasAskedFor();
    },
  };
  return world;
}
