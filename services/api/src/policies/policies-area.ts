import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';

import type { ApiDependencies } from '../dependencies.ts';
import { areaRegistersRoutes } from './area-registers.routes.ts';
import { budgetRoutes } from './budget.routes.ts';
import { degreeDaysRoutes } from './degree-days.routes.ts';
import { policiesRoutes } from './policies.routes.ts';
import { policyActsRoutes } from './policy-acts.routes.ts';
import { policyImportRoutes } from './policy-import.routes.ts';
import { policyStandingsRoutes } from './policy-standings.routes.ts';
import { policyTemplatesRoutes } from './policy-templates.routes.ts';
import { policyTrialRoutes } from './policy-trial.routes.ts';
import { registerFindingsRoutes } from './register-findings.routes.ts';
import { registersRoutes } from './registers.routes.ts';

/** Every route of policies and of the registers that rules need. */
export const policiesArea: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, options) => {
  await app.register(policiesRoutes, options);
  await app.register(policyStandingsRoutes, options);
  await app.register(policyActsRoutes, options);
  await app.register(policyTemplatesRoutes, options);
  await app.register(policyTrialRoutes, options);
  await app.register(policyImportRoutes, options);
  await app.register(budgetRoutes, options);
  await app.register(registersRoutes, options);
  await app.register(areaRegistersRoutes, options);
  await app.register(degreeDaysRoutes, options);
  await app.register(registerFindingsRoutes, options);
};
