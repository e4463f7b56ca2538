import { authorityPartSchema, enterprisePartSchema } from '@hengneng/contracts';
import {
  POLICY_ACTIONS,
  POLICY_PARTS,
  POLICY_STATES,
  type PolicyTemplate,
  type PolicyVersion,
} from '@hengneng/database';
import type { SectorTemplate } from '@hengneng/domain';
import { z } from 'zod';

import {
  dateSchema,
  enterpriseParamsSchema,
  idSchema,
  industryCodeSchema,
  nameSchema,
  toIso,
} from '../schemas.ts';

export const yearSchema = z.coerce.number().int().min(2000).max(2100);
export const noteSchema = z.string().trim().max(2_000);
export const documentNoSchema = z.string().trim().max(100);

/** Path of the policies of a year, of one part of them, of one version. */
export const yearParamsSchema = enterpriseParamsSchema.extend({ year: yearSchema });
export const partParamsSchema = yearParamsSchema.extend({ part: z.enum(POLICY_PARTS) });
export const versionParamsSchema = partParamsSchema.extend({
  version: z.coerce.number().int().positive(),
});

const draftBase = {
  year: z.int().min(2000).max(2100),
  revision: z
    .int()
    .nonnegative()
    .describe('Revision that the changes were made on; 0 for the very first draft.'),
  baseVersion: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      'Newest signed version, which the document takes into account; unless given the one that the open draft was built on.',
    ),
};
/** A draft to be saved: the document of one part. */
export const draftBodySchema = z.discriminatedUnion('part', [
  z.strictObject({ ...draftBase, part: z.literal('authority'), document: authorityPartSchema }),
  z.strictObject({ ...draftBase, part: z.literal('plan'), document: enterprisePartSchema }),
]);

/** What is signed: the draft in the revision that was read. */
export const signBodySchema = z.strictObject({
  revision: z.int().positive(),
  effectiveFrom: dateSchema.optional().describe('First day it counts; 1 January unless given.'),
  documentNo: documentNoSchema.default(''),
  note: noteSchema.default(''),
});

export const actionBodySchema = z.strictObject({
  action: z
    .enum(POLICY_ACTIONS)
    .describe(
      'file (备案) by the enterprise, acknowledge by the authority, withdraw by the owner.',
    ),
  documentNo: documentNoSchema.default(''),
  note: noteSchema.default(''),
});

/** Body of a template: the document of one part, without what is the enterprise's own. */
export const templateBodySchema = z.discriminatedUnion('part', [
  z.strictObject({
    ...{ id: idSchema, name: nameSchema, industryCode: industryCodeSchema },
    part: z.literal('authority'),
    document: authorityPartSchema,
  }),
  z.strictObject({
    ...{ id: idSchema, name: nameSchema, industryCode: industryCodeSchema },
    part: z.literal('plan'),
    document: enterprisePartSchema,
  }),
]);

/** Documents in answers are as they were signed; what they may hold says `/policies/schema`. */
export const documentSchema = z.record(z.string(), z.unknown());

/** A signed version in answers. */
export const versionSchema = z
  .object({
    year: z.int(),
    part: z.enum(POLICY_PARTS),
    version: z.int(),
    state: z.enum(POLICY_STATES),
    effectiveFrom: z.string(),
    documentNo: z.string(),
    note: z.string(),
    applicationId: z.string().nullable(),
    sha256: z.string(),
    signedAt: z.string(),
    signedBy: z.string(),
    steps: z.array(
      z.object({
        action: z.enum(POLICY_ACTIONS),
        documentNo: z.string(),
        note: z.string(),
        at: z.string(),
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'PolicyVersion' });

/** The same with its document. */
export const versionWithDocumentSchema = versionSchema.extend({ document: documentSchema });

/** A template in answers. */
export const templateSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    industryCode: z.string(),
    part: z.enum(POLICY_PARTS),
    document: documentSchema,
    sources: z.array(z.string()).describe('Documents that the figures of a built-in one are of.'),
    notes: z.array(z.string()).describe('What whoever uses it has to see to.'),
    recordedAt: z.string().nullable().describe('Null for what comes with the platform.'),
    recordedBy: z.string(),
  })
  .meta({ id: 'PolicyTemplate' });

/** Answer of a version, without its document. */
export function toVersionAnswer(item: PolicyVersion): z.input<typeof versionSchema> {
  const { year, part, version, state, documentNo, note, applicationId, sha256, signedBy } = item;
  return {
    ...{ year, part, version, state, documentNo, note, applicationId, sha256, signedBy },
    effectiveFrom: item.effectiveOn,
    signedAt: toIso(item.signedAtMs),
    steps: item.steps.map(({ atMs, ...step }) => ({ ...step, at: toIso(atMs) })),
  };
}

/** A document as an answer takes it. */
export function toDocument(document: object): Record<string, unknown> {
  return { ...document };
}

/** Answer of a template. */
export function toTemplateAnswer(item: PolicyTemplate): z.input<typeof templateSchema> {
  const { recordedAtMs, document, ...rest } = item;
  const recordedAt = toIso(recordedAtMs);
  return { ...rest, document: toDocument(document), sources: [], notes: [], recordedAt };
}

/** Answer of a template that comes with the platform: version 0. */
export function toBuiltInAnswer(item: SectorTemplate): z.input<typeof templateSchema> {
  const { id, name, industryCode, part, sources, notes, document } = item;
  return {
    ...{ id, name, industryCode, part, version: 0, recordedAt: null, recordedBy: 'built-in' },
    ...{ sources: [...sources], notes: [...notes], document: toDocument(document) },
  };
}
