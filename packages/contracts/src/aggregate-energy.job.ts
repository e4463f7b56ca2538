import { z } from 'zod';

/**
 * Queue of enterprises whose energy has to be counted again. What is dirty stands in Redis and in the
 * registry, not in the job: one job per enterprise waits, whoever adds how many.
 */
export const AGGREGATE_ENERGY = 'aggregate-energy';

/** Time in which the changes of an enterprise are gathered before they are counted together. */
export const AGGREGATE_DELAY_MS = 1_500;

/** Payload of one `aggregate-energy` job; unknown fields are ignored. */
export const aggregateEnergyJobSchema = z.object({
  schemaVersion: z.literal(1),
  enterpriseId: z.string().min(1).max(64),
  /** A wish to count a stretch again although nothing is known to be dirty; bounds in ms. */
  recompute: z
    .object({
      fromMs: z.int(),
      toMs: z.int(),
      /** All meters where absent. */
      meterIds: z.array(z.string()).optional(),
    })
    .optional(),
});
export type AggregateEnergyJob = z.infer<typeof aggregateEnergyJobSchema>;

/**
 * Queue of enterprises whose figures have changed, for the rules. Added by the aggregator after what it
 * wrote can be read.
 */
export const EVALUATE_POLICIES = 'evaluate-policies';

/** Payload of one `evaluate-policies` job; unknown fields are ignored. */
export const evaluatePoliciesJobSchema = z.object({
  schemaVersion: z.literal(1),
  enterpriseId: z.string().min(1).max(64),
});
export type EvaluatePoliciesJob = z.infer<typeof evaluatePoliciesJobSchema>;
