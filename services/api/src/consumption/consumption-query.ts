import { ACCOUNTS, ENERGY_KINDS, METER_FLOWS, METER_UNITS, PERIOD_UNITS } from '@hengneng/domain';
import { z } from 'zod';

import { idSchema, instantSchema } from '../schemas.ts';

/** Meters that one request may name. */
const METERS_MAX = 500;

/** A list in one parameter: `a,b,c`. */
export function listOf<T extends z.ZodType<unknown, string>>(item: T, max: number) {
  return z
    .string()
    .max(max * 66)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).min(1).max(max));
}

const boundarySchema = z
  .string()
  .max(40)
  .describe(
    'ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, ' +
      '2026-11, 2026-11-21. `to` is the first instant that is not asked for any more.',
  );

/** Range of time in the enterprise's zone. */
export const rangeQueryFields = { from: boundarySchema, to: boundarySchema };

/** What is asked for. */
export const consumptionQuerySchema = z.strictObject({
  ...rangeQueryFields,
  interval: z.enum(PERIOD_UNITS),
  groupBy: z.enum(['energyKind', 'meter']).default('energyKind'),
  account: z
    .enum(ACCOUNTS)
    .default('comprehensive')
    .describe('口径 of totals; meters by themselves belong to none.'),
  kinds: listOf(z.enum(ENERGY_KINDS), ENERGY_KINDS.length).optional(),
  meterIds: listOf(idSchema, METERS_MAX)
    .optional()
    .describe('These meters alone. Their total is a `selection`, in no account.'),
  flow: z
    .enum(METER_FLOWS)
    .optional()
    .describe('Meters of this flow alone. Their total is a `selection`, in no account.'),
  siteId: idSchema.optional(),
  factorSet: z
    .string()
    .max(64)
    .optional()
    .describe('Factors of this set; the newest published one unless named.'),
  asOf: instantSchema
    .optional()
    .describe('By what had been received and recorded by then, counted again from the readings.'),
  compare: listOf(z.enum(['previous-period', 'year-on-year', 'year-to-date']), 3)
    .optional()
    .describe('环比, 同比, 累计 of the last period that has begun; for days, months and years.'),
  unit: z
    .enum(METER_UNITS)
    .optional()
    .describe('A second figure in this unit, where the kind is measured in its dimension.'),
});
export type ConsumptionQuery = z.infer<typeof consumptionQuerySchema>;
