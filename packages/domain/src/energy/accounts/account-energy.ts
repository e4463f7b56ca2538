import type { AccountedKind } from '../factors.ts';
import type {
  AccountRequest,
  AccountTotal,
  EnergyAccount,
  KindAccount,
  MeterVerdict,
} from './account-types.ts';
import { type JudgedFlow, judgeFlows, sourceOf } from './counted-meters.ts';
import { accountKind, sumFigures } from './kind-account.ts';
import { ENERGY_MEDIA } from './kind-classes.ts';
import type { Formula } from './kind-quantities.ts';

/**
 * The energy of one enterprise in one period, by kind and in total, in one account (口径).
 *
 * - `comprehensive` (GB/T 2589): purchases − supplied out, of ledger kinds also opening − closing
 *   stock and without non-production; own renewable generation counts once; media count if purchased.
 * - `statistical` (205-1): of ledger kinds consumption − output of conversion − recovered energy −
 *   non-production; of metered kinds as above, because what is made or recovered inside is not metered
 *   at the border; no media.
 * - `assessed`: one of the two, less what the rule deducts. Without a rule nothing is deducted.
 *
 * CO2 is the same in every account: (purchases − supplied out + stock drawn − feedstock) × factor.
 *
 * The period must lie within one month if it has ledger kinds, and must not cross a change of factors
 * or of what meters mean: split it (`splitAt`) and add the parts (`sumAccounts`).
 */
export function accountEnergy(request: AccountRequest): EnergyAccount {
  const formula = formulaOf(request);
  const judged = judgeFlows(request).map((flow) => judgeByKind(flow, request, formula));
  const kinds = kindsOf(request, judged, formula).map((kind) => {
    const flows = judged.filter(({ row }) => row.energyKind === kind);
    const lines = (request.ledger ?? []).filter((line) => line.energyKind === kind);
    return accountKind({ kind, source: sourceOf(kind, request), flows, lines }, request, formula);
  });
  return {
    account: request.account,
    kinds,
    total: totalOf(kinds),
    meters: verdictsOf(judged),
    assumed: judged.flatMap(({ row, generation }) =>
      generation !== null && !row.generation ? [{ meterId: row.meterId, generation }] : [],
    ),
    assessedRuleId: request.account === 'assessed' ? (request.assessedRule?.id ?? null) : null,
    factorSetId: request.factors.id,
  };
}

/** All kinds together: missing as soon as one of them is. */
export function totalOf(kinds: readonly KindAccount[]): AccountTotal {
  const known = (read: (kind: KindAccount) => number | null) =>
    kinds.reduce((sum, kind) => sum + (read(kind) ?? 0), 0);
  const weight = ({ tceCalorific }: KindAccount) => Math.abs(tceCalorific ?? 0);
  const weightSum = known(weight);
  const expectedMs = known(({ basis }) => basis.expectedMs);
  return {
    ...sumFigures(kinds),
    forIntensity: sumFigures(kinds.map(({ forIntensity }) => forIntensity)),
    knownPart: {
      tceCalorific: known(({ tceCalorific }) => tceCalorific),
      tcePrimary: known(({ tcePrimary }) => tcePrimary),
      tco2: known(({ tco2 }) => tco2),
    },
    estimatedShare:
      weightSum > 0 ? known((kind) => weight(kind) * kind.estimatedShare) / weightSum : 0,
    completeness: expectedMs > 0 ? known(({ basis }) => basis.coveredMs) / expectedMs : 1,
    awaitingReport: kinds.some(({ missing }) => missing.some(({ type }) => type === 'ledger')),
    missing: kinds.flatMap(({ missing }) => missing),
  };
}

function formulaOf({ account, assessedRule, greenCertificateKwh }: AccountRequest): Formula {
  if (account !== 'assessed') return { base: account, deductions: [], greenCertificateKwh: 0 };
  const { base, deductions } = assessedRule ?? { base: 'comprehensive', deductions: [] };
  const takesCertificates = deductions.some(({ what }) => what === 'green-certificates');
  return {
    base,
    deductions,
    greenCertificateKwh: takesCertificates ? (greenCertificateKwh ?? 0) : 0,
  };
}

/** What the kind as a whole decides about its meters. */
function judgeByKind(flow: JudgedFlow, request: AccountRequest, formula: Formula): JudgedFlow {
  if (flow.verdict !== 'counted') return flow;
  const { energyKind } = flow.row;
  if (formula.base === 'statistical' && ENERGY_MEDIA.has(energyKind)) {
    return { ...flow, verdict: 'medium' };
  }
  if (sourceOf(energyKind, request) === 'metered') return flow;
  const staysCounted = flow.generation === 'renewable' && formula.base === 'comprehensive';
  return staysCounted ? flow : { ...flow, verdict: 'ledger-counts' };
}

/** Kinds that have a counted meter, a ledger line or an expected one, by name. */
function kindsOf(
  request: AccountRequest,
  judged: readonly JudgedFlow[],
  formula: Formula,
): AccountedKind[] {
  const kinds = new Set<AccountedKind>();
  for (const { row, verdict } of judged) {
    if (verdict === 'counted' || verdict === 'ledger-counts') kinds.add(row.energyKind);
  }
  for (const kind of request.ledgerKinds ?? []) kinds.add(kind);
  for (const line of request.ledger ?? []) kinds.add(line.energyKind);
  if (formula.greenCertificateKwh > 0) kinds.add('electricity');
  const isOutside = (kind: AccountedKind) =>
    formula.base === 'statistical' && ENERGY_MEDIA.has(kind);
  return [...kinds].filter((kind) => !isOutside(kind)).sort();
}

/** One verdict a meter: that it counts, if any part of the period says so. */
function verdictsOf(judged: readonly JudgedFlow[]): EnergyAccount['meters'] {
  const verdicts = new Map<string, MeterVerdict>();
  for (const { row, verdict } of judged) {
    if (verdict === 'counted' || !verdicts.has(row.meterId)) verdicts.set(row.meterId, verdict);
  }
  return [...verdicts].map(([meterId, verdict]) => ({ meterId, verdict }));
}
