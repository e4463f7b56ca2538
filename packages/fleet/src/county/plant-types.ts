import type { PlantGroup } from './plant-type.ts';
import { BUILDING_MATERIALS_GROUPS } from './plant-types-building-materials.ts';
import { FOOD_AND_OTHER_GROUPS } from './plant-types-light.ts';
import { METALS_AND_MACHINES_GROUPS } from './plant-types-metals-machines.ts';

/** The kinds of plants of the county by sector; their counts add up to the published ones. */
export const PLANT_GROUPS: readonly PlantGroup[] = [
  ...METALS_AND_MACHINES_GROUPS,
  ...BUILDING_MATERIALS_GROUPS,
  ...FOOD_AND_OTHER_GROUPS,
];
