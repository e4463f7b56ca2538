import type { GenerationSetting, SourceSetting } from '@hengneng/domain';
import { and, asc, eq, lte } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, Executor } from '../connection.ts';
import { withMeanings } from '../failures.ts';
import { energySourceSetting, generationSetting } from '../schema/accounts.ts';
import type { Recording } from './factor-sets.ts';

interface Recorded {
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** All settings of an enterprise that were recorded by an instant, in the order of recording. */
export async function listSourceSettings(
  executor: Executor,
  enterpriseId: string,
  asOfMs: number,
): Promise<{
  readonly sources: (SourceSetting & Recorded)[];
  readonly generations: (GenerationSetting & Recorded)[];
}> {
  const sources = await executor
    .select()
    .from(energySourceSetting)
    .where(
      and(
        eq(energySourceSetting.enterpriseId, enterpriseId),
        lte(energySourceSetting.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(energySourceSetting.no));
  const generations = await executor
    .select()
    .from(generationSetting)
    .where(
      and(
        eq(generationSetting.enterpriseId, enterpriseId),
        lte(generationSetting.recordedAt, asOfMs),
      ),
    )
    .orderBy(asc(generationSetting.no));
  const withoutOwner = <T extends { enterpriseId: string; recordedAt: number }>(row: T) => {
    const { enterpriseId: _, recordedAt, ...rest } = row;
    return { ...rest, recordedAtMs: recordedAt };
  };
  return {
    sources: sources.map(withoutOwner) as (SourceSetting & Recorded)[],
    generations: generations.map(withoutOwner) as (GenerationSetting & Recorded)[],
  };
}

/** Records where the figures of a kind come from, and the act. */
export async function insertSourceSetting(
  database: Database,
  enterpriseId: string,
  setting: Omit<SourceSetting, 'no'>,
  { actor, atMs }: Recording,
): Promise<void> {
  await database.transaction(async (tx) => {
    const recorded = { recordedAt: atMs, recordedBy: actor.username };
    await tx.insert(energySourceSetting).values({ ...setting, enterpriseId, ...recorded });
    await appendAudit(tx, {
      atMs,
      actor,
      action: 'energy-source.set',
      enterpriseId,
      subject: { type: 'energy-source', id: setting.energyKind },
      details: setting,
    });
  });
}

/** Records what a generated flow is made from, and the act; NOT_FOUND when there is no such meter. */
export async function insertGenerationSetting(
  database: Database,
  enterpriseId: string,
  setting: Omit<GenerationSetting, 'no'>,
  { actor, atMs }: Recording,
): Promise<void> {
  await database.transaction(async (tx) => {
    const recorded = { recordedAt: atMs, recordedBy: actor.username };
    await withMeanings(
      { generation_setting_meter_fk: ['NOT_FOUND', 'There is no such meter.'] },
      () => tx.insert(generationSetting).values({ ...setting, enterpriseId, ...recorded }),
    );
    await appendAudit(tx, {
      atMs,
      actor,
      action: 'meter-generation.declare',
      enterpriseId,
      subject: { type: 'meter', id: setting.meterId },
      details: setting,
    });
  });
}
