/** The energy kinds that the simulated enterprises buy. */
export const FLEET_ENERGY_KINDS = [
  'electricity',
  'raw-coal',
  'natural-gas',
  'lng',
  'diesel',
  'steam',
  'heat',
  'biomass',
] as const;

/** One energy kind of the simulated county. */
export type FleetEnergyKind = (typeof FLEET_ENERGY_KINDS)[number];

/** How an energy kind is metered and what a unit of it is worth. */
export interface FuelFacts {
  /** Unit that its meters count in. */
  readonly unit: 'kWh' | 't' | 'm3' | 'kg' | 'GJ';
  /** Kilograms of coal equivalent per unit, calorific basis (当量). */
  readonly kgcePerUnit: number;
  /** Letter that its meter ids begin with. */
  readonly meterLetter: string;
  /** Chinese name, for the names of meters. */
  readonly name: string;
  readonly source: string;
}

/**
 * Calorific coefficients, used for one thing only: to split an enterprise's published tce into
 * physical amounts. What a quantity is worth in an account is decided by the factor register.
 */
export const FUELS: Readonly<Record<FleetEnergyKind, FuelFacts>> = {
  electricity: {
    unit: 'kWh',
    kgcePerUnit: 0.1229,
    meterLetter: 'E',
    name: '电力',
    source: 'GB/T 2589-2020 appendix A',
  },
  'raw-coal': {
    unit: 't',
    kgcePerUnit: 714.3,
    meterLetter: 'C',
    name: '原煤',
    source: 'GB/T 2589-2020 appendix A',
  },
  'natural-gas': {
    unit: 'm3',
    kgcePerUnit: 1.2143,
    meterLetter: 'G',
    name: '天然气',
    source: 'GB/T 2589-2008 appendix A (gas field); within the range of the 2020 edition',
  },
  lng: {
    unit: 'kg',
    kgcePerUnit: 1.7572,
    meterLetter: 'L',
    name: '液化天然气',
    source: 'GB/T 2589-2020 appendix A',
  },
  diesel: {
    unit: 'kg',
    kgcePerUnit: 1.4571,
    meterLetter: 'D',
    name: '柴油',
    source: 'GB/T 2589-2020 appendix A',
  },
  steam: {
    unit: 'GJ',
    kgcePerUnit: 34.12,
    meterLetter: 'S',
    name: '蒸汽',
    source: 'GB/T 2589-2020 appendix A (heat); steam is metered by its enthalpy',
  },
  heat: {
    unit: 'GJ',
    kgcePerUnit: 34.12,
    meterLetter: 'H',
    name: '热力',
    source: 'GB/T 2589-2020 appendix A',
  },
  biomass: {
    unit: 't',
    // 16 720 kJ/kg / 29 307.6 kJ per kgce: what the simulated enterprises "measure".
    kgcePerUnit: 570.5,
    meterLetter: 'B',
    name: '生物质',
    source: 'Assumed measured calorific value of the simulated pellets, 16 720 kJ/kg',
  },
};
