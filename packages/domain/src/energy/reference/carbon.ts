import type { MeterUnit } from '../../registry/lists.ts';
import { tco2PerUnitOf } from '../equivalents.ts';
import type { AccountedKind, CarbonFactor } from '../factors.ts';

const GUIDELINE = 'Guideline of GHG accounting for enterprises of other industries, default values';
const GUIDELINE_FROM = '2015-01-01';

type Row = readonly [
  kind: AccountedKind,
  unit: MeterUnit,
  ncvGjPerUnit: number,
  carbonTcPerGj: number,
  oxidisedPercent: number,
  changes?: Partial<CarbonFactor>,
];

/** NCV in GJ per tonne, of gases in GJ per 10 000 m3; not the calorific values of GB/T 2589. */
const FUELS: readonly Row[] = [
  ['anthracite', 't', 24.515, 0.02749, 94],
  ['bituminous-coal', 't', 23.204, 0.02618, 93],
  ['lignite', 't', 14.449, 0.028, 96],
  [
    'raw-coal',
    't',
    23.204,
    0.02618,
    93,
    {
      status: 'provisional',
      source: `${GUIDELINE}; bituminous coal until the enterprise states its rank`,
    },
  ],
  ['washed-coal', 't', 26.344, 0.0254, 93],
  ['other-washed-coal', 't', 15.373, 0.0254, 90],
  ['briquette', 't', 17.46, 0.0336, 90],
  ['coke', 't', 28.446, 0.0294, 93],
  ['crude-oil', 't', 42.62, 0.0201, 98],
  ['fuel-oil', 't', 40.19, 0.0211, 98],
  ['gasoline', 't', 44.8, 0.0189, 98],
  ['diesel', 't', 43.33, 0.0202, 98],
  ['kerosene', 't', 44.75, 0.0196, 98],
  ['naphtha', 't', 41.031, 0.02, 98],
  ['petroleum-coke', 't', 31, 0.0275, 98],
  ['other-petroleum', 't', 40.19, 0.02, 98],
  ['coal-tar', 't', 33.453, 0.022, 98],
  ['benzol', 't', 41.816, 0.0227, 98],
  ['refinery-gas', 't', 46.05, 0.0182, 99],
  ['lpg', 't', 47.31, 0.0172, 99],
  ['lng', 't', 41.868, 0.0153, 99],
  ['natural-gas', '10km3', 389.31, 0.0153, 99],
  ['coke-oven-gas', '10km3', 173.854, 0.0136, 99],
  ['blast-furnace-gas', '10km3', 37.69, 0.0708, 99],
  ['converter-gas', '10km3', 79.54, 0.0496, 99],
  ['carbide-furnace-gas', '10km3', 111.19, 0.03951, 99],
  ['other-gas', '10km3', 52.34, 0.0122, 99],
];

/** Provincial grid factors of 2023 by the first two digits of the region code, tCO2/MWh. */
const GRID_2023: Readonly<Record<string, number>> = {
  11: 0.5554,
  12: 0.6796,
  13: 0.6516,
  14: 0.6634,
  15: 0.6479,
  21: 0.4878,
  22: 0.4671,
  23: 0.5229,
  31: 0.5737,
  32: 0.5827,
  33: 0.4974,
  34: 0.6553,
  35: 0.4211,
  36: 0.5836,
  37: 0.6191,
  41: 0.5897,
  42: 0.4044,
  43: 0.4976,
  44: 0.4419,
  45: 0.4476,
  46: 0.3648,
  50: 0.5581,
  51: 0.1564,
  52: 0.5683,
  53: 0.1333,
  61: 0.6335,
  62: 0.4471,
  63: 0.1796,
  64: 0.6187,
  65: 0.6021,
};

/** National factors by year of data, tCO2/MWh. */
const GRID_NATIONAL = { 2021: 0.5568, 2022: 0.5366, 2023: 0.5306 } as const;
/** Without the non-fossil energy that is traded on the market; for the residual mix. */
const GRID_RESIDUAL_2023 = 0.6096;
const GRID_SOURCE_2023 = 'Ministry of Ecology and Environment, notice 47 of 2025 (data of 2023)';

const COMMON = {
  validTo: null,
  regionCode: null,
  enterpriseId: null,
  purpose: null,
  status: 'final',
  origin: 'table',
  verified: false,
  parameters: null,
} as const;

function fuel([kind, unit, ncvGjPerUnit, carbonTcPerGj, percent, changes]: Row): CarbonFactor {
  const parameters = { ncvGjPerUnit, carbonTcPerGj, oxidisedRatio: percent / 100 };
  return {
    ...COMMON,
    id: `co2-${kind}`,
    kind,
    unit,
    validFrom: GUIDELINE_FROM,
    source: GUIDELINE,
    tco2PerUnit: tco2PerUnitOf(parameters),
    parameters,
    ...changes,
  };
}

/** A grid factor for the year of its data, final. */
function grid(
  year: number,
  tco2PerUnit: number,
  source: string,
  changes: Partial<CarbonFactor> = {},
): CarbonFactor {
  return {
    ...COMMON,
    id: `co2-electricity-${year}`,
    kind: 'electricity',
    unit: 'MWh',
    validFrom: `${year}-01-01`,
    validTo: `${year + 1}-01-01`,
    source,
    tco2PerUnit,
    ...changes,
  };
}

/** The newest grid factor, and the same carried on provisionally until the next is published. */
function newestGrid(
  id: string,
  tco2PerUnit: number,
  changes: Partial<CarbonFactor> = {},
): CarbonFactor[] {
  const own = grid(2023, tco2PerUnit, GRID_SOURCE_2023, { ...changes, id });
  return [
    own,
    { ...own, id: `${id}-carried`, validFrom: '2024-01-01', validTo: null, status: 'provisional' },
  ];
}

/**
 * CO2 factors: fuels by the national guideline's parameters, electricity by grid, year and province.
 * There is none for electricity before 2021, for biomass and for media: then the figure is missing.
 */
export const CARBON_REFERENCE: readonly CarbonFactor[] = [
  ...FUELS.map(fuel),
  grid(2021, GRID_NATIONAL[2021], 'Ministry of Ecology and Environment, national average of 2021'),
  grid(2022, GRID_NATIONAL[2022], 'Ministry of Ecology and Environment, national average of 2022'),
  ...newestGrid('co2-electricity-2023', GRID_NATIONAL[2023]),
  ...newestGrid('co2-electricity-2023-residual', GRID_RESIDUAL_2023, { purpose: 'residual-mix' }),
  ...Object.entries(GRID_2023).flatMap(([regionCode, factor]) =>
    newestGrid(`co2-electricity-2023-${regionCode}`, factor, { regionCode }),
  ),
  ...(['heat', 'steam'] as const).map(
    (kind): CarbonFactor => ({
      ...COMMON,
      id: `co2-${kind}`,
      kind,
      unit: 'GJ',
      validFrom: GUIDELINE_FROM,
      status: 'provisional',
      source: 'Default of the sector guidelines for purchased heat, 0.11 tCO2/GJ',
      tco2PerUnit: 0.11,
    }),
  ),
];
