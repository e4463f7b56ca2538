import { invariant } from '../invariant.ts';

/** A stretch of absolute time in which a zone keeps one offset from UTC, half-open. */
export interface OffsetPiece {
  readonly startMs: number;
  readonly endMs: number;
  /** Local time minus UTC, milliseconds; east of Greenwich is positive. */
  readonly offsetMs: number;
}

/**
 * Offsets are compared at the two ends of a chunk and searched inside only when they differ. A week
 * is short enough: the closest two transitions on record (Morocco's Ramadan) are four weeks apart.
 */
const CHUNK_MS = 7 * 86_400_000;

/** The runtime's zone table knows nothing useful before this; no meter of ours is older than 2000. */
const OLDEST_MS = -2_208_988_800_000; // 1900-01-01
const YOUNGEST_MS = 7_258_118_400_000; // 2200-01-01

const FORMATS = new Map<string, Intl.DateTimeFormat>();
const PIECES = new Map<string, Map<number, readonly OffsetPiece[]>>();

/**
 * Local time minus UTC in an IANA zone at an instant, milliseconds.
 *
 * @example zoneOffsetMs(Date.UTC(2026, 6, 1), 'Asia/Kolkata') // 19_800_000, which is 5 h 30 min
 * @throws RangeError for a zone the runtime does not know.
 */
export function zoneOffsetMs(instantMs: number, timeZone: string): number {
  for (const piece of chunkPieces(Math.floor(instantMs / CHUNK_MS), timeZone)) {
    if (instantMs < piece.endMs) return piece.offsetMs;
  }
  throw new RangeError('Pieces of a chunk cover it.');
}

/** The pieces of constant offset that overlap [fromMs, toMs), clipped to it, in order of time. */
export function offsetPieces(fromMs: number, toMs: number, timeZone: string): OffsetPiece[] {
  const pieces: OffsetPiece[] = [];
  for (let chunk = Math.floor(fromMs / CHUNK_MS); chunk * CHUNK_MS < toMs; chunk += 1) {
    for (const piece of chunkPieces(chunk, timeZone)) {
      const startMs = Math.max(piece.startMs, fromMs);
      const endMs = Math.min(piece.endMs, toMs);
      if (startMs >= endMs) continue;
      const last = pieces.at(-1);
      if (last?.offsetMs === piece.offsetMs) pieces.pop();
      pieces.push({
        startMs: last?.offsetMs === piece.offsetMs ? last.startMs : startMs,
        endMs,
        offsetMs: piece.offsetMs,
      });
    }
  }
  return pieces;
}

function chunkPieces(chunk: number, timeZone: string): readonly OffsetPiece[] {
  let ofZone = PIECES.get(timeZone);
  if (ofZone === undefined) {
    ofZone = new Map();
    PIECES.set(timeZone, ofZone);
  }
  const known = ofZone.get(chunk);
  if (known !== undefined) return known;
  const startMs = chunk * CHUNK_MS;
  const endMs = startMs + CHUNK_MS;
  invariant(startMs >= OLDEST_MS && endMs <= YOUNGEST_MS, 'an instant lies in 1900 to 2200');
  const before = readOffset(startMs, timeZone);
  const after = readOffset(endMs, timeZone);
  const pieces: OffsetPiece[] = [];
  if (before === after) {
    pieces.push({ startMs, endMs, offsetMs: before });
  } else {
    const transitionMs = findTransition(startMs, endMs, before, timeZone);
    pieces.push({ startMs, endMs: transitionMs, offsetMs: before });
    if (transitionMs < endMs) pieces.push({ startMs: transitionMs, endMs, offsetMs: after });
  }
  ofZone.set(chunk, pieces);
  return pieces;
}

/** First instant in (lowMs, highMs] whose offset is no longer `before`; transitions are on seconds. */
function findTransition(lowMs: number, highMs: number, before: number, timeZone: string): number {
  let low = Math.floor(lowMs / 1_000);
  let high = Math.ceil(highMs / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(middle * 1_000, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

function readOffset(instantMs: number, timeZone: string): number {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    FORMATS.set(timeZone, format);
  }
  const fields = new Map<string, number>();
  for (const { type, value } of format.formatToParts(instantMs)) fields.set(type, Number(value));
  const field = (name: string) => fields.get(name) ?? 0;
  const localMs = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return localMs - Math.floor(instantMs / 1_000) * 1_000;
}
