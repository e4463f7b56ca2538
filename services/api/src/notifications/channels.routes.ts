import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  appendAudit,
  type ChannelKind,
  getChannel,
  getMessage,
  insertChannel,
  insertTestMessage,
  listChannels,
  listDeliveries,
  type RegisteredChannel,
  SYSTEM_SCOPE,
  updateChannel,
  wakeBooks,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';
import {
  assertOwner,
  assertUuid,
  channelKindSchema,
  emailSchema,
  enterpriseOf,
  languageSchema,
  nameSchema,
  ownerFields,
  phoneSchema,
  quietHoursSchema,
  severitySchema,
} from './notification-schemas.ts';

/** How long a test waits for the notifier, and how often it looks. */
const TEST_WAIT_MS = 15_000;
const TEST_LOOK_MS = 200;

const secretSchema = z.string().min(8).max(256);
const fields = {
  name: nameSchema,
  address: z
    .string()
    .trim()
    .min(3)
    .max(1_000)
    .describe('URL of a webhook or robot, e-mail address, telephone number.'),
  secret: secretSchema.nullable().describe('Key of the signature; never answered.'),
  language: languageSchema,
  severityMin: severitySchema,
  repeatSeconds: z
    .int()
    .min(60)
    .max(31 * 86_400)
    .nullable()
    .describe('How often to remind; null for a day.'),
  quietHours: quietHoursSchema.nullable().describe('Only severity 3 goes out in them.'),
  enabled: z.boolean(),
};
const newChannelSchema = z.strictObject({
  ...fields,
  ...ownerFields,
  kind: channelKindSchema,
  secret: fields.secret.default(null),
  language: fields.language.default('zh'),
  severityMin: fields.severityMin.default(1),
  repeatSeconds: fields.repeatSeconds.default(null),
  quietHours: fields.quietHours.default(null),
  enabled: fields.enabled.default(true),
});
const channelSchema = z
  .object({
    ...ownerFields,
    ...fields,
    id: z.string(),
    kind: channelKindSchema,
    address: z.string().describe('Of a URL, only what cannot be a key.'),
    secret: z.undefined().optional(),
    hasSecret: z.boolean(),
    version: z.int(),
    changedAt: z.string(),
    changedBy: z.string(),
  })
  .omit({ secret: true })
  .meta({ id: 'NotificationChannel' });
const paramsSchema = z.object({ channelId: z.string().max(64) });

const listRoute = {
  config: { permission: 'notifications.read' },
  schema: {
    tags: ['notifications'],
    summary: 'Channels that notifications go out by',
    response: { 200: z.object({ items: z.array(channelSchema) }) },
  },
} as const;
const postRoute = {
  config: { permission: 'channels.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Add a channel of a region, an enterprise or the platform',
    body: newChannelSchema,
    response: { 201: channelSchema },
  },
} as const;
const patchRoute = {
  config: { permission: 'channels.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Change or switch off a channel; what is absent stays',
    params: paramsSchema,
    body: z.strictObject(fields).partial(),
    response: { 200: channelSchema },
  },
} as const;
const testRoute = {
  config: { permission: 'channels.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Send a test message and wait up to 15 s for what the other side says',
    params: paramsSchema,
    response: {
      200: z.object({
        messageId: z.string(),
        state: z.string().describe('`due` when the notifier did not come to it in time.'),
        outcome: z.string().nullable(),
        answer: z.string().nullable(),
      }),
    },
  },
} as const;

