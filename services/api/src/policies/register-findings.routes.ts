import {
  getEnterprise,
  listAreaEnterprises,
  listEnterpriseEntries,
  listPlatformEntries,
  nearestRegionEntry,
} from '@hengneng/database';
import {
  BASES,
  DEFAULT_CLASS_SETTINGS,
  ENTERPRISE_CLASSES,
  localDate,
  obsoleteEquipment,
  proposeClass,
  withReferenceList,
} from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import {
  computedAt,
  createAnswerCache,
  keepAreaAnswers,
  readArea,
} from '../consumption/area-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema, regionCodeSchema } from '../schemas.ts';
import { yearSchema } from './policy-schemas.ts';

const tags = ['registers'];
const regionParams = z.object({ regionCode: regionCodeSchema });
/** Enterprises that one answer looks at. */
const ENTERPRISES_MAX = 5_000;
/** Below this completeness of a year nobody is proposed to leave a class. */
const COMPLETENESS_MIN = 0.9;

const obsoleteRoute = {
  config: { permission: 'registers.read' },
  schema: {
    tags,
    summary: 'Equipment of the enterprise that stands in the elimination list',
    description: 'Models are compared by name: a lead, which somebody checks at the name plate.',
    params: enterpriseParamsSchema,
    response: {
      200: z.object({
        items: z.array(
          z.object({
            equipmentId: z.string(),
            itemId: z.string(),
            document: z.string(),
            eliminatedFrom: z.string(),
            breach: z.boolean().describe('In use, the date is past, the item verified.'),
            verified: z.boolean().describe('False: of the built-in list, only to be looked at.'),
          }),
        ),
      }),
    },
  },
} as const;
const classSchema = z.enum(ENTERPRISE_CLASSES);
const proposalsRoute = {
  config: { permission: 'area-targets.read' },
  schema: {
    tags,
    summary: 'Enterprises whose consumption of a year disagrees with their class in the list',
    description:
      'Compares the comprehensive energy of the year with the list of the following year, where it ' +
      'has one, otherwise of the year. Nothing is listed by itself: an authority decides.',
    params: regionParams,
    querystring: z.strictObject({ year: yearSchema, basis: z.enum(BASES).default('primary') }),
    response: {
      200: z.object({
        items: z.array(
          z.object({
            enterpriseId: z.string(),
            name: z.string(),
            from: classSchema,
            to: classSchema,
            annualTce: z.number(),
            thresholdTce: z.number(),
            audit: z.boolean().describe('Proposed for the next audit batch.'),
            completeness: z.number(),
          }),
        ),
        unknown: z.array(z.string()).describe('Enterprises of which too little is known.'),
        isRunning: z.boolean().describe('The year is not over: nobody is proposed to leave.'),
        computedAt: z.string().describe('When the oldest figure in it was computed.'),
      }),
    },
  },
} as const;
const coverageRoute = {
  config: { permission: 'area-targets.read' },
  schema: {
    tags,
    summary: 'How many of the listed enterprises of a region were audited',
    params: regionParams,
    querystring: z.strictObject({ year: yearSchema }),
    response: {
      200: z.object({
        listed: z.int().describe('Enterprises in the class list of the year.'),
        planned: z.int().describe('With an audit of the year that was not cancelled.'),
        done: z.int(),
        overdue: z.int().describe('Not done, and due before today.'),
        coverage: z.number().nullable().describe('Done of listed; null where nobody is listed.'),
      }),
    },
  },
} as const;

/** Where the years of lists begin. */
const LIST_ZONE = 'Asia/Shanghai';

function wholeYear(year: number) {
  const range = { from: String(year), to: String(year + 1), interval: 'year' } as const;
  return { ...range, account: 'comprehensive', groupBy: 'energyKind' } as const;
}

