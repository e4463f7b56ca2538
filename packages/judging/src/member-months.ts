import type { MemberRatio, StoredMonths } from '@hengneng/database';
import {
  type AccountedKind,
  DomainError,
  type EnergyAccount,
  isRatioTarget,
  type MemberMonth,
  monthPeriod,
  ratioOf,
  settledMonths,
  settlingOf,
  targetPeriodsOfYear,
  unsettledReason,
} from '@hengneng/domain';

import type { EnterpriseRecord } from './enterprise-record.ts';
import { ratioMonths } from './facts/ratio.ts';
import { countedOf, monthFigures } from './month-figures.ts';
import { outputsOf } from './month-outputs.ts';

/** Coal, and what washing, briquetting and coking make of it (煤品): what a coal share counts. */
const COAL_KINDS: ReadonlySet<AccountedKind> = new Set<AccountedKind>([
  ...(['raw-coal', 'anthracite', 'bituminous-coal', 'lignite', 'washed-coal'] as const),
  ...(['other-washed-coal', 'middlings', 'slime', 'gangue', 'briquette', 'coke'] as const),
]);

/** Figures are kept to a gram of standard coal, so that the same energy in another order is the same. */
const KEPT_PER_TONNE = 1e6;

/**
 * What of an enterprise its areas add up: every month that is over in its assessed account, by the newest
 * factors, the month that runs as far as its data reach, and the ratios of products that it is held to. Reads nothing that judging it has not read.
 */
export async function memberMonths(record: EnterpriseRecord): Promise<StoredMonths> {
  const { enterprise, nowMs } = record;
  const accounts = await record.accounts({ account: 'assessed' });
  const target = { id: '', metric: 'tce', basis: 'calorific', period: 'year' } as const;
  const figures = await monthFigures(record, accounts, (account) =>
    countedOf(account, target, false),
  );
  const thresholds = record.policies.at(-1)?.document.thresholds;
  const { completenessMinRatio } = settlingOf(thresholds);
  const outputValueOf = outputsOf(record, { metric: 'tce-per-output-value' });
  const isOver = (month: string) => monthPeriod(month, enterprise.timeZone).endMs <= nowMs;
  const all = figures.flatMap((figure): MemberMonth[] => {
    const account = accounts.months.get(figure.month);
    if (account === undefined || monthPeriod(figure.month, enterprise.timeZone).startMs > nowMs) {
      return [];
    }
    const of = (value: number | null) => (figure.value === null ? null : kept(value));
    return [
      {
        month: figure.month,
        unsettledBy: unsettledReason(figure, completenessMinRatio),
        tceCalorific: of(account.total.tceCalorific),
        tcePrimary: of(account.total.tcePrimary),
        tco2: of(account.total.tco2),
        coalTceCalorific: of(coalOf(account, 'tceCalorific')),
        coalTcePrimary: of(coalOf(account, 'tcePrimary')),
        outputValue: kept(outputValueOf(figure.month)),
        estimatedShare: kept(figure.estimatedShare) ?? 0,
      },
    ];
  });
  return {
    ...{ enterpriseId: enterprise.id, ratios: await ratiosOf(record) },
    months: all.filter(({ month }) => isOver(month)),
    running: all.find(({ month }) => !isOver(month)) ?? null,
    ...{ throughMs: await record.dataThroughMs(), factorSet: accounts.factorSetId },
  };
}

/** Coal of an account; null where a part of it is not known. */
function coalOf({ kinds }: EnergyAccount, basis: 'tceCalorific' | 'tcePrimary'): number | null {
  return kinds
    .filter(({ energyKind }) => COAL_KINDS.has(energyKind))
    .reduce<number | null>((sum, kind) => {
      const amount = kind[basis];
      return sum === null || amount === null ? null : sum + amount;
    }, 0);
}

/** Energy per unit of every product that the enterprise is held to, over the settled months of a year. */
async function ratiosOf(record: EnterpriseRecord): Promise<MemberRatio[]> {
  const ratios: MemberRatio[] = [];
  for (const policy of record.policies) {
    const { thresholds, targets } = policy.document;
    for (const target of targets.filter(isRatioTarget)) {
      const { product, line = null, metric } = target;
      if (product === undefined || metric !== 'kgce-per-unit') continue;
      const { year } = policy;
      try {
        const { months } = await ratioMonths(record, policy, target);
        const [period] = targetPeriodsOfYear(year, 'year', record.enterprise.timeZone);
        const { settled } = settledMonths(period?.months ?? [], months, settlingOf(thresholds));
        const actual = kept(settled.length === 0 ? null : ratioOf(target, settled));
        ratios.push({ product, line, year, actual });
      } catch (error) {
        // A pinned factor set that is not there: the ratio is not known.
        if (!(error instanceof DomainError)) throw error;
        ratios.push({ product, line, year, actual: null });
      }
    }
  }
  return ratios;
}

function kept(value: number | null): number | null {
  return value === null ? null : Math.round(value * KEPT_PER_TONNE) / KEPT_PER_TONNE;
}
