import {
  COUNTING_START,
  type CounterCheckpoint,
  type CountingPoint,
  decodeCountingPoint,
  ENGINE_VERSION,
} from '@hengneng/domain';
import type {
  CounterStates,
  DirtyDrain,
  DirtyMarks,
  DirtyStretch,
  MeterPoints,
  Patience,
  RegistryEntry,
  TakenMarks,
} from '@hengneng/queue';

import { type CountedHistory, countedHistory } from './counted-history.ts';
import { EnergyWriter, type WrittenCounts } from './energy-writer.ts';
import { type Stretch, VOID_STATE } from './meter-pass.ts';
import {
  END_MS,
  firstChangeMs,
  HEAD_AT_MS,
  headOf,
  instantOf,
  isAppend,
  joinStretches,
  keptPoints,
  lastBefore,
  type MeterTask,
  newestPoint,
  pointsAfter,
  pointsOf,
  restOf,
  type Standing,
} from './meter-task.ts';
import { type FinishedPass, PassRunner, type PlannedPass } from './pass-runner.ts';
import { PatientStores, type Stores } from './patient-stores.ts';

/** Everything a run needs of the world. */
export interface RunDependencies {
  readonly stores: Stores;
  readonly drain: DirtyDrain;
  readonly marks: Pick<DirtyMarks, 'markStretches'>;
  readonly states: CounterStates;
  readonly patience: Patience;
  readonly nowMs: () => number;
  readonly newToken: () => string;
  /** Told of an enterprise whose new figures can be read, before its marks are removed. */
  readonly onFigures: (enterpriseId: string) => Promise<void>;
  /** Told of a meter whose history or readings contradict themselves; its marks wait. */
  readonly onBadMeter: (enterpriseId: string, meterId: string, error: unknown) => void;
  /** Time after which a run puts back what is left, so that other enterprises come to their turn. */
  readonly sliceMs: number;
}

/** Names what figures are counted by: the version of a registry, and that of the rules. */
export function registryName(version: number): string {
  return `${version}/${ENGINE_VERSION}`;
}

/** What a run came to. */
export interface RunSummary {
  /** 'lost': another worker took the enterprise over, nothing is certain. */
  readonly outcome: 'clean' | 'more' | 'lost';
  readonly meterCount: number;
  readonly readingCount: number;
  readonly asideCount: number;
  readonly written: Readonly<WrittenCounts>;
}

/** Thrown inside a run when another worker has taken the enterprise. */
class EnterpriseLostError extends Error {
  override readonly name = 'EnterpriseLostError';
}

/** Checkpoints of meters that are looked through at once when a history has changed. */
const METERS_LOOKED_THROUGH = 20;
/** A checkpoint is looked for in this time before it is asked for one by one. */
const CHECKPOINT_SEARCH_MS = 10 * 86_400_000;

/**
 * Counts what is dirty of one enterprise, once.
 *
 * ```
 * take marks ─► choose points ─► readings, corrections ─► hours, demand, days ─► checkpoints
 *                                                 remove marks ◄── evaluate ◄── points ◄─┘
 * ```
 *
 * It may die between any two steps and be run again: marks stay until all is written, and the same
 * readings give the same figures. Readings that come meanwhile have marks of their own.
 */
export class EnterpriseRun {
  readonly #world: RunDependencies;
  readonly #entry: RegistryEntry;
  readonly #signal: AbortSignal;
  readonly #token: string;
  readonly #stores: PatientStores;
  readonly #writer: EnergyWriter;
  readonly #deadlineMs: number;
  readonly #rest: DirtyStretch[] = [];
  readonly #aside: DirtyStretch[] = [];
  /** Meters that were not counted to their end, also where no mark says so. */
  readonly #unfinished = new Set<string>();
  readonly #newPoints = new Map<string, MeterPoints | null>();
  #readingCount = 0;
  #isRegistryCounted = true;

