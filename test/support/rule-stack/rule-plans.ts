import {
  type Measure,
  monthPeriod,
  monthsOfYear,
  type PostHolder,
  type RuleId,
} from '@hengneng/domain';
import type * as approvedProject from '../../cases/rules/approved-project.scenarios.ts';
import type * as dutyDue from '../../cases/rules/duty-due.scenarios.ts';
import type * as energyManager from '../../cases/rules/energy-manager.scenarios.ts';
import type * as measure from '../../cases/rules/measure.scenarios.ts';
import type * as obsoleteEquipment from '../../cases/rules/obsolete-equipment.scenarios.ts';
import type { BudgetGiven } from '../../cases/rules/support/budget.ts';
import type { RatioGiven } from '../../cases/rules/support/ratio.ts';
import { type Scenario, ZONE } from '../../cases/rules/support/scenario.ts';
import type * as trend from '../../cases/rules/trend.scenarios.ts';
import { plantPlan } from './plant-plan.ts';
import {
  type Act,
  type DatedAct,
  EMPTY_PLAN,
  onlyRule,
  type SentOutput,
  type StackPlan,
} from './stack-plan.ts';

type StoriesOf<M extends { readonly SCENARIOS: readonly unknown[] }> = M['SCENARIOS'][number];

const PRODUCT = 'cement-clinker';
const ISSUED = { issuer: '平江县发展和改革局', documentNo: '平发改〔2025〕15号' };

/** A budget (用能预算) of standard coal. */
export function budgetPlan(rule: RuleId, { given }: Scenario<BudgetGiven>): StackPlan {
  const { limit, period = 'year', monthlyPlan, thresholds } = given;
  return {
    ...{ ...EMPTY_PLAN, ...plantPlan(given, given.earlierYears) },
    targets: [
      {
        ...{ id: 'total', metric: 'tce', basis: 'calorific', period, limit },
        ...(monthlyPlan === undefined ? {} : { monthlyPlan }),
      },
    ],
    thresholds: onlyRule(rule, thresholds?.[rule]),
  };
}

/** Energy per tonne of clinker. */
export function ratioPlan(rule: RuleId, { given }: Scenario<RatioGiven>): StackPlan {
  const { limit, standard, baselineLevel, commissionedOn = null, circumstances = {} } = given;
  const enterLine: Act = async ({ authority }, path) => {
    await authority.call('POST', `${path}/production-lines`, {
      id: 'L1',
      document: { name: '1号窑', product: PRODUCT, commissionedOn, circumstances },
    });
  };
  const plan = plantPlan(given);
  return {
    ...{ ...EMPTY_PLAN, ...plan, products: [PRODUCT], outputs: outputs(2025, given.output ?? []) },
    targets: [
      {
        ...{ id: 'clinker', metric: 'kgce-per-unit', basis: 'calorific', period: 'year' },
        product: PRODUCT,
        ...(limit === undefined ? {} : { limit }),
        ...(standard === undefined ? {} : { standard, level: 'binding' }),
        ...(baselineLevel === undefined ? {} : { baselineLevel }),
      },
    ],
    thresholds: onlyRule(rule, given.thresholds?.[rule]),
    prepare: [...plan.prepare, ...(standard === undefined ? [] : [enterLine])],
  };
}

/** Energy per tonne of clinker against the year before, of which a tonne is reported a month. */
export function trendPlan({ given }: StoriesOf<typeof trend>): StackPlan {
  const before = monthsOfYear(2024).map((_, index) => given.yearBefore[index] ?? null);
  const ratio = ratioPlan('trend', { name: '', looks: [], given: { ...given, limit: 1_000 } });
  // 1 000 t a month: kilogrammes a tonne are tonnes a month.
  const earlier = plantPlan({ electricity: [] }, [{ year: 2024, months: before }]);
  const own = earlier.readings.filter(({ readAt }) => readAt <= yearEndMs(2024));
  const made = before.map((kgce) => (kgce === null ? null : 1_000));
  return {
    ...ratio,
    readings: [...own, ...ratio.readings],
    outputs: [...outputs(2024, made), ...ratio.outputs],
  };
}

/** A project whose energy was approved, of the enterprise as a whole. */
export function projectPlan({ given }: StoriesOf<typeof approvedProject>): StackPlan {
  const plan = plantPlan(given);
  return {
    ...{ ...EMPTY_PLAN, ...plan, thresholds: onlyRule('approved-project') },
    prepare: [
      ...plan.prepare,
      async ({ authority }, path) => {
        await authority.call('POST', `${path}/approved-projects`, {
          id: 'P1',
          document: {
            ...{ name: '二期扩建', approvedTce: given.approved, basis: 'calorific' },
            ...{ issuer: ISSUED.issuer, documentNo: '平发改审〔2024〕15号' },
            ...{ approvedOn: '2024-05-01', operatingFrom: '2025-01-01' },
          },
        });
      },
    ],
  };
}

