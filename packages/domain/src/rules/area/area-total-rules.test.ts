import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nextAlert } from '../../alerts/next-alert.ts';
import { CHINA_WORK_CALENDAR } from '../../duty/work-calendar.ts';
import type { AreaTarget } from '../../registers/register-documents.ts';
import type { AreaJudgement } from './area-judgement.ts';
import { type AreaMember, areaHistory, areaMonths, areaParts } from './area-months.ts';
import { tceReader } from './area-share-rules.ts';
import { judgeAreaTotals } from './area-total-rules.ts';
import { contextAfter, goal, member, YEAR } from './testing/areas.ts';

const read = tceReader('primary');
/** Ten months of 365 days, from January to October. */
const OCTOBER = 304 / 365;

/** What is said after some months of 2026, with a plan that is even over the days. */
function judge(
  members: readonly AreaMember[],
  monthCount: number,
  changes: Partial<AreaTarget> = {},
): readonly [total: AreaJudgement, forecast: AreaJudgement] {
  const names = YEAR.months.slice(0, monthCount);
  const [total, forecast] = judgeAreaTotals({
    ...{ context: contextAfter(names.at(-1) ?? '2026-01'), goal: goal(changes), period: YEAR },
    months: areaMonths(members, names, read),
    partsOf: (some) => areaParts(members, some, read),
    history: areaHistory(members, [2024, 2025], read),
    calendar: CHINA_WORK_CALENDAR,
  });
  if (total === undefined || forecast === undefined) throw new Error('There are two of them.');
  return [total, forecast];
}

/** Two members that together used a share of the plan of 1 200 by the end of October. */
function usedOfPlan(ratio: number): AreaMember[] {
  const month = (1_200 * OCTOBER * ratio) / 10;
  return [member(1, Array(10).fill(month * 0.7)), member(2, Array(10).fill(month * 0.3))];
}

describe('the total of an area against the plan of its goals', () => {
  it.each([
    { name: 'on the base plan', ratio: 1, severity: 0 },
    { name: 'just over the base plan', ratio: 1.001, severity: 2 },
    { name: 'five per cent over it', ratio: 1.05, severity: 2 },
    { name: 'more than five per cent over it', ratio: 1.051, severity: 3 },
  ])('$name is $severity', ({ ratio, severity }) => {
    expect(judge(usedOfPlan(ratio), 10)[0]).toMatchObject({ severity, notJudged: null });
  });

  it.each([
    { name: 'on the stretch plan', ratio: 0.95, severity: 0 },
    { name: 'over the stretch plan and under the base plan', ratio: 0.951, severity: 1 },
    { name: 'over both', ratio: 1.001, severity: 2 },
  ])('$name is $severity', ({ ratio, severity }) => {
    const [total] = judge(usedOfPlan(ratio), 10, { stretch: 1_140 });
    expect(total.severity).toBe(severity);
    if (severity === 1) expect(total.message.zh).toContain('激励目标');
    if (severity === 2) expect(total.message.en).toContain('base goal');
  });

  it('is 3 once the base goal is used up before the year is over', () => {
    // A plan that comes late: by the plan alone this would be on time.
    const heavy = [member(1, Array(11).fill(1_200 / 11))];
    expect(judge(heavy, 11)[0].severity).toBe(3);
  });

  it.each([
    { name: 'the base goal to the last tonne', value: 100, severity: 0, stretch: null },
    { name: 'more than the base goal', value: 100.01, severity: 3, stretch: null },
    { name: 'more than the stretch goal', value: 96, severity: 1, stretch: 1_140 },
  ])('at the end of the year $name is $severity', ({ value, severity, stretch }) => {
    expect(judge([member(1, Array(12).fill(value))], 12, { stretch })[0].severity).toBe(severity);
  });

  it('says who weighs most, and how much is known', () => {
    const [total] = judge(usedOfPlan(1.08), 10);
    expect(total.area).toMatchObject({ memberCount: 2, coverage: 1, missingCount: 0 });
    expect(total.area.heaviest[0]).toMatchObject({ enterpriseId: 'E1' });
    expect(total.area.heaviest[0]?.share).toBeCloseTo(0.7, 9);
    expect(total.evidence.months).toHaveLength(10);
  });
});

describe('thresholds of a target', () => {
  it.each([
    { thresholds: { 'area-total': { severity2Ratio: 1.09, severity3Ratio: 1.2 } }, severity: 0 },
    { thresholds: { 'area-total': { severity3Ratio: 1.09 } }, severity: 2 },
    { thresholds: null, severity: 3 },
  ] as const)('take the place of the defaults: $thresholds', ({ thresholds, severity }) => {
    expect(judge(usedOfPlan(1.08), 10, { thresholds })[0].severity).toBe(severity);
  });

  it('turn a rule off, and say how much has to be known', () => {
    const off = { 'area-total': { enabled: false } };
    const [total, forecast] = judge(usedOfPlan(1.08), 10, { thresholds: off });
    expect([total.notJudged, forecast.notJudged]).toEqual(['disabled', null]);
    const members = [...usedOfPlan(1.2), member(3, [])];
    expect(judge(members, 10)[0].notJudged).toBe('incomplete');
    const loose = { settling: { coverageMinRatio: 0.5 } };
    expect(judge(members, 10, { thresholds: loose })[0].severity).toBe(3);
  });
});

