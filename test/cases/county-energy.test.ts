import {
  countAll,
  createHourTotals,
  createTimeline,
  instantProblem,
  type MeterReading,
  type PeriodEnergy,
  valueProblem,
} from '@hengneng/domain';
import {
  createFleet,
  createTroubledSource,
  type Fleet,
  type FleetEnterprise,
  type FleetMeter,
  type FleetReading,
  type PlantedTrouble,
  plantTroubles,
  TROUBLE_KINDS,
} from '@hengneng/fleet';
import { beforeAll, describe, expect, it } from 'vitest';

const STEP_MS = 900_000;
const HOUR_MS = 3_600_000;
const FROM_MS = Date.UTC(2026, 7, 20, 16);
const TO_MS = FROM_MS + 90 * 24 * HOUR_MS;
const ZONE = 'Asia/Shanghai';
/** A display shows whole hundredths; each of two readings is short of the truth by less than one. */
const DISPLAY_UNITS = 0.01;
/** What the promise is: measured against true, where the truth can be known. */
const SHARE_MAX = 0.0001;

/** One meter of the county with its truth, hour by hour. */
interface Counted {
  readonly meter: FleetMeter;
  readonly troubles: readonly PlantedTrouble[];
  /** Hours in which anything was counted, by their start. */
  readonly hours: ReadonlyMap<number, PeriodEnergy>;
  readonly trueEnergy: (fromMs: number, toMs: number) => number;
}

let county: readonly Counted[];
let planted: readonly PlantedTrouble[];

beforeAll(() => {
  const fleet = createFleet({ seed: 7, enterprisesCount: 40, metersPerEnterpriseMax: 10 });
  planted = fleet.enterprises.flatMap((enterprise) => troublesOf(enterprise));
  county = fleet.enterprises.flatMap((enterprise) => count(fleet, enterprise));
}, 120_000);

function troublesOf(enterprise: FleetEnterprise): PlantedTrouble[] {
  return plantTroubles(enterprise, { seed: 7, fromMs: FROM_MS, toMs: TO_MS, stepMs: STEP_MS });
}

/** Sends 90 days as the devices do, keeps the first of each instant, and counts. */
function count(fleet: Fleet, enterprise: FleetEnterprise): Counted[] {
  const troubles = troublesOf(enterprise);
  const source = createTroubledSource(fleet, enterprise, troubles, STEP_MS);
  const byMeter = new Map(enterprise.meters.map(({ id }) => [id, new Map<number, number>()]));
  for (let atMs = FROM_MS; atMs <= TO_MS; atMs += STEP_MS) {
    for (const reading of source.sendsAt(atMs).readings) take(enterprise, byMeter, reading, atMs);
  }
  return enterprise.meters.map((meter) => {
    const own = troubles.filter(({ meterId }) => meterId === meter.id || meterId === null);
    const readings = [...(byMeter.get(meter.id) ?? [])]
      .map(([readAtMs, value]) => ({ readAtMs, value }))
      .sort((left, right) => left.readAtMs - right.readAtMs);
    return {
      meter,
      troubles: own,
      hours: new Map(hoursOf(fleet, meter, own, readings).map((hour) => [hour.startMs, hour])),
      trueEnergy: (fromMs, toMs) => fleet.trueEnergy(meter, fromMs, toMs),
    };
  });
}

function take(
  { meters }: FleetEnterprise,
  byMeter: ReadonlyMap<string, Map<number, number>>,
  { meterId, readAtMs, value }: FleetReading,
  receivedAtMs: number,
): void {
  const meter = meters.find(({ id }) => id === meterId);
  const readings = byMeter.get(meterId);
  if (meter === undefined || readings === undefined || readings.has(readAtMs)) return;
  const limits = {
    ...{ id: meter.id, energyKind: meter.energyKind, kind: meter.kind, unit: meter.unit },
    intervalSeconds: meter.intervalSeconds ?? null,
    registerMax: meter.registerMax ?? null,
  };
  if (instantProblem(readAtMs, receivedAtMs) !== null) return;
  if (valueProblem(value, limits) !== null) return;
  readings.set(readAtMs, value);
}

function hoursOf(
  fleet: Fleet,
  meter: FleetMeter,
  troubles: readonly PlantedTrouble[],
  readings: readonly MeterReading[],
): PeriodEnergy[] {
  const timeline = createTimeline({
    epochs: [
      {
        fromMs: 0,
        kind: meter.kind,
        unit: meter.unit,
        multiplier: meter.multiplier,
        registerMax: meter.registerMax ?? null,
        ratedPowerKw: meter.ratedPowerKw ?? null,
        intervalSeconds: meter.intervalSeconds ?? STEP_MS / 1_000,
      },
    ],
    exchanges: troubles
      .filter(({ kind }) => kind === 'meter-replaced')
      .map(({ fromMs, initialValue = 0 }) => ({
        atMs: fromMs,
        finalValue: fleet.readingAt(meter, fromMs).value,
        initialValue,
      })),
  });
  const totals = createHourTotals(ZONE);
  for (const segment of countAll(timeline, readings).segments) totals.add(segment);
  return totals.hours();
}

