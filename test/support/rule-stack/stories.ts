import { type Judgement, localDate, type RuleContext, type RuleId } from '@hengneng/domain';

import * as approvedProject from '../../cases/rules/approved-project.scenarios.ts';
import * as benchmarkLevel from '../../cases/rules/benchmark-level.scenarios.ts';
import * as dataDuty from '../../cases/rules/data-duty.scenarios.ts';
import * as dutyDue from '../../cases/rules/duty-due.scenarios.ts';
import * as energyManager from '../../cases/rules/energy-manager.scenarios.ts';
import * as exhausted from '../../cases/rules/exhausted.scenarios.ts';
import * as forecast from '../../cases/rules/forecast.scenarios.ts';
import * as measure from '../../cases/rules/measure.scenarios.ts';
import * as obsoleteEquipment from '../../cases/rules/obsolete-equipment.scenarios.ts';
import * as progress from '../../cases/rules/progress.scenarios.ts';
import * as remainingBudget from '../../cases/rules/remaining-budget.scenarios.ts';
import {
  contextAt,
  instantOf,
  type Look,
  type Scenario,
  ZONE,
} from '../../cases/rules/support/scenario.ts';
import * as suspicion from '../../cases/rules/suspicion.scenarios.ts';
import * as trend from '../../cases/rules/trend.scenarios.ts';
import * as unitProductLimit from '../../cases/rules/unit-product-limit.scenarios.ts';
import { dataDutyPlan } from './data-duty-plan.ts';
import {
  budgetPlan,
  equipmentPlan,
  managerPlan,
  measurePlan,
  projectPlan,
  ratioPlan,
  reportPlan,
  trendPlan,
} from './rule-plans.ts';
import type { StackPlan } from './stack-plan.ts';
import { suspicionPlan } from './suspicion-plan.ts';

const DAY_MS = 86_400_000;

/** A scenario of a rule as it is told on the stack. */
export interface Story {
  readonly rule: RuleId;
  readonly name: string;
  readonly plan: StackPlan;
  readonly looks: readonly Look<unknown>[];
  /**
   * When the stack judges for a look. Energy comes by the day there: its rules are asked at the end of the
   * day, or a day later each for several looks of one day, so that clock and data move on alike.
   */
  judgedAtMs(look: Look<unknown>): number;
  /** First day of the period that the rule judges at a look. */
  periodFrom(look: Look<unknown>): string;
}

interface RuleFile<G, W> {
  readonly SCENARIOS: readonly Scenario<G, W>[];
  readonly ask: (given: G, whens: readonly W[], context: RuleContext) => Judgement;
}

/** Every scenario that the stack is shown, rule by rule. */
export function allStories(): Story[] {
  return [
    ...stories('progress', progress, (each) => budgetPlan('progress', each)),
    ...stories('remaining-budget', remainingBudget, (each) => budgetPlan('remaining-budget', each)),
    ...stories('exhausted', exhausted, (each) => budgetPlan('exhausted', each)),
    ...stories('forecast', forecast, (each) => budgetPlan('forecast', each)),
    ...stories('unit-product-limit', unitProductLimit, (each) =>
      ratioPlan('unit-product-limit', each),
    ),
    ...stories('benchmark-level', benchmarkLevel, (each) => ratioPlan('benchmark-level', each)),
    ...stories('trend', trend, trendPlan),
    ...stories('approved-project', approvedProject, projectPlan),
    ...stories('measure', measure, measurePlan),
    ...stories('duty-due', dutyDue, reportPlan),
    ...stories('energy-manager', energyManager, managerPlan),
    ...stories('obsolete-equipment', obsoleteEquipment, equipmentPlan),
    ...stories('data-duty', dataDuty, dataDutyPlan),
    ...stories('suspicion', suspicion, suspicionPlan),
  ];
}

function stories<G, W>(
  rule: RuleId,
  { SCENARIOS, ask }: RuleFile<G, W>,
  planOf: (scenario: Scenario<G, W>) => StackPlan,
): Story[] {
  return SCENARIOS.filter(({ inProcessOnly }) => inProcessOnly === undefined).map((scenario) => {
    const plan = planOf(scenario);
    return {
      ...storyOf(rule, scenario, plan),
      periodFrom: ({ on }) => {
        if (plan.periodFrom !== undefined) return plan.periodFrom;
        const { period } = ask(scenario.given, [], contextAt(instantOf(on)));
        return localDate(period.startMs, ZONE);
      },
    };
  });
}

function storyOf<G, W>(rule: RuleId, { name, looks }: Scenario<G, W>, plan: StackPlan) {
  const dayOf = ({ on }: Look<unknown>) => instantOf(`${on.slice(0, 10)}T00:00`);
  return {
    ...{ rule, name, looks, plan },
    judgedAtMs: (look: Look<unknown>) => {
      if (plan.lookAtMs !== undefined) return plan.lookAtMs(look.on);
      if (plan.readings.length === 0) return instantOf(look.on);
      const sameDay = looks.filter((each) => dayOf(each) === dayOf(look));
      const position = sameDay.findIndex(({ on }) => on === look.on);
      // A moment before midnight: the day that comes has its energy on record already.
      return dayOf(look) + (position + 1) * DAY_MS - 1;
    },
  };
}
