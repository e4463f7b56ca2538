import {
  appendAudit,
  getEnterprise,
  insertAssessedRule,
  listAssessedRules,
  parkRegionCode,
  type RecordedRule,
  readRuleInForce,
} from '@hengneng/database';
import {
  DEDUCTIONS,
  DomainError,
  localDate,
  type RegisteredRule,
  RULE_SCOPES,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { grantsOf } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  creditCodeSchema,
  dateSchema,
  enterpriseParamsSchema,
  idSchema,
  industryCodeSchema,
  regionCodeSchema,
  toIso,
} from '../schemas.ts';

const deductionSchema = z.object({
  what: z.enum(DEDUCTIONS),
  from: z
    .enum(['total', 'total-and-intensity'])
    .describe('Off the total alone, or off the numerator of intensity too.'),
});

const ruleFields = {
  id: idSchema,
  scopeType: z.enum(RULE_SCOPES),
  scopeValue: z
    .string()
    .max(64)
    .default('')
    .describe('Credit code, park, region or industry code (prefixes cover); empty for the nation.'),
  validFrom: dateSchema,
  validTo: dateSchema.nullable().default(null).describe('First day it no longer holds.'),
  base: z.enum(['comprehensive', 'statistical']),
  deductions: z.array(deductionSchema).max(DEDUCTIONS.length),
  issuer: z.string().trim().min(1).max(200),
  documentNo: z.string().trim().min(1).max(100),
  issuedOn: dateSchema,
};

const SCOPE_VALUES = {
  enterprise: creditCodeSchema,
  park: idSchema,
  region: regionCodeSchema,
  sector: industryCodeSchema,
  nation: z.literal(''),
} as const;

const newRuleSchema = z
  .strictObject({
    ...ruleFields,
    supersedes: idSchema.nullable().default(null).describe('Id of the rule it takes the place of.'),
  })
  .refine(({ scopeType, scopeValue }) => SCOPE_VALUES[scopeType].safeParse(scopeValue).success, {
    path: ['scopeValue'],
    message: 'does not name such a scope',
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, {
    path: ['validTo'],
    message: 'must be after validFrom',
  })
  .refine(({ deductions }) => new Set(deductions.map((d) => d.what)).size === deductions.length, {
    path: ['deductions'],
    message: 'each is named once',
  });

const ruleSchema = z
  .object({
    ...ruleFields,
    no: z.int(),
    supersedes: z.int().nullable().describe('`no` of the rule it takes the place of.'),
    recordedAt: z.string(),
    recordedBy: z.string(),
  })
  .meta({ id: 'AssessedRule' });

const getRulesRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['accounts'],
    summary: 'Rules of what is assessed (考核口径), in the order they were recorded',
    response: { 200: z.object({ items: z.array(ruleSchema) }) },
  },
} as const;

const postRulesRoute = {
  config: { permission: 'assessed-rules.write' },
  schema: {
    tags: ['accounts'],
    summary: 'Record a rule; it is never changed, another one takes its place',
    description:
      'An authority issues for its regions and parks and the enterprises in them. Rules for a ' +
      'sector or the nation are entered by an administrator, as they were published.',
    body: newRuleSchema,
    response: { 201: ruleSchema },
  },
} as const;

const getRuleInForceRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags: ['accounts'],
    summary: 'The rule that counts for the enterprise on a day; null: nothing is deducted',
    params: enterpriseParamsSchema,
    querystring: z.object({ date: dateSchema.optional().describe('Today unless given.') }),
    response: { 200: z.object({ date: z.string(), rule: ruleSchema.nullable() }) },
  },
} as const;

/** The register of assessed rules. */
export const assessedRulesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/assessed-rules', getRulesRoute, async () => {
    const rules = await listAssessedRules(executor, clock());
    return { items: rules.map(toAnswer) };
  });

  app.get('/enterprises/:enterpriseId/assessed-rule', getRuleInForceRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const enterprise = await getEnterprise(executor, scope, enterpriseId, clock());
    const { parkCode, regionCode, industryCode, timeZone } = enterprise;
    const date = request.query.date ?? localDate(clock(), timeZone);
    const asOfMs = clock();
    const query = { enterpriseId, parkCode, regionCode, industryCode, date, asOfMs };
    const rule = await readRuleInForce(executor, query);
    return { date, rule: rule === null ? null : toAnswer(rule) };
  });

  app.post('/assessed-rules', postRulesRoute, async (request, reply) => {
    const atMs = clock();
    const recording = { by: principalOf(request).username, atMs };
    const rule = await database.transaction(async (tx) => {
      const recorded = await insertAssessedRule(tx, request.body, recording, (scope) =>
        assertMayIssue(request, dependencies, scope),
      );
      const { scopeType, scopeValue, id } = request.body;
      const act = {
        action: 'assessed-rule.create',
        enterpriseId: scopeType === 'enterprise' ? scopeValue : null,
        subject: { type: 'assessed-rule', id },
        details: { ...request.body },
      };
      await appendAudit(tx, requestAct(request, atMs, act));
      return recorded;
    });
    return reply.status(201).send(toAnswer(rule));
  });
};

/** Whether who asks may issue for a scope; NOT_FOUND for another's enterprise, FORBIDDEN otherwise. */
async function assertMayIssue(
  request: FastifyRequest,
  { database, clock }: ApiDependencies,
  { scopeType, scopeValue }: Pick<RegisteredRule, 'scopeType' | 'scopeValue'>,
): Promise<void> {
  const scopes = grantsOf(principalOf(request), 'assessed-rules.write').map((grant) => grant.scope);
  const isAdmin = scopes.some(({ type }) => type === 'all');
  const covers = (code: string) =>
    scopes.some((scope) => scope.type === 'region' && code.startsWith(scope.code));
  if (scopeType === 'nation' || scopeType === 'sector') {
    if (isAdmin) return;
  } else if (isAdmin) {
    throw forbidden('An administrator issues nothing for an authority.');
  } else if (scopeType === 'enterprise') {
    await getEnterprise(database.executor, requestScope(request), scopeValue, clock());
    return;
  } else if (scopeType === 'region') {
    if (covers(scopeValue)) return;
  } else {
    if (scopes.some((scope) => scope.type === 'park' && scope.code === scopeValue)) return;
    const regionCode = await parkRegionCode(database.executor, scopeValue);
    if (regionCode !== null && covers(regionCode)) return;
  }
  throw forbidden('Your office does not cover this scope.');
}

function forbidden(message: string): DomainError {
  return new DomainError('FORBIDDEN', message);
}

function toAnswer({ recordedAtMs, deductions, ...rule }: RecordedRule) {
  return { ...rule, deductions: [...deductions], recordedAt: toIso(recordedAtMs) };
}