describe('the month that runs', () => {
  /** Ten months on plan and some days of November, at so many times the plan of those days. */
  function previewed(days: number, ratio: number, changes: Partial<AreaTarget> = {}) {
    const members = usedOfPlan(0.999);
    const names = YEAR.months.slice(0, 10);
    const after = contextAfter('2026-10');
    const dataThroughMs = after.dataThroughMs + days * 86_400_000;
    const planned = 1_200 * (OCTOBER + days / 365);
    const sum = planned * ratio - 1_200 * OCTOBER * 0.999;
    const [total] = judgeAreaTotals({
      ...{ context: { ...after, nowMs: dataThroughMs, dataThroughMs }, goal: goal(changes) },
      ...{ period: YEAR, history: [], calendar: CHINA_WORK_CALENDAR },
      months: areaMonths(members, names, read),
      partsOf: (some) => areaParts(members, some, read),
      running: { month: '2026-11', sum },
    });
    return total;
  }

  it.each([
    { name: 'on plan', days: 14, ratio: 0.9999, severity: 0 },
    { name: 'over it', days: 14, ratio: 1.001, severity: 1 },
    { name: 'far over it', days: 14, ratio: 1.5, severity: 1 },
    { name: 'over it, but too young', days: 6, ratio: 1.5, severity: 0 },
  ])('$name is $severity', ({ days, ratio, severity }) => {
    const total = previewed(days, ratio);
    expect(total).toMatchObject({ severity, isPreview: severity > 0, hasFormal: true });
    if (severity > 0) expect(total?.message.zh).toContain('截至 2026-11-14');
  });

  it('is looked at earlier where the target says so', () => {
    const thresholds = { 'area-total': { previewMinDays: 3 } };
    expect(previewed(6, 1.5, { thresholds })?.severity).toBe(1);
  });
});

describe('an area of which not all is known', () => {
  it('is not judged below nine tenths, and its alert stays as it is', () => {
    const all = usedOfPlan(1.2);
    const [total] = judge(all, 10);
    const opened = nextAlert('region:430626', null, total, 1_000);
    expect(opened.transitions.map(({ type }) => type)).toEqual(['opened']);
    const silent = [
      all[0] ?? member(1, []),
      member(2, Array(10).fill(40), { unsettledBy: 'awaiting-report' }),
    ];
    const [missing, forecast] = judge(silent, 10);
    expect(missing).toMatchObject({ notJudged: 'incomplete', area: { missingCount: 1 } });
    expect(forecast.notJudged).toBe('incomplete');
    expect(nextAlert('region:430626', opened.state, missing, 2_000).transitions).toEqual([]);
  });

  it('raises on what is proven alone and lowers on what is likely alone', () => {
    // 5 % of the energy is missing in every month but the first.
    const month = (1_200 * OCTOBER * 1.02) / 10;
    const small = member(2, Array(10).fill(month * 0.05));
    const partly = {
      ...small,
      months: small.months.map((each, index) =>
        index === 0 ? each : { ...each, unsettledBy: 'incomplete' as const },
      ),
    };
    const [total] = judge([member(1, Array(10).fill(month * 0.95)), partly], 10);
    expect(total).toMatchObject({ notJudged: null, severity: 0, holdSeverity: 2 });
    expect(total.evidence.caveats).toHaveLength(1);
    expect(total.area.missing[0]).toMatchObject({ enterpriseId: 'E2' });
  });

  it('takes a member that was never heard of for as heavy as the others are', () => {
    const [month] = areaMonths([member(1, [100]), member(2, [])], ['2026-01'], read);
    expect(month).toMatchObject({ sum: 100, missing: 100, coverage: 0.5, settledCount: 1 });
  });

  it('never raises more by knowing less', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 3, maxLength: 8 }),
        fc.nat(7),
        fc.integer({ min: 1, max: 12 }),
        (weights, silent, monthCount) => {
          const all = weights.map((weight, index) => member(index, Array(monthCount).fill(weight)));
          const less = all.map((each, index) =>
            index === silent % all.length
              ? {
                  ...each,
                  months: each.months.map((one) => ({ ...one, unsettledBy: 'no-data' as const })),
                }
              : each,
          );
          const [whole] = judge(all, monthCount);
          const [part] = judge(less, monthCount);
          expect(part.severity).toBeLessThanOrEqual(whole.severity);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the forecast of an area', () => {
  it.each([
    { name: 'well under both goals', month: 90, severity: 0, stretch: 1_140 },
    { name: 'over the stretch goal for sure', month: 98, severity: 1, stretch: 1_140 },
    { name: 'over the base goal for sure', month: 106, severity: 2, stretch: null },
  ])('$name is $severity', ({ month, severity, stretch }) => {
    const [, forecast] = judge([member(1, Array(11).fill(month))], 11, { stretch });
    expect(forecast.severity).toBe(severity);
  });

  it('is the year itself once all months are settled', () => {
    const [, forecast] = judge([member(1, Array(12).fill(101))], 12);
    expect(forecast).toMatchObject({ severity: 2, value: 1_212 });
  });
});
