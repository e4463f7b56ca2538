import { isUnifiedSocialCreditCode } from '@hengneng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../random.ts';
import { FUELS } from './coefficients.ts';
import { createCounty } from './county.ts';
import { PLANT_GROUPS } from './plant-types.ts';
import {
  BRICK_KILNS_TCE,
  PUBLISHED_INDUSTRY_TOTAL,
  PUBLISHED_SECTORS,
} from './published-figures.ts';
import { heavyTailedParts } from './sizes.ts';

const SEEDS = [1, 2, 42, 430_626];

describe('the published figures', () => {
  it('keep the warts of the published table', () => {
    const hundredths = PUBLISHED_SECTORS.reduce((sum, s) => sum + Math.round(s.energyTce * 100), 0);
    const count = PUBLISHED_SECTORS.reduce((sum, s) => sum + s.enterprisesCount, 0);
    expect(hundredths - Math.round(PUBLISHED_INDUSTRY_TOTAL.energyTce * 100)).toBe(1);
    expect(PUBLISHED_INDUSTRY_TOTAL.enterprisesCount - count).toBe(1);
  });

  it('explain the published saving potential of building materials by the kilns', () => {
    expect(0.5 * BRICK_KILNS_TCE + 0.1 * (71_628.62 - BRICK_KILNS_TCE)).toBeCloseTo(25_765.44, 2);
  });

  it('agree with the numbers of plants of each kind', () => {
    for (const { sector, enterprisesCount } of PUBLISHED_SECTORS) {
      const plants = PLANT_GROUPS.filter((group) => group.sector === sector).flatMap(
        (g) => g.plants,
      );
      expect(plants.reduce((sum, plant) => sum + plant.enterprisesCount, 0)).toBe(enterprisesCount);
    }
  });
});

describe('createCounty', () => {
  it.each(SEEDS)('gives every sector its published enterprises and energy (seed %i)', (seed) => {
    const county = createCounty(seed);
    expect(county).toHaveLength(374);
    for (const { sector, enterprisesCount, energyTce } of PUBLISHED_SECTORS) {
      const own = county.filter((enterprise) => enterprise.sector === sector);
      expect(own).toHaveLength(enterprisesCount);
      const hundredths = own.reduce((sum, { annualTce }) => sum + Math.round(annualTce * 100), 0);
      expect(hundredths).toBe(Math.round(energyTce * 100));
    }
  });

  it.each(SEEDS)('has two or three giants and about fifteen large ones (seed %i)', (seed) => {
    const sizes = createCounty(seed).map(({ annualTce }) => annualTce);
    const giants = sizes.filter((tce) => tce > 10_000).length;
    const large = sizes.filter((tce) => tce > 3_000 && tce <= 10_000).length;
    expect(giants).toBeGreaterThanOrEqual(2);
    expect(giants).toBeLessThanOrEqual(3);
    expect(large).toBeGreaterThanOrEqual(13);
    expect(large).toBeLessThanOrEqual(17);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('has a long tail: half of the enterprises use less than a twentieth of the energy', () => {
    const sizes = createCounty(1)
      .map(({ annualTce }) => annualTce)
      .sort((a, b) => a - b);
    const half = sizes.slice(0, 187).reduce((sum, tce) => sum + tce, 0);
    expect(half / 123_620).toBeLessThan(0.05);
  });

  it('gives valid and different credit codes and different names', () => {
    const county = createCounty(1);
    expect(county.every(({ id }) => isUnifiedSocialCreditCode(id))).toBe(true);
    expect(county.every(({ id }) => id.slice(2, 8) === '430626')).toBe(true);
    expect(new Set(county.map(({ id }) => id)).size).toBe(374);
    expect(new Set(county.map(({ name }) => name)).size).toBe(374);
  });

  it('splits each enterprise into energy kinds that add up to its tce', () => {
    for (const { annualTce, energy } of createCounty(7)) {
      const tce = energy.reduce(
        (sum, { energyKind, quantity }) => sum + (quantity * FUELS[energyKind].kgcePerUnit) / 1_000,
        0,
      );
      expect(tce).toBeCloseTo(annualTce, 6);
      expect(energy[0]?.energyKind).toBe('electricity');
      expect(energy.every(({ quantity }) => quantity > 0)).toBe(true);
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(createCounty(5)).toEqual(createCounty(5));
    expect(createCounty(5)).not.toEqual(createCounty(6));
    const ids = new Set([5, 6].flatMap((seed) => createCounty(seed).map(({ id }) => id)));
    expect(ids.size).toBe(748);
  });
});

describe('heavyTailedParts', () => {
  it('adds up to the total and keeps to the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (count, seed, fill) => {
          const total = Math.floor(count * 1_000 * fill);
          const parts = heavyTailedParts(total, count, 1_000, createRandomStream(seed));
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
          expect(Math.max(...parts)).toBeLessThanOrEqual(1_000);
          expect(parts).toHaveLength(count);
        },
      ),
    );
  });
});
