import type {
  CounterStates,
  DirtyDrain,
  DirtyMarks,
  DirtyStretch,
  MeterPoints,
} from '@hengneng/queue';

interface Taken {
  token: string;
  registry: string;
  version: number;
  stretches: DirtyStretch[];
}

/** Marks, drain and points of one enterprise as Redis keeps them, in memory. */
export interface InMemoryRedis {
  readonly marks: Pick<DirtyMarks, 'markStretches'>;
  readonly drain: DirtyDrain;
  readonly states: CounterStates;
  /** What is marked at this moment, by nobody taken. */
  readonly dirty: () => readonly DirtyStretch[];
  /** Everything is gone. */
  empty(): void;
}

/** An empty one. */
export function createInMemoryRedis(): InMemoryRedis {
  let dirty: DirtyStretch[] = [];
  let taken: Taken | null = null;
  let aside: { registry: string; stretches: DirtyStretch[] } | null = null;
  let version = 0;
  let drained = 0;
  let counted: string | null = null;
  let points = new Map<string, MeterPoints>();

  return {
    marks: {
      markStretches: async (_enterpriseId, stretches) => {
        const wasClean = dirty.length === 0 && taken === null;
        dirty.push(...stretches);
        version += 1;
        return wasClean;
      },
    },
    drain: {
      list: async () => ({
        dirty: dirty.length > 0 || taken !== null ? ['E'] : [],
        aside: aside === null ? [] : ['E'],
      }),
      take: async (_enterpriseId, token, registry) => {
        const wakes = aside !== null && aside.registry !== registry;
        const wasInterrupted = taken !== null || wakes;
        const stretches = [...(taken?.stretches ?? []), ...dirty];
        if (aside !== null && wakes) {
          stretches.push(...aside.stretches);
          aside = null;
        }
        dirty = [];
        taken = { token, registry, version, stretches };
        return {
          stretches: [...stretches],
          wasInterrupted,
          isRegistryCounted: counted === registry,
        };
      },
      isHeld: async (_enterpriseId, token) => taken?.token === token,
      finish: async (_enterpriseId, token, result) => {
        if (taken?.token !== token) return 'lost';
        const { registry } = taken;
        const takenVersion = taken.version;
        taken = null;
        dirty.push(...result.rest);
        if (result.aside.length > 0) {
          aside = { registry, stretches: [...(aside?.stretches ?? []), ...result.aside] };
        }
        if (result.rest.length === 0 && aside === null) drained = takenVersion;
        if (result.isRegistryCounted) counted = registry;
        return dirty.length > 0 ? 'more' : 'clean';
      },
      versions: async (ids) => ids.map(() => version),
      drainedVersions: async (ids) => ids.map(() => drained),
    },
    states: {
      read: async (_enterpriseId, meterIds) =>
        new Map(
          meterIds.flatMap((meterId) => {
            const of = points.get(meterId);
            return of === undefined ? [] : [[meterId, of] as const];
          }),
        ),
      write: async (_enterpriseId, changed, token) => {
        if (taken?.token !== token) return false;
        for (const [meterId, of] of changed) {
          if (of === null) points.delete(meterId);
          else points.set(meterId, of);
        }
        return true;
      },
    },
    dirty: () => dirty,
    empty: () => {
      dirty = [];
      taken = null;
      aside = null;
      counted = null;
      points = new Map();
    },
  };
}
