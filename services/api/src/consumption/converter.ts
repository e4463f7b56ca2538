import {
  carbonDioxideT,
  type EnergyFigures,
  type EnergyKind,
  type FactorSet,
  findCarbonFactor,
  findStandardCoalFactor,
  type MissingPart,
  OUTSIDE_CARBON,
  type StorageUnit,
  standardCoalTce,
} from '@hengneng/domain';

/** The three figures of a quantity, with the factors used and what was missing. */
export interface ConvertedQuantity extends EnergyFigures {
  readonly factorIds: readonly string[];
  readonly missing: readonly MissingPart[];
}

/** Converts quantities of one enterprise; `date` is a day in its zone, `YYYY-MM-DD`. */
export type Converter = (
  energyKind: EnergyKind,
  unit: StorageUnit,
  date: string,
  quantity: number,
) => ConvertedQuantity;

/** The factors that one kind, unit and day come to, looked up once. */
interface Slot {
  readonly set: FactorSet;
  readonly factorIds: readonly string[];
  readonly missing: readonly MissingPart[];
  readonly tco2WithoutFactor: number | null;
}

/** A converter that looks every factor up once for each kind, unit and day. */
export function createConverter(
  factors: FactorSet,
  enterprise: { readonly enterpriseId: string; readonly regionCode: string },
): Converter {
  const slots = new Map<string, Slot>();
  return (kind, unit, date, quantity) => {
    const query = { kind, unit, date, ...enterprise };
    const key = `${kind} ${unit} ${date}`;
    let slot = slots.get(key);
    if (slot === undefined) {
      slot = slotOf(factors, query);
      slots.set(key, slot);
    }
    return {
      tceCalorific: standardCoalTce(slot.set, query, quantity, 'calorific').value,
      tcePrimary: standardCoalTce(slot.set, query, quantity, 'primary').value,
      tco2: carbonDioxideT(slot.set, query, quantity).value ?? slot.tco2WithoutFactor,
      factorIds: slot.factorIds,
      missing: slot.missing,
    };
  };
}

function slotOf(
  factors: FactorSet,
  query: Parameters<typeof findCarbonFactor>[1] & {
    readonly kind: EnergyKind;
    readonly unit: StorageUnit;
  },
): Slot {
  const { kind: energyKind, unit, date } = query;
  const ofKind = <F extends { readonly kind: string }>(list: readonly F[]) =>
    list.filter((factor) => factor.kind === energyKind);
  const missing: MissingPart[] = [];
  const coal = (['calorific', 'primary'] as const).flatMap((basis) => {
    const factor = findStandardCoalFactor(factors, query, basis);
    if (factor === null) {
      missing.push({ type: 'standard-coal-factor', energyKind, basis, unit, date });
    }
    return factor === null ? [] : [factor];
  });
  const carbon = findCarbonFactor(factors, query);
  const isOutside = carbon === null && OUTSIDE_CARBON.has(energyKind);
  if (carbon === null && !isOutside) {
    missing.push({ type: 'carbon-factor', energyKind, unit, date });
  }
  const standardCoal = [...new Set(coal)];
  const set: FactorSet = {
    ...factors,
    standardCoal,
    carbon: carbon === null ? [] : [carbon],
    densities: ofKind(factors.densities),
  };
  return {
    set,
    factorIds: [...standardCoal, ...set.carbon].map(({ id }) => id).sort(),
    missing,
    tco2WithoutFactor: isOutside ? 0 : null,
  };
}
