import { DAY_MS } from '../meters/calendar.ts';
import { createFleet, type FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { seedFor, uniformAt } from '../random.ts';
import { planPlanted } from './plan-planted.ts';
import { covers, FALSIFICATION_KINDS, type FalsificationKind, type Planted } from './planted.ts';
import { createShownAmounts, type ShownAmounts } from './shown-amounts.ts';

/** An enterprise of the county with what was planted in its data. */
export interface PlantedEnterprise extends FleetEnterprise {
  readonly isFalsifying: boolean;
  readonly planted: readonly Planted[];
  /** What it makes; tonnes a kWh of its first process are constant but for some noise. */
  readonly product: string;
}

/** One reading as it was sent. */
export interface SentReading {
  readonly meterId: string;
  readonly readAtMs: number;
  readonly value: number;
  readonly sentAtMs: number;
  /** Sent later with another value: the first one counts. */
  readonly isConflicting: boolean;
}

/** A day's production. */
export interface PlantedOutput {
  readonly startMs: number;
  readonly endMs: number;
  /** What the enterprise reports, t. */
  readonly reported: number;
  /** What it made, t. */
  readonly made: number;
}

/** A county in which overuse can be judged and falsification is known. */
export interface PlantedCounty {
  readonly enterprises: readonly PlantedEnterprise[];
  /** What really flowed in [fromMs, toMs), in the meter's unit; for power meters kWh. */
  trueEnergy(
    enterprise: PlantedEnterprise,
    meter: FleetMeter,
    fromMs: number,
    toMs: number,
  ): number;
  /** Readings of (fromMs, toMs] by the time they were read. */
  sent(
    enterprise: PlantedEnterprise,
    meter: FleetMeter,
    fromMs: number,
    toMs: number,
  ): SentReading[];
  /** Production by local day of [fromMs, toMs). */
  outputs(enterprise: PlantedEnterprise, fromMs: number, toMs: number): PlantedOutput[];
}

/** What a planted county is made from. */
export interface PlantedCountyOptions {
  readonly seed: number;
  readonly enterprisesCount: number;
  readonly metersPerEnterpriseMax: number;
  readonly stepMs: number;
  /** Starts of the local months, and the end of the last one. */
  readonly monthBordersMs: readonly number[];
  readonly quietMonths: number;
  /** One enterprise of so many falsifies. */
  readonly falsifyingEvery: number;
  readonly falsificationsMax: number;
  /** Kinds of falsification; all by default. */
  readonly kinds?: readonly FalsificationKind[];
}

/** Creates the planted county of a seed: the same options give the same readings. */
export function createPlantedCounty(options: PlantedCountyOptions): PlantedCounty {
  const { seed, stepMs, enterprisesCount, metersPerEnterpriseMax } = options;
  const fleet = createFleet({
    ...{ seed, enterprisesCount, metersPerEnterpriseMax },
    intervalSeconds: stepMs / 1_000,
  });
  const amounts = new Map<string, ShownAmounts>();
  const enterprises = fleet.enterprises.map((enterprise, index): PlantedEnterprise => {
    const meters = [...enterprise.meters, ...furtherMeters(enterprise, stepMs, index)];
    const isFalsifying = index % options.falsifyingEvery === 0;
    const planted = planPlanted(fleet, { ...enterprise, meters }, { ...options, isFalsifying });
    amounts.set(enterprise.id, createShownAmounts(fleet, planted, stepMs));
    const product = enterprise.plant.id;
    return { ...enterprise, meters, isFalsifying, planted, product };
  });
  const amountsOf = ({ id }: PlantedEnterprise): ShownAmounts => {
    const found = amounts.get(id);
    if (found === undefined) throw new Error(`${id} is not of this county.`);
    return found;
  };
  const trueEnergy: PlantedCounty['trueEnergy'] = (enterprise, meter, fromMs, toMs) => {
    const { honestAt } = amountsOf(enterprise);
    return ((honestAt(meter, toMs) - honestAt(meter, fromMs)) * meter.multiplier) / 100;
  };
  return {
    enterprises,
    trueEnergy,
    sent: (enterprise, meter, fromMs, toMs) =>
      sentReadings(enterprise, meter, amountsOf(enterprise), { fromMs, toMs, stepMs }),
    outputs: (enterprise, fromMs, toMs) => {
      const days: PlantedOutput[] = [];
      for (let startMs = fromMs; startMs < toMs; startMs += DAY_MS) {
        days.push(outputOf(enterprise, startMs, trueEnergy));
      }
      return days;
    },
  };
}

/** A power meter beside a register, and a cabinet of constant power, in some plants. */
function furtherMeters(enterprise: FleetEnterprise, stepMs: number, index: number): FleetMeter[] {
  const further: FleetMeter[] = [];
  const intervalSeconds = stepMs / 1_000;
  const hasSubMeters = (meter: FleetMeter) =>
    enterprise.meters.some(({ masterMeterId }) => masterMeterId === meter.id);
  const register = enterprise.meters.find(
    (meter) => meter.kind === 'register' && meter.level > 1 && !hasSubMeters(meter),
  );
  if (register !== undefined && index % 2 === 0) {
    const { registerMax: _none, ...same } = register;
    further.push({
      ...same,
      ...{ id: 'W01', name: `${register.name}功率`, kind: 'power', unit: 'kW', intervalSeconds },
      ...{ level: 3, masterMeterId: register.id, multiplier: 1, initialHundredths: 0 },
    });
  }
  if (index % 3 === 0 && enterprise.annualTce > 300) {
    further.push({
      ...{ enterpriseId: enterprise.id, id: 'K01', name: '通信机柜', energyKind: 'electricity' },
      ...{ kind: 'interval', unit: 'kWh', flow: 'process', level: 3, intervalSeconds },
      ...{ multiplier: 1, initialHundredths: 0, loads: [], ratedPowerKw: 10 },
    });
  }
  return further;
}

function sentReadings(
  { planted, id }: PlantedEnterprise,
  meter: FleetMeter,
  { shownAt }: ShownAmounts,
  {
    fromMs,
    toMs,
    stepMs,
  }: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number },
): SentReading[] {
  const readings: SentReading[] = [];
  const lost = planted.filter(({ kind, meterId }) => kind === 'gap' && meterId === meter.id);
  const held = planted.filter(({ sentAtMs }) => sentAtMs !== null);
  const resent = planted.filter(
    ({ kind, meterId }) => kind === 'conflicting-resend' && meterId === meter.id,
  );
  const seed = seedFor(1, `${id} ${meter.id}`);
  const modulus = Math.round((meter.registerMax ?? 0) * 100) + 1;
  let before = shownAt(meter, fromMs);
  for (let atMs = fromMs + stepMs; atMs <= toMs; atMs += stepMs) {
    const count = shownAt(meter, atMs);
    const amount = count - before;
    before = count;
    if (lost.some((each) => covers(each, atMs))) continue;
    const isConflicting =
      resent.some((each) => covers(each, atMs)) && uniformAt(seed, atMs / stepMs) < 0.6;
    const value =
      meter.kind === 'register'
        ? ((meter.initialHundredths + count) % modulus) / 100
        : meter.kind === 'interval'
          ? amount / 100
          : Math.round((amount * 3_600_000) / stepMs) / 100;
    const sentAtMs = held.find((each) => covers(each, atMs))?.sentAtMs ?? atMs;
    readings.push({ meterId: meter.id, readAtMs: atMs, value, sentAtMs, isConflicting });
  }
  return readings;
}

