import {
  type CountedPeriods,
  type CountingPoint,
  invariant,
  type MeterReadingPage,
  type ReadingCorrection,
} from '@hengneng/domain';
import { WaitAbandonedError } from '@hengneng/queue';

import type { EnergyWriter } from './energy-writer.ts';
import { MeterPass } from './meter-pass.ts';
import { END_MS, instantOf, knownPoints, type MeterTask } from './meter-task.ts';
import type { PatientStores, Window } from './patient-stores.ts';
import { VanishedPeriods } from './vanished-periods.ts';

/** A pass that is to be made. */
export interface PlannedPass {
  readonly task: MeterTask;
  readonly start: CountingPoint;
  /** Readings after this instant are left for later. */
  readonly endMs: number;
  /**
   * `append`: the store holds nothing beyond the start. `revision`: it may, and what is no more has
   * to be taken back.
   */
  readonly kind: 'append' | 'revision';
}

/** A pass that was made. */
export interface FinishedPass extends PlannedPass {
  readonly pass: MeterPass;
  /** `interrupted`: there was no more time; `bad`: the readings contradict themselves. */
  readonly end: 'done' | 'interrupted' | 'bad';
}

interface RunningPass extends PlannedPass {
  readonly pass: MeterPass;
  readonly vanished: VanishedPeriods;
  end: FinishedPass['end'] | null;
}

/** Passes whose starts lie within this time are made together, with one look at the store. */
const TOGETHER_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
/** A revision usually finds its end a day after the last change. */
const FIRST_LOOK_BEYOND_MS = 3 * DAY_MS;
/** Days times meters that are looked at together: about 120 stored rows each. */
const METER_DAYS_AT_ONCE = 500;
const WINDOW_DAYS_MAX = 62;

/** Makes passes over many meters with few looks at the store, in bounded memory. */
export class PassRunner {
  readonly #stores: PatientStores;
  readonly #writer: EnergyWriter;
  readonly #hasNoTime: () => boolean;
  readonly #onBadReadings: (meterId: string, error: unknown) => void;

  #hasBegun = false;

  constructor(options: {
    readonly stores: PatientStores;
    readonly writer: EnergyWriter;
    readonly isOver: () => boolean;
    readonly onBadReadings: (meterId: string, error: unknown) => void;
  }) {
    this.#stores = options.stores;
    this.#writer = options.writer;
    this.#hasNoTime = options.isOver;
    this.#onBadReadings = options.onBadReadings;
  }

