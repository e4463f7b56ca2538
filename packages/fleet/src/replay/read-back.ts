import type { ApiClient } from '../api-client.ts';
import type { RecordedReading } from './recording.ts';

/** What is stored, compared with what was sent; counted by instant. */
export interface ReadBack {
  readonly equal: number;
  readonly different: number;
  readonly missing: number;
}

/** Reads the stretch of a recording back and compares it with what was sent. */
export async function readBackRecording(
  api: ApiClient,
  enterpriseId: string,
  meterId: string,
  readings: readonly RecordedReading[],
): Promise<ReadBack> {
  const sent = new Map<number, number>();
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const { readAtMs, value } of readings) {
    // Of two readings of one instant the first is the one that counts.
    if (!sent.has(readAtMs)) sent.set(readAtMs, value);
    fromMs = Math.min(fromMs, readAtMs);
    toMs = Math.max(toMs, readAtMs);
  }
  let equal = 0;
  let different = 0;
  for await (const { readAtMs, value } of api.readings(enterpriseId, meterId, fromMs, toMs + 1)) {
    const wanted = sent.get(readAtMs);
    if (wanted === undefined) continue;
    if (wanted === value) equal += 1;
    else different += 1;
    sent.delete(readAtMs);
  }
  return { equal, different, missing: sent.size };
}
