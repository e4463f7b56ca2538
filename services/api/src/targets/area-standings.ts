import { setImmediate as nextTurn } from 'node:timers/promises';
import { prepareSources, readDaysAhead } from '@hengneng/accounting';
import {
  type Enterprise,
  type PolicyInForce,
  policiesInForce,
  readActStamps,
} from '@hengneng/database';
import { DomainError, isRatioTarget, monthPeriod } from '@hengneng/domain';

import { asOfFor } from '../access/principal.ts';
import { ENTERPRISES_TOGETHER, keeperSettings } from '../consumption/area-consumption.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import { createFigureKeeper, type FigureKeeper } from '../consumption/kept-figures.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { HISTORY_YEARS } from './month-reader.ts';
import type { StandingMember } from './overview-sums.ts';
import {
  type EnterpriseStanding,
  readLines,
  readStanding,
  type StandingAhead,
} from './target-facts.ts';

/** From so many on it is worth asking once for what they share. */
const SHARED_MIN = 3;
const MS_PER_DAY = 86_400_000;

interface StandingItem {
  readonly asker: Asker;
  readonly enterprise: Enterprise;
  readonly year: number;
  /** Null for an enterprise without one. */
  readonly policy: PolicyInForce | null;
}

/** Standings that were just made; null where an engagement does not cover the year. */
export type StandingCache = FigureKeeper<StandingItem, EnterpriseStanding | null>;

/** Makes the keeper of enterprises' standings. */
export function createStandingCache(dependencies: ApiDependencies): StandingCache {
  return createFigureKeeper(keeperSettings(dependencies), (items) =>
    standTogether(dependencies, items),
  );
}

/**
 * How the budgets of enterprises of an area stand in a year; within a minute the same is made once,
 * unless something was put on record of it. Of enterprises without a policy nothing is read, and those
 * outside an engagement are left out.
 */
export async function readAreaStandings(
  { database, clock }: ApiDependencies,
  cache: StandingCache,
  asker: Asker,
  enterprises: readonly Enterprise[],
  year: number,
  waits?: 'as long as it takes',
): Promise<(StandingMember & { readonly computedAtMs: number })[]> {
  const enterpriseIds = enterprises.map(({ id }) => id);
  const { executor } = database;
  const [policies, stamps] = await Promise.all([
    policiesInForce(executor, { year, asOfMs: clock(), enterpriseIds }),
    readActStamps(executor, enterpriseIds),
  ]);
  const wanted = enterprises.map((enterprise) => {
    const policy = policies.get(enterprise.id) ?? null;
    const stamp = JSON.stringify([
      ...[enterprise.registryVersion, stamps.get(enterprise.id)],
      ...[policy?.authority?.sha256, policy?.plan?.sha256],
    ]);
    return {
      key: keyOf(asker, enterprise, year),
      stamp,
      item: { asker, enterprise, year, policy },
    };
  });
  const found = await cache.read(wanted, waits);
  return enterprises.flatMap((enterprise, index) => {
    const { figure: standing = null, atMs: computedAtMs = 0 } = found[index] ?? {};
    return standing === null ? [] : [{ enterprise, standing, computedAtMs }];
  });
}

/** Standings of many enterprises, with what they share asked for once. */
async function standTogether(
  dependencies: ApiDependencies,
  items: readonly StandingItem[],
): Promise<(EnterpriseStanding | null)[]> {
  const standings: (EnterpriseStanding | null)[] = [];
  for (let at = 0; at < items.length; at += ENTERPRISES_TOGETHER) {
    const some = items.slice(at, at + ENTERPRISES_TOGETHER);
    const ahead = await readAhead(dependencies, some);
    for (const item of some) {
      standings.push(await standingOf(dependencies, item, ahead));
      // Nothing here has to wait for a store; others want their turn.
      await nextTurn();
    }
  }
  return standings;
}

async function standingOf(
  dependencies: ApiDependencies,
  { asker, enterprise, year, policy }: StandingItem,
  ahead: StandingAhead | undefined,
): Promise<EnterpriseStanding | null> {
  const asOfMs = asOfFor(asker.principal, enterprise.id);
  const query = { year, asOfMs, isWanted: isBudget, ahead };
  try {
    // A frozen state has the policy of its own time.
    const known = asOfMs === null ? { ...query, policy } : query;
    return await readStanding(dependencies, asker, enterprise, known);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TIME_RANGE_INVALID') return null;
    throw error;
  }
}

async function readAhead(
  { database, energyStore, clock }: ApiDependencies,
  items: readonly StandingItem[],
): Promise<StandingAhead | undefined> {
  const standing = items.filter(({ policy }) => policy !== null);
  const [first] = standing;
  if (first === undefined || standing.length < SHARED_MIN) return undefined;
  const { asker, year } = first;
  const enterpriseIds = standing.map(({ enterprise }) => enterprise.id);
  const { executor } = database;
  const asOfMs = clock();
  const prepared = await prepareSources(executor, asker.scope, { enterpriseIds, asOfMs });
  const zones = new Set(standing.map(({ enterprise }) => enterprise.timeZone));
  const starts = [...zones].map((zone) => monthPeriod(`${year - HISTORY_YEARS}-01`, zone).startMs);
  const ends = [...zones].map((zone) => monthPeriod(`${year}-12`, zone).endMs);
  const range = { fromMs: Math.min(...starts), toMs: Math.max(asOfMs + MS_PER_DAY, ...ends) };
  const [store, lines] = await Promise.all([
    readDaysAhead(energyStore, prepared.meanings, { enterpriseIds, ...range }),
    readLines(executor, asker.scope, enterpriseIds, asOfMs),
  ]);
  return { prepared, energyStore: store, lines };
}

function isBudget(target: Parameters<typeof isRatioTarget>[0]): boolean {
  return !isRatioTarget(target);
}

/** Whoever is bound to a period or a frozen state must neither get nor leave answers of another one. */
function keyOf({ principal }: Asker, enterprise: Enterprise, year: number): string {
  const bounds = principal.roles.flatMap(({ scope }) =>
    scope.type === 'engagement' ? [scope.periodFrom, scope.periodTo, scope.dataAsOfMs ?? ''] : [],
  );
  return JSON.stringify([enterprise.id, year, bounds]);
}
