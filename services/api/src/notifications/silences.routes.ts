import { randomUUID } from 'node:crypto';
import {
  appendAudit,
  endSilence,
  getSilence,
  insertSilence,
  listSilences,
  type RegisteredSilence,
  wakeBooks,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { instantSchema, PAGE_LIMIT_MAX, toIso, toIsoOrNull } from '../schemas.ts';
import { assertOwner, assertUuid, enterpriseOf, ownerFields } from './notification-schemas.ts';

/** Nobody means to hear nothing for longer. */
const SILENCE_MS_MAX = 31 * 86_400_000;

const matcherSchema = z.strictObject({
  field: z
    .string()
    .regex(/^[A-Za-z]{1,32}$/)
    .describe('`enterpriseId`, `rule`, `subjectId`, `word`, `severity`, or a label.'),
  values: z.array(z.string().min(1).max(100)).min(1).max(100),
});
const reasonSchema = z.string().trim().min(2).max(1_000);
const newSilenceSchema = z
  .strictObject({
    ...ownerFields,
    matchers: z.array(matcherSchema).min(1).max(10).describe('All must match.'),
    reason: reasonSchema,
    from: instantSchema,
    to: instantSchema,
  })
  .refine(({ from, to }) => from < to && to - from <= SILENCE_MS_MAX, {
    path: ['to'],
    message: 'must be after from, by 31 days at most',
  });
const silenceSchema = z
  .object({
    ...ownerFields,
    id: z.string(),
    matchers: z.array(matcherSchema),
    reason: z.string(),
    from: z.string(),
    to: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
    endedAt: z.string().nullable(),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'Silence' });

const listRoute = {
  config: { permission: 'notifications.read' },
  schema: {
    tags: ['notifications'],
    summary: 'Silences, newest first, expired ones included',
    response: { 200: z.object({ items: z.array(silenceSchema) }) },
  },
} as const;
const postRoute = {
  config: { permission: 'silences.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Keep back matching alerts for a while; it spares the own side alone',
    body: newSilenceSchema,
    response: { 201: silenceSchema },
  },
} as const;
const endRoute = {
  config: { permission: 'silences.write' },
  schema: {
    tags: ['notifications'],
    summary: 'End a silence now',
    params: z.object({ silenceId: z.string().max(64) }),
    response: { 200: silenceSchema },
  },
} as const;

/** Silences: author and reason stay on record. */
export const silencesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/silences', listRoute, async (request) => {
    const items = await listSilences(executor, requestScope(request), PAGE_LIMIT_MAX);
    return { items: items.map(toAnswer) };
  });

  app.post('/silences', postRoute, async (request, reply) => {
    const { from, to, ...body } = request.body;
    const scope = requestScope(request);
    const atMs = clock();
    await assertOwner(executor, scope, body, atMs);
    assertOwnSide(scope, body);
    const id = randomUUID();
    await database.transaction(async (tx) => {
      const recorded = { atMs, by: principalOf(request).username };
      await insertSilence(tx, { ...body, id, fromMs: from, toMs: to }, recorded);
      await wakeBooks(tx, atMs, body);
      const act = { action: 'silence.create', enterpriseId: enterpriseOf(body) };
      const subject = { type: 'silence', id };
      const details = { ...body, from: toIso(from), to: toIso(to) };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject, details }));
    });
    return reply.status(201).send(toAnswer(await getSilence(executor, scope, id)));
  });

  app.post('/silences/:silenceId/end', endRoute, async (request) => {
    const id = assertUuid(request.params.silenceId);
    const scope = requestScope(request);
    const atMs = clock();
    await database.transaction(async (tx) => {
      const before = await getSilence(tx, scope, id);
      assertOwnSide(scope, before);
      if (before.endedAtMs !== null || before.toMs <= atMs) return;
      await endSilence(tx, id, { atMs, by: principalOf(request).username });
      await wakeBooks(tx, atMs, before);
      const act = { action: 'silence.end', enterpriseId: enterpriseOf(before) };
      const subject = { type: 'silence', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject }));
    });
    return toAnswer(await getSilence(executor, scope, id));
  });
};

/** What an enterprise is told is silenced by the enterprise alone. */
function assertOwnSide(
  scope: { readonly enterpriseIds: readonly string[] },
  owner: { readonly scopeType: string; readonly scopeId: string },
): void {
  if (owner.scopeType !== 'enterprise' || scope.enterpriseIds.includes(owner.scopeId)) return;
  throw new DomainError('NOT_FOUND', 'An enterprise silences its own notifications.');
}

function toAnswer({ fromMs, toMs, createdAtMs, endedAtMs, ...silence }: RegisteredSilence) {
  return {
    ...silence,
    matchers: silence.matchers.map(({ field, values }) => ({ field, values: [...values] })),
    from: toIso(fromMs),
    to: toIso(toMs),
    createdAt: toIso(createdAtMs),
    endedAt: toIsoOrNull(endedAtMs),
  };
}
