import { type Executor, listMonthSums, saveMonthSums } from '@hengneng/database';
import { ENGINE_VERSION } from '@hengneng/domain';

import type { KeptMonths } from './month-memo.ts';

/** How days are added up and written; goes up when either changes, so that older rows count for nothing. */
const SUMS_VERSION = 1;
/** By what sums were counted: an engine that counts otherwise leaves them behind. */
const COUNTED_BY = `${SUMS_VERSION}/${ENGINE_VERSION}`;

/** Keeps the sums of settled months in PostgreSQL, each write by itself. */
export function createKeptMonths(executor: Executor, countedBy: string = COUNTED_BY): KeptMonths {
  return {
    load: (enterpriseIds, storeId) =>
      listMonthSums(executor, { enterpriseIds, storeId, countedBy }),
    save: (months) =>
      saveMonthSums(
        executor,
        [...months].map(([enterpriseId, own]) => ({ ...own, enterpriseId, countedBy })),
      ),
  };
}
