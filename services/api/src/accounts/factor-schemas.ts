import type { FactorEntry, FactorSetHead, RegisteredFactor } from '@hengneng/database';
import { BASES, LEDGER_KINDS, METER_UNITS, unitFitsKind } from '@hengneng/domain';
import { z } from 'zod';

import { creditCodeSchema, dateSchema, idSchema, regionCodeSchema, toIso } from '../schemas.ts';

/** Factors a set may have. */
const FACTORS_MAX = 2_000;

const figureSchema = z.number().positive().max(1e6);
/** Any kind that energy is accounted in. */
export const accountedKindSchema = z.enum(LEDGER_KINDS as [string, ...string[]]) as z.ZodEnum<
  Record<(typeof LEDGER_KINDS)[number], (typeof LEDGER_KINDS)[number]>
>;

const recordFields = {
  id: idSchema,
  kind: accountedKindSchema,
  unit: z.enum(METER_UNITS),
  validFrom: dateSchema,
  validTo: dateSchema.nullable().default(null).describe('First day it no longer holds.'),
  regionCode: regionCodeSchema.nullable().default(null),
  enterpriseId: creditCodeSchema.nullable().default(null),
  purpose: z.string().trim().min(1).max(64).nullable().default(null),
  status: z.enum(['provisional', 'final']).default('final'),
  origin: z.enum(['table', 'measured', 'enterprise']).default('table'),
  source: z.string().trim().min(1).max(500).describe('Standard, document or copy it is from.'),
};

/** What every factor has to be like. */
function sound<
  T extends z.ZodType<{ kind: string; unit: string; validFrom: string; validTo: string | null }>,
>(schema: T) {
  return schema
    .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, {
      path: ['validTo'],
      message: 'must be after validFrom',
    })
    .refine((record) => unitFits(record.kind, record.unit), {
      path: ['unit'],
      message: 'does not measure this kind',
    });
}

function unitFits(kind: string, unit: string): boolean {
  const parsed = z.object({ kind: accountedKindSchema, unit: z.enum(METER_UNITS) });
  const { success, data } = parsed.safeParse({ kind, unit });
  return !success || unitFitsKind(data.kind, data.unit);
}

const rangeSchema = z
  .object({ min: figureSchema, max: figureSchema })
  .refine(({ min, max }) => min <= max, 'min must not be above max');

/** Standard-coal coefficient in a body. */
export const newStandardCoalSchema = sound(
  z.strictObject({
    ...recordFields,
    basis: z.enum([...BASES, 'both']).describe('`both` for fuels.'),
    kgcePerUnit: figureSchema,
    range: rangeSchema.nullable().default(null),
  }),
);

const carbonParametersSchema = z.object({
  ncvGjPerUnit: figureSchema,
  carbonTcPerGj: figureSchema,
  oxidisedRatio: z.number().positive().max(1),
});

/** CO2 factor in a body. */
export const newCarbonSchema = sound(
  z.strictObject({
    ...recordFields,
    tco2PerUnit: z.number().nonnegative().max(1e6),
    parameters: carbonParametersSchema.nullable().default(null),
  }),
);

/** Density in a body. */
export const newDensitySchema = sound(
  z.strictObject({ ...recordFields, unit: z.literal('L').default('L'), kgPerL: figureSchema }),
);

/** What names a set. */
export const factorSetHeadFields = {
  id: idSchema,
  name: z.string().trim().min(1).max(200),
  publishedOn: dateSchema,
  basedOn: idSchema.nullable().default(null).describe('Set that it is made from by changes.'),
};

/** Body of a new set. */
export const newFactorSetSchema = z
  .strictObject({
    ...factorSetHeadFields,
    standardCoal: z.array(newStandardCoalSchema).max(FACTORS_MAX).default([]),
    carbon: z.array(newCarbonSchema).max(FACTORS_MAX).default([]),
    densities: z.array(newDensitySchema).max(FACTORS_MAX).default([]),
    remove: z.array(idSchema).max(FACTORS_MAX).default([]).describe('Ids of the base left out.'),
  })
  .refine(
    ({ standardCoal, carbon, densities }) => {
      const ids = [...standardCoal, ...carbon, ...densities].map(({ id }) => id);
      return new Set(ids).size === ids.length;
    },
    { message: 'each factor has an id of its own' },
  );

/** Head of a set in answers. */
export const factorSetSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    publishedOn: z.string(),
    basedOn: z.string().nullable(),
    sha256: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'FactorSet' });

const verificationSchema = z.object({
  agrees: z.boolean(),
  checkedAgainst: z.string(),
  note: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** Factor in answers: the fields of its type, and who checked it. */
export const factorSchema = z
  .looseObject({
    type: z.enum(['standard-coal', 'carbon', 'density']),
    id: z.string(),
    kind: z.string(),
    unit: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    status: z.string(),
    source: z.string(),
    verified: z.boolean().describe('True once a second person found it to agree with its text.'),
    originSetId: z.string().describe('Set it was first entered with.'),
    verification: verificationSchema.nullable(),
  })
  .meta({ id: 'Factor' });

/** Body of a check. */
export const newVerificationSchema = z.strictObject({
  agrees: z.boolean(),
  checkedAgainst: z.string().trim().min(1).max(500).describe('Standard, edition and page.'),
  note: z.string().trim().max(1_000).default(''),
});

/** A head as it is answered. */
export function toFactorSetAnswer({ recordedAtMs, ...head }: FactorSetHead) {
  return { ...head, recordedAt: toIso(recordedAtMs) };
}

/** A factor as it is answered. */
export function toFactorAnswer({ type, record, originSetId, verification }: RegisteredFactor) {
  return { ...record, type, originSetId, verification: toVerificationAnswer(verification) };
}

function toVerificationAnswer(verification: RegisteredFactor['verification']) {
  if (verification === null) return null;
  const { agrees, checkedAgainst, note, recordedAtMs, recordedBy } = verification;
  return { agrees, checkedAgainst, note, recordedAt: toIso(recordedAtMs), recordedBy };
}

/** The factors of a body as the register takes them; nothing is verified that somebody just typed. */
export function toEntries(
  body: Pick<z.output<typeof newFactorSetSchema>, 'standardCoal' | 'carbon' | 'densities'>,
): FactorEntry[] {
  const verified = false;
  return [
    ...body.standardCoal.map((record) => {
      return { type: 'standard-coal' as const, record: { ...record, verified } };
    }),
    ...body.carbon.map((record) => ({ type: 'carbon' as const, record: { ...record, verified } })),
    ...body.densities.map((record) => {
      return { type: 'density' as const, record: { ...record, verified } };
    }),
  ];
}
