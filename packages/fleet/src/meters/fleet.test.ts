import { isSafeId } from '@hengneng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FUELS } from '../county/coefficients.ts';
import { yearStartMs } from './calendar.ts';
import { createFleet, type FleetEnterprise } from './fleet.ts';
import type { FleetMeter } from './meter.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const fleet = createFleet({ seed: 1, enterprisesCount: 40, metersPerEnterpriseMax: 10 });
const meters = fleet.enterprises.flatMap((enterprise) => enterprise.meters);
const anyMeter = fc.constantFrom(...meters);
const START = yearStartMs(2025);
const END = yearStartMs(2026);

function topMeters(enterprise: FleetEnterprise): readonly FleetMeter[] {
  return enterprise.meters.filter(({ level }) => level === 1);
}

describe('the meters of the demo county', () => {
  it('are up to ten per enterprise, every sector is there, and the giants', () => {
    expect(fleet.enterprises).toHaveLength(40);
    expect(new Set(fleet.enterprises.map(({ sector }) => sector)).size).toBe(10);
    expect(fleet.enterprises.filter(({ annualTce }) => annualTce > 3_000).length).toBe(17);
    for (const { meters: own } of fleet.enterprises) {
      expect(own.length).toBeLessThanOrEqual(10);
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
      expect(own.every(({ id }) => isSafeId(id))).toBe(true);
    }
  });

  it('stand after their masters', () => {
    for (const { meters: own } of fleet.enterprises) {
      for (const [index, { masterMeterId }] of own.entries()) {
        if (masterMeterId === undefined) continue;
        expect(own.slice(0, index).some(({ id }) => id === masterMeterId)).toBe(true);
      }
    }
  });

  it('are of all three kinds, mostly registers, with multipliers', () => {
    const share = (kind: string) => meters.filter((m) => m.kind === kind).length / meters.length;
    expect(share('register')).toBeGreaterThan(0.5);
    expect(share('interval')).toBeGreaterThan(0.1);
    expect(share('power')).toBeGreaterThan(0.02);
    const multipliers = new Set(meters.map(({ multiplier }) => multiplier));
    expect(multipliers.size).toBeGreaterThan(6);
    expect(Math.max(...multipliers)).toBeGreaterThanOrEqual(2_000);
  });
});

describe('trueEnergy', () => {
  it('of a calendar year adds up to the enterprise yearly tce', () => {
    for (const enterprise of fleet.enterprises) {
      const tce = topMeters(enterprise).reduce((sum, meter) => {
        const quantity = fleet.trueEnergy(meter, START, END);
        if (meter.energyKind === 'reactive-electricity') return sum;
        return sum + (quantity * FUELS[meter.energyKind].kgcePerUnit) / 1_000;
      }, 0);
      expect(tce).toBeCloseTo(enterprise.annualTce, 3);
    }
  });

  it('of the hours adds up to the year, to the bit', () => {
    for (const meter of meters.slice(0, 12)) {
      let sum = 0;
      for (let at = START; at < END; at += HOUR_MS) {
        sum += fleet.trueEnergy(meter, at, at + HOUR_MS);
      }
      expect(sum).toBe(fleet.trueEnergy(meter, START, END));
    }
  });

  it('of any chain of instants adds up exactly and is never negative', () => {
    const instant = fc.integer({ min: yearStartMs(2021), max: yearStartMs(2030) });
    fc.assert(
      fc.property(anyMeter, fc.array(instant, { minLength: 3, maxLength: 8 }), (meter, chain) => {
        const sorted = chain.sort((a, b) => a - b);
        let sum = 0;
        for (const [index, to] of sorted.entries()) {
          if (index === 0) continue;
          const part = fleet.trueEnergy(meter, sorted[index - 1] ?? 0, to);
          expect(part).toBeGreaterThanOrEqual(0);
          sum += part;
        }
        expect(sum).toBe(fleet.trueEnergy(meter, sorted[0] ?? 0, sorted.at(-1) ?? 0));
      }),
    );
  });

  it('behind sub-meters never exceeds the master, in any quarter hour', () => {
    const enterprise = fleet.enterprises.find(({ annualTce }) => annualTce > 10_000);
    const own = enterprise?.meters ?? [];
    const master = own.find(({ id }) => id === 'E01');
    if (master === undefined) throw new Error('No master meter.');
    const behind = own.filter(({ masterMeterId }) => masterMeterId === 'E01');
    expect(behind.length).toBeGreaterThan(2);
    for (let at = START; at < START + 30 * 24 * HOUR_MS; at += QUARTER_MS) {
      const sum = behind.reduce((s, m) => s + fleet.trueEnergy(m, at, at + QUARTER_MS), 0);
      expect(sum).toBeLessThanOrEqual(fleet.trueEnergy(master, at, at + QUARTER_MS));
    }
  });

  it('stays below the rated power', () => {
    for (const meter of meters.filter(({ id }) => id === 'E01' || id === 'E04')) {
      const from = yearStartMs(2022);
      // Every 61st quarter hour of two years, so that all times of day come up.
      for (let at = from; at < yearStartMs(2024); at += 61 * QUARTER_MS) {
        const kw = fleet.trueEnergy(meter, at, at + QUARTER_MS) * 4;
        if (kw > (meter.ratedPowerKw ?? 0)) throw new Error(`${meter.id}: ${kw} kW`);
      }
    }
  });
});

