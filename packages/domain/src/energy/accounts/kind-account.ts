import { usualUnitOf } from '../../ledger/kinds.ts';
import { carbonDioxideT, standardCoalTce, sumOrMissing } from '../equivalents.ts';
import { type AccountedKind, type Basis, type FactorQuery, findDensity } from '../factors.ts';
import { convertQuantity, type StorageUnit, storageUnitOf } from '../units.ts';
import type {
  AccountRequest,
  EnergyFigures,
  EnergySource,
  KindAccount,
  LedgerLine,
  MissingPart,
  QuantityParts,
} from './account-types.ts';
import type { JudgedFlow } from './counted-meters.ts';
import { OUTSIDE_CARBON } from './kind-classes.ts';
import {
  type Formula,
  type KindQuantities,
  ledgerQuantities,
  meteredQuantities,
} from './kind-quantities.ts';

/** What is known of one kind. */
export interface KindInput {
  readonly kind: AccountedKind;
  readonly source: EnergySource;
  readonly flows: readonly JudgedFlow[];
  readonly lines: readonly LedgerLine[];
}

const UNKNOWN: EnergyFigures = { tceCalorific: null, tcePrimary: null, tco2: null };

/** The account of one kind: quantities first, then factors by unit, then their sums. */
export function accountKind(
  input: KindInput,
  request: AccountRequest,
  formula: Formula,
): KindAccount {
  const { kind, source, lines } = input;
  const basis = basisOf(input, request.periodMs);
  const common = { energyKind: kind, source, ...shares(basis), basis };
  const lacksFeedstock = lines.length === 0 && (request.feedstockKinds ?? []).includes(kind);
  const quantities = quantitiesOf(input, formula, lacksFeedstock);
  if (quantities === null) return unknownKind(common, request, input);
  const { date, regionCode, enterpriseId, purpose } = request;
  const query = {
    kind,
    unit: 'kWh',
    date,
    regionCode,
    enterpriseId,
    purpose: purpose ?? null,
  } as const;
  const missing: MissingPart[] = lacksFeedstock ? [lacksLedger(input, request)] : [];
  const factorIds = new Set<string>();
  const converted = quantities.map((part) => convert(part, query, request, missing, factorIds));
  const unit = quantities[0]?.unit ?? unitOf(input);
  const density = findDensity(request.factors, query);
  const sums = (quantityOf: (part: KindQuantities) => number) =>
    sumOrMissing(
      quantities.map((part) => convertQuantity(quantityOf(part), part.unit, unit, density)),
    );
  const quantity = sums((part) => part.net);
  if (quantity === null) missing.push({ type: 'common-unit', energyKind: kind });
  const tco2 = lacksFeedstock ? { tco2: null } : {};
  return {
    ...common,
    state: 'known',
    unit,
    quantity,
    parts: quantity === null ? null : addParts(quantities, sums),
    ...sumFigures(converted.map(({ figures }) => figures)),
    ...tco2,
    forIntensity: { ...sumFigures(converted.map(({ forIntensity }) => forIntensity)), ...tco2 },
    factorIds: [...factorIds].sort(),
    missing,
    reconciliation: reconcile(input, unit, density),
  };
}

/** Null where the ledger has to say first: of a kind it reports, or of feedstock to be taken off. */
function quantitiesOf(
  { kind, source, flows, lines }: KindInput,
  formula: Formula,
  lacksFeedstock: boolean,
): KindQuantities[] | null {
  if (source === 'ledger') {
    return lines.length === 0 ? null : ledgerQuantities(kind, flows, lines, formula);
  }
  const takesOffFeedstock = formula.deductions.some(({ what }) => what === 'feedstock');
  if (lacksFeedstock && takesOffFeedstock) return null;
  return meteredQuantities(kind, flows, lines, formula);
}

/** Sums of figures, each missing as soon as one of its parts is. */
export function sumFigures(figures: readonly EnergyFigures[]): EnergyFigures {
  return {
    tceCalorific: sumOrMissing(figures.map(({ tceCalorific }) => tceCalorific)),
    tcePrimary: sumOrMissing(figures.map(({ tcePrimary }) => tcePrimary)),
    tco2: sumOrMissing(figures.map(({ tco2 }) => tco2)),
  };
}

/** Both shares of a kind from what they are made of. */
export function shares({
  countedQuantity,
  estimatedQuantity,
  coveredMs,
  expectedMs,
}: KindAccount['basis']): { readonly estimatedShare: number; readonly completeness: number } {
  return {
    estimatedShare: countedQuantity > 0 ? Math.min(1, estimatedQuantity / countedQuantity) : 0,
    completeness: expectedMs > 0 ? Math.min(1, coveredMs / expectedMs) : 1,
  };
}