  constructor(world: RunDependencies, entry: RegistryEntry, signal: AbortSignal) {
    this.#world = world;
    this.#entry = entry;
    this.#signal = signal;
    this.#token = world.newToken();
    const { enterpriseId } = entry;
    this.#stores = new PatientStores(world.stores, enterpriseId, world.patience, signal);
    this.#writer = new EnergyWriter(world.stores.energy, enterpriseId, (what, call) =>
      this.#write(what, call),
    );
    this.#deadlineMs = world.nowMs() + world.sliceMs;
  }

  async execute(): Promise<RunSummary> {
    const { enterpriseId, version } = this.#entry;
    const registry = registryName(version);
    const taken = await this.#patiently('take marks', () =>
      this.#world.drain.take(enterpriseId, this.#token, registry),
    );
    const tasks = await this.#tasks(taken);
    let outcome: RunSummary['outcome'];
    try {
      await this.#announce(tasks);
      await this.#countAll(tasks, taken.wasInterrupted);
      outcome = await this.#finish(tasks);
    } catch (error) {
      if (!(error instanceof EnterpriseLostError)) throw error;
      outcome = 'lost';
    }
    if (outcome === 'lost') await this.#markAgain();
    return {
      outcome,
      meterCount: tasks.length,
      readingCount: this.#readingCount,
      asideCount: this.#aside.length,
      written: this.#writer.written,
    };
  }

  /** What there is to do: dirty meters, and those whose history has changed. */
  async #tasks(taken: TakenMarks): Promise<MeterTask[]> {
    const marksByMeter = Map.groupBy(taken.stretches, ({ meterId }) => meterId);
    const wanted = new Set(marksByMeter.keys());
    if (!taken.isRegistryCounted) {
      for (const meterId of this.#entry.meters.keys()) wanted.add(meterId);
    }
    const histories = this.#histories([...wanted], marksByMeter);
    const meterIds = [...histories.keys()];
    const { enterpriseId } = this.#entry;
    const kept = await this.#patiently('read points', () =>
      this.#world.states.read(enterpriseId, meterIds),
    );
    const isKept = (meterId: string) =>
      kept.get(meterId)?.history === histories.get(meterId)?.sha256;
    const standings = await this.#standings(
      meterIds.filter((meterId) => !isKept(meterId)),
      histories,
    );
    const tasks: MeterTask[] = [];
    for (const [meterId, history] of histories) {
      const standing = standings.get(meterId) ?? 'current';
      const marks: Stretch[] = marksByMeter.get(meterId) ?? [];
      if (marks.length === 0 && standing !== 'outdated') continue;
      const stretches = standing === 'outdated' ? [this.#wholeTime(marks)] : joinStretches(marks);
      const points = pointsOf(kept.get(meterId), history.sha256);
      tasks.push({ meterId, history, standing, stretches, points });
    }
    return tasks;
  }

  #histories(
    meterIds: readonly string[],
    marksByMeter: ReadonlyMap<string, readonly DirtyStretch[]>,
  ): Map<string, CountedHistory> {
    const histories = new Map<string, CountedHistory>();
    for (const meterId of meterIds) {
      try {
        const history = countedHistory(this.#entry, meterId);
        if (history !== null) histories.set(meterId, history);
        else this.#aside.push(...(marksByMeter.get(meterId) ?? []));
      } catch (error) {
        this.#world.onBadMeter(this.#entry.enterpriseId, meterId, error);
        this.#aside.push(...(marksByMeter.get(meterId) ?? []));
      }
    }
    return histories;
  }

  async #standings(
    meterIds: readonly string[],
    histories: ReadonlyMap<string, CountedHistory>,
  ): Promise<Map<string, Standing>> {
    if (meterIds.length === 0) return new Map();
    const window = { meterIds, fromMs: HEAD_AT_MS, toMs: HEAD_AT_MS + 1 };
    const heads = await this.#stores.checkpoints(window);
    const headOfMeter = new Map(heads.map((head) => [head.meterId, head.historySha256]));
    return new Map(
      meterIds.map((meterId) => {
        const head = headOfMeter.get(meterId);
        if (head === undefined) return [meterId, 'new'];
        const isCurrent = head === histories.get(meterId)?.sha256;
        return [meterId, isCurrent ? 'current' : 'outdated'];
      }),
    );
  }

  /** Everything from the first mark, or from the first difference in history, to the end. */
  #wholeTime(marks: readonly Stretch[]): Stretch {
    const fromMs = Math.min(END_MS, ...marks.map((mark) => mark.fromMs));
    return { fromMs, untilMs: END_MS };
  }

  /**
   * Says that meters are being counted anew before anything of them is written: whatever happens
   * then, nobody takes what is half done for whole.
   */
  async #announce(tasks: readonly MeterTask[]): Promise<void> {
    const anew = tasks.filter(({ standing }) => standing !== 'current');
    if (anew.length === 0) return;
    const { enterpriseId } = this.#entry;
    await this.#write('announce', () =>
      this.#world.stores.energy.writeCheckpoints(
        enterpriseId,
        anew.map(({ meterId }) => headOf(meterId, null)),
      ),
    );
    const forgotten = new Map(anew.map(({ meterId }) => [meterId, null]));
    await this.#keepPoints(forgotten);
  }

  async #keepPoints(points: ReadonlyMap<string, MeterPoints | null>): Promise<void> {
    const isKept = await this.#patiently('keep points', () =>
      this.#world.states.write(this.#entry.enterpriseId, points, this.#token),
    );
    if (!isKept) throw new EnterpriseLostError('Another worker counts this enterprise.');
  }

  async #countAll(tasks: readonly MeterTask[], wasInterrupted: boolean): Promise<void> {
    const runner = new PassRunner({
      stores: this.#stores,
      writer: this.#writer,
      isOver: () => this.#world.nowMs() > this.#deadlineMs,
      onBadReadings: (meterId, error) =>
        this.#world.onBadMeter(this.#entry.enterpriseId, meterId, error),
    });
    let left = tasks;
    while (left.length > 0) {
      const passes = await this.#plan(left, wasInterrupted);
      const finished = await runner.run(passes);
      left = finished.flatMap((one) => this.#note(one));
      // The next round begins at checkpoints of this one.
      await this.#writer.flush();
    }
  }

  /** Takes note of a pass; answers the task when it has changes that were not reached. */
  #note({ task, pass, kind, end, endMs }: FinishedPass): MeterTask[] {
    const { meterId } = task;
    this.#readingCount += pass.readingCount;
    if (end !== 'done') this.#unfinished.add(meterId);
    if (end === 'bad') {
      this.#aside.push(...task.stretches.map((stretch) => ({ meterId, ...stretch })));
      this.#newPoints.set(meterId, null);
      return [];
    }
    if (end === 'interrupted' && pass.readingCount === 0) {
      // Its points still say how far it was counted.
      const marks = task.stretches.filter(({ fromMs }) => fromMs < END_MS);
      this.#rest.push(...marks.map((stretch) => ({ meterId, ...stretch })));
      this.#isRegistryCounted &&= task.standing !== 'outdated';
      return [];
    }
    const points = pointsAfter(task, pass, end === 'done' || kind === 'append');
    this.#newPoints.set(meterId, keptPoints(task.history, points));
    if (end === 'interrupted') {
      this.#rest.push(restOf(meterId, pass.lastMs, endMs));
      if (task.standing !== 'current') {
        // Points of an outdated meter are not kept, so the next run begins at this checkpoint.
        pass.addCheckpoint();
        this.#writer.addCheckpoints(pass.takeCheckpoints());
      }
      this.#isRegistryCounted &&= task.standing !== 'outdated';
      return [];
    }
    task.points = points;
    task.stretches = pass.stretchesLeft;
    return task.stretches.length === 0 ? [] : [task];
  }

  async #plan(tasks: readonly MeterTask[], wasInterrupted: boolean): Promise<PlannedPass[]> {
    const planned: PlannedPass[] = [];
    const searching: MeterTask[] = [];
    for (const task of tasks) {
      const newest = newestPoint(task);
      if (isAppend(task) && !(wasInterrupted && task.standing === 'current')) {
        const start = newest ?? COUNTING_START;
        planned.push({ task, start, endMs: lastChangeMs(task), kind: 'append' });
        continue;
      }
      const start = lastBefore(task.points.list, firstChangeMs(task));
      if (start === undefined || task.standing === 'outdated') searching.push(task);
      else planned.push(revisionOf(task, start));
    }
    for (const [task, start] of await this.#searchStarts(searching)) {
      planned.push(revisionOf(task, start));
    }
    return planned;
  }

  /** The last checkpoint before the first change of each task, from the store. */
  async #searchStarts(tasks: readonly MeterTask[]): Promise<Map<MeterTask, CountingPoint>> {
    const starts = new Map<MeterTask, CountingPoint>();
    const current = tasks.filter(({ standing }) => standing === 'current');
    const outdated = tasks.filter(({ standing }) => standing !== 'current');
    if (current.length > 0) {
      const instants = current.map(firstChangeMs);
      const window = {
        meterIds: current.map(({ meterId }) => meterId),
        fromMs: Math.max(HEAD_AT_MS + 1, Math.min(...instants) - CHECKPOINT_SEARCH_MS),
        toMs: Math.max(...instants),
      };
      const found = Map.groupBy(await this.#stores.checkpoints(window), ({ meterId }) => meterId);
      for (const task of current) {
        const limitMs = firstChangeMs(task);
        const near = (found.get(task.meterId) ?? []).findLast(
          (checkpoint) => checkpoint.atMs < limitMs && fits(task, checkpoint),
        );
        const last =
          near ??
          (await this.#stores.lastCheckpoint(
            task.meterId,
            Math.min(limitMs, window.fromMs),
            (checkpoint) => checkpoint.atMs === HEAD_AT_MS || fits(task, checkpoint),
          ));
        starts.set(task, pointOf(last));
      }
    }
    for (let at = 0; at < outdated.length; at += METERS_LOOKED_THROUGH) {
      const part = outdated.slice(at, at + METERS_LOOKED_THROUGH);
      const meterIds = part.map(({ meterId }) => meterId);
      const window = { meterIds, fromMs: HEAD_AT_MS + 1, toMs: END_MS };
      const found = Map.groupBy(await this.#stores.checkpoints(window), ({ meterId }) => meterId);
      for (const task of part) starts.set(task, lastUnbroken(task, found.get(task.meterId) ?? []));
    }
    return starts;
  }

  async #finish(tasks: readonly MeterTask[]): Promise<'clean' | 'more' | 'lost'> {
    const { enterpriseId } = this.#entry;
    const unfinished = this.#unfinished;
    const heads = tasks
      .filter(({ meterId, standing }) => standing !== 'current' && !unfinished.has(meterId))
      .map(({ meterId, history }) => headOf(meterId, history.sha256));
    if (heads.length > 0) {
      await this.#write('write heads', () =>
        this.#world.stores.energy.writeCheckpoints(enterpriseId, heads),
      );
    }
    // Points of a meter whose head does not say so yet would be believed before their time.
    for (const { meterId, standing } of tasks) {
      if (standing !== 'current' && unfinished.has(meterId)) this.#newPoints.set(meterId, null);
    }
    if (this.#newPoints.size > 0) await this.#keepPoints(this.#newPoints);
    if (this.#writer.written.hours > 0) {
      await this.#patiently('ask for judgement', () => this.#world.onFigures(enterpriseId));
    }
    const outcome = await this.#patiently('remove marks', () =>
      this.#world.drain.finish(enterpriseId, this.#token, {
        rest: this.#rest,
        aside: this.#aside,
        isRegistryCounted: this.#isRegistryCounted,
      }),
    );
    return outcome === 'clean' && !this.#isRegistryCounted ? 'more' : outcome;
  }

  /** What was written after another worker took over may be older than what that one wrote. */
  async #markAgain(): Promise<void> {
    const { enterpriseId } = this.#entry;
    const touched = this.#writer.touched();
    if (touched.length === 0) return;
    await this.#patiently('mark again', () =>
      this.#world.marks.markStretches(enterpriseId, touched),
    );
  }

  async #write(what: string, call: () => Promise<void>): Promise<void> {
    await this.#assertHeld();
    await this.#patiently(what, call);
  }

  async #assertHeld(): Promise<void> {
    const { enterpriseId } = this.#entry;
    const isHeld = await this.#patiently('ask for the hold', () =>
      this.#world.drain.isHeld(enterpriseId, this.#token),
    );
    if (!isHeld) throw new EnterpriseLostError('Another worker counts this enterprise.');
  }

  #patiently<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    return this.#world.patience.untilDone(what, this.#signal, attempt);
  }
}

