import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { engagement } from './identity.ts';
import { enterprise } from './registry.ts';

// What auditors write. Everything here only grows, and nobody but the auditors of the engagement
// reads samples and papers.

/** A random sample, with all it takes to draw it again. */
export const auditSample = pgTable(
  'audit_sample',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    engagementId: uuid('engagement_id')
      .notNull()
      .references(() => engagement.id),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    purpose: text('purpose').notNull(),
    /** What the population is made of: meters, days, months, or meters by days or months. */
    unit: text('unit').notNull(),
    method: text('method').notNull(),
    seed: text('seed').notNull(),
    population: jsonb('population').notNull(),
    /** SHA-256 (hex) of the canonical JSON of the population. */
    populationSha256: text('population_sha256').notNull(),
    picked: jsonb('picked').notNull(),
    drawnAt: instant('drawn_at').notNull(),
    drawnBy: text('drawn_by').notNull(),
  },
  (table) => [index('audit_sample_engagement').on(table.engagementId, table.drawnAt)],
);

/** A working paper (审计底稿) in all its revisions. */
export const workingPaper = pgTable(
  'working_paper',
  {
    id: uuid('id').notNull(),
    revision: integer('revision').notNull(),
    engagementId: uuid('engagement_id')
      .notNull()
      .references(() => engagement.id),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** Figures it rests on: query, the figure seen, and the SHA-256 of the figure. */
    figures: jsonb('figures').notNull(),
    attachmentIds: jsonb('attachment_ids').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.revision] }),
    index('working_paper_engagement').on(table.engagementId, table.id),
  ],
);

/** What became of a finding, one row a step; the last one is its present state. */
export const auditFinding = pgTable(
  'audit_finding',
  {
    id: uuid('id').notNull(),
    no: integer('no').notNull(),
    engagementId: uuid('engagement_id')
      .notNull()
      .references(() => engagement.id),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    action: text('action').notNull(),
    state: text('state').notNull(),
    severity: integer('severity').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    evidence: text('evidence').notNull(),
    recommendation: text('recommendation').notNull(),
    /** The enterprise's answer, or why the auditor sent it back or closed it. */
    note: text('note').notNull().default(''),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.no] }),
    index('audit_finding_engagement').on(table.engagementId, table.id),
    index('audit_finding_enterprise').on(table.enterpriseId, table.id),
    check('audit_finding_state', sql`${table.state} in ('draft', 'issued', 'answered', 'closed')`),
    check('audit_finding_severity', sql`${table.severity} in (1, 2, 3)`),
  ],
);
