import { createRandomStream, type RandomStream, seedFor, shuffled } from '../random.ts';
import { FLEET_ENERGY_KINDS, type FleetEnergyKind, FUELS } from './coefficients.ts';
import { fictionalCreditCode } from './credit-code.ts';
import { createNameGiver } from './names.ts';
import type { PlantGroup, PlantType } from './plant-type.ts';
import { PLANT_GROUPS } from './plant-types.ts';
import { COUNTY, PUBLISHED_SECTORS, type Sector } from './published-figures.ts';
import { heavyTailedParts, UNPLACED_TCE_MAX } from './sizes.ts';

/** What an enterprise uses of one energy kind in a calendar year. */
export interface AnnualEnergy {
  readonly energyKind: FleetEnergyKind;
  /** Physical amount a year, in the unit of its energy kind. */
  readonly quantity: number;
  /** The same in tonnes of coal equivalent, calorific basis. */
  readonly tce: number;
}

/** A fictional enterprise of the simulated county. */
export interface CountyEnterprise {
  /** Unified social credit code (18 characters), valid but fictional. */
  readonly id: string;
  readonly name: string;
  readonly sector: Sector;
  readonly plant: PlantType;
  readonly regionCode: string;
  readonly industryCode: string;
  readonly timeZone: string;
  /** All energy of a year, tonnes of coal equivalent (whole hundredths). */
  readonly annualTce: number;
  /** The same by energy kind, electricity first; the parts add up to `annualTce`. */
  readonly energy: readonly AnnualEnergy[];
}

/** Size of a placed enterprise varies by this much with the seed. */
const PLACED_SPREAD = 0.04;

/**
 * The simulated county of a seed: 374 enterprises in ten sectors, the largest of a sector first.
 *
 * Inside each sector the yearly energy adds up to the published figure to the hundredth of a
 * tonne.
 */
export function createCounty(seed: number): readonly CountyEnterprise[] {
  const random = createRandomStream(seedFor(seed, 'county'));
  const giveName = createNameGiver(COUNTY.name, random);
  const enterprises: CountyEnterprise[] = [];
  for (const { sector, energyTce } of PUBLISHED_SECTORS) {
    const sized = sizedPlants(sector, Math.round(energyTce * 100), random);
    for (const { plant, hundredths } of sized.sort((a, b) => b.hundredths - a.hundredths)) {
      const annualTce = hundredths / 100;
      enterprises.push({
        id: fictionalCreditCode(COUNTY.regionCode, seed, enterprises.length + 1),
        name: giveName(plant.nameWords),
        sector,
        plant,
        regionCode: COUNTY.regionCode,
        industryCode: plant.industryCode,
        timeZone: COUNTY.timeZone,
        annualTce,
        energy: splitByKind(annualTce, plant, random),
      });
    }
  }
  return enterprises;
}

interface SizedPlant {
  readonly plant: PlantType;
  /** Size in hundredths of a tonne of coal equivalent. */
  readonly hundredths: number;
}

function sizedPlants(sector: Sector, total: number, random: RandomStream): SizedPlant[] {
  const groups = PLANT_GROUPS.filter((group) => group.sector === sector);
  const fixed = groups.reduce((sum, group) => sum + Math.round((group.energyTce ?? 0) * 100), 0);
  return groups.flatMap((group) => {
    const own = group.energyTce === undefined ? total - fixed : Math.round(group.energyTce * 100);
    return sizedGroup(group, own, random);
  });
}

function sizedGroup(group: PlantGroup, total: number, random: RandomStream): SizedPlant[] {
  const placed = group.plants.flatMap((plant) =>
    (plant.placedTce ?? []).map((tce) => ({
      plant,
      hundredths: Math.round(tce * 100 * random.between(1 - PLACED_SPREAD, 1 + PLACED_SPREAD)),
    })),
  );
  const others = group.plants.flatMap((plant) =>
    new Array<PlantType>(plant.enterprisesCount - (plant.placedTce?.length ?? 0)).fill(plant),
  );
  const left = total - placed.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const parts = heavyTailedParts(left, others.length, UNPLACED_TCE_MAX * 100, random);
  const mixed = shuffled(others, random);
  return [
    ...placed,
    ...parts.map((hundredths, index) => ({ plant: mixed[index] as PlantType, hundredths })),
  ];
}

/** Splits tce into energy kinds within the plant's ranges; electricity takes what is left. */
function splitByKind(annualTce: number, plant: PlantType, random: RandomStream): AnnualEnergy[] {
  const shares = new Map<FleetEnergyKind, number>();
  let left = 1;
  for (const energyKind of FLEET_ENERGY_KINDS) {
    const range = plant.fuels[energyKind];
    if (range === undefined) continue;
    const share = random.between(range[0], range[1]);
    shares.set(energyKind, share);
    left -= share;
  }
  return [['electricity', left] as const, ...shares].map(([energyKind, share]) => {
    const tce = annualTce * share;
    return { energyKind, tce, quantity: (tce * 1_000) / FUELS[energyKind].kgcePerUnit };
  });
}
