import { describe, expect, it } from 'vitest';

import type { Measure } from '../authority/policy-types.ts';
import { measureFields, measureOf, measureValues } from './plan-form.ts';

const MEASURE: Measure = {
  ...{ id: 'M1', category: 'waste-heat', title: '余热回收', status: 'running' },
  ...{ start: '2026-03-01', end: '2026-10-31', expectedSavingTce: 320, investmentCny: 2_400_000 },
  milestones: [
    { due: '2026-04-30', title: '施工图审查', doneOn: '2026-04-28' },
    { due: '2026-10-31', title: '投运, 验收' },
  ],
  worksSchedule: [{ title: '土建 一期', start: '2026-05-01', end: '2026-06-30' }],
  meters: ['E02'],
};

describe('the form of a measure', () => {
  it('keeps all that a measure has, milestones that were reached among it', () => {
    expect(measureOf(measureValues(MEASURE), MEASURE)).toEqual(MEASURE);
  });

  it('leaves out what was emptied', () => {
    const emptied = { ...measureValues(MEASURE), milestones: ' \n', worksSchedule: '', meters: [] };
    const { milestones, worksSchedule, meters, ...rest } = MEASURE;
    expect(measureOf(emptied, MEASURE)).toEqual(rest);
  });

  it.each([
    ['milestones', '2026-06-30', '2026-06-30 完成招标'],
    ['worksSchedule', '2026-06-30 土建', '2026-06-30 2026-07-31 土建'],
  ])('names the line of %s that is not as it should be', (name, wrong, right) => {
    const check = measureFields({}).find((field) => field.name === name)?.check;
    expect(check?.(`${right}\n${wrong}`)?.[0]).toContain(`“${wrong}”`);
    expect(check?.(`${right}\n\n${right}`)).toBeNull();
  });
});
