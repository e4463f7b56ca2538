import { readBoundary } from '@hengneng/accounting';
import { policyDocumentSchema } from '@hengneng/contracts';
import { getEnterprise } from '@hengneng/database';
import {
  type AlertTransition,
  CHINA_WORK_CALENDAR,
  DomainError,
  localDate,
  periodNamed,
  REFERENCE_LIMIT_TABLE,
} from '@hengneng/domain';
import { loadRecordedSources, type TrialAlert, tryPolicy } from '@hengneng/judging';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';

/** 500 measures with their schedules. */
const BODY_BYTES_MAX = 2 * 1_048_576;
/** Judgements of one answer: two years by month, four months by day. */
const STEPS_MAX = 124;
const MS_PER_DAY = 86_400_000;

const transitionSchema = z.object({
  at: z.string(),
  type: z.string(),
  fromSeverity: z.int(),
  severity: z.int(),
  message: z.object({ zh: z.string(), en: z.string() }),
  isPreview: z.boolean().describe('Of the running month alone; never above 1.'),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
  evidence: z.unknown().describe('What would have been frozen with the alert.'),
});
const trialRoute = {
  bodyLimit: BODY_BYTES_MAX,
  config: { permission: 'policies.write' },
  schema: {
    tags: ['policies'],
    summary: 'Try a policy: what a draft would have raised over a past range',
    description:
      'Judged at the ends of the months (or days) of the range, by the code that judges signed ' +
      'policies, from the energy up to then and the registry, ledgers and corrections of today. ' +
      'Nothing is kept and nobody is told. Changes for the better count at once.',
    body: z.strictObject({
      document: policyDocumentSchema,
      from: z.string().max(40).describe('A local date (2026, 2026-03, 2026-03-01) or an instant.'),
      to: z.string().max(40).describe('First instant that is not tried; at most now.'),
      step: z.enum(['month', 'day']).default('month'),
    }),
    response: {
      200: z.object({
        enterpriseId: z.string(),
        judgedAt: z.array(z.string()),
        alerts: z.array(
          z.object({
            rule: z.string(),
            targetId: z.string().nullable(),
            period: z.object({ name: z.string(), from: z.string(), to: z.string() }),
            severity: z.int().describe('Worst it would have been.'),
            condition: z.string().describe('At the end of the range.'),
            openedAt: z.string(),
            transitions: z.array(transitionSchema),
          }),
        ),
        notJudged: z
          .array(
            z.object({
              rule: z.string(),
              targetId: z.string().nullable(),
              period: z.string(),
              reason: z.string(),
            }),
          )
          .describe('What could not be judged at the end of the range, and why.'),
      }),
    },
  },
} as const;

/** Trying a policy before it is signed. */
export const policyTrialRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, energyStore, clock } = dependencies;
  const world = {
    ...{ executor: database.executor, energyStore },
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };

  app.post('/policies/evaluate', trialRoute, async (request) => {
    const { document, step } = request.body;
    const recordedMs = clock();
    const scope = requestScope(request);
    const enterprise = await getEnterprise(
      database.executor,
      scope,
      document.enterpriseId,
      recordedMs,
    );
    const { timeZone } = enterprise;
    const range = {
      fromMs: readBoundary('from', request.body.from, timeZone),
      toMs: Math.min(readBoundary('to', request.body.to, timeZone), recordedMs),
    };
    assertTryable(range, document.year, step, timeZone);
    const recorded = await loadRecordedSources(world, {
      ...{ enterprise, recordedMs, firstYear: document.year, untilMs: dayAfter(range.toMs) },
    });
    const result = await tryPolicy(world, { document, recorded, ...range, step });
    return {
      enterpriseId: enterprise.id,
      judgedAt: result.judgedAtMs.map(toIso),
      alerts: result.alerts.map((alert) => toAnswer(alert, timeZone)),
      notJudged: [...result.notJudged],
    };
  });
};

/** @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE */
function assertTryable(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  year: number,
  step: 'month' | 'day',
  timeZone: string,
): void {
  if (fromMs >= toMs) {
    throw new DomainError('TIME_RANGE_INVALID', '`from` must be before `to`, and in the past.');
  }
  const startMs = periodNamed(String(year), timeZone)?.startMs ?? fromMs;
  if (fromMs < startMs) {
    const message = 'The range begins before the year of the policy.';
    throw new DomainError('TIME_RANGE_INVALID', message);
  }
  const stepMs = step === 'day' ? MS_PER_DAY : 28 * MS_PER_DAY;
  if ((toMs - fromMs) / stepMs > STEPS_MAX) {
    const message = `At most ${STEPS_MAX} judgements; ask for a shorter range or for months.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
}

/** The last judgement may be for the end of a day, of which the figure stands under its beginning. */
function dayAfter(atMs: number): number {
  return atMs + MS_PER_DAY;
}

function toAnswer(
  { rule, targetId, period, severity, condition, transitions }: TrialAlert,
  timeZone: string,
) {
  return {
    ...{ rule, targetId, severity, condition },
    period: {
      name: period.name,
      from: localDate(period.startMs, timeZone),
      to: localDate(period.endMs - 1, timeZone),
    },
    openedAt: toIso(transitions[0]?.atMs ?? period.startMs),
    transitions: transitions.flatMap((transition) => toTransition(transition) ?? []),
  };
}

function toTransition({ type, from, to, atMs, judgement }: AlertTransition) {
  if (judgement === null) return null;
  const { message, isPreview, value, threshold, unit, evidence } = judgement;
  return {
    ...{ at: toIso(atMs), type, fromSeverity: from, severity: to, message, isPreview },
    ...{ value, threshold, unit, evidence },
  };
}
