import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { ApiDependencies } from '../dependencies.ts';
import { balanceRoutes } from './balance.routes.ts';
import { billsRoutes } from './bills.routes.ts';
import { ledgerRoutes } from './ledger.routes.ts';
import { ledgerSettingsRoutes } from './ledger-settings.routes.ts';
import { ledgerStepsRoutes } from './ledger-steps.routes.ts';
import { ledgerTablesRoutes } from './ledger-tables.routes.ts';
import { reconciliationRoutes } from './reconciliation.routes.ts';

/** Every route of the ledger: months, steps, settings, tables, balance, bills, reconciliation. */
export const ledgerArea: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, options) => {
  await app.register(ledgerRoutes, options);
  await app.register(ledgerStepsRoutes, options);
  await app.register(ledgerSettingsRoutes, options);
  await app.register(ledgerTablesRoutes, options);
  await app.register(balanceRoutes, options);
  await app.register(billsRoutes, options);
  await app.register(reconciliationRoutes, options);
};
