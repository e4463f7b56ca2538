import type { Executor } from '../connection.ts';
import type { PendingTransition } from './alert-row.ts';

/**
 * Where transitions are handed to those who send messages, in the transaction that makes them: the one
 * place that every transition of every alert passes.
 */
export async function announceTransitions(
  _tx: Executor,
  _transitions: readonly PendingTransition[],
): Promise<void> {}
