import type { MeterUnit } from '../registry/lists.ts';

/** What a unit measures. Power is what meters of kind `power` show; its energy is counted in kWh. */
export type Dimension = 'energy' | 'volume' | 'mass' | 'power' | 'reactive-energy';

/**
 * Units that counted quantities are kept in, one per family of meter units. Every unit of a family is
 * a whole multiple of its storage unit, so a counted quantity loses nothing when it is scaled.
 */
export type StorageUnit = 'kWh' | 'MJ' | 'm3' | 'L' | 'kg' | 'kvarh';

interface UnitFacts {
  readonly dimension: Dimension;
  /** Size in the smallest common measure of its dimension: kJ, litre, kilogram, watt. */
  readonly size: number;
  readonly storage: StorageUnit;
}

/** 1 kWh = 3 600 kJ; all sizes are whole numbers, so that ratios of them are exact. */
const UNITS: Readonly<Record<MeterUnit, UnitFacts>> = {
  kWh: { dimension: 'energy', size: 3_600, storage: 'kWh' },
  MWh: { dimension: 'energy', size: 3_600_000, storage: 'kWh' },
  '10MWh': { dimension: 'energy', size: 36_000_000, storage: 'kWh' },
  MJ: { dimension: 'energy', size: 1_000, storage: 'MJ' },
  GJ: { dimension: 'energy', size: 1_000_000, storage: 'MJ' },
  L: { dimension: 'volume', size: 1, storage: 'L' },
  m3: { dimension: 'volume', size: 1_000, storage: 'm3' },
  km3: { dimension: 'volume', size: 1_000_000, storage: 'm3' },
  '10km3': { dimension: 'volume', size: 10_000_000, storage: 'm3' },
  kg: { dimension: 'mass', size: 1, storage: 'kg' },
  t: { dimension: 'mass', size: 1_000, storage: 'kg' },
  kW: { dimension: 'power', size: 1_000, storage: 'kWh' },
  kvarh: { dimension: 'reactive-energy', size: 1, storage: 'kvarh' },
};

/** How the units are written in Chinese tables and forms. */
const ALIASES: ReadonlyMap<string, MeterUnit> = new Map([
  ['千瓦时', 'kWh'],
  ['兆瓦时', 'MWh'],
  ['万kWh', '10MWh'],
  ['万千瓦时', '10MWh'],
  ['兆焦', 'MJ'],
  ['吉焦', 'GJ'],
  ['百万kJ', 'GJ'],
  ['百万千焦', 'GJ'],
  ['升', 'L'],
  ['m³', 'm3'],
  ['立方米', 'm3'],
  ['千m³', 'km3'],
  ['千立方米', 'km3'],
  ['万m3', '10km3'],
  ['万m³', '10km3'],
  ['万立方米', '10km3'],
  ['千克', 'kg'],
  ['公斤', 'kg'],
  ['吨', 't'],
  ['千瓦', 'kW'],
  ['千乏时', 'kvarh'],
]);

/**
 * The unit that a text stands for, Chinese forms included; null when it is none of ours.
 *
 * @example parseUnit('万kWh') // '10MWh'
 * @example parseUnit('百万kJ') // 'GJ'
 */
export function parseUnit(text: string): MeterUnit | null {
  const trimmed = text.trim();
  if (Object.hasOwn(UNITS, trimmed)) return trimmed as MeterUnit;
  return ALIASES.get(trimmed) ?? null;
}

/** What a unit measures. */
export function dimensionOf(unit: MeterUnit): Dimension {
  return UNITS[unit].dimension;
}

/**
 * Whether what is counted in one unit can be counted in the other. A meter that shows kW counts kWh.
 *
 * @example measuresSameAs('kW', 'GJ') // true
 * @example measuresSameAs('m3', 'kWh') // false
 */
export function measuresSameAs(unit: MeterUnit, other: MeterUnit): boolean {
  return dimensionOf(storageUnitOf(unit)) === dimensionOf(storageUnitOf(other));
}

/** The unit that quantities counted by a meter of this unit are kept in. */
export function storageUnitOf(unit: MeterUnit): StorageUnit {
  return UNITS[unit].storage;
}

/**
 * A quantity in another unit; null where there is no way: other dimension, or litres to tonnes
 * without a density. Multiplies before it divides, by whole numbers, so that it is exact wherever the
 * result is a number that a 64-bit float can hold.
 *
 * @param densityKgPerL mass of a litre, from the enterprise's own record of the substance.
 * @example convertQuantity(1.5, '10MWh', 'kWh') // 15_000
 * @example convertQuantity(1, 'kWh', 'MJ') // 3.6
 */
export function convertQuantity(
  quantity: number,
  from: MeterUnit,
  to: MeterUnit,
  densityKgPerL: number | null = null,
): number | null {
  const source = UNITS[from];
  const target = UNITS[to];
  if (source.dimension === target.dimension) {
    const divisor = greatestCommonDivisor(source.size, target.size);
    return (quantity * (source.size / divisor)) / (target.size / divisor);
  }
  if (densityKgPerL === null || !(densityKgPerL > 0)) return null;
  if (source.dimension === 'volume' && target.dimension === 'mass') {
    return (quantity * source.size * densityKgPerL) / target.size;
  }
  if (source.dimension === 'mass' && target.dimension === 'volume') {
    return (quantity * source.size) / densityKgPerL / target.size;
  }
  return null;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
