import {
  convertQuantity,
  formulaMeterIds,
  formulasAt,
  type MeterUnit,
  operandMeters,
  parseFormula,
  storageUnitOf,
  type VirtualMeter,
  virtualEnergy,
} from '@hengneng/domain';

import type { PiecedMeter } from './meter-pieces.ts';
import type { Count, FramePart } from './tally.ts';

/**
 * What the virtual meters come to in one part: no formula changes within it. A missing operand makes
 * the figure missing: it is not covered at all.
 */
export function countVirtually(
  virtualMeters: readonly VirtualMeter[],
  counts: readonly Count[],
  part: FramePart,
): Count[] {
  if (virtualMeters.length === 0) return [];
  const formulas = formulasAt(virtualMeters, part.startMs);
  const countOf = new Map(counts.map((count) => [count.meter.meterId, count]));
  return virtualMeters
    .filter(({ id }) => formulas.has(id))
    .map((virtual) => {
      const unit = storageUnitOf(virtual.unit);
      const energy = virtualEnergy(formulas, virtual.id, (meterId) => {
        const count = countOf.get(meterId);
        return count === undefined ? null : inUnit(count, unit);
      });
      const operands = operandMeters(formulas, virtual.id);
      const expected = operands.map((id) => countOf.get(id)?.expectedMs ?? 0);
      return {
        meter: asMeter(virtual, part),
        energyKind: virtual.energyKind,
        flow: 'process',
        masterMeterId: null,
        quantity: energy?.quantity ?? 0,
        estimatedQuantity: energy?.estimatedQuantity ?? 0,
        coveredMs: energy?.coveredMs ?? 0,
        expectedMs: Math.max(0, ...expected),
      };
    });
}

/** Real meters that any formula of these meters ever names, over any number of steps. */
export function operandsOf(
  wanted: readonly VirtualMeter[],
  all: readonly VirtualMeter[],
): Set<string> {
  const byId = new Map(all.map((meter) => [meter.id, meter]));
  const ids = new Set<string>();
  const visit = (meter: VirtualMeter): void => {
    for (const { text } of meter.formulas) {
      const parsed = parseFormula(text);
      for (const id of parsed.ok ? formulaMeterIds(parsed.formula) : []) {
        if (ids.has(id)) continue;
        ids.add(id);
        const inner = byId.get(id);
        if (inner !== undefined) visit(inner);
      }
    }
  };
  for (const meter of wanted) visit(meter);
  return ids;
}

function inUnit(count: Count, unit: MeterUnit) {
  const quantity = convertQuantity(count.quantity, count.meter.storageUnit, unit);
  const estimatedQuantity = convertQuantity(count.estimatedQuantity, count.meter.storageUnit, unit);
  if (quantity === null || estimatedQuantity === null) return null;
  return { quantity, estimatedQuantity, coveredMs: count.coveredMs };
}

function asMeter({ id, name, unit }: VirtualMeter, part: FramePart): PiecedMeter {
  return {
    ...{ meterId: id, name, level: 3, siteId: null, pieces: [] },
    storageUnit: storageUnitOf(unit),
    expectedFromMs: part.startMs,
    expectedToMs: Number.POSITIVE_INFINITY,
  };
}
