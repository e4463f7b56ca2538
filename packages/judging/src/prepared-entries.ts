import {
  type Executor,
  listEnterpriseEntries,
  type RegisterEntry,
  SYSTEM_SCOPE,
} from '@hengneng/database';
import type { RegisterName } from '@hengneng/domain';

/** Registers of enterprises that the rules look at. */
export const JUDGED_REGISTERS = [
  'measure-progress',
  'production-line',
  'approved-project',
  'equipment',
  'energy-manager',
  'audit-programme',
  'annual-report',
  'class-list',
] as const satisfies readonly RegisterName[];

/** One of them. */
export type JudgedRegister = (typeof JUDGED_REGISTERS)[number];

/** Entries of many enterprises as they count at one instant. */
export interface PreparedEntries {
  of<K extends JudgedRegister>(register: K, enterpriseId: string): RegisterEntry<K>[];
}

/** Asks once for many enterprises for the entries of each register. */
export async function prepareEntries(
  executor: Executor,
  query: { readonly enterpriseIds: readonly string[]; readonly asOfMs: number },
): Promise<PreparedEntries> {
  const found = new Map<string, RegisterEntry<JudgedRegister>[]>();
  await Promise.all(
    JUDGED_REGISTERS.map(async (register) => {
      const entries = await listEnterpriseEntries(executor, SYSTEM_SCOPE, { register, ...query });
      for (const entry of entries) {
        if (entry.owner.type !== 'enterprise') continue;
        const name = nameOf(register, entry.owner.id);
        const own = found.get(name);
        if (own === undefined) found.set(name, [entry]);
        else own.push(entry);
      }
    }),
  );
  return {
    of: <K extends JudgedRegister>(register: K, enterpriseId: string) =>
      (found.get(nameOf(register, enterpriseId)) ?? []) as RegisterEntry<K>[],
  };
}

function nameOf(register: string, enterpriseId: string): string {
  return `${register} ${enterpriseId}`;
}
