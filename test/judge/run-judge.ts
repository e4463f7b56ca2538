import { monthPeriod, monthsOfYear } from '@hengneng/domain';
import { createPlantedCounty, type PlantedEnterprise } from '@hengneng/fleet';

import { issueBudget, trueMonths } from './budgets.ts';
import { type JudgedEnterprise, judgeOverTime, type Looks } from './judge-enterprise.ts';
import { measureEnterprise } from './measured-county.ts';
import { type Score, scoreFalsification, scoreOveruse } from './score.ts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const YEAR = 2026;

/** One county to judge. */
export interface JudgeOptions {
  readonly seed: number;
  readonly enterprisesCount: number;
  readonly metersPerEnterpriseMax: number;
  readonly log?: (line: string) => void;
}

/** What was found in one county. */
export interface JudgeResult {
  readonly overuse: readonly Score[];
  readonly falsification: readonly Score[];
  readonly enterprises: readonly JudgedEnterprise[];
}

/**
 * Simulates a year by the hour, counts it with the counter engine, accounts for it and judges it at the
 * 2nd and the 16th of every month as services/rules would; compares with what was planted.
 */
export async function runJudge(options: JudgeOptions): Promise<JudgeResult> {
  const { seed, enterprisesCount, metersPerEnterpriseMax, log } = options;
  const months = monthsOfYear(YEAR);
  const startOf = (month: string) => monthPeriod(month, ZONE).startMs;
  const borders = [...months.map(startOf), startOf(`${YEAR + 1}-01`)];
  const county = createPlantedCounty({
    ...{ seed, enterprisesCount, metersPerEnterpriseMax, stepMs: HOUR_MS },
    ...{ monthBordersMs: borders, quietMonths: 3, falsifyingEvery: 3, falsificationsMax: 5 },
  });
  const looks = looksOf(borders, months);
  const stretch = {
    fromMs: borders[0] ?? 0,
    toMs: borders.at(-1) ?? 0,
    earlierFromMs: startOf(`${YEAR - 1}-01`),
  };
  const enterprises: JudgedEnterprise[] = [];
  for (const [index, enterprise] of county.enterprises.entries()) {
    const truth = {
      ...trueMonths(county, enterprise, months),
      yearBefore: trueMonths(county, enterprise, monthsOfYear(YEAR - 1)).tce,
    };
    const issued = issueBudget(enterprise, truth, YEAR, (draw) => drawOf(enterprise, draw));
    const measured = measureEnterprise(county, enterprise, stretch);
    enterprises.push(await judgeOverTime(county, enterprise, measured, issued, looks));
    log?.(`${index + 1} of ${county.enterprises.length}: ${enterprise.name}, ${issued.role}`);
  }
  return {
    overuse: scoreOveruse(enterprises, ZONE),
    falsification: scoreFalsification(enterprises),
    enterprises,
  };
}

function looksOf(borders: readonly number[], months: readonly string[]): Looks {
  const noon = 12 * HOUR_MS;
  return {
    stretchFromMs: borders[0] ?? 0,
    budgetsMs: borders.flatMap((borderMs, index) => [
      ...(index === 0 ? [] : [borderMs + DAY_MS + noon]),
      ...(index === borders.length - 1 ? [] : [borderMs + 15 * DAY_MS + noon]),
    ]),
    // When the readings of the month are due and there.
    suspicions: months.map((month, index) => ({
      month,
      atMs: (borders[index + 1] ?? 0) + DAY_MS + noon,
    })),
  };
}

/** Depends on the enterprise, whose code holds the seed, and on nothing else. */
function drawOf({ id }: PlantedEnterprise, draw: number): number {
  let hash = 2_166_136_261 ^ draw;
  for (const character of `${id}${draw}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
