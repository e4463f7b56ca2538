import {
  type CountedPeriods,
  type CounterCheckpoint,
  type CountingPoint,
  createMeterCount,
  encodeCountingPoint,
  type MeterCount,
  type MeterReading,
  periodAt,
  stateInstantMs,
} from '@hengneng/domain';

import type { CountedHistory } from './counted-history.ts';

/** A stretch of time with changes, both ends included, milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** One going-over of one meter's readings, from a point on. */
export interface PassRequest {
  readonly meterId: string;
  readonly history: CountedHistory;
  readonly start: CountingPoint;
  /** What has changed; ascending, apart from each other. The first is why the pass is made. */
  readonly stretches: readonly Stretch[];
  /** Readings after this instant are left for later. */
  readonly endMs: number;
}

/** A point of an earlier counting. */
export interface KnownPoint {
  readonly atMs: number;
  /** As text; null where it no longer counts because the history has changed. */
  readonly text: string | null;
  /** The checkpoint in the store, where it is one: it has to be replaced if it is wrong. */
  readonly stored: CounterCheckpoint | null;
}

/** State of a checkpoint that has been taken back: it decodes to nothing. */
export const VOID_STATE = 'void';
/** Points within the last hours, so that readings a little late need no look at the store. */
const RECENT_POINTS = 3;
const MS_PER_HOUR = 3_600_000;

/**
 * Counts a meter again from a point before the first change, until everything is as it was counted
 * before or the readings end. On its way it renews the checkpoints it passes and adds one a day.
 */
export class MeterPass {
  readonly meterId: string;
  readonly endMs: number;
  readonly #history: CountedHistory;
  readonly #stretches: readonly Stretch[];
  readonly #count: MeterCount;
  #known: readonly KnownPoint[] = [];
  #knownIndex = 0;
  #recent: CountingPoint[] = [];
  #checkpoints: CounterCheckpoint[] = [];
  #lastMs: number;
  #hour: number;
  #dayEndMs: number;
  #convergedMs: number | null = null;
  #readingCount = 0;

  constructor({ meterId, history, start, stretches, endMs }: PassRequest) {
    const { timeline, timeZone } = history;
    this.meterId = meterId;
    this.endMs = endMs;
    this.#history = history;
    this.#stretches = stretches;
    this.#count = createMeterCount({ timeline, timeZone, start });
    this.#lastMs = stateInstantMs(start.state);
    this.#hour = Math.floor(this.#lastMs / MS_PER_HOUR);
    this.#dayEndMs = this.#dayEndAfter(this.#lastMs);
  }

  /** Instant of the last reading that was counted. */
  get lastMs(): number {
    return this.#lastMs;
  }

  get readingCount(): number {
    return this.#readingCount;
  }

  /** Instant from which on nothing differs from the earlier counting; null as long as there is none. */
  get convergedMs(): number | null {
    return this.#convergedMs;
  }

  /** Changes that were not reached. */
  get stretchesLeft(): readonly Stretch[] {
    const doneMs = this.#convergedMs;
    return doneMs === null ? [] : this.#stretches.filter(({ fromMs }) => fromMs > doneMs);
  }

  /** Tells of earlier points of the time to come, ascending, in the place of those told before. */
  expect(known: readonly KnownPoint[]): void {
    this.#known = known.filter(({ atMs }) => atMs > this.#lastMs);
    this.#knownIndex = 0;
  }

