import { describe, expect, it } from 'vitest';

import type { AreaTarget } from '../../registers/register-documents.ts';
import type { AreaMember } from './area-months.ts';
import {
  type AreaAudit,
  type AreaLine,
  judgeAuditCoverage,
  judgeBenchmarkCapacity,
} from './area-register-rules.ts';
import { judgeCoalShare, judgeIntensity } from './area-share-rules.ts';
import { contextAfter, goal, member, memberMonth, YEAR } from './testing/areas.ts';

function coalShare(members: readonly AreaMember[], changes: Partial<AreaTarget> = {}, count = 3) {
  return judgeCoalShare({
    ...{ context: contextAfter('2026-03'), members, isOver: count === 12 },
    goal: goal({ metric: 'coal-share', base: 0.3, ...changes }),
    months: YEAR.months.slice(0, count),
  });
}

describe('the coal share of an area', () => {
  const burning = (coal: number) =>
    member(1, [100, 100, 100], { coalTcePrimary: coal, coalTceCalorific: coal });
  it.each([
    { name: 'at the base goal', coal: 30, stretch: null, severity: 0, hold: 2 },
    { name: 'over the base goal', coal: 30.1, stretch: null, severity: 2, hold: 2 },
    { name: 'over the stretch goal alone', coal: 28, stretch: 0.25, severity: 1, hold: 1 },
    { name: 'under both', coal: 24, stretch: 0.25, severity: 0, hold: 0 },
  ])('$name is $severity', ({ coal, stretch, severity, hold }) => {
    expect(coalShare([burning(coal)], { stretch })).toMatchObject({ severity, holdSeverity: hold });
  });

  it('is 3 once the year is over', () => {
    const whole = member(1, Array(12).fill(100), { coalTcePrimary: 31 });
    expect(coalShare([whole], {}, 12).severity).toBe(3);
  });

  it('takes who is missing for no coal when it raises and for all coal when it lowers', () => {
    const silent = member(2, [10, 10, 10], { unsettledBy: 'awaiting-report' });
    // 9 tonnes of 91 and 9 unknown: 9.9 % to 18.9 %.
    const most = member(1, [100, 100, 100], { coalTcePrimary: 31 });
    const [last] = most.months.slice(-1);
    expect(last).toBeDefined();
    const known = {
      ...silent,
      months: [memberMonth('2025-03', 8), memberMonth('2025-02', 8), ...silent.months],
    };
    const judgement = coalShare([most, known]);
    expect(judgement).toMatchObject({ notJudged: null, severity: 0, holdSeverity: 2 });
  });

  it('is not judged where the coal of a tenth is not known', () => {
    const heating = member(2, [50, 50, 50], { coalTcePrimary: null });
    expect(coalShare([burning(90), heating])).toMatchObject({ notJudged: 'incomplete' });
  });
});

describe('the cut of intensity of an area', () => {
  /** A member whose energy per value was 1 in the base year and is so much less now. */
  const cutBy = (cut: number): AreaMember => ({
    ...{ enterpriseId: 'E1', name: '企业1', throughMs: 0 },
    months: [
      memberMonth('2025-01', 100, { outputValue: 100 }),
      memberMonth('2026-01', 100 * (1 - cut), { outputValue: 100 }),
    ],
  });
  const judge = (members: readonly AreaMember[], changes: Partial<AreaTarget> = {}) =>
    judgeIntensity({
      ...{ context: contextAfter('2026-01'), members, months: ['2026-01'], isOver: false },
      goal: goal({ metric: 'intensity-cut', base: 0.03, baseYear: 2025, ...changes }),
    });
  it.each([
    { name: 'reached', cut: 0.04, stretch: null, severity: 0 },
    { name: 'short of the stretch goal', cut: 0.035, stretch: 0.04, severity: 1 },
    { name: 'short of the base goal', cut: 0.029, stretch: 0.04, severity: 2 },
    { name: 'no cut at all', cut: 0, stretch: null, severity: 2 },
    { name: 'a rise', cut: -0.001, stretch: null, severity: 3 },
  ])('$name is $severity', ({ cut, stretch, severity }) => {
    expect(judge([cutBy(cut)], { stretch }).severity).toBe(severity);
  });

  it('is not judged where the base year or the output is not known', () => {
    expect(judge([cutBy(-1)], { baseYear: 2020 }).notJudged).toBe('no-comparison');
    expect(judge([member(1, [100])]).notJudged).toBe('no-comparison');
    // The published figure of a year that nothing is kept of.
    const published = judge([cutBy(0.1)], { baseYear: 2020, baseIntensity: 2 });
    expect(published).toMatchObject({ notJudged: null });
    expect(published.value).toBeCloseTo(
      1 - (published.evidence.figures.find(({ name }) => name === 'intensity')?.value ?? 0) / 2,
      9,
    );
    expect(published.evidence.arithmetic[1]).toContain('as published');
  });
});