const unitFactor = ({ unit }: FleetMeter): number =>
  ({ kWh: 1, kW: 1, m3: 1, kg: 1, t: 1_000, GJ: 1_000 })[unit];
const isMarked = (hour: PeriodEnergy | undefined): boolean =>
  hour === undefined || hour.estimatedQuantity > 0 || hour.coveredMs < HOUR_MS;

/** Whether an instant lies where a trouble can be felt: from its first reading to the next good one. */
function isNear({ fromMs, toMs, shiftMs = 0 }: PlantedTrouble, atMs: number): boolean {
  const firstMs = Math.min(fromMs, fromMs + shiftMs) - HOUR_MS;
  return atMs >= firstMs && atMs < toMs + 2 * HOUR_MS;
}

/** Hours whose energy is off by more than a dial can hide, and that carry no mark. */
function silentlyWrong({ meter, hours, trueEnergy }: Counted): number[] {
  // A dip of one unit inside a rise cannot be told from a slower rise.
  const toleranceUnits = (1 + 2 * DISPLAY_UNITS) * meter.multiplier * unitFactor(meter);
  const wrong: number[] = [];
  for (let atMs = FROM_MS; atMs < TO_MS; atMs += HOUR_MS) {
    const truth = trueEnergy(atMs, atMs + HOUR_MS) * unitFactor(meter);
    const hour = hours.get(atMs);
    const offBy = Math.abs((hour?.quantity ?? 0) - truth);
    if (offBy > toleranceUnits + truth * SHARE_MAX && !isMarked(hour)) wrong.push(atMs);
  }
  return wrong;
}

describe('a county of 40 enterprises over 90 days with every trouble', () => {
  it('has troubles of every kind, and meters of every kind', () => {
    expect(new Set(planted.map(({ kind }) => kind)).size).toBe(TROUBLE_KINDS.length);
    expect(new Set(county.map(({ meter }) => meter.kind)).size).toBe(3);
    expect(county.length).toBeGreaterThan(200);
  });

  it('marks every hour that is not what flowed, but for those of a frozen display', () => {
    // A display that stands still looks like a plant that does, until it jumps.
    const unmarked = county.flatMap((counted) =>
      silentlyWrong(counted)
        .filter((atMs) => !counted.troubles.some((t) => t.kind === 'frozen' && isNear(t, atMs)))
        .map(
          (atMs) =>
            `${counted.meter.enterpriseId} ${counted.meter.id} ${new Date(atMs).toISOString()}`,
        ),
    );
    expect(unmarked).toEqual([]);
  });

  it('marks nothing where there was no trouble', () => {
    const marked = county.flatMap(({ meter, hours, troubles }) =>
      [...hours.values()]
        // The first hour has no reading at its start.
        .filter((hour) => hour.startMs > FROM_MS && hour.startMs < TO_MS && isMarked(hour))
        .filter(({ startMs }) => !troubles.some((trouble) => isNear(trouble, startMs)))
        .map(({ startMs }) => `${meter.id} ${new Date(startMs).toISOString()}`),
    );
    expect(marked).toEqual([]);
  });

  it('has each kind of each enterprise within 0.01 % where the truth can be known', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const [group, counteds] of Map.groupBy(
      county,
      ({ meter }) => `${meter.enterpriseId} ${meter.energyKind}`,
    )) {
      let [measured, truth, displayUnits] = [0, 0, 0];
      for (const { meter, hours, troubles, trueEnergy } of counteds) {
        // Registers find their total again through everything but a reset; intervals lose what is
        // missing. Both say so in their hours, and those are left out here.
        const lost = troubles.filter(({ truth: left }) => left !== 'recoverable');
        for (let atMs = FROM_MS; atMs < TO_MS; atMs += HOUR_MS) {
          if (lost.some((trouble) => isNear(trouble, atMs))) continue;
          measured += hours.get(atMs)?.quantity ?? 0;
          truth += trueEnergy(atMs, atMs + HOUR_MS) * unitFactor(meter);
        }
        displayUnits +=
          2 * (lost.length + 1) * DISPLAY_UNITS * meter.multiplier * unitFactor(meter);
      }
      compared += 1;
      const offBy = Math.abs(measured - truth);
      if (offBy > truth * SHARE_MAX + displayUnits)
        wrong.push(`${group}: ${measured}, truly ${truth}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(60);
  });

  it('finds the total of every register again through gaps, dips, frozen and shifted readings', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { meter, hours, troubles, trueEnergy } of county) {
      if (meter.kind !== 'register' || troubles.some(({ kind }) => kind === 'reset')) continue;
      const sum = [...hours.values()].reduce((total, { quantity }) => total + quantity, 0);
      const truth = trueEnergy(FROM_MS, TO_MS) * unitFactor(meter);
      const display = 4 * DISPLAY_UNITS * meter.multiplier * unitFactor(meter);
      compared += 1;
      if (Math.abs(sum - truth) > truth * SHARE_MAX + display) {
        wrong.push(`${meter.enterpriseId} ${meter.id}: ${sum}, truly ${truth}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});
