import {
  countingLedgerMonths,
  type Enterprise,
  type Executor,
  getLedgerSettings,
  listAssessedRules,
  listCalibrations,
  listFactorSets,
  listMeterMeanings,
  listSourceSettings,
  listVirtualMeters,
  loadFactorSet,
  type MeterCalibration,
  type MeterMeanings,
  type TenantScope,
} from '@hengneng/database';
import {
  DomainError,
  type FactorSet,
  localDate,
  REFERENCE_FACTOR_SET,
  type VirtualMeter,
} from '@hengneng/domain';

import { type AccountBook, createAccountBook } from './account-book.ts';

/** Everything besides measured energy that the figures of one enterprise follow from. */
export interface RegistrySources {
  readonly enterprise: Enterprise;
  readonly meanings: readonly MeterMeanings[];
  readonly virtualMeters: readonly VirtualMeter[];
  readonly calibrations: readonly MeterCalibration[];
  readonly factors: FactorSet;
  readonly book: AccountBook;
}

/**
 * Reads what was on record at an instant.
 *
 * @throws DomainError FACTOR_SET_NOT_FOUND
 */
export async function loadSources(
  executor: Executor,
  scope: TenantScope,
  enterprise: Enterprise,
  query: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly nowMs: number;
    /** Only what was on record by then; everything that is on record now where absent. */
    readonly asOfMs?: number | undefined;
    readonly factorSetId?: string | undefined;
  },
): Promise<RegistrySources> {
  const { id: enterpriseId, timeZone } = enterprise;
  const asOfMs = query.asOfMs ?? query.nowMs;
  const [meanings, virtualMeters, calibrations, factors, settings, rules, ledger, owed] =
    await Promise.all([
      listMeterMeanings(executor, scope, {
        ...{ enterpriseIds: [enterpriseId], recordedUntilMs: query.asOfMs },
      }),
      listVirtualMeters(executor, scope, { enterpriseId, asOfMs }),
      listCalibrations(executor, scope, { enterpriseId, asOfMs }),
      readFactors(executor, { asOfMs, enterpriseId, setId: query.factorSetId }),
      listSourceSettings(executor, scope, { enterpriseId, asOfMs }),
      listAssessedRules(executor, asOfMs),
      countingLedgerMonths(executor, scope, {
        ...{ enterpriseId, asOfMs },
        fromMonth: localDate(query.fromMs, timeZone).slice(0, 7),
        toMonth: localDate(query.toMs - 1, timeZone).slice(0, 7),
      }),
      getLedgerSettings(executor, scope, enterpriseId),
    ]);
  const book = createAccountBook({
    ...{ enterprise, rules, ledger, ...settings, owedKinds: owed.settings.kinds },
  });
  return { enterprise, meanings, virtualMeters, calibrations, factors, book };
}

/** The register's factors; the reference set as long as nobody has recorded any. */
export async function readFactors(
  executor: Executor,
  query: {
    readonly asOfMs: number;
    readonly enterpriseId?: string;
    readonly setId?: string | undefined;
  },
): Promise<FactorSet> {
  try {
    return await loadFactorSet(executor, query);
  } catch (error) {
    const isNotFound = error instanceof DomainError && error.code === 'FACTOR_SET_NOT_FOUND';
    if (!isNotFound || query.setId !== undefined) throw error;
    const { items } = await listFactorSets(executor, { limit: 1 });
    if (items.length > 0) throw error;
    return REFERENCE_FACTOR_SET;
  }
}