  /** Takes ascending readings; those counted already are skipped. Hands out complete periods. */
  *take(readings: readonly MeterReading[]): Generator<CountedPeriods, void, void> {
    let index = 0;
    while (this.#convergedMs === null) {
      const reading = readings[index];
      if (reading === undefined || reading.readAtMs > this.endMs) return;
      if (reading.readAtMs <= this.#lastMs) {
        index += 1;
        continue;
      }
      const beginsDay = this.#arriveAt(reading.readAtMs);
      const next = beginsDay ? index + 1 : this.#endOfPart(readings, index);
      yield* this.#count.count(readings.slice(index, next));
      this.#readingCount += next - index;
      this.#lastMs = readings[next - 1]?.readAtMs ?? this.#lastMs;
      index = next;
      const known = this.#known[this.#knownIndex];
      if (known?.atMs === this.#lastMs) this.#comeToKnown(known);
      else if (beginsDay) this.addCheckpoint();
    }
  }

  /** Nothing more comes before this instant: what was known there has no reading any more. */
  passTo(untilMs: number): void {
    for (;;) {
      const known = this.#known[this.#knownIndex];
      if (this.#convergedMs !== null || known === undefined || known.atMs >= untilMs) return;
      this.#knownIndex += 1;
      const { stored } = known;
      if (stored === null) continue;
      const historySha256 = this.#history.sha256Until(stored.atMs);
      if (stored.state === VOID_STATE && stored.historySha256 === historySha256) continue;
      this.#checkpoints.push({ ...stored, state: VOID_STATE, historySha256 });
    }
  }

  /** Checkpoints to write, each handed out once; only after the periods counted so far. */
  takeCheckpoints(): CounterCheckpoint[] {
    const taken = this.#checkpoints;
    this.#checkpoints = [];
    return taken;
  }

  takeComplete(): CountedPeriods {
    return this.#count.takeComplete();
  }

  takeAll(): CountedPeriods {
    return this.#count.takeAll();
  }

  point(): CountingPoint {
    return this.#count.point();
  }

  /** Points of the last hours that were passed, ascending, without the last. */
  recentPoints(): readonly CountingPoint[] {
    return this.#recent;
  }

  /** True when a day begins with this reading. */
  #arriveAt(readAtMs: number): boolean {
    this.passTo(readAtMs);
    const hour = Math.floor(readAtMs / MS_PER_HOUR);
    if (hour !== this.#hour && Number.isFinite(this.#lastMs)) {
      this.#recent = [...this.#recent.slice(1 - RECENT_POINTS), this.#count.point()];
    }
    this.#hour = hour;
    if (readAtMs < this.#dayEndMs) return false;
    this.#dayEndMs = this.#dayEndAfter(readAtMs);
    return true;
  }

  /** Readings up to here lie in one hour and pass no known point. */
  #endOfPart(readings: readonly MeterReading[], from: number): number {
    const limitMs = Math.min((this.#hour + 1) * MS_PER_HOUR, this.endMs + 1);
    const knownMs = this.#known[this.#knownIndex]?.atMs ?? Number.POSITIVE_INFINITY;
    let next = from;
    for (;;) {
      const readAtMs = readings[next]?.readAtMs ?? Number.POSITIVE_INFINITY;
      if (readAtMs >= limitMs || readAtMs > knownMs) return next;
      next += 1;
    }
  }

  #comeToKnown(known: KnownPoint): void {
    this.#knownIndex += 1;
    const text = encodeCountingPoint(this.#count.point());
    const historySha256 = this.#history.sha256Until(known.atMs);
    const { stored } = known;
    if (stored !== null && (stored.state !== text || stored.historySha256 !== historySha256)) {
      this.#checkpoints.push({ ...stored, state: text, historySha256 });
    }
    if (known.text === text && this.#isPastChanges(known.atMs)) this.#convergedMs = known.atMs;
  }

  /** The first change is over, and so are all others that counting has come to. */
  #isPastChanges(atMs: number): boolean {
    return this.#stretches.every(
      ({ fromMs, untilMs }, index) => untilMs < atMs || (index > 0 && fromMs > atMs),
    );
  }

  /** Adds a checkpoint where counting stands. */
  addCheckpoint(): void {
    const atMs = this.#lastMs;
    const { meterId } = this;
    const state = encodeCountingPoint(this.#count.point());
    const historySha256 = this.#history.sha256Until(atMs);
    this.#checkpoints.push({ meterId, atMs, state, historySha256 });
  }

  #dayEndAfter(atMs: number): number {
    if (!Number.isFinite(atMs)) return atMs;
    return periodAt(atMs, 'day', this.#history.timeZone).endMs;
  }
}
