import { z } from 'zod';

import { canonicalJson, type PlainJson } from './canonical-json.ts';

/** `previousSha256` of the first row of the audit log. */
export const AUDIT_GENESIS_SHA256 = '0'.repeat(64);

/** SHA-256 in hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/** What was done: `noun.verb` in kebab case, such as `meter-epoch.create`. */
export const auditActionSchema = z
  .string()
  .max(64)
  .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'must be noun.verb in kebab case');

/**
 * One row of the audit log (操作日志) as it is exported, one JSON object a line. `sha256` is that of
 * {@link auditRowText}, so who has the file can check the chain without us.
 */
export const auditRowSchema = z.strictObject({
  /** 1, 2, 3 … without gaps. */
  sequence: z.int(),
  /** When it was done, ISO 8601 in UTC with milliseconds, by the clock of the api. */
  at: z.string(),
  /** Who did it; no user id for names that are no account and for the platform itself. */
  actor: z.strictObject({ userId: z.string().nullable(), username: z.string() }),
  action: z.string(),
  /** Whose data it was about; null for what belongs to no enterprise. */
  enterpriseId: z.string().nullable(),
  /** What it was done to. */
  subject: z.strictObject({ type: z.string(), id: z.string() }),
  /** What else there is to know; never secrets. */
  details: z.json(),
  /** `sha256` of the row before. */
  previousSha256: z.string(),
  sha256: z.string(),
});

/** One row of the audit log. */
export type AuditRow = z.infer<typeof auditRowSchema>;

/**
 * The text whose SHA-256 (of its UTF-8 bytes) is a row's `sha256`: canonical JSON (RFC 8785) of all
 * its other fields, `previousSha256` among them.
 */
export function auditRowText(row: Omit<AuditRow, 'sha256'>): string {
  const { sequence, at, actor, action, enterpriseId, subject, details, previousSha256 } = row;
  return canonicalJson({
    sequence,
    at,
    actor: { userId: actor.userId, username: actor.username },
    action,
    enterpriseId,
    subject: { type: subject.type, id: subject.id },
    details: details as PlainJson,
    previousSha256,
  });
}
