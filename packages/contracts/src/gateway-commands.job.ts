import { z } from 'zod';

/** Queue on which the api asks one gateway to do something with its journal. */
export function gatewayCommandsQueue(gateway: number): string {
  return `gateway-commands-${gateway}`;
}

/** Payload of one `gateway-commands-{gateway}` job; the answer is the job's return value. */
export const gatewayCommandSchema = z.discriminatedUnion('type', [
  /** Verify the whole journal; answers with a {@link VerificationReport}. */
  z.object({ type: z.literal('verify') }),
  /** Tell the end of the journal; answers with a `JournalHead` (see signed-root.ts). */
  z.object({ type: z.literal('head') }),
  /** Fetch one raw message; answers with a {@link FetchedMessage} or null. */
  z.object({ type: z.literal('fetch'), sequence: z.int().positive() }),
  /** Journal one raw message again, as a new record; answers with its new position, or null. */
  z.object({ type: z.literal('replay'), sequence: z.int().positive(), actor: z.string().max(64) }),
]);
export type GatewayCommand = z.infer<typeof gatewayCommandSchema>;

/** A raw message with its place, as `fetch` answers it. */
export const fetchedMessageSchema = z.object({
  position: z.string(),
  sequence: z.int(),
  receivedAtMs: z.int(),
  source: z.string(),
  topic: z.string(),
  refusal: z.string().nullable(),
  payloadBase64: z.string(),
});
export type FetchedMessage = z.infer<typeof fetchedMessageSchema>;

/** Where a replayed message stands now. */
export const replayedMessageSchema = z.object({ position: z.string(), sequence: z.int() });
export type ReplayedMessage = z.infer<typeof replayedMessageSchema>;

/** What a verification of one gateway's journal found. */
export const verificationReportSchema = z.object({
  gateway: z.int(),
  startedAtMs: z.int(),
  finishedAtMs: z.int(),
  ok: z.boolean(),
  segments: z.int(),
  records: z.int(),
  firstSequence: z.int().nullable(),
  lastSequence: z.int().nullable(),
  findings: z.array(
    z.object({
      segment: z.int().nullable(),
      block: z.int().nullable(),
      sequence: z.int().nullable(),
      message: z.string(),
    }),
  ),
});
export type VerificationReport = z.infer<typeof verificationReportSchema>;
