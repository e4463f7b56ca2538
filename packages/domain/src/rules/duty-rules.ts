import type { AccountedKind } from '../energy/factors.ts';
import { kindNameZh } from '../ledger/kinds.ts';
import type { Measure } from '../policy/policy-document.ts';
import { addDays } from '../time/dates.ts';
import { localDate } from '../time/local-day.ts';
import {
  isAbove,
  type JudgedPeriod,
  type Judgement,
  judgementOf,
  type RuleContext,
} from './judgement.ts';
import { type MessageKey, type MessageValues, percentText } from './messages.ts';
import { type PolicyThresholds, type RuleId, severityOf, thresholdsOf } from './thresholds.ts';
import { notJudged } from './two-views.ts';

/** Facts of the duty to send data, over a stretch that is over (day or month). */
export interface DataDutyFacts {
  readonly context: RuleContext;
  readonly period: JudgedPeriod;
  /** Readings there of readings due; null where none were due. */
  readonly completeness: number | null;
  /** Difference of the days' sum and the month's figure as a share of it; null while not comparable. */
  readonly dayMonthGapRatio: number | null;
  /** What that share was made of. */
  readonly dayMonthGap?: DayMonthGap | undefined;
  /** Longest undeclared silence of a meter, working days. */
  readonly silentWorkingDays: number | null;
  readonly thresholds?: PolicyThresholds | undefined;
}

/** The days' sum of one kind of energy, and what its ledger says of the month, in one unit. */
export interface DayMonthGap {
  readonly energyKind: AccountedKind;
  readonly days: number;
  readonly month: number;
  readonly unit: string;
}

/** 数据告警: completeness, agreement of days and month, silence; never an energy warning. */
export function judgeDataDuty(facts: DataDutyFacts): Judgement[] {
  const { context, period } = facts;
  const own = thresholdsOf('data-duty', facts.thresholds);
  const one = (
    targetId: string,
    value: number | null,
    threshold: number,
    isBroken: boolean,
    inPercent: boolean,
    messageKey: MessageKey,
  ): Judgement => {
    const subject = { rule: 'data-duty', targetId, period, category: 'alarm' } as const;
    if (!own.enabled) return notJudged(context, subject, 'disabled');
    if (value === null) return notJudged(context, subject, 'no-data');
    const text = (figure: number) => (inPercent ? percentText(figure) : String(figure));
    return judgementOf(context, {
      ...subject,
      severity: isBroken ? severityOf(own.severity) : 0,
      ...{ value, threshold },
      figures: [
        { name: targetId, value, unit: inPercent ? '' : 'd' },
        ...(targetId === 'day-month-gap' ? gapFigures(facts.dayMonthGap) : []),
      ],
      messageKey: isBroken ? messageKey : 'all-well',
      messageValues: {
        ...{ what: '数据报送', whatEn: 'Data duty' },
        ...{ value: text(value), threshold: text(threshold) },
        ...gapNames(facts.dayMonthGap),
      },
    });
  };
  const { completeness, dayMonthGapRatio: gap, silentWorkingDays: silent } = facts;
  const { completenessMinRatio: min, dayMonthGapMaxRatio: gapMax, silentWorkingDaysMax } = own;
  const isShort = completeness !== null && completeness < min;
  const isApart = gap !== null && gap > gapMax;
  const isSilent = silent !== null && silent > silentWorkingDaysMax;
  return [
    one('completeness', completeness, min, isShort, true, 'data-duty.completeness'),
    one('day-month-gap', gap, gapMax, isApart, true, 'data-duty.gap'),
    one('silence', silent, silentWorkingDaysMax, isSilent, false, 'data-duty.silence'),
  ];
}

function gapFigures(gap: DayMonthGap | undefined) {
  if (gap === undefined) return [];
  const { days, month, unit } = gap;
  return [
    { name: 'days', value: days, unit },
    { name: 'ledgerMonth', value: month, unit },
  ];
}

