import type { EnergyKind, MeterUnit, UnaccountedKind } from '../registry/lists.ts';
import { convertQuantity } from './units.ts';

/** Kinds that have factors though no meter kind of their own: ranks of coal, products, rare gases. */
export const FURTHER_KINDS = [
  'anthracite',
  'bituminous-coal',
  'lignite',
  'other-washed-coal',
  'briquette',
  'naphtha',
  'petroleum-coke',
  'other-petroleum',
  'heavy-oil-cat-gas',
  'heavy-oil-thermal-gas',
  'coke-made-gas',
  'pressure-gas',
  'carbide-furnace-gas',
  'other-gas',
  'blast-air',
  'calcium-carbide',
] as const;
/** Everything that a factor can be about. */
export type AccountedKind = Exclude<EnergyKind, UnaccountedKind> | (typeof FURTHER_KINDS)[number];

/** 当量 (heat content) and 等价 (energy spent to provide it); never mixed in one figure. */
export const BASES = ['calorific', 'primary'] as const;
export type Basis = (typeof BASES)[number];

/** What every factor says about itself, whatever it converts to. */
export interface FactorRecord {
  /** Unique within its set, for pinning and explanations. */
  readonly id: string;
  readonly kind: AccountedKind;
  /** Unit of the quantity it is multiplied with. */
  readonly unit: MeterUnit;
  /** First day it holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** First day it no longer holds; null while it does. */
  readonly validTo: string | null;
  /** Region it is for, with all regions whose code begins with it; null: everywhere. */
  readonly regionCode: string | null;
  /** Enterprise it was measured at or granted to; null: every one. */
  readonly enterpriseId: string | null;
  /** Standard or use that asks for it by name, such as `T/CISA 416-2024`; null: the general one. */
  readonly purpose: string | null;
  /** A provisional factor gives way to the final one of the same time. */
  readonly status: 'provisional' | 'final';
  readonly origin: 'table' | 'measured' | 'enterprise';
  /** Standard, document or copy that it was taken from. */
  readonly source: string;
  /** True once a person has checked it against the official text. */
  readonly verified: boolean;
}

