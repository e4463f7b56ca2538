import { randomUUID } from 'node:crypto';
import {
  appendAudit,
  existingMeterIds,
  getDeclaredStop,
  getEnterprise,
  insertReportingInterval,
  insertStopRevision,
  listDeclaredStops,
  listReportingIntervals,
  lockEnterprise,
  rejudgeDutyFrom,
  type TenantScope,
} from '@hengneng/database';
import { DomainError, localDate } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, idSchema, instantSchema, toIso } from '../schemas.ts';
import { declaredStopSchema, toStopAnswer } from './duty-schemas.ts';

const reasonSchema = z.string().trim().min(2).max(1_000);
const stopsSchema = z.object({ items: z.array(declaredStopSchema) });
const newStopSchema = z
  .strictObject({
    kind: z.enum(['fault', 'stop']).describe('`fault` 故障, `stop` 停产检修.'),
    from: instantSchema,
    to: instantSchema.nullable().default(null),
    meterIds: z.array(idSchema).max(1_000).default([]).describe('None: the whole enterprise.'),
    reason: reasonSchema,
  })
  .refine(({ from, to }) => to === null || from < to, {
    path: ['to'],
    message: 'must be after from',
  });
const stopActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('end'), at: instantSchema, note: reasonSchema }),
  z.strictObject({ action: z.literal('withdraw'), note: reasonSchema }),
]);
const intervalFields = {
  meterId: idSchema.nullable().default(null).describe('Null: every register of the enterprise.'),
  intervalSeconds: z
    .int()
    .min(60)
    .max(31 * 86_400),
  validFrom: dateSchema,
  documentNo: z.string().trim().min(1).max(100),
  reason: reasonSchema,
};
const intervalSchema = z
  .object({ ...intervalFields, revision: z.int(), recordedAt: z.string(), recordedBy: z.string() })
  .meta({ id: 'ReportingInterval' });

const getStopsRoute = {
  config: { permission: 'duty.read' },
  schema: {
    tags: ['data duty'],
    summary: 'Declared faults and stops (停产检修), withdrawn ones included',
    params: enterpriseParamsSchema,
    response: { 200: stopsSchema },
  },
} as const;

const postStopsRoute = {
  config: { permission: 'duty.declare' },
  schema: {
    tags: ['data duty'],
    summary: 'Declare a fault or a stop; later than three working days it counts from now on',
    params: enterpriseParamsSchema,
    body: newStopSchema,
    response: { 201: declaredStopSchema },
  },
} as const;

const postStopActionsRoute = {
  config: { permission: 'duty.declare' },
  schema: {
    tags: ['data duty'],
    summary: 'End a declaration earlier, or withdraw it; nothing widens one',
    params: enterpriseParamsSchema.extend({ stopId: z.string().max(64) }),
    body: stopActionSchema,
    response: { 200: declaredStopSchema },
  },
} as const;

const getIntervalsRoute = {
  config: { permission: 'duty.read' },
  schema: {
    tags: ['data duty'],
    summary: 'Reporting intervals that an authority allowed',
    params: enterpriseParamsSchema,
    response: { 200: z.object({ items: z.array(intervalSchema) }) },
  },
} as const;

const postIntervalsRoute = {
  config: { permission: 'duty.relax' },
  schema: {
    tags: ['data duty'],
    summary:
      'Allow another interval than 15 minutes, for one meter or all registers, from a day on',
    params: enterpriseParamsSchema,
    body: z.strictObject(intervalFields),
    response: { 201: z.object({ items: z.array(intervalSchema) }) },
  },
} as const;

