import {
  type AlertAgeCount,
  alertAgeBounds,
  countAlertAges,
  type Enterprise,
  listRegionDutyDays,
} from '@hengneng/database';
import { ACCOUNTS, type Account, dutyShare, judgeDutyMonth, localDate } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import { isAllowed, type Principal, scopeOf } from '../access/principal.ts';
import { isEnterpriseStaff } from '../cases/case-people.ts';
import {
  areaEnterprises,
  computedAt,
  createAnswerCache,
  readMembers,
} from '../consumption/area-consumption.ts';
import { addRows } from '../consumption/area-totals.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import { EVERYBODY, keepWarm } from '../consumption/keep-warm.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { yearSchema } from '../policies/policy-schemas.ts';
import { idSchema, industryCodeSchema, regionCodeSchema, toIso, toIsoOrNull } from '../schemas.ts';
import { createStandingCache, readAreaStandings } from './area-standings.ts';
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
  const answers = createAnswerCache(dependencies);
  const standings = createStandingCache(dependencies);

  /** What every overview of a year is made of. */
  const figuresOf = async (
    asker: Asker,
    enterprises: readonly Enterprise[],
    { year, to, account }: Asked,
    waits?: 'as long as it takes',
  ) => {
    const wanted = questionOf({ year, to, account });
    // The end of the range moves on at midnight; what was answered before is still this question.
    const name = JSON.stringify(['overview', year, account]);
    return await Promise.all([
      readMembers(dependencies, answers, asker, enterprises, wanted, name, waits),
      readAreaStandings(dependencies, standings, asker, enterprises, year, waits),
    ]);
  };
  keepWarm(app, dependencies, async () => {
    const asked = { ...yearOf(undefined, clock()), account: 'comprehensive' } as const;
    const all = await areaEnterprises(dependencies, EVERYBODY, {}, questionOf(asked));
    await figuresOf(EVERYBODY, all, asked, 'as long as it takes');
  });

  const overviewOf = async (
    request: FastifyRequest,
    area: { readonly regionCode: string } | { readonly parkCode: string },
    query: z.output<typeof querySchema>,
  ) => {
    const principal = principalOf(request);
    const asker = { principal, scope: requestScope(request) };
    const { account, industryCode, top } = query;
    const { year, to, today } = yearOf(query.year, clock());
    const asked = { year, to, account };
    const where = { ...area, industryCode };
    const enterprises = await areaEnterprises(dependencies, asker, where, questionOf(asked));
    const ids = enterprises.map(({ id }) => id);
    const [[members, standing], alerts, dataDuty] = await Promise.all([
      figuresOf(asker, enterprises, asked),
      alertsOf(request, ids),
      dutyOf(principal, ids, today),
    ]);
    const sectorOf = ({ industryCode: code }: Enterprise) => code.slice(0, 3);
    const sectors = Map.groupBy(members, ({ enterprise }) => sectorOf(enterprise));
    return {
      code: 'regionCode' in area ? area.regionCode : area.parkCode,
      ...{ year, account, from: `${year}-01-01`, to },
      factorSet: members[0]?.answer.factorSet ?? null,
      enterpriseCount: members.length,
      computedAt: computedAt([...members, ...standing], clock()),
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
      ...{ alerts, dataDuty },
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

/** A year of an account, up to a day. */
interface Asked {
  readonly year: number;
  readonly to: string;
  readonly account: Account;
}

function questionOf({ year, to, account }: Asked) {
  return { from: String(year), to, account, interval: 'month', groupBy: 'energyKind' } as const;
}

/** The year asked for, and how far its energy is asked for: to the end of today at most. */
function yearOf(wanted: number | undefined, nowMs: number) {
  const today = localDate(nowMs, PLATFORM_ZONE);
  const tomorrow = localDate(nowMs + 86_400_000, PLATFORM_ZONE);
  const year = wanted ?? Number(today.slice(0, 4));
  return { year, today, to: today.startsWith(String(year)) ? tomorrow : `${year + 1}-01-01` };
}

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
