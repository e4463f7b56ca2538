import {
  type AheadStore,
  type ConsumptionSources,
  computeFrame,
  loadSources,
  type MonthMemo,
  type PreparedSources,
  prepareSources,
  readDaysAhead,
  readFactors,
  timeFrame,
} from '@hengneng/accounting';
import {
  type EffectiveOutput,
  type Enterprise,
  listEffectiveOutputs,
  type PolicyInForce,
  policiesInForce,
  policyInForce,
  type RecordPresence,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  type Account,
  type EnergyAccount,
  type FactorSet,
  factorChangeDates,
  isAccountedKind,
  type LedgerMonth,
  localDate,
  type MeterEnergy,
  monthPeriod,
  monthsBetween,
  type PolicyDocument,
  periodAt,
} from '@hengneng/domain';

import { createFigureMemo, type FigureMemo } from './figure-memo.ts';
import type { JoiningWorld, JudgingWorld } from './judging-world.ts';
import { type PreparedEntries, prepareEntries } from './prepared-entries.ts';
import { suspectRange } from './suspicion-range.ts';

/** Years before a policy's own that plans, forecasts and comparisons look at. */
const EARLIER_YEARS = 2;
/** A year is judged until its last ledgers are in: to the end of this month of the next one. */
const LAST_YEAR_MONTHS = 6;

/** One year's policy as it counts. */
export interface PolicyYear {
  readonly year: number;
  readonly document: PolicyDocument;
  /** Names the signed versions it rests on, `2026 authority 3, plan 1`. */
  readonly version: string;
}

/** What accounts are asked for by. */
export interface AccountQuery {
  readonly account: Account;
  /** Pinned set of factors; the newest published one where absent. */
  readonly factorSet?: string | undefined;
  /** A site by itself instead of the whole enterprise. */
  readonly siteId?: string | undefined;
  /** These meters by themselves, each energy once, in no account. */
  readonly meterIds?: readonly string[] | undefined;
}

/** The account of every month that has begun, by `YYYY-MM`, and the factors it was made by. */
export interface MonthAccounts {
  readonly months: ReadonlyMap<string, EnergyAccount>;
  readonly factorSetId: string;
}

/** Everything about one enterprise that its rules are asked about, at one instant. */
export interface EnterpriseRecord {
  readonly world: JudgingWorld;
  readonly enterprise: Enterprise;
  /** Instant that is judged for. */
  readonly nowMs: number;
  /** What was on record by then counts; the clock. */
  readonly recordedMs: number;
  /** Today in the enterprise's zone. */
  readonly today: string;
  /** Policies that are still judged, oldest year first. */
  readonly policies: readonly PolicyYear[];
  /** First month that is looked at, for comparisons. */
  readonly firstMonth: string;
  readonly sources: Omit<ConsumptionSources, 'energyStore' | 'nowMs'>;
  /** Ledger months that count. */
  readonly ledger: ReadonlyMap<string, LedgerMonth>;
  /** Production as devices and corrections reported it. */
  readonly outputs: readonly EffectiveOutput[];
  /** Days that were read, for what needs them. */
  readonly figures: FigureMemo;
  /** What was asked once for many enterprises, where it was. */
  readonly prepared: PreparedRecords | null;
  /** False where it is known that there are no records of the kind, so that nobody need ask. */
  has(kind: keyof RecordPresence): boolean;
  /** Accounts by month; the same question is answered once. */
  accounts(query: AccountQuery): Promise<MonthAccounts>;
  /** Newest instant that the enterprise's data reach. */
  dataThroughMs(): Promise<number>;
}

/** What is on record of an enterprise, for any instant up to the end of it. */
export interface RecordedSources {
  readonly enterprise: Enterprise;
  readonly firstMonth: string;
  readonly untilMs: number;
  /** What was on record by then counts; the clock. */
  readonly recordedMs: number;
  readonly sources: Omit<ConsumptionSources, 'energyStore' | 'nowMs'>;
  readonly ledger: ReadonlyMap<string, LedgerMonth>;
  readonly outputs: readonly EffectiveOutput[];
  readonly figures: FigureMemo;
  /** The same with settled months as one row each: enough where nothing changes within a month. */
  readonly months: FigureMemo | null;
}

/** What is to be judged, and for when. */
export interface RecordRequest {
  readonly enterprise: Enterprise;
  /** Instant that is judged for; nothing later is looked at. */
  readonly nowMs: number;
  /** What was on record by then counts; the clock. */
  readonly recordedMs: number;
  /** Of many enterprises at once, from {@link prepareRecords}. */
  readonly prepared?: PreparedRecords;
}

