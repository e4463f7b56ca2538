import {
  countReadings,
  createHourTotals,
  createTimeline,
  type DemandSummary,
  EMPTY_STATE,
  type EnergySegment,
  type MeterDay,
  type MeterDemand,
  type MeterEnergy,
  type MeterHistory,
  type MeterReading,
  periodAt,
  periodsFromHours,
  quarterDemands,
  type ReadingCorrection,
  type RegistrySnapshot,
  type StoredReading,
} from '@hengneng/domain';
import { toRegistryEntry } from '@hengneng/queue';
import {
  buildMeter,
  buildRegistrySnapshot,
  createInMemoryCorrectionStore,
  createInMemoryEnergyStore,
  createInMemoryReadingScan,
  createInMemoryReadingStore,
  type InMemoryEnergyStore,
} from '@hengneng/testkit';

import { EnterpriseRun, type RunDependencies, type RunSummary } from '../enterprise-run.ts';
import { createInMemoryRedis, type InMemoryRedis } from './in-memory-redis.ts';

/** Thrown by a step to stand for kill -9. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** Figures of an enterprise, empty ones left out. */
export interface Figures {
  readonly hours: readonly MeterEnergy[];
  readonly demands: readonly MeterDemand[];
  readonly days: readonly MeterDay[];
}

/** Everything around the runs of one enterprise, in memory. */
export interface InMemoryWorld {
  readonly redis: InMemoryRedis;
  readonly energy: InMemoryEnergyStore;
  readonly badMeters: string[];
  /** Steps until the next crash; Infinity for none. A step crashes before or after its effect. */
  stepsToCrash: number;
  sliceMs: number;
  /** Steps of the event loop that calls may be late; 0 for none. */
  latenessMax: number;
  /** Reads of readings so far: pages and rows. */
  readonly scanned: { pages: number; readings: number };
  setHistory(meterId: string, history: MeterHistory): void;
  removeMeter(meterId: string): void;
  setTimeZone(timeZone: string): void;
  /** Stores readings and marks them, as the normalizer does. */
  receive(meterId: string, readings: readonly MeterReading[]): Promise<void>;
  /** Stores a correction and marks its hour, as the api does. */
  correct(meterId: string, readAtMs: number, value: number | null): Promise<void>;
  /** Redis loses everything; all stored readings are marked again. */
  emptyRedis(): Promise<void>;
  /** One run; null when it crashed. */
  run(): Promise<RunSummary | null>;
  runUntilClean(): Promise<void>;
  stored(): Promise<Figures>;
  /** What counting everything once, in order, gives. */
  expected(): Promise<Figures>;
}

const ALL_TIME = { fromMs: 1, toMs: 8_000_000_000_000 };
const HOUR_MS = 3_600_000;

