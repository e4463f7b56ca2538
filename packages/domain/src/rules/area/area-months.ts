import type { YearOfMonths } from '../../policy/month-shape.ts';
import type { NotJudgedReason } from '../judgement.ts';
import { AREA_SETTLING_DEFAULTS } from './area-thresholds.ts';

/** Months that say what a member usually uses. */
const USUAL_MONTHS = 12;

/** What is kept of one month that is over of one enterprise: its assessed account, in tonnes. */
export interface MemberMonth {
  /** `YYYY-MM` in the enterprise's zone. */
  readonly month: string;
  /** Why the month may not be judged; null where it may. */
  readonly unsettledBy: NotJudgedReason | null;
  readonly tceCalorific: number | null;
  readonly tcePrimary: number | null;
  readonly tco2: number | null;
  /** Coal and what is made of it by washing, briquetting and coking, as far as it is part of the above. */
  readonly coalTceCalorific: number | null;
  readonly coalTcePrimary: number | null;
  /** Gross output value, 10 000 CNY; null where nobody reported it. */
  readonly outputValue: number | null;
  /** 0 to 1. */
  readonly estimatedShare: number;
}

/** An enterprise of an area with what is kept of its months. */
export interface AreaMember {
  readonly enterpriseId: string;
  readonly name: string;
  /** Newest instant that its data reach, ms since the epoch. */
  readonly throughMs: number;
  /** Months that are over, ascending. */
  readonly months: readonly MemberMonth[];
  /** The month that runs, as far as its data reach; null or absent where nothing is kept of it. */
  readonly running?: MemberMonth | null;
}

/** One month of all members together. */
export interface AreaMonth {
  readonly month: string;
  /** Of the members whose month is settled. */
  readonly sum: number;
  /** What the others usually use in such a month: an estimate, in no sum that raises anything. */
  readonly missing: number;
  /** Settled part of the month's energy, 0 to 1, by what each member usually uses. */
  readonly coverage: number;
  readonly settledCount: number;
  readonly estimatedShare: number;
}

/** One member's part in the months that are judged. */
export interface AreaPart {
  readonly enterpriseId: string;
  readonly name: string;
  /** Sum of its settled months. */
  readonly value: number;
  /** Months that are not settled. */
  readonly missingMonths: readonly string[];
}

/** How a quantity of a month is read; null where it is not known. */
export type MonthReader = (month: MemberMonth) => number | null;

/** A member with what it is read by and what it usually uses. */
interface ReadMember {
  readonly member: AreaMember;
  readonly settled: ReadonlyMap<string, { readonly value: number; readonly estimated: number }>;
  /** A month; null where nothing of it was ever settled. */
  readonly usual: number | null;
}

/**
 * The months of an area, member by member. What of a member is not settled is estimated by its same month
 * of the year before, else by its last twelve settled months, else by the mean of the other members, so that
 * the coverage says how much of the energy is known and not how many letters came in.
 */
export function areaMonths(
  members: readonly AreaMember[],
  names: readonly string[],
  read: MonthReader,
): AreaMonth[] {
  const all = members.map((member) => readMember(member, read));
  const known = all.flatMap(({ usual }) => usual ?? []);
  const mean = known.length === 0 ? 0 : known.reduce((sum, usual) => sum + usual, 0) / known.length;
  return names.map((month) => {
    let [sum, missing, settledCount, estimated] = [0, 0, 0, 0];
    for (const { settled, usual } of all) {
      const own = settled.get(month);
      if (own === undefined) {
        missing += Math.max(0, settled.get(yearBefore(month))?.value ?? usual ?? mean);
        continue;
      }
      sum += own.value;
      estimated += Math.abs(own.value) * own.estimated;
      settledCount += 1;
    }
    const byCount = all.length === 0 ? 0 : settledCount / all.length;
    return {
      ...{ month, sum, missing, settledCount },
      coverage: sum + missing > 0 && sum >= 0 ? sum / (sum + missing) : byCount,
      estimatedShare: sum > 0 ? Math.min(1, estimated / sum) : 0,
    };
  });
}

/** The members' parts in some months, the heaviest first. */
export function areaParts(
  members: readonly AreaMember[],
  names: readonly string[],
  read: MonthReader,
): AreaPart[] {
  const parts = members.map((member): AreaPart => {
    const { settled } = readMember(member, read);
    return {
      ...{ enterpriseId: member.enterpriseId, name: member.name },
      value: names.reduce((sum, month) => sum + (settled.get(month)?.value ?? 0), 0),
      missingMonths: names.filter((month) => !settled.has(month)),
    };
  });
  return parts.sort(
    (one, other) => other.value - one.value || (one.enterpriseId < other.enterpriseId ? -1 : 1),
  );
}

/** The months from the start on that are known well enough, and why there are not more. */
export function settledAreaMonths(
  months: readonly AreaMonth[],
  coverageMinRatio: number = AREA_SETTLING_DEFAULTS.coverageMinRatio,
): {
  readonly settled: readonly AreaMonth[];
  readonly stoppedBy: NotJudgedReason | null;
} {
  const end = months.findIndex(({ coverage }) => coverage < coverageMinRatio);
  return end === -1
    ? { settled: months, stoppedBy: null }
    : { settled: months.slice(0, end), stoppedBy: 'incomplete' };
}

/** Earlier years as a plan takes its shape from them; months that are not known well enough are null. */
export function areaHistory(
  members: readonly AreaMember[],
  years: readonly number[],
  read: MonthReader,
): YearOfMonths[] {
  return years.flatMap((year) => {
    const names = Array.from(
      { length: 12 },
      (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`,
    );
    const months = areaMonths(members, names, read).map(({ sum, missing, coverage }) =>
      coverage >= AREA_SETTLING_DEFAULTS.coverageMinRatio && sum !== 0 ? sum + missing : null,
    );
    return months.some((value) => value !== null) ? [{ year, months }] : [];
  });
}

function readMember(member: AreaMember, read: MonthReader): ReadMember {
  const settled = new Map<string, { value: number; estimated: number }>();
  for (const month of member.months) {
    const value = month.unsettledBy === null ? read(month) : null;
    if (value !== null) settled.set(month.month, { value, estimated: month.estimatedShare });
  }
  const last = [...settled.values()].slice(-USUAL_MONTHS);
  const usual =
    last.length === 0 ? null : last.reduce((sum, { value }) => sum + value, 0) / last.length;
  return { member, settled, usual };
}

function yearBefore(month: string): string {
  return `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
}