/** What is asked once for many enterprises. */
export interface PreparedRecords {
  readonly sources: PreparedSources;
  /** Policies in force by year, then by enterprise; years that were not asked for are absent. */
  readonly policies: ReadonlyMap<number, ReadonlyMap<string, PolicyInForce>>;
  /** Entries of the enterprises' registers. */
  readonly entries: PreparedEntries;
  /** Days that were read already, where months are not remembered. */
  readonly energyStore: AheadStore | null;
  /** Days with settled months as one row each, where they are. */
  readonly monthStore: AheadStore | null;
  /** Enterprises with hours that suspicions look at. */
  readonly withHours: ReadonlySet<string>;
}

/** Asks once for many enterprises what else would be asked for each. */
export async function prepareRecords(
  { executor, energyStore }: JoiningWorld,
  query: {
    readonly enterprises: readonly Enterprise[];
    readonly nowMs: number;
    /** What was on record by then counts; `nowMs` where absent. */
    readonly recordedMs?: number;
    /** What is remembered of settled months; every day is read where absent. */
    readonly memo?: MonthMemo | undefined;
  },
): Promise<PreparedRecords> {
  const { enterprises, nowMs, recordedMs = nowMs, memo } = query;
  const enterpriseIds = enterprises.map(({ id }) => id);
  const todays = enterprises.map(({ timeZone }) => localDate(nowMs, timeZone));
  const years = new Set(todays.flatMap(judgedYears));
  const [sources, entries, ...policies] = await Promise.all([
    prepareSources(executor, SYSTEM_SCOPE, { enterpriseIds, asOfMs: recordedMs }),
    prepareEntries(executor, { enterpriseIds, asOfMs: recordedMs }),
    ...[...years].map((year) =>
      policiesInForce(executor, { year, asOfMs: recordedMs, enterpriseIds }),
    ),
  ]);
  const byYear = new Map(
    [...years].map((year, index) => [year, policies[index] ?? new Map()] as const),
  );
  // The range of each as it will be asked for, so that nothing has to be asked for again.
  const ranges = enterprises.map(({ id, timeZone }, index) => {
    const today = todays[index] ?? '';
    const own = judgedYears(today).filter((year) => byYear.get(year)?.has(id));
    return {
      fromMs: monthPeriod(firstMonthOf(today, own), timeZone).startMs,
      toMs: periodAt(nowMs, 'day', timeZone).endMs,
      hoursFromMs: suspectRange(today.slice(0, 7), timeZone).startMs,
    };
  });
  const first = (read: (range: (typeof ranges)[number]) => number) =>
    ranges.reduce((least, range) => Math.min(least, read(range)), nowMs);
  const readAhead = () =>
    readDaysAhead(energyStore, sources.meanings, {
      enterpriseIds,
      fromMs: first(({ fromMs }) => fromMs),
      toMs: Math.max(nowMs, ...ranges.map(({ toMs }) => toMs)),
    });
  const readMonths = (known: MonthMemo) =>
    known.readAhead(
      energyStore,
      sources.meanings,
      ranges.map(({ fromMs, toMs }, index) => {
        const { id = '', timeZone = '' } = enterprises[index] ?? {};
        return { enterprise: { id, timeZone }, fromMs, toMs };
      }),
    );
  const [days, months, withHours] = await Promise.all([
    memo === undefined ? readAhead() : null,
    memo === undefined ? null : readMonths(memo),
    energyStore.withHours(enterpriseIds, {
      fromMs: first(({ hoursFromMs }) => hoursFromMs),
      toMs: nowMs,
    }),
  ]);
  return { sources, policies: byYear, entries, energyStore: days, monthStore: months, withHours };
}

/** First month that is looked at, for comparisons. */
function firstMonthOf(today: string, policyYears: readonly number[]): string {
  return `${Math.min(Number(today.slice(0, 4)), ...policyYears) - EARLIER_YEARS}-01`;
}

/** Gathers what is on record about an enterprise, with the policies that count. */
export async function loadEnterpriseRecord(
  world: JudgingWorld,
  { enterprise, nowMs, recordedMs, prepared }: RecordRequest,
): Promise<EnterpriseRecord> {
  const today = localDate(nowMs, enterprise.timeZone);
  const policies = await policiesOf(world, enterprise.id, recordedMs, today, prepared);
  const firstYear = Math.min(Number(today.slice(0, 4)), ...policies.map(({ year }) => year));
  const energyStore = prepared?.energyStore ?? world.energyStore;
  const recorded = await loadRecordedSources(
    { ...world, energyStore },
    {
      ...{ enterprise, recordedMs, firstYear, prepared: prepared?.sources ?? null },
      untilMs: periodAt(nowMs, 'day', enterprise.timeZone).endMs,
      monthStore: prepared?.monthStore ?? null,
    },
  );
  return recordAt(world, recorded, policies, nowMs, prepared ?? null);
}

