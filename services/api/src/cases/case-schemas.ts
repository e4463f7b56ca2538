import type { CaseDocument, CaseRemedy, CaseStep, ListedCase } from '@hengneng/database';
import {
  CASE_ACTS,
  CASE_MEASURES,
  CASE_STATES,
  CLOSING_OBSTACLES,
  DEADLINE_DAYS_MAX,
  DEADLINE_UNITS,
  NO_NOTICE_GROUNDS,
  REMEDIES,
  REMEDY_OUTCOMES,
  SIGNED_DOCUMENT_KINDS,
} from '@hengneng/domain';
import { z } from 'zod';

import { alertSchema } from '../alerts/alert-schemas.ts';
import { attachmentSchema } from '../attachments/attachment-schemas.ts';
import { dateSchema, nameSchema, toIso, toIsoOrNull } from '../schemas.ts';

const textSchema = z.string().trim().min(1).max(8_000);
const noteSchema = z.string().trim().max(4_000).default('');
const reasonSchema = z.string().trim().min(4).max(4_000);
const filesSchema = z.array(z.uuid()).max(50).default([]);
const usernameSchema = z.string().min(1).max(64);
const particularsSchema = z
  .array(z.strictObject({ label: z.string().trim().min(1).max(40), text: z.string().max(1_000) }))
  .max(20)
  .default([]);

/** A case in lists. */
export const caseSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    enterpriseName: z.string(),
    title: z.string(),
    state: z.enum(CASE_STATES),
    openedAt: z.string(),
    inspector: z.string(),
    deputy: z.string().nullable(),
    heardAt: z.string().nullable().describe('When the unit was heard.'),
    mergedIntoId: z.string().nullable(),
    dueOn: z.string().nullable().describe('Next day on which an answer is due.'),
    daysLeft: z
      .object({ calendarDays: z.int(), workingDays: z.int() })
      .nullable()
      .describe('Until that day, by the calendar and by working days; negative once it is over.'),
  })
  .meta({ id: 'Case' });

const documentSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['draft', 'issued', 'void', 'discarded']),
  number: z.string().nullable(),
  content: z.unknown().optional(),
  issuedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  sha256: z.string().nullable(),
  servedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  answeredAt: z.string().nullable(),
  escalationLevel: z.int(),
});
const stepSchema = z.object({
  no: z.int(),
  act: z.string(),
  at: z.string(),
  by: z.string(),
  state: z.enum(CASE_STATES),
  note: z.string(),
  documentId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  auditSequence: z.int(),
  attachmentIds: z.array(z.string()),
});
const remedySchema = z.object({
  id: z.string(),
  type: z.enum(REMEDIES),
  filedAt: z.string(),
  filedBy: z.string(),
  text: z.string(),
  outcome: z.enum(REMEDY_OUTCOMES).nullable(),
  decidedAt: z.string().nullable(),
  decision: z.string().nullable(),
});

/** A case with all that belongs to it. */
export const caseDetailsSchema = caseSchema.extend({
  timeZone: z.string(),
  alerts: z.array(alertSchema),
  permittedMeasures: z.array(z.string()),
  draftableKinds: z.array(
    z.object({
      kind: z.enum(SIGNED_DOCUMENT_KINDS),
      measure: z.enum(CASE_MEASURES).nullable(),
      needsDeadline: z.boolean(),
    }),
  ),
  attachments: z.array(attachmentSchema),
  possibleActs: z.array(z.enum(CASE_ACTS)).describe('What who asks can do about it now.'),
  closingObstacles: z
    .array(z.enum(CLOSING_OBSTACLES))
    .describe('Why who asks cannot close it, where its end was proposed.'),
  documents: z.array(documentSchema),
  steps: z.array(stepSchema),
  remedies: z.array(remedySchema),
});

/** Body of a new case. */
export const newCaseSchema = z.strictObject({
  alertIds: z.array(z.uuid()).min(1).max(100),
  title: nameSchema,
  note: noteSchema,
});

const officerSchema = z.strictObject({ name: nameSchema, certificateNo: z.string().max(64) });

/** What an inspector does with a case. */
export const caseActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('assign'), to: usernameSchema, note: reasonSchema }),
  z.strictObject({
    action: z.literal('set-deputy'),
    to: usernameSchema.nullable(),
    note: noteSchema,
  }),
  z.strictObject({ action: z.literal('add-alert'), alertId: z.uuid(), note: noteSchema }),
  z.strictObject({ action: z.literal('merge'), intoCaseId: z.uuid(), note: reasonSchema }),
  z.strictObject({
    action: z.literal('serve'),
    documentId: z.uuid(),
    servedOn: dateSchema,
    method: nameSchema.describe('直接送达, 留置送达, 邮寄送达, 电子送达 …'),
    place: nameSchema,
    receivedBy: nameSchema,
    note: noteSchema,
    attachmentIds: filesSchema,
  }),
  z.strictObject({
    action: z.literal('hear'),
    heardOn: dateSchema,
    note: reasonSchema.describe('What the unit stated, or that it gave up its right.'),
    attachmentIds: filesSchema,
  }),
  z.strictObject({
    action: z.literal('inspect'),
    onSite: z.boolean(),
    inspectedOn: dateSchema,
    place: nameSchema,
    officers: z.array(officerSchema).max(20),
    noNoticeGround: z.enum(NO_NOTICE_GROUNDS).nullable().default(null),
    record: textSchema.describe('笔录'),
    note: noteSchema,
    attachmentIds: filesSchema,
  }),
  z.strictObject({
    action: z.literal('recheck'),
    passed: z.boolean(),
    note: reasonSchema,
    attachmentIds: filesSchema,
  }),
  z.strictObject({
    action: z.literal('decide-remedy'),
    remedyId: z.uuid(),
    outcome: z.enum(REMEDY_OUTCOMES),
    note: reasonSchema,
    attachmentIds: filesSchema,
  }),
  z.strictObject({ action: z.literal('propose-closing'), note: reasonSchema }),
  z.strictObject({ action: z.literal('archive'), note: noteSchema }),
]);

