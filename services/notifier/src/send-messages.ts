import {
  type ClaimedMessage,
  claimMessages,
  type Database,
  type MessageKind,
  type SecretBox,
  settleAttempt,
} from '@hengneng/database';

import type { Channel, SendResult } from './channels/channel.ts';
import type { NotifierEvents } from './notifier-metrics.ts';
import { renderMessage } from './texts/render.ts';

/** What sending needs. */
export interface SendOptions {
  readonly database: Database;
  /** Opens the secrets of channels; null where no key is configured. */
  readonly box: SecretBox | null;
  /** A kind without a channel is not set up here: its messages fail and say so. */
  readonly channels: Readonly<Partial<Record<MessageKind, Channel>>>;
  readonly events: NotifierEvents;
  readonly nowMs: () => number;
  /** After this an attempt counts as lost; longer than any channel waits. */
  readonly leaseMs: number;
  /** Messages at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/**
 * One round: claims what is due, sends it, puts every attempt on record; answers how many. A kill
 * after the claim leaves the message to whoever looks after the lease, with the lost attempt on
 * record as unknown.
 */
export async function sendMessages(options: SendOptions): Promise<number> {
  const { database, nowMs, leaseMs, concurrency, box } = options;
  const claimed = await database.transaction((tx) =>
    claimMessages(tx, { nowMs: nowMs(), leaseMs, limit: concurrency, box }),
  );
  await Promise.all(claimed.map((message) => sendOne(message, options)));
  return claimed.length;
}

async function sendOne(message: ClaimedMessage, options: SendOptions): Promise<void> {
  const { database, events, nowMs } = options;
  const result = await attempt(message, options);
  const state = await database.transaction((tx) => settleAttempt(tx, message, result, nowMs()));
  events.attemptEnded(message, result, state);
}

/** A mistake of ours in a channel must not stop the others. */
async function attempt(
  message: ClaimedMessage,
  { channels, signal }: SendOptions,
): Promise<SendResult> {
  // The key may come later, so it is tried again.
  if (message.problem !== undefined) return { outcome: 'failed', answer: message.problem };
  const channel = channels[message.kind];
  if (channel === undefined) {
    return { outcome: 'refused', answer: `This installation sends no ${message.kind}.` };
  }
  try {
    const rendered = renderMessage(message.content, message.severity, message.reason, message.side);
    return await channel(message, rendered, signal);
  } catch (error) {
    return { outcome: 'unknown', answer: `Mistake in the channel: ${String(error)}`.slice(0, 500) };
  }
}
