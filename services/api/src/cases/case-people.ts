import {
  type ActingPerson,
  createTenantScope,
  findUserByName,
  getEnterprise,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';

/** Who acts in a request, with what the audit log adds. */
export function actingPerson(request: FastifyRequest, atMs: number): ActingPerson {
  const { userId, username } = principalOf(request);
  return { userId, username, atMs, origin: { requestId: request.id, address: request.ip } };
}

/** Whether who asks works for an enterprise and for nobody else. */
export function isEnterpriseStaff(request: FastifyRequest): boolean {
  return principalOf(request).roles.every(({ scope }) => scope.type === 'enterprise');
}

/** An id of a path; whatever is none is simply not found. */
export function idIn(text: string, what: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new DomainError('NOT_FOUND', `There is no such ${what}.`);
}

/**
 * An active inspector who covers the enterprise.
 *
 * @throws DomainError CASE_INVALID; the same for one who does not exist
 */
export async function officerNamed(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  username: string,
  enterpriseId: string,
): Promise<{ readonly userId: string; readonly username: string }> {
  const user = await findUserByName(database.executor, username);
  const refuse = () =>
    new DomainError('CASE_INVALID', `${username} is no inspector of this region.`);
  if (user === null || user.disabledAtMs !== null) throw refuse();
  const regionCodes = user.roles.flatMap(({ role, scope }) =>
    role === 'inspector' && scope.type === 'region' ? [scope.code] : [],
  );
  const scope = createTenantScope({ regionCodes });
  await getEnterprise(database.executor, scope, enterpriseId, clock()).catch((error: unknown) => {
    throw error instanceof DomainError ? refuse() : error;
  });
  return { userId: user.id, username: user.username };
}
