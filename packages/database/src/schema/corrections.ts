import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';
import { enterprise } from './registry.ts';

// Triggers refuse every UPDATE, DELETE and TRUNCATE of these tables, except for the mark that a
// correction was published and for the counter of numbers.

/** A file that proves something: of a correction, a case, a ledger, a calibration. */
export const attachment = pgTable(
  'attachment',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    name: text('name').notNull(),
    /** What the bytes are, not what the name says. */
    mediaType: text('media_type').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    /** Not for the enterprise's own people. */
    internal: boolean('internal').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    uploadedByUserId: uuid('uploaded_by_user_id').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [
    index('attachment_enterprise').on(table.enterpriseId, table.uploadedAt),
    check('attachment_size', sql`${table.sizeBytes} = octet_length(${table.content})`),
  ],
);

/** A request to correct data (数据修正); what became of it stands in its decisions. */
export const correction = pgTable(
  'correction',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    type: text('type').notNull(),
    reason: text('reason').notNull(),
    requestedAt: instant('requested_at').notNull(),
    requestedByUserId: uuid('requested_by_user_id').notNull(),
    requestedBy: text('requested_by').notNull(),
    /** The device's event that an exchange confirms: `{gateway}-{sequence}-{index}`. */
    proposalId: text('proposal_id'),
    itemCount: integer('item_count').notNull(),
    /** First and last instant it is about. */
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    index('correction_enterprise').on(table.enterpriseId, table.requestedAt, table.id),
    index('correction_requested').on(table.requestedAt, table.id),
    index('correction_proposal').on(table.proposalId),
    check('correction_reason', sql`length(${table.reason}) >= 5`),
  ],
);

/** One thing that a correction is to change. */
export const correctionItem = pgTable(
  'correction_item',
  {
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => correction.id),
    index: integer('index').notNull(),
    /** Again, for the index: the enterprise of the correction. */
    enterpriseId: text('enterprise_id').notNull(),
    /** Of outputs null. */
    meterId: text('meter_id'),
    /** Instant of the reading, exchange or step; start of the period of an output. */
    at: instant('at').notNull(),
    /** Reading, final value of an exchange, quantity of an output; null: the reading is void. */
    value: doublePrecision('value'),
    /** First value of the new meter. */
    initialValue: doublePrecision('initial_value'),
    product: text('product'),
    /** End of the period of an output. */
    to: instant('to'),
    unit: text('unit'),
    /** Id of the output whose place this one takes. */
    replaces: text('replaces'),
    /** Number of the correction that does not count any more. */
    revokesNo: bigint('revokes_no', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.correctionId, table.index] }),
    index('correction_item_meter').on(table.enterpriseId, table.meterId, table.at),
    index('correction_item_product').on(table.enterpriseId, table.product, table.at),
    index('correction_item_revokes').on(table.revokesNo),
  ],
);

/** A file that a correction rests on. */
export const correctionAttachment = pgTable(
  'correction_attachment',
  {
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => correction.id),
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachment.id),
  },
  (table) => [primaryKey({ columns: [table.correctionId, table.attachmentId] })],
);

/** What was decided about a correction: step 1 the check, step 2 the end. */
export const correctionDecision = pgTable(
  'correction_decision',
  {
    correctionId: uuid('correction_id')
      .notNull()
      .references(() => correction.id),
    step: integer('step').notNull(),
    state: text('state').notNull(),
    at: instant('at').notNull(),
    byUserId: uuid('by_user_id').notNull(),
    by: text('by').notNull(),
    note: text('note').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.correctionId, table.step] }),
    check(
      'correction_decision_step',
      sql`(${table.step} = 1 and ${table.state} = 'checked')
        or (${table.step} = 2 and ${table.state} in ('approved', 'rejected', 'withdrawn'))`,
    ),
  ],
);

/** An approved correction and its number: 1, 2, 3 … without gaps; the highest counts. */
export const correctionApproval = pgTable(
  'correction_approval',
  {
    no: bigint('no', { mode: 'number' }).primaryKey(),
    correctionId: uuid('correction_id')
      .notNull()
      .unique()
      .references(() => correction.id),
    enterpriseId: text('enterprise_id').notNull(),
    /** Never before the one with the lower number. */
    recordedAt: instant('recorded_at').notNull(),
    /** When those who count had it; null until then. What only the registry tells has it at once. */
    publishedAt: instant('published_at'),
  },
  (table) => [
    index('correction_approval_enterprise').on(table.enterpriseId, table.no),
    index('correction_approval_unpublished').on(table.no).where(sql`${table.publishedAt} is null`),
  ],
);

/** The last number that was given; one row. */
export const correctionCounter = pgTable(
  'correction_counter',
  {
    id: integer('id').primaryKey(),
    lastNo: bigint('last_no', { mode: 'number' }).notNull(),
    lastRecordedAt: instant('last_recorded_at').notNull(),
  },
  (table) => [check('correction_counter_one_row', sql`${table.id} = 1`)],
);

/** A device's event that is not believed. */
export const eventDismissal = pgTable(
  'event_dismissal',
  {
    /** `{gateway}-{sequence}-{index}` of the event. */
    eventId: text('event_id').notNull(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
    byUserId: uuid('by_user_id').notNull(),
    by: text('by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.enterpriseId, table.eventId] })],
);
