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
  [
    /^season of ([\d, ]+); (\S+) months to come$/,
    (years, months) => `按 ${years} 年的季节分布，剩余 ${months} 个月`,
  ],
  [
    /^working days, a day off counts (\S+); (\S+) months to come$/,
    (ratio, months) => `按工作日，休息日按 ${ratio} 计，剩余 ${months} 个月`,
  ],
  [/^rest = (.+)$/, (sum) => `剩余期间 = ${sum}`],
  [/^end = (.+)$/, (sum) => `期末 = ${sum}`],
  [
    /^output value at the prices it was reported in, of the enterprises here alone$/,
    () => '产值按填报时价格，仅含本平台企业',
  ],
  [/^all months are settled$/, () => '各月均已结算'],
  [/^(\S+ \S+) of (\S+ \S+) planned to date$/, (used, plan) => `累计 ${used}，同期计划 ${plan}`],
  [/^(\S+) to (\S+): (.+) known$/, (from, to, sum) => `${from} 至 ${to}：已知 ${sum}`],
  [
    /^target (\S+): (\S+) cut, stretch goal (\S+): waived$/,
    (_target, cut, goal) => `能耗强度下降 ${cut}，达到激励目标 ${goal}，总量不考核`,
  ],
  [
    /^(\S+) of (\S+) a year at benchmark level, (\S+) unknown$/,
    (good, total, unknown) => `达到标杆水平的年产能 ${good}，共 ${total}，未知 ${unknown}`,
  ],
  [/^(\d+ \/ \d+ = .+); (\d+) more planned$/, (sum, planned) => `${sum}；另有计划 ${planned} 家`],
  [
    /^(\d+): (\S+) tce per 10⁴ CNY as published$/,
    (year, value) => `${year} 年：${value} tce/万元（公布值）`,
  ],
  [
    /^(\S+ ?%) known: of (\d+) of (\d+) enterprises something is missing$/,
    (known, missing, all) => `已知 ${known}：${all} 家企业中有 ${missing} 家数据不全`,
  ],
  [/^(\S+ \S+) of (\S+ \S+)$/, (used, limit) => `累计 ${used}，预算 ${limit}`],
  [/^(.+ = .+) left$/, (sum) => `${sum}（剩余）`],
  [/^limit (\S+) set by (.+)$/, (limit, by) => `限额 ${limit}，依据：${by}`],
  [/^(\S+) over (\S+) units = (.+)$/, (energy, output, per) => `${energy} ÷ ${output} = ${per}`],
  [/^approved by (.+)$/, (by) => `批复文号：${by}`],
  [/^(.+) level ([123]): (.+)$/, (what, level, value) => `${what} ${level} 级：${value}`],
];

/** Digits that say nothing: a share counted to fifteen of them is known to four. */
const TOO_MANY_DIGITS = /\d+\.\d{5,}/g;

/** A line of the evidence's arithmetic in a language. */
export function arithmeticText(line: string, language: Language): string {
  const short = line.replace(TOO_MANY_DIGITS, (digits) =>
    String(Number(Number(digits).toFixed(4))),
  );
  return translated(short, language);
}

function translated(line: string, language: Language): string {
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
