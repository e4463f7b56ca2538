import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

// What the data plane reported. `enterprise_id` is no foreign key here: messages that name an
// enterprise nobody knows are on record too, and facts must not depend on the registry.

const whole = (name: string) => bigint(name, { mode: 'number' });

/** Outcome of one shard's share of one planned journal range; a re-run replaces it. */
export const rangeOutcome = pgTable(
  'range_outcome',
  {
    gateway: integer('gateway').notNull(),
    fromSequence: whole('from_seq').notNull(),
    shard: integer('shard').notNull(),
    toSequence: whole('to_seq').notNull(),
    receivedFrom: instant('received_from').notNull(),
    receivedTo: instant('received_to').notNull(),
    registryVersions: jsonb('registry_versions').notNull(),
    counts: jsonb('counts').notNull(),
    /** Messages by day of receipt in the platform zone. */
    messagesByDate: jsonb('messages_by_date').notNull(),
    /** Rows in the tables below that this outcome owns; 0 saves a re-run from looking for them. */
    factCount: integer('fact_count').notNull(),
    /** When the run ended, by the normalizer's clock; tells two runs apart that come in disorder. */
    ranAt: instant('ran_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
  },
  // In this order, because a reading's position is looked up by gateway, shard and sequence.
  (table) => [primaryKey({ columns: [table.gateway, table.shard, table.fromSequence] })],
);

/** Sums of the outcomes by enterprise and day of receipt in its zone; kept in step with them. */
export const accountingDay = pgTable(
  'accounting_day',
  {
    date: date('date').notNull(),
    /** Empty for messages whose topic names no enterprise we know. */
    enterpriseId: text('enterprise_id').notNull(),
    messages: whole('messages').notNull(),
    parsed: whole('parsed').notNull(),
    stored: whole('stored').notNull(),
    duplicate: whole('duplicate').notNull(),
    conflict: whole('conflict').notNull(),
    /** Count by reason; reasons without any are absent. */
    quarantined: jsonb('quarantined').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.date, table.enterpriseId] }),
    index('accounting_day_enterprise').on(table.enterpriseId, table.date),
  ],
);

/** Messages of one gateway by day of receipt in the platform zone. */
export const journalDay = pgTable(
  'journal_day',
  {
    date: date('date').notNull(),
    gateway: integer('gateway').notNull(),
    journalled: whole('journalled').notNull(),
    firstSequence: whole('first_sequence').notNull(),
    lastSequence: whole('last_sequence').notNull(),
  },
  (table) => [primaryKey({ columns: [table.date, table.gateway] })],
);

/** Messages of one gateway whose outcome is on record, by day of receipt in the platform zone. */
export const processedDay = pgTable(
  'processed_day',
  {
    date: date('date').notNull(),
    gateway: integer('gateway').notNull(),
    processed: whole('processed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.date, table.gateway] })],
);

/** A message of which something, or all, was refused (待处理数据). */
export const quarantine = pgTable(
  'quarantine',
  {
    /** `{gateway}-{sequence}`: the same message has the same id on every run. */
    id: text('id').primaryKey(),
    gateway: integer('gateway').notNull(),
    sequence: whole('sequence').notNull(),
    shard: integer('shard').notNull(),
    receivedAt: instant('received_at').notNull(),
    source: text('source').notNull(),
    topic: text('topic').notNull(),
    enterpriseId: text('enterprise_id').notNull(),
    deviceId: text('device_id').notNull(),
    reason: text('reason').notNull(),
    message: text('message').notNull(),
    payloadBytes: integer('payload_bytes').notNull(),
    rejected: jsonb('rejected').notNull(),
    state: text('state').notNull().default('open'),
    replayedAt: instant('replayed_at'),
    replayedBy: text('replayed_by'),
    /** Journal position of the new record, `<gateway>/<segment>/<sequence>`. */
    replayPosition: text('replay_position'),
  },
  (table) => [
    index('quarantine_order').on(table.gateway, table.sequence),
    index('quarantine_received').on(table.receivedAt, table.id),
    index('quarantine_enterprise').on(table.enterpriseId, table.receivedAt, table.id),
    check('quarantine_state', sql`${table.state} in ('open', 'replayed')`),
  ],
);

/** Two readings of one meter and instant that do not agree (数据冲突). */
export const readingConflict = pgTable(
  'reading_conflict',
  {
    gateway: integer('gateway').notNull(),
    fromSequence: whole('from_seq').notNull(),
    shard: integer('shard').notNull(),
    index: integer('index').notNull(),
    enterpriseId: text('enterprise_id').notNull(),
    meterId: text('meter_id').notNull(),
    readAt: instant('read_at').notNull(),
    keptValue: doublePrecision('kept_value').notNull(),
    keptPosition: whole('kept_position').notNull(),
    refusedValue: doublePrecision('refused_value').notNull(),
    refusedPosition: whole('refused_position').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.fromSequence, table.shard, table.index] }),
    index('reading_conflict_enterprise').on(table.enterpriseId, table.readAt),
  ],
);

/** Production reported by a device. */
export const reportedOutput = pgTable(
  'reported_output',
  {
    gateway: integer('gateway').notNull(),
    sequence: whole('sequence').notNull(),
    index: integer('index').notNull(),
    shard: integer('shard').notNull(),
    enterpriseId: text('enterprise_id').notNull(),
    deviceId: text('device_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    product: text('product').notNull(),
    from: instant('from').notNull(),
    to: instant('to').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    unit: text('unit').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.sequence, table.index] }),
    index('reported_output_enterprise').on(table.enterpriseId, table.product, table.from),
  ],
);

/** An event reported by a device: a proposal until somebody approves it. */
export const reportedEvent = pgTable(
  'reported_event',
  {
    gateway: integer('gateway').notNull(),
    sequence: whole('sequence').notNull(),
    index: integer('index').notNull(),
    shard: integer('shard').notNull(),
    enterpriseId: text('enterprise_id').notNull(),
    deviceId: text('device_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    type: text('type').notNull(),
    meterId: text('meter_id').notNull(),
    at: instant('at').notNull(),
    finalValue: doublePrecision('final_value'),
    initialValue: doublePrecision('initial_value'),
    note: text('note').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.sequence, table.index] }),
    index('reported_event_enterprise').on(table.enterpriseId, table.at),
  ],
);

/** One verification of the journals of all gateways. */
export const journalVerification = pgTable(
  'journal_verification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    requestedAt: instant('requested_at').notNull(),
    requestedBy: text('requested_by').notNull(),
    state: text('state').notNull(),
    finishedAt: instant('finished_at'),
    /** One entry per gateway: its report, or why there is none. */
    results: jsonb('results').notNull(),
  },
  (table) => [
    index('journal_verification_requested').on(table.requestedAt),
    check('journal_verification_state', sql`${table.state} in ('running', 'finished')`),
  ],
);
