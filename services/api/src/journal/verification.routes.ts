import { verificationReportSchema } from '@hengneng/contracts';
import type { Verification } from '@hengneng/database';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso, toIsoOrNull } from '../schemas.ts';
import { isVerified, type JournalVerifier } from './verification.ts';

const verificationSchema = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'finished']),
    requestedAt: z.string(),
    requestedBy: z.string(),
    finishedAt: z.string().nullable(),
    ok: z
      .boolean()
      .nullable()
      .describe('True when every gateway answered and found no damage; null while running.'),
    gateways: z.array(
      z.object({
        gateway: z.int(),
        report: verificationReportSchema.nullable(),
        failure: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'JournalVerification' });

/** Integrity of the journals (完整性校验). */
export const verificationRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: Pick<ApiDependencies, 'clock'>;
  readonly verifier: JournalVerifier;
}> = async (app, { dependencies, verifier }) => {
  app.get(
    '/journal/verification',
    {
      config: { permission: 'verification.read' },
      schema: {
        tags: ['journal'],
        summary: 'The latest verification of the journals, null before the first',
        response: { 200: z.object({ latest: verificationSchema.nullable() }) },
      },
    },
    async (_request, reply) => {
      const latest = await verifier.latest();
      reply.header('cache-control', 'no-store');
      return { latest: latest === null ? null : toAnswer(latest) };
    },
  );

  app.post(
    '/journal/verification',
    {
      config: { permission: 'verification.run' },
      schema: {
        tags: ['journal'],
        summary: 'Verify the journals of all gateways; look at the result later',
        response: { 202: z.object({ latest: verificationSchema }) },
      },
    },
    async (request, reply) => {
      const act = {
        action: 'journal-verification.begin',
        enterpriseId: null,
        subject: { type: 'journal', id: '*' },
      };
      const { username } = principalOf(request);
      const begun = await verifier.begin(username, requestAct(request, dependencies.clock(), act));
      return reply.status(202).send({ latest: toAnswer(begun) });
    },
  );
};

function toAnswer(verification: Verification): z.infer<typeof verificationSchema> {
  const { id, state, requestedBy, requestedAtMs, finishedAtMs, results } = verification;
  return {
    id,
    state,
    requestedBy,
    requestedAt: toIso(requestedAtMs),
    finishedAt: toIsoOrNull(finishedAtMs),
    ok: state === 'running' ? null : isVerified(results),
    gateways: [...results],
  };
}