/** A world with the meters E01 and E02 in a zone. */
export function createInMemoryWorld(timeZone: string): InMemoryWorld {
  const readings = createInMemoryReadingStore();
  const scan = createInMemoryReadingScan(readings);
  const corrections = createInMemoryCorrectionStore();
  const energy = createInMemoryEnergyStore();
  const redis = createInMemoryRedis();
  const histories = new Map<string, MeterHistory>();
  let snapshot: RegistrySnapshot = buildRegistrySnapshot({
    timeZone,
    meters: [buildMeter(), buildMeter({ id: 'E02' })],
  });
  const { enterpriseId } = snapshot;
  let position = 2 ** 43;
  let correctionNo = 0;
  let nowMs = 0;
  let tokens = 0;
  let chance = 1;

  const late = async () => {
    if (world.latenessMax === 0) return;
    // A fixed sequence of pseudo-random numbers (Lehmer), so that a failure can be repeated.
    chance = (chance * 48_271) % 2_147_483_647;
    for (let left = chance % (world.latenessMax + 1); left > 0; left -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const step = async <T>(effect: () => T | Promise<T>): Promise<T> => {
    nowMs += 1;
    world.stepsToCrash -= 1;
    if (world.stepsToCrash === 0) throw new CrashError('before the effect');
    await late();
    const result = await effect();
    await late();
    world.stepsToCrash -= 1;
    if (world.stepsToCrash === 0) throw new CrashError('after the effect');
    return result;
  };
  /** Every method as a step. */
  const stepwise = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => step(() => Reflect.apply(member, object, args));
      },
    });
  const publish = (changes: Partial<RegistrySnapshot>) => {
    snapshot = {
      ...snapshot,
      ...changes,
      version: snapshot.version + 1,
      histories: [...histories].map(([meterId, history]) => ({ meterId, ...history })),
    };
  };

  const dependencies = (): RunDependencies => ({
    stores: {
      readings: stepwise(readings),
      scan: {
        pages: async function* (range) {
          for await (const page of scan.pages(range)) {
            world.scanned.pages += 1;
            world.scanned.readings += page.readings.length;
            yield await step(() => page);
          }
        },
      },
      corrections: stepwise(corrections),
      energy: stepwise(energy),
    },
    drain: stepwise(redis.drain),
    marks: stepwise(redis.marks),
    states: stepwise(redis.states),
    patience: { untilDone: (_what, _signal, attempt) => attempt() },
    nowMs: () => nowMs,
    newToken: () => String(++tokens),
    onFigures: () => step(() => undefined),
    onBadMeter: (_enterpriseId, meterId) => world.badMeters.push(meterId),
    sliceMs: world.sliceMs,
  });

  const world: InMemoryWorld = {
    redis,
    energy,
    badMeters: [],
    stepsToCrash: Number.POSITIVE_INFINITY,
    sliceMs: Number.POSITIVE_INFINITY,
    latenessMax: 0,
    scanned: { pages: 0, readings: 0 },
    setHistory: (meterId, history) => {
      histories.set(meterId, history);
      publish({});
    },
    removeMeter: (meterId) => {
      histories.delete(meterId);
      publish({ meters: snapshot.meters.filter(({ id }) => id !== meterId) });
    },
    setTimeZone: (zone) => publish({ timeZone: zone }),
    receive: async (meterId, list) => {
      const batch = list.map(({ readAtMs, value }): StoredReading => {
        position += 1;
        return { enterpriseId, meterId, readAtMs, value, position };
      });
      await readings.write(batch);
      const instants = list.map(({ readAtMs }) => readAtMs);
      const stretch = { meterId, fromMs: Math.min(...instants), untilMs: Math.max(...instants) };
      if (instants.length > 0) await redis.marks.markStretches(enterpriseId, [stretch]);
    },
    correct: async (meterId, readAtMs, value) => {
      correctionNo += 1;
      await corrections.write(enterpriseId, [
        { meterId, readAtMs, value, recordedAtMs: correctionNo, correctionNo },
      ]);
      const fromMs = Math.floor(readAtMs / HOUR_MS) * HOUR_MS;
      const stretch = { meterId, fromMs, untilMs: fromMs + HOUR_MS - 1 };
      await redis.marks.markStretches(enterpriseId, [stretch]);
    },
    emptyRedis: async () => {
      redis.empty();
      const all: ReadingCorrection[] = await corrections.range({ enterpriseId, ...ALL_TIME });
      const dirty = [...readings.all(), ...all].map(({ meterId, readAtMs }) => ({
        ...{ meterId, fromMs: readAtMs },
        untilMs: readAtMs,
      }));
      if (dirty.length > 0) await redis.marks.markStretches(enterpriseId, dirty);
    },
    run: async () => {
      const { signal } = new AbortController();
      const entry = toRegistryEntry(snapshot);
      try {
        return await new EnterpriseRun(dependencies(), entry, signal).execute();
      } catch (error) {
        if (error instanceof CrashError) return null;
        throw error;
      }
    },
    runUntilClean: async () => {
      world.stepsToCrash = Number.POSITIVE_INFINITY;
      for (let turn = 0; turn < 300; turn += 1) {
        const summary = await world.run();
        if (summary?.outcome === 'clean') return;
      }
      throw new Error('The enterprise is still dirty after 300 runs.');
    },
    stored: async () => {
      const range = { enterpriseId, ...ALL_TIME };
      const isSomething = ({ quantity, coveredMs }: MeterEnergy) =>
        quantity !== 0 || coveredMs !== 0;
      return {
        hours: (await energy.hours(range)).filter(isSomething),
        demands: (await energy.demands(range)).filter(
          ({ kw, estimated }) => kw !== 0 || !estimated,
        ),
        days: await dayFigures(energy, range, isSomething),
      };
    },
    expected: async () => {
      const figures = { hours: [], demands: [], days: [] } as {
        hours: MeterEnergy[];
        demands: MeterDemand[];
        days: MeterDay[];
      };
      const entry = toRegistryEntry(snapshot);
      for (const meterId of [...entry.meters.keys()].sort()) {
        const history = entry.histories.get(meterId) ?? defaultHistory();
        const range = { enterpriseId, meterIds: [meterId], ...ALL_TIME };
        const received = readings.all().filter((reading) => reading.meterId === meterId);
        const counting = corrected(received, await corrections.range(range));
        const timeline = createTimeline(history);
        const final: EnergySegment[] = [];
        const onSegment = (segment: EnergySegment) => final.push(segment);
        countReadings({ timeline, state: EMPTY_STATE, readings: counting, onSegment });
        const totals = createHourTotals(entry.timeZone);
        for (const segment of final) totals.add(segment);
        const hours = totals.hours();
        const days = periodsFromHours(hours, 'day', entry.timeZone);
        const isSomething = ({ quantity, coveredMs }: { quantity: number; coveredMs: number }) =>
          quantity !== 0 || coveredMs !== 0;
        figures.hours.push(...hours.filter(isSomething).map((hour) => ({ meterId, ...hour })));
        const quarters = timeline.storageUnit === 'kWh' ? quarterDemands(final) : [];
        const demandOf = demandByDay(quarters, entry.timeZone);
        figures.days.push(
          ...days.filter(isSomething).map((day) => ({
            ...{ meterId, ...day, demand: demandOf.get(day.startMs) ?? null },
          })),
        );
        const demands = quarters.filter(({ kw, estimated }) => kw !== 0 || !estimated);
        figures.demands.push(...demands.map((demand) => ({ meterId, ...demand })));
      }
      return figures;
    },
  };
  return world;
}

