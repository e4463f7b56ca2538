import { setImmediate as nextTurn } from 'node:timers/promises';
import { prepareSources, readDaysAhead } from '@hengneng/accounting';
import {
  type AreaQuery,
  type Enterprise,
  listAreaEnterprises,
  readActStamps,
} from '@hengneng/database';
import { DomainError, localDate } from '@hengneng/domain';

import { asOfFor } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { type AreaSum, addRows } from './area-totals.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { type Asker, enterpriseConsumption, frameFor } from './enterprise-consumption.ts';
import { EVERYBODY, keepWarm } from './keep-warm.ts';
import { createFigureKeeper, type FigureKeeper, type KeeperSettings } from './kept-figures.ts';

/** Enterprises that one answer adds up. */
export const AREA_ENTERPRISES_MAX = 5_000;
/** Enterprises whose days are asked for, and held, together. */
export const ENTERPRISES_TOGETHER = 50;
/** From so many on it is worth asking once for what they share. */
const SHARED_MIN = 3;
/** Figures are new for this long as far as readings go; acts on record show at once. */
const NEW_FOR_MS = 60_000;
/** So long somebody waits for new figures where there are older ones. */
const PATIENCE_MS = 300;
/** Answers that are made ahead are at most about this old when somebody asks first. */
const AHEAD_EVERY_MS = 3_600_000;
/** Answers that are kept; about 10 kB each. */
const KEPT_MAX = 5_000;

/** Enterprises with their answers, as of one computation. */
export interface AreaMember {
  readonly enterprise: Enterprise;
  readonly answer: ConsumptionAnswer;
  /** When the answer was begun to be made, milliseconds since the epoch. */
  readonly computedAtMs: number;
}

/** One enterprise of an area, with who asks and for what. */
export interface AreaItem {
  readonly asker: Asker;
  readonly enterprise: Enterprise;
  readonly query: ConsumptionQuery;
}

/** Answers of single enterprises that were just made, by what was asked. */
export type AnswerCache = FigureKeeper<AreaItem, ConsumptionAnswer>;

/** How figures of areas are kept. */
export function keeperSettings({ clock, logger }: ApiDependencies): KeeperSettings {
  return {
    ...{ clock, newForMs: NEW_FOR_MS, patienceMs: PATIENCE_MS, countMax: KEPT_MAX },
    onFailure: (error) => logger.warn({ error }, 'Figures of an area were not made anew.'),
  };
}

/** Makes the keeper of enterprises' answers. */
export function createAnswerCache(dependencies: ApiDependencies): AnswerCache {
  return createFigureKeeper(keeperSettings(dependencies), (items) =>
    computeTogether(dependencies, items),
  );
}

/**
 * The enterprises of an area that the asker may see, each with its consumption. Within a minute the
 * same is computed once, unless something was put on record of it.
 *
 * @param name names the question where its range moves on by itself, so that the answer of yesterday
 * is an older answer of the same
 * @throws DomainError NOT_FOUND for an area without such enterprises, TIME_RANGE_INVALID where the
 * asker's engagements cover the range for none of them
 */
export async function readArea(
  dependencies: ApiDependencies,
  cache: AnswerCache,
  asker: Asker,
  area: AreaQuery,
  query: ConsumptionQuery,
  name = JSON.stringify(query),
): Promise<AreaMember[]> {
  const enterprises = await areaEnterprises(dependencies, asker, area, query);
  return await readMembers(dependencies, cache, asker, enterprises, query, name);
}

/**
 * Has answers to questions about every enterprise ready from the start, so that the first who asks one
 * need not wait for all of them; whoever asks has newer ones made. As many as are kept: with more
 * enterprises than that nothing is made ahead.
 */
export function keepAreaAnswers(
  app: Parameters<typeof keepWarm>[0],
  dependencies: ApiDependencies,
  cache: AnswerCache,
  questions: () => readonly ConsumptionQuery[],
): void {
  const make = async () => {
    for (const query of questions()) {
      const all = await areaEnterprises(dependencies, EVERYBODY, {}, query);
      if (all.length * questions().length > KEPT_MAX) return;
      const name = JSON.stringify(query);
      await readMembers(dependencies, cache, EVERYBODY, all, query, name, 'as long as it takes');
    }
  };
  keepWarm(app, dependencies, make, AHEAD_EVERY_MS);
}

/**
 * The enterprises of an area that the asker may see over a range.
 *
 * @throws DomainError as {@link readArea}
 */