function gapNames(gap: DayMonthGap | undefined) {
  if (gap === undefined) return { kind: '', kindEn: '' };
  return { kind: kindNameZh(gap.energyKind), kindEn: ` of ${gap.energyKind.replaceAll('-', ' ')}` };
}

/** What is known of one meter of an enterprise that sends. */
export interface MeterDutyFacts {
  readonly context: RuleContext;
  readonly period: JudgedPeriod;
  readonly meterId: string;
  /** Working days of the undeclared silence that lasts; null where nobody may say (half the county is silent). */
  readonly silentWorkingDays: number | null;
  /** Working days that end now on which most of its energy was estimated. */
  readonly estimatedWorkingDays: number;
  readonly thresholds?: PolicyThresholds | undefined;
}

/**
 * 数据告警 of one meter (`meter:{id}`) while others of the enterprise report: silent, or estimated for the most
 * part, for more working days than a repair may take (DOMAIN 2.2, 4.2).
 */
export function judgeMeterDuty(facts: MeterDutyFacts): Judgement {
  const { context, period, meterId, silentWorkingDays: silent, estimatedWorkingDays } = facts;
  const own = thresholdsOf('data-duty', facts.thresholds);
  const targetId = `meter:${meterId}`;
  const subject = { rule: 'data-duty', targetId, period, category: 'alarm' } as const;
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  if (silent === null) return notJudged(context, subject, 'no-data');
  const threshold = own.silentWorkingDaysMax;
  const value = Math.max(silent, estimatedWorkingDays);
  const isBroken = value > threshold;
  const key = silent > threshold ? 'data-duty.meter-silent' : 'data-duty.meter-estimated';
  return judgementOf(context, {
    ...subject,
    severity: isBroken ? severityOf(own.severity) : 0,
    ...{ value, threshold },
    figures: [
      { name: 'silentWorkingDays', value: silent, unit: 'd' },
      { name: 'estimatedWorkingDays', value: estimatedWorkingDays, unit: 'd' },
    ],
    messageKey: isBroken ? key : 'all-well',
    messageValues: { what: meterId, whatEn: `Meter ${meterId}`, value, threshold },
  });
}

/**
 * Measures of the plan: an overdue milestone is 1, a measure past its end is 2. Judged by the calendar
 * day of the enterprise; the day itself is still in time.
 */
export function judgeMeasure(facts: {
  readonly context: RuleContext;
  readonly measure: Measure;
  readonly period: JudgedPeriod;
  readonly thresholds?: PolicyThresholds | undefined;
}): Judgement {
  const { context, measure, period } = facts;
  const subject = { rule: 'measure', targetId: measure.id, period, category: 'duty' } as const;
  const own = thresholdsOf('measure', facts.thresholds);
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const today = localDate(context.nowMs, context.timeZone);
  const isOpen = measure.status === 'planned' || measure.status === 'running';
  const milestone = (measure.milestones ?? [])
    .filter(({ due, doneOn }) => doneOn === undefined && due < today)
    .sort((one, other) => (one.due < other.due ? -1 : 1))[0];
  const isLate = isOpen && measure.doneOn === undefined && measure.end < today;
  const isMilestoneLate = isOpen && milestone !== undefined;
  const level = isLate ? own.severity : isMilestoneLate ? own.milestoneSeverity : 0;
  const severity = severityOf(level);
  const said: MessageKey = isLate ? 'measure.overdue' : 'measure.milestone-overdue';
  const due = isLate ? measure.end : (milestone?.due ?? measure.end);
  const values = { title: measure.title, milestone: milestone?.title ?? null, due };
  return byClock(context, subject, severity, severity === 0 ? 'all-well' : said, {
    ...values,
    ...{ what: '措施进度', whatEn: 'Measure', value: measure.status, threshold: due },
  });
}

/** Something that has to be handed in: energy audit, yearly report, ledger, calibration. */
export interface DueDuty {
  /** Unique for the enterprise, such as `audit-2026` or `ledger-2026-10`. */
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly doneOn: string | null;
}