  /** However little time there is, something is done with it. */
  #isOver(): boolean {
    return this.#hasBegun && this.#hasNoTime();
  }

  async run(planned: readonly PlannedPass[]): Promise<FinishedPass[]> {
    const finished: FinishedPass[] = [];
    for (const kind of ['append', 'revision'] as const) {
      for (const group of groupsOf(planned.filter((one) => one.kind === kind))) {
        const passes = group.map(begin);
        if (kind === 'append') await this.#append(passes);
        else await this.#revise(passes);
        for (const one of passes) finished.push({ ...one, end: one.end ?? 'interrupted' });
      }
    }
    return finished;
  }

  /** Counts on: one look at the readings, none at the figures. */
  async #append(passes: readonly RunningPass[]): Promise<void> {
    if (this.#isOver()) return;
    const window = {
      meterIds: passes.map(({ task }) => task.meterId),
      fromMs: Math.min(...passes.map(({ start }) => instantOf(start) + 1)),
      toMs: Math.max(...passes.map(({ endMs }) => endMs)) + 1,
    };
    const corrections = await this.#stores.corrections(window);
    const stoppedAt = await this.#readThrough(passes, window, corrections);
    for (const one of passes) {
      if (one.end !== null) continue;
      const { meterId } = one.task;
      // Pages come by meter: those of earlier meters have all been seen.
      if (stoppedAt === null || meterId < stoppedAt) one.end = 'done';
      else if (meterId > stoppedAt) continue;
      this.#add(one, one.pass.takeAll());
    }
  }

  /** Counts again, window by window, until nothing differs any more or the readings end. */
  async #revise(passes: readonly RunningPass[]): Promise<void> {
    const open = () => passes.filter(({ end }) => end === null);
    const corrections = await this.#stores.corrections({
      meterIds: passes.map(({ task }) => task.meterId),
      fromMs: Math.min(...passes.map(({ start }) => instantOf(start) + 1)),
      toMs: END_MS,
    });
    const lastMs = await this.#lastInstant(passes, corrections);
    let fromMs = await this.#firstInstant(passes, corrections);
    let toMs = Math.min(
      Math.max(...passes.map(({ task }) => task.stretches[0]?.untilMs ?? 0)) + FIRST_LOOK_BEYOND_MS,
      fromMs + windowMs(passes.length),
    );
    let isFirst = true;
    while (open().length > 0 && !this.#isOver()) {
      const isLast = toMs > lastMs || toMs >= END_MS;
      const window = { meterIds: open().map(({ task }) => task.meterId), fromMs, toMs };
      await this.#expect(open(), isLast ? { ...window, toMs: END_MS } : window, isFirst);
      isFirst = false;
      await this.#readThrough(open(), window, corrections);
      for (const one of open()) this.#closeWindow(one, isLast ? END_MS : toMs, isLast);
      await this.#writer.flush();
      fromMs = toMs;
      toMs += windowMs(open().length);
    }
  }

  async #lastInstant(
    passes: readonly RunningPass[],
    corrections: readonly ReadingCorrection[],
  ): Promise<number> {
    const bounded = passes.filter(({ endMs }) => endMs < END_MS).map(({ endMs }) => endMs);
    if (bounded.length === passes.length) return Math.max(...bounded);
    const last = await this.#stores.lastReadAtMs();
    const read = passes.map(({ task }) => last.get(task.meterId) ?? Number.NEGATIVE_INFINITY);
    return Math.max(...bounded, ...read, ...corrections.map(({ readAtMs }) => readAtMs));
  }

  /** The first instant that has to be read; windows over years without readings are saved. */
  async #firstInstant(
    passes: readonly RunningPass[],
    corrections: readonly ReadingCorrection[],
  ): Promise<number> {
    let firstMs = Math.min(END_MS, ...corrections.map(({ readAtMs }) => readAtMs));
    for (const { task, start } of passes) {
      const startMs = instantOf(start);
      const readMs = Number.isFinite(startMs)
        ? startMs + 1
        : Math.min(await this.#stores.firstReadAtMs(task.meterId), END_MS);
      firstMs = Math.min(firstMs, readMs);
    }
    return firstMs;
  }

  /** Looks at what was counted before in a window. */
  async #expect(passes: readonly RunningPass[], window: Window, isFirst: boolean): Promise<void> {
    // The first look begins with the periods that lie across the start.
    const periodsFromMs = isFirst
      ? Math.min(window.fromMs, ...passes.map(({ vanished }) => vanished.fromMs))
      : window.fromMs;
    const [checkpoints, periods] = await Promise.all([
      this.#stores.checkpoints({ ...window, fromMs: Math.max(1, window.fromMs) }),
      this.#stores.periods({ ...window, fromMs: periodsFromMs }),
    ]);
    const ofMeter = Map.groupBy(checkpoints, ({ meterId }) => meterId);
    for (const { task, pass, vanished } of passes) {
      pass.expect(knownPoints(task, ofMeter.get(task.meterId) ?? [], pass.lastMs));
      const stored = periods.get(task.meterId);
      if (stored !== undefined) vanished.expect(stored);
    }
  }

  /** Hands all readings of a window to their passes; answers the meter at which it had to stop. */
  async #readThrough(
    passes: readonly RunningPass[],
    window: Window,
    corrections: readonly ReadingCorrection[],
  ): Promise<string | null> {
    const byMeter = new Map(passes.map((one) => [one.task.meterId, one]));
    let stoppedAt: string | null = null;
    await this.#stores.eachPage(window, corrections, async (page) => {
      const one = byMeter.get(page.meterId);
      if (one === undefined || one.end !== null || one.pass.convergedMs !== null) return true;
      await this.#takePage(one, page);
      if (one.kind !== 'append' || !this.#isOver()) return true;
      stoppedAt = page.meterId;
      return false;
    });
    return stoppedAt;
  }

  async #takePage(one: RunningPass, page: MeterReadingPage): Promise<void> {
    try {
      for (const periods of one.pass.take(page.readings)) {
        this.#add(one, periods);
        if (this.#writer.isFull) await this.#writer.flush();
      }
      this.#add(one, one.pass.takeComplete());
      this.#writer.addCheckpoints(one.pass.takeCheckpoints());
      // Time without readings is passed again by the next run: only readings are progress.
      this.#hasBegun ||= one.pass.readingCount > 0;
    } catch (error) {
      if (!isContradiction(error)) throw error;
      this.#onBadReadings(page.meterId, error);
      one.end = 'bad';
    }
    if (this.#writer.isFull) await this.#writer.flush();
  }

  #closeWindow(one: RunningPass, toMs: number, isLast: boolean): void {
    const { pass, task, vanished } = one;
    pass.passTo(toMs);
    const isDone = pass.convergedMs !== null;
    if (isLast && !isDone) {
      this.#add(one, pass.takeAll());
      this.#writer.add(task.meterId, vanished.rest());
    } else {
      this.#add(one, pass.takeComplete());
      this.#writer.add(task.meterId, vanished.passed(pass.point().state, task.history.timeZone));
    }
    this.#writer.addCheckpoints(pass.takeCheckpoints());
    if (isLast || isDone) one.end = 'done';
  }

  #add({ task, vanished }: RunningPass, periods: CountedPeriods): void {
    vanished.counted(periods);
    this.#writer.add(task.meterId, periods);
  }
}

