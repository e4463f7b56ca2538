import { randomUUID } from 'node:crypto';
import {
  appendAudit,
  getContact,
  insertContact,
  listContacts,
  type RegisteredContact,
  updateContact,
  wakeBooks,
} from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { instantSchema, toIso, toIsoOrNull } from '../schemas.ts';
import {
  assertOwner,
  assertUuid,
  contactPostSchema,
  emailSchema,
  enterpriseOf,
  languageSchema,
  nameSchema,
  ownerFields,
  phoneSchema,
  quietHoursSchema,
  severitySchema,
} from './notification-schemas.ts';

const owner = { scopeType: z.enum(['region', 'park', 'enterprise']), scopeId: ownerFields.scopeId };
const fields = {
  post: contactPostSchema.describe(
    '`energy-manager` 能源管理负责人, `deputy` 代理人, `inspector-on-duty` 值班监察员.',
  ),
  name: nameSchema,
  username: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .nullable()
    .default(null)
    .describe('Account of the person: what names it reaches them off duty, too.'),
  email: emailSchema.nullable().default(null),
  phone: phoneSchema.nullable().default(null),
  language: languageSchema.default('zh'),
  severityMin: severitySchema.default(1),
  quietHours: quietHoursSchema.nullable().default(null),
  from: instantSchema.nullable().default(null).describe('Begin of duty; null for always.'),
  to: instantSchema.nullable().default(null),
};
const contactSchema = z
  .object({
    ...owner,
    ...fields,
    id: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    version: z.int(),
    changedAt: z.string(),
    changedBy: z.string(),
  })
  .meta({ id: 'Contact' });
const paramsSchema = z.object({ contactId: z.string().max(64) });

const listRoute = {
  config: { permission: 'notifications.read' },
  schema: {
    tags: ['notifications'],
    summary: 'Persons who are told: energy managers, deputies, inspectors on duty',
    response: { 200: z.object({ items: z.array(contactSchema) }) },
  },
} as const;
const postRoute = {
  config: { permission: 'contacts.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Add a person who is told by e-mail, SMS or both',
    body: z.strictObject({ ...owner, ...fields }),
    response: { 201: contactSchema },
  },
} as const;
const putRoute = {
  config: { permission: 'contacts.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Replace what is known of a person',
    params: paramsSchema,
    body: z.strictObject(fields),
    response: { 200: contactSchema },
  },
} as const;
const withdrawRoute = {
  config: { permission: 'contacts.write' },
  schema: {
    tags: ['notifications'],
    summary: 'Tell a person nothing further',
    params: paramsSchema,
    response: { 204: z.null() },
  },
} as const;

/** Persons who are told. */
export const contactsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/contacts', listRoute, async (request) => {
    const items = await listContacts(executor, requestScope(request));
    return { items: items.map(toAnswer) };
  });

  app.post('/contacts', postRoute, async (request, reply) => {
    const { from, to, ...body } = request.body;
    const scope = requestScope(request);
    const atMs = clock();
    await assertOwner(executor, scope, body, atMs);
    const id = randomUUID();
    await database.transaction(async (tx) => {
      const recorded = { atMs, by: principalOf(request).username };
      await insertContact(tx, { ...body, id, fromMs: from, toMs: to }, recorded);
      await wakeBooks(tx, atMs, body);
      const act = { action: 'contact.create', enterpriseId: enterpriseOf(body) };
      const subject = { type: 'contact', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject, details: request.body }));
    });
    return reply.status(201).send(toAnswer(await getContact(executor, scope, id)));
  });

  app.put('/contacts/:contactId', putRoute, async (request) => {
    const { from, to, ...body } = request.body;
    const id = assertUuid(request.params.contactId);
    const scope = requestScope(request);
    const atMs = clock();
    await database.transaction(async (tx) => {
      const before = await getContact(tx, scope, id);
      const recorded = { atMs, by: principalOf(request).username };
      await updateContact(tx, id, { ...body, fromMs: from, toMs: to }, recorded);
      await wakeBooks(tx, atMs, before);
      const details = changesOf(before, { ...body, fromMs: from, toMs: to });
      const act = { action: 'contact.change', enterpriseId: enterpriseOf(before) };
      const subject = { type: 'contact', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject, details }));
    });
    return toAnswer(await getContact(executor, scope, id));
  });

  app.delete('/contacts/:contactId', withdrawRoute, async (request, reply) => {
    const id = assertUuid(request.params.contactId);
    const scope = requestScope(request);
    const atMs = clock();
    await database.transaction(async (tx) => {
      const before = await getContact(tx, scope, id);
      const recorded = { atMs, by: principalOf(request).username };
      await updateContact(tx, id, { withdrawnAtMs: atMs }, recorded);
      const act = { action: 'contact.withdraw', enterpriseId: enterpriseOf(before) };
      const subject = { type: 'contact', id };
      await appendAudit(tx, requestAct(request, atMs, { ...act, subject }));
    });
    return reply.status(204).send(null);
  });
};

function toAnswer({ fromMs, toMs, changedAtMs, ...contact }: RegisteredContact) {
  const from = toIsoOrNull(fromMs);
  return { ...contact, from, to: toIsoOrNull(toMs), changedAt: toIso(changedAtMs) };
}