/** Output follows the first process, with two per cent of noise a day; on idle days there is none. */
function outputOf(
  enterprise: PlantedEnterprise,
  startMs: number,
  trueEnergy: PlantedCounty['trueEnergy'],
): PlantedOutput {
  const endMs = startMs + DAY_MS;
  const meter = enterprise.meters.find(({ level }) => level === 2) ?? enterprise.meters[0];
  const kwh = meter === undefined ? 0 : trueEnergy(enterprise, meter, startMs, endMs);
  const seed = seedFor(2, enterprise.id);
  const noise = 1 + 0.02 * (2 * uniformAt(seed, startMs / DAY_MS) - 1);
  const made = Math.round((kwh / (20 + 60 * uniformAt(seed, 1))) * noise * 1_000) / 1_000;
  const inflated = enterprise.planted.find(
    (each) => each.kind === 'inflated-output' && covers(each, startMs),
  );
  const reported = Math.round(made * (inflated?.factor ?? 1) * 1_000) / 1_000;
  return { startMs, endMs, made, reported };
}

/** The falsifications among what was planted. */
export function falsificationsOf({ planted }: PlantedEnterprise): Planted<FalsificationKind>[] {
  const kinds: ReadonlySet<string> = new Set(FALSIFICATION_KINDS);
  return planted.filter((each): each is Planted<FalsificationKind> => kinds.has(each.kind));
}
