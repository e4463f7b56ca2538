import {
  appendAudit,
  getEnterprise,
  getLedgerSettings,
  insertLedgerSettings,
  listAwaitingMonths,
  lockLedger,
} from '@hengneng/database';
import { localDate } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import { changesOf, requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { actorOf } from './ledger-context.ts';
import { ledgerKindSchema, monthSchema } from './ledger-schemas.ts';

const settingsSchema = z.strictObject({
  dueDay: z.int().min(1).max(28).describe('Day of the next month until whose end it is due.'),
  firstMonth: monthSchema.nullable(),
  kinds: z.array(ledgerKindSchema).max(60).describe('Owed every month; empty: as last time.'),
  gainLossWarningRatio: z.number().min(0).max(1),
  gainLossBlockingRatio: z.number().min(0).max(1),
  changeWarningRatio: z.number().min(0).max(100),
});
const settingsAnswerSchema = settingsSchema.extend({
  revision: z.int().describe('0: nobody has set any, these are the defaults.'),
});
const awaitingSchema = z.object({
  dueDay: z.int(),
  items: z.array(
    z.object({
      month: z.string(),
      dueOn: z.string(),
      overdue: z.boolean(),
      kinds: z.array(ledgerKindSchema),
      state: z.string().nullable(),
    }),
  ),
});

const getLedgerSettingsRoute = {
  config: { permission: 'ledger.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Due day, kinds owed and tolerances of the enterprise’s ledger',
    params: enterpriseParamsSchema,
    response: { 200: settingsAnswerSchema },
  },
} as const;

const putLedgerSettingsRoute = {
  config: { permission: 'ledger.settings' },
  schema: {
    tags: ['ledger'],
    summary: 'Set due day, kinds owed and tolerances',
    params: enterpriseParamsSchema,
    body: settingsSchema,
    response: { 200: settingsAnswerSchema },
  },
} as const;

const getLedgerAwaitingRoute = {
  config: { permission: 'ledger.read' },
  schema: {
    tags: ['ledger'],
    summary: 'Months whose ledger, or a kind of it, is awaited; they are not judged',
    params: enterpriseParamsSchema,
    response: { 200: awaitingSchema },
  },
} as const;

/** What is owed for a ledger, by when, and what is not in. */
export const ledgerSettingsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/ledger/settings', getLedgerSettingsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const { settings, revision } = await getLedgerSettings(executor, scope, enterpriseId);
    return { ...settings, kinds: [...settings.kinds], revision };
  });

  app.put('/enterprises/:enterpriseId/ledger/settings', putLedgerSettingsRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const actor = actorOf(request, clock());
    const settings = request.body;
    const revision = await database.transaction(async (tx) => {
      await lockLedger(tx, enterpriseId);
      const before = await getLedgerSettings(tx, scope, enterpriseId);
      const item = { settings, revision: before.revision + 1 };
      await insertLedgerSettings(tx, enterpriseId, item, actor);
      const act = {
        action: 'ledger-setting.change',
        enterpriseId,
        subject: { type: 'ledger-setting', id: `${enterpriseId}/${item.revision}` },
        details: changesOf(before.settings, settings),
      };
      await appendAudit(tx, requestAct(request, actor.atMs, act));
      return item.revision;
    });
    return { ...settings, revision };
  });

  app.get('/enterprises/:enterpriseId/ledger/awaiting', getLedgerAwaitingRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const today = localDate(clock(), timeZone);
    const { dueDay, months } = await listAwaitingMonths(executor, scope, { enterpriseId, today });
    return { dueDay, items: months.map((entry) => ({ ...entry, kinds: [...entry.kinds] })) };
  });
};
