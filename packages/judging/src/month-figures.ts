import {
  type AccountedKind,
  calibrationStateAt,
  convertQuantity,
  type EnergyAccount,
  type KindAccount,
  type MeterUnit,
  type MonthFigure,
  monthPeriod,
  monthsOfYear,
  type Target,
  type YearOfMonths,
} from '@hengneng/domain';

import type { EnterpriseRecord, MonthAccounts } from './enterprise-record.ts';

/** Readings of a month that is over are waited for this long where the data do not reach its end. */
const AWAITED_MS = 3 * 86_400_000;
/** An earlier month of which less is known says nothing about the shape of a year. */
const HISTORY_COMPLETENESS_MIN = 0.5;

/** What of an account a target counts. */
export interface Counted {
  readonly value: number | null;
  readonly estimatedShare: number;
  /** Readings there of readings due; null where nothing of it is metered. */
  readonly completeness: number | null;
}

/** Reads a target's quantity from an account; ratios take the numerator that an intensity has. */
export function countedOf(account: EnergyAccount, target: Target, isRatio: boolean): Counted {
  // No meter and no ledger: nothing is known, which is not 0.
  if (account.kinds.length === 0) return { value: null, estimatedShare: 0, completeness: null };
  if (target.metric === 'physical' || target.metric === 'pue') {
    const kind = target.metric === 'pue' ? 'electricity' : target.energyKind;
    return physicalOf(account, kind, target.metric === 'pue' ? 'kWh' : target.unit);
  }
  const figures = isRatio ? account.total.forIntensity : account.total;
  const value = target.metric === 'tco2' ? figures.tco2 : tceOf(figures, target.basis);
  const metered = account.kinds.filter(({ source }) => source === 'metered');
  const isUnknown = metered.some(isWithoutData);
  return {
    value: isUnknown ? null : value,
    estimatedShare: account.total.estimatedShare,
    completeness: completenessOf(metered),
  };
}

function tceOf(
  figures: EnergyAccount['total'] | EnergyAccount['total']['forIntensity'],
  basis: Target['basis'],
): number | null {
  // Unit-product limits are of calorific value; a budget without a basis is refused when it is signed.
  return basis === 'primary' ? figures.tcePrimary : figures.tceCalorific;
}

function physicalOf(
  account: EnergyAccount,
  energyKind: AccountedKind | undefined,
  unit: MeterUnit | undefined,
): Counted {
  const kind = account.kinds.find((each) => each.energyKind === energyKind);
  // Nothing of a kind that nobody meters or reports: none was used.
  if (kind === undefined) return { value: 0, estimatedShare: 0, completeness: null };
  const { quantity, source, estimatedShare } = kind;
  const amount =
    quantity === null || unit === undefined ? quantity : convertQuantity(quantity, kind.unit, unit);
  const isMetered = source === 'metered';
  return {
    value: isMetered && isWithoutData(kind) ? null : amount,
    estimatedShare,
    completeness: isMetered ? completenessOf([kind]) : null,
  };
}

function isWithoutData({ basis }: KindAccount): boolean {
  return basis.coveredMs === 0 && basis.countedQuantity === 0 && basis.expectedMs > 0;
}

function completenessOf(kinds: readonly KindAccount[]): number | null {
  const expectedMs = kinds.reduce((sum, { basis }) => sum + basis.expectedMs, 0);
  const coveredMs = kinds.reduce((sum, { basis }) => sum + basis.coveredMs, 0);
  return expectedMs > 0 ? coveredMs / expectedMs : null;
}

/** Every month that has begun, as the rules see it. */
export async function monthFigures(
  record: EnterpriseRecord,
  { months }: MonthAccounts,
  count: (account: EnergyAccount) => Counted,
  outputOf: (month: string) => number | null = () => null,
): Promise<MonthFigure[]> {
  const throughMs = await record.dataThroughMs();
  // Before its first energy ever nothing is known of an enterprise, which is not that it used none.
  const firstIndex = [...months.values()].findIndex(hasEnergy);
  return [...months].map(([month, account], index) => ({
    month,
    ...count(account),
    ...(firstIndex === -1 || index < firstIndex ? { value: null } : {}),
    output: outputOf(month),
    isClosed: isClosed(record, month, throughMs),
    ledger: ledgerStateOf(account),
  }));
}

function hasEnergy({ kinds }: EnergyAccount): boolean {
  return kinds.some(({ quantity }) => quantity !== null && quantity !== 0);
}

/** A month is closed once it is over and its readings are there, or have been waited for. */
function isClosed(record: EnterpriseRecord, month: string, throughMs: number): boolean {
  const { endMs } = monthPeriod(month, record.enterprise.timeZone);
  return record.nowMs >= endMs + (throughMs >= endMs ? 0 : AWAITED_MS);
}

function ledgerStateOf({ kinds, total }: EnergyAccount): MonthFigure['ledger'] {
  if (total.awaitingReport) return 'awaiting';
  return kinds.some(({ source }) => source === 'ledger') ? 'in' : 'not-owed';
}

/** Earlier years as plans and forecasts take their shape from them. */
export function historyBefore(
  year: number,
  record: EnterpriseRecord,
  figures: readonly MonthFigure[],
): YearOfMonths[] {
  const byMonth = new Map(figures.map((figure) => [figure.month, figure]));
  const first = Number(record.firstMonth.slice(0, 4));
  const years = Array.from({ length: year - first }, (_, index) => first + index);
  return years.map((each) => ({
    year: each,
    months: monthsOfYear(each).map((month) => knownValue(byMonth.get(month))),
  }));
}

/** The value of a month that is known well enough to say something about others. */
export function knownValue(figure: MonthFigure | undefined): number | null {
  if (figure === undefined || figure.ledger === 'awaiting') return null;
  return (figure.completeness ?? 1) < HISTORY_COMPLETENESS_MIN ? null : figure.value;
}

/** Whether any meter that counts in these accounts has lost its calibration by a day. */
export function hasExpiredMeter(record: EnterpriseRecord, { months }: MonthAccounts): boolean {
  const counted = new Set(
    [...months.values()].flatMap(({ meters }) =>
      meters.filter(({ verdict }) => verdict === 'counted').map(({ meterId }) => meterId),
    ),
  );
  const certificates = Map.groupBy(record.sources.calibrations, ({ meterId }) => meterId);
  return [...counted].some((meterId) => {
    const { state } = calibrationStateAt(certificates.get(meterId) ?? [], record.today);
    return state === 'expired' || state === 'failed';
  });
}
