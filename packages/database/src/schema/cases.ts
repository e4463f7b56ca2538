import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { attachment } from './corrections.ts';
import { enterprise } from './registry.ts';

// Triggers refuse DELETE and TRUNCATE of every table here, every UPDATE of steps, numbers and bodies,
// and of an issued document every UPDATE of its text, number and signature.

/** A body that issues documents (发文机关), and where reconsideration of its acts is asked for. */
export const issuingBody = pgTable(
  'issuing_body',
  {
    /** 机关代字, such as 平发改: what its numbers begin with. */
    mark: text('mark').primaryKey(),
    name: text('name').notNull(),
    regionCode: text('region_code').notNull(),
    /** 行政复议机关 */
    reviewBody: text('review_body').notNull(),
    registeredAt: instant('registered_at').notNull(),
    registeredByUserId: uuid('registered_by_user_id').notNull(),
    registeredBy: text('registered_by').notNull(),
  },
  (table) => [check('issuing_body_mark', sql`length(${table.mark}) between 1 and 20`)],
);

/** A case (案件) as it stands; how it came there is in its steps. */
export const caseFile = pgTable(
  'case_file',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    title: text('title').notNull(),
    state: text('state').notNull(),
    openedAt: instant('opened_at').notNull(),
    inspectorUserId: uuid('inspector_user_id').notNull(),
    inspector: text('inspector').notNull(),
    deputyUserId: uuid('deputy_user_id'),
    deputy: text('deputy'),
    /** When the unit was heard; before that nobody orders it to rectify. */
    heardAt: instant('heard_at'),
    /** Who proposed the end that is to be decided. */
    proposedByUserId: uuid('proposed_by_user_id'),
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => caseFile.id),
    lastNo: integer('last_no').notNull(),
  },
  (table) => [
    index('case_file_enterprise').on(table.enterpriseId),
    index('case_file_opened').on(table.openedAt, table.id),
  ],
);

/** One step of a case. */
export const caseStep = pgTable(
  'case_step',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => caseFile.id),
    no: integer('no').notNull(),
    act: text('act').notNull(),
    at: instant('at').notNull(),
    /** Null for the platform. */
    byUserId: uuid('by_user_id'),
    by: text('by').notNull(),
    /** Of the case afterwards. */
    state: text('state').notNull(),
    note: text('note').notNull(),
    documentId: uuid('document_id').references((): AnyPgColumn => caseDocument.id),
    details: jsonb('details').notNull(),
    auditSequence: bigint('audit_sequence', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.no] })],
);

/** A file that a step rests on. */
export const caseStepAttachment = pgTable(
  'case_step_attachment',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => caseFile.id),
    no: integer('no').notNull(),
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachment.id),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.no, table.attachmentId] })],
);

/** A document of a case: a draft, then issued with its text frozen, perhaps voided; or discarded. */
export const caseDocument = pgTable(
  'case_document',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => caseFile.id),
    enterpriseId: text('enterprise_id').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    /** What the inspector wrote: facts, basis, request, deadline. */
    content: jsonb('content').notNull(),
    draftedAt: instant('drafted_at').notNull(),
    draftedByUserId: uuid('drafted_by_user_id').notNull(),
    draftedBy: text('drafted_by').notNull(),
    /** 发文字号; null for drafts and for what takes none. */
    number: text('number').unique(),
    issuedAt: instant('issued_at'),
    signedByUserId: uuid('signed_by_user_id'),
    signedBy: text('signed_by'),
    /** The printable text as it was issued. */
    html: text('html'),
    sha256: text('sha256'),
    voidedAt: instant('voided_at'),
    servedOn: date('served_on'),
    /** Last day for the answer or the rectification. */
    dueOn: date('due_on'),
    answeredAt: instant('answered_at'),
    /** 0 in time, 1 told the inspector, 2 told the authority. */
    escalationLevel: integer('escalation_level').notNull().default(0),
  },
  (table) => [
    index('case_document_case').on(table.caseId, table.draftedAt),
    index('case_document_due')
      .on(table.dueOn)
      .where(
        sql`${table.state} = 'issued' and ${table.dueOn} is not null and ${table.answeredAt} is null`,
      ),
    check('case_document_state', sql`${table.state} in ('draft', 'issued', 'void', 'discarded')`),
    check(
      'case_document_frozen',
      sql`(${table.issuedAt} is null) = (${table.html} is null)
        and (${table.html} is null) = (${table.sha256} is null)
        and (${table.state} in ('issued', 'void')) = (${table.issuedAt} is not null)`,
    ),
  ],
);

/** A document number that was given; kept when its document is voided. */
export const documentNumberGiven = pgTable(
  'document_number',
  {
    mark: text('mark')
      .notNull()
      .references(() => issuingBody.mark),
    year: integer('year').notNull(),
    /** 1, 2, 3 … without gaps. */
    no: integer('no').notNull(),
    documentId: uuid('document_id')
      .notNull()
      .unique()
      .references(() => caseDocument.id),
    givenAt: instant('given_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.mark, table.year, table.no] })],
);

/** Last number of a body and year; its row is locked to the end of the transaction that takes one. */
export const documentCounter = pgTable(
  'document_counter',
  {
    mark: text('mark')
      .notNull()
      .references(() => issuingBody.mark),
    year: integer('year').notNull(),
    lastNo: integer('last_no').notNull(),
  },
  (table) => [primaryKey({ columns: [table.mark, table.year] })],
);

/** A means of the enterprise against the case: 陈述申辩, 数据异议, 行政复议. */
export const caseRemedy = pgTable(
  'case_remedy',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => caseFile.id),
    type: text('type').notNull(),
    filedAt: instant('filed_at').notNull(),
    filedBy: text('filed_by').notNull(),
    text: text('text').notNull(),
    outcome: text('outcome'),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
    decision: text('decision'),
  },
  (table) => [index('case_remedy_case').on(table.caseId, table.filedAt)],
);
