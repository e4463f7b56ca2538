import { z } from 'zod';

/**
 * Queue on which the api asks whoever holds the journal of a gateway to hold an enterprise's stored
 * readings against it.
 */
export function checkReadingsQueue(gateway: number): string {
  return `check-readings-${gateway}`;
}

/** Payload of one `check-readings-{gateway}` job; the answer is a {@link ReadingsCheckReport}. */
export const checkReadingsJobSchema = z.object({
  enterpriseId: z.string(),
  /** Instants of the readings that are checked: from, and up to but without. */
  fromMs: z.int(),
  toMs: z.int(),
});
export type CheckReadingsJob = z.infer<typeof checkReadingsJobSchema>;

/** Progress of such a job while it runs; it changes at least every half minute. */
export const readingsCheckProgressSchema = z.object({
  messageCount: z.int(),
  /** Messages that will be looked at, as far as that is known; null before. */
  messageTotal: z.int().nullable(),
  atMs: z.int(),
});
export type ReadingsCheckProgress = z.infer<typeof readingsCheckProgressSchema>;

const factSchema = z.object({ value: z.number(), position: z.number() }).nullable();

/** What a check of one gateway's journal against the stored readings found. */
export const readingsCheckReportSchema = z.object({
  gateway: z.int(),
  messageCount: z.int(),
  readingCount: z.int(),
  /** Messages without an outcome on record yet; they were left out. */
  unrecordedCount: z.int(),
  findingCount: z.int(),
  /** The first of them. */
  findings: z.array(
    z.object({
      kind: z.enum(['missing', 'altered', 'wrong-winner', 'foreign']),
      meterId: z.string(),
      readAtMs: z.int(),
      /** What the journal says, and what is stored: value, and place of the message. */
      journalled: factSchema,
      stored: factSchema,
    }),
  ),
});
export type ReadingsCheckReport = z.infer<typeof readingsCheckReportSchema>;
