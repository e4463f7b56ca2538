import { DomainError, type Judgement, monthPeriod, type RuleId } from '@hengneng/domain';

import type { EnterpriseRecord } from './enterprise-record.ts';
import { BUDGET_FACTS } from './facts/budget.ts';
import { DATA_DUTY_FACTS } from './facts/data-duty.ts';
import { DUE_DUTY_FACTS } from './facts/due-duties.ts';
import { ENERGY_MANAGER_FACTS } from './facts/energy-manager.ts';
import { EQUIPMENT_FACTS } from './facts/equipment.ts';
import { MEASURE_FACTS } from './facts/measures.ts';
import { PROJECT_FACTS } from './facts/projects.ts';
import { RATIO_FACTS } from './facts/ratio.ts';
import { SUSPICION_FACTS } from './facts/suspicion.ts';
import type { FactGatherer } from './gatherer.ts';

/** All families of facts; a further one is added here. */
export const GATHERERS: readonly FactGatherer[] = [
  BUDGET_FACTS,
  RATIO_FACTS,
  DATA_DUTY_FACTS,
  MEASURE_FACTS,
  DUE_DUTY_FACTS,
  PROJECT_FACTS,
  EQUIPMENT_FACTS,
  ENERGY_MANAGER_FACTS,
  SUSPICION_FACTS,
];

/** What was said of one enterprise. */
export interface Judged {
  readonly judgements: readonly Judgement[];
  /** Rules that spoke of everything they know: what they did not speak of is gone. */
  readonly spoken: ReadonlySet<RuleId>;
  /** Periods that begin earlier are not looked at any more; their alerts stay as they are. */
  readonly sinceMs: number;
  /** Families that could not judge because the record does not allow it, with the reason. */
  readonly refused: readonly { readonly gatherer: string; readonly error: DomainError }[];
}

/**
 * Asks every rule about an enterprise. A family that the record does not allow to be judged (a factor
 * set that is not there) is left out: its alerts stay as they are.
 *
 * @param cadence `always` leaves out what is looked at once a day
 */
export async function judgeEnterprise(
  record: EnterpriseRecord,
  cadence: FactGatherer['cadence'],
  gatherers: readonly FactGatherer[] = GATHERERS,
): Promise<Judged> {
  const judgements: Judgement[] = [];
  const spoken = new Set<RuleId>();
  const refused: Judged['refused'][number][] = [];
  for (const gatherer of gatherers) {
    if (gatherer.cadence === 'daily' && cadence !== 'daily') continue;
    try {
      judgements.push(...(await gatherer.gather(record)));
      for (const rule of gatherer.rules) spoken.add(rule);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ gatherer: gatherer.name, error });
    }
  }
  return { judgements, spoken, refused, sinceMs: judgedSinceMs(record) };
}

function judgedSinceMs({ policies, today, enterprise }: EnterpriseRecord): number {
  const year = Math.min(Number(today.slice(0, 4)), ...policies.map((policy) => policy.year));
  return monthPeriod(`${year}-01`, enterprise.timeZone).startMs;
}
