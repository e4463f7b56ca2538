import {
  type AccountedKind,
  isMonth,
  LEDGER_ACTIONS,
  LEDGER_FINDING_CODES,
  LEDGER_KINDS,
  LEDGER_QUANTITIES,
  LEDGER_STATES,
  type LedgerDraft,
  type LedgerQuantity,
  METER_UNITS,
} from '@hengneng/domain';
import { z } from 'zod';

import { idSchema, instantSchema } from '../schemas.ts';

/** Lines of one month: more kinds than there are cannot be told apart. */
const LINES_MAX = 100;
const OUTPUTS_MAX = 500;
const BATCHES_MAX = 500;

/** A month, `YYYY-MM`. */
export const monthSchema = z.string().refine(isMonth, 'must be a month, such as 2026-10');

/** Path of one month of one enterprise. */
export const ledgerParamsSchema = z.object({
  enterpriseId: z.string().max(64),
  month: monthSchema,
});

/** A kind of energy that a ledger may name. */
export const ledgerKindSchema = z.enum(LEDGER_KINDS as [AccountedKind, ...AccountedKind[]]);

const amountSchema = z.number().nullish();
const quantityFields = Object.fromEntries(
  LEDGER_QUANTITIES.map((field) => [field, amountSchema]),
) as Record<LedgerQuantity, typeof amountSchema>;

const lineSchema = z.strictObject({
  kind: ledgerKindSchema,
  unit: z.enum(METER_UNITS).describe('Of every quantity of the line.'),
  ...quantityFields,
  purchaseCostCny: amountSchema,
  calorificBatches: z
    .array(z.strictObject({ quantity: z.number().positive(), kjPerUnit: z.number().positive() }))
    .max(BATCHES_MAX)
    .optional()
    .describe('Measured net calorific values, kJ per kg or m³.'),
});
const outputSchema = z.strictObject({
  productId: idSchema,
  unit: z.string().min(1).max(32),
  quantity: amountSchema,
  outputValueCny: amountSchema,
  valueAddedCny: amountSchema,
});

/** What a form saves: as much as is filled in. */
export const draftBodySchema = z.strictObject({
  version: z.int().min(0).describe('Version the changes were made on; 0 for a first draft.'),
  lines: z.array(lineSchema).max(LINES_MAX),
  outputs: z.array(outputSchema).max(OUTPUTS_MAX).default([]),
});

/** The figures of a month in answers. */
const documentSchema = z.object({
  month: z.string(),
  lines: z.array(lineSchema.loose()),
  outputs: z.array(outputSchema.loose()),
});

/** What a check found. */
export const findingSchema = z
  .object({
    code: z.enum(LEDGER_FINDING_CODES),
    severity: z.enum(['blocking', 'warning']),
    path: z.string(),
    message: z.object({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'LedgerFinding' });

const stepSchema = z.object({
  action: z.enum(LEDGER_ACTIONS),
  state: z.enum(LEDGER_STATES),
  note: z.string(),
  findings: z.array(findingSchema),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

/** A revision of a month in answers. */
export const revisionSchema = z
  .object({
    month: z.string(),
    revision: z.int(),
    state: z.enum(LEDGER_STATES),
    counting: z.boolean().describe('Whether its figures count now.'),
    source: z.enum(['form', 'template', 'import']),
    reason: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    document: documentSchema,
    steps: z.array(stepSchema),
  })
  .meta({ id: 'LedgerRevision' });

/** A draft in answers. */
export const draftSchema = z
  .object({
    version: z.int(),
    updatedAt: z.string(),
    updatedBy: z.string(),
    document: documentSchema,
  })
  .meta({ id: 'LedgerDraft' });

/** Which state of the record is asked for. */
export const asOfSchema = instantSchema
  .optional()
  .describe('Only what was on record at this instant.');

/** The draft that a body stands for. */
export function toDraft(month: string, body: z.output<typeof draftBodySchema>): LedgerDraft {
  const lines = body.lines.map(({ calorificBatches, ...line }) => ({
    ...line,
    ...(calorificBatches === undefined ? {} : { calorificBatches }),
  }));
  return { month, lines: lines as LedgerDraft['lines'], outputs: body.outputs };
}
