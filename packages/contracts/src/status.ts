import { z } from 'zod';

/** Sign of life of one service instance. */
export const heartbeatSchema = z.object({
  service: z.string(),
  instance: z.string(),
  ready: z.boolean(),
  /** Why it is not ready, for people. */
  reason: z.string().optional(),
  atMs: z.int(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** Where one gateway stands. */
export const gatewayStatusSchema = z.object({
  gateway: z.int(),
  atMs: z.int(),
  headSequence: z.int(),
  completedThrough: z.int(),
  /** Journalled and not yet completed, by day of receipt in the platform zone. */
  inFlightByDate: z.record(z.string(), z.int()),
  /** Messages journalled, by day of receipt in the platform zone; the last days only. */
  journalledByDate: z.record(z.string(), z.int()),
  blocked: z.boolean(),
});
export type GatewayStatus = z.infer<typeof gatewayStatusSchema>;

/** Zone in which the platform counts its own days. */
export const PLATFORM_TIME_ZONE = 'Asia/Shanghai';
