import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound } from './failures.ts';
import { attachment } from './schema/corrections.ts';
import { ownedInScope, type TenantScope } from './tenant-scope.ts';

/** A kept file, without its bytes. */
export interface Attachment {
  readonly id: string;
  readonly enterpriseId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string;
  /** Not for the enterprise's own people. */
  readonly internal: boolean;
  readonly uploadedAtMs: number;
  readonly uploadedBy: string;
}

/** A file to keep; the caller has looked at its bytes. */
export interface NewAttachment
  extends Omit<Attachment, 'id' | 'sizeBytes' | 'uploadedAtMs' | 'uploadedBy'> {
  readonly content: Buffer;
  readonly atMs: number;
  readonly actor: { readonly userId: string; readonly username: string };
}

const COLUMNS = {
  id: attachment.id,
  enterpriseId: attachment.enterpriseId,
  name: attachment.name,
  mediaType: attachment.mediaType,
  sizeBytes: attachment.sizeBytes,
  sha256: attachment.sha256,
  internal: attachment.internal,
  uploadedAtMs: attachment.uploadedAt,
  uploadedBy: attachment.uploadedBy,
};

/** Keeps a file for ever; nothing can change or remove it. */
export async function insertAttachment(tx: Executor, file: NewAttachment): Promise<Attachment> {
  const { atMs, actor, ...fields } = file;
  const [row] = await tx
    .insert(attachment)
    .values({
      ...fields,
      sizeBytes: file.content.byteLength,
      uploadedAt: atMs,
      uploadedByUserId: actor.userId,
      uploadedBy: actor.username,
    })
    .returning(COLUMNS);
  if (row === undefined) throw new Error('PostgreSQL answered no row for a new attachment.');
  return row;
}

/**
 * What is known of a file of an enterprise of the scope, or NOT_FOUND. Internal files are found only
 * by those who may see them.
 */
export async function getAttachment(
  executor: Executor,
  scope: TenantScope,
  wanted: AttachmentWanted,
): Promise<Attachment> {
  const [row] = await executor.select(COLUMNS).from(attachment).where(isWanted(scope, wanted));
  if (row === undefined) throw notFound('attachment');
  return row;
}

/** What is known of files by their ids, of one enterprise; internal ones for those who may see them. */
export async function listAttachments(
  executor: Executor,
  wanted: Omit<AttachmentWanted, 'attachmentId'> & { readonly ids: readonly string[] },
): Promise<Attachment[]> {
  const { enterpriseId, ids, maySeeInternal } = wanted;
  if (ids.length === 0) return [];
  return await executor
    .select(COLUMNS)
    .from(attachment)
    .where(
      and(
        inArray(attachment.id, [...ids]),
        eq(attachment.enterpriseId, enterpriseId),
        maySeeInternal ? undefined : eq(attachment.internal, false),
      ),
    )
    .orderBy(asc(attachment.uploadedAt), asc(attachment.id));
}

/** The bytes of the same file. */
export async function getAttachmentContent(
  executor: Executor,
  scope: TenantScope,
  wanted: AttachmentWanted,
): Promise<Buffer> {
  const [row] = await executor
    .select({ content: attachment.content })
    .from(attachment)
    .where(isWanted(scope, wanted));
  if (row === undefined) throw notFound('attachment');
  return row.content;
}

/** One file, and whether who asks may see internal ones. */
export interface AttachmentWanted {
  readonly enterpriseId: string;
  readonly attachmentId: string;
  readonly maySeeInternal: boolean;
}

function isWanted(scope: TenantScope, wanted: AttachmentWanted) {
  return and(
    eq(attachment.id, wanted.attachmentId),
    eq(attachment.enterpriseId, wanted.enterpriseId),
    ownedInScope(scope, attachment.enterpriseId),
    wanted.maySeeInternal ? undefined : eq(attachment.internal, false),
  );
}
