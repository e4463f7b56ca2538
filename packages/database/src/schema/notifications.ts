import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enterprise } from './registry.ts';

/** Outbox: written in the transaction of what it tells of; only grows. */
export const notification = pgTable(
  'notification',
  {
    id: uuid('id').primaryKey(),
    sequence: bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity().unique(),
    /** The same transition put in twice is one row. */
    dedupKey: text('dedup_key').notNull().unique(),
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
    subjectId: text('subject_id').notNull(),
    event: text('event').notNull(),
    word: text('word').notNull(),
    severity: integer('severity').notNull(),
    rule: text('rule').notNull(),
    labels: jsonb('labels').notNull(),
    audience: text('audience').notNull(),
    messageKey: text('message_key').notNull(),
    params: jsonb('params').notNull(),
    at: instant('at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    index('notification_alarms').on(table.recordedAt).where(sql`${table.word} = 'alarm'`),
    index('notification_enterprise').on(table.enterpriseId, table.sequence),
    check('notification_event', sql`${table.event} in ('firing', 'resolved', 'notice')`),
    check('notification_severity', sql`${table.severity} between 1 and 3`),
  ],
);

/** Rows of the outbox that are not in a book yet. */
export const notificationQueue = pgTable(
  'notification_queue',
  {
    notificationId: uuid('notification_id')
      .primaryKey()
      .references(() => notification.id),
    bookId: text('book_id').notNull(),
  },
  (table) => [index('notification_queue_book').on(table.bookId)],
);

/** What is known about the notifications of one enterprise; `''` for the platform. */
export const notificationBook = pgTable(
  'notification_book',
  {
    id: text('id').primaryKey(),
    state: jsonb('state').notNull(),
    /** When to look again; null until the next event. */
    wakeAt: instant('wake_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('notification_book_wake').on(table.wakeAt)],
);

/** One row: whether too much happens at once. */
export const notificationBreaker = pgTable('notification_breaker', {
  id: integer('id').primaryKey(),
  openedAt: instant('opened_at'),
  updatedAt: instant('updated_at').notNull(),
});

/** Region or park that it is about; null of what is about an enterprise or the platform. */
const ofArea = () => ({ areaType: text('area_type'), areaCode: text('area_code') });

/** A message to one destination, and how far it is. */
export const notificationMessage = pgTable(
  'notification_message',
  {
    id: uuid('id').primaryKey(),
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
    ...ofArea(),
    /** `channel:…`, `contact:…:email`, `mqtt`, `console`. */
    destinationId: text('destination_id').notNull(),
    /** Who may look at it: what goes to the authority is not the enterprise's to see. */
    side: text('side').notNull().default('authority'),
    kind: text('kind').notNull(),
    channelId: uuid('channel_id'),
    address: text('address').notNull(),
    severity: integer('severity').notNull(),
    reason: text('reason').notNull(),
    /** What it says: events, newest of each subject, in their parts. */
    content: jsonb('content').notNull(),
    notificationIds: jsonb('notification_ids').notNull(),
    state: text('state').notNull().default('due'),
    attemptCount: integer('attempt_count').notNull().default(0),
    dueAt: instant('due_at').notNull(),
    /** While an attempt runs: when it counts as lost. */
    leaseUntil: instant('lease_until'),
    requestId: uuid('request_id'),
    startedAt: instant('started_at'),
    sentAgainOf: uuid('sent_again_of'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('notification_message_due')
      .on(table.dueAt)
      .where(sql`${table.state} in ('due', 'sending')`),
    index('notification_message_enterprise').on(table.enterpriseId, table.createdAt),
    index('notification_message_created').on(table.createdAt),
    check(
      'notification_message_state',
      sql`${table.state} in ('due', 'sending', 'delivered', 'failed')`,
    ),
  ],
);

/** Every attempt, and everything that was kept back, with its reason; only grows. */
export const notificationDelivery = pgTable(
  'notification_delivery',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    messageId: uuid('message_id').references(() => notificationMessage.id),
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
    ...ofArea(),
    destinationId: text('destination_id'),
    side: text('side').notNull().default('authority'),
    kind: text('kind'),
    address: text('address'),
    severity: integer('severity').notNull(),
    attempt: integer('attempt').notNull(),
    requestId: uuid('request_id'),
    outcome: text('outcome').notNull(),
    reason: text('reason').notNull(),
    /** What the other side said, cut. */
    answer: text('answer'),
    notificationIds: jsonb('notification_ids').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at').notNull(),
  },
  (table) => [
    index('notification_delivery_message').on(table.messageId),
    index('notification_delivery_enterprise').on(table.enterpriseId, table.id),
    check(
      'notification_delivery_outcome',
      sql`${table.outcome} in ('delivered', 'refused', 'failed', 'unknown', 'suppressed')`,
    ),
  ],
);

/** Somewhere to send to, of a region, a park, an enterprise, or the platform. */
export const notificationChannel = pgTable(
  'notification_channel',
  {
    id: uuid('id').primaryKey(),
    scopeType: text('scope_type').notNull(),
    /** Region code, park code or enterprise id; `''` for the platform. */
    scopeId: text('scope_id').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** Address: URL, e-mail address or telephone number. */
    address: text('address').notNull(),
    /** Key of the signature as it was kept before secrets were sealed; null once it is. */
    secret: text('secret'),
    /** Address and key, sealed (AES-256-GCM), of whatever has a key; `address` is then what may be shown. */
    sealed: text('sealed'),
    hasSecret: boolean('has_secret').notNull().default(false),
    language: text('language').notNull().default('zh'),
    severityMin: integer('severity_min').notNull().default(1),
    repeatMs: bigint('repeat_ms', { mode: 'number' }),
    quietHours: jsonb('quiet_hours'),
    enabled: boolean('enabled').notNull().default(true),
    version: integer('version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (table) => [
    index('notification_channel_scope').on(table.scopeType, table.scopeId),
    check(
      'notification_channel_scope_type',
      sql`${table.scopeType} in ('region', 'park', 'enterprise', 'platform')`,
    ),
  ],
);

/** Failures in a row of a destination, and until when it is left alone. */
export const notificationPause = pgTable('notification_pause', {
  destinationId: text('destination_id').primaryKey(),
  failureCount: integer('failure_count').notNull(),
  until: instant('until').notNull(),
});

/** Something that somebody asked not to hear about; expired ones are kept. */
export const silence = pgTable(
  'silence',
  {
    id: uuid('id').primaryKey(),
    scopeType: text('scope_type').notNull(),
    scopeId: text('scope_id').notNull(),
    matchers: jsonb('matchers').notNull(),
    reason: text('reason').notNull(),
    from: instant('from').notNull(),
    to: instant('to').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
  },
  (table) => [
    index('silence_time').on(table.to),
    check('silence_order', sql`${table.from} < ${table.to}`),
  ],
);

/** A person to be told: energy manager and deputy of an enterprise, inspector on duty of a region. */
export const contact = pgTable(
  'contact',
  {
    id: uuid('id').primaryKey(),
    scopeType: text('scope_type').notNull(),
    scopeId: text('scope_id').notNull(),
    post: text('post').notNull(),
    name: text('name').notNull(),
    /** Account of the person; what names it reaches them off duty, too. */
    username: text('username'),
    email: text('email'),
    phone: text('phone'),
    language: text('language').notNull().default('zh'),
    severityMin: integer('severity_min').notNull().default(1),
    quietHours: jsonb('quiet_hours'),
    /** When they are on duty; null for always. */
    from: instant('from'),
    to: instant('to'),
    version: integer('version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    index('contact_scope').on(table.scopeType, table.scopeId),
    check('contact_scope_type', sql`${table.scopeType} in ('region', 'park', 'enterprise')`),
    check('contact_post', sql`${table.post} in ('energy-manager', 'deputy', 'inspector-on-duty')`),
  ],
);
