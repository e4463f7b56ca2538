import type { MeterUnit } from '../../registry/lists.ts';
import type { AccountedKind, DensityFactor, StandardCoalFactor } from '../factors.ts';

const EDITION_2008 = 'GB/T 2589-2008';
const EDITION_2020 = 'GB/T 2589-2020';
/** Days on which the two editions came into force. */
const FROM_2008 = '2008-06-01';
const FROM_2020 = '2021-04-01';

type Changes = Partial<StandardCoalFactor>;
type Row = readonly [kind: AccountedKind, kgcePerUnit: number, unit: MeterUnit, changes?: Changes];

/** A fuel that has the same coefficient in both editions: appendix A. */
const FUELS: readonly Row[] = [
  ['raw-coal', 0.7143, 'kg'],
  ['washed-coal', 0.9, 'kg'],
  ['middlings', 0.2857, 'kg'],
  ['slime', 0.2857, 'kg', { status: 'provisional', range: { min: 0.2857, max: 0.4286 } }],
  ['gangue', 0.2857, 'kg'],
  ['coke', 0.9714, 'kg'],
  ['coal-tar', 1.1429, 'kg'],
  ['crude-oil', 1.4286, 'kg'],
  ['fuel-oil', 1.4286, 'kg'],
  ['gasoline', 1.4714, 'kg'],
  ['kerosene', 1.4714, 'kg'],
  ['diesel', 1.4571, 'kg'],
  ['benzol', 1.4286, 'kg'],
  ['methanol', 0.6794, 'kg'],
  ['ethanol', 0.9144, 'kg'],
  ['lpg', 1.7143, 'kg'],
  ['refinery-gas', 1.5714, 'kg'],
  ['lng', 1.7572, 'kg'],
  // The edition of 2020 gives a range alone; until an enterprise measures, the gas field's of 2008.
  ['natural-gas', 1.2143, 'm3', { status: 'provisional', range: { min: 1.1, max: 1.33 } }],
  ['coke-oven-gas', 0.5714, 'm3', { status: 'provisional', range: { min: 0.5714, max: 0.6143 } }],
  ['blast-furnace-gas', 0.1286, 'm3'],
  ['producer-gas', 0.1786, 'm3'],
  ['heavy-oil-cat-gas', 0.6571, 'm3'],
  ['heavy-oil-thermal-gas', 1.2143, 'm3'],
  ['coke-made-gas', 0.5571, 'm3'],
  ['pressure-gas', 0.5143, 'm3'],
  ['water-gas', 0.3571, 'm3'],
  ['biogas', 0.7143, 'm3', { status: 'provisional', range: { min: 0.7143, max: 0.8286 } }],
  ['hydrogen', 0.3329, 'm3'],
];

/** Energy-consuming media (耗能工质): appendix B, the energy spent to provide them. */
const MEDIA: readonly Row[] = [
  ['water', 0.0857, 't', { id: 'water-2008', validTo: FROM_2020, source: EDITION_2008 }],
  ['water', 0.2571, 't', { validFrom: FROM_2020 }],
  ['softened-water', 0.4857, 't'],
  ['deaerated-water', 0.9714, 't'],
  ['compressed-air', 0.04, 'm3'],
  ['blast-air', 0.03, 'm3', { validTo: FROM_2020, source: EDITION_2008 }],
  ['oxygen', 0.4, 'm3'],
  ['nitrogen', 0.4, 'm3'],
  ['nitrogen', 0.6714, 'm3', { id: 'nitrogen-main-product', purpose: 'main-product' }],
  [
    'nitrogen',
    0.0169,
    'm3',
    {
      id: 'nitrogen-t-cisa-416-2024',
      purpose: 'T/CISA 416-2024',
      source: 'T/CISA 416-2024',
      validFrom: '2024-01-01',
    },
  ],
  ['carbon-dioxide', 0.2143, 'm3'],
  ['acetylene', 8.3143, 'm3'],
  ['calcium-carbide', 2.0786, 'kg'],
];

/** Secondary energy, where the two bases differ. */
const SECONDARY: readonly Row[] = [
  // The standard's own figure; 3 600 / 29 307.6 would be 0.12284.
  ['electricity', 0.1229, 'kWh', { id: 'electricity-calorific', basis: 'calorific' }],
  [
    'electricity',
    0.308,
    'kWh',
    {
      id: 'electricity-primary-430626',
      basis: 'primary',
      regionCode: '430626',
      status: 'provisional',
      validFrom: '2020-01-01',
      source: 'Pingjiang county, energy-saving potential plan 2023, annex 1',
    },
  ],
  ['heat', 0.03412, 'MJ', { id: 'heat-calorific', basis: 'calorific' }],
  // Steam by its measured enthalpy is heat; by mass only the edition of 2008 has a coefficient.
  ['steam', 0.03412, 'MJ', { id: 'steam-calorific', basis: 'calorific' }],
  [
    'steam',
    0.1286,
    'kg',
    { id: 'steam-mass-2008', basis: 'calorific', validTo: FROM_2020, source: EDITION_2008 },
  ],
];

function toFactor([kind, kgcePerUnit, unit, changes]: Row): StandardCoalFactor {
  return {
    id: kind,
    kind,
    unit,
    basis: 'both',
    kgcePerUnit,
    range: null,
    validFrom: FROM_2008,
    validTo: null,
    regionCode: null,
    enterpriseId: null,
    purpose: null,
    status: 'final',
    origin: 'table',
    source: EDITION_2020,
    // The appendices were not at hand: secondary copies and arithmetic only.
    verified: false,
    ...changes,
  };
}

/**
 * Standard-coal coefficients of GB/T 2589 by edition. Biomass has none, because only a measured value
 * counts; electricity and heat have a primary one only where a region has set it.
 */
export const STANDARD_COAL_REFERENCE: readonly StandardCoalFactor[] = [
  ...FUELS,
  ...MEDIA,
  ...SECONDARY,
].map(toFactor);

/** Densities that the standard defines; all others are the enterprise's to record. */
export const DENSITY_REFERENCE: readonly DensityFactor[] = (
  [
    ['hydrogen', 0.000_082, 'GB/T 2589-2020, 0.082 kg/m3'],
    ['water', 1, 'Definition: a tonne a cubic metre'],
    ['softened-water', 1, 'Definition: a tonne a cubic metre'],
    ['deaerated-water', 1, 'Definition: a tonne a cubic metre'],
  ] as const
).map(([kind, kgPerL, source]) => ({
  id: `density-${kind}`,
  kind,
  unit: 'L',
  kgPerL,
  validFrom: FROM_2008,
  validTo: null,
  regionCode: null,
  enterpriseId: null,
  purpose: null,
  status: 'final',
  origin: 'table',
  source,
  verified: false,
}));
