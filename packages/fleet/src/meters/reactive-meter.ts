import type { FleetEnterprise } from './fleet.ts';
import type { FleetMeter } from './meter.ts';

/**
 * Power factors of the enterprises that have a meter of reactive energy, by their place among the
 * largest: one that compensates well, one whose compensation is worn out, one at the standard of 0.90.
 */
const POWER_FACTORS: readonly number[] = [0.96, 0.78, 0.9];
const REGISTER_MAX = 999_999.99;

/**
 * Gives the largest enterprises a meter of reactive energy at their connection, behind the others in
 * the list. It sees the same loads as the incoming meter, in the ratio of the power factor.
 */
export function withReactiveMeters(
  enterprises: readonly FleetEnterprise[],
): readonly FleetEnterprise[] {
  const largest = [...enterprises].sort((left, right) => right.annualTce - left.annualTce);
  const factors = new Map(largest.map(({ id }, index) => [id, POWER_FACTORS[index]]));
  return enterprises.map((enterprise) => {
    const factor = factors.get(enterprise.id);
    const incoming = enterprise.meters.find(({ id }) => id === 'E01');
    if (factor === undefined || incoming === undefined) return enterprise;
    return { ...enterprise, meters: [...enterprise.meters, reactiveMeter(incoming, factor)] };
  });
}

function reactiveMeter(incoming: FleetMeter, powerFactor: number): FleetMeter {
  // tan φ: reactive energy for each kWh.
  const ratio = Math.sqrt(1 - powerFactor ** 2) / powerFactor;
  return {
    enterpriseId: incoming.enterpriseId,
    ...{ id: 'Q01', name: '进线无功总表', level: 1, flow: 'purchased' },
    ...{ energyKind: 'reactive-electricity', kind: 'register', unit: 'kvarh' },
    multiplier: incoming.multiplier,
    registerMax: REGISTER_MAX,
    initialHundredths: 0,
    loads: incoming.loads.map((load) => ({
      ...load,
      annualQuanta: Math.round(load.annualQuanta * ratio),
    })),
  };
}