/** Reads the record that policies from one year on are judged by, up to an instant. */
export async function loadRecordedSources(
  { executor, energyStore }: Pick<JudgingWorld, 'executor'> & { readonly energyStore: AheadStore },
  request: {
    readonly enterprise: Enterprise;
    readonly firstYear: number;
    readonly untilMs: number;
    readonly recordedMs: number;
    /** The same for many enterprises. */
    readonly prepared?: PreparedSources | null;
    /** Days with settled months as one row each. */
    readonly monthStore?: AheadStore | null;
  },
): Promise<RecordedSources> {
  const { enterprise, firstYear, untilMs, recordedMs } = request;
  const { id: enterpriseId, timeZone } = enterprise;
  const firstMonth = `${firstYear - EARLIER_YEARS}-01`;
  const fromMs = monthPeriod(firstMonth, timeZone).startMs;
  const range = { fromMs, toMs: untilMs };
  const { prepared = null } = request;
  const has = (kind: 'outputs' | 'corrections') =>
    prepared?.presence[kind].has(enterpriseId) ?? true;
  const [sources, outputs] = await Promise.all([
    loadSources(executor, SYSTEM_SCOPE, enterprise, { ...range, nowMs: recordedMs }, prepared),
    has('outputs') || has('corrections')
      ? listEffectiveOutputs(executor, SYSTEM_SCOPE, { enterpriseId, ...range })
      : [],
  ]);
  const { ledger } = sources;
  const figures = createFigureMemo(energyStore, range);
  const { monthStore = null } = request;
  const months = monthStore === null ? null : createFigureMemo(monthStore, range);
  return {
    ...{ enterprise, firstMonth, untilMs, recordedMs, sources, ledger, outputs, figures, months },
  };
}

/**
 * The record as it is judged at an instant up to its end: by the registry, ledgers and corrections that are
 * on record, and by energy and months up to then.
 */
export function recordAt(
  world: JudgingWorld,
  recorded: RecordedSources,
  policies: readonly PolicyYear[],
  nowMs: number,
  prepared: PreparedRecords | null = null,
): EnterpriseRecord {
  const { enterprise, firstMonth, recordedMs, sources, figures, months } = recorded;
  const { id: enterpriseId, timeZone } = enterprise;
  const today = localDate(nowMs, timeZone);
  const fromMs = monthPeriod(firstMonth, timeZone).startMs;
  // To the end of the day: it is kept as one figure, of which nothing later is expected yet.
  const toMs = Math.min(recorded.untilMs, periodAt(nowMs, 'day', timeZone).endMs);
  const ledger = new Map([...recorded.ledger].filter(([month]) => month <= today.slice(0, 7)));
  const outputs = recorded.outputs.filter((output) => output.fromMs < nowMs);
  const compute = async ({
    account,
    factorSet,
    siteId,
    meterIds,
  }: AccountQuery): Promise<MonthAccounts> => {
    const factors = await factorsFor(world, sources.factors, {
      ...{ enterpriseId, asOfMs: recordedMs, setId: factorSet },
    });
    const first = await firstKnownMonth(recorded, today);
    const areEnough = months !== null && changesByMonth(recorded, factors);
    const names = monthsBetween(first, today.slice(0, 7));
    const startMs = monthPeriod(first, timeZone).startMs;
    const { accounted } = await computeFrame(
      { ...sources, factors, energyStore: areEnough ? months : figures, nowMs },
      timeFrame(startMs, toMs, 'month', timeZone),
      {
        ...{ interval: 'month', groupBy: 'energyKind', account, siteId },
        ...(meterIds === undefined ? {} : { meterIds: [...meterIds] }),
      },
    );
    const known = accounted.periods.flatMap((month, index) =>
      month === null ? [] : [[names[index] ?? '', month] as const],
    );
    return { months: new Map(known), factorSetId: factors.id };
  };
  const answers = new Map<string, Promise<MonthAccounts>>();
  const accounts = (query: AccountQuery): Promise<MonthAccounts> => {
    const { account, factorSet, siteId, meterIds } = query;
    const key = JSON.stringify([account, factorSet, siteId, meterIds]);
    const found = answers.get(key) ?? compute(query);
    answers.set(key, found);
    return found;
  };
  return {
    ...{
      world,
      enterprise,
      nowMs,
      recordedMs,
      today,
      policies,
      firstMonth,
      sources,
      ledger,
      outputs,
    },
    ...{ figures, accounts, prepared },
    has: (kind) => prepared?.sources.presence[kind].has(enterpriseId) ?? true,
    dataThroughMs: async () => {
      await accounts({ account: 'assessed' });
      const read = [...figures.readDays(fromMs, toMs), ...(months?.readDays(fromMs, toMs) ?? [])];
      const reached = reachedMs(read);
      return Math.min(nowMs, reached ?? ledgerReachedMs(ledger, timeZone));
    },
  };
}

