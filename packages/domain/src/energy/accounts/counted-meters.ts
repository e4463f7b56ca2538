import type { AccountedKind } from '../factors.ts';
import type {
  AccountRequest,
  EnergySource,
  Generation,
  MeteredFlow,
  MeterVerdict,
} from './account-types.ts';
import { isConvertible } from './kind-classes.ts';

/** A row with what was decided about it. */
export interface JudgedFlow {
  readonly row: MeteredFlow;
  readonly verdict: MeterVerdict;
  /** Set for generated flows. */
  readonly generation: Generation | null;
}

/**
 * Decides which rows count, whatever the account: the outermost meter of each flow and kind. A flow
 * within the enterprise never counts; a generated one only if it is renewable, because everything
 * else is made from energy that was counted when it was bought.
 */
export function judgeFlows(request: AccountRequest): JudgedFlow[] {
  const byMeter = Map.groupBy(request.metered, (row) => row.meterId);
  const hasConvertible = buysConvertible(request);
  const inOrder = request.metered.toSorted((left, right) => order(left, right));
  return inOrder.map((row) => {
    const generation = row.flow === 'generated' ? generationOf(row, hasConvertible) : null;
    return { row, generation, verdict: verdictOf(row, generation, byMeter) };
  });
}

/** Sums of numbers depend on their order in the last bit, so there is one order. */
function order(left: MeteredFlow, right: MeteredFlow): number {
  if (left.meterId !== right.meterId) return left.meterId < right.meterId ? -1 : 1;
  return left.quantity - right.quantity || left.periodMs - right.periodMs;
}

function verdictOf(
  row: MeteredFlow,
  generation: Generation | null,
  byMeter: ReadonlyMap<string, readonly MeteredFlow[]>,
): MeterVerdict {
  if (row.flow === 'process') return 'process';
  if (hasMasterOfSameFlow(row, byMeter)) return 'sub-meter';
  return generation === 'conversion' ? 'made-from-counted' : 'counted';
}

/** Looks up the whole chain of masters: a meter of an inner flow may stand between. */
function hasMasterOfSameFlow(
  row: MeteredFlow,
  byMeter: ReadonlyMap<string, readonly MeteredFlow[]>,
): boolean {
  const seen = new Set([row.meterId]);
  const waiting = [row.masterMeterId];
  while (waiting.length > 0) {
    const masterId = waiting.pop() ?? null;
    if (masterId === null || seen.has(masterId)) continue;
    seen.add(masterId);
    for (const master of byMeter.get(masterId) ?? []) {
      if (master.flow === row.flow && master.energyKind === row.energyKind) return true;
      waiting.push(master.masterMeterId);
    }
  }
  return false;
}

/**
 * What nobody declared: electricity of an enterprise that buys nothing it could be made from is
 * renewable; all else is taken for a conversion, because counting twice would be the worse mistake.
 */
function generationOf(row: MeteredFlow, hasConvertible: boolean): Generation {
  if (row.generation) return row.generation;
  return row.energyKind === 'electricity' && !hasConvertible ? 'renewable' : 'conversion';
}

/** By what is registered and reported, not by quantities: it must not change from day to day. */
function buysConvertible({ metered, ledger, ledgerKinds }: AccountRequest): boolean {
  return (
    metered.some((row) => row.flow === 'purchased' && isConvertible(row.energyKind)) ||
    (ledgerKinds ?? []).some(isConvertible) ||
    (ledger ?? []).some((line) => isConvertible(line.energyKind))
  );
}

/**
 * Where the figures of a kind come from: the enterprise's own choice; otherwise its meters if one of
 * level 1 measures purchases of the kind, or if there is no ledger that could tell of it.
 */
export function sourceOf(
  kind: AccountedKind,
  { metered, ledger, ledgerKinds, sources }: AccountRequest,
): EnergySource {
  const chosen = sources?.get(kind);
  if (chosen !== undefined) return chosen;
  const hasMain = metered.some(
    (row) => row.energyKind === kind && row.flow === 'purchased' && row.level === 1,
  );
  if (hasMain) return 'metered';
  const isReported =
    (ledgerKinds ?? []).includes(kind) || (ledger ?? []).some((line) => line.energyKind === kind);
  return isReported ? 'ledger' : 'metered';
}