/** Audit, report or ledger: due within the notice is 1, overdue is 2. */
export function judgeDueDuty(facts: {
  readonly context: RuleContext;
  readonly duty: DueDuty;
  readonly period: JudgedPeriod;
  readonly thresholds?: PolicyThresholds | undefined;
}): Judgement {
  const { context, duty, period } = facts;
  const own = thresholdsOf('duty-due', facts.thresholds);
  const subject = { rule: 'duty-due', targetId: duty.id, period, category: 'duty' } as const;
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const isOverdue = duty.dueOn < localDate(context.nowMs, context.timeZone);
  const levels = { due: own.dueSeverity, overdue: own.severity };
  const severity =
    duty.doneOn !== null ? 0 : dueSeverity(context, duty.dueOn, own.noticeDays, levels);
  const key: MessageKey =
    severity === 0 ? 'all-well' : isOverdue ? 'duty-due.overdue' : 'duty-due.due';
  return byClock(context, subject, severity, key, {
    ...{ what: duty.titleZh, whatEn: duty.titleEn, due: duty.dueOn },
    ...{ value: duty.doneOn, threshold: duty.dueOn },
  });
}

/** Equipment of an elimination list: within the notice 1, in use after its day 2. */
export function judgeObsoleteEquipment(facts: {
  readonly context: RuleContext;
  readonly equipment: {
    readonly id: string;
    readonly title: string;
    /** The list and its number. */
    readonly source: string;
    readonly eliminateBy: string;
    readonly removedOn: string | null;
  };
  readonly period: JudgedPeriod;
  readonly thresholds?: PolicyThresholds | undefined;
}): Judgement {
  const { context, equipment, period } = facts;
  const own = thresholdsOf('obsolete-equipment', facts.thresholds);
  const rule = 'obsolete-equipment';
  const subject: DutySubject = { rule, targetId: equipment.id, period, category: 'duty' };
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const { eliminateBy: due, removedOn, title, source } = equipment;
  const levels = { due: 1, overdue: own.severity };
  const severity = removedOn !== null ? 0 : dueSeverity(context, due, own.noticeDays, levels);
  const isLate = due < localDate(context.nowMs, context.timeZone);
  const kind = isLate ? 'obsolete-equipment.overdue' : 'obsolete-equipment.due';
  return byClock(context, subject, severity, severity === 0 ? 'all-well' : kind, {
    ...{ title, source, due, what: title, whatEn: title, value: removedOn, threshold: due },
  });
}

/** Who holds a post, as far as the rule needs it. */
export interface PostHolder {
  readonly name: string;
  readonly appointedOn: string;
  readonly filedOn: string | null;
  readonly validTo: string | null;
}

/**
 * Post of the energy manager (能源管理岗位) of a unit that owes one: vacant, or the appointment not filed with the
 * authority in time, is serious; one that is still to be filed in time is 1.
 */
export function judgeEnergyManager(facts: {
  readonly context: RuleContext;
  /** Everybody who was ever appointed to it; deputies are not among them. */
  readonly holders: readonly PostHolder[];
  readonly period: JudgedPeriod;
  readonly thresholds?: PolicyThresholds | undefined;
}): Judgement {
  const { context, holders, period } = facts;
  const own = thresholdsOf('energy-manager', facts.thresholds);
  const subject: DutySubject = {
    rule: 'energy-manager',
    targetId: 'manager',
    period,
    category: 'duty',
  };
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const today = localDate(context.nowMs, context.timeZone);
  const inOffice = holders.filter(
    ({ appointedOn, validTo }) => appointedOn <= today && (validTo === null || validTo >= today),
  );
  const serious = severityOf(own.severity);
  if (inOffice.length === 0) return byClock(context, subject, serious, 'energy-manager.vacant', {});
  const filed = inOffice.find(({ filedOn }) => filedOn !== null && filedOn <= today);
  const unfiled = inOffice.toSorted((one, other) =>
    one.appointedOn < other.appointedOn ? -1 : 1,
  )[0];
  const due = unfiled === undefined ? null : addDays(unfiled.appointedOn, own.filingDays);
  if (filed === undefined && unfiled !== undefined && due !== null) {
    const severity = due < today ? serious : 1;
    const values = { name: unfiled.name, due };
    return byClock(context, subject, severity, 'energy-manager.unfiled', values);
  }
  return byClock(context, subject, 0, 'all-well', {
    ...{ what: '能源管理负责人', whatEn: 'Energy manager' },
    ...{ value: filed?.name ?? null, threshold: filed?.filedOn ?? null },
  });
}

