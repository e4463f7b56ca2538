import { date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Daily signed roots: ends of the journals and of the audit log. They only grow, like the log. */
export const signedRoot = pgTable('signed_root', {
  /** 1, 2, 3 … without gaps. */
  number: integer('number').primaryKey(),
  /** Last day it closes, in the platform's zone. */
  date: date('date').notNull().unique(),
  document: jsonb('document').notNull(),
  sha256: text('sha256').notNull(),
  /** Ed25519 over the canonical JSON of `document`, base64. */
  signature: text('signature').notNull(),
  /** Public key it was signed with: PEM, SPKI. */
  publicKeyPem: text('public_key_pem').notNull(),
});

/** One verification of the audit log and of the signed roots. */
export const auditVerification = pgTable(
  'audit_verification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    requestedAt: instant('requested_at').notNull(),
    requestedBy: text('requested_by').notNull(),
    finishedAt: instant('finished_at'),
    /** What it came to; null while it runs. */
    result: jsonb('result'),
  },
  (table) => [index('audit_verification_requested').on(table.requestedAt)],
);
