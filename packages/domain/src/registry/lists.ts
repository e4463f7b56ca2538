/** Energy kinds a meter may measure; the field's names are in GB/T 2589-2020 appendix A and B. */
export const ENERGY_KINDS = [
  'electricity',
  'heat',
  'steam',
  'raw-coal',
  'washed-coal',
  'middlings',
  'slime',
  'gangue',
  'coke',
  'coal-tar',
  'crude-oil',
  'fuel-oil',
  'gasoline',
  'kerosene',
  'diesel',
  'benzol',
  'methanol',
  'ethanol',
  'lpg',
  'refinery-gas',
  'lng',
  'natural-gas',
  'coke-oven-gas',
  'blast-furnace-gas',
  'converter-gas',
  'producer-gas',
  'water-gas',
  'biogas',
  'hydrogen',
  'biomass',
  'water',
  'softened-water',
  'deaerated-water',
  'compressed-air',
  'oxygen',
  'nitrogen',
  'carbon-dioxide',
  'acetylene',
  'reactive-electricity',
] as const;
export type EnergyKind = (typeof ENERGY_KINDS)[number];

/** Kinds that are no energy and stand in no account: reactive energy only tells the power factor. */
export type UnaccountedKind = 'reactive-electricity';

/** Whether a kind stands in accounts. */
export function isAccountedKind(kind: EnergyKind): kind is Exclude<EnergyKind, UnaccountedKind> {
  return kind !== 'reactive-electricity';
}

/** Kinds of meters that stand in accounts. */
export const ACCOUNTED_METER_KINDS = ENERGY_KINDS.filter(isAccountedKind);

/** Units a meter may show. `kW` is for meters of kind `power` alone. */
export const METER_UNITS = [
  'kWh',
  'MWh',
  '10MWh',
  'm3',
  'km3',
  '10km3',
  't',
  'kg',
  'L',
  'MJ',
  'GJ',
  'kW',
  'kvarh',
] as const;
export type MeterUnit = (typeof METER_UNITS)[number];

/**
 * What the value of a reading means: `register` a cumulative count, `interval` the amount of the
 * `intervalSeconds` that end at the reading, `power` the mean kW over `intervalSeconds`.
 */
export const METER_KINDS = ['register', 'interval', 'power'] as const;
export type MeterKind = (typeof METER_KINDS)[number];

/** Where the measured energy goes, seen from the enterprise. */
export const METER_FLOWS = ['purchased', 'supplied-out', 'generated', 'process'] as const;
export type MeterFlow = (typeof METER_FLOWS)[number];

/** Levels of GB 17167: 1 in and out of the unit, 2 main sub-unit, 3 main equipment. */
export const METER_LEVELS = [1, 2, 3] as const;
export type MeterLevel = (typeof METER_LEVELS)[number];

/** Why a message or a reading went to quarantine (待处理数据). Closed list: part of the interface. */
export const QUARANTINE_REASONS = [
  'malformed',
  'unknown-enterprise',
  'unknown-device',
  'unknown-meter',
  'unknown-product',
  'bad-time',
  'future-time',
  'too-old',
  'not-a-number',
  'out-of-range',
  'too-large',
  'too-many-readings',
  'wrong-enterprise',
  'rate-limited',
  'retained',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Roles of people and programs; what each may do is the matrix of the api. */
export const ROLES = [
  'admin',
  'security',
  'authority',
  'inspector',
  'auditor',
  'log-auditor',
  'enterprise-reporter',
  'enterprise-reviewer',
] as const;
export type Role = (typeof ROLES)[number];
