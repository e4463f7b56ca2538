import { describe, expect, it } from 'vitest';

import { createPlantedCounty, falsificationsOf } from './planted-county.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** January to June 2026 in the county. */
const BORDERS = [0, 1, 2, 3, 4, 5, 6].map((month) => Date.UTC(2026, month, 1) - 8 * HOUR_MS);
const OPTIONS = {
  ...{ seed: 3, enterprisesCount: 12, metersPerEnterpriseMax: 8, stepMs: HOUR_MS },
  ...{ monthBordersMs: BORDERS, quietMonths: 3, falsifyingEvery: 2, falsificationsMax: 3 },
};
const START_MS = BORDERS[0] ?? 0;

describe('createPlantedCounty', () => {
  const county = createPlantedCounty(OPTIONS);

  it('plants the same for the same seed, and something else for another', () => {
    const plantedOf = (seed: number) =>
      createPlantedCounty({ ...OPTIONS, seed }).enterprises.map(({ planted }) => planted);
    expect(plantedOf(3)).toEqual(county.enterprises.map(({ planted }) => planted));
    expect(plantedOf(4)).not.toEqual(plantedOf(3));
  });

  it('falsifies only where it says so, and not in the quiet months', () => {
    const falsified = county.enterprises.filter((each) => falsificationsOf(each).length > 0);
    expect(falsified.length).toBeGreaterThan(3);
    expect(falsified.every(({ isFalsifying }) => isFalsifying)).toBe(true);
    const firsts = falsified.flatMap((each) => falsificationsOf(each).map(({ fromMs }) => fromMs));
    expect(Math.min(...firsts)).toBeGreaterThanOrEqual(BORDERS[3] ?? 0);
  });

  it('shows what flowed wherever nothing was falsified', () => {
    const [, honest] = county.enterprises;
    if (honest === undefined) throw new Error('The county has a second enterprise.');
    const gaps = honest.planted.filter(({ kind }) => kind === 'gap');
    for (const meter of honest.meters.filter(({ kind }) => kind === 'interval')) {
      if (gaps.some(({ meterId }) => meterId === meter.id)) continue;
      const sent = county.sent(honest, meter, START_MS, START_MS + 30 * DAY_MS);
      const shown = sent.reduce((sum, { value }) => sum + value, 0);
      const truth = county.trueEnergy(honest, meter, START_MS, START_MS + 30 * DAY_MS);
      expect(shown).toBeCloseTo(truth, 4);
    }
  });

  it('reports more output than was made only where that was planted', () => {
    for (const enterprise of county.enterprises) {
      const inflated = enterprise.planted.filter(({ kind }) => kind === 'inflated-output');
      for (const day of county.outputs(enterprise, START_MS, BORDERS[6] ?? 0)) {
        const isPlanted = inflated.some(
          ({ fromMs, toMs }) => day.startMs >= fromMs && day.startMs < toMs,
        );
        if (!isPlanted) expect(day.reported).toBe(day.made);
        else if (day.made > 0) expect(day.reported).toBeGreaterThan(day.made);
      }
    }
  });
});
