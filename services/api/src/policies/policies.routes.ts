import { policyJsonSchema } from '@hengneng/contracts';
import {
  findPolicyDraft,
  getEnterprise,
  getPolicyVersion,
  listPolicyVersions,
  POLICY_PARTS,
  type PolicyPart,
  policyInForce,
} from '@hengneng/database';
import {
  AREA_RULE_DEFAULTS,
  AREA_SETTLING_DEFAULTS,
  comparePolicies,
  type PolicyDocument,
  RULE_DEFAULTS,
  SETTLING_DEFAULTS,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, toIso } from '../schemas.ts';
import { isOwner } from './policy-owner.ts';
import {
  documentSchema,
  partParamsSchema,
  toDocument,
  toVersionAnswer,
  versionParamsSchema,
  versionSchema,
  versionWithDocumentSchema,
  yearParamsSchema,
} from './policy-schemas.ts';
import { latestNumber } from './sign-version.ts';

const config = { permission: 'policies.read' } as const;
const tags = ['policies'];
const asOf = { asOf: instantSchema.optional().describe('As recorded by then; now unless given.') };
const partInForceSchema = z
  .object({
    version: z.int(),
    sha256: z.string(),
    effectiveFrom: z.string(),
    signedAt: z.string(),
  })
  .nullable();
const draftSchema = z.object({
  part: z.enum(POLICY_PARTS),
  revision: z.int(),
  baseVersion: z.int().describe('Signed version that it was built on; 0 for none.'),
  open: z.boolean().describe('False once it was signed.'),
  document: documentSchema,
  updatedAt: z.string(),
  updatedBy: z.string(),
});

const schemaRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags,
    summary: 'JSON Schema (2020-12) of a policy document',
    response: { 200: documentSchema },
  },
} as const;
const thresholdsSchema = z.record(z.string(), z.union([z.number(), z.boolean()]));
const defaultsRoute = {
  config: { permission: 'signed-in' },
  schema: {
    tags,
    summary: 'Thresholds of every rule where a policy sets none; shares are 0 to 1',
    response: {
      200: z.object({
        rules: z.record(z.string(), thresholdsSchema),
        settling: thresholdsSchema.describe('When figures are good enough to be judged.'),
        areas: z
          .record(z.string(), thresholdsSchema)
          .describe('Of the rules about regions and parks, and `settling` for all of those.'),
      }),
    },
  },
} as const;
const listRoute = {
  config,
  schema: {
    tags,
    summary: 'Every signed version of the enterprise’s policies, without the documents',
    params: enterpriseParamsSchema,
    querystring: z.strictObject(asOf),
    response: { 200: z.object({ items: z.array(versionSchema) }) },
  },
} as const;
const yearRoute = {
  config,
  schema: {
    tags,
    summary: 'The policy that counts for a year, and the drafts of whoever owns them',
    params: yearParamsSchema,
    querystring: z.strictObject(asOf),
    response: {
      200: z.object({
        asOf: z.string(),
        document: documentSchema.nullable().describe('Null where nothing is signed and counts.'),
        authority: partInForceSchema,
        plan: partInForceSchema,
        pending: z
          .array(versionWithDocumentSchema)
          .describe(
            'Signed for a later day; the last of a part is what a next version is built on.',
          ),
        newestVersion: z
          .object({ authority: z.int(), plan: z.int() })
          .describe('Newest signed version that was not withdrawn; 0 for none.'),
        drafts: z.array(draftSchema),
      }),
    },
  },
} as const;
const versionsRoute = {
  config,
  schema: {
    tags,
    summary: 'Signed versions of one part, oldest first, with their documents',
    params: partParamsSchema,
    querystring: z.strictObject(asOf),
    response: { 200: z.object({ items: z.array(versionWithDocumentSchema) }) },
  },
} as const;
const versionRoute = {
  config,
  schema: {
    tags,
    summary: 'One signed version with its document',
    params: versionParamsSchema,
    response: { 200: versionWithDocumentSchema },
  },
} as const;
const comparisonRoute = {
  config,
  schema: {
    tags,
    summary: 'What changed from one version of a part to another, in words',
    params: partParamsSchema,
    querystring: z.strictObject({
      from: z.coerce.number().int().positive(),
      to: z.coerce.number().int().positive(),
    }),
    response: {
      200: z.object({
        items: z.array(
          z.object({
            path: z.string(),
            owner: z.enum(['authority', 'enterprise']),
            kind: z.enum(['added', 'removed', 'changed']),
            before: z.unknown(),
            after: z.unknown(),
            zh: z.string(),
            en: z.string(),
          }),
        ),
      }),
    },
  },
} as const;

