import { and, eq } from 'drizzle-orm';
import type { Executor } from './connection.ts';
import { notFound } from './failures.ts';
import { enterprise } from './schema/registry.ts';
import { enterpriseInScope, type TenantScope } from './tenant-scope.ts';

/**
 * Lets one writer at a time number the facts of an enterprise, until the transaction ends. Readers and
 * rows that refer to the enterprise are not held up.
 *
 * @throws DomainError NOT_FOUND when there is no such enterprise in the scope
 */
export async function lockEnterprise(
  tx: Executor,
  scope: TenantScope,
  enterpriseId: string,
): Promise<void> {
  const [row] = await tx
    .select({ id: enterprise.id })
    .from(enterprise)
    .where(and(eq(enterprise.id, enterpriseId), enterpriseInScope(scope)))
    .for('no key update');
  if (row === undefined) throw notFound('enterprise');
}
