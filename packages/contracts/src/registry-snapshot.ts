import { ENERGY_KINDS, METER_KINDS, METER_UNITS } from '@hengneng/domain';
import { z } from 'zod';

/** The registry of one enterprise as the control plane publishes it in Redis. */
export const registrySnapshotSchema = z.object({
  enterpriseId: z.string(),
  version: z.int().nonnegative(),
  timeZone: z.string(),
  devices: z.array(
    z.object({
      id: z.string(),
      passwordSha256: z.string().nullable(),
      certificateSha256: z.string().nullable(),
      revoked: z.boolean(),
    }),
  ),
  meters: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(METER_KINDS),
      energyKind: z.enum(ENERGY_KINDS),
      unit: z.enum(METER_UNITS),
      intervalSeconds: z.int().positive().nullable(),
      registerMax: z.number().positive().nullable(),
    }),
  ),
  products: z.array(z.string()),
  histories: z
    .array(
      z.object({
        meterId: z.string(),
        epochs: z
          .array(
            z.object({
              fromMs: z.int(),
              kind: z.enum(METER_KINDS),
              unit: z.enum(METER_UNITS),
              multiplier: z.number().positive(),
              registerMax: z.number().positive().nullable(),
              ratedPowerKw: z.number().positive().nullable(),
              intervalSeconds: z.int().positive().nullable(),
            }),
          )
          .min(1),
        exchanges: z.array(
          z.object({ atMs: z.int(), finalValue: z.number(), initialValue: z.number() }),
        ),
        rejectedStepsAtMs: z.array(z.int()),
        proposedExchangesAtMs: z.array(z.int()),
      }),
    )
    .exactOptional(),
});
