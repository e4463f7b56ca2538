import {
  countingLedgerMonths,
  type Enterprise,
  type Executor,
  listAwaitingMonths,
  listEffectiveOutputs,
  listEnterpriseEntries,
  type PolicyInForce,
  policyInForce,
  type RecordPresence,
  type TenantScope,
} from '@hengneng/database';
import {
  type AccountedMonth,
  addMonths,
  CHINA_WORK_CALENDAR,
  DomainError,
  daysInMonth,
  IT_ENERGY_PRODUCT,
  isMonthClosed,
  isRatioTarget,
  type KnownAmount,
  type LedgerMonth,
  limitByLines,
  localDate,
  type MonthFigure,
  type MonthOutputs,
  monthPeriod,
  monthsBetween,
  outputsByMonth,
  REFERENCE_LIMIT_TABLE,
  type RegisteredLine,
  type Target,
  type TargetStanding,
  targetMonth,
  targetPeriodsOfYear,
  targetStanding,
  type YearOfMonths,
} from '@hengneng/domain';

import type { Asker, ReadAhead } from '../consumption/enterprise-consumption.ts';
import type { ApiDependencies } from '../dependencies.ts';
import {
  HISTORY_YEARS,
  type ReadMonths,
  readAccountedMonths,
  readDataHorizon,
} from './month-reader.ts';

/** The pinned factor set, or the site that a line is, is not there. */
const MISSING_CODES: ReadonlySet<string> = new Set(['FACTOR_SET_NOT_FOUND', 'NOT_FOUND']);
/** Months right before a period that say the level at its start. */
const MONTHS_BEFORE = 6;
/** An earlier month of which less is known says nothing about the shape of a year. */
const HISTORY_COMPLETENESS_MIN = 0.5;

/** One target with how it stands in every period of the year. */
export interface StandingTarget {
  readonly target: Target;
  /** Set that its figures were made with; null where the pinned one is not there. */
  readonly factorSet: string | null;
  readonly standings: readonly TargetStanding[];
}

/** How an enterprise stands in a year. */
export interface EnterpriseStanding {
  readonly policy: PolicyInForce | null;
  /** How far the data reach, ms since the epoch. */
  readonly dataThroughMs: number;
  readonly nowMs: number;
  readonly targets: readonly StandingTarget[];
}

/** What of the standing is wanted. */
export interface StandingQuery {
  readonly year: number;
  readonly asOfMs: number | null;
  /** These targets alone; all unless given. */
  readonly isWanted?: (target: Target) => boolean;
  readonly withCurve?: boolean;
  /** Policy that counts, where it is known already. */
  readonly policy?: PolicyInForce | null | undefined;
  /** What was read of many enterprises at once; with an earlier state it says nothing. */
  readonly ahead?: StandingAhead | undefined;
}

/** What standings of many enterprises share. */
export interface StandingAhead extends ReadAhead {
  /** Production lines as registered, by enterprise. */
  readonly lines: ReadonlyMap<string, readonly RegisteredLine[]>;
}

/**
 * How an enterprise stands against the targets of a year, by the figures that the rules judge. Without
 * a policy there is nothing to stand against, and nothing is read.
 *
 * @throws DomainError TIME_RANGE_INVALID outside the asker's engagement
 */
export async function readStanding(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  query: StandingQuery,
): Promise<EnterpriseStanding> {
  const { executor } = dependencies.database;
  const { year, asOfMs } = query;
  const ahead = asOfMs === null ? query.ahead : undefined;
  const nowMs = asOfMs ?? dependencies.clock();
  const policy =
    query.policy === undefined
      ? await policyInForce(executor, enterprise.id, year, nowMs)
      : query.policy;
  const wanted = (policy?.document.targets ?? []).filter(query.isWanted ?? (() => true));
  const { startMs } = monthPeriod(`${year}-01`, enterprise.timeZone);
  const empty = { policy, nowMs, dataThroughMs: Math.min(nowMs, startMs), targets: [] };
  if (policy === null || wanted.length === 0) return empty;

  const read = await readEach(dependencies, asker, enterprise, query, wanted);
  const at = { year, nowMs, ahead };
  const circumstances = await readCircumstances(dependencies, asker, enterprise, at);
  const counted = [...read.values()].flatMap((each) => each?.countedMeterIds ?? []);
  const meterIds = [...new Set(counted)];
  const horizonQuery = { enterpriseId: enterprise.id, meterIds, nowMs };
  const dataThroughMs =
    (await readDataHorizon(ahead?.energyStore ?? dependencies.energyStore, horizonQuery)) ??
    ledgerHorizon(circumstances.ledgerMonths, enterprise.timeZone, empty.dataThroughMs);
  const targets = wanted.map((target) => {
    const months = read.get(keyOf(target)) ?? null;
    const at = { ...circumstances, nowMs, dataThroughMs, year };
    const standings =
      months === null ? [] : standingsOf(enterprise, policy, target, months, at, query.withCurve);
    return { target, factorSet: months?.factorSet ?? null, standings };
  });
  return { policy, nowMs, dataThroughMs, targets };
}

