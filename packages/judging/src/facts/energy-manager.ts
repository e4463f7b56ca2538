import { judgeEnergyManager } from '@hengneng/domain';

import type { FactGatherer } from '../gatherer.ts';
import { dutiesOf, entriesOf, thisYear, thresholdsIn } from '../register-facts.ts';
import { recordContext } from '../target-facts.ts';

/** Key of the deputy's post; whoever holds another one is the manager. */
const DEPUTY = 'deputy';

/** Post of the energy manager (能源管理岗位) of units whose class owes one. */
export const ENERGY_MANAGER_FACTS: FactGatherer = {
  name: 'energy-manager',
  rules: ['energy-manager'],
  cadence: 'daily',
  gather: async (record) => {
    const duties = await dutiesOf(record);
    if (!duties.has('energy-manager')) return [];
    const posts = await entriesOf(record, 'energy-manager');
    return [
      judgeEnergyManager({
        context: await recordContext(record),
        holders: posts.filter(({ key }) => key !== DEPUTY).map(({ document }) => document),
        period: thisYear(record),
        thresholds: thresholdsIn(record),
      }),
    ];
  },
};
