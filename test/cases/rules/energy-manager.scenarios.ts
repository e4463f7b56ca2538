import {
  type Judgement,
  judgeEnergyManager,
  type PostHolder,
  type RuleContext,
  targetPeriodAt,
} from '@hengneng/domain';

import { type Scenario, ZONE } from './support/scenario.ts';

const WANG: PostHolder = {
  ...{ name: '王工', appointedOn: '2025-03-01', filedOn: null, validTo: null },
};

type Post = readonly PostHolder[];

/** Asks the rule. */
export function ask(
  given: Post,
  whens: readonly { readonly holders: Post }[],
  context: RuleContext,
) {
  const period = targetPeriodAt(context.nowMs, 'year', ZONE);
  const holders = whens.at(-1)?.holders ?? given;
  return judgeEnergyManager({ context, holders, period }) satisfies Judgement;
}

/** Stories of the rule, in process and on the stack. */
export const SCENARIOS: readonly Scenario<Post, { readonly holders: Post }>[] = [
  {
    name: 'a post that is filled and filed is never mentioned',
    given: [{ ...WANG, appointedOn: '2024-01-01', filedOn: '2024-01-10' }],
    looks: ['2025-01-20', '2025-11-21'].map((on) => ({ on, shows: { alert: 'none' } })),
  },
  {
    name: 'vacant is 2, appointed and still to be filed 1, filed clears it',
    given: [],
    looks: [
      { on: '2025-02-01', shows: { alert: 2, did: ['opened'] } },
      { on: '2025-02-20', shows: { alert: 2 } },
      { on: '2025-03-01', when: { holders: [WANG] }, shows: { alert: 2 } },
      { on: '2025-03-01T14:00', shows: { alert: 1, did: ['lowered'] } },
      // Thirty days from the first of March; the day itself is still in time.
      { on: '2025-03-31', shows: { alert: 1 } },
      { on: '2025-04-01', shows: { alert: 2, did: ['raised'] } },
      {
        on: '2025-04-10',
        when: { holders: [{ ...WANG, filedOn: '2025-04-09' }] },
        shows: { alert: 2 },
      },
      { on: '2025-04-11', shows: { alert: 'resolved', did: ['resolved'] } },
    ],
  },
  {
    name: 'a post whose holder left is vacant from the next day on',
    given: [{ ...WANG, appointedOn: '2024-03-01', filedOn: '2024-03-05', validTo: '2025-08-31' }],
    looks: [
      { on: '2025-08-31', shows: { alert: 'none' } },
      { on: '2025-09-01', shows: { alert: 2, did: ['opened'] } },
    ],
  },
];
