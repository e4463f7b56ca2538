import {
  type AlertAgeCount,
  alertAgeBounds,
  countAlertAges,
  type Enterprise,
  listRegionDutyDays,
} from '@hengneng/database';
import { ACCOUNTS, dutyShare, judgeDutyMonth, localDate } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed, type Principal, scopeOf } from '../access/principal.ts';
import { isEnterpriseStaff } from '../cases/case-people.ts';
import { type AnswerCache, computedAt, readArea } from '../consumption/area-consumption.ts';
import { addRows } from '../consumption/area-totals.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { yearSchema } from '../policies/policy-schemas.ts';
import { idSchema, industryCodeSchema, regionCodeSchema, toIso, toIsoOrNull } from '../schemas.ts';
import { readAreaStandings, type StandingCache } from './area-standings.ts';
import { overviewSchema } from './overview-schemas.ts';
import { budgetRows, countStandings, sumBudgets } from './overview-sums.ts';

/** Where days of an area's figures begin. */
const PLATFORM_ZONE = 'Asia/Shanghai';

const querySchema = z.strictObject({
  year: yearSchema.optional().describe('This year unless given.'),
  account: z.enum(ACCOUNTS).default('comprehensive').describe('Of the energy, not of budgets.'),
  industryCode: industryCodeSchema.optional().describe('GB/T 4754; covers what it prefixes.'),
  top: z.coerce.number().int().min(0).max(1_000).default(50).describe('Rows of `overuse`.'),
});
const config = { permission: 'consumption.read' } as const;
const response = { 200: overviewSchema };
const regionRoute = {
  config,
  schema: {
    tags: ['targets'],
    summary: 'A region at a glance: energy, budgets, who will use too much, alerts, data duty',
    params: z.object({ regionCode: regionCodeSchema }),
    querystring: querySchema,
    response,
  },
} as const;
const parkRoute = {
  config,
  schema: {
    tags: ['targets'],
    summary: 'A park at a glance',
    params: z.object({ parkCode: idSchema }),
    querystring: querySchema,
    response,
  },
} as const;

/** Regions and parks at a glance, over the enterprises that the caller sees. */
export const overviewRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { clock } = dependencies;
  const answers: AnswerCache = new Map();
  const standings: StandingCache = new Map();

  const overviewOf = async (
    request: FastifyRequest,
    area: { readonly regionCode: string } | { readonly parkCode: string },
    query: z.output<typeof querySchema>,
  ) => {
    const principal = principalOf(request);
    const asker = { principal, scope: requestScope(request) };
    const { account, industryCode, top } = query;
    const today = localDate(clock(), PLATFORM_ZONE);
    const tomorrow = localDate(clock() + 86_400_000, PLATFORM_ZONE);
    const year = query.year ?? Number(today.slice(0, 4));
    const to = today.startsWith(String(year)) ? tomorrow : `${year + 1}-01-01`;
    const wanted = { from: String(year), to, account } as const;
    const members = await readArea(
      dependencies,
      answers,
      asker,
      { ...area, industryCode },
      { ...wanted, interval: 'month', groupBy: 'energyKind' },
    );
    const enterprises = members.map(({ enterprise }) => enterprise);
    const standing = await readAreaStandings(dependencies, standings, asker, enterprises, year);
    const sectorOf = ({ industryCode: code }: Enterprise) => code.slice(0, 3);
    const sectors = Map.groupBy(members, ({ enterprise }) => sectorOf(enterprise));
    const ids = enterprises.map(({ id }) => id);
    return {
      code: 'regionCode' in area ? area.regionCode : area.parkCode,
      ...{ year, account, from: `${year}-01-01`, to },
      factorSet: members[0]?.answer.factorSet ?? null,
      enterpriseCount: members.length,
      computedAt: computedAt(answers, members, clock()),
      total: sumOf(members.map(({ answer }) => answer.total)),
      sectors: [...sectors]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([code, own]) => ({
          ...{ industryCode: code, enterpriseCount: own.length },
          ...sumOf(own.map(({ answer }) => answer.total)),
          budgets: sumBudgets(standing.filter(({ enterprise }) => sectorOf(enterprise) === code)),
        })),
      budgets: sumBudgets(standing),
      standings: countStandings(standing),
      overuse: budgetRows(standing).slice(0, top),
      alerts: await alertsOf(request, ids),
      dataDuty: await dutyOf(principal, ids, today),
    };
  };

  app.get('/regions/:regionCode/overview', regionRoute, (request) =>
    overviewOf(request, { regionCode: request.params.regionCode }, request.query),
  );
  app.get('/parks/:parkCode/overview', parkRoute, (request) =>
    overviewOf(request, { parkCode: request.params.parkCode }, request.query),
  );

  async function alertsOf(request: FastifyRequest, enterpriseIds: readonly string[]) {
    const principal = principalOf(request);
    if (!isAllowed(principal, 'alerts.read')) return null;
    const seesHidden = !isEnterpriseStaff(request);
    const viewer = { scope: scopeOf(principal, 'alerts.read'), seesHidden };
    const { executor } = dependencies.database;
    const nowMs = clock();
    return addAges(await countAlertAges(executor, viewer, { enterpriseIds, nowMs }), nowMs);
  }

  async function dutyOf(principal: Principal, enterpriseIds: readonly string[], today: string) {
    if (!isAllowed(principal, 'region-duty.read')) return null;
    const scope = scopeOf(principal, 'region-duty.read');
    const month = today.slice(0, 7);
    const range = { enterpriseIds, from: `${month}-01`, to: today };
    const { executor } = dependencies.database;
    const days = Map.groupBy(
      await listRegionDutyDays(executor, scope, range),
      ({ enterpriseId }) => enterpriseId,
    );
    const results = enterpriseIds.map((id) => judgeDutyMonth(days.get(id) ?? []).result);
    return { month, ...dutyShare(results) };
  }
};

function addAges(counts: readonly AlertAgeCount[], nowMs: number) {
  const of = (some: readonly AlertAgeCount[]) => {
    const sum = (severity: number) =>
      some.reduce((total, each) => total + (each.severity === severity ? each.count : 0), 0);
    return { severity1: sum(1), severity2: sum(2), severity3: sum(3) };
  };
  const total = (some: readonly AlertAgeCount[]) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    open: total(counts),
    unverified: total(counts.filter(({ isUnverified }) => isUnverified)),
    bySeverity: of(counts),
    byAge: alertAgeBounds(nowMs).map(({ underDays, openedFromMs, openedToMs }) => ({
      underDays,
      openedFrom: toIsoOrNull(openedFromMs),
      openedTo: toIso(openedToMs),
      ...of(counts.filter((each) => each.underDays === underDays)),
    })),
  };
}

/** Schemas take mutable lists. */
function sumOf(rows: Parameters<typeof addRows>[0]) {
  const sum = addRows(rows);
  return { ...sum, groups: [...sum.groups] };
}
