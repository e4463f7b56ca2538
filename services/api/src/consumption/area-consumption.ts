import { type AreaQuery, type Enterprise, listAreaEnterprises } from '@hengneng/database';
import { DomainError, localDate } from '@hengneng/domain';

import { asOfFor } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { toIso } from '../schemas.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { type AreaSum, addRows } from './area-totals.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { type Asker, enterpriseConsumption, frameFor } from './enterprise-consumption.ts';

/** Enterprises that one answer adds up. */
const ENTERPRISES_MAX = 5_000;
/** Enterprises that are read at the same time. */
const PARALLEL = 4;
/** An answer for an enterprise is used again for this long by those who add up. */
const KEPT_MS = 60_000;
/** Answers that are kept; about 10 kB each. */
const KEPT_MAX = 5_000;

/** Enterprises with their answers, as of one computation. */
export interface AreaMember {
  readonly enterprise: Enterprise;
  readonly answer: ConsumptionAnswer;
}

/** Answers of single enterprises that were just made, by what was asked. */
export type AnswerCache = Map<
  string,
  { readonly atMs: number; readonly answer: ConsumptionAnswer }
>;

/**
 * The enterprises of an area that the asker may see, each with its consumption. Within a minute the
 * same is not computed twice.
 *
 * @throws DomainError NOT_FOUND for an area without such enterprises, TIME_RANGE_INVALID where the
 * asker's engagements cover the range for none of them
 */
export async function readArea(
  dependencies: ApiDependencies,
  cache: AnswerCache,
  asker: Asker,
  area: AreaQuery,
  query: ConsumptionQuery,
): Promise<AreaMember[]> {
  const { database, clock } = dependencies;
  const atMs = clock();
  const enterprises = await listAreaEnterprises(database.executor, asker.scope, area, {
    ...{ atMs, limit: ENTERPRISES_MAX + 1 },
  });
  if (enterprises.length > ENTERPRISES_MAX) {
    const message = `An answer adds up ${ENTERPRISES_MAX} enterprises at most; name a smaller area.`;
    throw new DomainError('TIME_RANGE_TOO_WIDE', message);
  }
  const covered = withinEngagement(asker, enterprises, query);
  const members: AreaMember[] = new Array(covered.length);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < covered.length; index = next++) {
      const enterprise = covered[index];
      if (enterprise === undefined) return;
      const answer = await cached(dependencies, cache, asker, enterprise, query);
      members[index] = { enterprise, answer };
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return members;
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

/** When the oldest of the figures was computed. */
export function computedAt(cache: AnswerCache, members: readonly AreaMember[], nowMs: number) {
  const times = new Map([...cache.values()].map(({ answer, atMs }) => [answer, atMs]));
  return toIso(
    members.reduce((oldest, { answer }) => Math.min(oldest, times.get(answer) ?? nowMs), nowMs),
  );
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

async function cached(
  dependencies: ApiDependencies,
  cache: AnswerCache,
  asker: Asker,
  enterprise: Enterprise,
  query: ConsumptionQuery,
): Promise<ConsumptionAnswer> {
  const atMs = dependencies.clock();
  // Whoever is bound to a frozen state must neither get nor leave answers of another one.
  const frozenMs = asOfFor(asker.principal, enterprise.id);
  const key = JSON.stringify([enterprise.id, enterprise.registryVersion, frozenMs, query]);
  const found = cache.get(key);
  if (found !== undefined && atMs - found.atMs < KEPT_MS) return found.answer;
  const answer = await enterpriseConsumption(dependencies, asker, enterprise, query);
  cache.delete(key);
  cache.set(key, { atMs, answer });
  const oldest = cache.keys().next().value;
  if (cache.size > KEPT_MAX && oldest !== undefined) cache.delete(oldest);
  return answer;
}
