import { QUARANTINE_REASONS } from '@hengneng/domain';
import { z } from 'zod';

/** Queue that carries what the data plane has to tell PostgreSQL. */
export const RECORD_FACTS = 'record-facts';

const reasonSchema = z.enum(QUARANTINE_REASONS);
const countSchema = z.int().nonnegative();

/** What became of the messages of one enterprise that were received on one local day. */
export const outcomeCountSchema = z.object({
  /** The enterprise named by the topic, `''` where the topic names none we know. */
  enterpriseId: z.string().max(64),
  /** Day of receipt in the enterprise's zone, `YYYY-MM-DD`. */
  date: z.string(),
  messages: countSchema,
  /** Readings found; a message refused whole counts as one. */
  parsed: countSchema,
  stored: countSchema,
  duplicate: countSchema,
  conflict: countSchema,
  quarantined: z.partialRecord(reasonSchema, countSchema),
});
export type OutcomeCount = z.infer<typeof outcomeCountSchema>;

/** A message of which something, or all, was refused. */
export const quarantinedMessageSchema = z.object({
  sequence: z.int().positive(),
  receivedAtMs: z.int(),
  source: z.string(),
  topic: z.string(),
  enterpriseId: z.string(),
  deviceId: z.string(),
  /** The reason that stands first: that of the whole message, or of the first refused reading. */
  reason: reasonSchema,
  message: z.string(),
  payloadBytes: countSchema,
  /** Refused readings; empty when the whole message was refused. */
  rejected: z.array(
    z.object({
      index: countSchema,
      meterId: z.string(),
      code: reasonSchema,
      message: z.string(),
    }),
  ),
});
export type QuarantinedMessage = z.infer<typeof quarantinedMessageSchema>;

/** Two readings of one meter and instant that do not agree. */
export const readingConflictSchema = z.object({
  enterpriseId: z.string(),
  meterId: z.string(),
  readAtMs: z.int(),
  /** The reading that counts, and where its message stands. */
  keptValue: z.number(),
  keptPosition: z.number(),
  /** The reading that does not. */
  refusedValue: z.number(),
  refusedPosition: z.number(),
});
export type ReadingConflict = z.infer<typeof readingConflictSchema>;

/** Production reported by a device. */
export const reportedOutputSchema = z.object({
  enterpriseId: z.string(),
  deviceId: z.string(),
  sequence: z.int().positive(),
  index: countSchema,
  receivedAtMs: z.int(),
  product: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  quantity: z.number(),
  unit: z.string(),
});
export type ReportedOutput = z.infer<typeof reportedOutputSchema>;

/** An event reported by a device, such as a meter exchange: a proposal until it is approved. */
export const reportedEventSchema = z.object({
  enterpriseId: z.string(),
  deviceId: z.string(),
  sequence: z.int().positive(),
  index: countSchema,
  receivedAtMs: z.int(),
  type: z.string(),
  meterId: z.string(),
  atMs: z.int(),
  finalValue: z.number().nullable(),
  initialValue: z.number().nullable(),
  note: z.string(),
});
export type ReportedEvent = z.infer<typeof reportedEventSchema>;

/** Outcome of one shard's share of one range: replaces what an earlier run recorded. */
export const rangeOutcomeSchema = z.object({
  type: z.literal('range-outcome'),
  schemaVersion: z.literal(1),
  gateway: z.int().positive(),
  from: z.int().positive(),
  to: z.int().positive(),
  shard: z.int().nonnegative(),
  receivedFromMs: z.int(),
  receivedToMs: z.int(),
  /** Version of each enterprise's registry that judged its messages. */
  registryVersions: z.record(z.string(), z.int()),
  counts: z.array(outcomeCountSchema),
  /**
   * Messages by day of receipt in the platform zone, to hold against what the gateway journalled that
   * day. Absent from older normalizers: then every message counts for the day of `receivedFromMs`.
   */
  messagesByDate: z.record(z.string(), countSchema).optional(),
  /**
   * Local days (`YYYY-MM-DD`, the enterprise's zone) that readings of this run were written to, by
   * enterprise: what was counted by day is counted again. Absent from older normalizers.
   */
  readDates: z.record(z.string(), z.array(z.iso.date())).optional(),
  /**
   * Latest receipt (ms) from each device that may send, `{enterpriseId: {deviceId: receivedAtMs}}`.
   * Absent from older normalizers.
   */
  devicesHeard: z.record(z.string(), z.record(z.string(), z.int())).optional(),
  /** When this run ended: of two runs of one range the later counts. Absent: the order of arrival. */
  ranAtMs: z.int().optional(),
  quarantined: z.array(quarantinedMessageSchema),
  conflicts: z.array(readingConflictSchema),
  outputs: z.array(reportedOutputSchema),
  events: z.array(reportedEventSchema),
});
export type RangeOutcome = z.infer<typeof rangeOutcomeSchema>;

/** Messages a gateway has journalled on one local day of the platform zone, so far. */
export const journalDaySchema = z.object({
  type: z.literal('journal-day'),
  schemaVersion: z.literal(1),
  gateway: z.int().positive(),
  /** Day of receipt in the platform zone Asia/Shanghai, `YYYY-MM-DD`. */
  date: z.string(),
  journalled: countSchema,
  firstSequence: z.int().positive(),
  lastSequence: z.int().nonnegative(),
});
export type JournalDay = z.infer<typeof journalDaySchema>;

/** Payload of one `record-facts` job. */
export const recordFactsJobSchema = z.discriminatedUnion('type', [
  rangeOutcomeSchema,
  journalDaySchema,
]);
export type RecordFactsJob = z.infer<typeof recordFactsJobSchema>;
