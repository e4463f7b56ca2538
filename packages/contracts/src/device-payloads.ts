import { QUARANTINE_REASONS } from '@hengneng/domain';
import { z } from 'zod';

/** Bytes a message's payload may have; a larger one is acknowledged and quarantined `too-large`. */
export const MESSAGE_BYTES_MAX = 262_144;

/** Downlink `receipts`: the message is on disk, fsynced. */
export const receiptSchema = z.object({
  /** SHA-256 (hex) of the payload as received. */
  sha256: z.string(),
  /** `<gateway>/<segment>/<sequence>`: the message's place in the journal. */
  position: z.string(),
  receivedAt: z.iso.datetime({ offset: true }),
  /** The message's own `sequence`, where one was found. */
  sequence: z.int().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Downlink `rejections`: readings of one message that were not stored, and why. */
export const rejectionSchema = z.object({
  sha256: z.string(),
  sequence: z.int().optional(),
  rejected: z.array(
    z.object({
      meterId: z.string().optional(),
      code: z.enum(QUARANTINE_REASONS),
      message: z.string(),
    }),
  ),
});
export type Rejection = z.infer<typeof rejectionSchema>;

/** Downlink `requests`: send these messages of yours again. */
export const resendRequestSchema = z.object({
  type: z.literal('resend'),
  fromSequence: z.int(),
  toSequence: z.int(),
});
export type ResendRequest = z.infer<typeof resendRequestSchema>;

/** What stands in the journal instead of a payload that was too large to keep. */
export const oversizeStubSchema = z.object({
  sha256: z.string().nullable(),
  bytes: z.int().nonnegative(),
  /** The first KiB, base64. */
  head: z.string(),
});
export type OversizeStub = z.infer<typeof oversizeStubSchema>;
