import {
  type AheadStore,
  type AsOf,
  type ConsumptionSources,
  createRecountedStore,
  loadSources,
  type PreparedSources,
  readAsOf,
  readBoundary,
  type TimeFrame,
  timeFrame,
} from '@hengneng/accounting';
import { type Enterprise, listSites, type TenantScope } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { asOfWanted, assertWithinEngagement, type Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { type Comparison, type ComparisonAnswer, compareLast } from './comparisons.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { describeAsOf } from './describe-as-of.ts';
import { readConsumption } from './read-consumption.ts';

/** Who asks, and what of it they may see. */
export interface Asker {
  readonly principal: Principal;
  readonly scope: TenantScope;
}

/** What was asked once for many enterprises; it says nothing of earlier times. */
export interface ReadAhead {
  readonly prepared: PreparedSources;
  readonly energyStore: AheadStore;
}

/** The frame of a range that somebody asks for, in the enterprise's zone, within their engagement. */
export function frameFor(
  { principal }: Asker,
  { id: enterpriseId, timeZone }: Enterprise,
  query: Pick<ConsumptionQuery, 'from' | 'to' | 'interval'>,
): TimeFrame {
  const frame = timeFrame(
    readBoundary('from', query.from, timeZone),
    readBoundary('to', query.to, timeZone),
    query.interval,
    timeZone,
  );
  const { fromMs, toMs } = frame;
  const wanted = { enterpriseId, timeZone, fromMs, toMs };
  assertWithinEngagement(principal, 'consumption.read', wanted);
  return frame;
}

/** Consumption with what it was asked to be compared with. */
export type ComparedConsumption = ConsumptionAnswer & {
  comparisons?: Partial<Record<Comparison, ComparisonAnswer>>;
};

/**
 * The consumption of one enterprise that the asker may see.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE, NOT_FOUND, FACTOR_SET_NOT_FOUND,
 * AS_OF_UNKNOWN
 */
export async function enterpriseConsumption(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: ConsumptionQuery,
  ahead?: ReadAhead,
): Promise<ComparedConsumption> {
  const frame = frameFor(asker, enterprise, query);
  const wanted = await consumptionWanted(dependencies, asker, enterprise, query, ahead);
  const { asOf, nowMs } = wanted;
  const answer = await answerFor(wanted, frame);
  if (query.compare === undefined) return answer;
  const { interval } = query;
  const { timeZone } = enterprise;
  const request = { interval, timeZone, nowMs: asOf?.asOfMs ?? nowMs };
  const comparisons = await compareLast(query.compare, frame, request, async (period) => {
    const { startMs: fromMs, endMs: toMs } = period;
    if (fromMs >= toMs || !isCovered(asker, enterprise, fromMs, toMs)) return null;
    const { total } = await answerFor(wanted, timeFrame(fromMs, toMs, interval, timeZone));
    return total;
  });
  return { ...answer, comparisons };
}

/** What is wanted, with the state of the record that it is answered from. */
export interface Wanted {
  readonly dependencies: ApiDependencies;
  readonly asker: Asker;
  readonly enterprise: Enterprise;
  readonly query: ConsumptionQuery;
  readonly asOf: AsOf | null;
  readonly nowMs: number;
  readonly ahead?: ReadAhead | undefined;
}

/**
 * Fixes the instant and the state of the record that an answer is made from.
 *
 * @throws DomainError NOT_FOUND for a named site that is not there, AS_OF_UNKNOWN
 */
export async function consumptionWanted(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: ConsumptionQuery,
  ahead?: ReadAhead,
): Promise<Wanted> {
  const { executor } = dependencies.database;
  if (query.siteId !== undefined) {
    const sites = await listSites(executor, asker.scope, enterprise.id);
    if (!sites.some(({ id }) => id === query.siteId)) {
      throw new DomainError('NOT_FOUND', 'There is no such site.');
    }
  }
  const nowMs = dependencies.clock();
  const asOfMs = asOfWanted(asker.principal, enterprise.id, query.asOf);
  const asOf = asOfMs === null ? null : await readAsOf(executor, enterprise.id, asOfMs, nowMs);
  return { dependencies, asker, enterprise, query, asOf, nowMs, ahead };
}

async function answerFor(wanted: Wanted, frame: TimeFrame): Promise<ConsumptionAnswer> {
  const { query, asOf } = wanted;
  const sources = await consumptionSources(wanted, frame);
  const { from: _, to: __, factorSet: ___, asOf: ____, compare: _____, ...request } = query;
  const answer = await readConsumption(sources, frame, request);
  return asOf === null ? answer : { ...answer, asOf: describeAsOf(asOf) };
}

/**
 * Everything that figures within a frame follow from. As of an earlier time each meter is counted
 * again, once for all parts of the frame.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function consumptionSources(
  { dependencies, asker, enterprise, query, asOf, nowMs, ahead }: Wanted,
  frame: TimeFrame,
): Promise<ConsumptionSources> {
  const { database, energyStore, readingScan: scan } = dependencies;
  const { executor } = database;
  const { scope } = asker;
  const { fromMs, toMs } = frame;
  const range = { fromMs, toMs, nowMs, factorSetId: query.factorSet };
  if (asOf === null) {
    const sources = await loadSources(executor, scope, enterprise, range, ahead?.prepared);
    return { ...sources, energyStore: ahead?.energyStore ?? energyStore, nowMs };
  }
  const { asOfMs } = asOf;
  const sources = await loadSources(executor, scope, enterprise, { ...range, asOfMs });
  const store = await createRecountedStore({ executor, scope, scan, enterprise, asOf }, frame);
  return { ...sources, energyStore: store, nowMs: asOfMs };
}

/** Whether the asker's engagements, if that is what they rest on, cover another period too. */
function isCovered(
  { principal }: Asker,
  { id: enterpriseId, timeZone }: Enterprise,
  fromMs: number,
  toMs: number,
): boolean {
  try {
    const wanted = { enterpriseId, timeZone, fromMs, toMs };
    assertWithinEngagement(principal, 'consumption.read', wanted);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TIME_RANGE_INVALID') return false;
    throw error;
  }
}
