import {
  type AccountedKind,
  convertQuantity,
  type EnergyFigures,
  type FactorQuery,
  type FactorRecord,
  type FactorSet,
  findCarbonFactor,
  findDensity,
  findStandardCoalFactor,
  type MissingPart,
  OUTSIDE_CARBON,
  type StandardCoalFactor,
  type StorageUnit,
} from '@hengneng/domain';

/** Turns quantities of one kind and unit into the three figures, by the factors of one day. */
export interface QuantityConverter {
  convert(quantity: number): EnergyFigures;
  readonly factorIds: readonly string[];
  readonly missing: readonly MissingPart[];
}

/** Looks a converter up; `date` is a day in the enterprise's zone, `YYYY-MM-DD`. */
export type Converters = (
  energyKind: AccountedKind,
  unit: StorageUnit,
  date: string,
) => QuantityConverter;

/** Converters of one enterprise that look every factor up once for each kind, unit and day. */
export function createConverters(
  factors: FactorSet,
  enterprise: { readonly enterpriseId: string; readonly regionCode: string },
): Converters {
  const known = new Map<string, QuantityConverter>();
  return (kind, unit, date) => {
    const key = `${kind} ${unit} ${date}`;
    const found = known.get(key) ?? createConverter(factors, { kind, unit, date, ...enterprise });
    known.set(key, found);
    return found;
  };
}

/** The same arithmetic as `standardCoalTce` and `carbonDioxideT`, without a search each time. */
function createConverter(
  factors: FactorSet,
  query: FactorQuery & { readonly kind: AccountedKind; readonly unit: StorageUnit },
): QuantityConverter {
  const { kind: energyKind, unit, date } = query;
  const missing: MissingPart[] = [];
  const density = findDensity(factors, query);
  const [calorific, primary] = (['calorific', 'primary'] as const).map((basis) => {
    const factor = findStandardCoalFactor(factors, query, basis);
    if (factor === null) {
      missing.push({ type: 'standard-coal-factor', energyKind, basis, unit, date });
    }
    return factor;
  }) as [StandardCoalFactor | null, StandardCoalFactor | null];
  const carbon = findCarbonFactor(factors, query);
  const isOutside = carbon === null && OUTSIDE_CARBON.has(energyKind);
  if (carbon === null && !isOutside) {
    missing.push({ type: 'carbon-factor', energyKind, unit, date });
  }
  const amountIn = (quantity: number, factor: FactorRecord | null) =>
    factor === null ? null : convertQuantity(quantity, unit, factor.unit, density);
  const tce = (quantity: number, factor: StandardCoalFactor | null) => {
    const amount = amountIn(quantity, factor);
    return amount === null || factor === null ? null : (amount * factor.kgcePerUnit) / 1_000;
  };
  const tco2 = (quantity: number) => {
    if (isOutside) return 0;
    const amount = amountIn(quantity, carbon);
    return amount === null || carbon === null ? null : amount * carbon.tco2PerUnit;
  };
  return {
    convert: (quantity) => {
      const tceCalorific = tce(quantity, calorific);
      return {
        tceCalorific,
        tcePrimary: primary === calorific ? tceCalorific : tce(quantity, primary),
        tco2: tco2(quantity),
      };
    },
    factorIds: [
      ...new Set([calorific, primary, carbon].flatMap((factor) => factor?.id ?? [])),
    ].sort(),
    missing,
  };
}
