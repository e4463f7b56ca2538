import {
  getEnterprise,
  listDutyDays,
  listEnterprises,
  listRegionDutyDays,
  type RegionDutyDay,
} from '@hengneng/database';
import {
  addDays,
  DomainError,
  DUTY_RESULTS,
  type DutyVerdict,
  dayNumberOf,
  dutyShare,
  judgeDutyMonth,
  localDate,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { assertWithinEngagement } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { dateSchema, enterpriseParamsSchema, idSchema, regionCodeSchema } from '../schemas.ts';
import { dutyPeriod } from './count-duty-days.ts';
import {
  dutyDaySchema,
  dutyPeriodSchema,
  dutyVerdictSchema,
  toDutyAnswer,
  toDutyDayAnswer,
} from './duty-schemas.ts';
import { monthlyConsistency } from './monthly-consistency.ts';

const DAYS_MAX = 400;
const ENTERPRISES_MAX = 1_000;

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-11');

const getDataDutyRoute = {
  config: { permission: 'duty.read' },
  schema: {
    tags: ['data duty'],
    summary: 'Duty to report (数据报送义务) of an enterprise by day, month and rule',
    params: enterpriseParamsSchema,
    querystring: z.object({
      from: dateSchema.optional().describe('First day; 30 days before the last unless given.'),
      to: dateSchema.optional().describe('Last day; yesterday unless given.'),
    }),
    response: {
      200: z.object({
        from: z.string(),
        to: z.string(),
        total: dutyPeriodSchema,
        months: z.array(
          dutyPeriodSchema.extend({
            month: z.string(),
            dayCount: z.int().describe('Days of the month within the range that are judged.'),
          }),
        ),
        days: z.array(dutyDaySchema),
      }),
    },
  },
} as const;

const shareSchema = z.object({
  metCount: z.int(),
  notMetCount: z.int(),
  exemptCount: z.int(),
  notJudgedCount: z.int(),
  metRatio: z.number().nullable().describe('Met of met and not met; null where nobody was judged.'),
});

const areaDutySchema = z.object({
  month: z.string(),
  share: shareSchema,
  rules: z.record(z.string(), shareSchema),
  items: z.array(
    z.object({
      enterpriseId: z.string(),
      name: z.string(),
      dayCount: z.int(),
      result: z.enum(DUTY_RESULTS),
      completenessRatio: z.number().nullable(),
      verdicts: z.array(dutyVerdictSchema),
    }),
  ),
});
const areaQuerySchema = z.object({
  month: monthSchema.optional().describe('This month unless given.'),
});

const getRegionRoute = {
  config: { permission: 'region-duty.read' },
  schema: {
    tags: ['data duty'],
    summary: 'Duty to report of a region in a month: share met, by rule, and each enterprise',
    params: z.object({ regionCode: regionCodeSchema }),
    querystring: areaQuerySchema,
    response: { 200: areaDutySchema.extend({ regionCode: z.string() }) },
  },
} as const;

const getParkRoute = {
  config: { permission: 'region-duty.read' },
  schema: {
    tags: ['data duty'],
    summary: 'Duty to report of a park in a month',
    params: z.object({ parkCode: idSchema }),
    querystring: areaQuerySchema,
    response: { 200: areaDutySchema.extend({ parkCode: z.string() }) },
  },
} as const;

/** The duty to report, by enterprise and by region. */
export const dataDutyRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.get('/enterprises/:enterpriseId/data-duty', getDataDutyRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const to = request.query.to ?? addDays(localDate(clock(), timeZone), -1);
    const from = request.query.from ?? addDays(to, -30);
    assertDays(from, to);
    assertWithinEngagement(principalOf(request), 'duty.read', {
      enterpriseId,
      timeZone,
      fromMs: dutyPeriod(from, timeZone).startMs,
      toMs: dutyPeriod(to, timeZone).endMs,
    });
    const days = await listDutyDays(executor, scope, { enterpriseId, from, to });
    const months = [...Map.groupBy(days, ({ date }) => date.slice(0, 7))];
    const consistency = new Map<string, DutyVerdict[]>();
    for (const [month] of months) {
      const query = { scope, enterpriseId, month, timeZone };
      consistency.set(month, await monthlyConsistency(dependencies, query));
    }
    return {
      from,
      to,
      total: toDutyAnswer(judgeDutyMonth(days)),
      months: months.map(([month, ofMonth]) => ({
        month,
        dayCount: ofMonth.length,
        ...toDutyAnswer(judgeDutyMonth(ofMonth, consistency.get(month))),
      })),
      days: days.map(toDutyDayAnswer),
    };
  });

  app.get('/regions/:regionCode/data-duty', getRegionRoute, async (request) => {
    const { regionCode } = request.params;
    return { regionCode, ...(await dutyOf(request, { regionCode })) };
  });
  app.get('/parks/:parkCode/data-duty', getParkRoute, async (request) => {
    const { parkCode } = request.params;
    return { parkCode, ...(await dutyOf(request, { parkCode })) };
  });

  async function dutyOf(
    request: FastifyRequest<{ Querystring: z.infer<typeof areaQuerySchema> }>,
    area: { readonly regionCode?: string; readonly parkCode?: string },
  ): Promise<z.infer<typeof areaDutySchema>> {
    const scope = requestScope(request);
    const month = request.query.month ?? localDate(clock(), 'Asia/Shanghai').slice(0, 7);
    const query = { ...area, limit: ENTERPRISES_MAX, atMs: clock() };
    const { items: enterprises, next } = await listEnterprises(executor, scope, query);
    if (enterprises.length === 0) throw new DomainError('NOT_FOUND', 'There is no such area.');
    if (next !== undefined) {
      const message = `The area has more than ${ENTERPRISES_MAX} enterprises; ask for its parts.`;
      throw new DomainError('TIME_RANGE_TOO_WIDE', message);
    }
    const enterpriseIds = enterprises.map(({ id }) => id);
    const range = { enterpriseIds, from: `${month}-01`, to: addDays(followingMonth(month), -1) };
    const days = Map.groupBy(
      await listRegionDutyDays(executor, scope, range),
      ({ enterpriseId }) => enterpriseId,
    );
    const items = enterprises.map(({ id, name }) => {
      const ofEnterprise: readonly RegionDutyDay[] = days.get(id) ?? [];
      const { result, verdicts, completenessRatio } = toDutyAnswer(judgeDutyMonth(ofEnterprise));
      const dayCount = ofEnterprise.length;
      return { enterpriseId: id, name, dayCount, result, completenessRatio, verdicts };
    });
    const rules = Map.groupBy(
      items.flatMap(({ verdicts }) => verdicts),
      ({ rule }) => rule,
    );
    return {
      month,
      share: dutyShare(items.map(({ result }) => result)),
      rules: Object.fromEntries(
        [...rules].map(([rule, verdicts]) => [
          rule,
          dutyShare(verdicts.map((each) => each.result)),
        ]),
      ),
      items,
    };
  }
};

function assertDays(from: string, to: string): void {
  if (from > to) throw new DomainError('TIME_RANGE_INVALID', '`from` must not be after `to`.');
  if (dayNumberOf(to) - dayNumberOf(from) < DAYS_MAX) return;
  throw new DomainError('TIME_RANGE_TOO_WIDE', `The range may span ${DAYS_MAX} days at most.`);
}

/** First day of the month after a month `YYYY-MM`. */
function followingMonth(month: string): string {
  return `${addDays(`${month}-28`, 4).slice(0, 7)}-01`;
}
