import { type Enterprise, listSites, type TenantScope } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';

import { asOfFor, assertWithinEngagement, type Principal } from '../access/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { ConsumptionAnswer } from './answer-schemas.ts';
import { createRecountedStore, describeAsOf, readAsOf } from './as-of.ts';
import type { ConsumptionQuery } from './consumption-query.ts';
import { loadSources } from './load-sources.ts';
import { readConsumption } from './read-consumption.ts';
import { readBoundary, type TimeFrame, timeFrame } from './time-frame.ts';

/** Who asks, and what of it they may see. */
export interface Asker {
  readonly principal: Principal;
  readonly scope: TenantScope;
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

/**
 * The consumption of one enterprise that the asker may see.
 *
 * @throws DomainError TIME_RANGE_INVALID, TIME_RANGE_TOO_WIDE, NOT_FOUND, FACTOR_SET_NOT_FOUND
 */
export async function enterpriseConsumption(
  { database, energyStore, readingScan, clock }: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: ConsumptionQuery,
): Promise<ConsumptionAnswer> {
  const { executor } = database;
  const frame = frameFor(asker, enterprise, query);
  const { from: _, to: __, factorSet, asOf: ___, ...request } = query;
  if (query.siteId !== undefined) {
    const sites = await listSites(executor, asker.scope, enterprise.id);
    if (!sites.some(({ id }) => id === query.siteId)) {
      throw new DomainError('NOT_FOUND', 'There is no such site.');
    }
  }
  const nowMs = clock();
  const { fromMs, toMs } = frame;
  const range = { fromMs, toMs, nowMs, factorSetId: factorSet };
  const asOfMs = query.asOf ?? asOfFor(asker.principal, enterprise.id);
  if (asOfMs === null) {
    const sources = await loadSources(executor, asker.scope, enterprise, range);
    return await readConsumption({ ...sources, energyStore, nowMs }, frame, request);
  }
  const asOf = await readAsOf(executor, enterprise.id, asOfMs, nowMs);
  const sources = await loadSources(executor, asker.scope, enterprise, { ...range, asOfMs });
  const store = await createRecountedStore(
    { executor, scope: asker.scope, scan: readingScan, enterprise, asOf },
    frame,
  );
  const past = { ...sources, energyStore: store, nowMs: asOfMs };
  const answer = await readConsumption(past, frame, request);
  return { ...answer, asOf: describeAsOf(asOf) };
}