/** Reading policies: what counts, what counted, and what changed. */
export const policiesRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const jsonSchema = policyJsonSchema();

  app.get('/policies/schema', schemaRoute, async () => jsonSchema);
  app.get('/policies/thresholds', defaultsRoute, async () => ({
    rules: RULE_DEFAULTS,
    settling: SETTLING_DEFAULTS,
    areas: { ...AREA_RULE_DEFAULTS, settling: AREA_SETTLING_DEFAULTS },
  }));

  app.get('/enterprises/:enterpriseId/policies', listRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const asOfMs = request.query.asOf ?? clock();
    const versions = await listPolicyVersions(executor, scope, { enterpriseId, asOfMs });
    return { items: versions.map(toVersionAnswer) };
  });

  app.get('/enterprises/:enterpriseId/policies/:year', yearRoute, async (request) => {
    const { enterpriseId, year } = request.params;
    const scope = requestScope(request);
    await getEnterprise(executor, scope, enterpriseId, clock());
    const asOfMs = request.query.asOf ?? clock();
    const inForce = await policyInForce(executor, enterpriseId, year, asOfMs);
    const versions = await listPolicyVersions(executor, scope, { enterpriseId, year, asOfMs });
    const pending = versions.filter(
      ({ state, effectiveAtMs }) => state === 'signed' && effectiveAtMs > asOfMs,
    );
    const newestOf = (wanted: PolicyPart) =>
      latestNumber(versions.filter(({ part }) => part === wanted));
    const parts = POLICY_PARTS.filter((part) => isOwner(request, part));
    const drafts = await Promise.all(
      parts.map((part) => findPolicyDraft(executor, scope, { enterpriseId, year, part })),
    );
    return {
      asOf: toIso(asOfMs),
      document: inForce === null ? null : toDocument(inForce.document),
      authority: toPartAnswer(inForce?.authority ?? null),
      plan: toPartAnswer(inForce?.plan ?? null),
      pending: pending.map(withDocument),
      newestVersion: { authority: newestOf('authority'), plan: newestOf('plan') },
      drafts: drafts
        .filter((draft) => draft !== null)
        .map(({ document, updatedAtMs, updatedBy, part, revision, baseVersion, open }) => {
          const saved = { updatedAt: toIso(updatedAtMs), updatedBy };
          const head = { part, revision, baseVersion, open };
          return { ...head, document: toDocument(document), ...saved };
        }),
    };
  });

  const path = '/enterprises/:enterpriseId/policies/:year/:part';
  app.get(`${path}/versions`, versionsRoute, async (request) => {
    const scope = requestScope(request);
    await getEnterprise(executor, scope, request.params.enterpriseId, clock());
    const asOfMs = request.query.asOf ?? clock();
    const versions = await listPolicyVersions(executor, scope, { ...request.params, asOfMs });
    return { items: versions.map(withDocument) };
  });

  app.get(`${path}/versions/:version`, versionRoute, async (request) => {
    const key = { ...request.params, asOfMs: clock() };
    return withDocument(await getPolicyVersion(executor, requestScope(request), key));
  });

  app.get(`${path}/comparison`, comparisonRoute, async (request) => {
    const scope = requestScope(request);
    const { from, to } = request.query;
    const read = async (version: number) => {
      const key = { ...request.params, version, asOfMs: clock() };
      return wholeOf(request.params, await getPolicyVersion(executor, scope, key));
    };
    return { items: comparePolicies(await read(from), await read(to)) };
  });
};

function withDocument(item: Parameters<typeof toVersionAnswer>[0]) {
  return { ...toVersionAnswer(item), document: toDocument(item.document) };
}

/** A policy that has the one part and nothing of the other. */
function wholeOf(
  { enterpriseId, year }: { enterpriseId: string; year: number; part: PolicyPart },
  { document }: { readonly document: object },
): PolicyDocument {
  return { enterpriseId, year, targets: [], measures: [], ...document };
}

function toPartAnswer(
  part: { version: number; sha256: string; effectiveOn: string; signedAtMs: number } | null,
) {
  if (part === null) return null;
  const { version, sha256, effectiveOn, signedAtMs } = part;
  return { version, sha256, effectiveFrom: effectiveOn, signedAt: toIso(signedAtMs) };
}