function unknownKind(
  common: Pick<KindAccount, 'energyKind' | 'source' | 'basis' | 'estimatedShare' | 'completeness'>,
  request: AccountRequest,
  input: KindInput,
): KindAccount {
  return {
    ...common,
    state: request.ledger === undefined ? 'monthly-only' : 'awaiting-report',
    unit: unitOf(input),
    quantity: null,
    parts: null,
    ...UNKNOWN,
    forIntensity: UNKNOWN,
    factorIds: [],
    missing: [lacksLedger(input, request)],
    reconciliation: null,
  };
}

function lacksLedger({ kind }: KindInput, { ledger }: AccountRequest): MissingPart {
  return { type: ledger === undefined ? 'monthly-only' : 'ledger', energyKind: kind };
}

function convert(
  part: KindQuantities,
  anyUnit: FactorQuery,
  { factors }: AccountRequest,
  missing: MissingPart[],
  factorIds: Set<string>,
): { readonly figures: EnergyFigures; readonly forIntensity: EnergyFigures } {
  const { unit } = part;
  const query = { ...anyUnit, unit };
  const { kind: energyKind, date } = query;
  const tce = (basis: Basis) => {
    const total = standardCoalTce(factors, query, part.net, basis);
    if (total.factor !== null) factorIds.add(total.factor.id);
    if (total.value === null) {
      missing.push({ type: 'standard-coal-factor', energyKind, basis, unit, date });
    }
    const intensity = standardCoalTce(factors, query, part.netForIntensity, basis);
    return { total: total.value, intensity: intensity.value };
  };
  const calorific = tce('calorific');
  const primary = tce('primary');
  const carbon = carbonDioxideT(factors, query, part.carbon);
  if (carbon.factor !== null) factorIds.add(carbon.factor.id);
  const isOutside = carbon.factor === null && OUTSIDE_CARBON.has(energyKind);
  const tco2 = isOutside ? 0 : carbon.value;
  if (tco2 === null) missing.push({ type: 'carbon-factor', energyKind, unit, date });
  return {
    figures: { tceCalorific: calorific.total, tcePrimary: primary.total, tco2 },
    forIntensity: { tceCalorific: calorific.intensity, tcePrimary: primary.intensity, tco2 },
  };
}

function addParts(
  quantities: readonly KindQuantities[],
  sums: (quantityOf: (part: KindQuantities) => number) => number | null,
): QuantityParts {
  const names = Object.keys(quantities[0]?.parts ?? {}) as (keyof QuantityParts)[];
  const entries = names.map((name) => [name, sums(({ parts }) => parts[name]) ?? 0]);
  return Object.fromEntries(entries) as unknown as QuantityParts;
}

/** A ledger is a statement of a person: complete when it is there, never estimated. */
function basisOf({ source, flows, lines }: KindInput, expectedMs: number): KindAccount['basis'] {
  const counted = flows.filter(({ verdict }) => verdict === 'counted').map(({ row }) => row);
  if (source === 'ledger') {
    const coveredMs = lines.length > 0 ? expectedMs : 0;
    return { countedQuantity: 0, estimatedQuantity: 0, coveredMs, expectedMs };
  }
  // Meters that are expected to tell, and none is registered: not complete.
  if (counted.length === 0) {
    return { countedQuantity: 0, estimatedQuantity: 0, coveredMs: 0, expectedMs };
  }
  const sum = (read: (row: JudgedFlow['row']) => number) =>
    counted.reduce((total, row) => total + read(row), 0);
  return {
    countedQuantity: sum((row) => Math.abs(row.quantity)),
    estimatedQuantity: sum((row) => Math.abs(row.estimatedQuantity)),
    coveredMs: sum((row) => row.coveredMs),
    expectedMs: sum((row) => row.periodMs),
  };
}

/** The unit of a kind of which no quantity is known. */
function unitOf({ kind, flows, lines }: KindInput): StorageUnit {
  return storageUnitOf(lines[0]?.unit ?? flows[0]?.row.unit ?? usualUnitOf(kind));
}

/** Purchases by both sources, for people to compare; the account takes one of them. */
function reconcile(
  { flows, lines }: KindInput,
  unit: StorageUnit,
  density: number | null,
): KindAccount['reconciliation'] {
  const isMain = ({ row, verdict }: JudgedFlow) =>
    row.flow === 'purchased' && (verdict === 'counted' || verdict === 'ledger-counts');
  const mains = flows.filter(isMain);
  if (mains.length === 0 || lines.length === 0) return null;
  const metered = sumOrMissing(
    mains.map(({ row }) => convertQuantity(row.quantity, row.unit, unit, density)),
  );
  const ledger = sumOrMissing(
    lines.map((line) =>
      line.purchased === null ? null : convertQuantity(line.purchased, line.unit, unit, density),
    ),
  );
  if (metered === null || ledger === null) return null;
  const sum = (read: (row: JudgedFlow['row']) => number) =>
    mains.reduce((total, { row }) => total + read(row), 0);
  const time = { coveredMs: sum((row) => row.coveredMs), expectedMs: sum((row) => row.periodMs) };
  return { metered, ledger, ...time };
}
