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

import {
  type CountedMeter,
  DISPLAY_UNITS,
  isMarked,
  isNear,
  SHARE_MAX,
  silentlyWrong,
  unitFactor,
  wrongKinds,
} from '../support/county-truth.ts';

const STEP_MS = 900_000;
const HOUR_MS = 3_600_000;
const FROM_MS = Date.UTC(2026, 7, 20, 16);
const TO_MS = FROM_MS + 90 * 24 * HOUR_MS;
const STRETCH = { fromMs: FROM_MS, toMs: TO_MS };
const ZONE = 'Asia/Shanghai';

let county: readonly CountedMeter[];
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
function count(fleet: Fleet, enterprise: FleetEnterprise): CountedMeter[] {
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
      trueEnergy: (fromMs, toMs) => fleet.trueEnergy(meter, fromMs, toMs) * unitFactor(meter),
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

describe('a county of 40 enterprises over 90 days with every trouble', () => {
  it('has troubles of every kind, and meters of every kind', () => {
    expect(new Set(planted.map(({ kind }) => kind)).size).toBe(TROUBLE_KINDS.length);
    expect(new Set(county.map(({ meter }) => meter.kind)).size).toBe(3);
    expect(county.length).toBeGreaterThan(200);
  });

  it('marks every hour that is not what flowed, but for those of a frozen display', () => {
    // A display that stands still looks like a plant that does, until it jumps.
    const unmarked = county.flatMap((counted) =>
      silentlyWrong(counted, STRETCH)
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
    const { wrong, comparedCount } = wrongKinds(county, STRETCH);
    expect(wrong).toEqual([]);
    expect(comparedCount).toBeGreaterThan(60);
  });

  it('finds the total of every register again through gaps, dips, frozen and shifted readings', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { meter, hours, troubles, trueEnergy } of county) {
      if (meter.kind !== 'register' || troubles.some(({ kind }) => kind === 'reset')) continue;
      const sum = [...hours.values()].reduce((total, { quantity }) => total + quantity, 0);
      const truth = trueEnergy(FROM_MS, TO_MS);
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
