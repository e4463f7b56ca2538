import { FUELS } from '../county/coefficients.ts';
import type { AnnualEnergy, CountyEnterprise } from '../county/county.ts';
import type { PlantProcess } from '../county/plant-type.ts';
import { createRandomStream, type RandomStream, seedFor } from '../random.ts';
import { createLoadCounter, type Load, QUANTA_PER_UNIT } from './load.ts';
import type { FleetMeter } from './meter.ts';
import { multiplierFor, ratedPowerFor } from './ratings.ts';

/** From this size on the machines of a process have meters of their own (level 3), tce a year. */
const MACHINES_METERED_TCE_MIN = 300;
/** From this size on every process has a sub-meter (level 2), tce a year. */
const PROCESSES_METERED_TCE_MIN = 50;
/** From this size on there is any sub-meter, tce a year. */
const SUB_METER_TCE_MIN = 3;

/** Six digits and two decimals, as electricity meters have (DL/T 645). */
const ELECTRICITY_REGISTER_MAX = 999_999.99;
const FUEL_REGISTER_MAX = 99_999_999.99;
/** Year in which the peaks of the loads are looked up to size their supply. */
const REFERENCE_YEAR = 2025;

interface Plan {
  readonly enterprise: CountyEnterprise;
  readonly seed: number;
  readonly random: RandomStream;
  readonly intervalSeconds: number;
}

/**
 * The meters of an enterprise: first those of level 1 (one per energy kind, purchased), then the
 * electricity sub-meters of level 2, then those of level 3. A meter stands after its master, so
 * any beginning of the list can be registered as it is.
 */
export function planMeters(
  enterprise: CountyEnterprise,
  seed: number,
  intervalSeconds: number,
): readonly FleetMeter[] {
  const ownSeed = seedFor(seed, enterprise.id);
  const random = createRandomStream(ownSeed);
  const plan: Plan = { enterprise, seed: ownSeed, random, intervalSeconds };
  const { processes, rest } = electricityLoads(plan);
  const all = [...processes.flatMap(({ own, machines }) => [own, ...machines]), rest];
  const incoming = electricityMeter(plan, {
    id: 'E01',
    name: '进线总表',
    level: 1,
    flow: 'purchased',
    loads: all,
  });
  const fuels = enterprise.energy
    .filter(({ energyKind }) => energyKind !== 'electricity')
    .map((energy) => fuelMeter(plan, energy));
  return [incoming, ...fuels, ...subMeters(plan, processes)];
}

interface ProcessLoads {
  readonly process: PlantProcess;
  /** The process without its metered machines. */
  readonly own: Load;
  readonly machines: readonly Load[];
}

function electricityLoads({ enterprise, seed, random }: Plan) {
  const annual = enterprise.energy.find(({ energyKind }) => energyKind === 'electricity');
  const annualQuanta = Math.round((annual?.quantity ?? 0) * QUANTA_PER_UNIT);
  // Lighting of the yard, transformers, cables: what no sub-meter sees.
  const restShare = random.between(0.03, 0.09);
  const weightSum = enterprise.plant.processes.reduce((sum, { weight }) => sum + weight, 0);
  let left = annualQuanta;
  const take = (id: string, shape: Load['shape'], quanta: number): Load => {
    left -= quanta;
    return { id, shape, annualQuanta: quanta, seed: seedFor(seed, id) };
  };
  const processes = enterprise.plant.processes.map((process, index): ProcessLoads => {
    const share = ((1 - restShare) * process.weight) / weightSum;
    const quanta = Math.floor(annualQuanta * share);
    const names = process.machines ?? [];
    const machineQuanta = names.map(() =>
      Math.floor((quanta * random.between(0.35, 0.6)) / names.length),
    );
    const machinesSum = machineQuanta.reduce((sum, part) => sum + part, 0);
    return {
      process,
      own: take(`P${index + 1}`, process.shape, quanta - machinesSum),
      machines: machineQuanta.map((part, number) =>
        take(`P${index + 1}M${number + 1}`, process.shape, part),
      ),
    };
  });
  return { processes, rest: take('rest', 'continuous', left) };
}

