import { type Enterprise, policiesInForce } from '@hengneng/database';
import { DomainError, isRatioTarget } from '@hengneng/domain';

import { asOfFor } from '../access/principal.ts';
import type { Asker } from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { StandingMember } from './overview-sums.ts';
import { type EnterpriseStanding, readStanding } from './target-facts.ts';

/** Enterprises that are read at the same time. */
const PARALLEL = 4;
/** A standing is used again for this long by those who add up. */
const KEPT_MS = 60_000;
const KEPT_MAX = 5_000;

/** Standings that were just made, by enterprise and what it was asked for. */
export type StandingCache = Map<
  string,
  { readonly atMs: number; readonly standing: Promise<EnterpriseStanding> }
>;

/**
 * How the budgets of enterprises of an area stand in a year; within a minute the same is not made
 * twice. Enterprises without a policy are not read, nor are those outside an engagement.
 */
export async function readAreaStandings(
  dependencies: ApiDependencies,
  cache: StandingCache,
  asker: Asker,
  enterprises: readonly Enterprise[],
  year: number,
): Promise<StandingMember[]> {
  const { database, clock } = dependencies;
  const policies = await policiesInForce(database.executor, {
    ...{ year, asOfMs: clock(), enterpriseIds: enterprises.map(({ id }) => id) },
  });
  const read = async (enterprise: Enterprise): Promise<EnterpriseStanding> => {
    const policy = policies.get(enterprise.id) ?? null;
    const asOfMs = asOfFor(asker.principal, enterprise.id);
    const query = { year, asOfMs, isWanted: isBudget };
    // A frozen state has the policy of its own time.
    const known = asOfMs === null ? { ...query, policy } : query;
    return await readStanding(dependencies, asker, enterprise, known);
  };
  const members: StandingMember[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < enterprises.length; index = next++) {
      const enterprise = enterprises[index];
      if (enterprise === undefined) return;
      const version = policies.get(enterprise.id)?.authority?.sha256 ?? '';
      const key = keyOf(asker, enterprise, year, version);
      const standing = await kept(cache, key, clock(), () => read(enterprise));
      if (standing !== null) members.push({ enterprise, standing });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return members;
}

function isBudget(target: Parameters<typeof isRatioTarget>[0]): boolean {
  return !isRatioTarget(target);
}

/** Whoever is bound to a period or a frozen state must neither get nor leave answers of another one. */
function keyOf(
  { principal }: Asker,
  enterprise: Enterprise,
  year: number,
  version: string,
): string {
  const bounds = principal.roles.flatMap(({ scope }) =>
    scope.type === 'engagement' ? [scope.periodFrom, scope.periodTo, scope.dataAsOfMs ?? ''] : [],
  );
  return JSON.stringify([enterprise.id, enterprise.registryVersion, year, version, bounds]);
}

async function kept(
  cache: StandingCache,
  key: string,
  nowMs: number,
  make: () => Promise<EnterpriseStanding>,
): Promise<EnterpriseStanding | null> {
  const found = cache.get(key);
  const isFresh = found !== undefined && nowMs - found.atMs < KEPT_MS;
  const standing = isFresh ? found.standing : make();
  if (!isFresh) {
    cache.delete(key);
    cache.set(key, { atMs: nowMs, standing });
    const oldest = cache.keys().next().value;
    if (cache.size > KEPT_MAX && oldest !== undefined) cache.delete(oldest);
  }
  try {
    return await standing;
  } catch (error) {
    cache.delete(key);
    if (error instanceof DomainError && error.code === 'TIME_RANGE_INVALID') return null;
    throw error;
  }
}
