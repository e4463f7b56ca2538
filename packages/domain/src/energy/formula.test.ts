import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluateFormula, type Formula, formulaMeterIds, parseFormula } from './formula.ts';

const meters = new Map<string, number | null>([
  ['E01', 100],
  ['E02', 30],
  ['E-03', 8],
  ['4th', 2],
  ['silent', null],
]);
const quantityOf = (meterId: string) => meters.get(meterId) ?? null;

function valueOfText(text: string): number | null {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return evaluateFormula(parsed.formula, quantityOf);
}

describe('a formula', () => {
  it.each([
    ['E01', 100],
    ['E01-E02', 70],
    ['E01 - E02 - [E-03]', 62],
    ['E01 - (E02 - [E-03])', 78],
    ['2 * E02 + [4th]', 62],
    ['E01 / [4th] / 5', 10],
    ['-E02 + E01', 70],
    ['--E02', 30],
    ['E01 * -0.5', -50],
    ['((E01))', 100],
    [' 1.25 ', 1.25],
  ])('%s is %d', (text, expected) => {
    expect(valueOfText(text)).toBe(expected);
  });

  it.each([
    ['a silent operand', 'E01 - silent'],
    ['a silent operand times zero', '0 * silent'],
    ['a meter nobody knows', 'E01 + E99'],
    ['a division by zero', 'E01 / (E02 - 30)'],
    ['zero by zero', '0 / 0'],
  ])('is missing for %s', (_name, text) => {
    expect(valueOfText(text)).toBeNull();
  });

  it.each([
    ['', 0],
    ['E01 +', 5],
    ['E01 E02', 4],
    ['12abc', 2],
    ['(E01', 4],
    ['E01)', 3],
    ['[E 01]', 0],
    ['E01 ; E02', 4],
    ['E01 = 1', 4],
    ['1.', 1],
    ['**', 0],
    ['constructor()', 11],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 50],
    [`${'-'.repeat(60)}1`, 50],
    ['1+'.repeat(600), 1_000],
  ])('refuses %j at character %d', (text, index) => {
    expect(parseFormula(text)).toMatchObject({ ok: false, problem: { index } });
  });

  it('names the meters it needs, each once', () => {
    const parsed = parseFormula('E01 - (E02 + [E-03]) * E01');
    expect(parsed.ok && formulaMeterIds(parsed.formula)).toEqual(['E01', 'E02', 'E-03']);
  });

  it('gives a problem or a value for any text, and never throws', () => {
    const pieces = fc.constantFrom(
      'E01',
      '[E-03]',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      '1',
      '2.5',
      ' ',
      '$',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          const parsed = parseFormula(text);
          if (!parsed.ok) {
            expect(parsed.problem.index).toBeLessThanOrEqual(text.length);
            return;
          }
          const value = evaluateFormula(parsed.formula, quantityOf);
          expect(value === null || Number.isFinite(value)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('means what its text, written out with brackets, means', () => {
    const leaf = fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((value): Formula => ({ type: 'number', value })),
      fc.constantFrom('E01', 'E-03').map((meterId): Formula => ({ type: 'meter', meterId })),
    );
    const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.record({ type: fc.constant('negated' as const), operand: tie('formula') }),
        fc.record({
          type: fc.constant('operation' as const),
          operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
          left: tie('formula'),
          right: tie('formula'),
        }),
      ),
    }));
    const write = (part: Formula): string => {
      if (part.type === 'number') return String(part.value);
      if (part.type === 'meter') return `[${part.meterId}]`;
      if (part.type === 'negated') return `(-${write(part.operand)})`;
      return `(${write(part.left)} ${part.operator} ${write(part.right)})`;
    };
    fc.assert(
      fc.property(formula, (part) => {
        const text = write(part);
        fc.pre(text.length <= 1_000);
        expect(parseFormula(text)).toEqual({ ok: true, formula: part });
      }),
    );
  });
});