describe('readings', () => {
  const ofKind = (kind: string) =>
    fc.constantFrom(...meters.filter((meter) => meter.kind === kind));
  const instant = fc.integer({ min: yearStartMs(2021), max: yearStartMs(2030) });

  it('of a register differ by the true energy within the last digit', () => {
    fc.assert(
      fc.property(ofKind('register'), instant, fc.nat(400 * 96), (meter, from, quarters) => {
        const to = Math.min(from + quarters * QUARTER_MS, yearStartMs(2031));
        const modulus = (meter.registerMax ?? 0) + 0.01;
        const difference = fleet.readingAt(meter, to).value - fleet.readingAt(meter, from).value;
        const counted = ((difference + modulus) % modulus) * meter.multiplier;
        const truth = fleet.trueEnergy(meter, from, to);
        expect(Math.abs(counted - truth)).toBeLessThanOrEqual(0.01 * meter.multiplier + 1e-4);
      }),
    );
  });

  it('of an interval meter add up to the true energy within the last digit', () => {
    fc.assert(
      fc.property(
        ofKind('interval'),
        instant,
        fc.integer({ min: 1, max: 300 }),
        (meter, at, count) => {
          const from = Math.floor(at / QUARTER_MS) * QUARTER_MS;
          const to = from + count * QUARTER_MS;
          const all = [...fleet.readings(meter, from, to, QUARTER_MS)];
          expect(all).toHaveLength(count);
          const sum = all.reduce((total, { value }) => total + value, 0) * meter.multiplier;
          expect(Math.abs(sum - fleet.trueEnergy(meter, from, to))).toBeLessThan(
            0.01 * meter.multiplier + 1e-6 * count,
          );
        },
      ),
    );
  });

  it('of a power meter times the quarter hour are the true energy within rounding', () => {
    fc.assert(
      fc.property(ofKind('power'), instant, (meter, at) => {
        const kwh = fleet.readingAt(meter, at).value / 4;
        expect(Math.abs(kwh - fleet.trueEnergy(meter, at - QUARTER_MS, at))).toBeLessThan(0.002);
      }),
    );
  });

  it('show two decimals and stay inside the register', () => {
    fc.assert(
      fc.property(anyMeter, instant, (meter, at) => {
        const { value } = fleet.readingAt(meter, at);
        expect(Number(value.toFixed(2))).toBe(value);
        expect(value).toBeGreaterThanOrEqual(0);
        if (meter.registerMax !== undefined) expect(value).toBeLessThanOrEqual(meter.registerMax);
      }),
    );
  });

  it('are read at the ends of the steps, the first after the start', () => {
    const meter = meters[0];
    if (meter === undefined) throw new Error('No meter.');
    const at = [...fleet.readings(meter, START, START + HOUR_MS, QUARTER_MS)].map(
      (r) => r.readAtMs,
    );
    expect(at).toEqual([1, 2, 3, 4].map((quarter) => START + quarter * QUARTER_MS));
  });
});

describe('createFleet', () => {
  it('is a pure function of the seed, whatever is asked first', () => {
    const other = createFleet({ seed: 1, enterprisesCount: 40, metersPerEnterpriseMax: 10 });
    expect(other.enterprises).toEqual(fleet.enterprises);
    const [a, b] = [meters.at(-1), other.enterprises.at(-1)?.meters.at(-1)];
    if (a === undefined || b === undefined) throw new Error('No meter.');
    other.readingAt(b, END);
    expect(other.readingAt(b, START)).toEqual(fleet.readingAt(a, START));
  });

  it('does not begin before 2020', () => {
    const meter = meters[0];
    if (meter === undefined) throw new Error('No meter.');
    expect(() => fleet.readingAt(meter, yearStartMs(2020) - 1)).toThrow(RangeError);
  });
});
