import { describe, expect, it } from 'vitest';

import {
  formulaCircle,
  formulasAt,
  type OperandEnergy,
  operandMeters,
  type VirtualMeter,
  virtualEnergy,
} from './virtual-meters.ts';

const HOUR_MS = 3_600_000;

/** Virtual meters with one formula each, from the beginning. */
function meters(formulas: Record<string, string>): VirtualMeter[] {
  return Object.entries(formulas).map(([id, text]) => ({
    id,
    name: id,
    energyKind: 'electricity',
    unit: 'kWh',
    formulas: [{ revision: 1, validFromMs: 0, text }],
  }));
}

const energies: Record<string, OperandEnergy> = {
  E01: { quantity: 100, estimatedQuantity: 0, coveredMs: HOUR_MS },
  E02: { quantity: 40, estimatedQuantity: 10, coveredMs: HOUR_MS / 2 },
  E03: { quantity: 0, estimatedQuantity: 0, coveredMs: 0 },
};
const evaluate = (formulas: Record<string, string>, id: string) =>
  virtualEnergy(formulasAt(meters(formulas), 0), id, (meterId) => energies[meterId] ?? null);

describe('a virtual meter', () => {
  it('is known as long as the operand known shortest, and estimated by the largest share', () => {
    expect(evaluate({ V: 'E01 - E02' }, 'V')).toEqual({
      quantity: 60,
      estimatedQuantity: 15,
      coveredMs: HOUR_MS / 2,
    });
  });

  it('may rest on other virtual meters', () => {
    expect(evaluate({ V: 'W * 2', W: 'E01 + E01' }, 'V')?.quantity).toBe(400);
    expect(operandMeters(formulasAt(meters({ V: 'W + E02', W: 'E01' }), 0), 'V')).toEqual([
      'E01',
      'E02',
    ]);
  });

  it.each([
    { name: 'a silent operand', formula: 'E01 - E03' },
    { name: 'an operand nobody knows', formula: 'E01 - E99' },
    { name: 'a division by nothing', formula: 'E01 / (E02 - E02)' },
    { name: 'numbers alone', formula: '3 * 4' },
    { name: 'itself', formula: 'V + E01' },
  ])('is missing with $name', ({ formula }) => {
    expect(evaluate({ V: formula }, 'V')).toBe(null);
  });

  it('is missing without a formula, and with one that is none', () => {
    expect(evaluate({ V: 'E01' }, 'W')).toBe(null);
    expect(evaluate({ V: 'E01 +' }, 'V')).toBe(null);
  });
});

describe('formulasAt', () => {
  const [meter] = meters({ V: 'E01' });
  const formula = (revision: number, validFromMs: number, text: string) => {
    return { revision, validFromMs, text };
  };
  const textAt = (atMs: number) => {
    const formulas = [formula(1, 10, 'A'), formula(2, 20, 'B'), formula(3, 10, 'C')];
    const at = formulasAt(meter === undefined ? [] : [{ ...meter, formulas }], atMs).get('V');
    return at?.type === 'meter' ? at.meterId : null;
  };

  it.each([
    { atMs: 9, text: null },
    { atMs: 10, text: 'C' },
    { atMs: 19, text: 'C' },
    { atMs: 20, text: 'B' },
  ])('takes the latest begun at $atMs, of one instant the last recorded', ({ atMs, text }) => {
    expect(textAt(atMs)).toBe(text);
  });
});

describe('formulaCircle', () => {
  const circle = (formulas: Record<string, string>) =>
    formulaCircle(formulasAt(meters(formulas), 0));

  it('names the chain that ends where it began', () => {
    expect(circle({ A: 'E01 + B', B: 'C', C: 'B * 2' })).toEqual(['B', 'C', 'B']);
  });

  it('is null where two rest on the same third', () => {
    expect(circle({ A: 'B + C', B: 'D', C: 'D', D: 'E01' })).toBe(null);
  });
});
