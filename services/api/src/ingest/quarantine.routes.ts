import { fetchedMessageSchema, replayedMessageSchema } from '@hengneng/contracts';
import {
  appendAudit,
  getQuarantine,
  listConflicts,
  listQuarantine,
  markReplayed,
  type QuarantineEntry,
} from '@hengneng/database';
import { DomainError, QUARANTINE_REASONS, type QuarantineReason } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { nameReadEnterprise } from '../audit/logged-reads.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies, GatewayAnswer, Gateways } from '../dependencies.ts';
import { pageQuerySchema, pageSchema, parseCursor, toIso, toIsoOrNull } from '../schemas.ts';

/** How long a request waits for a gateway before it says that it is away. */
const GATEWAY_TIMEOUT_MS = 8_000;
/** Times a replay may be asked for again after the gateway failed at it. */
const REPLAY_TRIES_MAX = 10;
/** Refused readings of one message that a list shows; a message may have 2 000. */
const LISTED_REJECTED_MAX = 20;
/** Of these the journal has only the first KiB. */
const NOT_KEPT_WHOLE: readonly QuarantineReason[] = ['too-large'];

const entrySchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    deviceId: z.string(),
    receivedAt: z.string(),
    source: z.string(),
    topic: z.string(),
    reason: z.enum(QUARANTINE_REASONS),
    message: z.string(),
    payloadBytes: z.int(),
    rejectedCount: z.int().describe('Readings that were refused; 0 when the whole message was.'),
    /** The refused readings; in lists the first few. */
    rejected: z.array(
      z.object({
        index: z.int(),
        meterId: z.string(),
        code: z.enum(QUARANTINE_REASONS),
        message: z.string(),
      }),
    ),
    state: z.enum(['open', 'replayed']),
    replayedAt: z.string().nullable(),
    replayedBy: z.string().nullable(),
    replayPosition: z.string().nullable(),
  })
  .meta({ id: 'QuarantinedMessage' });
const conflictSchema = z
  .object({
    id: z.string(),
    enterpriseId: z.string(),
    meterId: z.string(),
    readAt: z.string(),
    kept: z.object({ value: z.number(), position: z.number() }),
    refused: z.object({ value: z.number(), position: z.number() }),
    recordedAt: z.string(),
  })
  .meta({ id: 'Conflict' });
const paramsSchema = z.object({ quarantineId: z.string().regex(/^\d{1,4}-\d{1,13}$/) });

const getQuarantineRoute = {
  config: { permission: 'quarantine.read' },
  schema: {
    tags: ['ingest'],
    summary: 'Messages of which something was refused, newest first',
    querystring: pageQuerySchema.extend({
      enterpriseId: z.string().max(64).optional(),
      reason: z.enum(QUARANTINE_REASONS).optional(),
      state: z.enum(['open', 'replayed']).optional(),
    }),
    response: { 200: pageSchema(entrySchema) },
  },
} as const;

const getQuarantineByIdRoute = {
  config: { permission: 'quarantine.read' },
  schema: {
    tags: ['ingest'],
    summary: 'One message in quarantine',
    params: paramsSchema,
    response: { 200: entrySchema },
  },
} as const;

const getQuarantinePayloadRoute = {
  config: { permission: 'quarantine.read', readAction: 'quarantine-payload.download' },
  schema: {
    tags: ['ingest'],
    summary: 'The message’s payload as it was received, from the journal',
    params: paramsSchema,
    response: {
      200: {
        description: 'The bytes.',
        content: { 'application/octet-stream': { schema: z.unknown() } },
      },
    },
  },
} as const;

const postQuarantineReplayRoute = {
  config: { permission: 'quarantine.replay' },
  schema: {
    tags: ['ingest'],
    summary: 'Journal the message again, now that the registry is mended',
    params: paramsSchema,
    response: { 200: entrySchema },
  },
} as const;

const getConflictsRoute = {
  config: { permission: 'quarantine.read', readAction: 'conflict.read' },
  schema: {
    tags: ['ingest'],
    summary: 'Readings of one meter and instant that do not agree, newest first',
    querystring: pageQuerySchema.extend({
      enterpriseId: z.string().max(64).optional(),
      meterId: z.string().max(64).optional(),
    }),
    response: { 200: pageSchema(conflictSchema) },
  },
} as const;

