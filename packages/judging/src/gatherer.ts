import type { Judgement, RuleId } from '@hengneng/domain';

import type { EnterpriseRecord } from './enterprise-record.ts';

/** One family of facts: gathers them for one enterprise and asks the rules it is for. */
export interface FactGatherer {
  readonly name: string;
  /** Rules that no other gatherer asks. Their alerts that it does not speak of are withdrawn. */
  readonly rules: readonly RuleId[];
  /** `daily`: with the look that every enterprise gets once a day, since it reads much. */
  readonly cadence: 'always' | 'daily';
  /** A judgement for everything that is there, also where all is well or nothing can be said. */
  gather(record: EnterpriseRecord): Promise<readonly Judgement[]>;
}