/** Declared faults and stops, and the intervals at which readings are due. */
export const dutyDeclarationsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  const intervalsOf = async (scope: TenantScope, enterpriseId: string) => {
    const items = await listReportingIntervals(executor, scope, enterpriseId);
    return {
      items: items.map(({ recordedAtMs, ...rest }) => ({
        ...rest,
        recordedAt: toIso(recordedAtMs),
      })),
    };
  };

  app.get('/enterprises/:enterpriseId/declared-stops', getStopsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const items = await listDeclaredStops(executor, scope, { enterpriseId });
    return { items: items.map(toStopAnswer) };
  });

  app.post('/enterprises/:enterpriseId/declared-stops', postStopsRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const { from, to, ...rest } = request.body;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    await assertMeters(dependencies, scope, enterpriseId, rest.meterIds);
    const stop = { ...rest, id: randomUUID(), enterpriseId, fromMs: from, toMs: to };
    const atMs = clock();
    await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const recorded = { atMs, by: principalOf(request).username };
      await insertStopRevision(tx, { ...stop, withdrawn: false }, recorded);
      await rejudgeDutyFrom(tx, enterpriseId, localDate(from, timeZone));
      const subject = { type: 'declared-stop', id: stop.id };
      const act = { action: 'declared-stop.create', enterpriseId, subject, details: request.body };
      await appendAudit(tx, requestAct(request, atMs, act));
    });
    const saved = await getDeclaredStop(executor, scope, { enterpriseId, id: stop.id });
    return reply.status(201).send(toStopAnswer(saved));
  });

  app.post(
    '/enterprises/:enterpriseId/declared-stops/:stopId/actions',
    postStopActionsRoute,
    async (request) => {
      const { enterpriseId, stopId } = request.params;
      const { body } = request;
      const scope = requestScope(request);
      const query = { enterpriseId, id: stopId };
      const isId = z.uuid().safeParse(stopId).success;
      if (!isId) throw new DomainError('NOT_FOUND', 'There is no such declaration.');
      const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
      const atMs = clock();
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        const before = await getDeclaredStop(tx, scope, query);
        if (body.action === 'end') assertNarrows(before, body.at);
        const { kind, fromMs, meterIds } = before;
        const toMs = body.action === 'end' ? body.at : before.toMs;
        const withdrawn = before.withdrawn || body.action === 'withdraw';
        const next = { ...query, kind, fromMs, toMs, meterIds, reason: body.note, withdrawn };
        await insertStopRevision(tx, next, { atMs, by: principalOf(request).username });
        await rejudgeDutyFrom(tx, enterpriseId, localDate(fromMs, timeZone));
        const act = {
          action: `declared-stop.${body.action}`,
          enterpriseId,
          subject: { type: 'declared-stop', id: stopId },
          details: body,
        };
        await appendAudit(tx, requestAct(request, atMs, act));
      });
      return toStopAnswer(await getDeclaredStop(executor, scope, query));
    },
  );

  app.get('/enterprises/:enterpriseId/reporting-intervals', getIntervalsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    return await intervalsOf(scope, enterpriseId);
  });

  app.post(
    '/enterprises/:enterpriseId/reporting-intervals',
    postIntervalsRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const scope = requestScope(request);
      const { meterId, validFrom } = request.body;
      await getEnterprise(executor, scope, enterpriseId, clock());
      await assertMeters(dependencies, scope, enterpriseId, meterId === null ? [] : [meterId]);
      const atMs = clock();
      await database.transaction(async (tx) => {
        await lockEnterprise(tx, scope, enterpriseId);
        const recorded = { atMs, by: principalOf(request).username };
        await insertReportingInterval(tx, enterpriseId, request.body, recorded);
        await rejudgeDutyFrom(tx, enterpriseId, validFrom);
        const act = {
          action: 'reporting-interval.allow',
          enterpriseId,
          subject: { type: 'meter', id: meterId ?? '*' },
          details: request.body,
        };
        await appendAudit(tx, requestAct(request, atMs, act));
      });
      return reply.status(201).send(await intervalsOf(scope, enterpriseId));
    },
  );
};

function assertNarrows(
  before: { readonly fromMs: number; readonly toMs: number | null; readonly withdrawn: boolean },
  atMs: number,
): void {
  if (atMs > before.fromMs && atMs < (before.toMs ?? Number.POSITIVE_INFINITY)) return;
  const message = 'A declaration ends after its beginning and before its end; declare another one.';
  throw new DomainError('TIME_RANGE_INVALID', message);
}

async function assertMeters(
  { database }: Pick<ApiDependencies, 'database'>,
  scope: TenantScope,
  enterpriseId: string,
  meterIds: readonly string[],
): Promise<void> {
  if (meterIds.length === 0) return;
  const known = await existingMeterIds(database.executor, scope, [enterpriseId]);
  const ids = new Set(known.map(({ id }) => id));
  const missing = meterIds.find((id) => !ids.has(id));
  if (missing !== undefined) throw new DomainError('NOT_FOUND', `There is no meter ${missing}.`);
}
