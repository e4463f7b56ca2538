import { describe, expect, it } from 'vitest';

import { ALERT_DEFAULTS, alertSettingsOf } from '../alerts/alert-state.ts';
import { judgeDueDuty, judgeMeasure } from './duty-rules.ts';
import { RULE_DEFAULTS, severityOf } from './thresholds.ts';

const PERIOD = { name: '2026', startMs: 0, endMs: 1 };
const context = {
  ...{ nowMs: Date.parse('2026-11-21T04:00:00Z'), dataThroughMs: 0, timeZone: 'Asia/Shanghai' },
  ...{ policyVersion: null, factorSet: null, hasExpiredMeter: false },
};

/** DOMAIN 4.2, column by column: what every rule fires at unless a policy says otherwise. */
describe('defaults of the rules', () => {
  it('are those of the field', () => {
    expect(RULE_DEFAULTS.progress).toMatchObject({
      ...{ severity1Ratio: 1, severity2Ratio: 1.05, severity3Ratio: 1.1 },
    });
    expect(RULE_DEFAULTS['remaining-budget'].severity).toBe(1);
    expect(RULE_DEFAULTS.exhausted.severity).toBe(3);
    expect(RULE_DEFAULTS.forecast).toMatchObject({ overSeverity: 2, pointSeverity: 1 });
    expect(RULE_DEFAULTS['unit-product-limit']).toMatchObject({
      overSeverity: 3,
      monthSeverity: 1,
    });
    expect(RULE_DEFAULTS['benchmark-level'].overSeverity).toBe(2);
    expect(RULE_DEFAULTS.trend).toMatchObject({ severity: 1, repeatedSeverity: 2, riseRatio: 0 });
    expect(RULE_DEFAULTS['data-duty']).toMatchObject({
      ...{ completenessMinRatio: 0.9, dayMonthGapMaxRatio: 0.05, silentWorkingDaysMax: 3 },
    });
    expect(RULE_DEFAULTS.measure).toMatchObject({ milestoneSeverity: 1, severity: 2 });
    expect(RULE_DEFAULTS['duty-due']).toMatchObject({ dueSeverity: 1, severity: 2 });
    expect(RULE_DEFAULTS['approved-project'].severity).toBe(2);
  });

  it('have a switch each', () => {
    expect(Object.values(RULE_DEFAULTS).map(({ enabled }) => enabled)).not.toContain(false);
  });
});

describe('thresholds of a policy', () => {
  it('say how grave something late is', () => {
    const duty = {
      id: 'audit',
      titleZh: '审计',
      titleEn: 'Audit',
      dueOn: '2026-11-20',
      doneOn: null,
    };
    const late = { context, period: PERIOD, duty };
    expect(judgeDueDuty(late)).toMatchObject({ severity: 2, messageKey: 'duty-due.overdue' });
    const grave = { 'duty-due': { severity: 1 } };
    expect(judgeDueDuty({ ...late, thresholds: grave })).toMatchObject({
      ...{ severity: 1, messageKey: 'duty-due.overdue' },
    });
    const measure = {
      ...({ id: 'M1', category: 'waste-heat', title: '余热', status: 'running' } as const),
      ...{ start: '2026-01-01', end: '2026-10-01' },
    };
    const asked = { context, period: PERIOD, measure };
    expect(judgeMeasure(asked).severity).toBe(2);
    expect(judgeMeasure({ ...asked, thresholds: { measure: { severity: 3 } } })).toMatchObject({
      ...{ severity: 3, messageKey: 'measure.overdue' },
    });
  });

  it('say how long something lasts before it is told', () => {
    expect(alertSettingsOf(undefined)).toEqual(ALERT_DEFAULTS);
    const settings = alertSettingsOf({
      settling: { raiseDwellMinutes: 30, clearDwellMinutes: 120 },
    });
    expect(settings).toMatchObject({ openDwellMs: 1_800_000, raiseDwellMs: 1_800_000 });
    expect(settings).toMatchObject({ lowerDwellMs: 7_200_000, resolveDwellMs: 7_200_000 });
  });

  it('are whole levels', () => {
    expect([0, 1, 2, 3, 9].map(severityOf)).toEqual([0, 1, 2, 3, 3]);
  });
});
