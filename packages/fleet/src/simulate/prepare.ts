import { DAY_MS, ZONE_OFFSET_MS } from '../meters/calendar.ts';
import type { DeviceSource } from '../meters/device-source.ts';
import type { Fleet } from '../meters/fleet.ts';
import { plantTroubles } from '../troubles/plant-troubles.ts';
import { createTroubledSource } from '../troubles/troubled-source.ts';
import type { SimulationOptions } from './options.ts';
import type { SimulationState, StateStore } from './state.ts';

/** Where a simulation gets its time from and tells what it does. */
export interface SimulationEnvironment {
  readonly print: (line: string) => void;
  readonly now: () => number;
  readonly store: StateStore;
  /** Asks the simulation to stop: it ends cleanly with its state saved. */
  readonly signal: AbortSignal;
}

/** Shortest stretch that troubles are spread over, in milliseconds. */
const TROUBLES_MS_MIN = 14 * DAY_MS;
/** How likely an enterprise has each kind of trouble. */
const TROUBLE_PROBABILITY = 0.6;
/** What the devices send, by enterprise; empty where no troubles are wanted. */
export function createSources(
  options: SimulationOptions,
  fleet: Fleet,
  state: SimulationState,
  { store, print }: SimulationEnvironment,
): ReadonlyMap<string, DeviceSource> {
  if (!options.troubles) return new Map();
  const stepMs = options.intervalMs;
  const planted = fleet.enterprises.flatMap((enterprise) =>
    plantTroubles(enterprise, {
      seed: options.seed,
      fromMs: state.historyFromMs,
      toMs: state.troublesToMs,
      stepMs,
      probability: TROUBLE_PROBABILITY,
    }),
  );
  store.savePlanted(planted);
  print(`${planted.length} troubles planted; they are listed in ${options.stateDir}.`);
  return new Map(
    fleet.enterprises.map((enterprise) => {
      const own = planted.filter(({ enterpriseId }) => enterpriseId === enterprise.id);
      return [enterprise.id, createTroubledSource(fleet, enterprise, own, stepMs)];
    }),
  );
}

/** The state of the last run, or that of a new one. Throws when the interval has changed. */
export function loadState(
  options: SimulationOptions,
  { store, now }: SimulationEnvironment,
): SimulationState {
  const intervalSeconds = options.intervalMs / 1_000;
  const known = store.load();
  if (known === null) {
    const nowMs = now();
    const fromMs = nowMs - options.historyMs;
    return {
      version: 1,
      intervalSeconds,
      // History begins with a local day; without history with the last full step.
      historyFromMs:
        options.historyMs === 0
          ? floorTo(nowMs, options.intervalMs)
          : floorTo(fromMs + ZONE_OFFSET_MS, DAY_MS) - ZONE_OFFSET_MS,
      // Without history the troubles are still to come.
      troublesToMs: Math.max(floorTo(nowMs, options.intervalMs), fromMs + TROUBLES_MS_MIN),
      devices: {},
    };
  }
  if (known.intervalSeconds !== intervalSeconds) {
    throw new Error(
      `${options.stateDir} belongs to a county with readings every ${known.intervalSeconds} s; ` +
        'take another --state-dir, or the same --interval.',
    );
  }
  return known;
}

/** The last whole multiple of a step. */
export function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
