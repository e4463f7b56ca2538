import { type Engagement, type Executor, getEngagement } from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { principalOf } from '../access/access.plugin.ts';

/** An engagement in a path; what is no id is simply not found. */
export const engagementParamsSchema = z.object({ engagementId: z.string().max(64) });

/** True for the shape of our ids: PostgreSQL would refuse anything else as a fault of ours. */
export function isUuid(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

/**
 * The engagement of the path, if it is one of the auditor who asks and in force.
 *
 * @throws DomainError NOT_FOUND
 */
export async function ownEngagement(
  executor: Executor,
  request: FastifyRequest,
  engagementId: string,
  atMs: number,
): Promise<Engagement> {
  if (!isUuid(engagementId)) throw engagementNotFound();
  const viewer = { auditorId: principalOf(request).userId, atMs };
  return await getEngagement(executor, viewer, engagementId);
}

/** The answer for what is not there and for what is another's. */
export function engagementNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such engagement.');
}

/** Refuses an enterprise that the engagement does not name. */
export function assertNamed(engagement: Engagement, enterpriseId: string): void {
  if (engagement.enterpriseIds.includes(enterpriseId)) return;
  throw new DomainError('NOT_FOUND', 'The engagement names no such enterprise.');
}
