import { QUARANTINE_REASONS } from '@hengneng/domain';
import { z } from 'zod';

/** Queue name of a shard. BullMQ forbids ':' in queue names and in custom job ids. */
export function normalizeMessagesQueue(shard: number): string {
  return `normalize-messages-${shard}`;
}

/** Job id and member of the completion sets: one shard's share of one planned journal range. */
export function rangeShardId(range: {
  readonly gateway: number;
  readonly from: number;
  readonly to: number;
  readonly shard: number;
}): string {
  return `${range.gateway}-${range.from}-${range.to}-${range.shard}`;
}

/** The inverse of {@link rangeShardId}; null where the text is not one. */
export function parseRangeShardId(
  text: string,
): { gateway: number; from: number; to: number; shard: number } | null {
  const match = /^(\d+)-(\d+)-(\d+)-(\d+)$/.exec(text);
  if (match === null) return null;
  const [gateway = 0, from = 0, to = 0, shard = 0] = match.slice(1).map(Number);
  return { gateway, from, to, shard };
}

/** A raw message as it stands in the journal. */
export const rawMessageSchema = z.object({
  sequence: z.int().positive(),
  receivedAtMs: z.int().nonnegative(),
  /** Who sent it: `mqtt:{username}`, `http:{username}`, `broker:` or `replay:{actor}:{sequence}:{source}`. */
  source: z.string().max(512),
  topic: z.string().max(1024),
  /** Why the gateway would not accept it; it is in the journal all the same. */
  refusal: z.enum(QUARANTINE_REASONS).nullish(),
  /** The payload as text where it is valid UTF-8, otherwise in `payloadBase64`. */
  payload: z.string().optional(),
  payloadBase64: z.string().optional(),
});
export type RawMessage = z.infer<typeof rawMessageSchema>;

/**
 * Payload of one `normalize-messages-{shard}` job: the raw messages of one shard in one planned range
 * of one gateway's journal. Unknown fields are ignored, so that old and new gateways and normalizers
 * can run side by side during an upgrade.
 */
export const normalizeMessagesJobSchema = z.object({
  schemaVersion: z.literal(1),
  gateway: z.int().positive(),
  /** First and last journal sequence of the range (all shards), both included. */
  from: z.int().positive(),
  to: z.int().positive(),
  shard: z.int().nonnegative(),
  messages: z.array(rawMessageSchema),
});
export type NormalizeMessagesJob = z.infer<typeof normalizeMessagesJobSchema>;
