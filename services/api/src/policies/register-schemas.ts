import { overridesOf } from '@hengneng/contracts';
import {
  AREA_METRICS,
  AREA_RULE_DEFAULTS,
  AREA_RULES,
  AREA_RULES_OF,
  AREA_SETTLING_DEFAULTS,
  type AreaThresholds,
  BASES,
  CLASS_DUTIES,
  checkSaving,
  ENTERPRISE_CLASSES,
  type RegisterDocuments,
  SAVING_METHODS,
} from '@hengneng/domain';
import { z } from 'zod';

import { dateSchema, idSchema, industryCodeSchema } from '../schemas.ts';

const textSchema = z.string().trim().min(1).max(500);
const noteSchema = z.string().trim().max(2_000).default('');
const tceSchema = z.number().nonnegative().max(1e9);
const basisSchema = z.enum(BASES);
const dutiesSchema = z.array(z.enum(CLASS_DUTIES)).max(CLASS_DUTIES.length);
const attachmentIdsSchema = z.array(z.uuid()).max(20).default([]);
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM');

const savingSchema = z
  .strictObject({
    measureId: idSchema,
    method: z.enum(SAVING_METHODS),
    basis: basisSchema,
    baselineFrom: dateSchema,
    baselineTo: dateSchema,
    reportingFrom: dateSchema,
    reportingTo: dateSchema,
    baselineTce: tceSchema,
    adjustments: z
      .array(
        z.strictObject({
          reason: z.enum(['production', 'weather', 'product-mix', 'other']),
          tce: z.number().min(-1e9).max(1e9),
          explanation: textSchema,
        }),
      )
      .max(20),
    reportingTce: tceSchema,
    savingTce: z.number().min(-1e9).max(1e9).describe('Adjusted baseline less reporting period.'),
    uncertaintyTce: tceSchema.describe('Half width of the interval around the saving.'),
    confidence: z.number().min(0.5).max(0.999),
    verifiedBy: textSchema,
    attachmentIds: attachmentIdsSchema,
  })
  .superRefine((saving, context) => {
    for (const { field, message } of checkSaving(saving)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

/** °C·d of a month: 31 days of 60 °C below the base, or 25 above it. */
const degreeDaysSchema = z.strictObject({
  heating: z.number().min(0).max(1_860).describe('HDD18 (采暖度日数), °C·d.'),
  cooling: z.number().min(0).max(775).describe('CDD26 (空调度日数), °C·d.'),
  station: textSchema.describe('Weather station or bulletin.'),
});

/** Thresholds of the rules about areas: one field for each default there is. */
const areaThresholdsSchema = z.strictObject({
  ...Object.fromEntries(AREA_RULES.map((rule) => [rule, overridesOf(AREA_RULE_DEFAULTS[rule])])),
  settling: overridesOf(AREA_SETTLING_DEFAULTS),
}) as unknown as z.ZodType<AreaThresholds>;

const areaTargetSchema = z
  .strictObject({
    metric: z.enum(AREA_METRICS),
    basis: basisSchema.nullable().default(null),
    industryCode: industryCodeSchema.nullable().default(null),
    base: z.number().min(0).max(1e12).describe('基本目标. Shares and cuts: 0 to 1.'),
    stretch: z.number().min(0).max(1e12).nullable().default(null).describe('激励目标.'),
    baseYear: z.int().min(2000).max(2100).nullable().default(null),
    baseIntensity: z
      .number()
      .positive()
      .max(1e6)
      .nullish()
      .describe(
        'Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported.',
      ),
    issuer: textSchema,
    documentNo: textSchema,
    issuedOn: dateSchema,
    thresholds: areaThresholdsSchema
      .nullish()
      .describe('Of the rules of its metric, where they differ from the defaults.'),
  })
  .superRefine((target, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const isTotal = target.metric === 'total-tce' || target.metric === 'total-tco2';
    if (!isTotal && target.base > 1) refuse('base', 'A share or cut is between 0 and 1.');
    if (!isTotal && (target.stretch ?? 0) > 1) {
      refuse('stretch', 'A share or cut is between 0 and 1.');
    }
    if ((target.metric === 'intensity-cut') !== (target.baseYear !== null)) {
      refuse('baseYear', 'A cut has the year that it is measured from; nothing else has one.');
    }
    if (target.metric !== 'intensity-cut' && typeof target.baseIntensity === 'number') {
      refuse(
        'baseIntensity',
        'A cut has the intensity that it is measured from; nothing else has one.',
      );
    }
    if (target.metric === 'total-tce' && target.basis === null) {
      refuse('basis', 'A total in tce needs its basis.');
    }
    const own = AREA_RULES_OF[target.metric];
    for (const rule of AREA_RULES.filter((each) => !own.includes(each))) {
      if (target.thresholds?.[rule] === undefined) continue;
      refuse('thresholds', `${rule} does not judge this metric.`);
    }
    if (target.stretch === null) return;
    const isCeiling = isTotal || target.metric === 'coal-share';
    const isStricter = isCeiling ? target.stretch <= target.base : target.stretch >= target.base;
    if (!isStricter) refuse('stretch', 'The stretch goal is at least as strict as the base goal.');
  });

const classSettingsSchema = z
  .strictObject({
    statutoryFromTce: tceSchema,
    designatedFromTce: tceSchema,
    localFromTce: tceSchema,
    duties: z.strictObject({
      statutory: dutiesSchema,
      designated: dutiesSchema,
      local: dutiesSchema,
      none: dutiesSchema,
    }),
  })
  .refine(
    (set) =>
      set.localFromTce <= set.designatedFromTce && set.designatedFromTce <= set.statutoryFromTce,
    { path: ['localFromTce'], message: 'The thresholds rise: local, designated, statutory.' },
  );

/** Shape of the document of each register. */
export const REGISTER_SCHEMAS = {
  'class-list': z.strictObject({
    class: z.enum(ENTERPRISE_CLASSES),
    decidedByTce: tceSchema.nullable().default(null),
    basis: basisSchema.nullable().default(null),
    issuer: textSchema,
    documentNo: textSchema,
    duties: dutiesSchema,
  }),
  'approved-project': z.strictObject({
    name: textSchema,
    approvedTce: tceSchema.positive(),
    basis: basisSchema,
    issuer: textSchema,
    documentNo: textSchema,
    approvedOn: dateSchema,
    operatingFrom: dateSchema.nullable().default(null),
    meters: z.array(idSchema).max(200).default([]),
  }),
  equipment: z.strictObject({
    name: textSchema,
    category: idSchema.describe('Such as transformer, motor, pump, fan, compressor, boiler.'),
    model: textSchema,
    count: z.int().positive().max(100_000).default(1),
    ratedPowerKw: z.number().positive().max(1e7).nullable().default(null),
    commissionedOn: dateSchema.nullable().default(null),
    state: z.enum(['in-use', 'disused', 'scrapped']).default('in-use'),
  }),
  'energy-manager': z
    .strictObject({
      name: textSchema,
      position: z.string().trim().max(200).default(''),
      qualification: z.string().trim().max(500).default(''),
      phone: z.string().trim().max(40).default(''),
      email: z.union([z.email(), z.literal('')]).default(''),
      appointedOn: dateSchema,
      filedOn: dateSchema.nullable().default(null).describe('Day of the filing (备案).'),
      filingNo: z.string().trim().max(100).nullable().default(null),
      validTo: dateSchema.nullable().default(null),
    })
    .refine(({ filedOn, appointedOn }) => filedOn === null || filedOn >= appointedOn, {
      path: ['filedOn'],
      message: 'An appointment is filed on or after its day.',
    }),
  'audit-programme': z
    .strictObject({
      state: z.enum(['planned', 'commissioned', 'done', 'cancelled']),
      batch: idSchema,
      dueOn: dateSchema,
      doneOn: dateSchema.nullable().default(null),
      auditor: z.string().trim().max(200).default(''),
      documentNo: z.string().trim().max(100).default(''),
      engagementId: z.uuid().nullable().default(null),
    })
    .refine(({ state, doneOn }) => (state === 'done') === (doneOn !== null), {
      path: ['doneOn'],
      message: 'An audit that is done has its day, no other has one.',
    }),
  'measure-progress': z.strictObject({
    measureId: idSchema,
    month: monthSchema,
    status: z.enum(['planned', 'running', 'done', 'cancelled']),
    percent: z.number().min(0).max(100),
    spentCny: z.number().nonnegative().max(1e12).nullable().default(null),
    milestonesDone: z.array(textSchema).max(200).default([]),
    note: noteSchema,
    attachmentIds: attachmentIdsSchema,
  }),
  'verified-saving': savingSchema,
  'saving-review': z.strictObject({
    agrees: z.boolean(),
    recognisedTce: z.number().min(-1e9).max(1e9).nullable().default(null),
    documentNo: z.string().trim().max(100).default(''),
    reason: textSchema,
  }),
  'area-target': areaTargetSchema,
  'class-settings': classSettingsSchema,
  'elimination-item': z.strictObject({
    category: idSchema,
    models: z.array(textSchema).min(1).max(500),
    document: textSchema,
    eliminatedFrom: dateSchema,
    note: noteSchema,
    verified: z
      .boolean()
      .optional()
      .describe('Compared with the published list; taken to be unless false.'),
  }),
  'annual-report': z.strictObject({
    submittedOn: dateSchema,
    documentNo: z.string().trim().max(100).default(''),
    attachmentIds: attachmentIdsSchema,
  }),
  'degree-days': degreeDaysSchema,
  'production-line': z.strictObject({
    name: textSchema,
    product: idSchema,
    commissionedOn: dateSchema.nullable().default(null),
    extendedOn: dateSchema.nullable().default(null).describe('The stricter level holds from then.'),
    capacityPerYear: z.number().positive().max(1e12).nullable().default(null),
    circumstances: z
      .strictObject({
        altitudeM: z.number().min(-200).max(6_000).optional(),
        pressurePa: z.number().min(40_000).max(110_000).optional(),
        clinkerPercent: z.number().min(0).max(100).optional(),
        oreGradePercent: z.number().min(0).max(100).optional(),
        scrapPercent: z.number().min(0).max(100).optional(),
        hotMetalPercent: z.number().min(0).max(100).optional(),
        isWetQuenched: z.boolean().optional(),
      })
      .default({})
      .describe(
        'What limits depend on: altitude, clinker, ore grade, scrap, hot metal, quenching.',
      ),
  }),
} as const satisfies { [K in keyof RegisterDocuments]: z.ZodType<RegisterDocuments[K]> };
