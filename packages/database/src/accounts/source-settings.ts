import type { GenerationSetting, SourceSetting } from '@hengneng/domain';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { withMeanings } from '../failures.ts';
import { energySourceSetting, generationSetting } from '../schema/accounts.ts';
import { ownedInScope, type TenantScope } from '../tenant-scope.ts';
import type { Recording } from './factor-sets.ts';

interface Recorded {
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** What an enterprise has settled about its kinds and generated flows. */
export interface SourceSettings {
  readonly sources: readonly (SourceSetting & Recorded)[];
  readonly generations: readonly (GenerationSetting & Recorded)[];
}

/** Settings of an enterprise of the scope that were recorded by then, in the order of recording. */
export async function listSourceSettings(
  executor: Executor,
  scope: TenantScope,
  { enterpriseId, asOfMs }: { readonly enterpriseId: string; readonly asOfMs: number },
): Promise<SourceSettings> {
  const of = (table: typeof energySourceSetting | typeof generationSetting) =>
    and(
      eq(table.enterpriseId, enterpriseId),
      ownedInScope(scope, table.enterpriseId),
      lte(table.recordedAt, asOfMs),
    );
  const sources = await executor
    .select()
    .from(energySourceSetting)
    .where(of(energySourceSetting))
    .orderBy(asc(energySourceSetting.no));
  const generations = await executor
    .select()
    .from(generationSetting)
    .where(of(generationSetting))
    .orderBy(asc(generationSetting.no));
  const withoutOwner = <T extends { enterpriseId: string; recordedAt: number }>(row: T) => {
    const { enterpriseId: _, recordedAt, ...rest } = row;
    return { ...rest, recordedAtMs: recordedAt };
  };
  return {
    sources: sources.map(withoutOwner) as SourceSettings['sources'],
    generations: generations.map(withoutOwner) as SourceSettings['generations'],
  };
}

/** Records where the figures of a kind come from, of an enterprise that the caller has locked. */
export async function insertSourceSetting(
  tx: Executor,
  enterpriseId: string,
  setting: Omit<SourceSetting, 'no'>,
  { by, atMs }: Recording,
): Promise<void> {
  const recorded = { recordedAt: atMs, recordedBy: by };
  await tx.insert(energySourceSetting).values({ ...setting, enterpriseId, ...recorded });
}

/** Records what a generated flow is made from; NOT_FOUND when there is no such meter. */
export async function insertGenerationSetting(
  tx: Executor,
  enterpriseId: string,
  setting: Omit<GenerationSetting, 'no'>,
  { by, atMs }: Recording,
): Promise<void> {
  const recorded = { recordedAt: atMs, recordedBy: by };
  await withMeanings(
    { generation_setting_meter_fk: ['NOT_FOUND', 'There is no such meter.'] },
    () => tx.insert(generationSetting).values({ ...setting, enterpriseId, ...recorded }),
  );
}
