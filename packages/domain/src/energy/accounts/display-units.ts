import type { MeterUnit } from '../../registry/lists.ts';
import type { AccountedKind } from '../factors.ts';
import { convertQuantity, type StorageUnit } from '../units.ts';

/** How a unit is written beside a figure; the words of the statistical tables. */
const UNIT_SIGNS: Readonly<Record<MeterUnit, string>> = {
  kWh: 'kWh',
  MWh: 'MWh',
  '10MWh': '万kWh',
  m3: 'm³',
  km3: '千m³',
  '10km3': '万m³',
  t: 't',
  kg: 'kg',
  L: 'L',
  MJ: 'MJ',
  GJ: 'GJ',
  kW: 'kW',
  kvarh: 'kvarh',
};

const DISPLAY_UNITS: Readonly<Record<StorageUnit, MeterUnit>> = {
  kWh: '10MWh',
  MJ: 'GJ',
  m3: '10km3',
  kg: 't',
  L: 't',
  kvarh: 'kvarh',
};

/**
 * The unit that a kind is shown in (万kWh, GJ, 万m³, t), by the unit it is kept in; litres where no
 * density is recorded, water by the cubic metre's tonne.
 */
export function displayUnitOf(
  kind: AccountedKind,
  unit: StorageUnit,
  densityKgPerL: number | null = null,
): MeterUnit {
  const isWater = kind === 'water' || kind === 'softened-water' || kind === 'deaerated-water';
  if (isWater) return densityKgPerL === null && unit !== 'kg' ? 'm3' : 't';
  if (unit === 'L' && densityKgPerL === null) return 'L';
  return DISPLAY_UNITS[unit];
}

/** How a unit is written beside a figure, such as `万kWh`. */
export function unitSign(unit: MeterUnit): string {
  return UNIT_SIGNS[unit];
}

/**
 * A quantity in the unit it is shown in, not rounded; null stays null, and becomes null where there is
 * no way to the unit.
 *
 * @example displayQuantity(4_200_000, 'kWh', '10MWh') // 420 万kWh
 */
export function displayQuantity(
  quantity: number | null,
  from: StorageUnit,
  to: MeterUnit,
  densityKgPerL: number | null = null,
): number | null {
  return quantity === null ? null : convertQuantity(quantity, from, to, densityKgPerL);
}
