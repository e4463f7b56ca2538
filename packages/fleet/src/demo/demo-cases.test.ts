import { DOCUMENT_KINDS, type DocumentKindId, permittedMeasures } from '@hengneng/domain';
import { describe, expect, it } from 'vitest';

import { DEMO_CASES } from './demo-cases.ts';
import { alertsToBeginWith, type CaseAlert } from './work-cases.ts';

const alert = (enterpriseId: string, rule: string, rest: Partial<CaseAlert> = {}): CaseAlert => ({
  ...{ id: `${enterpriseId}-${rule}`, enterpriseId, rule, targetId: 'total', handling: 'new' },
  ...{ caseId: null, ...rest },
});
const idsOf = (alerts: readonly CaseAlert[]) => alerts.map(({ id }) => id);

describe('the cases of the demo', () => {
  const facts = { id: 'C', findings: ['超出'], documents: [], today: '2026-11-21' };
  /** Kinds that are drafted; what follows a draft needs the document, which is not there. */
  const draftsOf = ({ works }: (typeof DEMO_CASES)[number]) =>
    works.flatMap((work) => {
      try {
        const { path, body } = work(facts);
        return path === 'documents' ? [(body as { kind: DocumentKindId }).kind] : [];
      } catch {
        return [];
      }
    });

  it('ask for nothing that their rules do not permit, whatever they begin with', () => {
    for (const plan of DEMO_CASES) {
      for (const { rule } of plan.beginsWith) {
        // An order to rectify needs a breach, which the rule has from severity 2 on.
        const severity = rule === 'duty-due' ? 2 : 1;
        const permitted: readonly string[] = permittedMeasures([{ rule, severity }]);
        for (const kind of draftsOf(plan)) {
          expect(permitted, `${plan.title}: ${kind}`).toContain(DOCUMENT_KINDS[kind].measure);
        }
      }
    }
  });

  it('write units as letters do', () => {
    const findings = ['实际 9.1 tce，预测 8 tCO2（7–9），19.04 kgce/unit'];
    const body = DEMO_CASES[0]?.works[0]?.({ ...facts, findings }).body;
    expect(body).toMatchObject({
      facts: '经监测和核实：实际 9.1吨标准煤，预测 8吨二氧化碳（7–9），19.04千克标准煤/单位产品。',
    });
  });

  it('have names of their own, by which a second start finds them', () => {
    expect(new Set(DEMO_CASES.map(({ title }) => title)).size).toBe(DEMO_CASES.length);
    expect(DEMO_CASES.flatMap(draftsOf)).toEqual([
      ...['reminder-letter', 'warning-notice', 'talk-notice', 'rectification-order'],
      ...['inspection-notice', 'inspection-advice', 'supervision-notice'],
    ]);
  });
});

describe('alertsToBeginWith', () => {
  const plan = {
    beginsWith: [{ rule: 'exhausted' }, { rule: 'progress' }],
    ...{ along: ['forecast'], isOwn: false },
  };
  const pick = (alerts: readonly CaseAlert[], taken: readonly string[] = [], isOwn = false) =>
    idsOf(alertsToBeginWith({ ...plan, isOwn }, alerts, ['A', 'B', 'C'], new Set(taken)));

  it('takes the biggest enterprise of the first choice, with what goes along', () => {
    const alerts = [
      ...[alert('C', 'exhausted'), alert('B', 'progress'), alert('B', 'forecast')],
      ...[alert('A', 'exhausted'), alert('C', 'forecast'), alert('C', 'measure')],
    ];
    expect(pick(alerts)).toEqual(['C-exhausted', 'C-forecast']);
    expect(pick(alerts, ['C'])).toEqual(['B-progress', 'B-forecast']);
    expect(pick(alerts, [], true)).toEqual(['A-exhausted']);
    expect(pick(alerts, ['B', 'C'])).toEqual([]);
  });

  it('leaves what is judged or has a case', () => {
    const alerts = [
      alert('B', 'exhausted', { handling: 'false-alarm' }),
      alert('B', 'progress', { caseId: 'D' }),
      alert('C', 'progress', { handling: 'verified' }),
    ];
    expect(pick(alerts)).toEqual(['C-progress']);
  });

  it('tells duties apart by what they are about', () => {
    const alerts = [
      alert('B', 'duty-due', { targetId: 'calibration-E01' }),
      alert('C', 'duty-due', { targetId: 'annual-report-2025' }),
    ];
    const duty = { ...plan, beginsWith: [{ rule: 'duty-due', target: 'annual-report' }] };
    const found = alertsToBeginWith(duty, alerts, ['A', 'B', 'C'], new Set());
    expect(idsOf(found)).toEqual(['C-duty-due']);
  });
});
