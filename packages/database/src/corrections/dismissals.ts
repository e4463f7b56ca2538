import { DomainError } from '@hengneng/domain';
import type { Executor } from '../connection.ts';
import { lockEnterprise } from '../lock-enterprise.ts';
import { eventDismissal } from '../schema/corrections.ts';
import { storeNextSnapshots } from '../snapshots.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { type ExchangeProposal, eventDecisions, getOpenProposal } from './proposals.ts';

/**
 * Puts on record that an event is not believed, in the caller's transaction, with a new registry
 * version.
 *
 * @throws DomainError NOT_FOUND, CORRECTION_STATE_WRONG where it was decided before
 */
export async function dismissEvent(
  tx: Executor,
  scope: TenantScope,
  dismissal: {
    readonly enterpriseId: string;
    readonly eventId: string;
    readonly reason: string;
    readonly atMs: number;
    readonly actor: { readonly userId: string; readonly username: string };
  },
): Promise<ExchangeProposal> {
  const { enterpriseId, eventId, reason, atMs, actor } = dismissal;
  await lockEnterprise(tx, scope, enterpriseId);
  const decided = await eventDecisions(tx, scope, enterpriseId, [eventId]);
  const before = decided.get(eventId);
  if (before !== undefined) {
    const message = `The event was ${before.state} by ${before.by} before.`;
    throw new DomainError('CORRECTION_STATE_WRONG', message);
  }
  const proposal = await getOpenProposal(tx, enterpriseId, eventId);
  const by = { byUserId: actor.userId, by: actor.username };
  await tx.insert(eventDismissal).values({ eventId, enterpriseId, reason, at: atMs, ...by });
  await storeNextSnapshots(tx, [enterpriseId], atMs);
  return proposal;
}
