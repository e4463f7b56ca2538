import type { AuditEntry } from '@hengneng/database';
import type { FastifyRequest } from 'fastify';

import { principalOf } from '../access/access.plugin.ts';

/** What was done, without who did it and when. */
export interface Act {
  /** `noun.verb` in kebab case. */
  readonly action: string;
  /** Whose data it was about; null for what belongs to no enterprise. */
  readonly enterpriseId: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  /** What else there is to know, bounded; never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Who acts where nobody asked for it. */
export const PLATFORM_ACTOR = { userId: null, username: 'system' } as const;

/**
 * The audit log's entry of something a request does: by whom, from where, and under which request id
 * the service log has it.
 */
export function requestAct(request: FastifyRequest, atMs: number, act: Act): AuditEntry {
  const { userId, username } = principalOf(request);
  return { atMs, actor: { userId, username }, ...act, details: requestDetails(request, act) };
}

/** Details of an act with where the request came from. */
export function requestDetails(
  request: Pick<FastifyRequest, 'id' | 'ip'>,
  { details }: Pick<Act, 'details'>,
): Record<string, unknown> {
  return { ...details, requestId: request.id, address: request.ip };
}

/** What a change makes of the fields it names: from what, to what; fields that stay are left out. */
export function changesOf(
  before: object,
  change: object,
): Record<string, { readonly from: unknown; readonly to: unknown }> {
  const known = new Map(Object.entries(before));
  return Object.fromEntries(
    Object.entries(change)
      .filter(([, to]) => to !== undefined)
      .map(([field, to]) => [field, { from: known.get(field) ?? null, to }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}
