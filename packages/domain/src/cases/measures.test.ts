import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type AlertGround,
  assertPermitted,
  CASE_MEASURES,
  CASE_MEASURES_BY_RULE,
  measuresOf,
  permittedMeasures,
} from './measures.ts';

const BUDGET_RULES = ['progress', 'exhausted', 'forecast', 'remaining-budget', 'trend'];
const severity = fc.constantFrom(1 as const, 2 as const, 3 as const);
const groundOf = (rules: readonly string[]): fc.Arbitrary<AlertGround> =>
  fc.record({ rule: fc.constantFrom(...rules), severity });

describe('the measures a rule permits', () => {
  it('never order to rectify for overuse of a budget, however much and however often', () => {
    fc.assert(
      fc.property(
        fc.array(groundOf(BUDGET_RULES), { minLength: 1 }),
        fc.boolean(),
        (alerts, heard) => {
          expect(permittedMeasures(alerts)).not.toContain('rectification-order');
          const facts = { unitWasHeard: heard };
          expect(() => assertPermitted('rectification-order', alerts, facts)).toThrow(
            expect.objectContaining({ code: 'MEASURE_NOT_PERMITTED' }),
          );
        },
      ),
    );
  });

  it('order to rectify only for a breach, and only after the unit was heard', () => {
    const breaches = Object.entries(CASE_MEASURES_BY_RULE).filter(
      ([, { breach }]) => breach !== null,
    );
    expect(breaches.map(([rule]) => rule).sort()).toEqual([
      'data-duty',
      'duty-due',
      'obsolete-equipment',
      'unit-product-limit',
    ]);
    for (const [rule] of breaches) {
      const alerts = [{ rule, severity: 3 as const }];
      const act = (unitWasHeard: boolean) => () =>
        assertPermitted('rectification-order', alerts, { unitWasHeard });
      expect(act(true)).not.toThrow();
      expect(act(false)).toThrow(expect.objectContaining({ code: 'MEASURE_NOT_PERMITTED' }));
    }
  });

  it('take one month over a yearly limit for a warning', () => {
    const month = { rule: 'unit-product-limit', severity: 1 } as const;
    expect(measuresOf(month)).not.toContain('rectification-order');
    expect(measuresOf({ ...month, severity: 3 })).toContain('rectification-order');
  });

  it('burden nobody for a rule that is not known, nor for a word that every object knows', () => {
    for (const rule of ['new-rule', 'constructor', '__proto__']) {
      expect(measuresOf({ rule, severity: 3 })).toEqual(['reminder', 'explanation']);
    }
  });

  it('are of a case what any of its alerts permits, and nothing else', () => {
    const any = fc.array(groundOf(Object.keys(CASE_MEASURES_BY_RULE)));
    fc.assert(
      fc.property(any, fc.constantFrom(...CASE_MEASURES), (alerts, measure) => {
        const isPermitted = alerts.some((each) => measuresOf(each).includes(measure));
        expect(permittedMeasures(alerts).includes(measure)).toBe(isPermitted);
        const act = () => assertPermitted(measure, alerts, { unitWasHeard: true });
        if (isPermitted) expect(act).not.toThrow();
        else expect(act).toThrow(expect.objectContaining({ code: 'MEASURE_NOT_PERMITTED' }));
      }),
    );
  });

  it('are orders to rectify where one alert of many is a breach', () => {
    const alerts: AlertGround[] = [
      { rule: 'progress', severity: 3 },
      { rule: 'obsolete-equipment', severity: 2 },
    ];
    expect(permittedMeasures(alerts)).toContain('rectification-order');
    expect(permittedMeasures(alerts.slice(0, 1))).toContain('talk');
  });
});