/** Standard-coal coefficient (折标准煤系数). */
export interface StandardCoalFactor extends FactorRecord {
  /** `both` where heat content and primary energy are the same figure: fuels. */
  readonly basis: Basis | 'both';
  /** Kilograms of standard coal per unit. */
  readonly kgcePerUnit: number;
  /** What the table allows where it gives a range and a measured value should decide. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** CO2 per unit, with the parameters it follows from where it is of a fuel. */
export interface CarbonFactor extends FactorRecord {
  /** Tonnes of CO2 per unit. */
  readonly tco2PerUnit: number;
  readonly parameters: CarbonParameters | null;
}

/** Parameters of CO2 = quantity × NCV × CC × OF × 44/12. */
export interface CarbonParameters {
  /** Net calorific value, GJ per unit; not the one of GB/T 2589. */
  readonly ncvGjPerUnit: number;
  /** Carbon content, tC per GJ. */
  readonly carbonTcPerGj: number;
  /** Share of the carbon that is oxidised, 0 to 1. */
  readonly oxidisedRatio: number;
}

/** Mass of a litre, for substances that are metered by volume and accounted by mass, or the reverse. */
export interface DensityFactor extends FactorRecord {
  readonly kgPerL: number;
}

/**
 * Factors that are published, pinned and cited together. A set is never changed: a new figure is a new
 * set, and judgements made with the old one stand.
 */
export interface FactorSet {
  readonly id: string;
  /** Day of its publication, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly standardCoal: readonly StandardCoalFactor[];
  readonly carbon: readonly CarbonFactor[];
  readonly densities: readonly DensityFactor[];
}

/** What a factor is wanted for. */
export interface FactorQuery {
  readonly kind: AccountedKind;
  /** Day of the consumption in the enterprise's zone, `YYYY-MM-DD`. */
  readonly date: string;
  /** Unit of the quantity; a factor it cannot be converted to does not count as found. */
  readonly unit: MeterUnit;
  readonly regionCode: string | null;
  readonly enterpriseId: string | null;
  /** Null: the general factor; a named one falls back to it. */
  readonly purpose?: string | null;
}

/**
 * The factor to use, or null when there is none: then the figure is missing, not zero. Of those that
 * apply, the enterprise's own goes before one for the purpose, that before the one of the smallest
 * region, a final before a provisional one, and of two such the one that began later.
 */
export function findFactor<F extends FactorRecord>(
  factors: Iterable<F>,
  query: FactorQuery,
  densityKgPerL: number | null = null,
): F | null {
  let best: F | null = null;
  for (const factor of factors) {
    if (!applies(factor, query)) continue;
    if (convertQuantity(1, query.unit, factor.unit, densityKgPerL) === null) continue;
    if (best === null || compare(factor, best) > 0) best = factor;
  }
  return best;
}

/** The standard-coal coefficient on a basis; see {@link findFactor}. */
export function findStandardCoalFactor(
  set: FactorSet,
  query: FactorQuery,
  basis: Basis,
): StandardCoalFactor | null {
  const ofBasis = indexOf(set)[basis].get(query.kind);
  return ofBasis === undefined ? null : findFactor(ofBasis, query, findDensity(set, query));
}

/** The CO2 factor; see {@link findFactor}. */
export function findCarbonFactor(set: FactorSet, query: FactorQuery): CarbonFactor | null {
  const ofKind = indexOf(set).carbon.get(query.kind);
  return ofKind === undefined ? null : findFactor(ofKind, query, findDensity(set, query));
}

/** Mass of a litre of a kind, kg; null when nobody has recorded it. */
export function findDensity(set: FactorSet, query: FactorQuery): number | null {
  const ofKind = indexOf(set).densities.get(query.kind);
  return ofKind === undefined
    ? null
    : (findFactor(ofKind, { ...query, unit: 'L' })?.kgPerL ?? null);
}

interface FactorIndex extends Readonly<Record<Basis, FactorsByKind<StandardCoalFactor>>> {
  readonly carbon: FactorsByKind<CarbonFactor>;
  readonly densities: FactorsByKind<DensityFactor>;
}
type FactorsByKind<F> = ReadonlyMap<AccountedKind, readonly F[]>;

/** A set is looked through for every figure; by kind that is a factor or two. Sets never change. */
const indexes = new WeakMap<FactorSet, FactorIndex>();

function indexOf(set: FactorSet): FactorIndex {
  const known = indexes.get(set);
  if (known !== undefined) return known;
  const ofBasis = (basis: Basis) =>
    byKind(set.standardCoal.filter((factor) => factor.basis === basis || factor.basis === 'both'));
  const index = {
    ...{ calorific: ofBasis('calorific'), primary: ofBasis('primary') },
    ...{ carbon: byKind(set.carbon), densities: byKind(set.densities) },
  };
  indexes.set(set, index);
  return index;
}

function byKind<F extends FactorRecord>(factors: readonly F[]): FactorsByKind<F> {
  return Map.groupBy(factors, ({ kind }) => kind);
}

function applies(factor: FactorRecord, query: FactorQuery): boolean {
  if (factor.kind !== query.kind) return false;
  // Dates of one form compare as text.
  if (query.date < factor.validFrom) return false;
  if (factor.validTo !== null && query.date >= factor.validTo) return false;
  if (factor.enterpriseId !== null && factor.enterpriseId !== query.enterpriseId) return false;
  if (factor.purpose !== null && factor.purpose !== query.purpose) return false;
  if (factor.regionCode === null) return true;
  return query.regionCode?.startsWith(factor.regionCode) ?? false;
}

/** Above zero when the left one is to be preferred; never zero for two of one set. */
function compare(left: FactorRecord, right: FactorRecord): number {
  const byRank =
    Number(left.enterpriseId !== null) - Number(right.enterpriseId !== null) ||
    Number(left.purpose !== null) - Number(right.purpose !== null) ||
    (left.regionCode?.length ?? 0) - (right.regionCode?.length ?? 0) ||
    Number(left.status === 'final') - Number(right.status === 'final');
  if (byRank !== 0) return byRank;
  if (left.validFrom !== right.validFrom) return left.validFrom > right.validFrom ? 1 : -1;
  return left.id > right.id ? 1 : -1;
}