function begin(planned: PlannedPass): RunningPass {
  const { task, start, endMs } = planned;
  const { meterId, history, stretches } = task;
  const pass = new MeterPass({ meterId, history, start, stretches, endMs });
  const vanished = new VanishedPeriods(start.state, history.timeZone);
  return { ...planned, pass, vanished, end: null };
}

/** Passes that begin at about the same time, so that no meter is read for the sake of another. */
function groupsOf(planned: readonly PlannedPass[]): PlannedPass[][] {
  const groups: PlannedPass[][] = [];
  let groupFromMs = Number.NaN;
  const ascending = planned.toSorted((left, right) => {
    const [leftMs, rightMs] = [instantOf(left.start), instantOf(right.start)];
    return leftMs === rightMs ? 0 : leftMs - rightMs;
  });
  for (const one of ascending) {
    const fromMs = instantOf(one.start);
    const belongs = fromMs === groupFromMs || fromMs - groupFromMs <= TOGETHER_MS;
    if (belongs) groups.at(-1)?.push(one);
    else {
      groups.push([one]);
      groupFromMs = fromMs;
    }
  }
  return groups;
}

function windowMs(meterCount: number): number {
  const days = Math.floor(METER_DAYS_AT_ONCE / Math.max(1, meterCount));
  return Math.max(2, Math.min(WINDOW_DAYS_MAX, days)) * DAY_MS;
}

const INVARIANT_PREFIX = invariantPrefix();

/** A mistake in the data of one meter, or in our counting of it: others must not wait for it. */
function isContradiction(error: unknown): boolean {
  if (error instanceof WaitAbandonedError) return false;
  return (
    error instanceof RangeError ||
    (error instanceof Error && error.message.startsWith(INVARIANT_PREFIX))
  );
}

function invariantPrefix(): string {
  try {
    invariant(false, '');
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
