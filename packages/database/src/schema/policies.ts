import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, SAFE_ID_PATTERN } from './columns.ts';
import { enterprise } from './registry.ts';

// All tables here only grow (triggers refuse the rest), drafts excepted: what was signed is what was
// judged by.

const recordNo = () => bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const recorded = {
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  recordedByUserId: uuid('recorded_by_user_id').notNull(),
};
const ofEnterprise = () =>
  text('enterprise_id')
    .notNull()
    .references(() => enterprise.id);

/** The part of a policy that somebody is working on; replaced by every save. */
export const policyDraft = pgTable(
  'policy_draft',
  {
    enterpriseId: ofEnterprise(),
    year: integer('year').notNull(),
    part: text('part').notNull(),
    document: jsonb('document').notNull(),
    /** Rises by one with every save, also of the next draft, and when a version comes or goes beside it. */
    revision: integer('revision').notNull(),
    /** Version that it was built on, or that its author has seen; 0 for none. */
    baseVersion: integer('base_version').notNull().default(0),
    /** False once it was signed. */
    open: boolean('open').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.year, table.part] }),
    check('policy_draft_part', sql`${table.part} in ('authority', 'plan')`),
  ],
);

/** What a part of a policy was from one signature to the next. */
export const policyVersion = pgTable(
  'policy_version',
  {
    enterpriseId: ofEnterprise(),
    year: integer('year').notNull(),
    part: text('part').notNull(),
    /** 1, 2, 3 … without gaps. */
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    /** SHA-256 (hex) of the document as canonical JSON. */
    sha256: text('sha256').notNull(),
    /** First day it counts, in the enterprise's zone, and the instant that day began. */
    effectiveOn: date('effective_on').notNull(),
    effectiveAt: instant('effective_at').notNull(),
    documentNo: text('document_no').notNull(),
    note: text('note').notNull(),
    /** Application that it grants; null for all others. */
    applicationId: uuid('application_id'),
    ...recorded,
  },
  (table) => [
    primaryKey({ columns: [table.enterpriseId, table.year, table.part, table.version] }),
    check('policy_version_part', sql`${table.part} in ('authority', 'plan')`),
    index('policy_version_year').on(table.year, table.part, table.enterpriseId, table.version),
  ],
);

/** What was done with a signed version. */
export const policyStep = pgTable(
  'policy_step',
  {
    no: recordNo(),
    enterpriseId: text('enterprise_id').notNull(),
    year: integer('year').notNull(),
    part: text('part').notNull(),
    version: integer('version').notNull(),
    action: text('action').notNull(),
    documentNo: text('document_no').notNull(),
    note: text('note').notNull(),
    ...recorded,
  },
  (table) => [
    foreignKey({
      name: 'policy_step_version_fk',
      columns: [table.enterpriseId, table.year, table.part, table.version],
      foreignColumns: [
        policyVersion.enterpriseId,
        policyVersion.year,
        policyVersion.part,
        policyVersion.version,
      ],
    }),
    index('policy_step_version').on(table.enterpriseId, table.year, table.part, table.version),
    check('policy_step_action', sql`${table.action} in ('file', 'acknowledge', 'withdraw')`),
  ],
);

/** A policy part to start from, by sector. */
export const policyTemplate = pgTable(
  'policy_template',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    /** GB/T 4754; covers every code that it prefixes. */
    industryCode: text('industry_code').notNull(),
    part: text('part').notNull(),
    document: jsonb('document').notNull(),
    ...recorded,
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    check('policy_template_id_shape', sql`${table.id} ~ ${sql.raw(`'${SAFE_ID_PATTERN}'`)}`),
    check('policy_template_part', sql`${table.part} in ('authority', 'plan')`),
  ],
);

/** An enterprise's application for another limit (用能预算调整申请). */
export const budgetApplication = pgTable(
  'budget_application',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: ofEnterprise(),
    year: integer('year').notNull(),
    targetId: text('target_id').notNull(),
    /** Version of the authority's part that it asks to change. */
    version: integer('version').notNull(),
    requestedLimit: doublePrecision('requested_limit').notNull(),
    reason: text('reason').notNull(),
    /** Figures that the reason rests on: name, value, unit. */
    figures: jsonb('figures').notNull(),
    attachmentIds: jsonb('attachment_ids').notNull(),
    ...recorded,
  },
  (table) => [index('budget_application_enterprise').on(table.enterpriseId, table.recordedAt)],
);

/** How an application ended; it is decided once. */
export const budgetDecision = pgTable(
  'budget_decision',
  {
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => budgetApplication.id),
    decision: text('decision').notNull(),
    documentNo: text('document_no').notNull(),
    note: text('note').notNull(),
    /** Version that grants it; null for a refusal. */
    version: integer('version'),
    ...recorded,
  },
  (table) => [
    check(
      'budget_decision_granted',
      sql`(${table.decision} = 'grant') = (${table.version} is not null)
        and ${table.decision} in ('grant', 'refuse')`,
    ),
  ],
);
