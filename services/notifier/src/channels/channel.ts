import type { ClaimedMessage } from '@hengneng/database';

import type { RenderedMessage } from '../texts/render.ts';

/** What became of one attempt. */
export interface SendResult {
  /**
   * `refused`: sending the same again cannot help. `failed`: it certainly did not arrive. `unknown`:
   * it may have arrived.
   */
  readonly outcome: 'delivered' | 'refused' | 'failed' | 'unknown';
  /** What the other side said, without keys. */
  readonly answer: string;
}

/** One way to send. It never throws for what the other side does. */
export type Channel = (
  message: ClaimedMessage,
  rendered: RenderedMessage,
  signal: AbortSignal,
) => Promise<SendResult>;
