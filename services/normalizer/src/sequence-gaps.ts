/** Messages that a device seems to have sent and that have not come, both ends included. */
export interface SequenceGap {
  readonly fromSequence: number;
  readonly toSequence: number;
}

/** A gap wider than this is asked for only at its newer end. */
const REQUESTED_MAX = 1_000;
/** A number so far below the last one is a device that began to count anew. */
const RESTART_DISTANCE = 10_000;

/**
 * Follows a device's numbers: what is the last one now, and which ones are missing.
 *
 * Numbers that rise by one leave no gap; one that is not above the last is a repeat or a late
 * arrival, or, at 0, 1 or far below, the start of a new count. A gap is found once, when the number
 * after it comes; numbers of the same batch that arrive out of order close it again.
 *
 * @example sequenceGaps(39, [42]) // { last: 42, gaps: [{ fromSequence: 40, toSequence: 41 }] }
 */
export function sequenceGaps(
  last: number | null,
  sequences: readonly number[],
): { readonly last: number | null; readonly gaps: readonly SequenceGap[] } {
  let current = last;
  let gaps: SequenceGap[] = [];
  for (const sequence of sequences) {
    if (current === null || sequence === current + 1) {
      current = sequence;
    } else if (sequence > current) {
      const fromSequence = Math.max(current + 1, sequence - REQUESTED_MAX);
      gaps.push({ fromSequence, toSequence: sequence - 1 });
      current = sequence;
    } else if (sequence <= 1 || sequence < current - RESTART_DISTANCE) {
      current = sequence;
    } else {
      gaps = gaps.flatMap((gap) => without(gap, sequence));
    }
  }
  return { last: current, gaps };
}

function without(gap: SequenceGap, sequence: number): SequenceGap[] {
  const { fromSequence, toSequence } = gap;
  if (sequence < fromSequence || sequence > toSequence) return [gap];
  return [
    { fromSequence, toSequence: sequence - 1 },
    { fromSequence: sequence + 1, toSequence },
  ].filter((part) => part.fromSequence <= part.toSequence);
}
