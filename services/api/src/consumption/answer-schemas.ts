import { ACCOUNTS, CALIBRATION_STATES } from '@hengneng/domain';
import { z } from 'zod';

const figure = (text: string) => z.number().nullable().describe(text);
const figuresShape = {
  tceCalorific: figure('Tonnes of standard coal at calorific value (当量值).'),
  tcePrimary: figure('Tonnes of standard coal at primary-energy value (等价值).'),
  tco2: figure('Tonnes of CO2.'),
};
const sharesShape = {
  estimatedShare: z.number().describe('Part that is estimated or questionable, 0 to 1.'),
  completeness: z
    .number()
    .describe('Time for which the energy is known, over the time that has passed, 0 to 1.'),
};

/** One energy kind, or one meter, in one period. */
export const groupSchema = z
  .object({
    energyKind: z.string(),
    meterId: z.string().optional(),
    quantity: figure('In `unit`, exact; null while nothing is known of the period.'),
    unit: z.string(),
    displayQuantity: z.number().nullable().optional(),
    displayUnit: z.string().optional().describe('The unit that was asked for.'),
    ...figuresShape,
    ...sharesShape,
    state: z.enum(['known', 'no-data', 'awaiting-report', 'monthly-only']),
    source: z.enum(['metered', 'ledger']),
  })
  .meta({ id: 'ConsumptionGroup' });

/** Why a figure is null. */
export const missingSchema = z
  .object({
    type: z.string(),
    energyKind: z.string(),
    basis: z.string().optional(),
    unit: z.string().optional(),
    date: z.string().optional().describe('First day of the range without it.'),
  })
  .meta({ id: 'MissingPart' });

const rowShape = {
  start: z.string(),
  end: z.string(),
  partial: z.boolean().describe('True where the range asked for cuts the period.'),
  groups: z.array(groupSchema),
  ...figuresShape,
  known: z
    .object({ tceCalorific: z.number(), tcePrimary: z.number(), tco2: z.number() })
    .describe('Sums of what is known, while the rest is missing.'),
  ...sharesShape,
};

/** Which factors were used. */
export const factorSetSchema = z.object({ id: z.string(), publishedOn: z.string() });

/** All of the range. */
export const totalSchema = z.object({
  ...rowShape,
  missing: z.array(missingSchema),
  factorIds: z.array(z.string()),
});

/** What of the past an answer rests on. */
export const asOfSchema = z
  .object({
    asOf: z.string(),
    receivedUntil: z.string().describe('End of the last journal range that counts.'),
    positions: z
      .array(z.object({ gateway: z.int(), sequence: z.int(), receivedUntil: z.string() }))
      .describe('Last message of each gateway that counts.'),
  })
  .meta({ id: 'AsOf' });

/** Answer of the consumption of an enterprise. */
export const consumptionSchema = z
  .object({
    enterpriseId: z.string(),
    timeZone: z.string(),
    from: z.string().describe('Start of the first hour of the answer.'),
    to: z.string().describe('End of its last hour.'),
    interval: z.string(),
    groupBy: z.string(),
    account: z
      .enum([...ACCOUNTS, 'selection'])
      .describe('口径 of the totals; `selection`: the named meters, each energy once.'),
    factorSet: factorSetSchema,
    registryVersion: z.int(),
    engineVersion: z.int(),
    meters: z.array(
      z.object({
        meterId: z.string(),
        name: z.string(),
        level: z.int(),
        siteId: z.string().nullable(),
        energyKind: z.string(),
        flow: z.string(),
        masterMeterId: z.string().nullable(),
        calibration: z
          .enum(CALIBRATION_STATES)
          .describe('State of its certificate at the end of the range.'),
        verdict: z.string().describe('Why the meter counts in the totals or not.'),
      }),
    ),
    virtualMeters: z.array(
      z.object({
        meterId: z.string(),
        name: z.string(),
        energyKind: z.string(),
        formulas: z.array(z.object({ validFrom: z.string(), formula: z.string() })),
      }),
    ),
    assumed: z
      .array(z.object({ meterId: z.string(), generation: z.string() }))
      .describe('Generated flows that nobody declared, and what they were taken for.'),
    asOf: asOfSchema.optional(),
    rows: z.array(z.object(rowShape)),
    total: totalSchema,
  })
  .meta({ id: 'Consumption' });
export type ConsumptionAnswer = z.infer<typeof consumptionSchema>;
