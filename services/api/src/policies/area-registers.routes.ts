import {
  appendAudit,
  insertRegisterEntry,
  listAreaEntries,
  listPlatformEntries,
  nearestRegionEntry,
  parkRegionCode,
  type RegisterOwner,
} from '@hengneng/database';
import {
  DEFAULT_CLASS_SETTINGS,
  DomainError,
  REFERENCE_ELIMINATION_LIST,
  type RegisterName,
} from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { Permission } from '../access/matrix.ts';
import { grantsOf } from '../access/principal.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { idSchema, regionCodeSchema } from '../schemas.ts';
import {
  entryKey,
  registerBodySchema,
  registerEntrySchema,
  registerQuerySchema,
  toEntryAnswer,
} from './register-answers.ts';
import { REGISTER_SCHEMAS } from './register-schemas.ts';

const tags = ['registers'];
/** Day on which the built-in list was put together. */
const REFERENCE_LIST_AT = '2026-11-21T00:00:00.000Z';
const regionParams = z.object({ regionCode: regionCodeSchema });
const parkParams = z.object({ parkCode: idSchema });
const listOf = (register: RegisterName) =>
  z.object({ items: z.array(registerEntrySchema(register)) });

function readRoute<P extends z.ZodObject>(summary: string, params: P) {
  return {
    config: { permission: 'area-targets.read' },
    schema: {
      ...{ tags, summary, params, querystring: registerQuerySchema },
      response: { 200: listOf('area-target') },
    },
  } as const;
}

function writeRoute<P extends z.ZodObject>(summary: string, params: P, register: RegisterName) {
  return {
    config: { permission: 'targets.issue' },
    schema: {
      ...{ tags, summary, params, body: registerBodySchema(register) },
      response: { 201: registerEntrySchema(register) },
    },
  } as const;
}

const settingsRoute = {
  config: { permission: 'area-targets.read' },
  schema: {
    tags,
    summary: 'Thresholds of the class list and duties by class that count for a region',
    params: regionParams,
    response: {
      200: z.object({
        regionCode: z.string().nullable().describe('Region that set them; null: the defaults.'),
        settings: REGISTER_SCHEMAS['class-settings'],
      }),
    },
  },
} as const;
const catalogueRoute = {
  config: { permission: 'registry.read' },
  schema: {
    tags,
    summary: 'Elimination list (淘汰目录) of equipment',
    description:
      'Recorded items, and of the built-in list (`no` 0, not verified) what nobody has recorded yet.',
    querystring: registerQuerySchema,
    response: { 200: listOf('elimination-item') },
  },
} as const;
const addItemRoute = {
  config: { permission: 'catalogues.write' },
  schema: {
    tags,
    summary: 'Enter an item of the elimination list as it was published',
    body: registerBodySchema('elimination-item'),
    response: { 201: registerEntrySchema('elimination-item') },
  },
} as const;