/** Facts of a project with approved energy (节能审查). */
export interface ApprovedProjectFacts {
  readonly context: RuleContext;
  readonly project: { readonly id: string; readonly title: string; readonly documentNo: string };
  readonly period: JudgedPeriod;
  /** Approved for the period. */
  readonly approved: number;
  /** Of the settled months; null while none are. */
  readonly settledActual: number | null;
  /** With the running month; null where it is not known. */
  readonly runningActual: number | null;
  readonly unit: string;
  readonly estimatedShare: number | null;
  readonly thresholds?: PolicyThresholds | undefined;
}

/** Energy of a project above the amount approved for it; an amount that is passed stays passed. */
export function judgeApprovedProject(facts: ApprovedProjectFacts): Judgement {
  const { context, project, period, approved, settledActual, runningActual, unit } = facts;
  const own = thresholdsOf('approved-project', facts.thresholds);
  const subject = { rule: 'approved-project', targetId: project.id, period } as const;
  if (!own.enabled) return notJudged(context, subject, 'disabled');
  const isOver = isAbove(settledActual ?? 0, approved);
  const isHeld = (settledActual ?? 0) > approved * (1 - own.clearRatio);
  const isPreviewOver = !isOver && isAbove(runningActual ?? 0, approved);
  const value = isPreviewOver ? runningActual : (settledActual ?? runningActual);
  if (value === null) return notJudged(context, subject, 'no-data');
  const severity = isOver ? severityOf(own.severity) : isPreviewOver ? 1 : 0;
  const previewHold = severity;
  return judgementOf(context, {
    ...{ ...subject, category: 'warning', severity, value, threshold: approved, unit },
    holdSeverity: isHeld ? severityOf(own.severity) : previewHold,
    isPreview: isPreviewOver || settledActual === null,
    hasFormal: settledActual !== null,
    estimatedShare: facts.estimatedShare,
    figures: [
      { name: 'settledActual', value: settledActual, unit },
      { name: 'runningActual', value: runningActual, unit },
      { name: 'approved', value: approved, unit },
    ],
    arithmetic: [`approved by ${project.documentNo}`],
    messageKey: severity === 0 ? 'all-well' : 'approved-project.over',
    messageValues: {
      ...{ title: project.title, value, limit: approved, unit, threshold: approved },
      ...{ what: '项目用能', whatEn: 'Energy of the project' },
    },
  });
}

interface DutySubject {
  readonly rule: RuleId;
  readonly targetId: string;
  readonly period: JudgedPeriod;
  readonly category: 'duty';
}

function byClock(
  context: RuleContext,
  subject: DutySubject,
  severity: 0 | 1 | 2 | 3,
  messageKey: MessageKey,
  messageValues: MessageValues,
): Judgement {
  // Time alone makes these late: the clock is their event time.
  const eventAtMs = context.nowMs;
  return judgementOf(context, { ...subject, severity, eventAtMs, messageKey, messageValues });
}

function dueSeverity(
  context: RuleContext,
  due: string,
  noticeDays: number,
  levels: { readonly due: number; readonly overdue: number },
): 0 | 1 | 2 | 3 {
  const today = localDate(context.nowMs, context.timeZone);
  if (due < today) return severityOf(levels.overdue);
  return due <= addDays(today, noticeDays) ? severityOf(levels.due) : 0;
}