function lastChangeMs({ stretches }: MeterTask): number {
  return Math.max(...stretches.map(({ untilMs }) => untilMs));
}

/** Goes as far as anything was counted or has changed; where that is not known, to the end. */
function revisionOf(task: MeterTask, start: CountingPoint): PlannedPass {
  const newest = newestPoint(task);
  const endMs = newest === undefined ? END_MS : Math.max(lastChangeMs(task), instantOf(newest));
  return { task, start, endMs, kind: 'revision' };
}

function fits({ history }: MeterTask, checkpoint: CounterCheckpoint): boolean {
  const { atMs, historySha256, state } = checkpoint;
  return history.sha256Until(atMs) === historySha256 && decodeCountingPoint(state) !== null;
}

function isVoid(
  { history }: MeterTask,
  { atMs, state, historySha256 }: CounterCheckpoint,
): boolean {
  return state === VOID_STATE && history.sha256Until(atMs) === historySha256;
}

function pointOf(checkpoint: CounterCheckpoint | null): CountingPoint {
  return decodeCountingPoint(checkpoint?.state ?? '') ?? COUNTING_START;
}

/** The last checkpoint before the first change and before the first that no longer fits. */
function lastUnbroken(task: MeterTask, checkpoints: readonly CounterCheckpoint[]): CountingPoint {
  let last: CounterCheckpoint | null = null;
  for (const checkpoint of checkpoints) {
    if (checkpoint.atMs >= firstChangeMs(task)) break;
    // One that was taken back under this history is no place to begin, and no sign of another.
    if (fits(task, checkpoint)) last = checkpoint;
    else if (!isVoid(task, checkpoint)) break;
  }
  return pointOf(last);
}