export async function areaEnterprises(
  { database, clock }: ApiDependencies,
  asker: Asker,
  area: AreaQuery,
  query: ConsumptionQuery,
): Promise<Enterprise[]> {
  const enterprises = await listAreaEnterprises(database.executor, asker.scope, area, {
    ...{ atMs: clock(), limit: AREA_ENTERPRISES_MAX + 1 },
  });
  if (enterprises.length > AREA_ENTERPRISES_MAX) {
    const message = `An answer adds up ${AREA_ENTERPRISES_MAX} enterprises at most; name a smaller area.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
  return withinEngagement(asker, enterprises, query);
}

/** Enterprises with their consumption. */
export async function readMembers(
  { database }: ApiDependencies,
  cache: AnswerCache,
  asker: Asker,
  enterprises: readonly Enterprise[],
  query: ConsumptionQuery,
  name: string,
  waits?: 'as long as it takes',
): Promise<AreaMember[]> {
  const stamps = await readActStamps(
    database.executor,
    enterprises.map(({ id }) => id),
  );
  const wanted = enterprises.map((enterprise) => {
    const { id, registryVersion } = enterprise;
    // Whoever is bound to a frozen state must neither get nor leave answers of another one.
    const frozenMs = asOfFor(asker.principal, id);
    return {
      key: JSON.stringify([id, frozenMs, name]),
      stamp: frozenMs === null ? `${registryVersion}:${stamps.get(id) ?? ''}` : '',
      item: { asker, enterprise, query },
    };
  });
  const found = await cache.read(wanted, waits);
  return enterprises.flatMap((enterprise, index) => {
    const kept = found[index];
    if (kept === undefined) return [];
    return [{ enterprise, answer: kept.figure, computedAtMs: kept.atMs }];
  });
}

/** Rows of an area by the name of their period, which begins in each enterprise's own zone. */
export function areaRows(
  members: readonly AreaMember[],
  interval: string,
): (AreaSum & { readonly period: string })[] {
  const length = { year: 4, month: 7, day: 10 }[interval] ?? 10;
  const byPeriod = new Map<string, ConsumptionAnswer['rows']>();
  for (const { enterprise, answer } of members) {
    for (const row of answer.rows) {
      const period = localDate(Date.parse(row.start), enterprise.timeZone).slice(0, length);
      const rows = byPeriod.get(period);
      if (rows === undefined) byPeriod.set(period, [row]);
      else rows.push(row);
    }
  }
  return [...byPeriod]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([period, rows]) => ({ period, ...addRows(rows) }));
}

/** When the oldest of the figures was begun to be computed. */
export function computedAt(
  figures: readonly { readonly computedAtMs: number }[],
  nowMs: number,
): string {
  return toIso(figures.reduce((oldest, each) => Math.min(oldest, each.computedAtMs), nowMs));
}

/** Leaves out what engagements do not cover; refuses where nothing is left. */
function withinEngagement(
  asker: Asker,
  enterprises: readonly Enterprise[],
  query: ConsumptionQuery,
): Enterprise[] {
  let refusal: unknown = null;
  const covered = enterprises.filter((enterprise) => {
    try {
      frameFor(asker, enterprise, query);
      return true;
    } catch (error) {
      const isEngagement = asker.principal.roles.some(({ scope }) => scope.type === 'engagement');
      if (!isEngagement) throw error;
      refusal = error;
      return false;
    }
  });
  if (covered.length === 0 && refusal !== null) throw refusal;
  return covered;
}

/** The answers of many enterprises, with what they share asked for once. */
async function computeTogether(
  dependencies: ApiDependencies,
  items: readonly AreaItem[],
): Promise<ConsumptionAnswer[]> {
  const answers: ConsumptionAnswer[] = [];
  for (let at = 0; at < items.length; at += ENTERPRISES_TOGETHER) {
    const some = items.slice(at, at + ENTERPRISES_TOGETHER);
    const ahead = await readAhead(dependencies, some);
    for (const { asker, enterprise, query } of some) {
      answers.push(await enterpriseConsumption(dependencies, asker, enterprise, query, ahead));
      // Nothing here has to wait for a store; others want their turn.
      await nextTurn();
    }
  }
  return answers;
}

async function readAhead(dependencies: ApiDependencies, items: readonly AreaItem[]) {
  if (items.length < SHARED_MIN) return undefined;
  const { database, energyStore, clock } = dependencies;
  const enterpriseIds = items.map(({ enterprise }) => enterprise.id);
  const asOfMs = clock();
  const [{ asker }] = items as [AreaItem];
  const frames = items.map(({ enterprise, query }) => frameFor(asker, enterprise, query));
  const prepared = await prepareSources(database.executor, asker.scope, { enterpriseIds, asOfMs });
  const store = await readDaysAhead(energyStore, prepared.meanings, {
    enterpriseIds,
    fromMs: Math.min(...frames.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...frames.map(({ toMs }) => toMs)),
  });
  return { prepared, energyStore: store };
}
