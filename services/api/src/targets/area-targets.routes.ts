import type { AreaKey } from '@hengneng/database';
import {
  AREA_METRICS,
  AREA_RULES,
  type AreaJudgement,
  CHINA_WORK_CALENDAR,
  localDate,
  type NamedMember,
  NOT_JUDGED_REASONS,
  REFERENCE_LIMIT_TABLE,
} from '@hengneng/domain';
import { AREA_ZONE, judgeArea } from '@hengneng/judging';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import type { ApiDependencies } from '../dependencies.ts';
import { assertCoversPark, assertCoversRegion } from '../policies/area-registers.routes.ts';
import { yearSchema } from '../policies/policy-schemas.ts';
import { idSchema, regionCodeSchema } from '../schemas.ts';

const memberSchema = z.object({
  enterpriseId: z.string(),
  name: z.string(),
  value: z.number().nullable(),
  share: z.number().nullable().describe('Of the whole, 0 to 1.'),
  about: z.array(z.string()).describe('Months that are missing, lines, or how far an audit is.'),
});
const judgementSchema = z.object({
  rule: z.enum(AREA_RULES as [AreaJudgement['rule']]),
  notJudged: z.enum(NOT_JUDGED_REASONS).nullable().describe('Null where it was judged.'),
  severity: z.int(),
  isPreview: z.boolean().describe('By the month that runs; 1 at most.'),
  waivedBy: z
    .string()
    .nullable()
    .describe('Target of intensity whose stretch goal is met: this total is not assessed.'),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
  figures: z.array(z.object({ name: z.string(), value: z.number().nullable(), unit: z.string() })),
  arithmetic: z.array(z.string()),
  months: z.array(z.string()),
  caveats: z.array(z.string()),
  factorSet: z.string().nullable(),
  memberCount: z.int(),
  coverage: z.number().nullable().describe('Known part of the whole, 0 to 1.'),
  missingCount: z.int(),
  heaviest: z.array(memberSchema),
  missing: z.array(memberSchema),
});
const standingsSchema = z
  .object({
    year: z.int(),
    memberCount: z.int().describe('Enterprises of the area; 0 without a target.'),
    items: z.array(
      z.object({
        targetId: z.string(),
        metric: z.enum(AREA_METRICS),
        basis: z.string().nullable(),
        industryCode: z.string().nullable(),
        base: z.number(),
        stretch: z.number().nullable(),
        issuer: z.string(),
        documentNo: z.string(),
        judgements: z.array(judgementSchema).describe('Now, without the memory of an alert.'),
      }),
    ),
  })
  .meta({ id: 'AreaTargetStandings' });

const config = { permission: 'area-alerts.read' } as const;
const querystring = z.strictObject({
  year: yearSchema.optional().describe('This year if absent.'),
});
const summary = 'How an area stands against its own targets, from its enterprises’ settled months';
const shared = { tags: ['targets'], summary, querystring, response: { 200: standingsSchema } };
const regionRoute = {
  config,
  schema: { ...shared, params: z.object({ regionCode: regionCodeSchema }) },
} as const;
const parkRoute = {
  config,
  schema: { ...shared, params: z.object({ parkCode: idSchema }) },
} as const;

/** How regions and parks stand against their targets: what the rules say, by the same code. */
export const areaTargetsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const world = {
    executor: database.executor,
    ...{ calendar: CHINA_WORK_CALENDAR, limits: REFERENCE_LIMIT_TABLE },
  };

  const standingsOf = async (area: AreaKey, wanted: number | undefined) => {
    const nowMs = clock();
    const year = wanted ?? Number(localDate(nowMs, AREA_ZONE).slice(0, 4));
    const judged = await judgeArea(world, area, { nowMs, years: [year] });
    const byTarget = Map.groupBy(judged.judgements, ({ targetId }) => targetId);
    return {
      ...{ year, memberCount: judged.memberCount },
      items: judged.targets.map(({ id, target }) => {
        const { metric, basis, industryCode, base, stretch, issuer, documentNo } = target;
        const judgements = (byTarget.get(id) ?? []).map(toAnswer);
        const goal = { metric, basis, industryCode, base, stretch, issuer, documentNo };
        return { targetId: id, ...goal, judgements };
      }),
    };
  };

  app.get('/regions/:regionCode/target-standings', regionRoute, async (request) => {
    const { regionCode: areaCode } = request.params;
    assertCoversRegion(request, 'area-alerts.read', areaCode);
    return await standingsOf({ areaType: 'region', areaCode }, request.query.year);
  });
  app.get('/parks/:parkCode/target-standings', parkRoute, async (request) => {
    const { parkCode: areaCode } = request.params;
    await assertCoversPark(request, dependencies, 'area-alerts.read', areaCode);
    return await standingsOf({ areaType: 'park', areaCode }, request.query.year);
  });
};

/** Schemas take mutable lists. */
function toAnswer(judgement: AreaJudgement): z.infer<typeof judgementSchema> {
  const { rule, notJudged, severity, value, threshold, unit, message, evidence, area } = judgement;
  const { isPreview, waivedBy } = judgement;
  const { figures, arithmetic, months, caveats, factorSet } = evidence;
  const { memberCount, coverage, missingCount, heaviest, missing } = area;
  const members = (some: readonly NamedMember[]) =>
    some.map((member) => ({ ...member, about: [...member.about] }));
  return {
    ...{ isPreview, waivedBy },
    ...{ rule, notJudged, severity, value, threshold, unit, message, factorSet },
    ...{ figures: [...figures], arithmetic: [...arithmetic], months: [...months] },
    ...{ caveats: [...caveats], memberCount, coverage, missingCount },
    ...{ heaviest: members(heaviest), missing: members(missing) },
  };
}
