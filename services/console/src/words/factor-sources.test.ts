import { expect, it } from 'vitest';

import { factorSourceText } from './factor-sources.ts';

/** Numbers of standards and units are the same in both languages. */
const ALIKE = /GB\/T [\d-]+|tCO₂\/GJ/g;

it.each([
  'Guideline of GHG accounting for enterprises of other industries, default values',
  'Guideline of GHG accounting for enterprises of other industries, default values; bituminous coal until the enterprise states its rank',
  'Ministry of Ecology and Environment, notice 47 of 2025 (data of 2023)',
  'Ministry of Ecology and Environment, national average of 2021',
  'Default of the sector guidelines for purchased heat, 0.11 tCO2/GJ',
  'Pingjiang county, energy-saving potential plan 2023, annex 1',
  'Definition: a tonne a cubic metre',
  'GB/T 2589-2020',
  'GB/T 2589, guideline of GHG accounting, grid factors: reference data',
])('«%s» is said in Chinese', (source) => {
  expect(factorSourceText(source, 'zh').replace(ALIKE, '')).not.toMatch(/[A-Za-z]/);
  expect(factorSourceText(source, 'en')).toBe(source);
});

it('leaves what somebody typed as it is', () => {
  expect(factorSourceText('Supplier, certificate 12', 'zh')).toBe('Supplier, certificate 12');
});