describe('capacity at benchmark level', () => {
  const line = (number: number, capacity: number | null, actual: number | null): AreaLine => ({
    ...{ enterpriseId: `E${number}`, name: `企业${number}`, line: 'L1', product: 'cement-clinker' },
    ...{ capacity, actual, benchmark: 100 },
  });
  const judge = (lines: readonly AreaLine[], isOver = false, stretch: number | null = null) =>
    judgeBenchmarkCapacity({
      ...{ context: contextAfter('2026-10'), lines, isOver },
      goal: goal({ metric: 'benchmark-capacity-share', base: 0.3, stretch }),
    });
  it.each([
    { name: 'reached', good: 30, isOver: false, stretch: null, severity: 0 },
    { name: 'short', good: 29, isOver: false, stretch: null, severity: 2 },
    { name: 'short at the end', good: 29, isOver: true, stretch: null, severity: 3 },
    { name: 'short of the stretch goal', good: 35, isOver: false, stretch: 0.4, severity: 1 },
  ])('$name is $severity', ({ good, isOver, stretch, severity }) => {
    const lines = [line(1, good, 100), line(2, 100 - good, 100.1)];
    expect(judge(lines, isOver, stretch).severity).toBe(severity);
  });

  it('takes a line of which nothing is known for good when it raises, for bad when it lowers', () => {
    const lines = [line(1, 25, 99), line(2, 66, 110), line(3, 9, null)];
    expect(judge(lines)).toMatchObject({ notJudged: null, severity: 0, holdSeverity: 2 });
  });

  it.each([
    { name: 'nothing is registered', lines: [], reason: 'no-data' },
    {
      name: 'a tenth is not known',
      lines: [line(1, 80, 99), line(2, 20, null)],
      reason: 'incomplete',
    },
    {
      name: 'a capacity is missing',
      lines: [line(1, 80, 99), line(2, null, 99)],
      reason: 'incomplete',
    },
    {
      name: 'there are several products',
      lines: [line(1, 80, 99), { ...line(2, 20, 99), product: 'cement' }],
      reason: 'no-comparison',
    },
  ])('is not judged where $name', ({ lines, reason }) => {
    expect(judge(lines).notJudged).toBe(reason);
  });
});

describe('audit coverage', () => {
  const audits = (done: number, planned: number, rest: number): AreaAudit[] =>
    [...Array(done).fill('done'), ...Array(planned).fill('planned'), ...Array(rest).fill('')].map(
      (state: string, index) => ({
        ...{ enterpriseId: `E${index}`, name: `企业${index}` },
        ...{ isDone: state === 'done', isPlanned: state === 'planned' },
      }),
    );
  const judge = (after: string, some: readonly AreaAudit[], stretch: number | null = null) =>
    judgeAuditCoverage({
      context: contextAfter(after),
      audits: some,
      goal: goal({ metric: 'audit-coverage', base: 0.7, stretch }),
    });
  it.each([
    { name: 'early, planned for', after: '2026-06', of: [1, 6, 3], severity: 0 },
    {
      name: 'early, with a programme that is too small',
      after: '2026-06',
      of: [1, 5, 4],
      severity: 1,
    },
    { name: 'in the last days, reached', after: '2026-10', of: [7, 0, 3], severity: 0 },
    { name: 'in the last days, only planned', after: '2026-10', of: [6, 4, 0], severity: 2 },
    { name: 'after the year', after: '2026-12', of: [6, 4, 0], severity: 3 },
  ] as const)('$name is $severity', ({ after, of: [done, planned, rest], severity }) => {
    expect(judge(after, audits(done, planned, rest)).severity).toBe(severity);
  });

  it('is 1 where the stretch goal alone is missed, and names whom it has to be asked of', () => {
    const judgement = judge('2026-11', audits(7, 2, 1), 0.8);
    expect(judgement.severity).toBe(1);
    expect(judgement.area.heaviest.map(({ about }) => about[0])).toEqual([
      ...['planned', 'planned', 'not-planned'],
    ]);
    expect(judge('2026-06', []).notJudged).toBe('no-data');
  });
});
