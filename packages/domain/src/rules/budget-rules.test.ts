import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planCurve } from '../policy/plan-curve.ts';
import type { Target } from '../policy/policy-document.ts';
import { monthPeriod, targetPeriodAt } from '../policy/target-period.ts';
import { budgetForecasts } from './budget-forecasts.ts';
import {
  type BudgetFacts,
  judgeBudget,
  judgeExhausted,
  judgeForecast,
  judgeProgress,
  judgeRemaining,
} from './budget-rules.ts';
import type { PeriodForecast } from './forecast.ts';
import { judgementOf, RULE_VERSION } from './judgement.ts';
import type { MonthFigure } from './settled-months.ts';

const ZONE = 'Asia/Shanghai';
const YEAR = targetPeriodAt(Date.UTC(2026, 5, 1), 'year', ZONE);
const LIMIT = 1_200;
/** 100 tce a month. */
const TARGET: Target = {
  ...{ id: 'total', metric: 'tce', basis: 'primary', period: 'year', limit: LIMIT },
  monthlyPlan: Array(12).fill(100),
};

function settled(month: string, value: number, changes: Partial<MonthFigure> = {}): MonthFigure {
  const quality = { estimatedShare: 0, completeness: 1 };
  return { month, value, ...quality, isClosed: true, ledger: 'in', ...changes };
}

function months(values: readonly number[], changes: Partial<MonthFigure> = {}): MonthFigure[] {
  return values.map((value, index) => settled(YEAR.months[index] ?? '', value, changes));
}

function forecastOf(rest: number, half: number, done: number): PeriodForecast {
  const interval = (around: number) => ({ low: around - half, point: around, high: around + half });
  return { rest: interval(rest), end: interval(done + rest), method: 'calendar', arithmetic: [] };
}

/** Facts as on the last day of the last month given, plus some days. */
function facts(figures: readonly MonthFigure[], changes: Partial<BudgetFacts> = {}): BudgetFacts {
  const last =
    [...figures]
      .map(({ month }) => month)
      .sort()
      .at(-1) ?? '2026-01';
  const throughMs = monthPeriod(last, ZONE).endMs;
  return {
    context: {
      ...{ nowMs: throughMs, dataThroughMs: throughMs, timeZone: ZONE, policyVersion: '3' },
      ...{ factorSet: '2026-provisional', hasExpiredMeter: false },
    },
    target: TARGET,
    period: YEAR,
    limit: LIMIT,
    plan: planCurve(TARGET, LIMIT, YEAR, []),
    months: figures,
    settledForecast: null,
    runningForecast: null,
    ...changes,
  };
}

