import type { MeterUnit } from '../registry/lists.ts';
import type { AccountedKind } from './factors.ts';
import { evaluateFormula, type Formula, formulaMeterIds, parseFormula } from './formula.ts';

/** A meter that is calculated from others (虚拟表计), with its formulas by date. */
export interface VirtualMeter {
  readonly id: string;
  readonly name: string;
  readonly energyKind: AccountedKind;
  readonly unit: MeterUnit;
  readonly formulas: readonly DatedFormula[];
}

/** A formula from an instant on. */
export interface DatedFormula {
  /** Rises by one with every formula of the meter. */
  readonly revision: number;
  readonly validFromMs: number;
  readonly text: string;
}

/** What one meter counted in a period, as far as it is known. */
export interface OperandEnergy {
  /** Storage units. */
  readonly quantity: number;
  readonly estimatedQuantity: number;
  /** Time for which it is known, milliseconds; 0 is missing. */
  readonly coveredMs: number;
}

/** Formulas in force at an instant, by meter: the latest begun, of one instant the last recorded. */
export function formulasAt(meters: Iterable<VirtualMeter>, atMs: number): Map<string, Formula> {
  const inForce = new Map<string, Formula>();
  for (const { id, formulas } of meters) {
    let best: DatedFormula | null = null;
    for (const dated of formulas) {
      if (dated.validFromMs > atMs) continue;
      const isLater =
        best === null ||
        dated.validFromMs > best.validFromMs ||
        (dated.validFromMs === best.validFromMs && dated.revision > best.revision);
      if (isLater) best = dated;
    }
    const parsed = best === null ? null : parseFormula(best.text);
    if (parsed?.ok) inForce.set(id, parsed.formula);
  }
  return inForce;
}

/** A chain of meters that ends where it began, or null: such formulas have no value. */
export function formulaCircle(formulas: ReadonlyMap<string, Formula>): string[] | null {
  const done = new Set<string>();
  const visit = (id: string, above: readonly string[]): string[] | null => {
    if (above.includes(id)) return [...above.slice(above.indexOf(id)), id];
    const formula = formulas.get(id);
    if (formula === undefined || done.has(id)) return null;
    for (const operand of formulaMeterIds(formula)) {
      const circle = visit(operand, [...above, id]);
      if (circle !== null) return circle;
    }
    done.add(id);
    return null;
  };
  for (const id of formulas.keys()) {
    const circle = visit(id, []);
    if (circle !== null) return circle;
  }
  return null;
}

/** The real meters that a virtual one rests on, over any number of steps, by name. */
export function operandMeters(formulas: ReadonlyMap<string, Formula>, id: string): string[] {
  const real = new Set<string>();
  const seen = new Set<string>();
  const visit = (meterId: string): void => {
    if (seen.has(meterId)) return;
    seen.add(meterId);
    const formula = formulas.get(meterId);
    if (formula === undefined) real.add(meterId);
    else for (const operand of formulaMeterIds(formula)) visit(operand);
  };
  visit(id);
  return [...real].sort();
}

/**
 * What a virtual meter counted in a period in which no formula changes: null when any operand is
 * missing, when it divides by zero, or when there is no formula. It is known for as long as the operand
 * that is known shortest, and estimated by the largest share of any operand.
 *
 * @param energyOf what a real meter counted, all in one unit; null when there is nothing.
 */
export function virtualEnergy(
  formulas: ReadonlyMap<string, Formula>,
  id: string,
  energyOf: (meterId: string) => OperandEnergy | null,
): OperandEnergy | null {
  const formula = formulas.get(id);
  if (formula === undefined || formulaCircle(formulas) !== null) return null;
  let coveredMs = Number.POSITIVE_INFINITY;
  let estimatedShare = 0;
  const quantityOf = (meterId: string): number | null => {
    const inner = formulas.get(meterId);
    if (inner !== undefined) return evaluateFormula(inner, quantityOf);
    const energy = energyOf(meterId);
    if (energy === null || energy.coveredMs <= 0) return null;
    coveredMs = Math.min(coveredMs, energy.coveredMs);
    if (energy.quantity !== 0) {
      const share = Math.abs(energy.estimatedQuantity / energy.quantity);
      estimatedShare = Math.max(estimatedShare, Math.min(1, share));
    }
    return energy.quantity;
  };
  const quantity = evaluateFormula(formula, quantityOf);
  if (quantity === null || !Number.isFinite(coveredMs)) return null;
  return { quantity, estimatedQuantity: Math.abs(quantity) * estimatedShare, coveredMs };
}