interface Circumstances {
  readonly outputs: MonthOutputs;
  readonly ledgerMonths: ReadonlySet<string>;
  readonly awaited: ReadonlySet<string>;
  readonly lines: readonly RegisteredLine[];
}

function keyOf(target: Target): string {
  const { account, factorSet } = target;
  return JSON.stringify([account ?? 'assessed', factorSet, siteOf(target)]);
}

/** A line is a site: its target counts the energy of the site of that id. */
function siteOf(target: Target): string | undefined {
  return isRatioTarget(target) ? target.line : undefined;
}

/** Accounts by what targets ask for; null where a pinned factor set or a line is not there. */
async function readEach(
  dependencies: ApiDependencies,
  asker: Asker,
  enterprise: Enterprise,
  { year, asOfMs, ahead }: StandingQuery,
  targets: readonly Target[],
): Promise<Map<string, ReadMonths | null>> {
  const read = new Map<string, ReadMonths | null>();
  for (const target of targets) {
    const key = keyOf(target);
    if (read.has(key)) continue;
    // As of an earlier time readings are counted again: the year alone is enough work.
    const earlierYears = asOfMs === null ? HISTORY_YEARS : 0;
    const { account = 'assessed', factorSet } = target;
    const wanted = { year, account, factorSet, asOfMs, earlierYears, siteId: siteOf(target) };
    try {
      const shared = asOfMs === null ? ahead : undefined;
      read.set(key, await readAccountedMonths(dependencies, asker, enterprise, wanted, shared));
    } catch (error) {
      const isMissing = error instanceof DomainError && MISSING_CODES.has(error.code);
      if (!isMissing) throw error;
      read.set(key, null);
    }
  }
  return read;
}

async function readCircumstances(
  { database }: ApiDependencies,
  { scope }: Asker,
  { id: enterpriseId, timeZone }: Enterprise,
  {
    year,
    nowMs,
    ahead,
  }: { readonly year: number; readonly nowMs: number; readonly ahead: StandingAhead | undefined },
): Promise<Circumstances> {
  const { executor } = database;
  const [fromMonth, toMonth] = [`${year - HISTORY_YEARS}-01`, `${year}-12`];
  const range = {
    enterpriseId,
    fromMs: monthPeriod(fromMonth, timeZone).startMs,
    toMs: monthPeriod(toMonth, timeZone).endMs,
  };
  const today = localDate(nowMs, timeZone);
  const has = (kind: keyof RecordPresence) =>
    ahead?.prepared.presence[kind].has(enterpriseId) ?? true;
  const [ledger, awaiting, reported, lines] = await Promise.all([
    has('ledgers')
      ? countingLedgerMonths(executor, scope, { enterpriseId, fromMonth, toMonth, asOfMs: nowMs })
      : new Map<string, LedgerMonth>(),
    has('ledgers') || has('ledgerSettings')
      ? listAwaitingMonths(executor, scope, { enterpriseId, today })
      : { months: [] },
    has('outputs') || has('corrections')
      ? listEffectiveOutputs(executor, scope, { ...range, asOfMs: nowMs })
      : [],
    ahead === undefined
      ? readLines(executor, scope, [enterpriseId], nowMs).then((all) => all.get(enterpriseId))
      : ahead.lines.get(enterpriseId),
  ]);
  return {
    outputs: outputsByMonth(reported, ledger, timeZone),
    ledgerMonths: new Set(ledger.keys()),
    awaited: new Set(awaiting.months.map(({ month }) => month)),
    lines: lines ?? [],
  };
}

