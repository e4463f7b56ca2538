import type { Schemas } from '../client/api.ts';

/** What became of something that was sent since one began to look. */
export type Arrival =
  | { readonly type: 'reading'; readonly meterId: string; readonly readAt: string }
  | { readonly type: 'refused'; readonly message: Schemas['QuarantinedMessage'] };

/** When each meter was last read, by meter. */
export type LastReads = Readonly<Record<string, string>>;

/**
 * What arrived since `before` was looked at: meters that were read again, and messages refused since
 * `sinceMs`; refusals first, newest first.
 */
export function arrivalsSince(
  before: LastReads,
  now: readonly { readonly meterId: string; readonly readAt: string }[],
  refused: readonly Schemas['QuarantinedMessage'][],
  sinceMs: number,
): Arrival[] {
  const fresh = refused.filter(({ receivedAt }) => Date.parse(receivedAt) >= sinceMs);
  const read = now.filter(({ meterId, readAt }) => before[meterId] !== readAt);
  return [
    ...fresh.map((message): Arrival => ({ type: 'refused', message })),
    ...read.map(({ meterId, readAt }): Arrival => ({ type: 'reading', meterId, readAt })),
  ];
}
