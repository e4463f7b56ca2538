import {
  appendAudit,
  getEnterprise,
  insertBill,
  insertReadingDay,
  listBills,
  listReadingDays,
  lockLedger,
  type RecordedBill,
} from '@hengneng/database';
import {
  LAST_DAY_OF_MONTH,
  METER_UNITS,
  periodNamed,
  splitDiffers,
  unitFitsKind,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, toIso } from '../schemas.ts';
import { actorOf, recordAsOf } from './ledger-context.ts';
import { asOfSchema, ledgerKindSchema } from './ledger-schemas.ts';

const amountSchema = z.number().min(0).max(1e12);
const splitSchema = z.strictObject({
  sharp: amountSchema.optional(),
  peak: amountSchema.optional(),
  flat: amountSchema.optional(),
  valley: amountSchema.optional(),
});
const newBillSchema = z
  .strictObject({
    kind: ledgerKindSchema,
    firstDay: dateSchema,
    lastDay: dateSchema,
    quantity: amountSchema.nullable().describe('Null voids the bill that is replaced.'),
    unit: z.enum(METER_UNITS),
    amountCny: amountSchema.nullish(),
    split: splitSchema.nullish().describe('Quantity by time of use: 尖、峰、平、谷.'),
    note: z.string().trim().max(500).default(''),
    replaces: z.int().min(1).optional().describe('Number of the bill it stands in the place of.'),
  })
  .refine((bill) => bill.firstDay <= bill.lastDay, 'firstDay must not be after lastDay')
  .refine((bill) => unitFitsKind(bill.kind, bill.unit), 'the kind is not counted in this unit')
  .refine(
    (bill) => bill.replaces === undefined || bill.note !== '',
    'a bill that replaces another needs a note that says why',
  )
  .refine(
    (bill) => bill.quantity !== null || bill.replaces !== undefined,
    'a bill without a quantity can only void another',
  );
const billSchema = z
  .object({
    number: z.int(),
    kind: ledgerKindSchema,
    firstDay: z.string(),
    lastDay: z.string(),
    quantity: z.number(),
    unit: z.enum(METER_UNITS),
    amountCny: z.number().nullable(),
    split: splitSchema.nullable(),
    splitDiffers: z.boolean().describe('The parts do not add up to the quantity.'),
    note: z.string(),
    replaces: z.int().nullable(),
    recordedAt: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'EnergyBill' });
const readingDaySchema = z.strictObject({
  kind: ledgerKindSchema,
  day: z
    .union([z.int().min(1).max(28), z.literal(LAST_DAY_OF_MONTH)])
    .describe('Day of the month on which the supplier reads; 31 for the last one.'),
});

const getBillsRoute = {
  config: { permission: 'ledger.read', readAction: 'bill.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Bills that end in a range of days, and the reading days (抄表例日)',
    params: enterpriseParamsSchema,
    querystring: z.object({
      from: dateSchema,
      to: dateSchema,
      kind: ledgerKindSchema.optional(),
      asOf: asOfSchema,
    }),
    response: {
      200: z.object({ items: z.array(billSchema), readingDays: z.array(readingDaySchema) }),
    },
  },
} as const;

const postBillsRoute = {
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary: 'Put a supplier’s bill on record, or one in the place of another',
    params: enterpriseParamsSchema,
    body: newBillSchema,
    response: { 201: z.object({ number: z.int() }) },
  },
} as const;

const putReadingDayRoute = {
  config: { permission: 'ledger.fill' },
  schema: {
    tags: ['ledger'],
    summary: 'Say on which day of the month the supplier of a kind reads',
    params: enterpriseParamsSchema,
    body: readingDaySchema,
    response: { 200: readingDaySchema },
  },
} as const;

/** The register of suppliers' bills. */
export const billsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/bills', getBillsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { from: fromDay, to: toDay, kind, asOf } = request.query;
    const asOfMs = recordAsOf(principalOf(request), dependencies, { enterpriseId, asOf });
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const fromMs = periodNamed(fromDay, timeZone)?.startMs ?? 0;
    const toMs = periodNamed(toDay, timeZone)?.endMs ?? 0;
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(principalOf(request), 'ledger.read', wanted);
    const bills = await listBills(executor, scope, { enterpriseId, fromDay, toDay, kind, asOfMs });
    const readingDays = await listReadingDays(executor, scope, enterpriseId);
    return {
      items: bills.map(toBillAnswer),
      readingDays: [...readingDays].map(([ofKind, day]) => ({ kind: ofKind, day })),
    };
  });

  app.post('/enterprises/:enterpriseId/bills', postBillsRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const { replaces = null, amountCny = null, split = null, ...rest } = request.body;
    const bill = { ...rest, replaces, amountCny, split };
    await getEnterprise(executor, requestScope(request), enterpriseId, clock());
    const actor = actorOf(request, clock());
    const number = await database.transaction(async (tx) => {
      await lockLedger(tx, enterpriseId);
      const inserted = await insertBill(tx, enterpriseId, bill, actor);
      const act = {
        action: replaces === null ? 'bill.create' : 'bill.replace',
        enterpriseId,
        subject: { type: 'bill', id: `${enterpriseId}/${inserted}` },
        details: { ...bill },
      };
      await appendAudit(tx, requestAct(request, actor.atMs, act));
      return inserted;
    });
    return reply.status(201).send({ number });
  });

  app.put('/enterprises/:enterpriseId/bills/reading-day', putReadingDayRoute, async (request) => {
    const { enterpriseId } = request.params;
    await getEnterprise(executor, requestScope(request), enterpriseId, clock());
    const actor = actorOf(request, clock());
    await database.transaction(async (tx) => {
      await lockLedger(tx, enterpriseId);
      await insertReadingDay(tx, enterpriseId, request.body, actor);
      const act = {
        action: 'bill-reading-day.change',
        enterpriseId,
        subject: { type: 'bill-reading-day', id: `${enterpriseId}/${request.body.kind}` },
        details: { ...request.body },
      };
      await appendAudit(tx, requestAct(request, actor.atMs, act));
    });
    return request.body;
  });
};

function toBillAnswer(bill: RecordedBill): z.input<typeof billSchema> {
  const { recordedAtMs, ...rest } = bill;
  return { ...rest, splitDiffers: splitDiffers(bill), recordedAt: toIso(recordedAtMs) };
}
