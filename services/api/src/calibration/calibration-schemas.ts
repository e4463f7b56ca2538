import type { MeterCalibration, NewCalibration } from '@hengneng/database';
import { CALIBRATION_KINDS, CALIBRATION_RESULTS, CALIBRATION_STATES } from '@hengneng/domain';
import { z } from 'zod';

import { dateSchema, toIso } from '../schemas.ts';

const fields = {
  kind: z.enum(CALIBRATION_KINDS).describe('`verification` 检定, `calibration` 校准.'),
  certificateNo: z.string().trim().min(1).max(100),
  organisation: z.string().trim().min(1).max(200),
  performedOn: dateSchema,
  validUntil: dateSchema.nullish().describe('Last day of validity, where the certificate has one.'),
  result: z.enum(CALIBRATION_RESULTS).default('passed'),
  accuracyClass: z.string().trim().min(1).max(16).nullish(),
  attachmentId: z.string().max(64).nullish(),
  replaces: z.int().positive().nullish().describe('Revision of an entry that was wrong.'),
};

/** Body of a certificate. */
export const newCalibrationSchema = z
  .strictObject(fields)
  .refine(({ performedOn, validUntil }) => (validUntil ?? performedOn) >= performedOn, {
    path: ['validUntil'],
    message: 'must not be before performedOn',
  });

/** Certificate in answers. */
export const calibrationSchema = z
  .object({
    meterId: z.string(),
    revision: z.int(),
    kind: z.enum(CALIBRATION_KINDS),
    certificateNo: z.string(),
    organisation: z.string(),
    performedOn: z.string(),
    validUntil: z.string().nullable(),
    result: z.enum(CALIBRATION_RESULTS),
    accuracyClass: z.string().nullable(),
    attachmentId: z.string().nullable(),
    replaces: z.int().nullable(),
    recordedAt: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'Calibration' });

/** A meter's standing on a day. */
export const calibrationStandingSchema = z
  .object({
    meterId: z.string(),
    name: z.string(),
    state: z.enum(CALIBRATION_STATES),
    daysLeft: z.number().nullable(),
    record: calibrationSchema.nullable(),
  })
  .meta({ id: 'CalibrationStanding' });

/** A body as the database takes it. */
export function toNewCalibration(
  meterId: string,
  body: z.output<typeof newCalibrationSchema>,
): NewCalibration {
  return {
    ...body,
    meterId,
    validUntil: body.validUntil ?? null,
    accuracyClass: body.accuracyClass ?? null,
    attachmentId: body.attachmentId ?? null,
    replaces: body.replaces ?? null,
  };
}

/** A certificate as it is answered. */
export function toCalibrationAnswer(item: MeterCalibration): z.infer<typeof calibrationSchema> {
  const { recordedAtMs, ...rest } = item;
  return { ...rest, recordedAt: toIso(recordedAtMs) };
}
