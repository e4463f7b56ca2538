import { describe, expect, it } from 'vitest';

import { REFERENCE_LIMIT_TABLE } from '../../limits/limit-table.ts';
import { limitOfTarget } from '../../rules/ratio-rules.ts';
import { checkPolicy } from '../check-policy.ts';
import type { AuthorityPart } from '../policy-document.ts';
import { sectorTemplates, withTemplate } from './sector-templates.ts';

const TEMPLATES = sectorTemplates(REFERENCE_LIMIT_TABLE, 2027);
const LINE = {
  commissionedOn: '2023-01-01',
  circumstances: { altitudeM: 200, clinkerPercent: 75 },
};

function targetsFor(id: string) {
  const template = TEMPLATES.find((each) => each.id === id);
  return template?.part === 'authority' ? template.document.targets : [];
}

describe('sectorTemplates', () => {
  it('are documents that can be signed, each with an id of its own', () => {
    for (const { id, document } of TEMPLATES) {
      const whole = { targets: [], measures: [], ...document };
      expect(checkPolicy(whole), id).toEqual([]);
      expect(id).toMatch(/^[a-z0-9-]{1,64}$/);
    }
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
  });

  it('take limits from the table: what binds follows from the line', () => {
    const [clinker] = targetsFor('cement-targets');
    expect(clinker).toMatchObject({
      standard: 'GB 16780-2021',
      benchmark: 100,
      baselineLevel: 117,
    });
    const limit = (line: typeof LINE) =>
      clinker && limitOfTarget(clinker, line, REFERENCE_LIMIT_TABLE, '2027-06-01').value;
    expect(limit(LINE)).toBe(107);
    expect(limit({ ...LINE, commissionedOn: '2010-01-01' })).toBe(117);
  });

  it('give no limit where the table has levels of the sector alone', () => {
    const [glass] = targetsFor('glass-targets');
    expect(glass).toMatchObject({ benchmark: 9.5, baselineLevel: 13.5 });
    expect(glass?.limit).toBeUndefined();
    expect(
      glass && limitOfTarget(glass, LINE, REFERENCE_LIMIT_TABLE, '2027-06-01').value,
    ).toBeNull();
  });

  it('have a data centre judged by PUE, and no targets where no figure is known', () => {
    expect(targetsFor('data-centre-targets')).toMatchObject([
      { metric: 'pue', standard: 'GB 40879-2021', benchmark: 1.2 },
    ]);
    expect(targetsFor('paper-targets')).toEqual([]);
    expect(TEMPLATES.some(({ id }) => id === 'paper-measures')).toBe(true);
  });

  it.each(['C3011', 'C3110', 'C2621', 'C3041', 'C3071', 'C221', 'C17', 'I6450', 'P'])(
    'cover the industry %s',
    (code) => {
      expect(TEMPLATES.some(({ industryCode }) => code.startsWith(industryCode))).toBe(true);
    },
  );

  it('say what was not compared with its document', () => {
    const glass = TEMPLATES.find(({ id }) => id === 'glass-targets');
    expect(glass?.notes.join()).toContain('未与文件原文核对');
  });
});

describe('withTemplate', () => {
  it('adds what is new and leaves what is there', () => {
    const own: AuthorityPart = {
      targets: [{ id: 'cement-clinker', metric: 'tce', period: 'year', limit: 1 }],
    };
    const merged = withTemplate(own, { targets: targetsFor('cement-targets') });
    expect(merged.targets.map(({ id }) => id)).toEqual(['cement-clinker', 'cement']);
    expect(merged.targets[0]).toEqual(own.targets[0]);
  });
});
