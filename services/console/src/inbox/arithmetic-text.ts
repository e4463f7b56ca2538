import type { Pair } from '../words/codes.ts';
import type { Language } from '../words/words.ts';

/** How a plan by month came about. */
const PLAN_METHODS: Readonly<Record<string, Pair>> = {
  given: ['按下达的分月计划', 'given by the authority'],
  'from-earlier-years': ['按往年各月比例', 'in the shape of earlier years'],
  linear: ['按天数平均', 'even by days'],
};
const PLAN = /^plan by month: ([a-z-]+)$/;

type Rewrite = readonly [pattern: RegExp, zh: (...parts: string[]) => string];

/** The sums as the rules write them, in Chinese; a line of another form stays as it is. */
const REWRITES: readonly Rewrite[] = [
  [PLAN, (method = '') => `分月计划：${PLAN_METHODS[method]?.[0] ?? method}`],
  [/^(\S+ \S+) of (\S+ \S+)$/, (used, limit) => `累计 ${used}，预算 ${limit}`],
  [/^(.+ = .+) left$/, (sum) => `${sum}（剩余）`],
  [/^limit (\S+) set by (.+)$/, (limit, by) => `限额 ${limit}，依据：${by}`],
  [/^(\S+) over (\S+) units = (.+)$/, (energy, output, per) => `${energy} ÷ ${output} = ${per}`],
  [/^approved by (.+)$/, (by) => `批复文号：${by}`],
  [/^(.+) level ([123]): (.+)$/, (what, level, value) => `${what} ${level} 级：${value}`],
];

/** A line of the evidence's arithmetic in a language. */
export function arithmeticText(line: string, language: Language): string {
  if (language === 'en') {
    return line.replace(PLAN, (whole, method: string) => {
      const name = PLAN_METHODS[method]?.[1];
      return name === undefined ? whole : `plan by month: ${name}`;
    });
  }
  for (const [pattern, zh] of REWRITES) {
    const match = pattern.exec(line);
    if (match !== null) return zh(...match.slice(1));
  }
  return line;
}