/** Days as they are stored, their demand with them; every one of them was counted. */
async function dayFigures(
  energy: InMemoryEnergyStore,
  range: Parameters<InMemoryEnergyStore['days']>[0],
  isSomething: (day: MeterEnergy) => boolean,
): Promise<MeterDay[]> {
  const demands = await energy.demandDays(range);
  return (await energy.days(range)).flatMap((day, index) => {
    const { demand, isCounted } = demands[index] ?? { demand: null, isCounted: false };
    if (!isCounted) throw new Error('A day without its demand.');
    return isSomething(day) ? [{ ...day, demand }] : demand === null ? [] : [{ ...day, demand }];
  });
}

/** Quarter hours of each day drawn together, in the plainest way. */
function demandByDay(
  quarters: readonly {
    readonly startMs: number;
    readonly kw: number;
    readonly estimated: boolean;
  }[],
  timeZone: string,
): Map<number, DemandSummary> {
  const dayOf = ({ startMs }: { readonly startMs: number }) =>
    periodAt(startMs, 'day', timeZone).startMs;
  return new Map(
    [...Map.groupBy(quarters, dayOf)].map(([startMs, list]) => {
      const kws = list.map(({ kw }) => kw);
      const summary = {
        ...{ minKw: Math.min(...kws), maxKw: Math.max(...kws), quarterCount: kws.length },
        sumKw: kws.reduce((sum, kw) => sum + kw, 0),
        estimatedCount: list.filter(({ estimated }) => estimated).length,
      };
      return [startMs, summary];
    }),
  );
}

function defaultHistory(): MeterHistory {
  const { kind, unit, registerMax, intervalSeconds } = buildMeter();
  const epoch = { fromMs: 0, kind, unit, multiplier: 1, registerMax, ratedPowerKw: null };
  return { epochs: [{ ...epoch, intervalSeconds }], exchanges: [] };
}

/** Readings with corrections laid over them, in the plainest way. */
function corrected(
  received: readonly StoredReading[],
  corrections: readonly ReadingCorrection[],
): MeterReading[] {
  const byInstant = new Map<number, MeterReading>(
    received.map(({ readAtMs, value }) => [readAtMs, { readAtMs, value }]),
  );
  for (const { readAtMs, value } of corrections) {
    if (value === null) byInstant.delete(readAtMs);
    else byInstant.set(readAtMs, { readAtMs, value, manual: true });
  }
  return [...byInstant.values()].sort((left, right) => left.readAtMs - right.readAtMs);
}
