import { Readable } from 'node:stream';
import { auditActionSchema, auditRowSchema } from '@hengneng/contracts';
import { type AuditVerification, auditHead, listAuditLog, walkAuditLog } from '@hengneng/database';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { instantSchema, pageQuerySchema, pageSchema, toIso, toIsoOrNull } from '../schemas.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { AuditVerificationResult, AuditVerifier } from './audit-verifier.ts';
import { requestAct } from './request-act.ts';

/** The server's limit of a minute would cut a long log off: it counts until the last byte is sent. */
const EXPORT_TIMEOUT_MS = 6 * 3_600_000;

const rowSchema = auditRowSchema.meta({ id: 'AuditRow' });
const sequenceSchema = z.string().regex(/^\d{1,15}$/, 'must be `next` of the page before');
const findingSchema = z.object({
  sequence: z.int().describe('The row that is altered, put in or missing; of several, the first.'),
  kind: z.enum(['content', 'link', 'gap', 'inserted', 'tail', 'rewritten']),
  message: z.string(),
});
const rootFindingSchema = z.object({
  number: z.int(),
  kind: z.enum(['content', 'signature', 'unknown-key', 'link', 'gap']),
  message: z.string(),
});
const resultSchema = z.object({
  auditLog: z.object({
    ok: z.boolean(),
    rows: z.int(),
    lastSequence: z.int(),
    sha256: z.string().describe('Hash of the last row: the end of the chain.'),
    headsConfirmed: z.int().describe('Signed roots whose end of the log was found unchanged.'),
    findings: z.array(findingSchema),
  }),
  signedRoots: z.object({
    ok: z.boolean(),
    roots: z.int(),
    from: z.string().nullable(),
    date: z.string().nullable(),
    publicKeyIds: z.array(z.string()),
    currentKeyId: z.string().nullable(),
    findings: z.array(rootFindingSchema),
  }),
  failure: z.string().nullable().describe('Why it could not be carried out.'),
});
const verificationSchema = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'finished']),
    requestedAt: z.string(),
    requestedBy: z.string(),
    finishedAt: z.string().nullable(),
    ok: z.boolean().nullable().describe('Null while running.'),
    result: resultSchema.nullable(),
  })
  .meta({ id: 'AuditVerification' });

const getAuditLogRoute = {
  config: { permission: 'audit.read' },
  schema: {
    tags: ['audit'],
    summary: 'Who did what, newest first',
    querystring: pageQuerySchema.extend({
      after: sequenceSchema.optional().describe('`next` of the page before.'),
      from: instantSchema.optional(),
      to: instantSchema.optional(),
      actor: z.string().max(64).optional().describe('User name.'),
      action: auditActionSchema.optional(),
      enterpriseId: z.string().max(64).optional(),
      subjectType: z.string().max(64).optional(),
      subjectId: z.string().max(200).optional(),
    }),
    response: { 200: pageSchema(rowSchema) },
  },
} as const;

const getVerificationRoute = {
  config: { permission: 'audit.read' },
  schema: {
    tags: ['audit'],
    summary: 'The latest verification of the audit log and the signed roots; null before the first',
    response: { 200: z.object({ latest: verificationSchema.nullable() }) },
  },
} as const;

const postVerificationRoute = {
  config: { permission: 'audit.read' },
  schema: {
    tags: ['audit'],
    summary: 'Verify the audit log and the signed roots; a long one goes on in the background',
    response: { 202: z.object({ latest: verificationSchema }) },
  },
} as const;

const getExportRoute = {
  handlerTimeout: EXPORT_TIMEOUT_MS,
  config: { permission: 'audit.read' },
  schema: {
    tags: ['audit'],
    summary:
      'The whole log as NDJSON, oldest first, to be verified elsewhere (npm run verify-root)',
    querystring: z.object({
      throughSequence: z.coerce.number().int().min(0).optional().describe('Last row wanted.'),
    }),
    response: {
      200: {
        description: 'One row a line; its own row is in the log already.',
        content: { 'application/x-ndjson': { schema: z.unknown() } },
      },
    },
  },
} as const;

/** The audit log (操作日志): look, verify, take away. */
export const auditRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly auditTrail: AuditTrail;
  readonly auditVerifier: AuditVerifier;
}> = async (app, { dependencies, auditTrail, auditVerifier }) => {
  const { database, clock, logger } = dependencies;
  const { executor } = database;
  const act = (request: FastifyRequest, action: string, details = {}) => {
    const subject = { type: 'audit-log', id: '*' };
    return requestAct(request, clock(), { action, enterpriseId: null, subject, details });
  };

  app.get('/audit-log', getAuditLogRoute, async (request, reply) => {
    const { from: fromMs, to: toMs, after, ...rest } = request.query;
    const beforeSequence = after === undefined ? undefined : Number(after);
    reply.header('cache-control', 'no-store');
    const page = await listAuditLog(executor, { ...rest, fromMs, toMs, beforeSequence });
    return { ...page, items: [...page.items] };
  });

  app.get('/audit-log/verification', getVerificationRoute, async (_request, reply) => {
    const latest = await auditVerifier.latest();
    reply.header('cache-control', 'no-store');
    return { latest: latest === null ? null : toAnswer(latest) };
  });

  app.post('/audit-log/verification', postVerificationRoute, async (request, reply) => {
    const { username } = principalOf(request);
    const begun = await auditVerifier.begin(username, act(request, 'audit-verification.begin'));
    return reply.status(202).send({ latest: toAnswer(begun) });
  });

  app.get('/audit-log/export', getExportRoute, async (request, reply) => {
    const { throughSequence: wanted } = request.query;
    await auditTrail.record(act(request, 'audit-log.export', { throughSequence: wanted ?? null }));
    const head = await auditHead(executor);
    const throughSequence = Math.min(wanted ?? head.sequence, head.sequence);
    // One page in memory at a time, however slowly the other side reads.
    const lines = Readable.from(linesOf(walkAuditLog(executor, { throughSequence })));
    lines.on('error', (error) => logger.warn({ error }, 'Export of the audit log broke off.'));
    return reply
      .header('content-disposition', `attachment; filename="audit-log-${throughSequence}.ndjson"`)
      .header('cache-control', 'no-store')
      .type('application/x-ndjson')
      .send(lines);
  });
};

async function* linesOf(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function toAnswer(verification: AuditVerification): z.infer<typeof verificationSchema> {
  const { id, requestedBy, requestedAtMs, finishedAtMs } = verification;
  const result = verification.result as AuditVerificationResult | null;
  return {
    id,
    state: finishedAtMs === null ? 'running' : 'finished',
    requestedBy,
    requestedAt: toIso(requestedAtMs),
    finishedAt: toIsoOrNull(finishedAtMs),
    ok: result?.ok ?? null,
    result: result === null ? null : resultSchema.parse(result),
  };
}