function subMeters(plan: Plan, processes: readonly ProcessLoads[]): FleetMeter[] {
  const { annualTce } = plan.enterprise;
  if (annualTce < SUB_METER_TCE_MIN) return [];
  const metered = annualTce < PROCESSES_METERED_TCE_MIN ? processes.slice(0, 2) : processes;
  let number = 1;
  const nextId = () => {
    number += 1;
    return `E${String(number).padStart(2, '0')}`;
  };
  const level2 = metered.map(({ process, own, machines }) =>
    electricityMeter(plan, {
      id: nextId(),
      name: process.name,
      level: 2,
      flow: 'process',
      masterMeterId: 'E01',
      loads: [own, ...machines],
    }),
  );
  if (annualTce < MACHINES_METERED_TCE_MIN) return level2;
  const level3 = metered.flatMap(({ process, machines }, index) =>
    machines.map((load, machine) =>
      electricityMeter(plan, {
        id: nextId(),
        name: process.machines?.[machine] ?? process.name,
        level: 3,
        flow: 'process',
        masterMeterId: level2[index]?.id ?? 'E01',
        loads: [load],
      }),
    ),
  );
  return [...level2, ...level3];
}

/** How often a meter of a level is of a kind; the rest are registers. */
const KIND_SHARES = {
  1: { interval: 0.2, power: 0 },
  2: { interval: 0.25, power: 0.1 },
  3: { interval: 0.2, power: 0.25 },
} as const;

type MeterPlace = Pick<FleetMeter, 'id' | 'name' | 'level' | 'flow' | 'loads'> & {
  readonly masterMeterId?: string;
};

function electricityMeter(plan: Plan, place: MeterPlace): FleetMeter {
  const { random, enterprise, intervalSeconds } = plan;
  const peakKw = place.loads.reduce((sum, load) => sum + peakKwOf(load), 0);
  const ratedPowerKw = ratedPowerFor(peakKw, place.level === 1);
  const shares = KIND_SHARES[place.level];
  const draw = random.uniform();
  const common = {
    ...place,
    enterpriseId: enterprise.id,
    energyKind: 'electricity',
    ratedPowerKw,
  } as const;
  // Concentrators that send intervals and averages have applied the multiplier already.
  if (draw < shares.power) {
    return {
      ...common,
      kind: 'power',
      unit: 'kW',
      intervalSeconds,
      multiplier: 1,
      initialHundredths: 0,
    };
  }
  if (draw < shares.power + shares.interval) {
    return {
      ...common,
      kind: 'interval',
      unit: 'kWh',
      intervalSeconds,
      multiplier: 1,
      initialHundredths: 0,
    };
  }
  return {
    ...common,
    kind: 'register',
    unit: 'kWh',
    multiplier: multiplierFor(ratedPowerKw, place.level),
    registerMax: ELECTRICITY_REGISTER_MAX,
    initialHundredths: random.integer(0, 50_000_000),
  };
}

function peakKwOf(load: Load): number {
  const peak = createLoadCounter(load).peakQuarterQuanta(REFERENCE_YEAR);
  return (peak / QUANTA_PER_UNIT) * 4;
}

function fuelMeter(plan: Plan, { energyKind, quantity }: AnnualEnergy): FleetMeter {
  const { enterprise, seed, random, intervalSeconds } = plan;
  const { unit, meterLetter, name } = FUELS[energyKind];
  const load: Load = {
    id: energyKind,
    seed: seedFor(seed, energyKind),
    shape: enterprise.plant.fuelShape,
    annualQuanta: Math.round(quantity * QUANTA_PER_UNIT),
  };
  const common = {
    enterpriseId: enterprise.id,
    id: `${meterLetter}01`,
    name: `${name}总表`,
    energyKind,
    unit,
    flow: 'purchased',
    level: 1,
    multiplier: 1,
    loads: [load],
  } as const;
  if (random.chance(0.25)) {
    return { ...common, kind: 'interval', intervalSeconds, initialHundredths: 0 };
  }
  return {
    ...common,
    kind: 'register',
    registerMax: FUEL_REGISTER_MAX,
    initialHundredths: random.integer(0, 500_000_000),
  };
}
