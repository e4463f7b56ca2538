import { readingsCheckProgressSchema } from '@hengneng/contracts';
import {
  getEnterprise,
  listReadingVerifications,
  type ReadingVerification,
  type ReadingVerificationResult,
} from '@hengneng/database';
import { DomainError, decodePosition } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement, type Principal } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, instantSchema, toIso, toIsoOrNull } from '../schemas.ts';
import { checkIdOf, isConfirmed, type ReadingsVerifier } from './readings-verifier.ts';

const SHOWN_MAX = 10;

const factSchema = z
  .object({
    value: z.number(),
    position: z.string().describe('Where the message stands: `<gateway>/<sequence>`.'),
  })
  .nullable();
const verificationSchema = z
  .object({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    state: z.enum(['running', 'finished']),
    requestedAt: z.string(),
    requestedBy: z.string(),
    finishedAt: z.string().nullable(),
    ok: z
      .boolean()
      .nullable()
      .describe('True when every journal was looked at and nothing differed; null while running.'),
    gateways: z.array(
      z.object({
        gateway: z.int(),
        messageCount: z.int().nullable(),
        messageTotal: z.int().nullable().describe('While it runs: messages to be looked at.'),
        readingCount: z.int().nullable(),
        unrecordedCount: z.int().nullable().describe('Messages left out: still on their way.'),
        findingCount: z.int().nullable(),
        failure: z.string().nullable().describe('Why there is no result of this journal.'),
        findings: z.array(
          z.object({
            kind: z.enum(['missing', 'altered', 'wrong-winner', 'foreign']),
            meterId: z.string(),
            readAt: z.string(),
            journalled: factSchema,
            stored: factSchema,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ReadingVerification' });

const getRoute = {
  config: { permission: 'readings.verify', isLiveRead: true },
  schema: {
    tags: ['journal'],
    summary: 'Checks of the enterprise’s stored readings against the journals, the latest first',
    params: enterpriseParamsSchema,
    response: { 200: z.object({ items: z.array(verificationSchema) }) },
  },
} as const;

const postRoute = {
  config: { permission: 'readings.verify' },
  schema: {
    tags: ['journal'],
    summary:
      'Hold the stored readings of [from, to) against the journals; look at the result later',
    params: enterpriseParamsSchema,
    body: z
      .strictObject({ from: instantSchema, to: instantSchema })
      .refine(({ from, to }) => from < to, 'from must be before to'),
    response: { 202: verificationSchema },
  },
} as const;

/** Whether what is stored is what was received (读数核对). */
export const readingVerificationRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
  readonly readingsVerifier: ReadingsVerifier;
}> = async (app, { dependencies, readingsVerifier }) => {
  const { database, clock } = dependencies;

  app.get('/enterprises/:enterpriseId/reading-verifications', getRoute, async (request, reply) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(database.executor, scope, enterpriseId, clock());
    const all = await listReadingVerifications(database.executor, scope, {
      ...{ enterpriseId, limit: SHOWN_MAX },
    });
    const visible = all.filter((each) => isVisible(principalOf(request), each, timeZone));
    reply.header('cache-control', 'no-store');
    const items = await Promise.all(visible.map((each) => toAnswer(dependencies, each)));
    return { items };
  });

  app.post(
    '/enterprises/:enterpriseId/reading-verifications',
    postRoute,
    async (request, reply) => {
      const { enterpriseId } = request.params;
      const { from: fromMs, to: toMs } = request.body;
      const scope = requestScope(request);
      const { timeZone } = await getEnterprise(database.executor, scope, enterpriseId, clock());
      const wanted = { enterpriseId, fromMs, toMs };
      const principal = principalOf(request);
      assertWithinEngagement(principal, 'readings.verify', { ...wanted, timeZone });
      const act = {
        action: 'reading-verification.begin',
        enterpriseId,
        subject: { type: 'enterprise', id: enterpriseId },
        details: { from: toIso(fromMs), to: toIso(toMs) },
      };
      const begun = await readingsVerifier.begin(
        { ...wanted, requestedBy: principal.username },
        requestAct(request, clock(), act),
      );
      return reply.status(202).send(await toAnswer(dependencies, begun));
    },
  );
};

/** An auditor sees the checks of the engagement's period alone. */
function isVisible(principal: Principal, wanted: ReadingVerification, timeZone: string): boolean {
  try {
    assertWithinEngagement(principal, 'readings.verify', { ...wanted, timeZone });
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function toAnswer(
  dependencies: Pick<ApiDependencies, 'gateways' | 'readingChecks'>,
  verification: ReadingVerification,
): Promise<z.infer<typeof verificationSchema>> {
  const { id, state, requestedBy, results } = verification;
  return {
    ...{ id, state, requestedBy },
    from: toIso(verification.fromMs),
    to: toIso(verification.toMs),
    requestedAt: toIso(verification.requestedAtMs),
    finishedAt: toIsoOrNull(verification.finishedAtMs),
    ok: state === 'running' ? null : isConfirmed(results),
    gateways:
      state === 'running' ? await progressOf(dependencies, id) : results.map(toResultAnswer),
  };
}

const NOTHING_YET = {
  ...{ messageCount: null, messageTotal: null, readingCount: null, unrecordedCount: null },
  ...{ findingCount: null, failure: null, findings: [] },
};

/** How far each journal is; without Redis nobody knows, and the work goes on all the same. */
async function progressOf(
  { gateways, readingChecks }: Pick<ApiDependencies, 'gateways' | 'readingChecks'>,
  id: string,
) {
  try {
    const known = await gateways.list();
    return await Promise.all(
      known.map(async ({ gateway }) => {
        const look = await readingChecks.look(gateway, checkIdOf(id));
        const told = look?.state === 'pending' ? look.progress : null;
        const progress = readingsCheckProgressSchema.safeParse(told);
        if (!progress.success) return { gateway, ...NOTHING_YET };
        const { messageCount, messageTotal } = progress.data;
        return { gateway, ...NOTHING_YET, messageCount, messageTotal };
      }),
    );
  } catch {
    return [];
  }
}

function toResultAnswer({ gateway, report, failure }: ReadingVerificationResult) {
  if (report === null) return { gateway, ...NOTHING_YET, failure };
  const { messageCount, readingCount, unrecordedCount, findingCount, findings } = report;
  return {
    ...{ gateway, messageCount, messageTotal: null, readingCount, unrecordedCount },
    ...{ findingCount, failure },
    findings: findings.map(({ kind, meterId, readAtMs, journalled, stored }) => ({
      ...{ kind, meterId, readAt: toIso(readAtMs) },
      journalled: toFact(journalled),
      stored: toFact(stored),
    })),
  };
}

function toFact(fact: { readonly value: number; readonly position: number } | null) {
  if (fact === null) return null;
  const { gatewayNumber, sequence } = decodePosition(fact.position);
  return { value: fact.value, position: `${gatewayNumber}/${sequence}` };
}
