import { createHash } from 'node:crypto';
import {
  appendAudit,
  getAttachment,
  getAttachmentContent,
  getEnterprise,
  insertAttachment,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { Principal } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { attachmentSchema, toAttachmentAnswer } from './attachment-schemas.ts';
import { isOfMediaType, MEDIA_TYPES } from './media-types.ts';

const CONTENT_BYTES_MAX = 10 * 1_048_576;

const paramsSchema = enterpriseParamsSchema.extend({ attachmentId: z.string().max(64) });
const idSchema = z.uuid();

const postAttachmentsRoute = {
  config: { permission: 'attachments.write' },
  bodyLimit: CONTENT_BYTES_MAX,
  schema: {
    tags: ['attachments'],
    summary: 'Keep a file: the body is the file, its kind the content type, at most 10 MiB',
    consumes: [...MEDIA_TYPES],
    params: enterpriseParamsSchema,
    querystring: z.object({
      name: z
        .string()
        .trim()
        .min(1)
        .max(200)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
        .regex(/^[^\u0000-\u001f\u007f/\\]+$/, 'must be a file name without its folder'),
      internal: z.stringbool().default(false).describe('Hide it from the enterprise’s own people.'),
    }),
    response: { 201: attachmentSchema },
  },
} as const;

const getAttachmentRoute = {
  config: { permission: 'attachments.read' },
  schema: {
    tags: ['attachments'],
    summary: 'What is known of a kept file',
    params: paramsSchema,
    response: { 200: attachmentSchema },
  },
} as const;

const getAttachmentContentRoute = {
  config: { permission: 'attachments.read', readAction: 'attachment.download' },
  schema: { tags: ['attachments'], summary: 'The file itself, to be saved', params: paramsSchema },
} as const;

/** Files that prove something. They are kept as they came; nothing can change or remove one. */
export const attachmentsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get(
    '/enterprises/:enterpriseId/attachments/:attachmentId',
    getAttachmentRoute,
    async (request) => {
      const file = await getAttachment(executor, requestScope(request), wantedOf(request));
      return toAttachmentAnswer(file);
    },
  );

  app.get(
    '/enterprises/:enterpriseId/attachments/:attachmentId/content',
    getAttachmentContentRoute,
    async (request, reply) => {
      const scope = requestScope(request);
      const wanted = wantedOf(request);
      const file = await getAttachment(executor, scope, wanted);
      const content = await getAttachmentContent(executor, scope, wanted);
      return reply
        .header('content-type', file.mediaType)
        .header('content-disposition', dispositionOf(file.name))
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(content);
    },
  );

  await app.register(async (uploads) => {
    // Whatever the kind, the body is bytes; which kinds are taken is decided once it is all there.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => body,
    );
    uploads.post(
      '/enterprises/:enterpriseId/attachments',
      postAttachmentsRoute,
      async (request, reply) => {
        const { enterpriseId } = request.params as { enterpriseId: string };
        const { name, internal } = request.query as { name: string; internal: boolean };
        const principal = principalOf(request);
        const { userId, username } = principal;
        await getEnterprise(executor, requestScope(request), enterpriseId, clock());
        const { content, mediaType } = contentOf(request);
        if (internal && !isOfficial(principal)) {
          const message = 'Only officials keep files that an enterprise does not see.';
          throw new DomainError('ATTACHMENT_REFUSED', message);
        }
        const atMs = clock();
        const sha256 = createHash('sha256').update(content).digest('hex');
        const file = await database.transaction(async (tx) => {
          const actor = { userId, username };
          const fields = { enterpriseId, name, internal, mediaType, sha256, content, atMs, actor };
          const saved = await insertAttachment(tx, fields);
          const act = {
            action: 'attachment.upload',
            enterpriseId,
            subject: { type: 'attachment', id: saved.id },
            details: { name, mediaType, sizeBytes: saved.sizeBytes, sha256, internal },
          };
          await appendAudit(tx, requestAct(request, atMs, act));
          return saved;
        });
        return reply.status(201).send(toAttachmentAnswer(file));
      },
    );
  });
};

/** The bytes of an upload and their kind, which must be what they are said to be. */
function contentOf(request: FastifyRequest) {
  const declared = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const mediaType = MEDIA_TYPES.find((each) => each === declared);
  if (mediaType === undefined) {
    const message = `The content type must be one of ${MEDIA_TYPES.join(', ')}.`;
    throw new DomainError('ATTACHMENT_REFUSED', message);
  }
  const content = request.body;
  if (!Buffer.isBuffer(content) || !isOfMediaType(content, mediaType)) {
    const message = `The file is not ${mediaType}, or it holds macros.`;
    throw new DomainError('ATTACHMENT_REFUSED', message);
  }
  return { content, mediaType };
}

function wantedOf(request: FastifyRequest) {
  const { enterpriseId, attachmentId } = request.params as z.infer<typeof paramsSchema>;
  if (!idSchema.safeParse(attachmentId).success) {
    throw new DomainError('NOT_FOUND', 'There is no such attachment.');
  }
  return { enterpriseId, attachmentId, maySeeInternal: isOfficial(principalOf(request)) };
}

/** Whether somebody works for an authority and not for an enterprise or an auditor. */
function isOfficial({ roles }: Principal): boolean {
  return roles.some(({ role }) => role === 'authority' || role === 'inspector');
}

/** RFC 6266: to be saved, never shown, under its name. */
function dispositionOf(name: string): string {
  const ascii = name.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, percentEncoded);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
