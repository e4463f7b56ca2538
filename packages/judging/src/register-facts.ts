import { listEnterpriseEntries, type RegisterEntry, SYSTEM_SCOPE } from '@hengneng/database';
import type { ClassDuty, JudgedPeriod } from '@hengneng/domain';
import { monthPeriod } from '@hengneng/domain';

import type { EnterpriseRecord, PolicyYear } from './enterprise-record.ts';
import type { JudgedRegister } from './prepared-entries.ts';

/** Entries of one of the enterprise's registers as they count at the instant that is judged. */
export async function entriesOf<K extends JudgedRegister>(
  { world, enterprise, recordedMs, prepared }: EnterpriseRecord,
  register: K,
): Promise<RegisterEntry<K>[]> {
  if (prepared !== null) return prepared.entries.of(register, enterprise.id);
  const query = { register, asOfMs: recordedMs, enterpriseIds: [enterprise.id] };
  return await listEnterpriseEntries(world.executor, SYSTEM_SCOPE, query);
}

/**
 * What the enterprise's class obliges it to: by the newest class list (重点用能单位名单) up to this year, since lists
 * appear late. Nothing for who is on none.
 */
export async function dutiesOf(record: EnterpriseRecord): Promise<ReadonlySet<ClassDuty>> {
  const thisYear = Number(record.today.slice(0, 4));
  const entries = await entriesOf(record, 'class-list');
  const listed = entries
    .filter(({ year }) => year !== null && year <= thisYear)
    .sort((one, other) => (other.year ?? 0) - (one.year ?? 0))[0];
  return new Set(listed?.document.duties ?? []);
}

/** A calendar year of the enterprise as what a judgement is about. */
export function yearPeriod({ enterprise }: EnterpriseRecord, year: number): JudgedPeriod {
  const { startMs } = monthPeriod(`${year}-01`, enterprise.timeZone);
  const { endMs } = monthPeriod(`${year}-12`, enterprise.timeZone);
  return { name: String(year), startMs, endMs };
}

/** This year, for what stands as long as nobody mends it. */
export function thisYear(record: EnterpriseRecord): JudgedPeriod {
  return yearPeriod(record, Number(record.today.slice(0, 4)));
}

/** Thresholds that the policy of a year sets; those of the newest one for years without. */
export function thresholdsIn(
  { policies }: EnterpriseRecord,
  year?: number,
): PolicyYear['document']['thresholds'] {
  const own = policies.find((policy) => policy.year === year) ?? policies.at(-1);
  return own?.document.thresholds;
}
