import { seedFactorSet } from '@hengneng/database';
import { REFERENCE_FACTOR_SET } from '@hengneng/domain';

import { PLATFORM_ACTOR } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Sees to it that the reference factors are in the register; safe to call from several processes. */
export async function seedFactors({
  database,
  clock,
}: Pick<ApiDependencies, 'database' | 'clock'>): Promise<void> {
  await seedFactorSet(database, REFERENCE_FACTOR_SET, {
    name: 'GB/T 2589, guideline of GHG accounting, grid factors: reference data',
    actor: PLATFORM_ACTOR,
    atMs: clock(),
  });
}