/** What follows from registers: obsolete equipment, proposals for the class list, audit coverage. */
export const registerFindingsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;
  const cache = createAnswerCache(dependencies);
  keepAreaAnswers(app, dependencies, cache, () => {
    const year = Number(localDate(clock(), LIST_ZONE).slice(0, 4));
    // Lists are made from the year before; the year that runs is looked at first.
    return [wholeYear(year), wholeYear(year - 1)];
  });

  app.get('/enterprises/:enterpriseId/obsolete-equipment', obsoleteRoute, async (request) => {
    const { enterpriseId } = request.params;
    const scope = requestScope(request);
    const { timeZone } = await getEnterprise(executor, scope, enterpriseId, clock());
    const asOfMs = clock();
    const enterpriseIds = [enterpriseId];
    const own = { register: 'equipment', asOfMs, enterpriseIds } as const;
    const equipment = await listEnterpriseEntries(executor, scope, own);
    const items = await listPlatformEntries(executor, { register: 'elimination-item', asOfMs });
    const found = obsoleteEquipment(
      equipment.map(({ key, document }) => ({ ...document, id: key })),
      withReferenceList(items.map(({ key, document }) => ({ ...document, id: key }))),
      localDate(asOfMs, timeZone),
    );
    return { items: found };
  });

  app.get('/regions/:regionCode/class-proposals', proposalsRoute, async (request) => {
    const { regionCode } = request.params;
    const { year, basis } = request.query;
    const scope = requestScope(request);
    const asker = { principal: principalOf(request), scope };
    const members = await readArea(dependencies, cache, asker, { regionCode }, wholeYear(year));
    const asOfMs = clock();
    const wanted = { register: 'class-settings', asOfMs, regionCode } as const;
    const settings = (await nearestRegionEntry(executor, wanted))?.document;
    const list = await listEnterpriseEntries(executor, scope, { register: 'class-list', asOfMs });
    const classOf = (id: string, of: number) =>
      list.find(({ owner, year: listed }) => 'id' in owner && owner.id === id && listed === of)
        ?.document.class;
    const isRunning = localDate(asOfMs, LIST_ZONE) < `${year + 1}-01-01`;
    const unknown: string[] = [];
    const items = members.flatMap(({ enterprise: { id, name }, answer: { total } }) => {
      const field = basis === 'primary' ? 'tcePrimary' : 'tceCalorific';
      const listed = classOf(id, year + 1) ?? classOf(id, year) ?? 'none';
      const annualTce = total[field] ?? total.known[field];
      const { completeness, groups } = total;
      const isComplete =
        total[field] !== null && groups.length > 0 && completeness >= COMPLETENESS_MIN;
      const isLowerBound = isRunning || !isComplete;
      const known = { listed, annualTce, isLowerBound };
      const proposal = proposeClass(known, settings ?? DEFAULT_CLASS_SETTINGS);
      if (proposal !== null) return [{ enterpriseId: id, name, ...proposal, completeness }];
      if (!isComplete) unknown.push(id);
      return [];
    });
    return { items, unknown, isRunning, computedAt: computedAt(members, asOfMs) };
  });

  app.get('/regions/:regionCode/audit-coverage', coverageRoute, async (request) => {
    const { regionCode } = request.params;
    const { year } = request.query;
    const scope = requestScope(request);
    const limits = { atMs: clock(), limit: ENTERPRISES_MAX };
    const area = await listAreaEnterprises(executor, scope, { regionCode }, limits);
    const enterpriseIds = area.map(({ id }) => id);
    const wanted = { year, asOfMs: clock(), enterpriseIds };
    const classes = await listEnterpriseEntries(executor, scope, {
      ...wanted,
      register: 'class-list',
    });
    const audits = await listEnterpriseEntries(executor, scope, {
      ...wanted,
      register: 'audit-programme',
    });
    const zones = new Map(area.map(({ id, timeZone }) => [id, timeZone]));
    const ownerOf = (entry: { readonly owner: { readonly type: string } }) =>
      'id' in entry.owner ? String(entry.owner.id) : '';
    const listed = new Set(
      classes.filter(({ document }) => document.class !== 'none').map(ownerOf),
    );
    const countOf = (isWanted: (audit: (typeof audits)[number]) => boolean) =>
      new Set(
        audits
          .filter(isWanted)
          .map(ownerOf)
          .filter((id) => listed.has(id)),
      ).size;
    const done = countOf(({ document }) => document.state === 'done');
    return {
      listed: listed.size,
      planned: countOf(({ document }) => document.state !== 'cancelled'),
      done,
      overdue: countOf((audit) => {
        const { state, dueOn } = audit.document;
        const today = localDate(clock(), zones.get(ownerOf(audit)) ?? 'Asia/Shanghai');
        return (state === 'planned' || state === 'commissioned') && dueOn < today;
      }),
      coverage: listed.size === 0 ? null : done / listed.size,
    };
  });
};
