import { createHash } from 'node:crypto';

import { MESSAGE_BYTES_MAX, type OversizeStub } from '@hengneng/contracts';

/** Bytes kept of a payload that was too large. */
export const STUB_HEAD_BYTES = 1_024;

/** True for a payload that the journal keeps only a stub of. */
export function isOversize(payload: Uint8Array): boolean {
  return payload.length > MESSAGE_BYTES_MAX;
}

/** What is journalled instead of a payload we hold whole but will not keep: hash, length, first KiB. */
export function stubOfPayload(payload: Uint8Array): Buffer {
  return encode({
    sha256: createHash('sha256').update(payload).digest('hex'),
    bytes: payload.length,
    head: Buffer.from(payload.subarray(0, STUB_HEAD_BYTES)).toString('base64'),
  });
}

/** What is journalled of a payload that was never read to its end: no hash, the declared length. */
export function stubOfDeclared(declaredBytes: number, head: Uint8Array): Buffer {
  return encode({
    sha256: null,
    bytes: declaredBytes,
    head: Buffer.from(head.subarray(0, STUB_HEAD_BYTES)).toString('base64'),
  });
}

function encode(stub: OversizeStub): Buffer {
  return Buffer.from(JSON.stringify(stub));
}