/** First month of which anything is known; earlier ones need not be added up. This year's at the latest. */
async function firstKnownMonth(recorded: RecordedSources, today: string): Promise<string> {
  const { enterprise, firstMonth, untilMs, sources, ledger } = recorded;
  const figures = recorded.months ?? recorded.figures;
  const { id: enterpriseId, timeZone } = enterprise;
  const outermost = sources.meanings.filter(({ epochs }) =>
    epochs.some(({ masterMeterId }) => masterMeterId === null),
  );
  const fromMs = monthPeriod(firstMonth, timeZone).startMs;
  const days = await figures.days({
    ...{ enterpriseId, fromMs, toMs: untilMs },
    meterIds: outermost.map(({ meterId }) => meterId),
  });
  let firstMs = monthPeriod(`${today.slice(0, 4)}-01`, timeZone).startMs;
  for (const { startMs, coveredMs } of days) {
    if (coveredMs > 0 && startMs < firstMs) firstMs = startMs;
  }
  return [localDate(firstMs, timeZone).slice(0, 7), ...ledger.keys()].sort()[0] ?? firstMonth;
}

/** Whether no factor, rule or setting that these figures need changes within a month. */
function changesByMonth({ enterprise, sources, firstMonth }: RecordedSources, factors: FactorSet) {
  const kinds = new Set(
    sources.meanings.flatMap(({ epochs }) =>
      epochs.map(({ energyKind }) => energyKind).filter(isAccountedKind),
    ),
  );
  const { id: enterpriseId, regionCode } = enterprise;
  const range = { fromDate: `${firstMonth}-01`, toDate: '9999-12-31' };
  const dates = factorChangeDates(factors, { ...range, kinds, regionCode, enterpriseId });
  return [...dates, ...sources.book.changeDates].every((date) => date.endsWith('-01'));
}

/**
 * Newest instant that days know anything of; null where they know nothing. Within a day the time that is
 * known is taken to be its beginning, so a gap of today puts the instant back by its length and no further.
 */
function reachedMs(days: readonly MeterEnergy[]): number | null {
  let reached: number | null = null;
  for (const { startMs, coveredMs } of days) {
    if (coveredMs > 0) reached = Math.max(reached ?? 0, startMs + coveredMs);
  }
  return reached;
}

/** What a month's ledger is in for is known to its end; without meters nothing else moves on. */
function ledgerReachedMs(ledger: ReadonlyMap<string, LedgerMonth>, timeZone: string): number {
  const last = [...ledger.keys()].sort().at(-1);
  return last === undefined ? 0 : monthPeriod(last, timeZone).endMs;
}

async function policiesOf(
  { executor }: JudgingWorld,
  enterpriseId: string,
  recordedMs: number,
  today: string,
  prepared: PreparedRecords | undefined,
): Promise<PolicyYear[]> {
  const policies = await Promise.all(
    judgedYears(today).map(async (year) => {
      const known = prepared?.policies.get(year);
      const policy =
        known === undefined
          ? await policyInForce(executor, enterpriseId, year, recordedMs)
          : (known.get(enterpriseId) ?? null);
      if (policy === null) return [];
      return [{ year, document: policy.document, version: versionText(year, policy) }];
    }),
  );
  return policies.flat();
}

function judgedYears(today: string): number[] {
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) <= LAST_YEAR_MONTHS ? [year - 1, year] : [year];
}

/** Names the signed parts that a policy rests on. */
export function versionText(year: number, { authority, plan }: PolicyInForce): string {
  const parts = [
    ...(authority === null ? [] : [`authority ${authority.version}`]),
    ...(plan === null ? [] : [`plan ${plan.version}`]),
  ];
  return `${year} ${parts.join(', ')}`;
}

async function factorsFor(
  { executor }: JudgingWorld,
  newest: FactorSet,
  query: {
    readonly enterpriseId: string;
    readonly asOfMs: number;
    readonly setId: string | undefined;
  },
): Promise<FactorSet> {
  if (query.setId === undefined || query.setId === newest.id) return newest;
  return await readFactors(executor, query);
}