describe('judgeProgress', () => {
  it.each([
    { name: 'on plan', used: 200, severity: 0, hold: 1 },
    { name: 'just below plan', used: 197.9, severity: 0, hold: 0 },
    { name: 'a little over', used: 200.1, severity: 1, hold: 1 },
    { name: 'at 1.05', used: 210, severity: 1, hold: 2 },
    { name: 'over 1.05', used: 210.1, severity: 2, hold: 2 },
    { name: 'at 1.10', used: 220, severity: 2, hold: 3 },
    { name: 'over 1.10', used: 220.1, severity: 3, hold: 3 },
  ])('gives $severity for two settled months $name', ({ used, severity, hold }) => {
    const judgement = judgeProgress(facts(months([100, used - 100])));
    expect(judgement).toMatchObject({ severity, holdSeverity: hold, isPreview: false });
  });

  it('takes the thresholds of the policy', () => {
    const thresholds = { progress: { severity1Ratio: 1.02, severity2Ratio: 1.2 } };
    expect(judgeProgress(facts(months([101]), { thresholds })).severity).toBe(0);
    expect(judgeProgress(facts(months([110]), { thresholds })).severity).toBe(1);
    const disabled = { progress: { enabled: false } };
    expect(judgeProgress(facts(months([200]), { thresholds: disabled }))).toMatchObject({
      notJudged: 'disabled',
      severity: 0,
    });
  });

  it('says nothing formal of a January that is not over, whatever its spike', () => {
    const spike = months([500], { isClosed: false });
    expect(judgeProgress(facts(spike))).toMatchObject({
      severity: 1,
      isPreview: true,
      hasFormal: false,
    });
  });

  it.each([
    { name: 'less than seven days', days: 6.9, notJudged: 'too-early', severity: 0 },
    { name: 'seven days', days: 7, notJudged: null, severity: 1 },
  ])('waits with the preview for $name of the year', ({ days, notJudged, severity }) => {
    const given = facts(months([500], { isClosed: false }));
    const dataThroughMs = YEAR.startMs + days * 86_400_000;
    const context = { ...given.context, dataThroughMs };
    expect(judgeProgress({ ...given, context })).toMatchObject({ notJudged, severity });
  });

  it('does not judge a month without its ledger, nor what follows it', () => {
    const awaiting = [
      ...months([150]).map((month) => ({ ...month, ledger: 'awaiting' as const, value: null })),
      settled('2026-02', 300),
    ];
    expect(judgeProgress(facts(awaiting))).toMatchObject({
      notJudged: 'awaiting-report',
      severity: 0,
    });
    const second = [
      settled('2026-01', 150),
      { ...settled('2026-02', 0), value: null, ledger: 'awaiting' as const },
    ];
    expect(judgeProgress(facts(second))).toMatchObject({ severity: 3, value: 1.5 });
  });

  it.each([
    { name: 'at 90 %', completeness: 0.9, hasFormal: true },
    { name: 'just under 90 %', completeness: 0.899, hasFormal: false },
  ])('judges readings $name formally: $hasFormal', ({ completeness, hasFormal }) => {
    const judgement = judgeProgress(facts(months([150], { completeness })));
    expect(judgement).toMatchObject({ hasFormal, severity: hasFormal ? 3 : 1 });
  });

  it.each([
    { name: 'half estimated', estimatedShare: 0.5, expired: false, severity: 3, cappedBy: [] },
    {
      name: 'mostly estimated',
      estimatedShare: 0.51,
      expired: false,
      severity: 2,
      cappedBy: ['mostly-estimated'],
    },
    {
      name: 'of an expired meter',
      estimatedShare: 0,
      expired: true,
      severity: 2,
      cappedBy: ['expired-meter'],
    },
  ])(
    'supports severity $severity on data $name',
    ({ estimatedShare, expired, severity, cappedBy }) => {
      const given = facts(months([150], { estimatedShare }));
      const context = { ...given.context, hasExpiredMeter: expired };
      const judgement = judgeProgress({ ...given, context });
      expect(judgement.severity).toBe(severity);
      expect(judgement.holdSeverity).toBe(severity);
      expect(judgement.evidence.cappedBy).toEqual(cappedBy);
    },
  );

  it('freezes its evidence and says it in both languages', () => {
    const { evidence, message, messageKey } = judgeProgress(facts(months([100, 120])));
    expect(evidence).toMatchObject({
      figures: [
        { name: 'actual', value: 220, unit: 'tce' },
        { name: 'planned', value: 200, unit: 'tce' },
        { name: 'limit', value: 1_200, unit: 'tce' },
        { name: 'progressRatio', value: 1.1, unit: '' },
      ],
      months: ['2026-01', '2026-02'],
      factorSet: '2026-provisional',
      policyVersion: '3',
      ruleVersion: RULE_VERSION,
    });
    expect(evidence.arithmetic).toContain('220 tce / 200 tce = 1.1');
    expect(messageKey).toBe('progress.over');
    expect(message.zh).toBe('累计用能超时序进度：实际 220 tce，计划 200 tce，为计划的 110.0 %');
  });
});

