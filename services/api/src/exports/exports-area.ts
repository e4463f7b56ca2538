import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { AuditTrail } from '../audit/audit-trail.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { consumptionExportRoutes } from './consumption-export.routes.ts';
import { createExportSlots } from './export-slots.ts';
import { readingsExportRoutes } from './readings-export.routes.ts';
import { recordExportRoutes } from './record-exports.routes.ts';

/** Every route of the exports; they share the slots. */
export const exportsArea: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly auditTrail: AuditTrail;
}> = async (app, { dependencies, auditTrail }) => {
  const context = { dependencies, auditTrail, slots: createExportSlots() };
  await app.register(consumptionExportRoutes, { context });
  await app.register(readingsExportRoutes, { context });
  await app.register(recordExportRoutes, { context });
};
