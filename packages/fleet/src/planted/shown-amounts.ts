import type { Fleet } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { covers, type Planted } from './planted.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** What of its power a plant takes that stands still. */
const IDLE_SHARE = 0.05;

/** What meters really counted and what they show, in hundredths of their unit since 2020. */
export interface ShownAmounts {
  /** Honest: stops and coarse displays happen, nothing is falsified. */
  honestAt(meter: FleetMeter, atMs: number): number;
  /** What the enterprise lets it show. */
  shownAt(meter: FleetMeter, atMs: number): number;
}

/**
 * Counts of the meters of one enterprise in which things were planted. Everything is a function of the
 * instant; within a falsified stretch the count goes its own way, after it the increments are true again.
 */
export function createShownAmounts(
  fleet: Fleet,
  planted: readonly Planted[],
  stepMs: number,
): ShownAmounts {
  const stops = planted.filter(({ kind }) => kind === 'plant-stop');
  const known = new Map<string, Changes>();
  const changesOf = (meter: FleetMeter): Changes => {
    const found = known.get(meter.id) ?? changesIn(planted, meter);
    known.set(meter.id, found);
    return found;
  };

  const honestAt = (meter: FleetMeter, atMs: number): number => {
    const { constant, isCoarse } = changesOf(meter);
    if (constant !== undefined) {
      return Math.floor(((atMs - constant.fromMs) / HOUR_MS) * constant.factor);
    }
    let count = fleet.hundredthsAt(meter, atMs);
    for (const stop of stops) {
      if (atMs <= stop.fromMs) continue;
      const inside =
        fleet.hundredthsAt(meter, Math.min(atMs, stop.toMs)) -
        fleet.hundredthsAt(meter, stop.fromMs);
      count -= Math.floor((1 - IDLE_SHARE) * inside);
    }
    return isCoarse ? Math.floor(count / 100) * 100 : count;
  };
  const shownAt = (meter: FleetMeter, atMs: number): number => {
    let offset = 0;
    for (const change of changesOf(meter).falsified) {
      if (change.fromMs >= atMs) break;
      const start = honestAt(meter, change.fromMs);
      if (covers(change, atMs)) {
        return start + offset + sinceStart(change, meter, atMs, stepMs, honestAt);
      }
      const end = honestAt(meter, change.toMs);
      offset += sinceStart(change, meter, change.toMs, stepMs, honestAt) - (end - start);
    }
    return honestAt(meter, atMs) + offset;
  };
  return { honestAt, shownAt };
}

/** What was planted in one meter. */
interface Changes {
  readonly constant: Planted | undefined;
  readonly isCoarse: boolean;
  /** By time. */
  readonly falsified: readonly Planted[];
}

function changesIn(planted: readonly Planted[], { id }: FleetMeter): Changes {
  const own = planted.filter(({ meterId }) => meterId === id);
  return {
    constant: own.find(({ kind }) => kind === 'constant-load'),
    isCoarse: own.some(({ kind }) => kind === 'coarse-meter'),
    falsified: own
      .filter(({ kind }) => CHANGING.has(kind))
      .sort((one, other) => one.fromMs - other.fromMs),
  };
}

const CHANGING: ReadonlySet<string> = new Set([
  ...['frozen-value', 'frozen-display', 'copied-days', 'round-numbers'],
  ...['scaled-sub-meters', 'scaled-master', 'scaled-register'],
]);

/** What a falsified meter has counted since the beginning of the stretch, hundredths. */
function sinceStart(
  { kind, fromMs, toMs, factor }: Planted,
  meter: FleetMeter,
  atMs: number,
  stepMs: number,
  honestAt: ShownAmounts['honestAt'],
): number {
  const count = (instantMs: number) => honestAt(meter, instantMs);
  switch (kind) {
    case 'frozen-value':
      return Math.round(((atMs - fromMs) / stepMs) * (count(fromMs) - count(fromMs - stepMs)));
    case 'frozen-display':
      return atMs < toMs ? 0 : count(toMs) - count(fromMs);
    case 'copied-days': {
      const weekMs = 7 * DAY_MS;
      return Math.floor(factor * (count(atMs - weekMs) - count(fromMs - weekMs)));
    }
    case 'round-numbers':
      return Math.round((count(atMs) - count(fromMs)) / factor) * factor;
    default:
      return Math.floor(factor * (count(atMs) - count(fromMs)));
  }
}
