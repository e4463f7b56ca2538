import {
  type CounterState,
  correctedPages,
  countReadings,
  createTimeline,
  EMPTY_STATE,
  isSettled,
  type MeterTimeline,
  OLDEST_READING_MS,
  openSegment,
  type ReadingCorrection,
  type ReadingPage,
  type ReadingScan,
  type RegisteredHistory,
  type SegmentSink,
  type StoredReading,
} from '@hengneng/domain';

/** Counting starts this long before the range; nearly always enough to stand on firm ground. */
const LOOKBACK_MS = 40 * 86_400_000;
/** Rises of a settled register after which an earlier state can make no difference. */
const RISES_MIN = 4;

/** What one meter is counted again from; nothing else decides the result. */
export interface RecountRequest {
  readonly scan: ReadingScan;
  readonly enterpriseId: string;
  readonly history: RegisteredHistory;
  /** The segments that touch [fromMs, toMs) are wanted. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly corrections: readonly ReadingCorrection[];
  /** The reading as it counts, or null when it was not there yet; for reads as of an earlier time. */
  readonly visible: (reading: StoredReading) => StoredReading | null;
  readonly onSegment: SegmentSink;
  /** Told of every reading that counts, also those before and after the range. */
  readonly onReading?: (reading: StoredReading) => void;
}

/**
 * Counts a meter again from its stored readings with the engine of the domain. It starts 40 days
 * before the range, or at the first reading where that is no firm ground: an engine that starts anew
 * agrees with one that knows everything before as soon as the register has risen four times.
 */
export async function recountMeter(request: RecountRequest): Promise<void> {
  const startMs = Math.max(OLDEST_READING_MS, request.fromMs - LOOKBACK_MS);
  const isFirm = await isFirmGround(request, startMs);
  await count(request, isFirm ? startMs : OLDEST_READING_MS, request.toMs, request);
}

type Told = Pick<RecountRequest, 'onSegment' | 'onReading'>;

async function isFirmGround(request: RecountRequest, startMs: number): Promise<boolean> {
  if (startMs === OLDEST_READING_MS) return true;
  let rises = 0;
  let last: number | null = null;
  const watch = (state: CounterState) => {
    if (state.mode === 'register') {
      if (last !== null && state.held.value > last) rises += 1;
      last = state.held.value;
    } else rises += 1;
    return rises >= RISES_MIN;
  };
  await count(request, startMs, request.fromMs, { onSegment: () => {} }, watch);
  return rises >= RISES_MIN;
}

/** Counts until a settled reading at or after `untilMs`, or until `isEnough` says so. */
async function count(
  request: RecountRequest,
  startMs: number,
  untilMs: number,
  told: Told,
  isEnough: (state: CounterState) => boolean = () => false,
): Promise<void> {
  const { fromMs, toMs, history } = request;
  const timeline: MeterTimeline = createTimeline(history);
  const onSegment: SegmentSink = (segment) => {
    if (segment.toMs > fromMs && segment.fromMs < toMs) told.onSegment(segment);
  };
  let state: CounterState = EMPTY_STATE;
  let isDone = false;
  const stopWhen = (now: CounterState, readAtMs: number) => {
    isDone = readAtMs >= untilMs || isEnough(now);
    return isDone;
  };
  const pages = correctedPages(
    visiblePages(request, startMs, told.onReading),
    request.corrections.filter(({ readAtMs }) => readAtMs >= startMs),
  );
  for await (const { readings } of pages) {
    state = countReadings({ timeline, state, readings, onSegment, stopWhen });
    if (isDone) return;
  }
  const open = isSettled(state) ? null : openSegment(state);
  if (open !== null) onSegment(open);
}

async function* visiblePages(
  { scan, enterpriseId, history, visible }: RecountRequest,
  fromMs: number,
  onReading: RecountRequest['onReading'],
): AsyncGenerator<ReadingPage> {
  const { meterId } = history;
  const range = { enterpriseId, meterIds: [meterId], fromMs, toMs: Number.POSITIVE_INFINITY };
  for await (const page of scan.pages(range)) {
    const readings = page.readings.flatMap((reading) => visible(reading) ?? []);
    if (onReading !== undefined) for (const reading of readings) onReading(reading);
    if (readings.length > 0) yield { meterId, readings };
  }
}
