import {
  type Basis,
  type CarbonFactor,
  type CarbonParameters,
  type FactorQuery,
  type FactorSet,
  findCarbonFactor,
  findDensity,
  findStandardCoalFactor,
  type StandardCoalFactor,
} from './factors.ts';
import { convertQuantity } from './units.ts';

/** Heat of a kilogram of standard coal, kJ: 7 000 kcal × 4.1868. */
export const KJ_PER_KGCE = 29_307.6;
/** Mass of CO2 per mass of carbon: 44 over 12. */
const CO2_PER_CARBON = 44 / 12;

/** A converted quantity with the factor it was converted by; both null when there is none. */
export interface Converted<F> {
  readonly value: number | null;
  readonly factor: F | null;
}

/**
 * Tonnes of standard coal (tce) of a quantity on a basis. Null, not zero, when no factor applies.
 *
 * @example 959 640.31 kWh × 0.1229 kgce/kWh / 1 000 = 117.94 tce
 */
export function standardCoalTce(
  set: FactorSet,
  query: FactorQuery,
  quantity: number,
  basis: Basis,
): Converted<StandardCoalFactor> {
  const factor = findStandardCoalFactor(set, query, basis);
  if (factor === null) return { value: null, factor: null };
  const amount = convertQuantity(quantity, query.unit, factor.unit, findDensity(set, query));
  return { value: amount === null ? null : (amount * factor.kgcePerUnit) / 1_000, factor };
}

/**
 * Tonnes of CO2 of a quantity, by the carbon factors' own parameters. Null when no factor applies.
 *
 * @example 1 000 MWh in Hunan × 0.4976 tCO2/MWh = 497.6 t
 */
export function carbonDioxideT(
  set: FactorSet,
  query: FactorQuery,
  quantity: number,
): Converted<CarbonFactor> {
  const factor = findCarbonFactor(set, query);
  if (factor === null) return { value: null, factor: null };
  const amount = convertQuantity(quantity, query.unit, factor.unit, findDensity(set, query));
  return { value: amount === null ? null : amount * factor.tco2PerUnit, factor };
}

/** Tonnes of CO2 per unit of a fuel: NCV × CC × OF × 44/12. */
export function tco2PerUnitOf(parameters: CarbonParameters): number {
  const { ncvGjPerUnit, carbonTcPerGj, oxidisedRatio } = parameters;
  return ncvGjPerUnit * carbonTcPerGj * oxidisedRatio * CO2_PER_CARBON;
}

/**
 * The coefficient that follows from a measured net calorific value, kgce per unit.
 *
 * @param kjPerUnit heat of one unit, kJ; a measured value goes before any table.
 * @example kgceFromCalorificValue(20_934) // 0.71428…, raw coal per kg
 */
export function kgceFromCalorificValue(kjPerUnit: number): number {
  return kjPerUnit / KJ_PER_KGCE;
}

/** A sum that is missing as soon as one of its parts is: never less than it should be. */
export function sumOrMissing(values: Iterable<number | null>): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
