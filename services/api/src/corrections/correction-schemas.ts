import type { CorrectionDetails, CorrectionEntry, CorrectionItem } from '@hengneng/database';
import {
  CORRECTION_STATES,
  CORRECTION_TYPES,
  OLDEST_READING_MS,
  VALUE_MAX,
} from '@hengneng/domain';
import { z } from 'zod';

import { attachmentSchema } from '../attachments/attachment-schemas.ts';
import { enterpriseParamsSchema, instantSchema, pageQuerySchema, toIso } from '../schemas.ts';

/** Shortest reason: 5 characters are a sentence in Chinese (电表已更换). */
export const REASON_LENGTH_MIN = 5;
/** Readings of one request. */
export const READINGS_MAX = 5_000;
const OUTPUTS_MAX = 1_000;
const ATTACHMENTS_MAX = 20;

/** Why: everybody who decides, now and in years, has only this to go by. */
export const reasonSchema = z.string().trim().min(REASON_LENGTH_MIN).max(2_000);

const correctedInstantSchema = instantSchema.refine(
  (atMs) => atMs >= OLDEST_READING_MS,
  'must not be before 2000-01-01',
);
const meterIdSchema = z.string().min(1).max(64);
const valueSchema = z.number().min(-VALUE_MAX).max(VALUE_MAX);
const common = {
  reason: reasonSchema,
  attachmentIds: z.array(z.uuid()).max(ATTACHMENTS_MAX).default([]),
};
const readingSchema = z.strictObject({
  meterId: meterIdSchema,
  readAt: correctedInstantSchema,
  value: valueSchema.describe('What the meter showed, in its unit, before any multiplier.'),
});

/** Body of a request; of several readings all are taken or none. */
export const newCorrectionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['manual-reading', 'replaced-value']),
    ...common,
    readings: z.array(readingSchema).min(1).max(READINGS_MAX),
  }),
  z.strictObject({
    type: z.literal('void-reading'),
    ...common,
    readings: z
      .array(readingSchema.omit({ value: true }))
      .min(1)
      .max(READINGS_MAX),
  }),
  z.strictObject({
    type: z.literal('meter-exchange'),
    ...common,
    proposalId: z
      .string()
      .regex(/^\d{1,10}-\d{1,16}-\d{1,10}$/)
      .optional()
      .describe('Id of a device’s event; what is not given here is taken from it.'),
    meterId: meterIdSchema.optional(),
    at: correctedInstantSchema.optional(),
    finalValue: valueSchema.optional().describe('What the old meter showed last.'),
    initialValue: valueSchema.optional().describe('What the new meter showed first.'),
  }),
  z.strictObject({
    type: z.literal('reject-step'),
    ...common,
    meterId: meterIdSchema,
    at: correctedInstantSchema.describe('Instant of the first reading after the step.'),
  }),
  z.strictObject({
    type: z.literal('production'),
    ...common,
    outputs: z
      .array(
        z.strictObject({
          product: meterIdSchema,
          from: correctedInstantSchema,
          to: correctedInstantSchema,
          quantity: z.number().min(0).max(VALUE_MAX),
          unit: z.string().min(1).max(32).optional().describe('The product’s own unit.'),
          replaces: z.string().max(64).optional().describe('Id of the output it replaces.'),
        }),
      )
      .min(1)
      .max(OUTPUTS_MAX),
  }),
  z.strictObject({
    type: z.literal('revocation'),
    ...common,
    correctionNo: z.int().positive(),
  }),
]);
/** A checked body. */
export type NewCorrectionBody = z.output<typeof newCorrectionSchema>;

/** One correction in a path. */
export const correctionParamsSchema = enterpriseParamsSchema.extend({
  correctionId: z.string().max(64),
});

/** How corrections are listed; `from` and `to` bound what they are about. */
export const correctionQuerySchema = pageQuerySchema.extend({
  state: z.enum(CORRECTION_STATES).optional(),
  type: z.enum(CORRECTION_TYPES).optional(),
});

/** Body of a decision that needs no reason. */
export const noteSchema = z.strictObject({ note: z.string().trim().max(2_000).default('') });

/** Correction in a list. */
export const correctionSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    type: z.enum(CORRECTION_TYPES),
    state: z.enum(CORRECTION_STATES),
    reason: z.string(),
    requestedAt: z.string(),
    requestedBy: z.string(),
    proposalId: z.string().optional(),
    itemCount: z.int(),
    firstAt: z.string().describe('First instant it is about.'),
    lastAt: z.string(),
    correctionNo: z.int().optional().describe('Rises by one with every approval.'),
    publishedAt: z
      .string()
      .optional()
      .describe('When those who count had it; the figures follow within seconds.'),
  })
  .meta({ id: 'Correction' });

/** Correction with everything there is about it. */
export const correctionDetailsSchema = correctionSchema
  .extend({
    isRevoked: z.boolean(),
    items: z.array(
      z.object({
        meterId: z.string().optional(),
        product: z.string().optional(),
        at: z.string(),
        to: z.string().optional(),
        value: z.number().optional().describe('Absent: the reading does not count.'),
        initialValue: z.number().optional(),
        unit: z.string().optional(),
        replaces: z.string().optional(),
        revokesNo: z.int().optional(),
      }),
    ),
    decisions: z.array(
      z.object({
        state: z.enum(CORRECTION_STATES),
        at: z.string(),
        by: z.string(),
        note: z.string(),
      }),
    ),
    attachments: z.array(
      attachmentSchema.pick({
        id: true,
        name: true,
        mediaType: true,
        sizeBytes: true,
        sha256: true,
      }),
    ),
  })
  .meta({ id: 'CorrectionDetails' });

/** A correction as a list answers it. */
export function toCorrectionAnswer(entry: CorrectionEntry): z.infer<typeof correctionSchema> {
  const { proposalId, correctionNo, publishedAtMs } = entry;
  return {
    id: entry.id,
    enterpriseId: entry.enterpriseId,
    type: entry.type,
    state: entry.state,
    reason: entry.reason,
    requestedAt: toIso(entry.requestedAtMs),
    requestedBy: entry.requestedBy,
    itemCount: entry.itemCount,
    firstAt: toIso(entry.firstAtMs),
    lastAt: toIso(entry.lastAtMs),
    ...(proposalId === null ? {} : { proposalId }),
    ...(correctionNo === null ? {} : { correctionNo }),
    ...(publishedAtMs === null ? {} : { publishedAt: toIso(publishedAtMs) }),
  };
}

/** The same with everything there is about it. */
export function toDetailsAnswer(
  details: CorrectionDetails,
): z.infer<typeof correctionDetailsSchema> {
  return {
    ...toCorrectionAnswer(details),
    isRevoked: details.isRevoked,
    items: details.items.map(toItemAnswer),
    decisions: details.decisions.map(({ atMs, ...rest }) => ({ ...rest, at: toIso(atMs) })),
    attachments: [...details.attachments],
  };
}

function toItemAnswer({ atMs, toMs, ...rest }: CorrectionItem) {
  return { ...rest, at: toIso(atMs), ...(toMs === undefined ? {} : { to: toIso(toMs) }) };
}
