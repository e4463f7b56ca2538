import { createHash } from 'node:crypto';

import type { Receipt } from '@hengneng/contracts';
import type { JournalPosition } from '@hengneng/journal';

/** Bytes of a payload that are looked through for its `sequence`. */
const SCAN_BYTES = 512;
const SEQUENCE = /"sequence"\s*:\s*(\d{1,15})\s*[,}]/;

/**
 * The message's own `sequence`, from a bounded look at its beginning; undefined where none is seen.
 * The gateway does not parse payloads, so that none can hold it up.
 */
export function scanSequence(payload: Uint8Array): number | undefined {
  const { buffer, byteOffset, length } = payload;
  const text = Buffer.from(buffer, byteOffset, Math.min(length, SCAN_BYTES)).toString('latin1');
  const found = SEQUENCE.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The place of a message as receipts and answers write it: `<gateway>/<segment>/<sequence>`. */
export function positionText(position: JournalPosition): string {
  return `${position.gateway}/${position.segment}/${position.sequence}`;
}

/** Proof of custody for the sender. `payload` is what the sender sent, not what was journalled. */
export function receiptOf(payload: Uint8Array, position: JournalPosition): Receipt {
  const sequence = scanSequence(payload);
  return {
    sha256: createHash('sha256').update(payload).digest('hex'),
    position: positionText(position),
    receivedAt: new Date(position.receivedAtMs).toISOString(),
    ...(sequence === undefined ? {} : { sequence }),
  };
}
