import {
  countingLedgerMonths,
  type Enterprise,
  type Executor,
  getLedgerSettings,
  listAssessedRules,
  listCalibrations,
  listCalorificValues,
  listFactorSets,
  listMeterMeanings,
  listSourceSettings,
  listVirtualMeters,
  loadFactorSet,
  type MeterCalibration,
  type MeterMeanings,
  type RecordedRule,
  type RecordPresence,
  recordPresence,
  type TenantScope,
} from '@hengneng/database';
import {
  DEFAULT_LEDGER_SETTINGS,
  DomainError,
  type FactorSet,
  type LedgerMonth,
  ledgerCalorificValues,
  localDate,
  REFERENCE_FACTOR_SET,
  type VirtualMeter,
  withCalorificValues,
} from '@hengneng/domain';

import { type AccountBook, createAccountBook } from './account-book.ts';
import { isAccountedMeter } from './meter-pieces.ts';

/** Everything besides measured energy that the figures of one enterprise follow from. */
export interface RegistrySources {
  readonly enterprise: Enterprise;
  readonly meanings: readonly MeterMeanings[];
  readonly virtualMeters: readonly VirtualMeter[];
  readonly calibrations: readonly MeterCalibration[];
  readonly factors: FactorSet;
  readonly book: AccountBook;
  /** Ledger months that count, within the range asked for. */
  readonly ledger: ReadonlyMap<string, LedgerMonth>;
}

/** What many enterprises share, and which of them have records of a kind at all. */
export interface PreparedSources {
  readonly asOfMs: number;
  readonly presence: RecordPresence;
  readonly meanings: ReadonlyMap<string, readonly MeterMeanings[]>;
  /** The newest factors, without anybody's own. */
  readonly factors: FactorSet;
  readonly rules: readonly RecordedRule[];
}

/** Asks once for many enterprises what else would be asked for each. */
export async function prepareSources(
  executor: Executor,
  scope: TenantScope,
  query: { readonly enterpriseIds: readonly string[]; readonly asOfMs: number },
): Promise<PreparedSources> {
  const { enterpriseIds, asOfMs } = query;
  const [presence, meanings, factors, rules] = await Promise.all([
    recordPresence(executor, enterpriseIds),
    listMeterMeanings(executor, scope, { enterpriseIds }),
    readFactors(executor, { asOfMs }),
    listAssessedRules(executor, asOfMs),
  ]);
  const byEnterprise = Map.groupBy(
    meanings.filter(isAccountedMeter),
    ({ enterpriseId }) => enterpriseId,
  );
  return { asOfMs, presence, meanings: byEnterprise, factors, rules };
}

const NO_SETTINGS = { sources: [], generations: [] } as const;
/** What is measured of fuels in any month makes factors of all others, too. */
const EVERY_MONTH = { fromMonth: '2000-01', toMonth: '2099-12' } as const;

/**
 * Reads what was on record at an instant.
 *
 * @param prepared the same for many enterprises, where their number makes it worth asking once
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
  prepared: PreparedSources | null = null,
): Promise<RegistrySources> {
  const { id: enterpriseId, timeZone } = enterprise;
  const asOfMs = query.asOfMs ?? query.nowMs;
  const has = (kind: keyof RecordPresence) => prepared?.presence[kind].has(enterpriseId) ?? true;
  // The set that all share is at hand; what an enterprise has of its own is laid over it.
  const shared = query.factorSetId === undefined ? prepared?.factors : undefined;
  const range = {
    fromMonth: localDate(query.fromMs, timeZone).slice(0, 7),
    toMonth: localDate(query.toMs - 1, timeZone).slice(0, 7),
  };
  const [meanings, virtualMeters, calibrations, set, settings, rules, months, owed, values] =
    await Promise.all([
      prepared?.meanings.get(enterpriseId) ??
        listMeterMeanings(executor, scope, {
          ...{ enterpriseIds: [enterpriseId], recordedUntilMs: query.asOfMs },
        }).then((meters) => meters.filter(isAccountedMeter)),
      has('virtualMeters') ? listVirtualMeters(executor, scope, { enterpriseId, asOfMs }) : [],
      has('calibrations') ? listCalibrations(executor, scope, { enterpriseId, asOfMs }) : [],
      shared ?? readFactors(executor, { asOfMs, enterpriseId, setId: query.factorSetId }),
      has('sourceSettings') || has('generations')
        ? listSourceSettings(executor, scope, { enterpriseId, asOfMs })
        : NO_SETTINGS,
      prepared?.rules ?? listAssessedRules(executor, asOfMs),
      has('ledgers')
        ? countingLedgerMonths(executor, scope, {
            ...{ enterpriseId, asOfMs },
            ...(shared === undefined ? range : EVERY_MONTH),
          })
        : new Map<string, LedgerMonth>(),
      has('ledgerSettings')
        ? getLedgerSettings(executor, scope, enterpriseId)
        : { settings: DEFAULT_LEDGER_SETTINGS },
      shared !== undefined && has('calorificValues')
        ? listCalorificValues(executor, scope, { enterpriseId, asOfMs })
        : [],
    ]);
  const measured = () =>
    [...months.values()].flatMap((month) => ledgerCalorificValues(enterpriseId, month));
  const factors = shared === undefined ? set : withCalorificValues(set, [...measured(), ...values]);
  const ledger = new Map(
    [...months].filter(([month]) => month >= range.fromMonth && month <= range.toMonth),
  );
  const book = createAccountBook({
    ...{ enterprise, rules, ledger, ...settings, owedKinds: owed.settings.kinds },
  });
  return { enterprise, meanings, virtualMeters, calibrations, factors, book, ledger };
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
