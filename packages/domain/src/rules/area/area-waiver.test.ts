import { describe, expect, it } from 'vitest';

import { nextAlert } from '../../alerts/next-alert.ts';
import { CHINA_WORK_CALENDAR } from '../../duty/work-calendar.ts';
import type { AreaTarget } from '../../registers/register-documents.ts';
import { areaMonths, areaParts } from './area-months.ts';
import { judgeIntensity, tceReader } from './area-share-rules.ts';
import { judgeAreaTotals } from './area-total-rules.ts';
import { type AreaWaiver, waiverOf } from './area-waiver.ts';
import { contextAfter, goal, member, memberMonth, YEAR } from './testing/areas.ts';

const read = tceReader('primary');
const names = YEAR.months.slice(0, 10);
/** A cut of 13.5 % asked for, 14.5 % aimed at. */
const CUT = { metric: 'intensity-cut', base: 0.135, stretch: 0.145, baseYear: 2025 } as const;

/** What is said of intensity where a year ago energy and output value were 100 each a month. */
function intensity(cut: number, change: Partial<AreaTarget> = {}) {
  const months = names.flatMap((month) => [
    memberMonth(`2025${month.slice(4)}`, 100, { outputValue: 100 }),
    memberMonth(month, 100 * (1 - cut), { outputValue: 100 }),
  ]);
  const about = { ...goal({ ...CUT, ...change }), id: 'intensity' };
  const members = [{ ...member(1, []), months }];
  const facts = { context: contextAfter('2026-10'), goal: about, members, months: names };
  return { goal: about, judgement: judgeIntensity({ ...facts, isOver: false }) };
}

/** Total and forecast of an area that is 8 % over its plan. */
function over(waiver: AreaWaiver | null, change: Partial<AreaTarget> = {}) {
  const month = (1_200 * (304 / 365) * 1.08) / 10;
  const members = [member(1, Array(10).fill(month))];
  return judgeAreaTotals({
    ...{ context: contextAfter('2026-10'), goal: goal(change), period: YEAR, waiver },
    months: areaMonths(members, names, read),
    partsOf: (some) => areaParts(members, some, read),
    ...{ history: [], calendar: CHINA_WORK_CALENDAR },
  });
}

describe('the stretch goal of an area’s intensity', () => {
  it.each([
    { name: 'short of it', cut: 0.1449, isWaived: false },
    { name: 'met to the point', cut: 0.145, isWaived: true },
    { name: 'met', cut: 0.16, isWaived: true },
  ])('$name: the total is waived: $isWaived', ({ cut, isWaived }) => {
    const waiver = waiverOf(goal({}), [intensity(cut)]);
    expect(waiver !== null).toBe(isWaived);
    const said = over(waiver);
    expect(said.map(({ severity }) => severity > 0)).toEqual([!isWaived, !isWaived]);
    expect(said.map(({ waivedBy }) => waivedBy)).toEqual(
      isWaived ? ['intensity', 'intensity'] : [null, null],
    );
    if (isWaived) expect(said[0]?.message.zh).toContain('激励目标已完成');
  });

  it.each([
    ['no stretch goal', intensity(0.2, { stretch: null })],
    ['another sector', intensity(0.2, { industryCode: 'C30' })],
    [
      'a setting of the target against it',
      intensity(0.2, { thresholds: { 'area-intensity': { waivesTotal: false } } }),
    ],
    [
      'an intensity that is not judged',
      intensity(0.2, { thresholds: { 'area-intensity': { enabled: false } } }),
    ],
  ])('waives nothing with %s', (_name, judged) => {
    expect(waiverOf(goal({}), [judged])).toBeNull();
  });

  it('ends an alert of the total once it is clearly met, and says so', () => {
    const day = 86_400_000;
    const at = ([total]: ReturnType<typeof over>, later: number) => {
      if (total === undefined) throw new Error('There is one.');
      return { ...total, eventAtMs: total.eventAtMs + later };
    };
    const opened = nextAlert('region:430626', null, at(over(null), 0), day);
    expect(opened.transitions.map(({ type }) => type)).toEqual(['opened']);
    let state = opened.state;
    const step = (cut: number, days: number) => {
      const waiver = waiverOf(goal({}), [intensity(cut)]);
      const judgement = at(over(waiver), days * day);
      const next = nextAlert('region:430626', state, judgement, (days + 1) * day);
      state = next.state;
      return next.transitions;
    };
    // On the border nothing ends and nothing begins.
    expect([...step(0.1451, 1), ...step(0.1451, 2)]).toEqual([]);
    const ended = [...step(0.16, 3), ...step(0.16, 4)];
    expect(ended.map(({ type }) => type)).toEqual(['resolved']);
    expect(ended[0]?.judgement?.messageKey).toBe('area-total.waived');
    expect(step(0.14, 5).map(({ type }) => type)).toEqual(['re-fired']);
  });
});