/** A measure of the filed plan, and what is reported of its progress. */
export function measurePlan({ given, looks }: StoriesOf<typeof measure>): StackPlan {
  return {
    ...{ ...EMPTY_PLAN, thresholds: onlyRule('measure') },
    prepare: [(people, path) => signPlan(people, path, given)],
    acts: looks.flatMap(({ on, when }): DatedAct[] => {
      if (when === undefined) return [];
      const done = (when.milestones ?? []).filter(({ doneOn }) => doneOn !== undefined);
      const progress = {
        ...{ measureId: given.id, month: on.slice(0, 7), status: when.status ?? given.status },
        ...{ percent: 50, milestonesDone: done.map(({ title }) => title) },
      };
      return [
        acting(on, async ({ reporter }, path) => {
          await reporter.call('POST', `${path}/measure-progress`, { document: progress });
        }),
      ];
    }),
  };
}

async function signPlan(
  { reporter, reviewer }: Parameters<Act>[0],
  path: string,
  measure: Measure,
): Promise<void> {
  await reporter.call('POST', `${path}/policies`, {
    ...{ year: 2025, part: 'plan', revision: 0, document: { measures: [measure] } },
  });
  await reviewer.call('POST', `${path}/policies/2025/plan/sign`, { revision: 1 });
}

/** The report on the year before, of a unit whose class owes it. */
export function reportPlan({ given, looks }: StoriesOf<typeof dutyDue>): StackPlan {
  const handIn =
    (submittedOn: string): Act =>
    async ({ reviewer }, path) => {
      await reviewer.call('POST', `${path}/annual-reports`, {
        year: 2024,
        document: { submittedOn },
      });
    };
  const { doneOn } = given.duty;
  return {
    ...{ ...EMPTY_PLAN, thresholds: onlyRule('duty-due', given.thresholds?.['duty-due']) },
    prepare: [...(doneOn === null ? [] : [handIn(doneOn)]), owe('annual-report')],
    acts: looks.flatMap(({ on, when }) => {
      const day = when?.doneOn ?? null;
      return day === null ? [] : [acting(on, handIn(day))];
    }),
  };
}

/** The post of the energy manager, of a unit whose class owes one. */
export function managerPlan({ given, looks }: StoriesOf<typeof energyManager>): StackPlan {
  const appoint =
    (holders: readonly PostHolder[]): Act =>
    async ({ reporter }, path) => {
      for (const holder of holders) {
        await reporter.call('POST', `${path}/energy-managers`, { id: 'manager', document: holder });
      }
    };
  return {
    ...{ ...EMPTY_PLAN, thresholds: onlyRule('energy-manager') },
    prepare: [appoint(given), owe('energy-manager')],
    acts: looks.flatMap(({ on, when }) =>
      when === undefined ? [] : [acting(on, appoint(when.holders))],
    ),
  };
}

/** A machine of the elimination list, which an administrator has recorded. */
export function equipmentPlan({ given, looks }: StoriesOf<typeof obsoleteEquipment>): StackPlan {
  const enter =
    (isRemoved: boolean): Act =>
    async ({ reporter }, path) => {
      await reporter.call('POST', `${path}/equipment`, {
        id: given.id,
        document: {
          ...{ name: '电动机', category: 'motor', model: 'Y132M-4' },
          state: isRemoved ? 'disused' : 'in-use',
        },
      });
    };
  return {
    ...{ ...EMPTY_PLAN, thresholds: onlyRule('obsolete-equipment') },
    prepare: [
      async ({ admin }) => {
        await admin.call('POST', '/elimination-items', {
          id: 'motor-2',
          document: {
            ...{ category: 'motor', models: ['Y132M-4'], document: given.source },
            eliminatedFrom: given.eliminateBy,
          },
        });
      },
      enter(given.removedOn !== null),
    ],
    acts: looks.flatMap(({ on, when }) => (when === undefined ? [] : [acting(on, enter(true))])),
  };
}

function owe(duty: string): Act {
  return async ({ authority }, path) => {
    await authority.call('POST', `${path}/class-list`, {
      year: 2025,
      document: { class: 'statutory', ...ISSUED, duties: [duty] },
    });
  };
}

function acting(on: string, act: Act): DatedAct {
  return { on: on.slice(0, 10), act };
}

/** Tonnes of clinker by month; a month of null reported none. */
function outputs(year: number, tonnes: readonly (number | null)[]): SentOutput[] {
  return monthsOfYear(year).flatMap((month, index) => {
    const quantity = tonnes[index];
    if (quantity === null || quantity === undefined) return [];
    const { startMs, endMs } = monthPeriod(month, ZONE);
    return [{ product: PRODUCT, from: startMs, to: endMs, quantity, unit: 't' }];
  });
}

function yearEndMs(year: number): number {
  return monthPeriod(`${year}-12`, ZONE).endMs;
}
