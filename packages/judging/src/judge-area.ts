import {
  type AreaKey,
  type Executor,
  listAreaEntries,
  listAreaMembers,
  listEnterpriseEntries,
  type RegisterOwner,
  type StoredMember,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import {
  type AreaAudit,
  type AreaJudgement,
  type AreaLine,
  type AreaTarget,
  type AreaWaiver,
  areaHistory,
  areaMonths,
  areaParts,
  type JudgedPeriod,
  judgeAreaTotals,
  judgeAuditCoverage,
  judgeBenchmarkCapacity,
  judgeCoalShare,
  judgeIntensity,
  type KeyedAreaTarget,
  limitFor,
  localDate,
  type MonthReader,
  monthPeriod,
  type RuleContext,
  type TargetPeriod,
  targetPeriodsOfYear,
  tceReader,
  waiverOf,
} from '@hengneng/domain';

import type { JudgingWorld } from './judging-world.ts';

/** Days of an area begin where the platform's do. */
export const AREA_ZONE = 'Asia/Shanghai';
/** Earlier years that a plan takes its shape from. */
const EARLIER_YEARS = 2;
/** A year is judged until its last ledgers are in: to the end of this month of the next one. */
const LAST_YEAR_MONTHS = 6;
/** Document of the benchmark levels (标杆水平). */
const BENCHMARK_DOCUMENT = '发改产业〔2023〕723号';

/** What judging areas needs of the world. */
export type AreaWorld = Pick<JudgingWorld, 'executor' | 'calendar' | 'limits'>;

/** What was said of the targets of an area. */
export interface JudgedArea {
  /** One or two for every target of the years that are judged. */
  readonly judgements: readonly AreaJudgement[];
  readonly targets: readonly KeyedAreaTarget[];
  /** Periods that begin earlier are not looked at any more; their alerts stay as they are. */
  readonly sinceMs: number;
  readonly memberCount: number;
}

type Member = StoredMember & { readonly industryCode: string };

/**
 * Judges every target of a region or park, from what is kept of its enterprises: two questions for the
 * targets and the members, one more for lines or audits where a target is about them. No energy is read.
 *
 * @param years judged; by default this year, and the last one until the end of June
 */
export async function judgeArea(
  world: AreaWorld,
  area: AreaKey,
  query: { readonly nowMs: number; readonly years?: readonly number[] },
): Promise<JudgedArea> {
  const { nowMs } = query;
  const years = query.years ?? judgedYears(localDate(nowMs, AREA_ZONE));
  const entries = await listAreaEntries(world.executor, {
    ...{ register: 'area-target', asOfMs: nowMs },
    area: { type: area.areaType, codes: [area.areaCode] },
  });
  const targets = entries.flatMap(({ key, year, document }) => {
    const [period] = targetPeriodsOfYear(
      year ?? Number(document.issuedOn.slice(0, 4)),
      'year',
      AREA_ZONE,
    );
    const isJudged = period !== undefined && years.includes(Number(period.name));
    return isJudged ? [{ id: key, target: document, period }] : [];
  });
  const sinceMs = monthPeriod(`${Math.min(...years)}-01`, AREA_ZONE).startMs;
  if (targets.length === 0) return { judgements: [], targets, sinceMs, memberCount: 0 };
  const members = await listAreaMembers(world.executor, area);
  const said = new Map<KeyedAreaTarget, readonly AreaJudgement[]>();
  // Totals last: whether they are assessed follows from what is said of the intensity.
  for (const goal of targets.toSorted(
    (one, other) => Number(isTotal(one)) - Number(isTotal(other)),
  )) {
    const { industryCode } = goal.target;
    const own = members.filter((member) => member.industryCode.startsWith(industryCode ?? ''));
    const judged = [...said].flatMap(([about, all]) =>
      all.map((judgement) => ({ goal: about, judgement })),
    );
    const waiver = isTotal(goal) ? waiverOf(goal, judged) : null;
    said.set(goal, await judgeTarget(world, own, goal, { nowMs, waiver }));
  }
  const judgements = targets.flatMap((goal) => said.get(goal) ?? []);
  return { judgements, targets, sinceMs, memberCount: members.length };
}

function isTotal({ target: { metric } }: KeyedAreaTarget): boolean {
  return metric === 'total-tce' || metric === 'total-tco2';
}

async function judgeTarget(
  world: AreaWorld,
  members: readonly Member[],
  goal: KeyedAreaTarget & { readonly period: TargetPeriod },
  { nowMs, waiver }: { readonly nowMs: number; readonly waiver: AreaWaiver | null },
): Promise<AreaJudgement[]> {
  const { target, period } = goal;
  const context = contextOf(members, nowMs);
  const months = period.months.filter((month) => monthPeriod(month, AREA_ZONE).endMs <= nowMs);
  const isOver = months.length === period.months.length;
  switch (target.metric) {
    case 'total-tce':
    case 'total-tco2': {
      const read = readerOf(target);
      const year = Number(period.name);
      const earlier = Array.from({ length: EARLIER_YEARS }, (_, index) => year - 1 - index);
      return judgeAreaTotals({
        ...{ context, goal, period, waiver, calendar: world.calendar },
        running: runningOf(members, period.months[months.length], nowMs, read),
        months: areaMonths(members, months, read),
        partsOf: (names) => areaParts(members, names, read),
        history: areaHistory(members, earlier, read),
      });
    }
    case 'coal-share':
      return [judgeCoalShare({ context, goal, members, months, isOver })];
    case 'intensity-cut':
      return [judgeIntensity({ context, goal, members, months, isOver })];
    case 'benchmark-capacity-share': {
      const lines = await linesOf(world, members, period, nowMs);
      return [judgeBenchmarkCapacity({ context, goal, lines, isOver })];
    }
    case 'audit-coverage': {
      const audits = await auditsOf(world.executor, members, Number(period.name), nowMs);
      return [judgeAuditCoverage({ context, goal, audits })];
    }
  }
}

/** What is known of the month that runs; null where it is of another year or nothing is known. */
function runningOf(
  members: readonly Member[],
  month: string | undefined,
  nowMs: number,
  read: MonthReader,
): { readonly month: string; readonly sum: number } | null {
  if (month === undefined || monthPeriod(month, AREA_ZONE).startMs > nowMs) return null;
  const known = members.flatMap(({ running = null }) =>
    running?.month === month ? (read(running) ?? []) : [],
  );
  return known.length === 0 ? null : { month, sum: known.reduce((sum, value) => sum + value, 0) };
}

function readerOf({ metric, basis }: AreaTarget): MonthReader {
  return metric === 'total-tco2' ? ({ tco2 }) => tco2 : tceReader(basis);
}

/** The newest instant that any member's data reach is the area's; figures are by the sets that members were counted by. */
function contextOf(members: readonly Member[], nowMs: number): RuleContext {
  const sets = new Set(members.flatMap(({ factorSet }) => factorSet ?? []));
  const throughMs = members.reduce((newest, each) => Math.max(newest, each.throughMs), 0);
  return {
    ...{ nowMs, dataThroughMs: Math.min(nowMs, throughMs), timeZone: AREA_ZONE },
    ...{ policyVersion: null, hasExpiredMeter: false },
    factorSet: sets.size === 0 ? null : [...sets].sort().join(', '),
  };
}

/** Registered lines with what they need this year, by line or by their product where it has no target of its own. */
async function linesOf(
  { executor, limits }: AreaWorld,
  members: readonly Member[],
  period: JudgedPeriod,
  nowMs: number,
): Promise<AreaLine[]> {
  const enterpriseIds = members.map(({ enterpriseId }) => enterpriseId);
  const entries = await listEnterpriseEntries(executor, SYSTEM_SCOPE, {
    ...{ register: 'production-line', asOfMs: nowMs, enterpriseIds },
  });
  const byId = new Map(members.map((member) => [member.enterpriseId, member]));
  const date = localDate(Math.min(nowMs, period.endMs - 1), AREA_ZONE);
  return entries.flatMap(({ key, owner, document }) => {
    const member = owner.type === 'enterprise' ? byId.get(owner.id) : undefined;
    if (member === undefined) return [];
    const { product, capacityPerYear, circumstances } = document;
    const ratios = member.ratios.filter(
      (ratio) => ratio.product === product && String(ratio.year) === period.name,
    );
    const own = ratios.find(({ line }) => line === key) ?? ratios.find(({ line }) => line === null);
    const asked = { document: BENCHMARK_DOCUMENT, level: 'benchmark', circumstances } as const;
    const benchmark = limitFor(limits, { ...asked, product, date }).value;
    return [
      {
        ...{ enterpriseId: member.enterpriseId, name: member.name, line: key, product },
        ...{ capacity: capacityPerYear, actual: own?.actual ?? null, benchmark },
      },
    ];
  });
}

/**
 * Who owes an audit: whom the year's class list names (重点用能单位, 重点耗能企业), as the overview of audits counts.
 * Audits of the year's programme count.
 */
async function auditsOf(
  executor: Executor,
  members: readonly Member[],
  year: number,
  nowMs: number,
): Promise<AreaAudit[]> {
  const enterpriseIds = members.map(({ enterpriseId }) => enterpriseId);
  const query = { asOfMs: nowMs, enterpriseIds, year };
  const [classes, programme] = await Promise.all([
    listEnterpriseEntries(executor, SYSTEM_SCOPE, { ...query, register: 'class-list' }),
    listEnterpriseEntries(executor, SYSTEM_SCOPE, { ...query, register: 'audit-programme' }),
  ]);
  const ownerOf = ({ owner }: { readonly owner: RegisterOwner }) =>
    owner.type === 'enterprise' ? owner.id : '';
  const isListed = new Set(
    classes.filter(({ document }) => document.class !== 'none').map(ownerOf),
  );
  const audits = Map.groupBy(programme, ownerOf);
  return members
    .filter(({ enterpriseId }) => isListed.has(enterpriseId))
    .map(({ enterpriseId, name }) => {
      const states = (audits.get(enterpriseId) ?? []).map(({ document }) => document.state);
      return {
        ...{ enterpriseId, name, isDone: states.includes('done') },
        isPlanned: states.includes('planned') || states.includes('commissioned'),
      };
    });
}

function judgedYears(today: string): number[] {
  const year = Number(today.slice(0, 4));
  return Number(today.slice(5, 7)) <= LAST_YEAR_MONTHS ? [year - 1, year] : [year];
}
