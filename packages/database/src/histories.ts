import {
  DomainError,
  type MeterEpoch,
  measuresSameAs,
  type RegisteredHistory,
} from '@hengneng/domain';
import { and, asc, desc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { readMeterDecisions } from './corrections/in-force.ts';
import { openProposals } from './corrections/proposals.ts';
import { meterEpoch } from './schema/registry.ts';

/**
 * How each meter of the enterprises counts, by enterprise; meters and dates in ascending order. With
 * `asOfMs`: by what was on record then.
 */
export async function readHistories(
  executor: Executor,
  enterpriseIds: readonly string[],
  asOfMs?: number,
): Promise<Map<string, RegisteredHistory[]>> {
  const rows = await selectEpochsInForce(
    executor,
    and(
      inArray(meterEpoch.enterpriseId, [...enterpriseIds]),
      asOfMs === undefined ? undefined : lte(meterEpoch.recordedAt, asOfMs),
    ),
  );
  const decisions = await readMeterDecisions(executor, enterpriseIds, asOfMs);
  const proposals = Map.groupBy(
    await openProposals(executor, enterpriseIds, asOfMs),
    (proposal) => `${proposal.enterpriseId} ${proposal.meterId}`,
  );
  const histories = new Map<string, RegisteredHistory[]>();
  for (const [enterpriseId, own] of Map.groupBy(rows, (row) => row.enterpriseId)) {
    const meters = Map.groupBy(own, (row) => row.meterId);
    histories.set(
      enterpriseId,
      [...meters].map(([meterId, epochs]) => {
        const key = `${enterpriseId} ${meterId}`;
        const proposed = (proposals.get(key) ?? []).map(({ atMs }) => atMs);
        return {
          meterId,
          epochs: withoutRepeats(epochs.map(countingFields)),
          exchanges: decisions.get(key)?.exchanges ?? [],
          rejectedStepsAtMs: decisions.get(key)?.rejectedStepsAtMs ?? [],
          // A device that says it twice proposes one exchange.
          proposedExchangesAtMs: [...new Set(proposed)],
        };
      }),
    );
  }
  return histories;
}

/**
 * Refuses a history that nobody could count by: an epoch whose unit measures something else than the
 * first one's. Of several epochs of one date only the last recorded is looked at, so a unit that was
 * wrong from the start can be mended with the date of the start.
 *
 * @throws DomainError METER_UNIT_INCOMPATIBLE
 */
export async function refuseUncountable(
  tx: Executor,
  enterpriseId: string,
  meterId: string,
): Promise<void> {
  const where = and(eq(meterEpoch.enterpriseId, enterpriseId), eq(meterEpoch.meterId, meterId));
  const [first, ...later] = (await selectEpochsInForce(tx, where)).map(countingFields);
  for (const epoch of later) {
    if (first === undefined || measuresSameAs(epoch.unit, first.unit)) continue;
    throw new DomainError(
      'METER_UNIT_INCOMPATIBLE',
      `Meter ${meterId} counts in ${first.unit} from its first epoch on; ${epoch.unit} measures ` +
        'something else. Register another meter for it.',
    );
  }
}

function selectEpochsInForce(executor: Executor, where: SQL | undefined) {
  return executor
    .selectDistinctOn([meterEpoch.enterpriseId, meterEpoch.meterId, meterEpoch.validFrom], {
      enterpriseId: meterEpoch.enterpriseId,
      meterId: meterEpoch.meterId,
      fromMs: meterEpoch.validFrom,
      kind: meterEpoch.kind,
      unit: meterEpoch.unit,
      multiplier: meterEpoch.multiplier,
      registerMax: meterEpoch.registerMax,
      ratedPowerKw: meterEpoch.ratedPowerKw,
      intervalSeconds: meterEpoch.intervalSeconds,
    })
    .from(meterEpoch)
    .where(where)
    .orderBy(
      asc(meterEpoch.enterpriseId),
      asc(meterEpoch.meterId),
      asc(meterEpoch.validFrom),
      desc(meterEpoch.revision),
    );
}

type EpochRow = Awaited<ReturnType<typeof selectEpochsInForce>>[number];

function countingFields(row: EpochRow): MeterEpoch {
  const { fromMs, kind, unit, multiplier, registerMax, ratedPowerKw, intervalSeconds } = row;
  // The lists are closed by the api's schemas; the database holds what passed them.
  const meaning = { kind, unit } as Pick<MeterEpoch, 'kind' | 'unit'>;
  return { fromMs, ...meaning, multiplier, registerMax, ratedPowerKw, intervalSeconds };
}

/** An epoch that changes nothing of how a meter counts (its flow, its master) needs no recount. */
function withoutRepeats(epochs: readonly MeterEpoch[]): MeterEpoch[] {
  const kept: MeterEpoch[] = [];
  for (const epoch of epochs) {
    const before = kept.at(-1);
    const { fromMs } = before ?? epoch;
    const isRepeat =
      before !== undefined && JSON.stringify(before) === JSON.stringify({ ...epoch, fromMs });
    if (!isRepeat) kept.push(epoch);
  }
  return kept;
}
