import { describe, expect, it } from 'vitest';

import type { Measure } from '../policy/policy-document.ts';
import {
  judgeApprovedProject,
  judgeDataDuty,
  judgeDueDuty,
  judgeEnergyManager,
  judgeMeasure,
  judgeMeterDuty,
  judgeObsoleteEquipment,
} from './duty-rules.ts';

const PERIOD = { name: '2026', startMs: 0, endMs: 1 };
const ZONE = 'Asia/Shanghai';

function contextOn(date: string) {
  // Noon in Shanghai.
  const nowMs = Date.parse(`${date}T04:00:00Z`);
  return {
    ...{ nowMs, dataThroughMs: 0, timeZone: ZONE, policyVersion: null, factorSet: null },
    hasExpiredMeter: false,
  };
}

describe('judgeDataDuty', () => {
  const fine = { completeness: 0.9, dayMonthGapRatio: 0.05, silentWorkingDays: 3 };

  it.each([
    { name: 'all at their thresholds', facts: fine, broken: [] },
    { name: 'readings missing', facts: { ...fine, completeness: 0.899 }, broken: ['completeness'] },
    {
      name: 'days and month apart',
      facts: { ...fine, dayMonthGapRatio: 0.051 },
      broken: ['day-month-gap'],
    },
    { name: 'a meter silent', facts: { ...fine, silentWorkingDays: 4 }, broken: ['silence'] },
  ])('raises an alarm, never a warning, for $name', ({ facts, broken }) => {
    const judgements = judgeDataDuty({
      context: contextOn('2026-11-21'),
      period: PERIOD,
      ...facts,
    });
    expect(judgements.every(({ category }) => category === 'alarm')).toBe(true);
    const raised = judgements.filter(({ severity }) => severity > 0);
    expect(raised.map(({ targetId }) => targetId)).toEqual(broken);
    for (const { message } of raised) expect(message.zh).toContain('告警');
  });

  it('does not judge what cannot be known', () => {
    const unknown = { completeness: null, dayMonthGapRatio: null, silentWorkingDays: null };
    const judgements = judgeDataDuty({
      context: contextOn('2026-11-21'),
      period: PERIOD,
      ...unknown,
    });
    expect(judgements.map(({ notJudged }) => notJudged)).toEqual(Array(3).fill('no-data'));
  });
});

describe('judgeMeterDuty', () => {
  it.each([
    { name: 'three days silent', silent: 3, estimated: 0, severity: 0, says: /正常/ },
    { name: 'four days silent', silent: 4, estimated: 0, severity: 1, says: /E02 未申报中断 4/ },
    { name: 'three days estimated', silent: 0, estimated: 3, severity: 0, says: /正常/ },
    {
      name: 'four days estimated',
      silent: 0,
      estimated: 4,
      severity: 1,
      says: /E02 连续 4 .*估算/,
    },
    { name: 'unknown', silent: null, estimated: 9, severity: 0, says: /暂不评判/ },
  ])('judges $name', ({ silent, estimated, severity, says }) => {
    const judgement = judgeMeterDuty({
      ...{ context: contextOn('2026-11-21'), period: PERIOD, meterId: 'E02' },
      ...{ silentWorkingDays: silent, estimatedWorkingDays: estimated },
    });
    expect(judgement).toMatchObject({ targetId: 'meter:E02', category: 'alarm', severity });
    expect(judgement.message.zh).toMatch(says);
  });
});

describe('judgeMeasure', () => {
  const measure: Measure = {
    ...{ id: 'M1', category: 'waste-heat', title: '余热发电', start: '2026-03-01' },
    ...{ end: '2026-09-30', status: 'running' },
    milestones: [{ due: '2026-06-30', title: '安装' }],
  };

  it.each([
    { name: 'on the day of its milestone', date: '2026-06-30', change: {}, severity: 0 },
    { name: 'a day later', date: '2026-07-01', change: {}, severity: 1 },
    {
      name: 'with the milestone done',
      date: '2026-07-01',
      change: { milestones: [{ due: '2026-06-30', title: '安装', doneOn: '2026-06-29' }] },
      severity: 0,
    },
    { name: 'on its last day', date: '2026-09-30', change: { milestones: [] }, severity: 0 },
    { name: 'a day after it', date: '2026-10-01', change: {}, severity: 2 },
    { name: 'done', date: '2026-10-01', change: { status: 'done' as const }, severity: 0 },
    {
      name: 'cancelled',
      date: '2026-10-01',
      change: { status: 'cancelled' as const },
      severity: 0,
    },
  ])('gives $severity for a measure $name', ({ date, change, severity }) => {
    const context = contextOn(date);
    const judgement = judgeMeasure({ context, measure: { ...measure, ...change }, period: PERIOD });
    expect(judgement).toMatchObject({ severity, eventAtMs: context.nowMs });
  });
});