/** Channels and their test button. */
export const notificationChannelsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/notification-channels', listRoute, async (request) => {
    const items = await listChannels(executor, requestScope(request));
    return { items: items.map(toAnswer) };
  });

  app.post('/notification-channels', postRoute, async (request, reply) => {
    const { repeatSeconds, ...body } = request.body;
    const scope = requestScope(request);
    const atMs = clock();
    await assertOwner(executor, scope, body, atMs);
    assertAddress(body.kind, body.address);
    const id = randomUUID();
    await database.transaction(async (tx) => {
      const recorded = { atMs, by: principalOf(request).username };
      const item = { ...body, id, repeatMs: msOf(repeatSeconds) };
      await insertChannel(tx, item, recorded, dependencies.secretBox);
      await wakeBooks(tx, atMs, body);
      const saved = await getChannel(tx, scope, id);
      const act = { action: 'notification-channel.create', enterpriseId: enterpriseOf(body) };
      const subject = { type: 'notification-channel', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject, details: { ...saved } }));
    });
    return reply.status(201).send(toAnswer(await getChannel(executor, scope, id)));
  });

  app.patch('/notification-channels/:channelId', patchRoute, async (request) => {
    const { repeatSeconds, ...body } = request.body;
    const id = assertUuid(request.params.channelId);
    const scope = requestScope(request);
    const atMs = clock();
    await database.transaction(async (tx) => {
      const before = await getChannel(tx, scope, id);
      if (body.address !== undefined) assertAddress(before.kind, body.address);
      const repeat = repeatSeconds === undefined ? {} : { repeatMs: msOf(repeatSeconds) };
      const recorded = { atMs, by: principalOf(request).username };
      const change = { ...defined(body), ...repeat };
      await updateChannel(tx, id, change, recorded, dependencies.secretBox);
      await wakeBooks(tx, atMs, before);
      const after = await getChannel(tx, scope, id);
      const details = {
        ...changesOf(before, after),
        ...(body.secret === undefined ? {} : { secret: 'replaced' }),
      };
      const act = { action: 'notification-channel.change', enterpriseId: enterpriseOf(before) };
      const subject = { type: 'notification-channel', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject, details }));
    });
    return toAnswer(await getChannel(executor, scope, id));
  });

  app.post('/notification-channels/:channelId/test', testRoute, async (request) => {
    const id = assertUuid(request.params.channelId);
    const scope = requestScope(request);
    const atMs = clock();
    const messageId = await database.transaction(async (tx) => {
      const channel = await getChannel(tx, scope, id);
      const made = await insertTestMessage(tx, id, { atMs, by: principalOf(request).username });
      const act = { action: 'notification-channel.test', enterpriseId: enterpriseOf(channel) };
      const subject = { type: 'notification-channel', id };
      await appendAudit(
        tx,
        requestAct(request, atMs, { ...act, subject, details: { messageId: made } }),
      );
      return made;
    });
    return await outcomeOf(dependencies, messageId);
  });
};

/** Looks until the notifier has sent the message, or for 15 s. */
async function outcomeOf({ database }: ApiDependencies, messageId: string) {
  const untilMs = performance.now() + TEST_WAIT_MS;
  for (;;) {
    // Whoever asks has just made it.
    const { state } = await getMessage(database.executor, SYSTEM_SCOPE, messageId);
    if (state === 'delivered' || state === 'failed' || performance.now() > untilMs) {
      const query = { messageId, limit: 1 };
      const [last] = await listDeliveries(database.executor, SYSTEM_SCOPE, query);
      return { messageId, state, outcome: last?.outcome ?? null, answer: last?.answer ?? null };
    }
    await sleep(TEST_LOOK_MS);
  }
}

function assertAddress(kind: ChannelKind, address: string): void {
  const isGood =
    kind === 'email'
      ? emailSchema.safeParse(address).success
      : kind === 'sms'
        ? phoneSchema.safeParse(address).success
        : isPlainUrl(address);
  if (isGood) return;
  const message = `This is no address for a channel of the kind ${kind}.`;
  throw new DomainError('INVALID_REQUEST', message);
}

function isPlainUrl(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '';
}

function defined<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function msOf(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}

function toAnswer({ repeatMs, changedAtMs, ...channel }: RegisteredChannel) {
  const repeatSeconds = repeatMs === null ? null : repeatMs / 1_000;
  return { ...channel, repeatSeconds, changedAt: toIso(changedAtMs) };
}