/** A draft. */
export const draftSchema = z.strictObject({
  kind: z.enum(SIGNED_DOCUMENT_KINDS),
  facts: textSchema,
  basis: textSchema,
  request: textSchema,
  deadline: z
    .strictObject({
      days: z.int().min(1).max(DEADLINE_DAYS_MAX),
      unit: z.enum(DEADLINE_UNITS).describe('working 工作日, calendar 日'),
    })
    .nullable()
    .default(null),
  particulars: particularsSchema,
  note: noteSchema,
});

/** A draft to be looked at before it is kept; with a mark, as it would be signed. */
export const previewSchema = draftSchema.omit({ note: true }).extend({
  mark: z.string().min(1).max(20).optional(),
});

/** What an authority decides about a document. */
export const documentDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('sign'),
    mark: z.string().min(1).max(20).describe('机关代字 of the issuing body.'),
    note: noteSchema,
  }),
  z.strictObject({ decision: z.literal('return'), note: reasonSchema }),
  z.strictObject({ decision: z.literal('void'), note: reasonSchema }),
]);

/** What an enterprise answers, or uses against the case. */
export const caseAnswerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reply'),
    documentId: z.uuid(),
    text: textSchema,
    attachmentIds: filesSchema,
  }),
  ...REMEDIES.map((type) =>
    z.strictObject({ type: z.literal(type), text: textSchema, attachmentIds: filesSchema }),
  ),
]);

/** The second officer's decision. */
export const closingSchema = z.strictObject({
  decision: z.enum(['close', 'return']),
  note: reasonSchema,
});

/** A body that issues documents. */
export const issuingBodySchema = z.strictObject({
  mark: z
    .string()
    .regex(/^\p{Script=Han}{2,12}$/u, 'must be 2 to 12 Chinese characters, such as 平发改'),
  name: nameSchema,
  regionCode: z.string().regex(/^\d{2,12}$/),
  reviewBody: nameSchema.describe('行政复议机关'),
});

/** A case as it is answered in lists. */
export function toCaseAnswer(item: ListedCase): Omit<z.infer<typeof caseSchema>, 'daysLeft'> {
  const { openedAtMs, heardAtMs, inspectorUserId: _, deputyUserId: __, ...rest } = item;
  const { proposedByUserId: ___, lastNo: ____, ...shown } = rest;
  return { ...shown, openedAt: toIso(openedAtMs), heardAt: toIsoOrNull(heardAtMs) };
}

/** A document as it is answered; to the enterprise what was issued. */
export function toDocumentAnswers(
  items: readonly CaseDocument[],
  isEnterprise: boolean,
): z.infer<typeof documentSchema>[] {
  return items
    .filter(({ issuedAtMs }) => !isEnterprise || issuedAtMs !== null)
    .map(({ issuedAtMs, answeredAtMs, content, ...item }) => ({
      ...item,
      ...(isEnterprise ? {} : { content }),
      issuedAt: toIsoOrNull(issuedAtMs),
      answeredAt: toIsoOrNull(answeredAtMs),
    }));
}

/** Acts that an enterprise sees, and of which of them also what was written. */
const SHOWN_ACTS: readonly string[] = [
  ...['issue', 'serve', 'serve-order', 'inform', 'reply', 'reply-order', 'inspect', 'close'],
  ...['file-remedy', 'decide-remedy', 'recheck-passed', 'recheck-failed', 'void-order'],
];
const SHOWN_NOTES: readonly string[] = ['reply', 'reply-order', 'file-remedy', 'decide-remedy'];

/** Steps as they are answered; to the enterprise without what officials write to each other. */
export function toStepAnswers(
  items: readonly CaseStep[],
  isEnterprise: boolean,
): z.infer<typeof stepSchema>[] {
  return items
    .filter(({ act }) => !isEnterprise || SHOWN_ACTS.includes(act))
    .map(({ byUserId: _, atMs, ...item }) => {
      const answer = { ...item, at: toIso(atMs), attachmentIds: [...item.attachmentIds] };
      if (!isEnterprise || SHOWN_NOTES.includes(item.act)) return answer;
      return { ...answer, note: '', details: {}, attachmentIds: [] };
    });
}

/** A remedy as it is answered. */
export function toRemedyAnswer(item: CaseRemedy): z.infer<typeof remedySchema> {
  const { filedAtMs, decidedAtMs, decidedBy: _, ...rest } = item;
  return { ...rest, filedAt: toIso(filedAtMs), decidedAt: toIsoOrNull(decidedAtMs) };
}