describe('judgeDueDuty', () => {
  const duty = {
    ...{ id: 'report-2025', titleZh: '能源利用状况报告', titleEn: 'Yearly report' },
    ...{ dueOn: '2026-03-31', doneOn: null },
  };

  it.each([
    { name: 'before the notice', date: '2026-03-15', severity: 0 },
    { name: 'within the notice', date: '2026-03-16', severity: 1 },
    { name: 'on its day', date: '2026-03-31', severity: 1 },
    { name: 'overdue', date: '2026-04-01', severity: 2 },
  ])('gives $severity $name', ({ date, severity }) => {
    expect(judgeDueDuty({ context: contextOn(date), duty, period: PERIOD }).severity).toBe(
      severity,
    );
    const done = { ...duty, doneOn: '2026-03-01' };
    expect(judgeDueDuty({ context: contextOn(date), duty: done, period: PERIOD }).severity).toBe(0);
  });

  it('says it in both languages', () => {
    const { message } = judgeDueDuty({ context: contextOn('2026-04-01'), duty, period: PERIOD });
    expect(message).toEqual({
      zh: '能源利用状况报告已逾期（期限 2026-03-31）',
      en: 'Yearly report is overdue since 2026-03-31',
    });
  });
});

describe('judgeObsoleteEquipment', () => {
  const equipment = {
    ...{ id: 'motor-7', title: 'JO2 电机', source: '高耗能落后机电设备淘汰目录' },
    ...{ eliminateBy: '2026-06-30', removedOn: null },
  };

  it.each([
    { name: 'long before', date: '2026-03-31', severity: 0 },
    { name: 'ninety days before', date: '2026-04-01', severity: 1 },
    { name: 'on the day', date: '2026-06-30', severity: 1 },
    { name: 'after it', date: '2026-07-01', severity: 2 },
  ])('gives $severity $name', ({ date, severity }) => {
    const context = contextOn(date);
    const facts = { context, equipment, period: PERIOD };
    expect(judgeObsoleteEquipment(facts).severity).toBe(severity);
    const removed = { ...facts, equipment: { ...equipment, removedOn: '2026-03-01' } };
    expect(judgeObsoleteEquipment(removed).severity).toBe(0);
  });
});

describe('judgeApprovedProject', () => {
  const facts = {
    context: contextOn('2026-11-21'),
    project: { id: 'P1', title: '二期', documentNo: '平发改审〔2024〕3号' },
    ...{ period: PERIOD, approved: 5_000, unit: 'tce', estimatedShare: 0 },
  };

  it.each([
    { settled: 5_000, running: 5_000, severity: 0, isPreview: false },
    { settled: 5_000.1, running: 5_200, severity: 2, isPreview: false },
    { settled: 4_900, running: 5_000.1, severity: 1, isPreview: true },
    { settled: null, running: 6_000, severity: 1, isPreview: true },
  ])('gives $severity at $settled settled, $running with the running month', (row) => {
    const { settled: settledActual, running: runningActual, severity, isPreview } = row;
    const judgement = judgeApprovedProject({ ...facts, settledActual, runningActual });
    expect(judgement).toMatchObject({ severity, isPreview });
  });
});

describe('judgeEnergyManager', () => {
  const holder = {
    ...{ name: '张三', appointedOn: '2026-01-10', filedOn: '2026-01-20', validTo: null },
  };
  it.each([
    { name: 'a manager who is filed', holders: [holder], on: '2026-06-01', severity: 0 },
    { name: 'nobody', holders: [], on: '2026-06-01', severity: 2 },
    { name: 'one before the appointment', holders: [holder], on: '2026-01-09', severity: 2 },
    {
      name: 'one on the last day of the appointment',
      holders: [{ ...holder, validTo: '2026-06-01' }],
      ...{ on: '2026-06-01', severity: 0 },
    },
    {
      name: 'one whose appointment ran out yesterday',
      holders: [{ ...holder, validTo: '2026-05-31' }],
      ...{ on: '2026-06-01', severity: 2 },
    },
    {
      name: 'one to be filed, on the last day for it',
      holders: [{ ...holder, filedOn: null }],
      ...{ on: '2026-02-09', severity: 1 },
    },
    {
      name: 'one not filed in time',
      holders: [{ ...holder, filedOn: null }],
      ...{ on: '2026-02-10', severity: 2 },
    },
    {
      name: 'a second one not filed beside one who is',
      holders: [holder, { ...holder, name: '李四', filedOn: null }],
      ...{ on: '2026-06-01', severity: 0 },
    },
  ])('judges $name: $severity', ({ holders, on, severity }) => {
    const judged = judgeEnergyManager({ context: contextOn(on), holders, period: PERIOD });
    expect(judged).toMatchObject({ severity, category: 'duty', targetId: 'manager' });
    if (severity === 2 && holders.length === 0) expect(judged.message.zh).toContain('空缺');
  });

  it('says nothing where the policy turned it off', () => {
    const thresholds = { 'energy-manager': { enabled: false } };
    const facts = { context: contextOn('2026-06-01'), holders: [], period: PERIOD, thresholds };
    expect(judgeEnergyManager(facts).notJudged).toBe('disabled');
  });
});
