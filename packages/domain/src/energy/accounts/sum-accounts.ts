import { invariant } from '../../invariant.ts';
import type { Period } from '../../time/borders.ts';
import { sumOrMissing } from '../equivalents.ts';
import type { AccountedKind, FactorSet } from '../factors.ts';
import { convertQuantity } from '../units.ts';
import { totalOf } from './account-energy.ts';
import type { EnergyAccount, KindAccount, MissingPart, QuantityParts } from './account-types.ts';
import { shares, sumFigures } from './kind-account.ts';

/**
 * Adds the accounts of periods that follow one another: each keeps the factors and the rule of its own
 * time, and a part that is missing makes the sum missing.
 *
 * @throws when there is none, or when they are of different accounts or factor sets.
 */
export function sumAccounts(accounts: readonly EnergyAccount[]): EnergyAccount {
  const [first, ...rest] = accounts;
  invariant(first, 'there is something to add');
  for (const { account, factorSetId } of rest) {
    invariant(account === first.account, 'accounts are never mixed in one figure');
    invariant(factorSetId === first.factorSetId, 'factor sets are never mixed in one figure');
  }
  const byKind = new Map<AccountedKind, KindAccount[]>();
  for (const kind of accounts.flatMap(({ kinds }) => kinds)) {
    const parts = byKind.get(kind.energyKind);
    if (parts === undefined) byKind.set(kind.energyKind, [kind]);
    else parts.push(kind);
  }
  const kinds = [...byKind.values()]
    .map(sumKind)
    .sort((left, right) => (left.energyKind < right.energyKind ? -1 : 1));
  const rules = new Set(accounts.map(({ assessedRuleId }) => assessedRuleId));
  return {
    account: first.account,
    kinds,
    total: totalOf(kinds),
    meters: firstOfEach(
      accounts
        .flatMap(({ meters }) => meters)
        .toSorted((left, right) => rank(left.verdict) - rank(right.verdict)),
    ),
    assumed: firstOfEach(accounts.flatMap(({ assumed }) => assumed)),
    // Several rules in one year: each part names its own.
    assessedRuleId: rules.size === 1 ? first.assessedRuleId : [...rules].join(', '),
    factorSetId: first.factorSetId,
  };
}

/**
 * The days in (fromDate, toDate) on which a factor that may apply begins or ends, ascending: a period
 * is split there, so that no figure mixes two factors.
 */
export function factorChangeDates(
  { standardCoal, carbon, densities }: FactorSet,
  query: {
    readonly fromDate: string;
    readonly toDate: string;
    readonly kinds: ReadonlySet<AccountedKind>;
    readonly regionCode: string | null;
    readonly enterpriseId: string | null;
  },
): string[] {
  const dates = new Set<string>();
  for (const factor of [...standardCoal, ...carbon, ...densities]) {
    if (!query.kinds.has(factor.kind)) continue;
    if (factor.enterpriseId !== null && factor.enterpriseId !== query.enterpriseId) continue;
    if (factor.regionCode !== null && !query.regionCode?.startsWith(factor.regionCode)) continue;
    for (const date of [factor.validFrom, factor.validTo]) {
      if (date !== null && date > query.fromDate && date < query.toDate) dates.add(date);
    }
  }
  return [...dates].sort();
}

/** A period cut at the instants that lie within it, in order. */
export function splitAt({ startMs, endMs }: Period, instantsMs: Iterable<number>): Period[] {
  const inside = [...new Set(instantsMs)].filter((atMs) => atMs > startMs && atMs < endMs);
  const borders = [startMs, ...inside.sort((left, right) => left - right), endMs];
  return borders
    .slice(1)
    .map((borderMs, index) => ({ startMs: borders[index] ?? startMs, endMs: borderMs }));
}

function sumKind(parts: readonly KindAccount[]): KindAccount {
  const [first, ...rest] = parts;
  invariant(first, 'a kind stands in at least one account');
  if (rest.length === 0) return first;
  const { unit } = first;
  const inUnit = (part: KindAccount, quantity: number | null) =>
    quantity === null ? null : convertQuantity(quantity, part.unit, unit);
  const sum = (read: (part: KindAccount) => number | null) =>
    sumOrMissing(parts.map((part) => inUnit(part, read(part))));
  const quantity = sum((part) => part.quantity);
  const missing = unique(parts.flatMap((part) => part.missing));
  const isMixed = quantity === null && parts.every((part) => part.quantity !== null);
  if (isMixed) missing.push({ type: 'common-unit', energyKind: first.energyKind });
  const basis = sumBasis(parts.map((part) => part.basis));
  return {
    energyKind: first.energyKind,
    source: parts.at(-1)?.source ?? first.source,
    state: parts.find(({ state }) => state !== 'known')?.state ?? 'known',
    unit,
    quantity,
    parts: quantity === null ? null : sumParts(parts, sum),
    ...sumFigures(parts),
    forIntensity: sumFigures(parts.map(({ forIntensity }) => forIntensity)),
    factorIds: [...new Set(parts.flatMap(({ factorIds }) => factorIds))].sort(),
    ...shares(basis),
    basis,
    missing,
    reconciliation: reconcile(parts, sum),
  };
}

function sumBasis(parts: readonly KindAccount['basis'][]): KindAccount['basis'] {
  const sum = (name: keyof KindAccount['basis']) =>
    parts.reduce((total, part) => total + part[name], 0);
  return {
    countedQuantity: sum('countedQuantity'),
    estimatedQuantity: sum('estimatedQuantity'),
    coveredMs: sum('coveredMs'),
    expectedMs: sum('expectedMs'),
  };
}

function sumParts(
  parts: readonly KindAccount[],
  sum: (read: (part: KindAccount) => number | null) => number | null,
): QuantityParts | null {
  const names = Object.keys(parts[0]?.parts ?? {}) as (keyof QuantityParts)[];
  const entries = names.map((name) => [name, sum((part) => part.parts?.[name] ?? null) ?? 0]);
  return Object.fromEntries(entries) as unknown as QuantityParts;
}

/** Only over the periods for which both sources tell. */
function reconcile(
  parts: readonly KindAccount[],
  sum: (read: (part: KindAccount) => number | null) => number | null,
): KindAccount['reconciliation'] {
  if (parts.every((part) => part.reconciliation === null)) return null;
  const metered = sum((part) => part.reconciliation?.metered ?? 0);
  const ledger = sum((part) => part.reconciliation?.ledger ?? 0);
  const coveredMs = sum((part) => part.reconciliation?.coveredMs ?? 0);
  const expectedMs = sum((part) => part.reconciliation?.expectedMs ?? 0);
  if (metered === null || ledger === null || coveredMs === null || expectedMs === null) return null;
  return { metered, ledger, coveredMs, expectedMs };
}

function unique(missing: readonly MissingPart[]): MissingPart[] {
  return [...new Map(missing.map((part) => [JSON.stringify(part), part])).values()];
}

function firstOfEach<T extends { readonly meterId: string }>(items: readonly T[]): T[] {
  const byMeter = new Map<string, T>();
  for (const item of items) if (!byMeter.has(item.meterId)) byMeter.set(item.meterId, item);
  return [...byMeter.values()].sort((left, right) => (left.meterId < right.meterId ? -1 : 1));
}

function rank(verdict: string): number {
  return verdict === 'counted' ? 0 : 1;
}