describe('judgeRemaining and judgeForecast', () => {
  const ten = months(Array(10).fill(99));

  it('give a unit on plan in November no warning', () => {
    const settledForecast = forecastOf(198, 30, 990);
    const given = facts(ten, { settledForecast, runningForecast: settledForecast });
    expect(judgeBudget(given).map(({ severity }) => severity)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    // 1 200 − 990 = 210 left.
    { name: 'just enough left', low: 210, remaining: 0 },
    { name: 'too little left', low: 210.1, remaining: 1 },
  ])('warn on plan with $name', ({ low, remaining }) => {
    const settledForecast = forecastOf(low + 30, 30, 990);
    expect(judgeRemaining(facts(ten, { settledForecast })).severity).toBe(remaining);
  });

  it('leave it to the progress rule when the unit is ahead of plan', () => {
    const ahead = months(Array(10).fill(101));
    const settledForecast = forecastOf(400, 30, 1_010);
    expect(judgeRemaining(facts(ahead, { settledForecast })).severity).toBe(0);
  });

  it.each([
    { name: 'all under', point: 1_200, half: 50, severity: 0 },
    { name: 'the point over', point: 1_200.1, half: 50, severity: 1 },
    { name: 'the lower bound at the limit', point: 1_250, half: 50, severity: 1 },
    { name: 'the lower bound over', point: 1_250.1, half: 50, severity: 2 },
  ])('gives $severity for $name', ({ point, half, severity }) => {
    const settledForecast = forecastOf(point - 990, half, 990);
    expect(judgeForecast(facts(ten, { settledForecast })).severity).toBe(severity);
  });

  it('do without a forecast, and after the end of the year', () => {
    expect(judgeForecast(facts(ten)).notJudged).toBe('no-forecast');
    const whole = facts(months(Array(12).fill(99)), { settledForecast: forecastOf(0, 0, 1_188) });
    expect(judgeForecast(whole).notJudged).toBe('no-forecast');
  });
});

describe('levels that a policy sets', () => {
  const ten = months(Array(10).fill(99));

  it('take the place of the defaults', () => {
    const forecast = { overSeverity: 3, pointSeverity: 2 };
    const thresholds = {
      forecast,
      'remaining-budget': { severity: 2 },
      exhausted: { severity: 1 },
    };
    const level = (judge: typeof judgeForecast, rest: number) =>
      judge(facts(ten, { thresholds, settledForecast: forecastOf(rest, 30, 990) })).severity;
    // 1 200 − 990 = 210 left; the interval is ± 30.
    expect(level(judgeForecast, 211)).toBe(2);
    expect(level(judgeForecast, 241)).toBe(3);
    expect(level(judgeRemaining, 241)).toBe(2);
    expect(judgeExhausted(facts(months([600, 600]), { thresholds })).severity).toBe(1);
  });
});

describe('judgeExhausted', () => {
  it.each([
    { name: 'just under', values: [600, 599.9], severity: 0 },
    { name: 'used to the last tonne in February', values: [600, 600], severity: 3 },
    { name: 'used to the last tonne in December', values: Array(12).fill(100), severity: 0 },
    { name: 'over in December', values: [...Array(11).fill(100), 100.1], severity: 3 },
  ])('gives $severity for a budget $name', ({ values, severity }) => {
    expect(judgeExhausted(facts(months(values))).severity).toBe(severity);
  });

  it('is a preview while the month that exhausts it is running', () => {
    const running = [...months([600]), settled('2026-02', 700, { isClosed: false })];
    expect(judgeExhausted(facts(running))).toMatchObject({ severity: 1, isPreview: true });
  });
});

describe('judgementOf', () => {
  it.each([
    { isPreview: true, severity: 1 },
    { isPreview: false, severity: 3 },
  ])('gives $severity where a rule says 3, as a preview: $isPreview', ({ isPreview, severity }) => {
    const { context } = facts(months([100]));
    const judgement = judgementOf(context, {
      ...{ rule: 'progress', targetId: 'total', period: YEAR, category: 'warning' },
      ...{ severity: 3, isPreview, messageKey: 'progress.over' },
    });
    expect(judgement.severity).toBe(severity);
  });
});

describe('budgetForecasts', () => {
  const request = { period: YEAR, history: [], calendar: [], timeZone: ZONE };

  it('forecasts from settled months and from the running one', () => {
    const figures = [...months([100, 100]), settled('2026-03', 100, { isClosed: false })];
    // Half of March is there, and it used a whole month's energy.
    const dataThroughMs = monthPeriod('2026-03', ZONE).startMs + 15.5 * 86_400_000;
    const { settledForecast, runningForecast } = budgetForecasts({
      ...{ ...request, months: figures, dataThroughMs },
    });
    expect(settledForecast?.end.point).toBeGreaterThan(1_150);
    expect(settledForecast?.end.point).toBeLessThan(1_300);
    expect(runningForecast?.end.point).toBeGreaterThan(1_300);
  });

  it('has one forecast while no month is running, none without a month', () => {
    const dataThroughMs = monthPeriod('2026-02', ZONE).endMs;
    const both = budgetForecasts({ ...request, months: months([100, 90]), dataThroughMs });
    expect(both.runningForecast).toBe(both.settledForecast);
    expect(budgetForecasts({ ...request, months: [], dataThroughMs })).toEqual({
      settledForecast: null,
      runningForecast: null,
    });
  });
});

describe('the rules about a budget, for any months', () => {
  const figure = fc.record({
    value: fc.option(fc.double({ min: 0, max: 500, noNaN: true })),
    estimatedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    completeness: fc.double({ min: 0.5, max: 1, noNaN: true }),
    isClosed: fc.boolean(),
    ledger: fc.constantFrom<MonthFigure['ledger']>('in', 'awaiting', 'not-owed'),
  });
  const figures = fc
    .array(figure, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((one, index) => ({ ...one, month: YEAR.months[index] ?? '' })));

  it('never pass 1 in a preview, and hold at least what they judge', () => {
    fc.assert(
      fc.property(figures, (given) => {
        for (const judgement of judgeBudget(facts(given))) {
          if (judgement.isPreview) expect(judgement.severity).toBeLessThanOrEqual(1);
          expect(judgement.holdSeverity).toBeGreaterThanOrEqual(judgement.severity);
          if (judgement.notJudged !== null) expect(judgement.severity).toBe(0);
        }
      }),
    );
  });

  it('do not depend on the order of the months, and judge the same twice', () => {
    fc.assert(
      fc.property(figures, (given) => {
        const forwards = judgeBudget(facts(given));
        expect(judgeBudget(facts([...given].reverse()))).toEqual(forwards);
      }),
    );
  });

  it('never get milder when a month used more', () => {
    fc.assert(
      fc.property(
        figures,
        fc.nat({ max: 11 }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (given, at, more) => {
          const raised = given.map((month, index) =>
            index === at && month.value !== null
              ? { ...month, value: month.value + more, estimatedShare: 0 }
              : { ...month, estimatedShare: 0 },
          );
          const plain = given.map((month) => ({ ...month, estimatedShare: 0 }));
          for (const rule of [judgeProgress, judgeExhausted]) {
            const [before, after] = [rule(facts(plain)), rule(facts(raised))];
            expect(after.severity).toBeGreaterThanOrEqual(before.severity);
          }
        },
      ),
    );
  });
});