/** Targets and settings of regions and parks, and the lists that belong to nobody in particular. */
export const areaRegistersRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  const targetsOf = async (
    owner: { readonly type: 'region' | 'park'; readonly code: string },
    query: z.output<typeof registerQuerySchema>,
  ) => {
    const { asOf, ...rest } = query;
    const area = { type: owner.type, codes: [owner.code] };
    const wanted = { register: 'area-target', ...rest, asOfMs: asOf ?? clock(), area } as const;
    const entries = await listAreaEntries(executor, wanted);
    return { items: entries.map(toEntryAnswer) };
  };
  const record = async (
    request: FastifyRequest,
    register: RegisterName,
    owner: RegisterOwner,
    key: string,
    body: z.output<ReturnType<typeof registerBodySchema>>,
  ) => {
    const { document, withdrawn, note, year = null } = body;
    const recording = { by: principalOf(request).username, atMs: clock() };
    const entry = await database.transaction(async (tx) => {
      const item = { register, owner, key, year, document, withdrawn, note };
      const added = await insertRegisterEntry(tx, item, recording);
      const act = {
        action: `${register}.${withdrawn ? 'withdraw' : 'record'}`,
        enterpriseId: null,
        subject: { type: register, id: key },
        details: { no: added.no, owner, year, document, note },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return added;
    });
    return toEntryAnswer(entry);
  };

  const readRegion = readRoute('Targets of a region (基本目标, 激励目标)', regionParams);
  app.get('/regions/:regionCode/targets', readRegion, async (request) => {
    const { regionCode: code } = request.params;
    assertCoversRegion(request, 'area-targets.read', code);
    return await targetsOf({ type: 'region', code }, request.query);
  });
  const addToRegion = writeRoute('Issue a target of a region', regionParams, 'area-target');
  app.post('/regions/:regionCode/targets', addToRegion, async (request, reply) => {
    const { regionCode: code } = request.params;
    assertCoversRegion(request, 'targets.issue', code);
    const owner = { type: 'region', code } as const;
    const key = entryKey(undefined, request.body.id);
    return reply.status(201).send(await record(request, 'area-target', owner, key, request.body));
  });

  const readPark = readRoute('Targets of a park', parkParams);
  app.get('/parks/:parkCode/targets', readPark, async (request) => {
    const { parkCode: code } = request.params;
    await assertCoversPark(request, dependencies, 'area-targets.read', code);
    return await targetsOf({ type: 'park', code }, request.query);
  });
  const addToPark = writeRoute('Issue a target of a park', parkParams, 'area-target');
  app.post('/parks/:parkCode/targets', addToPark, async (request, reply) => {
    const { parkCode: code } = request.params;
    await assertCoversPark(request, dependencies, 'targets.issue', code);
    const owner = { type: 'park', code } as const;
    const key = entryKey(undefined, request.body.id);
    return reply.status(201).send(await record(request, 'area-target', owner, key, request.body));
  });

  app.get('/regions/:regionCode/class-settings', settingsRoute, async (request) => {
    const { regionCode } = request.params;
    assertCoversRegion(request, 'area-targets.read', regionCode);
    const wanted = { register: 'class-settings', asOfMs: clock(), regionCode } as const;
    const entry = await nearestRegionEntry(executor, wanted);
    const settings = entry?.document ?? DEFAULT_CLASS_SETTINGS;
    const owner = entry?.owner;
    return {
      regionCode: owner !== undefined && 'code' in owner ? owner.code : null,
      settings: REGISTER_SCHEMAS['class-settings'].parse(settings),
    };
  });
  const setClasses = writeRoute('Set them for a region', regionParams, 'class-settings');
  app.post('/regions/:regionCode/class-settings', setClasses, async (request, reply) => {
    const { regionCode: code } = request.params;
    assertCoversRegion(request, 'targets.issue', code);
    const owner = { type: 'region', code } as const;
    const key = entryKey('settings', request.body.id);
    const entry = await record(request, 'class-settings', owner, key, request.body);
    return reply.status(201).send(entry);
  });

  app.get('/elimination-items', catalogueRoute, async (request) => {
    const { asOf, ...query } = request.query;
    const wanted = { register: 'elimination-item', ...query, asOfMs: asOf ?? clock() } as const;
    const entries = await listPlatformEntries(executor, wanted);
    const items = entries.map(toEntryAnswer);
    // What comes with the platform was never recorded, so it has no history either.
    return { items: query.history ? items : [...items, ...referenceEntries(entries)] };
  });
  app.post('/elimination-items', addItemRoute, async (request, reply) => {
    const owner = { type: 'platform' } as const;
    const key = entryKey(undefined, request.body.id);
    const entry = await record(request, 'elimination-item', owner, key, request.body);
    return reply.status(201).send(entry);
  });
};

/** Items of the built-in list that nobody has recorded under their id. */
function referenceEntries(recorded: readonly { readonly key: string }[]) {
  const ids = new Set(recorded.map(({ key }) => key));
  return REFERENCE_ELIMINATION_LIST.filter(({ id }) => !ids.has(id)).map(({ id, ...document }) => ({
    ...{ id, year: null, document, withdrawn: false, note: '', no: 0 },
    ...{ recordedAt: REFERENCE_LIST_AT, recordedBy: 'built-in' },
  }));
}

/** NOT_FOUND for a region that lies outside what the permission covers. */
export function assertCoversRegion(
  request: FastifyRequest,
  permission: Permission,
  code: string,
): void {
  if (!coversRegion(request, permission, code)) throw outside();
}

/** NOT_FOUND for a park that lies outside what the permission covers. */
export async function assertCoversPark(
  request: FastifyRequest,
  { database }: Pick<ApiDependencies, 'database'>,
  permission: Permission,
  code: string,
): Promise<void> {
  const scopes = grantsOf(principalOf(request), permission).map(({ scope }) => scope);
  if (scopes.some((scope) => scope.type === 'park' && scope.code === code)) return;
  const regionCode = await parkRegionCode(database.executor, code);
  // A park whose region is not registered is nobody's but its own committee's.
  if (!coversRegion(request, permission, regionCode ?? '')) throw outside();
}

/** Whether a region lies within what the permission covers. */
export function coversRegion(
  request: FastifyRequest,
  permission: Permission,
  code: string,
): boolean {
  const scopes = grantsOf(principalOf(request), permission).map(({ scope }) => scope);
  return scopes.some(
    (scope) => scope.type === 'all' || (scope.type === 'region' && code.startsWith(scope.code)),
  );
}

function outside(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such area.');
}