/** Production lines as registered, by enterprise; those without any are absent. */
export async function readLines(
  executor: Executor,
  scope: TenantScope,
  enterpriseIds: readonly string[],
  asOfMs: number,
): Promise<Map<string, RegisteredLine[]>> {
  const query = { register: 'production-line', enterpriseIds, asOfMs } as const;
  const lines = new Map<string, RegisteredLine[]>();
  for (const { owner, key, document } of await listEnterpriseEntries(executor, scope, query)) {
    if (owner.type !== 'enterprise') continue;
    const own = lines.get(owner.id) ?? [];
    own.push({ ...document, id: key });
    lines.set(owner.id, own);
  }
  return lines;
}

/** An enterprise without meters is known up to the end of its last ledger. */
function ledgerHorizon(months: ReadonlySet<string>, timeZone: string, otherwise: number): number {
  const last = [...months].sort().at(-1);
  return last === undefined ? otherwise : monthPeriod(last, timeZone).endMs;
}

function standingsOf(
  { timeZone }: Enterprise,
  policy: PolicyInForce,
  target: Target,
  read: ReadMonths,
  at: Circumstances & {
    readonly nowMs: number;
    readonly dataThroughMs: number;
    readonly year: number;
  },
  withCurve = false,
): TargetStanding[] {
  const { year, nowMs, dataThroughMs, outputs } = at;
  const isSeparable = isEnergyOfProduct(target, outputs);
  const figureOf = (accounted: AccountedMonth): MonthFigure => {
    const { month } = accounted;
    const isClosed = isMonthClosed(month, { nowMs, dataThroughMs, timeZone });
    const isIn = at.ledgerMonths.has(month) ? 'in' : 'not-owed';
    const ledger = at.awaited.has(month) ? 'awaiting' : isIn;
    const figure = targetMonth(target, accounted, outputs, { isClosed, ledger });
    return isSeparable ? figure : { ...figure, value: null };
  };
  const figures = read.months.map(figureOf);
  const months = figures.filter(({ month }) => month.startsWith(`${year}-`));
  const history = isRatioTarget(target) ? [] : historyOf(figures, year);
  const context = {
    ...{ nowMs, dataThroughMs, timeZone, hasExpiredMeter: read.hasExpiredMeter },
    policyVersion: policy.authority === null ? null : String(policy.authority.version),
    factorSet: read.factorSet,
  };
  return targetPeriodsOfYear(year, target.period, timeZone).map((period) => {
    const before = amountsBefore(period.months[0] ?? '', figures);
    const date = localDate(period.endMs - 1, timeZone);
    return targetStanding({
      ...{ context, target, period, history, months, withCurve, before },
      limit: limitByLines(target, at.lines, REFERENCE_LIMIT_TABLE, date),
      calendar: CHINA_WORK_CALENDAR,
      thresholds: policy.document.thresholds,
    });
  });
}

/** The energy of several products is divided by none of them: a line of its own has to tell it. */
function isEnergyOfProduct(
  { product, line, metric }: Target,
  { quantities }: MonthOutputs,
): boolean {
  if (product === undefined || line !== undefined || metric === 'pue') return true;
  const made = new Set([...quantities.values()].flatMap((products) => [...products.keys()]));
  made.delete(product);
  made.delete(IT_ENERGY_PRODUCT);
  return made.size === 0;
}

/** Months right before a period that say the level at its start, as far as they are known. */
function amountsBefore(first: string, figures: readonly MonthFigure[]): KnownAmount[] {
  const known = new Map(figures.map((figure) => [figure.month, figure]));
  return monthsBetween(addMonths(first, -MONTHS_BEFORE), addMonths(first, -1)).flatMap((month) => {
    const amount = knownValue(known.get(month));
    return amount === null ? [] : [{ month, amount, days: daysInMonth(month) }];
  });
}

/** The value of a month that is known well enough to say something about others. */
function knownValue(figure: MonthFigure | undefined): number | null {
  if (figure === undefined || figure.ledger === 'awaiting') return null;
  return (figure.completeness ?? 1) < HISTORY_COMPLETENESS_MIN ? null : figure.value;
}

/** Closed months of earlier years that were complete enough to be judged. */
function historyOf(figures: readonly MonthFigure[], year: number): YearOfMonths[] {
  const byYear = Map.groupBy(figures, ({ month }) => Number(month.slice(0, 4)));
  return [...byYear].flatMap(([earlier, own]) => {
    if (earlier >= year) return [];
    const known = new Map(own.map((figure) => [figure.month, figure]));
    const months = Array.from({ length: 12 }, (_, index) => {
      const figure = known.get(`${earlier}-${String(index + 1).padStart(2, '0')}`);
      return knownValue(figure);
    });
    return months.some((value) => value !== null) ? [{ year: earlier, months }] : [];
  });
}
