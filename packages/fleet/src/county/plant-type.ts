import type { LoadShapeName } from '../meters/load-shapes.ts';
import type { FleetEnergyKind } from './coefficients.ts';
import type { Sector } from './published-figures.ts';

/** A part of a plant that has an electricity sub-meter of its own (level 2). */
export interface PlantProcess {
  /** Chinese name, used in the meter's name. */
  readonly name: string;
  /** Its part of the plant's electricity, relative to the other processes. */
  readonly weight: number;
  readonly shape: LoadShapeName;
  /** Machines of the process that have a meter of their own (level 3) in larger plants. */
  readonly machines?: readonly string[];
}

/** A kind of plant: what it makes, what it burns, how it runs. */
export interface PlantType {
  readonly id: string;
  /** GB/T 4754-2017 code with section letter, for example `C3031`. */
  readonly industryCode: string;
  /** Words that stand in the names of such enterprises. */
  readonly nameWords: readonly string[];
  readonly enterprisesCount: number;
  /** Sizes of the enterprises that are placed by hand, tce a year (before a seeded 4 %). */
  readonly placedTce?: readonly number[];
  /** Part of the tce by fuel, low and high; electricity takes the rest. */
  readonly fuels: Readonly<Partial<Record<FleetEnergyKind, readonly [number, number]>>>;
  /** How the fuels are burned. */
  readonly fuelShape: LoadShapeName;
  readonly processes: readonly PlantProcess[];
}

/** Plant types that share one total: a sector, or a part of one. */
export interface PlantGroup {
  readonly sector: Sector;
  /** Total of the group, tce; without it the sector's published figure less the other groups. */
  readonly energyTce?: number;
  readonly plants: readonly PlantType[];
}

/** Offices, lighting, canteen: every plant has them. */
export const OFFICE: PlantProcess = { name: '办公及照明', weight: 6, shape: 'weekday' };
/** Compressed air, found in most plants. */
export const COMPRESSED_AIR: PlantProcess = {
  name: '空压站',
  weight: 12,
  shape: 'two-shift',
  machines: ['1号空压机', '2号空压机'],
};