/** Messages in quarantine (待处理数据) and conflicting readings (数据冲突). */
export const quarantineRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, gateways, clock } = dependencies;
  const { executor } = database;

  app.get('/quarantine', getQuarantineRoute, async (request) => {
    const { after, ...query } = request.query;
    const cursor = parseCursor(after);
    const page = await listQuarantine(executor, requestScope(request), {
      ...query,
      after: cursor === undefined ? undefined : { receivedAtMs: cursor.atMs, id: cursor.id },
    });
    return { ...page, items: page.items.map((entry) => toAnswer(entry, LISTED_REJECTED_MAX)) };
  });

  app.get('/quarantine/:quarantineId', getQuarantineByIdRoute, async (request) => {
    const { quarantineId } = request.params;
    const entry = await getQuarantine(executor, requestScope(request), quarantineId);
    nameReadEnterprise(request, entry.enterpriseId);
    return toAnswer(entry);
  });

  app.get(
    '/quarantine/:quarantineId/payload',
    getQuarantinePayloadRoute,
    async (request, reply) => {
      const entry = await getQuarantine(
        executor,
        requestScope(request),
        request.params.quarantineId,
      );
      nameReadEnterprise(request, entry.enterpriseId);
      const answer = await gateways.ask(
        entry.gateway,
        {
          id: `fetch-${request.id}`,
          command: { type: 'fetch', sequence: entry.sequence },
        },
        GATEWAY_TIMEOUT_MS,
      );
      const fetched = fetchedMessageSchema.nullable().parse(gatewayValue(answer, entry.gateway));
      if (fetched === null) {
        const message = 'The journal does not have this message any more.';
        throw new DomainError('NOT_FOUND', message);
      }
      const by = principalOf(request).username;
      request.log.info({ by, quarantineId: entry.id }, 'Payload downloaded.');
      // Always a download of unknown bytes: a payload is a stranger's text and must not be shown.
      return reply
        .header('content-disposition', `attachment; filename="message-${entry.id}.bin"`)
        .header('cache-control', 'no-store')
        .type('application/octet-stream')
        .send(Buffer.from(fetched.payloadBase64, 'base64'));
    },
  );

  app.post('/quarantine/:quarantineId/replay', postQuarantineReplayRoute, async (request) => {
    const scope = requestScope(request);
    const by = principalOf(request).username;
    const entry = await getQuarantine(executor, scope, request.params.quarantineId);
    assertReplayable(entry);
    const value = await askForReplay(gateways, entry, by);
    const replayed = replayedMessageSchema.nullable().parse(value);
    if (replayed === null) {
      const message = 'The journal does not have this message any more.';
      throw new DomainError('QUARANTINE_NOT_REPLAYABLE', message);
    }
    const mark = { atMs: clock(), by, position: replayed.position };
    await database.transaction(async (tx) => {
      await markReplayed(tx, entry.id, mark);
      const act = {
        action: 'quarantine.replay',
        enterpriseId: entry.enterpriseId,
        subject: { type: 'quarantine', id: entry.id },
        details: { reason: entry.reason, position: replayed.position },
      };
      await appendAudit(tx, requestAct(request, clock(), act));
    });
    request.log.info({ by, quarantineId: entry.id }, 'Message replayed.');
    return toAnswer(await getQuarantine(executor, scope, entry.id));
  });

  app.get('/conflicts', getConflictsRoute, async (request) => {
    const { after, ...query } = request.query;
    const cursor = parseCursor(after);
    const page = await listConflicts(executor, requestScope(request), {
      ...query,
      after: cursor === undefined ? undefined : { readAtMs: cursor.atMs, id: cursor.id },
    });
    return {
      ...page,
      items: page.items.map((item) => ({
        id: item.id,
        enterpriseId: item.enterpriseId,
        meterId: item.meterId,
        readAt: toIso(item.readAtMs),
        kept: { value: item.keptValue, position: item.keptPosition },
        refused: { value: item.refusedValue, position: item.refusedPosition },
        recordedAt: toIso(item.recordedAtMs),
      })),
    };
  });
};

function assertReplayable(entry: QuarantineEntry): void {
  const refuse = (message: string) => {
    throw new DomainError('QUARANTINE_NOT_REPLAYABLE', message);
  };
  if (entry.state === 'replayed') refuse('The message was replayed already.');
  if (NOT_KEPT_WHOLE.includes(entry.reason)) {
    refuse('The message was too large to keep: the device has to send it again in parts.');
  }
}

/**
 * Asks for a replay under an id that is the message's own: whoever asks again after a lost answer is
 * told what came of the first request, and the message is not journalled twice. Only after the
 * gateway failed at it is it asked anew.
 */
async function askForReplay(
  gateways: Gateways,
  entry: QuarantineEntry,
  actor: string,
): Promise<unknown> {
  const command = { type: 'replay', sequence: entry.sequence, actor } as const;
  for (let attempt = 1; ; attempt += 1) {
    const id = `replay-${entry.id}-${attempt}`;
    const answer = await gateways.ask(entry.gateway, { id, command }, GATEWAY_TIMEOUT_MS);
    if (answer?.ok !== false || attempt === REPLAY_TRIES_MAX) {
      return gatewayValue(answer, entry.gateway);
    }
  }
}

function gatewayValue(answer: GatewayAnswer | null, gateway: number): unknown {
  if (answer?.ok === true) return answer.value;
  const reason = answer === null ? 'does not answer' : 'could not do it';
  throw new DomainError(
    'GATEWAY_UNAVAILABLE',
    `Gateway ${gateway} ${reason}; ask again, and the request is carried on.`,
    { cause: answer === null ? undefined : new Error(answer.message) },
  );
}

function toAnswer(entry: QuarantineEntry, rejectedMax = Infinity): z.infer<typeof entrySchema> {
  const { gateway: _, sequence: __, receivedAtMs, replayedAtMs, rejected, ...rest } = entry;
  return {
    ...rest,
    rejectedCount: rejected.length,
    rejected: rejected.slice(0, rejectedMax),
    receivedAt: toIso(receivedAtMs),
    replayedAt: toIsoOrNull(replayedAtMs),
  };
}
