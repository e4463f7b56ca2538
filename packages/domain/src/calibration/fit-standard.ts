import type { EnergyKind, MeterLevel } from '../registry/lists.ts';

/** Groups of energy kinds by which GB 17167 sets fitting rates and thresholds. */
export const FIT_GROUPS = [
  'electricity',
  'coal-coke',
  'crude-oil',
  'heavy-oil',
  'refined-oil',
  'lpg',
  'natural-gas',
  'coal-gas',
  'steam',
  'water',
  'waste-energy',
] as const;
export type FitGroup = (typeof FIT_GROUPS)[number];

/** What the standard asks of one group. Rates in percent; null where it asks nothing. */
export interface FitRequirement {
  readonly group: FitGroup;
  /** By level: in and out of the unit, of main sub-units, main equipment. */
  readonly requiredPercent: Readonly<Record<MeterLevel, number | null>>;
  /** From this size on a sub-unit (level 2) or equipment (level 3) counts; null: always. */
  readonly threshold: Readonly<Record<2 | 3, FitThreshold | null>>;
  /** Largest number of the accuracy class; null where none is on record here. */
  readonly accuracyClassMax: number | null;
}

/** A size with its unit: rated power, throughput or yearly use. */
export interface FitThreshold {
  readonly size: number;
  readonly unit: string;
}

/** One edition of the standard. */
export interface FitStandard {
  readonly id: string;
  /** First day in force. */
  readonly validFrom: string;
  /** First day no longer in force; null for the one in force. */
  readonly validTo: string | null;
  readonly source: string;
  /** Whether a person compared the figures with the text. */
  readonly verified: boolean;
  /** Null where the edition is known and its figures are not. */
  readonly requirements: readonly FitRequirement[] | null;
}

type Row = readonly [
  group: FitGroup,
  percent: readonly [number | null, number | null, number | null],
  subUnit: FitThreshold | null,
  equipment: FitThreshold | null,
  accuracyClassMax: number | null,
];

const size = (amount: number, unit: string): FitThreshold => ({ size: amount, unit });

// Classes: of electricity the loosest (categories IV and V), dynamic scales, and water up to DN250.
const ROWS_2006: readonly Row[] = [
  ['electricity', [100, 100, 95], size(10, 'kW'), size(100, 'kW'), 2],
  ['coal-coke', [100, 100, 90], size(100, 't/a'), size(1, 't/h'), 0.5],
  ['crude-oil', [100, 100, 90], size(40, 't/a'), size(0.5, 't/h'), null],
  ['heavy-oil', [100, 100, 90], size(80, 't/a'), size(1, 't/h'), 1],
  ['refined-oil', [100, 100, 95], size(40, 't/a'), size(0.5, 't/h'), 0.5],
  ['lpg', [100, 100, 90], size(40, 't/a'), size(0.5, 't/h'), null],
  ['natural-gas', [100, 100, 90], size(10_000, 'm3/a'), size(100, 'm3/h'), 2],
  ['coal-gas', [100, 90, 80], size(10_000, 'm3/a'), size(100, 'm3/h'), 2],
  ['steam', [100, 80, 70], size(5_000, 'GJ/a'), size(7, 'MW'), 2.5],
  ['water', [100, 95, 80], size(5_000, 't/a'), size(1, 't/h'), 2.5],
  ['waste-energy', [90, 80, null], null, null, null],
];

/**
 * Editions of GB 17167. The figures of 2006 are recalled, not compared with the text. A new edition is
 * in force since 2026-02-01 according to a public list of standards; its figures are not on record, so
 * those of 2006 are used on and every answer says so.
 */
export const FIT_STANDARDS: readonly FitStandard[] = [
  {
    id: 'GB 17167-2006',
    validFrom: '2007-01-01',
    validTo: '2026-02-01',
    source: 'GB 17167-2006 用能单位能源计量器具配备和管理通则, from secondary sources',
    verified: false,
    requirements: ROWS_2006.map(([group, [in1, in2, in3], subUnit, equipment, accuracy]) => ({
      group,
      requiredPercent: { 1: in1, 2: in2, 3: in3 },
      threshold: { 2: subUnit, 3: equipment },
      accuracyClassMax: accuracy,
    })),
  },
  {
    id: 'GB 17167-2025',
    validFrom: '2026-02-01',
    validTo: null,
    source: 'GB 17167-2025, issued 2025-01-24; the text was not available',
    verified: false,
    requirements: null,
  },
];

/** The edition whose figures are used on a day, and the one in force where that is another. */
export function fitStandardAt(
  date: string,
  standards: readonly FitStandard[] = FIT_STANDARDS,
): { readonly used: FitStandard | null; readonly inForce: FitStandard | null } {
  const begun = standards
    .filter(({ validFrom }) => validFrom <= date)
    .toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1));
  const inForce = begun.find(({ validTo }) => validTo === null || date < validTo) ?? null;
  return { inForce, used: begun.find(({ requirements }) => requirements !== null) ?? null };
}

const GROUP_OF_KIND: Partial<Record<EnergyKind, FitGroup>> = {
  electricity: 'electricity',
  heat: 'steam',
  steam: 'steam',
  'raw-coal': 'coal-coke',
  'washed-coal': 'coal-coke',
  middlings: 'coal-coke',
  slime: 'coal-coke',
  gangue: 'coal-coke',
  coke: 'coal-coke',
  'crude-oil': 'crude-oil',
  'fuel-oil': 'heavy-oil',
  'coal-tar': 'heavy-oil',
  gasoline: 'refined-oil',
  kerosene: 'refined-oil',
  diesel: 'refined-oil',
  lpg: 'lpg',
  'natural-gas': 'natural-gas',
  lng: 'natural-gas',
  'coke-oven-gas': 'coal-gas',
  'blast-furnace-gas': 'coal-gas',
  'converter-gas': 'coal-gas',
  'producer-gas': 'coal-gas',
  'water-gas': 'coal-gas',
  water: 'water',
  'softened-water': 'water',
  'deaerated-water': 'water',
};

/** The group of an energy kind; null for kinds the table does not name, such as compressed air. */
export function fitGroupOf(kind: EnergyKind): FitGroup | null {
  return GROUP_OF_KIND[kind] ?? null;
}
