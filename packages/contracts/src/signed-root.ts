import { z } from 'zod';

import { sha256Schema } from './audit-log.ts';
import { canonicalJson, type PlainJson } from './canonical-json.ts';

/** `previousSha256` of the first signed root. */
export const ROOT_GENESIS_SHA256 = '0'.repeat(64);

/** An end of the audit log: its last row. */
export const auditHeadSchema = z.strictObject({
  /** 0 for an empty log. */
  sequence: z.int().min(0),
  sha256: sha256Schema,
});

/** End of one gateway's journal: the chain hash of its last synced record. */
export const journalHeadSchema = z.strictObject({
  /** 0 for an empty journal. */
  sequence: z.int().min(0),
  chainHash: sha256Schema,
});

/** What a daily root says; a stored format: it grows under a new `format` only. */
export const rootDocumentSchema = z.strictObject({
  format: z.literal('hengneng-signed-root-1'),
  /** 1, 2, 3 … without gaps. */
  number: z.int().positive(),
  /** First and last day it closes, in the platform's zone; one day unless days were missed. */
  from: z.iso.date(),
  date: z.iso.date(),
  createdAt: z.iso.datetime(),
  /** Every gateway there ever was, by number; without a head, why there is none. */
  gateways: z.array(
    z.strictObject({
      gateway: z.int(),
      head: journalHeadSchema.nullable(),
      failure: z.string().nullable(),
    }),
  ),
  auditLog: auditHeadSchema,
  /** `sha256` of the root before. */
  previousSha256: sha256Schema,
  /** SHA-256 of the signing key's public key in SPKI form (DER). */
  publicKeyId: sha256Schema,
});

/** What a daily root says. */
export type RootDocument = z.infer<typeof rootDocumentSchema>;

/** A daily root as it is kept and handed out: to be checked with the public key alone. */
export const signedRootSchema = z.strictObject({
  document: rootDocumentSchema,
  /** SHA-256 of {@link rootText}. */
  sha256: sha256Schema,
  /** Ed25519 over {@link rootText} in UTF-8, base64. */
  signature: z.base64(),
});

/** A daily root with its signature. */
export type SignedRoot = z.infer<typeof signedRootSchema>;

/** The text of a root that is hashed and signed, in UTF-8: canonical JSON (RFC 8785). */
export function rootText(document: RootDocument): string {
  return canonicalJson(document as unknown as PlainJson);
}
